"""Days by their place in the month: "the 15th", "last monday of may", "dec 5", "30/6".

The matches come from the table in `daywords`; every answer may hold days that are past.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache, partial
from itertools import islice

from bot.coach.time.almanac import (
    DAY,
    FAR,
    MONTHS,
    WEEKDAYS,
    Almanac,
    Days,
    Order,
    days_of,
    length,
    months_later,
)
from bot.coach.time.days import is_business_day

_PATIENCE = 28  # months, in which every weekday meets every day of the month
_LEAP = 4  # years, in which every day comes that comes at all


def ordinal(found: re.Match[str], on: Almanac) -> Days:
    """In a month of thirty days "the 31st" may be its last, or the next there is."""
    nth = int(found["nth"])
    if not 0 < nth <= 31:
        return ()
    months = _upcoming(on.today, 3)
    days = [month.replace(day=min(nth, length(month))) for month in months]
    ahead = [day for day in days if day >= on.today]
    is_sure = ahead[0].day == nth and ahead[0] > on.today
    return tuple(ahead[: 1 if is_sure else 2])


def calendar_date(found: re.Match[str], on: Almanac) -> Days:
    """Where only one order makes a date, that one: "30/6" is in June.

    What has just passed may be meant, and then "11/12" may as well be in December.
    """
    other: Order = "DMY" if on.order == "MDY" else "MDY"
    day = _dated(found[0], on.order, on.today) or _dated(found[0], other, on.today)
    has_year = re.search(r"\d{4}", found[0])
    if day is None or has_year or not _is_round_again(day, on.today):
        return (day,) if day else ()
    before, swapped = months_later(day, -12), _dated(found[0], other, on.today)
    is_near = swapped and swapped - on.today <= FAR
    return (before, day, swapped) if swapped and is_near else (before, day)


def nth_of_month(found: re.Match[str], on: Almanac) -> Days:
    """Of the first month that has it ahead; of none ahead, the first that is past."""
    months = _months(found["month"], found["year"], on.today)
    nth, what = found["nth"], found["what"] or "day"
    days = [day for month in months for day in _nth(nth, what, month, on)]
    past = [day for day in days if day < on.today]
    first = (*days[len(past) :], *days)[:1]
    is_again = first and past and _is_round_again(first[0], on.today)
    return (past[-1], *first) if is_again else first


def weekday_ordinal(found: re.Match[str], on: Almanac) -> Days:
    """The first day that is both, as in "monday the 5th"."""
    both = WEEKDAYS.index(found["weekday"]), int(found["nth"])
    months = _upcoming(on.today, _PATIENCE)
    days = (day for month in months for day in days_of(month) if day >= on.today)
    return tuple(islice((d for d in days if (d.weekday(), d.day) == both), 1))


def easter(found: re.Match[str], on: Almanac) -> Days:
    """That of the West: of this year, or if it is past then of the next as well."""
    this, following = (_easter(on.today.year + later) for later in (0, 1))
    return (this,) if this >= on.today else (this, following)


def next_month(found: re.Match[str], on: Almanac) -> Days:
    """Its first day, or this day of it."""
    same_day = months_later(on.today, 1)
    return same_day.replace(day=1), same_day


def _is_round_again(day: date, today: date) -> bool:
    """It has passed this year, and comes again in almost a year."""
    is_leap_day = months_later(day, -12).day != day.day  # this year had none
    return day.year > today.year and day - today > FAR and not is_leap_day


@lru_cache(maxsize=1_000)  # a sentence reads its dates again and again
def _dated(words: str, order: Order, today: date) -> date | None:
    """The first that is not past, if no year is said; None for no day there is.

    Strictly in that order, since dateparser else takes the 13 of "5/13" for a year.
    """
    # Imported late: it takes 0.4 s until it has read a first date.
    import dateparser

    read: datetime | None = dateparser.parse(
        words.replace("-", "/"),  # else "-0900" may be an offset from UTC
        languages=["en"],
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month"],
            "DATE_ORDER": order,
            "STRICT_DATE_ORDER": "all",
            "PREFER_DATES_FROM": "future",
            # Yesterday, because a date that is its base comes back a year later.
            "RELATIVE_BASE": datetime.combine(today - DAY, time.min),
            # No zone of anybody: left out, it looks for that of the machine.
            "TIMEZONE": "UTC",
        },
    )
    return read.date() if read else None


def _months(said: str, year: str | None, today: date) -> Days:
    """The first days of all that are meant by "month", "next month" or "april"."""
    meant = {"month": slice(0, 2), "this month": slice(0, 1), "next month": slice(1, 2)}
    if said in meant:
        return _upcoming(today, 2)[meant[said]]
    years = (int(year),) if year else range(today.year, today.year + _LEAP + 1)
    return tuple(date(y, MONTHS.index(said) + 1, 1) for y in years)


def _easter(year: int) -> date:
    """By the rule of Meeus, Jones and Butcher
    (https://en.wikipedia.org/wiki/Date_of_Easter#Anonymous_Gregorian_algorithm)."""
    century, golden = year // 100, year % 19
    epact = 19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15
    moon = epact % 30
    moon -= (golden + 11 * moon) // 319
    leaps = 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 4 + 32
    month = (moon + leaps % 7 + 90) // 25
    return date(year, month, (moon + leaps % 7 + month + 19) % 32)


def _upcoming(today: date, count: int) -> Days:
    return tuple(months_later(today.replace(day=1), n) for n in range(count))


def _nth(nth: str, what: str, month: date, on: Almanac) -> Days:
    days = tuple(filter(_kind(what, on.country), days_of(month)))
    if nth == "last":
        return days[-1:]
    return days[int(nth) - 1 : int(nth)] if int(nth) else ()


def _kind(what: str, country: str) -> Callable[[date], bool]:
    if what == "day":
        return bool
    if what == "business day":
        return partial(is_business_day, country=country)
    return lambda day: WEEKDAYS[day.weekday()] == what
