"""Talks as a file that every calendar takes in.

The same talk has the same UID in every file, and whatever was told of it later has a
higher SEQUENCE: so a calendar moves its entry, or strikes it out, and makes no second
one. https://www.rfc-editor.org/rfc/rfc5545#section-3.8.7.4
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from bot.text import cleaned

MOST_OCTETS = 75  # of a line, https://www.rfc-editor.org/rfc/rfc5545#section-3.1
LINE_END = "\r\n"
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Who Else//Who Else//EN")
TITLE, CALLED_OFF = "A talk about work", "Called off: a talk about work"

_MEANS_SOMETHING = re.compile(r"[\\;,]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """`who` stands in the description alone: titles are shown on lock screens."""

    id: str
    version: int  # rises with each change
    who: str
    starts: datetime
    ends: datetime
    where: str = ""
    is_called_off: bool = False


def calendar_file(appointments: Iterable[Appointment], now: datetime) -> str:
    lines = [*HEAD]
    for one in appointments:
        lines += ["BEGIN:VEVENT", *_properties(one, now), "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}{LINE_END}" for line in lines)


def _properties(one: Appointment, now: datetime) -> Iterator[str]:
    yield f"UID:{uuid5(NAMESPACE_URL, f'whoelse:{one.id}')}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"SEQUENCE:{one.version}"
    yield f"STATUS:{'CANCELLED' if one.is_called_off else 'CONFIRMED'}"
    yield f"DTSTART:{_utc(one.starts)}"
    yield f"DTEND:{_utc(one.ends)}"
    yield f"SUMMARY:{CALLED_OFF if one.is_called_off else TITLE}"
    yield "CLASS:PRIVATE"  # others see at most that the hour is taken
    if one.is_called_off:
        return
    yield f"DESCRIPTION:{_escaped(f'With {one.who}.')}"
    if one.where:
        yield f"LOCATION:{_escaped(one.where)}"


def _utc(at: datetime) -> str:
    """A calendar shows it in its reader's zone, wherever they are by then."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11"""
    return _MEANS_SOMETHING.sub(r"\\\g<0>", cleaned(text)).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A long line goes on behind a blank; no character is parted."""
    pieces, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > MOST_OCTETS:
            pieces.append(" ")
            octets = 1
        pieces[-1] += character
        octets += size
    return LINE_END.join(pieces)
