"""What Slack tells a bot about what somebody did.

https://docs.slack.dev/interactivity, https://docs.slack.dev/apis/events-api
"""

from typing import Any

from tests.adapters.slack.loopback.jsons import Json, unique
from tests.adapters.slack.loopback.registration import App
from tests.adapters.slack.loopback.workspace import (
    Channel,
    Member,
    Message,
    Surface,
    Team,
    View,
)

SUBSCRIPTIONS = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
}


def subscription(event: Json) -> str:
    """What a manifest must name for this event to be sent."""
    is_message = event["type"] == "message"
    return SUBSCRIPTIONS[event["channel_type"]] if is_message else str(event["type"])


def event_callback(app: App, team: Team, event: Json, ts: str) -> Json:
    """The envelope of the Events API."""
    granted = {
        "enterprise_id": team.enterprise or None,
        "team_id": team.id,
        "user_id": team.bot_user,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "legacy",
        "team_id": team.id,
        "api_app_id": app.id,
        "type": "event_callback",
        "event_id": unique("Ev"),
        "event_time": int(float(ts)),
        "authorizations": [granted],
        "event": {**event, "event_ts": ts},
    }


def message_event(channel: Channel, message: Message, **more: Any) -> Json:
    where = {"channel": channel.id, "channel_type": channel.kind}
    return {**message.to_json(), **where, **more}


def edited_event(channel: Channel, before: Message, after: Message, ts: str) -> Json:
    said = {"message": after.to_json(), "previous_message": before.to_json()}
    where = {"channel": channel.id, "channel_type": channel.kind, "ts": ts}
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        **said,
        **where,
    }


def action(block: Json, element: Json, value: Json) -> Json:
    kept: Json = {"type": element["type"], "action_id": element.get("action_id", "")}
    if "text" in element:
        kept["text"] = element["text"]
    return {**kept, "block_id": block["block_id"], **value}


def slash_command(
    app: App, member: Member, channel: Channel, command: str, text: str
) -> Json:
    """A form, so every value is a string."""
    team = member.team
    enterprise = {"enterprise_id": team.enterprise, "enterprise_name": "Campus"}
    return {
        "token": "legacy",
        "api_app_id": app.id,
        "team_id": team.id,
        "team_domain": team.domain,
        **(enterprise if team.enterprise else {}),
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": member.id,
        "user_name": member.handle,
        "command": command,
        "text": text,
        "is_enterprise_install": "false",
    }


def interaction(kind: str, app: App, member: Member, **more: Any) -> Json:
    team = member.team
    user = {"id": member.id, "name": member.handle, "team_id": team.id}
    enterprise = {"id": team.enterprise, "name": "Campus"} if team.enterprise else None
    return {
        "type": kind,
        "token": "legacy",
        "api_app_id": app.id,
        "team": team.to_json(),
        "user": user,
        **({"enterprise": enterprise} if enterprise else {}),
        "is_enterprise_install": False,
        **more,
    }


def block_actions(
    app: App,
    member: Member,
    surface: Surface,
    channel: Channel,
    action: Json,
    state: Json,
) -> Json:
    """Of an ephemeral message the bot is told no more than where it was."""
    payload = interaction("block_actions", app, member, actions=[action])
    payload["user"]["username"] = member.handle
    if isinstance(surface, View):
        container: Json = {"type": "view", "view_id": surface.id}
        return {**payload, "container": container, "view": surface.to_json(state)}
    payload |= on_message(channel, surface)
    return {**payload, "state": {"values": state}}


def on_message(channel: Channel, message: Message) -> Json:
    where = {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(message.to),
        },
        "channel": {"id": channel.id, "name": channel.name},
    }
    return where if message.to else {**where, "message": message.to_json()}


def view_submission(app: App, member: Member, view: View, state: Json) -> Json:
    shown = view.to_json(state)
    return interaction("view_submission", app, member, view=shown, response_urls=[])


def view_closed(app: App, member: Member, view: View, state: Json) -> Json:
    shown = view.to_json(state)
    return interaction("view_closed", app, member, view=shown, is_cleared=False)


def block_suggestion(
    app: App, member: Member, surface: Surface, channel: Channel, asked: Json
) -> Json:
    payload = interaction("block_suggestion", app, member, **asked)
    if isinstance(surface, View):
        container = {"type": "view", "view_id": surface.id}
        return {**payload, "container": container, "view": surface.to_json()}
    return {**payload, **on_message(channel, surface)}


def global_shortcut(app: App, member: Member, callback_id: str, ts: str) -> Json:
    chosen = {"callback_id": callback_id, "action_ts": ts}
    payload = interaction("shortcut", app, member, **chosen)
    user = {"id": member.id, "username": member.handle, "team_id": member.team.id}
    return without(payload, "api_app_id") | {"user": user}


def message_shortcut(
    app: App,
    member: Member,
    callback_id: str,
    ts: str,
    channel: Channel,
    message: Message,
) -> Json:
    payload = interaction(
        "message_action",
        app,
        member,
        callback_id=callback_id,
        action_ts=ts,
        message_ts=message.ts,
        message=message.to_json(),
        channel={"id": channel.id, "name": channel.name},
    )
    return without(payload, "api_app_id")


def without(payload: Json, key: str) -> Json:
    return {name: value for name, value in payload.items() if name != key}
