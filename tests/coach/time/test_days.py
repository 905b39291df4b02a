from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays, list_supported_countries
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.time.days import (
    Quiet,
    at_local,
    business_days_after,
    business_days_between,
    day_zero,
    is_business_day,
    is_quiet,
    local,
    morning_after,
    out_of_quiet,
)

NEW_YORK = "America/New_York"
ZONES = (
    NEW_YORK, "America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo",
    "America/Santiago", "America/Havana", "Atlantic/Azores", "Europe/London",
    "Europe/Berlin", "Europe/Chisinau", "Africa/Casablanca", "Africa/Cairo",
    "Asia/Beirut", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo",
    "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Auckland", "Pacific/Chatham",
)  # fmt: skip
COUNTRIES = ("", "US", "US-CT", "DE", "JP", "SA", "nowhere")

days = st.dates(date(2024, 1, 1), date(2031, 12, 31))
moments = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2031, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))
zones, countries = st.sampled_from(ZONES), st.sampled_from(COUNTRIES)


def new_york(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(NEW_YORK))


@pytest.mark.parametrize(
    ("sent", "business_days", "due"),
    [
        # Thanksgiving is on 25 November 2027.
        (new_york(2027, 11, 18, 16, 20), 3, "2027-11-23T09:00:00-05:00"),
        (new_york(2027, 11, 18, 16, 20), 7, "2027-11-30T09:00:00-05:00"),
        (new_york(2027, 11, 24, 8, 0), 1, "2027-11-26T09:00:00-05:00"),
        # The clocks change on Sunday 14 March 2027.
        (new_york(2027, 3, 12, 23, 59), 1, "2027-03-15T09:00:00-04:00"),
        # A Saturday counts as the Monday after it, here Labor Day: as the Tuesday.
        (new_york(2027, 9, 4, 11, 0), 3, "2027-09-10T09:00:00-04:00"),
        # New Year's Day 2028 is a Saturday, observed on Friday.
        (new_york(2027, 12, 30, 12, 0), 1, "2028-01-03T09:00:00-05:00"),
    ],
)
def test_a_reminder_falls_on_a_business_morning(
    sent: datetime, business_days: int, due: str
) -> None:
    at = morning_after(sent, business_days, NEW_YORK, "US")
    assert at == datetime.fromisoformat(due)
    assert at.tzinfo is UTC


def test_day_zero_is_the_students_own_date() -> None:
    friday_night = new_york(2027, 5, 7, 23, 0)
    assert day_zero(friday_night, NEW_YORK, "US") == date(2027, 5, 7)
    assert day_zero(friday_night, "Europe/London", "US") == date(2027, 5, 10)


def test_every_country_has_the_days_off_that_the_package_knows() -> None:
    """Each is read from a file of its own there."""
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    for code in list_supported_countries():
        known = country_holidays(code)
        off = [day for day in year if not known.is_working_day(day)]
        assert off == [day for day in year if not is_business_day(day, code)], code


@pytest.mark.parametrize(
    ("day", "country", "expected"),
    [
        (date(2027, 7, 5), "US", False),  # Independence Day, observed
        (date(2027, 7, 5), "", True),
        (date(2027, 7, 5), "nowhere", True),
        (date(2027, 7, 5), "MON", True),
        (date(2027, 3, 26), "US", True),  # Good Friday is a holiday of Connecticut
        (date(2027, 3, 26), "US-CT", False),
        (date(2027, 7, 5), "US-ZZ", False),
        (date(2027, 10, 3), "DE", False),
        (date(2027, 10, 15), "SA", False),  # their weekend starts on Friday
        (date(2027, 7, 3), "", False),
    ],
)
def test_a_business_day_is_one_of_the_contacts_country(
    day: date, country: str, expected: bool
) -> None:
    assert is_business_day(day, country) is expected


@given(days, st.integers(0, 40), countries)
@settings(deadline=None, max_examples=500)
def test_business_days_are_counted_there_and_back(
    day: date, count: int, country: str
) -> None:
    later = business_days_after(day, count, country)
    assert business_days_between(day, later, country) == count
    assert count == 0 or is_business_day(later, country)


@given(moments, st.integers(0, 15), zones, countries)
@settings(deadline=None, max_examples=500)
def test_more_business_days_are_never_sooner(
    sent: datetime, count: int, zone: str, country: str
) -> None:
    first = morning_after(sent, count, zone, country)
    assert first < morning_after(sent, count + 1, zone, country)
    assert day_zero(sent, zone, country) >= local(sent, zone).date()


def transitions(zone: str) -> list[datetime]:
    """The hours from 2025 to 2030 in which its clocks change."""
    start, hour = datetime(2025, 1, 1, tzinfo=UTC), timedelta(hours=1)
    every = (start + hour * 24 * n for n in range(6 * 365 + 2))
    found = []
    for at in every:
        if local(at, zone).utcoffset() != local(at + hour * 24, zone).utcoffset():
            hourly = (at + hour * n for n in range(24))
            found += [
                h
                for h in hourly
                if local(h, zone).utcoffset() != local(h + hour, zone).utcoffset()
            ]
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_a_wall_time_is_kept_or_moved_by_what_was_skipped(zone: str) -> None:
    for change in transitions(zone):
        skipped = max(timedelta(), shift(change, zone))
        for minutes in range(-180, 181, 15):
            wall = local(change, zone).replace(tzinfo=None) + timedelta(minutes=minutes)
            at = at_local(wall.date(), wall.time(), zone)
            moved = local(at, zone).replace(tzinfo=None) - wall
            assert moved in (timedelta(), skipped)
            assert local(at, zone).fold == 0


def shift(change: datetime, zone: str) -> timedelta:
    before, after = local(change, zone), local(change + timedelta(hours=1), zone)
    return (after.utcoffset() or timedelta()) - (before.utcoffset() or timedelta())


def test_clocks_do_change_in_most_of_these_zones() -> None:
    assert sum(bool(transitions(zone)) for zone in ZONES) >= 15


def test_a_skipped_hour_moves_on_and_of_two_the_first_is_taken() -> None:
    spring = at_local(date(2027, 3, 14), time(2, 45), NEW_YORK)
    autumn = at_local(date(2027, 11, 7), time(1, 15), NEW_YORK)
    assert spring == new_york(2027, 3, 14, 3, 45)
    assert autumn == datetime(2027, 11, 7, 5, 15, tzinfo=UTC)


NIGHT = Quiet(time(22), time(7, 30))
NAP = Quiet(time(13), time(14))


@pytest.mark.parametrize(
    ("quiet", "at", "then"),
    [
        (NIGHT, new_york(2027, 5, 7, 23, 0), new_york(2027, 5, 8, 7, 30)),
        (NIGHT, new_york(2027, 5, 8, 2, 0), new_york(2027, 5, 8, 7, 30)),
        (NIGHT, new_york(2027, 5, 8, 7, 30), new_york(2027, 5, 8, 7, 30)),
        (NIGHT, new_york(2027, 5, 8, 21, 59), new_york(2027, 5, 8, 21, 59)),
        (NIGHT, new_york(2027, 3, 13, 22, 0), new_york(2027, 3, 14, 7, 30)),
        (NAP, new_york(2027, 5, 8, 13, 20), new_york(2027, 5, 8, 14, 0)),
        (NAP, new_york(2027, 5, 8, 23, 0), new_york(2027, 5, 8, 23, 0)),
        (Quiet(time(9), time(9)), new_york(2027, 5, 8, 9), new_york(2027, 5, 8, 9)),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_their_end(
    quiet: Quiet, at: datetime, then: datetime
) -> None:
    assert out_of_quiet(at, NEW_YORK, quiet) == then
    assert is_quiet(at, NEW_YORK, quiet) == (at != then)


@given(moments, zones, hours, st.integers(1, 18 * 60))
@settings(deadline=None, max_examples=500)
def test_after_quiet_hours_it_is_never_earlier_and_never_quiet(
    at: datetime, zone: str, start: time, minutes: int
) -> None:
    end = (
        datetime.combine(date(2027, 1, 1), start) + timedelta(minutes=minutes)
    ).time()
    quiet = Quiet(start, end)
    then = out_of_quiet(at, zone, quiet)
    assert not is_quiet(then, zone, quiet)
    assert at <= then <= at + timedelta(minutes=minutes, hours=2)
