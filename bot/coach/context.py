"""From JSON and typed words to a `Situation`, a kind and a channel.

Every fault is told at once, by key and remedy: whoever wrote the file mends it in one
go. A key that is absent or null means that nobody knows; one that we do not know is
passed over, since whoever asks may know more than we use.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from bot.coach.situation import (
    CHANNELS,
    KINDS,
    LEAVES,
    Channel,
    Debrief,
    Earlier,
    Kind,
    Situation,
    Someone,
    Waiting,
    Writer,
)
from bot.coach.time.zones import is_zone
from bot.text import MOST, MOST_NAME

T = TypeVar("T")

YEARS = range(1970, 2200)  # beyond them, zones and sums of days overflow

_KIND_WORDS: Mapping[str, Kind] = {
    **{kind: kind for kind in KINDS},
    **{"request": "outreach", "firstmessage": "outreach", "ask": "outreach"},
    **{"referraloutreach": "referral", "referred": "referral"},
    **{"nudge": "followup", "reminder": "followup", "secondmessage": "followup"},
    **{"schedule": "scheduling", "slots": "scheduling", "times": "scheduling"},
    **{"thanks": "thankyou", "thankyounote": "thankyou", "thankyouletter": "thankyou"},
    **{"stayintouch": "keepintouch", "checkin": "keepintouch", "touch": "keepintouch"},
    **{"report": "reportback", "update": "reportback", "news": "reportback"},
}
_CHANNEL_WORDS: Mapping[str, Channel] = {
    **{channel.replace("_", ""): channel for channel in CHANNELS},
    **{"mail": "email", "sms": "text", "textmessage": "text", "whatsapp": "text"},
    **dict.fromkeys(("instagram", "messenger", "telegram", "signal"), "text"),
    **dict.fromkeys(("imessage", "wechat", "facebook"), "text"),
    **{"aloud": "spoken", "phone": "spoken", "inperson": "spoken", "call": "spoken"},
    **{"linkedin": "linkedin_message", "inmail": "linkedin_message"},
    **{"linkedininmail": "linkedin_message", "linkedininvitation": "linkedin_note"},
    **{"invitation": "linkedin_note", "linkedininvite": "linkedin_note"},
    **{"slack": "slack_dm", "discord": "discord_dm"},
}


def read_kind(words: str) -> Kind:
    """ "Thank-you", "follow up", "referral outreach"; else ValueError with the list."""
    return _read_word(words, _KIND_WORDS, "kind of message", KINDS)


def read_channel(words: str) -> Channel:
    """ "e-mail", "Slack DM", "LinkedIn note"; else ValueError with the list."""
    return _read_word(words, _CHANNEL_WORDS, "channel", CHANNELS)


def _read_word(
    words: str, known: Mapping[str, T], what: str, names: Sequence[str]
) -> T:
    word = re.sub(r"[\W_]+", "", words[:MOST_NAME]).casefold()
    if word not in known or len(words) > MOST_NAME:
        choices = ", ".join(names)
        raise ValueError(
            f"I don't know the {what} {words[:40]!r}; try one of: {choices}."
        )
    return known[word]


def read_situation(context: object) -> Situation:
    """The situation that a mapping, as JSON gives it, describes.

    Raises ValueError with one line for each wrong value.
    """
    reader = _Reader()
    found = reader.whole(context)
    if reader.faults:
        raise ValueError("\n".join(reader.faults))
    return Situation(**found)


def unknown_keys(context: object) -> tuple[str, ...]:
    """What `read_situation` passes over, as "contact.shoe_size": perhaps a slip."""
    reader = _Reader()
    reader.whole(context)
    return tuple(reader.unknown)


@dataclass(slots=True)
class _Reader:
    """Reads on after a fault, so that all are known at the end."""

    faults: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def whole(self, context: object) -> dict[str, Any]:
        if isinstance(context, Mapping):
            return self.fields(context, "", _FIELDS)
        self.fault("", "write an object: { ... }")
        return {}

    def fault(self, where: str, remedy: str) -> None:
        self.faults.append(f"{where or 'the context'}: {remedy}.")

    def fields(
        self, value: Mapping[object, object], where: str, fields: "Fields"
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, item in value.items():
            name = f"{where}.{key}" if where else str(key)
            if key not in fields:
                self.unknown.append(name)
            elif item is not None:
                attribute, read = fields[str(key)]
                if (made := read(self, item, name)) is not None:
                    found[attribute] = made
        return found

    def inner(self, value: object, where: str, fields: "Fields") -> dict[str, Any]:
        if isinstance(value, Mapping):
            return self.fields(value, where, fields)
        self.fault(where, f"write an object with {', '.join(fields)}")
        return {}

    def items(self, value: object, where: str) -> Iterator[tuple[str, object]]:
        if not isinstance(value, list | tuple):
            self.fault(where, "write a list: [ ... ]")
            return
        for number, item in enumerate(value):
            yield f"{where}[{number}]", item


Read = Callable[[_Reader, object, str], Any]
Fields = Mapping[str, tuple[str, Read]]


def _text(reader: _Reader, value: object, where: str) -> str | None:
    """As much of it as a note can hold."""
    if isinstance(value, str):
        return value[:MOST]
    reader.fault(where, "write it as text, in quotation marks")
    return None


def _whole(reader: _Reader, value: object, where: str) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    reader.fault(where, "write a whole number, 0 or more")
    return None


def _yes_or_no(reader: _Reader, value: object, where: str) -> bool | None:
    if isinstance(value, bool):
        return value
    reader.fault(where, "write true or false")
    return None


def _moment(reader: _Reader, value: object, where: str) -> datetime | None:
    """ISO 8601; one without an offset is taken as UTC."""
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        moment = None
    if moment is None or moment.year not in YEARS:
        reader.fault(where, "write a moment like 2026-11-24T09:00-05:00")
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _zone(reader: _Reader, value: object, where: str) -> str | None:
    if isinstance(value, str) and is_zone(value):
        return value
    reader.fault(where, "write an IANA zone like America/New_York")
    return None


def _leave(reader: _Reader, value: object, where: str) -> str | None:
    if isinstance(value, str) and value in LEAVES:
        return value
    reader.fault(where, f"one of {', '.join(LEAVES)}")
    return None


def _texts(reader: _Reader, value: object, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value[:MOST],)
    found = (_text(reader, item, place) for place, item in reader.items(value, where))
    return tuple(text for text in found if text is not None)


def _channels(reader: _Reader, value: object, where: str) -> tuple[Channel, ...]:
    found: list[Channel] = []
    for text in _texts(reader, value, where):
        try:
            found.append(read_channel(text))
        except ValueError as fault:
            reader.fault(where, str(fault).rstrip("."))
    return tuple(found)


def _many(
    read: Callable[[_Reader, object, str], T | None],
) -> Callable[[_Reader, object, str], tuple[T, ...]]:
    def read_all(reader: _Reader, value: object, where: str) -> tuple[T, ...]:
        found = (
            read(reader, item, place) for place, item in reader.items(value, where)
        )
        return tuple(one for one in found if one is not None)

    return read_all


def _writer(reader: _Reader, value: object, where: str) -> Writer:
    if isinstance(value, str):
        return Writer(name=value[:MOST])
    return Writer(**reader.inner(value, where, _WRITER))


def _someone(reader: _Reader, value: object, where: str) -> Someone:
    if isinstance(value, str):
        return Someone(name=value[:MOST])
    return Someone(**reader.inner(value, where, _SOMEONE))


def _debrief(reader: _Reader, value: object, where: str) -> Debrief:
    if isinstance(value, Mapping):
        return Debrief(**reader.fields(value, where, _DEBRIEF))
    return Debrief(learnt=_texts(reader, value, where))


def _earlier(reader: _Reader, value: object, where: str) -> Earlier:
    if isinstance(value, str):
        return Earlier(text=value[:MOST])
    return Earlier(**reader.inner(value, where, _EARLIER))


def _waiting(reader: _Reader, value: object, where: str) -> Waiting:
    return Waiting(**reader.inner(value, where, _WAITING))


def _same(read: Read, *keys: str) -> Fields:
    """Keys that are called in the file as they are in the code."""
    return {key: (key, read) for key in keys}


_WRITER = _same(_text, "name", "about")
_SOMEONE = {
    **_same(_text, "name", "role", "employer", "relation"),
    **_same(_texts, "facts"),
}
_DEBRIEF = {
    **_same(_texts, "learnt", "advice", "promises"),
    **_same(_text, "surprise", "hook"),
}
_EARLIER = _same(_text, "to", "employer", "text")
_WAITING = {**_same(_text, "name", "employer"), **_same(_whole, "days")}
_FIELDS: Fields = {
    **_same(_writer, "student"),
    **_same(_someone, "contact", "referrer"),
    **_same(_many(_someone), "other_contacts"),
    "permission_state": ("leave", _leave),
    "permission_scope": ("leave_for", _texts),
    "permission_channels": ("leave_channels", _channels),
    **_same(_whole, "prior_followups", "days_since_sent", "minutes"),
    **_same(_moment, "now", "met_at"),
    **_same(_zone, "zone", "contact_zone"),
    **_same(_debrief, "debrief"),
    **_same(_many(_earlier), "earlier_messages"),
    **_same(_many(_waiting), "open_outreach"),
    **_same(_yes_or_no, "dm_consent", "linkedin_premium"),
    **_same(_text, "contact_country", "topic", "place", "news"),
    **_same(_many(_moment), "slots"),
}
