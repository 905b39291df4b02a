"""Lengths of time in words: "3 business days", "an hour and a half", "1w"."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.coach.time.almanac import months_later
from bot.coach.time.days import at_local, business_days_after, local

_MINUTE, _HOUR = ("minutes", 1), ("minutes", 60)
_DAY, _WEEK, _BUSINESS_DAY = ("days", 1), ("days", 7), ("business_days", 1)
_MONTH, _YEAR = ("months", 1), ("months", 12)
_UNITS = {
    "minute": _MINUTE, "m": _MINUTE,
    "hour": _HOUR, "h": _HOUR,
    "day": _DAY, "d": _DAY,
    "week": _WEEK, "w": _WEEK,
    "business day": _BUSINESS_DAY,
    "month": _MONTH, "mo": _MONTH,
    "year": _YEAR, "y": _YEAR,
}  # fmt: skip
_CENTURY = 100 * 12  # months; with at most three digits, no sum leaves the calendar
_PART = re.compile(
    r"(?:and )?(?P<count>\d{1,3}(?:\.\d{1,2})?)(?P<half> and (?:a )?half)? ?"
    rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})s?(?![a-z])"
    r"(?P<more> and (?:a )?half)? ?"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes pass wherever the clocks are; all the rest is counted on the calendar."""

    months: int = 0
    days: int = 0
    business_days: int = 0
    minutes: int = 0

    def days_after(self, day: date, country: str = "") -> date:
        day = months_later(day, self.months) + timedelta(days=self.days)
        return business_days_after(day, self.business_days, country)

    def days_before(self, day: date) -> date:
        """Business days are not counted backwards."""
        return Span(-self.months, -self.days).days_after(day)

    def moment_after(self, now: datetime, zone: str, country: str = "") -> datetime:
        """The same wall clock on that day, and then so many minutes more, in UTC."""
        here = local(now, zone)
        day = self.days_after(here.date(), country)
        wall = here.time().replace(fold=0)  # it may be the second of two hours only now
        start = now if day == here.date() else at_local(day, wall, zone)
        return start.astimezone(UTC) + timedelta(minutes=self.minutes)


def read_span(words: str) -> Span | None:
    """From plain words and nothing but a span in them.

    >>> read_span("1 hour and a half"), read_span("2w 3 d")
    (Span(months=0, days=0, business_days=0, minutes=90), Span(months=0, days=17, \
business_days=0, minutes=0))
    """
    counts: dict[tuple[str, int], float] = {}
    at = 0
    while part := _PART.match(words, at):
        unit = _UNITS[part["unit"]]
        if unit in counts or not float(part["count"]):
            return None
        counts[unit] = float(part["count"]) + bool(part["half"] or part["more"]) / 2
        at = part.end()
    if at < len(words) or not counts:
        return None
    return _span(counts)


def _span(counts: dict[tuple[str, int], float]) -> Span | None:
    fields = dict.fromkeys(("months", "days", "business_days", "minutes"), 0)
    for (field, factor), count in counts.items():
        if not (count * factor).is_integer():
            return None
        fields[field] += int(count * factor)
    return Span(**fields) if fields["months"] <= _CENTURY else None
