"""Times of day that stand alone, and hours from one to another: "10pm to 7am"."""

import re
from datetime import time

from bot.coach.time.clocks import find_clock
from bot.coach.time.dates import LONGEST
from bot.coach.time.timewords import plain

_HOURS = re.compile(r"(?:hours )?(?:from )?(.+?)(?:[-\u2013]| to | until )(.+)", re.I)


def read_clock(phrase: str) -> time | None:
    """A time of day and nothing else; of two the earlier, as on a 24-hour clock.

    >>> read_clock("10pm"), read_clock("7"), read_clock("7 oh")
    (datetime.time(22, 0), datetime.time(7, 0), None)
    """
    clock = find_clock(f"at {plain(phrase)}") if len(phrase) <= LONGEST else None
    if clock is None or clock.part or not clock.times or clock.before or clock.after:
        return None
    return time(*divmod(clock.times[0], 60))


def read_hours(phrase: str) -> tuple[time, time] | None:
    """From when to when, over midnight too: "22:00-7", "hours from 10pm to 7am"."""
    said = _HOURS.fullmatch(phrase.strip()) if len(phrase) <= LONGEST else None
    if said is None:
        return None
    start, end = read_clock(said[1]), read_clock(said[2])
    return None if start is None or end is None else (start, end)
