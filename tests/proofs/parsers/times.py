"""Moments, lengths, hours, zones and countries."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coach.time.almanac import MONTHS, WEEKDAYS, Order
from bot.coach.time.dates import FARTHEST, read_moment, readings_of, spoken
from bot.coach.time.hours import read_clock, read_hours
from bot.coach.time.lengths import split_length
from bot.coach.time.past import read_past
from bot.coach.time.sentences import split_moment
from bot.coach.time.zones import closest_zones, country_named, is_zone, zones_named
from bot.commands import given
from bot.errors import Unusable
from tests.proofs.parsers.table import NOW, parser, pick

PAST = timedelta(days=5_000)
ORDERS: Sequence[Order] = ("MDY", "DMY")
COUNTRIES = ("", "US", "DE")
ZONES = ("America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
DATES = (
    *(*WEEKDAYS, *MONTHS, "next", "in", "3", "17", "31st", "days", "business", "weeks"),
    *("from", "after", "before", "at", "3pm", "12:30", "half", "past", "noon", "last"),
    *("midnight", "tonight", "tomorrow", "today", "of", "month", "2/30", "2027", "et"),
    *("time", "99y", "ago", "every", "eod", "the", "weekend", "first", "-", "and"),
)


@parser(
    "moments",
    *DATES,
    "friday 3pm",
    "in 3 business days at noon",
    "the day after tomorrow, half past 9",
    "2026-12-01T15:00-05:00",
    "last monday of may 2027",
    "dec 5 3pm new york time",
    "2 weeks from thurzday",
)
def a_moment(text: str) -> None:
    now, zone, order = _now(text), pick(text, ZONES), pick(text, ORDERS)
    reading = read_moment(text, now, zone, order=order, country=pick(text, COUNTRIES))
    for at in readings_of(reading):
        assert now < at <= now + FARTHEST
        assert at.tzinfo is UTC
        assert spoken(at, zone, now)
    assert len(readings_of(reading)) <= 4


@parser(
    "moments", *DATES, "yesterday 3pm", "2 hours ago", "on monday at 9", "dec 5", "now"
)
def a_past_moment(text: str) -> None:
    at = read_past(text, _now(text), pick(text, ZONES))
    assert at is None or _now(text) - PAST < at <= _now(text)


def _now(text: str) -> datetime:
    return NOW + timedelta(hours=pick(text, range(40_000)))


@parser(
    "moments",
    "me in 3 days to thank Tom",
    "friday call Ana at 3pm",
    "ask about May 5 tomorrow",
    "before friday or at 9 write to Ana",
)
def a_sentence(text: str) -> None:
    if split := split_moment(text, _now(text), pick(text, ZONES), country="US"):
        rest, reading = split
        assert all(word in text for word in rest.split())
        assert all(_now(text) < at for at in readings_of(reading))


@parser("moments", "friday 3pm for 1.5 hours by phone", "half an hour", "90 min")
def a_length(text: str) -> None:
    if split := split_length(text):
        rest, minutes = split
        assert len(rest) <= len(text)
        assert 0 < minutes < 1_000 * 60


@parser("moments", "22:00-7", "hours from 10pm to 7am", "7 until noon", "quarter to 5")
def some_hours(text: str) -> None:
    at = read_clock(text)
    assert at is None or read_clock(f"{at:%H:%M}") == at
    if hours := read_hours(text):
        start, end = hours
        assert read_hours(f"{start:%H:%M}-{end:%H:%M}") == hours


@parser("moments", "2026-11-19T14:10", "2026-11-19T14:10-05:00", "2026-11-19")
def an_instant(text: str) -> None:
    """As a command is given it."""
    with suppress(Unusable):
        at = given.moment(text or "now", pick(text, ZONES))
        assert at.astimezone(UTC).year in range(1969, 2201)


@parser("places", "New York", "pst", "utc+2", "America/New_York", "in berlin", "IST")
def a_zone(text: str) -> None:
    assert all(map(is_zone, (*zones_named(text), *closest_zones(text))))
    assert not is_zone(text) or ZoneInfo(text).key == text


@parser("places", "germany", "us-ct", "South Korea", "the Netherlands", "DE")
def a_country(text: str) -> None:
    code = country_named(text)
    assert code == code.upper()
    assert len(code) <= len("US-XXX")
