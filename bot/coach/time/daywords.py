"""Days in words, by one table of their forms; the first form that fits reads them.

Every reader answers with all the days that may be meant: one is an answer, two have to
be asked back, and none means that the calendar has no such day. They may be past.
"""

import re
from collections.abc import Callable

from bot.coach.time import monthdays, weekdays
from bot.coach.time.almanac import DAY, MONTHS, WEEK, WEEKDAYS, Almanac, Days
from bot.coach.time.spans import read_span
from bot.patterns import compiled

_NEAR = 1_500 * DAY

Reader = Callable[[re.Match[str], Almanac], Days | None]


def read_days(words: str, on: Almanac) -> Days | None:
    """From plain words; None if they say more than a day, or something else.

    Days that are years away are left out.
    """
    for form, read in _FORMS:
        if (found := compiled(form).fullmatch(words)) and (
            days := read(found, on)
        ) is not None:
            return tuple(d for d in sorted(set(days)) if abs(d - on.today) < _NEAR)
    return None


def _beside_today(found: re.Match[str], on: Almanac) -> Days:
    return (on.today + DAY * {"yesterday": -1, "today": 0, "tomorrow": 1}[found[0]],)


def _after(found: re.Match[str], on: Almanac) -> Days | None:
    span = read_span(found["span"])
    if span is None or span.minutes:
        return None
    return (span.days_after(on.today, on.country),)


def _ago(found: re.Match[str], on: Almanac) -> Days | None:
    span = read_span(found["span"])
    return None if span is None or span.minutes else (span.days_before(on.today),)


def _beside_day(found: re.Match[str], on: Almanac) -> Days | None:
    """As in "2 weeks from friday" and "the day before dec 5"."""
    span = read_span(found["span"]) or read_span(f"1 {found['span']}")
    if span is None or span.minutes or (days := read_days(found["day"], on)) is None:
        return None
    if found["way"] != "before":
        return tuple(span.days_after(day, on.country) for day in days)
    return None if span.business_days else tuple(map(span.days_before, days))


def _week_later(found: re.Match[str], on: Almanac) -> Days | None:
    days = read_days(found["day"], on)
    return None if days is None else tuple(day + WEEK for day in days)


def _weekday_and_date(found: re.Match[str], on: Almanac) -> Days | None:
    """No day, if they do not fall together."""
    days, weekday = read_days(found["date"], on), WEEKDAYS.index(found["weekday"])
    return None if days is None else tuple(d for d in days if d.weekday() == weekday)


_DAY = "|".join(WEEKDAYS)
_WEEKDAY = rf"(?P<weekday>{_DAY})"
_NAME = rf"(?:{'|'.join(MONTHS)})"
_THIS_MONTH = "(?:this |next )?month"
_YEAR = r"(?: (?P<year>[1-9]\d{3}))?"
_TH = "(?:st|nd|rd|th)"
_NTH = rf"\d{{1,2}}{_TH}?"
_KIND = rf"(?P<what>{_DAY}|day|business day)"

_FORMS: tuple[tuple[str, Reader], ...] = (
    ("today|tomorrow|yesterday", _beside_today),
    (rf"(?:(?P<which>this|next|coming|last) )?{_WEEKDAY}", weekdays.weekday),
    (rf"{_WEEKDAY} (?P<which>after next)", weekdays.weekday),
    (
        rf"{_WEEKDAY} (?:of |in )?(?P<weeks>this|next|\d{{1,2}}) weeks?",
        weekdays.weekday_of_week,
    ),
    (rf"(?P<weeks>this|next) week {_WEEKDAY}", weekdays.weekday_of_week),
    (rf"in (?P<weeks>\d{{1,2}}) weeks? {_WEEKDAY}", weekdays.weekday_of_week),
    (r"(?:(?P<which>this|next) )?weekend", weekdays.weekend),
    (r"weekend (?P<which>after next)", weekdays.weekend),
    ("next week(?P<after>)", weekdays.next_week),
    ("(?P<after>week after) next", weekdays.next_week),
    ("next month", monthdays.next_month),
    (
        rf"(?:{_NAME} {_NTH}|{_NTH}(?: of)? {_NAME}){_YEAR}",
        monthdays.calendar_date,
    ),
    (
        r"\d{1,2}/\d{1,2}|\d{1,2}([-/.])\d{1,2}\1\d{4}|\d{4}([-/.])\d{1,2}\2\d{1,2}",
        monthdays.calendar_date,
    ),
    (
        rf"(?P<nth>last|\d{{1,2}}(?={_TH})){_TH}?(?: {_KIND})?(?: of| in)? "
        rf"(?P<month>{_THIS_MONTH}|{_NAME}){_YEAR}",
        monthdays.nth_of_month,
    ),
    ("easter", monthdays.easter),
    (
        rf"(?P<month>{_THIS_MONTH})(?P<what>) (?P<nth>\d{{1,2}}){_TH}?(?P<year>)",
        monthdays.nth_of_month,
    ),
    (rf"(?P<nth>\d{{1,2}}){_TH}", monthdays.ordinal),
    (rf"{_WEEKDAY} (?P<nth>\d{{1,2}}){_TH}", monthdays.weekday_ordinal),
    (rf"{_WEEKDAY} (?P<date>.+)", _weekday_and_date),
    (
        r"(?:in |within |after )?(?P<span>.+?)(?: from now| later| time| away)?",
        _after,
    ),
    (r"(?P<span>.+) ago", _ago),
    (r"(?P<span>.+?) (?P<way>from|after|before) (?P<day>.+)", _beside_day),
    (
        rf"(?P<span>\d+ weeks?)(?P<way>) (?P<day>today|tomorrow|{_DAY})",
        _beside_day,
    ),
    (rf"(?P<day>tomorrow|{_DAY}) week", _week_later),
)
