"""What Slack sends, as what happened: a payload in, an event out. Pure.

https://docs.slack.dev/interactivity/handling-user-interaction#payloads
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from html import unescape
from typing import Any, Literal

from adapters.slack.forms import answers
from bot.events import Action, Opened, Pressed, Said, Submitted, Typing
from bot.records import Visitor
from bot.text import one_line

PLATFORM = "slack"
ADD, PLAN = "add_person", "plan_talk"
"""Shortcuts of the manifest: on a message, and everywhere."""

Payload = Mapping[str, Any]
Surface = Literal["channel", "direct", "home"]

_ENTITY = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody talks to us: it travels with a dialog, as its private_metadata."""

    surface: Surface = "direct"
    channel: str = ""
    response_url: str = ""

    @property
    def packed(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody did, and the ways in which that can be answered.

    `trigger` opens a dialog, once and within three seconds. `message` says that a
    button stands on a message of ours, `panel` on which of our dialogs it stands.
    """

    action: Action
    origin: Origin
    trigger: str = ""
    is_command: bool = False
    is_submission: bool = False
    message: bool = False
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """Files that somebody put into our direct messages."""

    said: Said
    origin: Origin
    files: Sequence[Payload]


def actor(body: Payload) -> tuple[str, str]:
    """The workspace and the user; empty where nobody acts.

    Where an app is installed for a whole enterprise, that is where its users are known.
    """
    event = body.get("event") or {}
    user = body.get("user") or event.get("user") or body.get("user_id") or ""
    user = user.get("id", "") if isinstance(user, Mapping) else str(user)
    return workspace(body), user


def workspace(body: Payload) -> str:
    authorizations = body.get("authorizations") or [body]
    if str(authorizations[0].get("is_enterprise_install", "")).lower() == "true":
        enterprise = authorizations[0].get("enterprise_id") or body.get("enterprise_id")
        return _id(enterprise or body.get("enterprise") or "")
    return _id(body.get("team") or body.get("team_id") or "")


def heard(body: Payload, who: Visitor, at: datetime) -> Heard | Sent | Typing | None:
    """None for what is not meant for us."""
    match body:
        case {"command": str()}:
            return _commanded(body, who, at)
        case {"type": "event_callback", "event": {"type": "message"} as event}:
            return _said(event, who, at)
        case {"type": "block_actions", "actions": [action, *_]}:
            return _pressed(body, action, who, at)
        case {"type": "view_submission", "view": view}:
            return _submitted(body, view, who, at)
        case {"type": "block_suggestion", "action_id": str(id), "value": str(typed)}:
            token = id.partition(" ")[2]
            return Typing(_of(body), who, who.direct, typed, at, token)
        case {"type": "shortcut" | "message_action", "callback_id": str(name)}:
            return _shortcut(body, name, who, at)
        case _:
            return None


def opened(body: Payload, who: Visitor, at: datetime) -> Heard | None:
    """Somebody looks into the direct messages with us; None for any other tab."""
    event = body.get("event") or {}
    if event.get("type") != "app_home_opened" or event.get("tab") != "messages":
        return None
    id = f"event/{body.get('event_id', '')}"
    origin = Origin("direct", str(event.get("channel", "")))
    return Heard(Opened(id, who, who.direct, at), origin)


def is_home(body: Payload) -> bool:
    event = body.get("event") or {}
    return bool(event.get("type") == "app_home_opened" and event.get("tab") == "home")


def typed(text: str) -> str:
    """As somebody typed it: Slack writes names, links and three signs its own way.

    https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages

    >>> typed("sent <@U1|ana> &amp; <#C1|jobs>, see <https://example.com|the page>")
    'sent ana & #jobs, see the page'
    """
    return unescape(_ENTITY.sub(_entity, text))


def _entity(found: re.Match[str]) -> str:
    kind, target, label = found[1], found[2], found[3]
    match kind:
        case "@":
            return label or ""
        case "#":
            return f"#{label or target}"
        case "!":
            return label or target.partition("^")[0]
        case _:
            return label or target.removeprefix("mailto:")


def _commanded(body: Payload, who: Visitor, at: datetime) -> Heard:
    trigger = str(body.get("trigger_id", ""))
    url = str(body.get("response_url", ""))
    origin = Origin("channel", str(body.get("channel_id", "")), url)
    said = Said(
        f"command/{trigger}",
        who,
        who.direct,
        typed(str(body.get("text", ""))),
        at,
        dialogs=True,
        uploads=True,
    )
    return Heard(said, origin, trigger, is_command=True)


def _said(event: Payload, who: Visitor, at: datetime) -> Heard | Sent | None:
    """In our direct messages; what was edited or deleted was said already.

    Slack has delivered one message under two event ids, so its place and time are
    what it is known by. https://github.com/slackapi/node-slack-sdk/issues/2141
    """
    subtype = event.get("subtype")
    if event.get("channel_type") != "im" or event.get("bot_id"):
        return None
    if subtype not in (None, "file_share"):
        return None
    channel = str(event.get("channel", ""))
    id = f"message/{channel}/{event.get('ts', '')}"
    words = typed(str(event.get("text") or ""))
    said = Said(id, who, who.direct, words, at, uploads=True)
    origin = Origin("direct", channel)
    files = event.get("files")
    return Sent(said, origin, files) if files else Heard(said, origin)


def _pressed(body: Payload, action: Payload, who: Visitor, at: datetime) -> Heard:
    _, _, token = str(action.get("action_id", "")).partition(" ")
    chosen = " ".join(_chosen(body, action))
    trigger, view = str(body.get("trigger_id", "")), body.get("view") or {}
    pressed = Pressed(
        _of(body), who, who.direct, token, at, chosen, dialogs=True, uploads=True
    )
    if view.get("type") == "home":
        return Heard(pressed, Origin("home"), trigger)
    if view:
        origin = _origin(view)
        return Heard(pressed, origin, trigger, panel=str(view.get("id", "")))
    channel = _id(body.get("channel") or "")
    surface: Surface = "direct" if channel.startswith("D") else "channel"
    origin = Origin(surface, channel, str(body.get("response_url", "")))
    return Heard(pressed, origin, trigger, message=True)


def _chosen(body: Payload, action: Payload) -> Iterator[str]:
    """What is chosen now; of ticks, in all groups that have this token.

    A button chooses something if it holds another value than its token.
    """
    _, _, token = str(action.get("action_id", "")).partition(" ")
    if action.get("type") == "button" and (value := str(action.get("value", ""))):
        yield value if value != token else ""
    if option := action.get("selected_option"):
        yield str(option["value"])
    if "selected_options" not in action:
        return
    view = body.get("view") or {}
    state = (body.get("state") or view.get("state") or {}).get("values") or {}
    groups = {id: one for block in state.values() for id, one in block.items()}
    groups[str(action.get("action_id", ""))] = action
    for id, one in groups.items():
        if id.partition(" ")[2] == token:
            for option in one.get("selected_options") or ():
                yield str(option["value"])


def _submitted(body: Payload, view: Payload, who: Visitor, at: datetime) -> Heard:
    """A form is pressed anew after each refusal, so its id is that of the press."""
    values = (view.get("state") or {}).get("values") or {}
    given = {
        str(key): _value(next(iter(inputs.values()), {}))
        for key, inputs in values.items()
    }
    token = str(view.get("callback_id", ""))
    submitted = Submitted(_of(body), who, who.direct, token, at, answers(given), True)
    trigger = str(body.get("trigger_id", ""))
    return Heard(submitted, _origin(view), trigger, is_submission=True)


def _value(given: Payload) -> str:
    option = given.get("selected_option") or {}
    return str(given.get("value") or option.get("value") or "")


def _shortcut(body: Payload, name: str, who: Visitor, at: datetime) -> Heard | None:
    """As if its words were typed; of a message, the name of who wrote it goes along."""
    words = {ADD: "add", PLAN: "plan"}.get(name)
    if words is None:
        return None
    said = Said(_of(body), who, who.direct, words, at, dialogs=True, uploads=True)
    return Heard(said, Origin("home"), str(body.get("trigger_id", "")))


def author(body: Payload) -> str:
    """Who wrote the message on which a shortcut was called; empty for a bot's."""
    message = body.get("message") or {}
    is_person = body.get("type") == "message_action" and not message.get("bot_id")
    return str(message.get("user") or "") if is_person else ""


def with_name(heard: Heard, name: str) -> Heard:
    """The one to add is whoever wrote the message."""
    match heard.action:
        case Said(text="add") as said if name:
            said = replace(said, text=f"add {one_line(name, 80)}")
            return replace(heard, action=said)
    return heard


def _origin(view: Payload) -> Origin:
    """As it was packed; nothing else can have written it, but a deploy may be old."""
    try:
        return Origin(**json.loads(view.get("private_metadata") or "{}"))
    except (TypeError, ValueError):
        return Origin()


def _of(body: Payload) -> str:
    """A press has no id of its own but its trigger, which a redelivery brings again."""
    return f"{body['type']}/{body.get('trigger_id') or body.get('action_ts', '')}"


def _id(thing: object) -> str:
    return str(thing.get("id", "")) if isinstance(thing, Mapping) else str(thing)
