"""Dates and times in a message: they exist, lie ahead, and say where."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bot.coach.rules.draft import ASKING, Draft, Found, rule
from bot.coach.rules.timing import local
from bot.coach.rules.words import Span

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = (
    r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>20\d\d))?"
_FORMS = (
    re.compile(rf"\b(?:{_WEEKDAY}\.?,? (?:the )?)?{_DAY}(?: of)? {_MONTH}{_YEAR}\b"),
    re.compile(rf"\b(?:{_WEEKDAY}\.?,? )?{_MONTH} (?:the )?{_DAY}{_YEAR}\b"),
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m|p\.m|h\b|o'clock)|\b\d{1,2}:\d\d\b|\bnoon\b"
)
_ANY_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_SETTLED = re.compile(
    r"\b(?:confirm\w*|see you|looking forward|works for me|that works|perfect)\b"
)
MOST_SLOTS = 3
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of months, at most
LONG_PAST = 60  # days, after which a date without a year is next year's


Match = re.Match[str]


class Dated(NamedTuple):
    span: Span
    day: date
    weekday: str


@rule("date-sanity", (*ASKING, "followup", "scheduling"))
def date_sanity(draft: Draft) -> Iterator[Found]:
    offered = list(_offered(draft))
    yield from _in_no_calendar(draft, offered)
    yield from _impossible(draft, offered)
    if draft.kind == "scheduling":
        yield from _slots(draft)
        yield from _where(draft)


def _in_no_calendar(draft: Draft, offered: Sequence[Match]) -> Iterator[Found]:
    """ "31 November"; "room 40 march" is no day at all."""
    for found in offered:
        if _LENGTHS[_month(found) - 1] < int(found["day"]) <= 31:
            words = {"words": draft.text.said(found.span())}
            yield Found(found.span(), form="never", slots=words)
            return


def _impossible(draft: Draft, offered: Sequence[Match]) -> Iterator[Found]:
    now = draft.situation.now
    for dated in _dates(offered, now.date()) if now else ():
        words = {"words": draft.text.said(dated.span)}
        right = _DAYS[dated.day.weekday()]
        if dated.weekday and not right.startswith(dated.weekday):
            yield Found(dated.span, slots=words | {"right": right.capitalize()})
            return
        if now and dated.day < now.date():
            yield Found(dated.span, form="past", slots=words)
            return


def _dates(offered: Iterable[Match], today: date) -> Iterator[Dated]:
    """Days that are offered, in the year in which they come next."""
    for found in offered:
        if day := _day(found, today):
            yield Dated(found.span(), day, found["weekday"] or "")


def _offered(draft: Draft) -> Iterator[Match]:
    for form in _FORMS:
        for found in form.finditer(draft.text.plain):
            if draft.kind == "scheduling" or draft.requested(found.span()):
                yield found


def _month(found: Match) -> int:
    return _MONTHS.index(found["month"][:3]) // 4 + 1


def _day(found: Match, today: date) -> date | None:
    year = int(found["year"] or today.year)
    try:
        day = date(year, _month(found), int(found["day"]))
        if not found["year"] and (today - day).days > LONG_PAST:
            day = day.replace(year=year + 1)
    except ValueError:  # 31 June, 29 February
        return None
    return day


def _slots(draft: Draft) -> Iterator[Found]:
    text = draft.text.plain
    dated = [one[0] for form in _FORMS for one in form.finditer(text)]
    days = set(dated or _ANY_DAY.findall(text))
    if len(days) > MOST_SLOTS:
        yield Found(None, "warn", "slots", {"count": f"{len(days)} times"})
    elif len(days) == 1 and not _SETTLED.search(text):
        yield Found(None, "info", "slots", {"count": "one time"})


def _where(draft: Draft) -> Iterator[Found]:
    clock = _CLOCK.search(draft.text.plain)
    if clock is None:
        return
    if _zones_differ(draft) and not any(draft.hits("date-sanity", "zones")):
        yield Found(clock.span(), "warn", "zone")
    if not draft.situation.place and not any(draft.hits("date-sanity", "places")):
        yield Found(None, "warn", "place")


def _zones_differ(draft: Draft) -> bool:
    here, there = draft.situation.zone, draft.situation.contact_zone
    now = draft.situation.now
    if not here or not there or now is None:
        return False
    return local(now, here).utcoffset() != local(now, there).utcoffset()
