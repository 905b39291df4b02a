"""The loopback Slack itself: a bare Bolt app talks with it, and it says no in time."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from socket import create_server
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from aiohttp import ClientError, ClientSession, web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.loopback import CONNECT, Call, Slack, dialogs, read
from tests.adapters.slack.loopback.cases import (
    BAD_BLOCKS,
    BAD_MESSAGES,
    BAD_VIEWS,
    GOOD_BLOCKS,
    actions,
    button,
    section,
)
from tests.adapters.slack.loopback.installs import allow
from tests.adapters.slack.loopback.jsons import Json, plain
from tests.adapters.slack.loopback.small_bot import (
    CARD,
    FORM,
    HOME,
    over_http,
    over_socket,
)
from tests.adapters.slack.loopback.world import Check
from tests.adapters.slack.official import needed

pytestmark = pytest.mark.asyncio

Way = Callable[[Slack], AbstractAsyncContextManager[AsyncApp]]
WAYS = pytest.mark.parametrize("way", [over_socket, over_http])


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk would send calls of this very machine through one."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=["our own rules", "the official types too"])
def check(request: pytest.FixtureRequest) -> Check | None:
    return needed() if "official" in request.param else None


@WAYS
async def test_a_card_is_asked_for_ticked_and_done(
    way: Way, check: Check | None
) -> None:
    async with Slack(check) as slack, way(slack):
        ana = slack.person("Ana")
        campus = slack.channel("campus", ana)
        asked = await ana.slash("/card", "for me", campus)
        assert asked.acked
        assert [m.text for m in asked.ephemeral] == ["On its way: for me"]
        assert read(ana.sees()[-1]) == "Your card\n[Done] [Apples | Pears]"
        await ana.press("Apples")
        await ana.press("Pears")
        await ana.press("Apples")
        assert str(await ana.press("Done")) == "Done: p"
        assert slack.problems == []


@WAYS
async def test_a_form_is_corrected_and_saved(way: Way, check: Check | None) -> None:
    async with Slack(check) as slack, way(slack):
        ana = slack.person("Ana")
        opened = await ana.slash("/form")
        assert opened.modal
        assert opened.modal.sent["callback_id"] == "form"
        offered = await ana.suggest("who", "Pri")
        assert [option["value"] for option in offered.options] == ["Pria"]
        values = {"Count": "many", "Fruit": "Pears", "Who": "Pria"}
        wrong = await ana.submit(values)
        assert wrong.errors == {"count": "A number, please"}
        assert "! A number, please" in read(ana.modals[-1])
        saved = await ana.submit({"count": "3"})
        assert saved.modal is None
        assert str(saved) == "Saved p Pria"
        assert slack.problems == []


@WAYS
async def test_all_other_surfaces_reach_the_bot(way: Way, check: Check | None) -> None:
    async with Slack(check) as slack, way(slack):
        ana = slack.person("Ana", zone="Europe/Berlin", locale="de-DE")
        ben = slack.person("Ben")
        campus = slack.channel("campus", ana, ben)
        home = (await ana.open_home()).home
        assert home
        assert read(home) == "At home"
        assert "You said hello" in str(await ana.say("hello"))
        called = await ana.mention("hi", campus)
        assert [d.payload["event"]["type"] for d in called.deliveries] == [
            "message",
            "app_mention",
        ]
        assert str(called) == "You called?"
        pinned = await ben.shortcut("pin", ana.sees(campus)[0])
        assert "Pin @U0T1 hi" in str(pinned)
        assert str(await ben.shortcut("pin")) == "Pin nothing"
        await ana.slash("/form")
        assert (await ana.close()).acked
        assert ana.modal is None
        assert (await ana.edit(ana.sees()[0], "hallo")).acked
        assert slack.problems == []


@pytest.mark.parametrize("enterprise", ["", "E1"])
async def test_what_is_sent_to_the_bot_fits_the_official_types(enterprise: str) -> None:
    errors = needed()
    async with Slack() as slack, over_socket(slack):
        slack.team.enterprise = enterprise
        ana = slack.person("Ana")
        campus = slack.channel("campus", ana)
        await ana.slash("/card", channel=campus)
        await ana.press("Pears")
        await ana.press("Done")
        await ana.shortcut("pin")
        await ana.shortcut("pin", ana.sees()[-1])
        await ana.slash("/form")
        await ana.suggest("who", "Pri")
        await ana.press("More")
        await ana.submit()
        await ana.slash("/form")
        await ana.close()
        await ana.open_home()
        await ana.mention("hi", campus)
        for sent in slack.deliveries:
            inner = sent.payload.get("event", sent.payload)
            kind = OFFICIAL.get(inner.get("type", "command"))
            if "view" in inner and kind == "AnyBlockAction":
                inner = {**inner, "response_url": ""}  # the type asks for it: an error
            assert kind is None or errors(kind, inner) == []


OFFICIAL = {
    "command": "SlashCommand",
    "block_actions": "AnyBlockAction",
    "view_submission": "ViewSubmitAction",
    "view_closed": "ViewClosedAction",
    "block_suggestion": "BlockSuggestion",
    "shortcut": "GlobalShortcut",
    "message_action": "MessageShortcut",
    "app_mention": "AppMentionEvent",
    "app_home_opened": "AppHomeOpenedEvent",
}


# What it refuses


def client(slack: Slack, token: str = "") -> AsyncWebClient:
    return AsyncWebClient(
        token or slack.token, base_url=slack.api_url, retry_handlers=[]
    )


async def refusal(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


@pytest.mark.parametrize("blocks", BAD_BLOCKS.values(), ids=[*BAD_BLOCKS])
async def test_a_message_of_bad_blocks_is_refused(blocks: list[Json]) -> None:
    async with Slack() as slack:
        channel = slack.channel("campus").id
        post = client(slack).chat_postMessage(
            channel=channel, text="Something", blocks=blocks
        )
        assert await refusal(post) == "invalid_blocks"
        assert slack.problems[0].startswith("chat.postMessage /blocks")


@pytest.mark.parametrize("blocks", GOOD_BLOCKS.values(), ids=[*GOOD_BLOCKS])
async def test_a_message_at_its_limits_is_taken(
    blocks: list[Json], check: Check | None
) -> None:
    async with Slack(check) as slack:
        post = client(slack).chat_postMessage
        await post(channel=slack.channel("campus").id, text="Something", blocks=blocks)
        assert slack.problems == []


@pytest.mark.parametrize(("args", "error"), BAD_MESSAGES.values(), ids=[*BAD_MESSAGES])
async def test_a_bad_message_is_refused(args: Json, error: str) -> None:
    async with Slack() as slack:
        args = {"channel": slack.channel("campus").id, **args}
        post = client(slack).api_call("chat.postMessage", json=args)
        assert await refusal(post) == error


@pytest.mark.parametrize("change", BAD_VIEWS.values(), ids=[*BAD_VIEWS])
async def test_a_bad_modal_is_refused(change: Json) -> None:
    async with Slack() as slack:
        view = {k: v for k, v in {**FORM, **change}.items() if v is not None}
        trigger = slack.world.issue(slack.person("Ana"))["trigger_id"]
        opening = client(slack).views_open(trigger_id=trigger, view=view)
        assert await refusal(opening) == "invalid_arguments"


async def test_a_view_of_more_than_250_kb_is_refused() -> None:
    async with Slack() as slack:
        view = {**HOME, "blocks": [section("x" * 3000)] * 84}
        publish = client(slack).views_publish
        user = slack.person("Ana").id
        assert await refusal(publish(user_id=user, view=view)) == "view_too_large"


async def test_where_the_bot_may_not_speak_it_is_told_so() -> None:
    async with Slack() as slack:
        ana, gone, bot = (slack.person(name) for name in ("Ana", "Gone", "Other"))
        gone.deactivated = bot.is_bot = True
        closed = slack.person("Closed")
        closed.closed = "messages_tab_disabled"
        old = slack.channel("old")
        old.archived = True
        outside = slack.channel("outside", ana, bot=False)
        hidden = slack.channel("hidden", ana, kind="group", bot=False)
        theirs = slack.channel("theirs", ana, gone, kind="im")
        stranger = slack.person("Far", team=slack.workspace("Elsewhere"))
        expected = {
            "C404": "channel_not_found",
            stranger.id: "channel_not_found",
            outside.id: "not_in_channel",
            hidden.id: "channel_not_found",
            theirs.id: "channel_not_found",
            old.id: "is_archived",
            gone.id: "user_disabled",
            bot.id: "cannot_dm_bot",
            closed.id: "messages_tab_disabled",
            closed.dm.id: "messages_tab_disabled",
        }
        post = client(slack).chat_postMessage
        got = {id: await refusal(post(channel=id, text="Hi")) for id in expected}
        assert got == expected
        opening = client(slack).conversations_open(users=gone.id)
        assert await refusal(opening) == "user_disabled"


async def test_a_token_is_good_for_its_own_workspace_and_only_while_it_lasts() -> None:
    async with Slack() as slack:
        other = slack.workspace("Elsewhere")
        here, there = client(slack), client(slack, other.token)
        assert (await here.auth_test())["team_id"] == slack.team.id
        assert (await there.auth_test())["team_id"] == other.id
        assert await refusal(client(slack, "xoxb-0").auth_test()) == "invalid_auth"
        await slack.revoke(slack.team, tell=False)
        assert await refusal(here.auth_test()) == "token_revoked"
        await slack.uninstall(other, tell=False)
        assert await refusal(there.auth_test()) == "account_inactive"


async def test_a_call_needs_its_scope() -> None:
    manifest = {"oauth_config": {"scopes": {"bot": ["commands"]}}}
    async with Slack(manifest=manifest) as slack:
        call = client(slack).chat_postMessage(channel="C1", text="Hi")
        assert await refusal(call) == "missing_scope"


async def test_a_trigger_is_good_once_and_for_three_seconds() -> None:
    async with Slack() as slack:
        ana = slack.person("Ana")
        used, late = (slack.world.issue(ana)["trigger_id"] for _ in range(2))
        opening = client(slack).views_open
        await opening(trigger_id=used, view=FORM)
        slack.trigger_seconds = 0
        expected = {
            used: "exchanged_trigger_id",
            late: "expired_trigger_id",
            "1.2.x": "invalid_trigger_id",
        }
        got = {
            id: await refusal(opening(trigger_id=id, view=FORM)) for id in [*expected]
        }
        assert got == expected


async def test_three_modals_are_stacked_and_no_fourth() -> None:
    async with Slack() as slack, over_http(slack):
        ana = slack.person("Ana")
        await ana.slash("/form")
        for _ in range(3):
            await ana.press("More")
        assert len(ana.modals) == 3
        assert slack.calls[-1].answer.error == "push_limit_reached"
        assert (await ana.submit()).modal is None  # the bot answers "clear"


async def test_a_view_that_changed_meanwhile_is_not_overwritten() -> None:
    async with Slack() as slack:
        ana, api = slack.person("Ana"), client(slack)
        first = (await api.views_publish(user_id=ana.id, view=HOME))["view"]["hash"]
        await api.views_publish(user_id=ana.id, view=HOME, hash=first)
        again = api.views_publish(user_id=ana.id, view=HOME, hash=first)
        assert await refusal(again) == "hash_conflict"


async def test_a_response_url_is_good_for_five_answers() -> None:
    async with Slack() as slack, over_socket(slack):
        ana = slack.person("Ana")
        [asked] = (await ana.slash("/card")).deliveries
        async with ClientSession() as session:
            statuses = [
                (await session.post(asked.payload["response_url"], json={"text": "x"}))
                for _ in range(6)
            ]
        assert [answer.status for answer in statuses] == [200] * 5 + [404]


async def test_an_acknowledgement_that_nobody_can_use_is_trouble() -> None:
    async with Slack() as slack, over_socket(slack):
        wrong = await slack.person("Ana").slash("/wrong")
        assert wrong.trouble.startswith("invalid_response /blocks/0")
        assert wrong.messages == ()
        assert len(slack.problems) == 1


@WAYS
async def test_whoever_acknowledges_too_late_has_said_nothing(way: Way) -> None:
    async with Slack(ack_seconds=0.1) as slack, way(slack):
        late = await slack.person("Ana").slash("/slow")
        assert (late.acked, late.trouble) == (False, "operation_timeout")
        assert late.messages == ()


# How it misbehaves


async def test_failures_come_as_slack_sends_them() -> None:
    async with Slack() as slack:
        ana, post = slack.person("Ana"), client(slack).chat_postMessage
        slack.fail_next("chat.postMessage", status=429, retry_after=2)
        slack.fail_next("chat.postMessage", status=503)
        slack.fail_next("chat.postMessage", error="fatal_error")
        with pytest.raises(SlackApiError) as caught:
            await post(channel=ana.id, text="Hi")
        response = caught.value.response
        assert (response.status_code, response.headers["Retry-After"]) == (429, "2")
        assert await refusal(post(channel=ana.id, text="Hi")) == "internal_error"
        assert await refusal(post(channel=ana.id, text="Hi")) == "fatal_error"
        assert ana.sees() == ()


async def test_a_dropped_call_was_carried_out() -> None:
    async with Slack() as slack:
        ana = slack.person("Ana")
        slack.fail_next("chat.postMessage", drop=True)
        with pytest.raises(ClientError):
            await client(slack).chat_postMessage(channel=ana.id, text="Hi")
        assert [message.text for message in ana.sees()] == ["Hi"]


async def test_a_call_that_hangs_does_nothing() -> None:
    async with Slack() as slack:
        ana = slack.person("Ana")
        slack.fail_next("chat.postMessage", hang=60)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await client(slack).chat_postMessage(channel=ana.id, text="Hi")
        assert ana.sees() == ()


@WAYS
async def test_an_event_comes_twice_or_under_another_name(way: Way) -> None:
    async with Slack() as slack, way(slack):
        ana = slack.person("Ana")
        [first] = (await ana.say("once")).deliveries
        again = await slack.again(first)
        other = await slack.again(first, new_id=True)
        ids = [each.payload["event_id"] for each in (first, again, other)]
        assert ids[0] == ids[1] != ids[2]
        assert (again.attempt, other.attempt) == (1, 0)
        assert len(ana.sees()) == 4  # one word, three answers: Bolt knows no better


async def test_a_bot_hears_itself_if_it_is_told_to() -> None:
    async with Slack() as slack, over_socket(slack):
        ana = slack.person("Ana")
        await ana.slash("/card")
        [heard] = await slack.echo(ana.sees()[0])
        assert heard.acked
        assert len(ana.sees()) == 2  # it said nothing to that: Bolt takes care of it


async def test_events_come_late_and_the_last_one_first() -> None:
    async with Slack() as slack, over_socket(slack):
        ana = slack.person("Ana")
        slack.hold()
        assert not (await ana.say("first")).acked
        await ana.say("second")
        assert len(await slack.release(reversed)) == 2
        answers = [read(message) for message in ana.sees()[2:]]
        assert "second" in answers[0]
        assert "first" in answers[1]


async def test_a_socket_that_is_asked_to_reconnect_cut_or_stalled_comes_back() -> None:
    async with Slack() as slack, over_socket(slack):
        ana = slack.person("Ana")
        await slack.ask_to_reconnect()
        await slack.wait_for(CONNECT)
        slack.cut()
        await slack.wait_for(CONNECT)
        slack.stall()
        await slack.wait_for(CONNECT)
        assert (await ana.slash("/card")).acked


async def test_a_ticket_is_burnt_by_one_try() -> None:
    async with Slack() as slack, over_socket(slack):
        slack.fail_next(CONNECT, status=503)
        slack.cut()

        def refused() -> list[Call]:
            tries = [call for call in slack.calls if call.method == CONNECT]
            return [call for call in tries if not call.ok][1:]

        [second, *_] = await slack.until(refused)
        assert second.answer.error == "ticket_used"  # Bolt asks for no other


async def test_forged_requests_are_turned_away() -> None:
    async with Slack() as slack, over_http(slack):
        [sent] = (await slack.person("Ana").say("hello")).deliveries
        old = str(int(time.time()) - 301)
        forged = [(None, None), ("another", None), (None, old), (None, "yesterday")]
        got = [
            await slack.forge(sent.kind, sent.payload, secret=secret, timestamp=when)
            for secret, when in forged
        ]
        assert [status for status, _ in got] == [200, 401, 401, 500]  # so does Bolt


# What it keeps, and who hears of what


async def test_history_has_metadata_for_those_who_ask() -> None:
    async with Slack() as slack:
        ana, api = slack.person("Ana"), client(slack)
        for n in range(3):
            note = {"event_type": "letter", "event_payload": {"nonce": f"n{n}"}}
            await api.chat_postMessage(channel=ana.id, text=f"{n}", metadata=note)
        bare = await api.conversations_history(channel=ana.dm.id, limit=2)
        assert [message["text"] for message in bare["messages"]] == ["2", "1"]
        assert "metadata" not in bare["messages"][0]
        rest = await api.conversations_history(
            channel=ana.dm.id,
            cursor=bare["response_metadata"]["next_cursor"],
            include_all_metadata=True,
        )
        [oldest] = rest["messages"]
        assert oldest["metadata"]["event_payload"] == {"nonce": "n0"}


async def test_an_update_keeps_what_it_does_not_name() -> None:
    async with Slack() as slack:
        ana, api = slack.person("Ana"), client(slack)
        ts = (await api.chat_postMessage(channel=ana.id, text="1", blocks=CARD))["ts"]
        await api.chat_update(channel=ana.dm.id, ts=ts, text="2")
        assert len(ana.sees()[0].blocks) == 2
        await api.chat_update(channel=ana.dm.id, ts=ts, text="3", blocks=[])
        assert ana.sees()[0].blocks == ()
        await api.chat_delete(channel=ana.dm.id, ts=ts)
        assert ana.sees() == ()


async def test_a_thread_is_read_apart() -> None:
    async with Slack() as slack, over_socket(slack):
        ana = slack.person("Ana")
        campus, api = slack.channel("campus", ana), client(slack)
        await ana.say("A question", campus)
        ts = ana.sees(campus)[0].ts
        await api.chat_postMessage(channel=campus.id, text="An answer", thread_ts=ts)
        whole = await api.conversations_replies(channel=campus.id, ts=ts)
        assert [each["text"] for each in whole["messages"]] == [
            "A question",
            "An answer",
        ]
        apart = await api.conversations_history(channel=campus.id)
        assert [each["text"] for each in apart["messages"]] == ["A question"]
        assert (await api.conversations_info(channel=campus.id))["channel"]["is_member"]


async def test_what_comes_later_is_waited_for() -> None:
    async with Slack() as slack, over_socket(slack):
        ana = slack.person("Ana")
        asked = await ana.slash("/card")
        with pytest.raises(AssertionError, match="not within"):
            async with asyncio.timeout(5):
                await ana.reads("Done:", since=asked, patience=0.05)
        later = asyncio.create_task(ana.reads("Done:", since=asked))
        await ana.press("Done")
        assert (await later).text == "Done: "


async def test_an_ephemeral_message_is_one_persons_and_in_no_history() -> None:
    async with Slack() as slack:
        ana, ben = slack.person("Ana"), slack.person("Ben")
        campus, api = slack.channel("campus", ana, ben), client(slack)
        post = api.chat_postEphemeral
        await post(channel=campus.id, user=ana.id, text="For you")
        assert (len(ana.sees(campus)), len(ben.sees(campus))) == (1, 0)
        history = await api.conversations_history(channel=campus.id)
        assert history["messages"] == []
        away = post(channel=campus.id, user=slack.person("Cy").id, text="For you")
        assert await refusal(away) == "user_not_in_channel"


async def test_only_what_the_manifest_subscribes_to_arrives() -> None:
    manifest = {
        "features": {"slash_commands": [{"command": "/card"}]},
        "oauth_config": {"scopes": {"bot": ["app_mentions:read", "chat:write"]}},
        "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
    }
    async with Slack(manifest=manifest) as slack, over_socket(slack):
        ana = slack.person("Ana")
        campus = slack.channel("campus", ana)
        [heard] = (await ana.mention("hi", campus)).deliveries
        assert heard.payload["event"]["type"] == "app_mention"
        with pytest.raises(LookupError, match="no command"):
            await ana.slash("/other")
        with pytest.raises(LookupError, match="turned off"):
            await ana.say("hello")
        with pytest.raises(LookupError, match="no Home tab"):
            await ana.open_home()


async def test_nobody_presses_what_is_not_there() -> None:
    async with Slack() as slack, over_socket(slack):
        ana = slack.person("Ana")
        await ana.slash("/card")
        with pytest.raises(LookupError, match="sees no 'Delete'"):
            await ana.press("Delete")
        await ana.slash("/form")
        with pytest.raises(LookupError, match="sees no 'Done'"):
            await ana.press("Done")  # behind the modal
        with pytest.raises(LookupError, match="no 'Plums'"):
            await ana.submit({"Fruit": "Plums"})
        with pytest.raises(LookupError, match="no 'Pria'"):
            await ana.submit({"Who": "Pria"})  # nobody was offered
        with pytest.raises(ValueError, match="Count"):
            await ana.submit({"Count": ""})


async def test_whoever_is_not_sure_presses_nothing() -> None:
    async with Slack() as slack:
        ana, asks = slack.person("Ana"), {"title": "Sure?", "text": "It goes."}
        words = {**asks, "confirm": "Delete", "deny": "Keep"}
        confirm = {key: plain(text) for key, text in words.items()}
        blocks = [actions(button(confirm=confirm))]
        await client(slack).chat_postMessage(channel=ana.id, text="x", blocks=blocks)
        assert (await ana.press("Ok", sure=False)).deliveries == ()


@pytest.mark.parametrize(
    ("answer", "wrong", "left"),
    [
        ({}, "", 0),
        ({"response_action": "clear"}, "", 0),
        ({"response_action": "update", "view": FORM}, "", 1),
        ({"response_action": "push", "view": FORM}, "", 2),
        ({"response_action": "push"}, "/view: missing beside push", 1),
        ({"response_action": "errors", "errors": {"count": "Why"}}, "", 1),
        ({"response_action": "errors", "errors": {"count": ""}}, "/errors: not all", 1),
        (
            {"response_action": "errors", "errors": {"age": "Why"}},
            "/errors: ['age']",
            1,
        ),
    ],
)
async def test_a_form_is_answered_as_slack_knows_it(
    answer: Json, wrong: str, left: int
) -> None:
    async with Slack() as slack:
        ana = slack.person("Ana")
        trigger = slack.world.issue(ana)["trigger_id"]
        await client(slack).views_open(trigger_id=trigger, view=FORM)
        got = dialogs.answered(slack.world, ana, ana.modals[0].id, answer)
        assert got.startswith(wrong)
        assert bool(got) == bool(wrong)
        assert len(ana.modals) == left


async def test_who_is_behind_presses_what_was_there_before() -> None:
    async with Slack() as slack, over_socket(slack):
        ana = slack.person("Ana")
        before = (await ana.slash("/card")).messages[0]
        await ana.press("Done")
        assert (await ana.press("Done", on=before)).acked


async def test_a_file_is_given_to_who_has_the_token() -> None:
    async with Slack() as slack, over_socket(slack), ClientSession() as session:
        ana = slack.person("Ana")
        url = str(await ana.upload("people.csv", b"Name\nPriya\n"))
        mine = {"Authorization": f"Bearer {slack.token}"}
        theirs = {"Authorization": f"Bearer {slack.workspace('Elsewhere').token}"}
        async with session.get(url, headers=mine) as answer:
            assert await answer.read() == b"Name\nPriya\n"
        async with session.get(url, headers=theirs) as answer:
            assert answer.content_type == "text/html"  # the page to log in, and a 200


async def test_a_file_of_the_bot_arrives() -> None:
    async with Slack() as slack:
        ana, api = slack.person("Ana"), client(slack)
        upload: Callable[..., Awaitable[Any]] = api.files_upload_v2
        await upload(channel=ana.dm.id, content="BEGIN", filename="talk.ics")
        assert read(ana.sees()[-1]) == "(talk.ics)"
        wrong = upload(channel=ana.id, content="BEGIN", filename="talk.ics")
        assert await refusal(wrong) == "channel_not_found"


async def test_messages_are_of_the_time_that_it_is_told() -> None:
    async with Slack(now=lambda: 1_000.0) as slack, over_socket(slack):
        ana = slack.person("Ana")
        [heard] = (await ana.say("hello")).deliveries
        assert heard.payload["event_time"] == 1_000
        assert [message.ts[:7] for message in ana.sees()] == ["1000.00"] * 2


async def test_profiles_tell_zone_and_locale_to_who_asks() -> None:
    async with Slack() as slack:
        ana = slack.person("<!channel>", zone="Asia/Kolkata", locale="hi-IN")
        user = (await client(slack).users_info(user=ana.id, include_locale=True))[
            "user"
        ]
        assert (user["real_name"], user["tz"]) == ("<!channel>", "Asia/Kolkata")
        assert user["locale"] == "hi-IN"
        missing = client(slack).users_info(user="U404")
        assert await refusal(missing) == "user_not_found"


async def test_words_arrive_as_slack_marks_them() -> None:
    async with Slack() as slack, over_socket(slack):
        ana = slack.person("Ana")
        [sent] = (await ana.say("priya@example.com & <b>")).deliveries
        marked = "<mailto:priya@example.com|priya@example.com> &amp; &lt;b&gt;"
        assert sent.payload["event"]["text"] == marked


# Workspaces

OLD_AUTH = pytest.mark.filterwarnings(  # slack_sdk's own, in oauth.v2.access
    "ignore:BasicAuth is deprecated:DeprecationWarning"
)
BACK = "https://whoelse.example.edu/slack/oauth_redirect"


@asynccontextmanager
async def installable(slack: Slack, folder: Path) -> AsyncIterator[AsyncApp]:
    """A Bolt app for many workspaces; gives it as soon as it listens."""
    listener = create_server(("127.0.0.1", 0))
    at = f"http://127.0.0.1:{listener.getsockname()[1]}/slack"
    store = FileInstallationStore(base_dir=f"{folder}/installed")
    settings = AsyncOAuthSettings(
        client_id=slack.app.client_id,
        client_secret=slack.app.client_secret,
        scopes=["chat:write", "commands"],
        installation_store=store,
        state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=f"{folder}"),
        authorization_url=slack.authorize_url,
        redirect_uri=f"{at}/oauth_redirect",
    )
    app = AsyncApp(
        client=AsyncWebClient(base_url=slack.api_url),
        signing_secret=slack.app.signing_secret,
        installation_store=store,
        oauth_settings=settings,
        process_before_response=True,
    )
    app.enable_token_revocation_listeners()

    @app.command("/hello")
    async def hello(ack: AsyncAck, client: AsyncWebClient) -> None:
        await ack((await client.auth_test())["team_id"])

    runner = web.AppRunner(app.server().web_app, shutdown_timeout=0.05)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    slack.request_url = f"{at}/events"
    try:
        yield app
    finally:
        await runner.cleanup()


@OLD_AUTH
async def test_workspaces_install_the_app_and_throw_it_out(tmp_path: Path) -> None:
    async with Slack() as slack, installable(slack, tmp_path):
        page = slack.request_url.replace("events", "install")
        for name in ("One", "Two"):
            team = slack.workspace(name, installed=False)
            ana = slack.person("Ana", team=team)
            assert (await slack.install(page, ana)).status == 200
            assert str(await ana.slash("/hello")) == team.id
            assert team.scopes == {"chat:write", "commands"}
        token = team.token
        told = await slack.uninstall(team)
        assert [each.payload["event"]["type"] for each in told] == [
            "app_uninstalled",
            "tokens_revoked",
        ]
        assert all(each.acked for each in told)
        assert await refusal(client(slack, token).auth_test()) == "account_inactive"
        assert "reinstall" in str(await ana.slash("/hello"))


async def test_an_app_uninstalls_itself() -> None:
    async with Slack() as slack:
        api, own = client(slack), {"client_id": slack.app.client_id}
        wrong = api.apps_uninstall(**own, client_secret="guessed")
        assert await refusal(wrong) == "bad_client_secret"
        await api.apps_uninstall(**own, client_secret=slack.app.client_secret)
        assert await refusal(api.auth_test()) == "account_inactive"


@OLD_AUTH
async def test_a_code_and_a_refresh_token_are_good_once() -> None:
    manifest = {
        "oauth_config": {"redirect_urls": [BACK]},
        "settings": {"token_rotation_enabled": True},
    }
    async with Slack(manifest=manifest) as slack:
        own = {
            "client_id": slack.app.client_id,
            "client_secret": slack.app.client_secret,
        }
        query = {"client_id": slack.app.client_id, "redirect_uri": BACK}
        asked = f"{slack.authorize_url}?{urlencode(query)}"
        back = allow(slack.world, slack.person("Ana"), asked)
        code = parse_qs(urlsplit(back).query)["code"][0]
        access = AsyncWebClient(base_url=slack.api_url).oauth_v2_access
        first = await access(**own, code=code)
        slack.expire(slack.team)
        expired = client(slack, first["access_token"]).auth_test()
        assert await refusal(expired) == "token_expired"
        renew = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        renewed = await access(**own, **renew)
        assert (await client(slack, renewed["access_token"]).auth_test())["ok"]
        assert await refusal(access(**own, **renew)) == "invalid_refresh_token"
        assert await refusal(access(**own, code=code)) == "invalid_code"


async def test_nobody_installs_from_a_page_that_is_not_slacks() -> None:
    async with Slack() as slack:
        asked = "https://example.com/oauth/v2/authorize"
        with pytest.raises(LookupError, match="not ours"):
            allow(slack.world, slack.person("Ana"), asked)
