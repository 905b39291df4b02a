"""Days by their place in the week: "next tuesday", "friday in 3 weeks", "this weekend".

The matches come from the table in `daywords`; every answer may hold days that are past.
"""

import re

from bot.coach.time.almanac import (
    DAY,
    WEEK,
    WEEKDAYS,
    Almanac,
    Days,
    coming,
    in_week_of,
)

SATURDAY, SUNDAY = 5, 6


def weekday(found: re.Match[str], on: Almanac) -> Days:
    """One day or two: on a Friday "friday" may be today or a week later."""
    day = WEEKDAYS.index(found["weekday"])
    first = coming(day, on.today)
    after_today = coming(day, on.today + DAY)
    following = (after_today, *in_week_of(on.today + WEEK, day))
    match found["which"]:
        case "this":
            return (first,)
        case "last":
            return (first - WEEK,)
        case "coming":
            return (after_today,)
        case "next":
            return following
        case "after next":
            return tuple(later + WEEK for later in following)
        case _:
            return first, after_today


def weekday_of_week(found: re.Match[str], on: Almanac) -> Days:
    """In three weeks is in that week, or three weeks after the coming one."""
    day, weeks = WEEKDAYS.index(found["weekday"]), found["weeks"]
    if weeks in ("this", "next"):
        return in_week_of(on.today + WEEK * (weeks == "next"), day)
    ahead = WEEK * int(weeks)
    return coming(day, on.today) + ahead, *in_week_of(on.today + ahead, day)


def weekend(found: re.Match[str], on: Almanac) -> Days:
    """Its Saturday, or what is left of it."""
    saturday = coming(SATURDAY, on.today + DAY)
    is_on = on.today.weekday() >= SATURDAY
    following = (saturday,) if is_on else (saturday, saturday + WEEK)
    match found["which"]:
        case "next":
            return following
        case "after next":
            return tuple(later + WEEK for later in following)
        case _:
            return (on.today, coming(SUNDAY, on.today)) if is_on else (saturday,)


def next_week(found: re.Match[str], on: Almanac) -> Days:
    """Its Monday, or this day of it."""
    same_day = on.today + WEEK * (2 if found["after"] else 1)
    return same_day - DAY * same_day.weekday(), same_day
