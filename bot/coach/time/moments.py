"""A day, a time of day and a zone, put together into the moments that may be meant.

Hours and minutes pass on the UTC line; days and longer keep the clock on the wall.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from bot.coach.time.almanac import DAY, Almanac, Days, Order
from bot.coach.time.clocks import END_OF_WORK, MIDNIGHT, Clock, Part, find_clock
from bot.coach.time.days import at_local, local
from bot.coach.time.daywords import read_days
from bot.coach.time.spans import Span, read_span
from bot.coach.time.zones import zones_beside

Moments = tuple[datetime, ...]

_LONGEST_ZONE = 4  # words: "salt lake city time"
_OWN = ("my time", "our time", "local time")
_CONNECTING = re.compile(r"\b(?:at|on|by|for|until|till)\b|^ *of\b")
_ELAPSED = re.compile(
    r"(?:in |within |after )?(?P<span>.+?)(?: from now| later| time)?"
)


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a phrase is read; `at` is the hour of a day without one."""

    now: datetime
    zone: str
    at: time
    on: Almanac

    @classmethod
    def of(
        cls, now: datetime, zone: str, order: Order, country: str, at: time
    ) -> "Here":
        return cls(now, zone, at, Almanac(local(now, zone).date(), order, country))

    @property
    def minute(self) -> int:
        """Of the day, on the wall."""
        clock = local(self.now, self.zone)
        return clock.hour * 60 + clock.minute


def moments_in(words: str, here: Here) -> Moments | None:
    """Everything that may be meant, past or not; None for words without a moment.

    An empty answer is a day that the calendar does not have.
    """
    readings = (_elapsed(words, here), _on_the_calendar(words, here))
    found = [moments for moments in readings if moments is not None]
    return tuple(at for moments in found for at in moments) if found else None


def span_ahead(words: str) -> Span | None:
    """Hours and minutes from now, with days before them or without; else None."""
    said = _ELAPSED.fullmatch(words)
    span = read_span(said["span"]) if said else None
    return span if span and span.minutes else None


def _elapsed(words: str, here: Here) -> Moments | None:
    span = span_ahead(words)
    if span is None:
        return None
    return (span.moment_after(here.now, here.zone, here.on.country),)


def _on_the_calendar(words: str, here: Here) -> Moments | None:
    said = find_clock(words)
    clock = said or _any_time(words, here)
    zones, rest = _zones(clock, here.zone)
    if not clock.times or not (said or rest):
        return None
    if not rest:
        return tuple(_next(clock, zones, here))
    days = read_days(rest, here.on)
    return None if days is None else tuple(_on(days, clock, zones, here))


def _any_time(words: str, here: Here) -> Clock:
    """A day without a time is a part of the day too, the whole of it."""
    usual = here.at.hour * 60 + here.at.minute
    day = Part(0, MIDNIGHT - 1, usual=(usual, END_OF_WORK))
    return Clock(day.usual[:1], before=words, after="", part=day)


def _on(
    days: Days, clock: Clock, zones: tuple[str, ...], here: Here
) -> Iterator[datetime]:
    for day in days:
        is_today = day == here.on.today
        left = _left(clock.part, here.minute) if clock.part and is_today else ()
        for time_of_day in left or clock.sensible():
            yield from (_at(day, time_of_day, zone) for zone in zones)


def _left(part: Part, now: int) -> tuple[int, ...]:
    """What is left of today's: a usual time, or else in an hour."""
    ahead = (t for t in (*part.usual, now + 60) if now < t <= part.end)
    return tuple(islice(ahead, 1))


def _next(clock: Clock, zones: tuple[str, ...], here: Here) -> Iterator[datetime]:
    """Today if it is still to come, else tomorrow."""
    for zone in zones:
        today = local(here.now, zone).date()
        times = clock.sensible()
        if all(_at(today, t, zone) <= here.now for t in times):
            times = clock.times
        for time_of_day in times:
            at = _at(today, time_of_day, zone)
            yield at if at > here.now else _at(today + DAY, time_of_day, zone)


def _zones(clock: Clock, own: str) -> tuple[tuple[str, ...], str]:
    """The zones named right after the time or at the very end, and the other words."""
    words = clock.after.split()
    for size in range(min(len(words), _LONGEST_ZONE), 0, -1):
        for said, rest in (
            (words[:size], words[size:]),
            (words[-size:], words[:-size]),
        ):
            name = " ".join(said)
            if zones := (own,) if name in _OWN else zones_beside(name):
                return zones, _bare(" ".join((clock.before, *rest)))
    return (own,), _bare(f"{clock.before} {clock.after}")


def _bare(words: str) -> str:
    return " ".join(_CONNECTING.sub(" ", words).split())


def _at(day: date, minutes: int, zone: str) -> datetime:
    days, minutes = divmod(minutes, MIDNIGHT)
    return at_local(day + DAY * days, time(*divmod(minutes, 60)), zone)
