"""A bare Bolt app that uses each surface once, and two ways to reach it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.loopback.jsons import Json, plain
from tests.adapters.slack.loopback.slack import Slack
from tests.adapters.slack.loopback.sockets import CONNECT

FRUIT = [
    {"text": plain("Apples"), "value": "a"},
    {"text": plain("Pears"), "value": "p"},
]
CARD: list[Json] = [
    {"type": "section", "text": plain("Your card")},
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "done",
                "text": plain("Done"),
                "value": "1",
            },
            {"type": "checkboxes", "action_id": "ticks", "options": FRUIT},
        ],
    },
]


def field(name: str, element: Json, **more: object) -> Json:
    label = plain(name.capitalize())
    element = {"action_id": name, **element}
    return {
        "type": "input",
        "block_id": name,
        "label": label,
        "element": element,
        **more,
    }


FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Form"),
    "submit": plain("Save"),
    "notify_on_close": True,
    "blocks": [
        field("count", {"type": "plain_text_input", "initial_value": "0"}),
        field("fruit", {"type": "static_select", "options": FRUIT}, optional=True),
        field("who", {"type": "external_select"}, optional=True),
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "more", "text": plain("More")}
            ],
        },
    ],
}
HOME: Json = {"type": "home", "blocks": [{"type": "header", "text": plain("At home")}]}


def small_bot(slack: Slack) -> AsyncApp:
    client = AsyncWebClient(token=slack.token, base_url=slack.api_url)
    app = AsyncApp(
        client=client,
        signing_secret=slack.app.signing_secret,
        process_before_response=True,
    )
    hear_commands(app, slack)
    hear_presses(app)
    hear_events(app)
    return app


def hear_commands(app: AsyncApp, slack: Slack) -> None:
    @app.command("/card")
    async def card(ack: AsyncAck, say: AsyncSay, body: Json) -> None:
        await ack(f"On its way: {body['text']}")
        await say(text="Your card", blocks=CARD, channel=body["user_id"])

    @app.command("/form")
    async def form(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.command("/wrong")
    async def wrong(ack: AsyncAck) -> None:
        await ack(text="x", blocks=[{"type": "sektion"}])

    @app.command("/slow")
    async def slow(ack: AsyncAck) -> None:
        await asyncio.sleep(slack.ack_seconds * 1.5)
        await ack("Too late")


def hear_presses(app: AsyncApp) -> None:
    @app.action("done")
    async def done(ack: AsyncAck, respond: AsyncRespond, body: Json) -> None:
        await ack()
        [ticks] = [v for b in body["state"]["values"].values() for v in b.values()]
        ticked = ", ".join(each["value"] for each in ticks["selected_options"])
        await respond(text=f"Done: {ticked}", replace_original=True)

    @app.action("ticks")
    async def ticks(ack: AsyncAck) -> None:
        await ack()

    @app.action("more")
    async def more(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=FORM)

    @app.options("who")
    async def who(ack: AsyncAck, payload: Json) -> None:
        text = f"{payload['value']}a"
        await ack(options=[{"text": plain(text), "value": text}])

    @app.view("form")
    async def submitted(
        ack: AsyncAck, view: Json, client: AsyncWebClient, body: Json
    ) -> None:
        values = view["state"]["values"]
        if not values["count"]["count"]["value"].isdigit():
            await ack(response_action="errors", errors={"count": "A number, please"})
        elif view["previous_view_id"]:
            await ack(response_action="clear")
        else:
            await ack()
            chosen = (values[key][key]["selected_option"] for key in ("fruit", "who"))
            saved = " ".join(each["value"] if each else "-" for each in chosen)
            await client.chat_postMessage(
                channel=body["user"]["id"], text=f"Saved {saved}"
            )

    @app.view_closed("form")
    async def closed(ack: AsyncAck) -> None:
        await ack()

    @app.shortcut("pin")
    async def pin(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
        await ack()
        pinned = body.get("message", {}).get("text", "nothing")
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Pin {pinned}")


def hear_events(app: AsyncApp) -> None:
    @app.event("app_home_opened")
    async def home(event: Json, client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view=HOME)

    @app.event("app_mention")
    async def mention(say: AsyncSay, event: Json) -> None:
        await say(text="You called?", thread_ts=event["ts"])

    @app.event({"type": "message", "subtype": "file_share"})
    async def shared(event: Json, say: AsyncSay) -> None:
        await say(text=event["files"][0]["url_private"])

    @app.event("message")
    async def message(event: Json, say: AsyncSay, body: Json) -> None:
        if event["channel_type"] == "im" and "text" in event:
            await say(text=f"You said {event['text']} ({body['event_id']})")


@asynccontextmanager
async def over_socket(slack: Slack) -> AsyncIterator[AsyncApp]:
    app = small_bot(slack)
    handler = AsyncSocketModeHandler(app, slack.app.token, ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt's own
    await slack.wait_for(CONNECT)
    try:
        yield app
    finally:
        async with asyncio.timeout(5):
            await handler.close_async()  # type: ignore[no-untyped-call]  # as above


@asynccontextmanager
async def over_http(slack: Slack) -> AsyncIterator[AsyncApp]:
    app = small_bot(slack)
    runner = web.AppRunner(app.web_app(), shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    try:
        yield app
    finally:
        await runner.cleanup()
