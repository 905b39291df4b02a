"""Moments that are over: "yesterday 3pm", "on monday at 9", "an hour ago"."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from bot.coach.time.almanac import Order
from bot.coach.time.clocks import NOON, find_clock
from bot.coach.time.dates import LONGEST, NIGHT
from bot.coach.time.days import local
from bot.coach.time.moments import Here, moments_in
from bot.coach.time.spans import read_span
from bot.coach.time.timewords import plain

_NOW = ("now", "just now", "today")
_AGO = re.compile(r"(?P<span>.+) ago")
_READINGS = ("{}", "last {}", "today {}", "{} of this month", "{} {year}", "{}/{year}")
"""What is said of a day ahead may mean the one before it: "monday", "dec 5"."""


def read_past(
    phrase: str, now: datetime, zone: str, *, order: Order = "MDY", country: str = ""
) -> datetime | None:
    """The latest moment that is meant, in UTC; None for words that tell none.

    A day without a time is its noon, and today is now.

    >>> read_past("tuesday 3pm", datetime(2026, 3, 25, tzinfo=UTC), "Europe/Paris")
    datetime.datetime(2026, 3, 24, 14, 0, tzinfo=datetime.timezone.utc)
    """
    if len(phrase) > LONGEST:
        return None
    if not phrase or (words := plain(phrase)) in _NOW:
        return now
    here = Here.of(now, zone, order, country, time(NOON // 60))
    if _is_still_on(words, here):
        return now
    return max((*_elapsed(words, here), *_over(words, here)), default=None)


def _is_still_on(words: str, here: Here) -> bool:
    """ "This morning", said in the morning."""
    clock = find_clock(words)
    if clock is None or clock.part is None:
        return False
    is_today = f"{clock.before}{clock.after}".strip() == "today"
    return is_today and clock.part.start <= here.minute <= clock.part.end


def _elapsed(words: str, here: Here) -> Iterator[datetime]:
    said = _AGO.fullmatch(words)
    span = read_span(said["span"]) if said else None
    if span and span.minutes and not (span.days or span.months or span.business_days):
        yield here.now - timedelta(minutes=span.minutes)


def _over(words: str, here: Here) -> Iterator[datetime]:
    clock = find_clock(words)
    is_bare = clock is not None and len(clock.times) > 1  # "at 3" is no night
    for reading in _READINGS:
        said = reading.format(words, year=here.on.today.year)
        for at in moments_in(said, here) or ():
            if at <= here.now and not (is_bare and local(at, here.zone).hour in NIGHT):
                yield at.astimezone(UTC)
