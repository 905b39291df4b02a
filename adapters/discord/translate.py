"""What Discord sends, as what happened: an interaction in, an event out. Pure.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.discord.render import pressed
from bot.events import Action, Pressed, Said, Submitted, Typing
from bot.records import Visitor
from bot.text import one_line

PLATFORM = "discord"
COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
SUBCOMMAND, FILE = 1, 11
ON_A_PERSON, ON_A_MESSAGE = 2, 3
BOT_DM = 1  # https://docs.discord.com/developers/interactions/receiving-and-responding

Payload = Mapping[str, Any]
Orders = Mapping[str, Sequence[str]]  # the names of what follows a word


@dataclass(frozen=True, slots=True)
class Ways:
    """How an interaction is answered: within three seconds, then for 15 minutes."""

    id: str
    token: str
    application: str
    is_private: bool  # nobody else reads there
    has_message: bool  # of ours, on which something was pressed
    may_ask: bool  # with a dialog; one cannot follow another


@dataclass(frozen=True, slots=True)
class Heard:
    action: Action
    ways: Ways
    file: Payload | None = None  # that came with it, and is not fetched yet


def visitor(user: Payload, zone: str = "") -> Visitor:
    """Discord tells nobody's zone, so it is that of the community."""
    name = user.get("global_name") or user.get("username") or ""
    return Visitor(PLATFORM, "", str(user["id"]), str(name), zone)


def actor(body: Payload) -> Payload:
    """Inside a server a member acts, elsewhere a user."""
    user: Payload = (body.get("member") or body)["user"]
    return user


def heard(
    body: Payload, at: datetime, orders: Orders, zone: str = ""
) -> Heard | Typing | None:
    """None for what is not meant for us."""
    who, id, data = visitor(actor(body), zone), str(body["id"]), body.get("data") or {}
    where = who.direct
    match body["type"]:
        case kind if kind == AUTOCOMPLETE:
            return Typing(id, who, where, _typing(data), at)
        case kind if kind == COMMAND:
            said = Said(
                *(id, who, where, _said(data, orders), at),
                dialogs=True,
                uploads=True,
                picks_files=True,
            )
            return Heard(said, _ways(body), _file(data))
        case kind if kind == COMPONENT:
            rows = (body.get("message") or {}).get("components") or ()
            values = data.get("values") or ()
            token, chosen = pressed(rows, str(data["custom_id"]), values)
            press = Pressed(
                id, who, where, token, at, chosen, dialogs=True, uploads=True
            )
            return Heard(press, _ways(body))
        case kind if kind == SUBMIT:
            answers = dict(_answers(data.get("components") or ()))
            token = str(data["custom_id"])
            submitted = Submitted(id, who, where, token, at, answers, uploads=True)
            return Heard(submitted, _ways(body), _file(data))
        case _:
            return None


def _ways(body: Payload) -> Ways:
    return Ways(
        id=str(body["id"]),
        token=str(body["token"]),
        application=str(body["application_id"]),
        is_private=body.get("context") == BOT_DM,
        has_message=bool(body.get("message")),
        may_ask=body["type"] != SUBMIT,
    )


def _said(data: Payload, orders: Orders) -> str:
    """As if it were typed: the word, and what was given for its parameters.

    Discord sends them as they were filled in, whichever was first.
    """
    if data.get("type") in (ON_A_PERSON, ON_A_MESSAGE):
        return f"add {_target(data)}".strip()
    word = _word(data)
    given = {o["name"]: str(o["value"]) for o in _options(data) if o["type"] != FILE}
    known = [name for name in orders.get(word, ()) if name in given]
    names = dict.fromkeys((*known, *given))
    return " ".join((word, *(given[name] for name in names))).strip()


def _typing(data: Payload) -> str:
    """The word, and what is typed for the parameter that has the cursor."""
    typed = [str(o.get("value", "")) for o in _options(data) if o.get("focused")]
    return " ".join((_word(data), *typed))


def _word(data: Payload) -> str:
    inner = [o for o in data.get("options") or () if o["type"] == SUBCOMMAND]
    return str(inner[0]["name"]) if inner else ""


def _options(data: Payload) -> Sequence[Payload]:
    for option in data.get("options") or ():
        if option["type"] == SUBCOMMAND:
            inner: Sequence[Payload] = option.get("options") or ()
            return inner
    return ()


def _target(data: Payload) -> str:
    """The name of whom a menu was opened on, or of who wrote the message."""
    resolved, target = data.get("resolved") or {}, str(data.get("target_id", ""))
    user = (resolved.get("users") or {}).get(target)
    if message := (resolved.get("messages") or {}).get(target):
        user = message.get("author")
    if not user or user.get("bot"):
        return ""
    return one_line(str(user.get("global_name") or user.get("username") or ""), 80)


def _file(data: Payload) -> Payload | None:
    files = (data.get("resolved") or {}).get("attachments") or {}
    return next(iter(files.values()), None)


def _answers(components: Sequence[Payload]) -> Iterator[tuple[str, str]]:
    """Of labels with one input each: a text, or what was chosen."""
    for label in components:
        element = label.get("component") or {}
        if "custom_id" in element:
            values = element.get("values") or ()
            given = element.get("value") or " ".join(map(str, values))
            yield str(element["custom_id"]), str(given or "")
