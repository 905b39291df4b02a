"""The wall calendar: today, the weeks and the months around it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Order = Literal["MDY", "DMY"]
"""Which comes first in "12/5": the month, as in America, or the day."""

Days = tuple[date, ...]

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
FAR = 304 * DAY  # ten months: a date that far off may be the one just past
WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Almanac:
    """Where a phrase about days is read."""

    today: date
    order: Order = "MDY"
    country: str = ""  # whose business days


def coming(weekday: int, today: date) -> date:
    """The next one, of which today may be the first; Monday is 0."""
    return today + DAY * ((weekday - today.weekday()) % 7)


def in_week_of(day: date, weekday: int) -> Days:
    """Twice, since a week starts on Monday for some and on Sunday for others."""
    monday = day - DAY * day.weekday()
    sunday = day - DAY * (day.isoweekday() % 7)
    return monday + DAY * weekday, sunday + DAY * ((weekday + 1) % 7)


def months_later(day: date, count: int) -> date:
    """A month that is too short ends on its last day."""
    months = day.year * 12 + day.month - 1 + count
    first = date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(day.day, length(first)))


def length(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def days_of(month: date) -> Days:
    return tuple(month.replace(day=n + 1) for n in range(length(month)))
