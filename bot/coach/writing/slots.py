"""Offered times in words, on both clocks when two people do not share one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.coach.time.zones import city, is_zone
from bot.coach.writing.words import words
from bot.text import listed

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time zone, and how people call it: "Eastern"."""

    zone: tzinfo | None = None
    name: str = ""


def clock(zone: str) -> Clock:
    """An unknown or empty name gives a clock without a zone: times stay as they are."""
    if not is_zone(zone):
        return Clock()
    return Clock(ZoneInfo(zone), words().zones.get(zone, city(zone)))


def offered(slots: Sequence[datetime], mine: Clock, theirs: Clock) -> list[str]:
    """Each slot on their clock, and on mine when the two differ.

    >>> from datetime import UTC
    >>> at = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    >>> offered([at], clock("America/Los_Angeles"), clock("America/New_York"))
    ['Tuesday, November 24 at 3 pm Eastern time (noon Pacific)']
    """
    there = theirs if theirs.zone else mine
    differ = any(_differ(slot, mine, there) for slot in slots)
    return [
        f"{day(slot, there)} at {hour(slot, there)}{_zone(there)}"
        + (f" ({_mine(slot, mine, there)})" if differ else "")
        for slot in slots
    ]


def in_a_row(slots: Sequence[datetime], mine: Clock, theirs: Clock) -> str:
    """The slots in one sentence; a zone that they share is named once, at the end."""
    there = theirs if theirs.zone else mine
    if not slots:
        return ""
    if any(_differ(slot, mine, there) for slot in slots):
        return listed(offered(slots, mine, theirs), "or")
    times = [f"{day(slot, there)} at {hour(slot, there)}" for slot in slots]
    return f"{listed(times, 'or')}{_zone(there)}"


def in_short(slots: Sequence[datetime], mine: Clock, theirs: Clock) -> str:
    """Where every character counts: "Tue, Nov 24, 3 pm or ..."."""
    long = in_a_row(slots, mine, theirs).replace(" time", "").replace(" at ", ", ")
    return re.sub(r"\b([A-Z][a-z]{2})[a-z]*(?=,| \d)", r"\1", long)


def day(moment: datetime, at: Clock) -> str:
    """As Americans say it: "Tuesday, November 24"."""
    local = moment.astimezone(at.zone or moment.tzinfo)
    return f"{local:%A, %B} {local.day}"


def hour(moment: datetime, at: Clock) -> str:
    local = moment.astimezone(at.zone or moment.tzinfo)
    if (local.hour, local.minute) == (12, 0):
        return "noon"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes} {'am' if local.hour < 12 else 'pm'}"


def ago(then: datetime, now: datetime, at: Clock) -> str:
    """A day gone by, after "on" where it needs it: "today", "on Tuesday".

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    >>> [ago(now - timedelta(days=days), now, Clock()) for days in (0, 1, 4, 30)]
    ['today', 'yesterday', 'on Friday', 'on October 25']
    """
    local, today = (t.astimezone(at.zone or now.tzinfo) for t in (then, now))
    days = (today.date() - local.date()).days
    if 0 <= days < 2:
        return ("today", "yesterday")[days]
    if 0 < days < SOON.days:
        return f"on {local:%A}"
    return f"on {local:%B} {local.day}"


def _differ(slot: datetime, mine: Clock, there: Clock) -> bool:
    if not (mine.zone and there.zone):
        return False
    offsets = {slot.astimezone(at.zone).utcoffset() for at in (mine, there)}
    return len(offsets) > 1


def _mine(slot: datetime, mine: Clock, there: Clock) -> str:
    same_day = day(slot, mine) == day(slot, there)
    weekday = "" if same_day else f"{slot.astimezone(mine.zone):%A} "
    return f"{weekday}{hour(slot, mine)} {mine.name}"


def _zone(at: Clock) -> str:
    return f" {at.name}{'' if at.name == 'UTC' else ' time'}" if at.name else ""
