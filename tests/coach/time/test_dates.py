import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.time.almanac import Order
from bot.coach.time.dates import (
    At,
    Reading,
    Unclear,
    read_moment,
    readings_of,
    spoken,
    spoken_day,
    warm,
)

ROOT = Path(__file__).parents[3]
DENVER = "America/Denver"
# A Wednesday; the clocks change on Sunday 14 March.
NOW = datetime(2027, 2, 3, 11, 5, tzinfo=ZoneInfo(DENVER))


def read(
    phrase: str, *, now: datetime = NOW, zone: str = DENVER, order: Order = "MDY"
) -> Reading:
    return read_moment(phrase, now, zone, order=order, country="US")


def wall(at: datetime, zone: str = DENVER) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def read_wall(phrase: str, order: Order = "MDY") -> str:
    reading = read(phrase, order=order)
    return wall(reading.at) if isinstance(reading, At) else reading.why


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    warm("US")


WEEK = [
    ("tomorrow", "02-04 09:00"),
    ("the day after tomorrow at 4pm", "02-05 16:00"),
    ("sat", "02-06 09:00"),
    ("on monday at 10", "02-08 10:00"),
    ("this thursday 2:15pm", "02-04 14:15"),
    ("coming wednesday", "02-10 09:00"),
    ("wednesday 8am", "02-10 08:00"),
    ("next monday", "02-08 09:00"),
    ("friday next week", "02-12 09:00"),
    ("next week on friday 5 p.m.", "02-12 17:00"),
    ("friday week", "02-12 09:00"),
    ("saturday in 3 weeks", "02-27 09:00"),
    ("the day before march 1", "02-28 09:00"),
    ("this weekend", "02-06 09:00"),
    ("3 weeks from monday at 11am", "03-01 11:00"),
    ("a week from tomorrow", "02-11 09:00"),
    ("a fortnight on friday", "02-19 09:00"),
    ("3 days before feb 20", "02-17 09:00"),
    ("eow", "02-05 17:00"),
    ("monday the 15th", "02-15 09:00"),
]
SPANS = [
    ("in 4 days", "02-07 09:00"),
    ("10 days from now at noon", "02-13 12:00"),
    ("2w", "02-17 09:00"),
    ("1 week and 2 days", "02-12 09:00"),
    ("in a month", "03-03 09:00"),
    ("in a year", "2028-02-03 09:00"),
    ("in 40 minutes", "02-03 11:45"),
    ("in half an hour", "02-03 11:35"),
    ("an hour and a half", "02-03 12:35"),
    ("1h 45m", "02-03 12:50"),
    ("in 2.5 hours", "02-03 13:35"),
    ("in 30 hours", "02-04 17:05"),
    ("in 2 days and 3 hours", "02-05 14:05"),
    ("in 6 business days", "02-11 09:00"),
    ("in 8 working days", "02-16 09:00"),  # 15 February is Washington's Birthday
    ("next business day at 3pm", "02-04 15:00"),
    ("2 weekdays after friday", "02-09 09:00"),
    ("1 business day after feb 12", "02-16 09:00"),
]
MONTH = [
    ("the 20th", "02-20 09:00"),
    ("the 1st at 8:30am", "03-01 08:30"),
    ("march 9", "03-09 09:00"),
    ("Mar. 9th, 3 pm", "03-09 15:00"),
    ("9 march 2028", "2028-03-09 09:00"),
    ("the 9th of march", "03-09 09:00"),
    ("the 9 of march", "03-09 09:00"),
    ("tue feb 16 at 4:45pm", "02-16 16:45"),
    ("last friday of the month", "02-26 09:00"),
    ("second tuesday of may", "05-11 09:00"),
    ("first business day of next month", "03-01 09:00"),
    ("last business day of may 2027", "05-28 09:00"),  # the 31st is Memorial Day
    ("the 5th of next month", "03-05 09:00"),
    ("end of month", "02-28 09:00"),
    ("feb 29", "2028-02-29 09:00"),
    ("thanksgiving", "11-25 09:00"),
    ("black friday 3pm", "11-26 15:00"),
    ("fri 2-3pm", "02-05 14:00"),
    ("friday 11:30 - 1pm", "02-05 11:30"),
    ("friday 3pm to 4:15pm", "02-05 15:00"),
    ("friday 10-12pm", "02-05 10:00"),
    ("friday 10 to 3pm", "02-05 14:50"),
    ("memorial day", "05-31 09:00"),
    ("easter", "03-28 09:00"),
    ("Easter Monday 10am", "03-29 10:00"),
    ("good friday", "03-26 09:00"),
    ("the day before easter", "03-27 09:00"),
    ("late friday afternoon", "02-05 16:30"),
    ("in a couple of days", "02-05 09:00"),
    ("2027-04-06 15:30", "04-06 15:30"),
    ("2027-04-06T15:30", "04-06 15:30"),
    ("4/6/27", "04-06 09:00"),
    ("20270406", "04-06 09:00"),
    ("20/6", "06-20 09:00"),
]
CLOCK = [
    ("3pm", "02-03 15:00"),
    ("9am", "02-04 09:00"),
    ("at 12", "02-03 12:00"),
    ("11:30", "02-03 11:30"),
    ("10:30 tomorrow", "02-04 10:30"),
    ("half past three pm", "02-03 15:30"),
    ("quarter to 12", "02-03 11:45"),
    ("friday 16h", "02-05 16:00"),
    ("noon", "02-03 12:00"),
    ("midnight", "02-04 00:00"),
    ("saturday 12am", "02-06 00:00"),
    ("tomorrow 12:20pm", "02-04 12:20"),
    ("1645 hours", "02-03 16:45"),
    ("today", "02-03 17:00"),
    ("this afternoon", "02-03 14:00"),
    ("tonight", "02-03 20:00"),
    ("tonight at 9", "02-03 21:00"),
    ("7 in the evening", "02-03 19:00"),
    ("friday morning at 7", "02-05 07:00"),
    ("tomorrow evening", "02-04 18:00"),
    ("in the morning", "02-04 09:00"),
    ("first thing tomorrow", "02-04 09:00"),
    ("eod", "02-03 17:00"),
    ("close of business friday", "02-05 17:00"),
    ("around 2pm on friday", "02-05 14:00"),
    ("noon-ish tomorrow", "02-04 12:00"),
    ("4pm et", "02-03 14:00"),
    ("tomorrow 9am new york time", "02-04 07:00"),
    ("18:00 utc", "02-04 11:00"),
    ("1600 friday", "02-05 16:00"),
    ("sat 1130", "02-06 11:30"),
    ("tomorrow 11", "02-04 11:00"),
    ("2027-02-05T09:00:00-05:00", "02-05 07:00"),
]
TYPOS = [
    ("tmrw 10am", "02-04 10:00"),
    ("tommorrow noon", "02-04 12:00"),
    ("firday", "02-05 09:00"),
    ("wensday next week", "02-10 09:00"),
    ("in 3 dyas", "02-06 09:00"),
    ("feburary 20", "02-20 09:00"),
    ("in 2 bussiness days", "02-05 09:00"),
    ("TMRW  @  2PM!", "02-04 14:00"),
]


@pytest.mark.parametrize(
    ("phrase", "expected"), [*WEEK, *SPANS, *MONTH, *CLOCK, *TYPOS]
)
def test_a_phrase_that_means_one_moment_is_read(phrase: str, expected: str) -> None:
    year = "" if expected.startswith("20") else "2027-"
    assert read_wall(phrase) == f"{year}{expected}"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("7/9", "2027-09-07 09:00"),
        ("7/9/2027 at 2pm", "2027-09-07 14:00"),
        ("7.9.2027", "2027-09-07 09:00"),
        ("7-9-27", "2027-09-07 09:00"),
        ("6/20", "2027-06-20 09:00"),
        ("6/20/2027", "2027-06-20 09:00"),
        ("2027-07-09", "2027-07-09 09:00"),
    ],
)
def test_the_day_comes_first_where_it_does(phrase: str, expected: str) -> None:
    assert read_wall(phrase, order="DMY") == expected


@pytest.mark.parametrize(
    ("phrase", "readings"),
    [
        ("next friday", ["02-05 09:00", "02-12 09:00"]),
        ("next saturday 1pm", ["02-06 13:00", "02-13 13:00"]),
        ("wednesday", ["02-03 17:00", "02-10 09:00"]),
        ("wednesday 2pm", ["02-03 14:00", "02-10 14:00"]),
        ("next weekend", ["02-06 09:00", "02-13 09:00"]),
        ("the weekend after next", ["02-13 09:00", "02-20 09:00"]),
        ("next week", ["02-08 09:00", "02-10 09:00"]),
        ("next month", ["03-01 09:00", "03-03 09:00"]),
        ("the 31st", ["02-28 09:00", "03-31 09:00"]),
        ("the 3rd at noon", ["02-03 12:00", "03-03 12:00"]),
        ("at 4", ["02-03 16:00", "02-04 04:00"]),
        ("tomorrow at 8", ["02-04 08:00", "02-04 20:00"]),
        ("friday at 3", ["02-05 15:00", "02-05 03:00"]),
        (
            "next friday at 6",
            [
                "02-05 18:00",
                "02-12 18:00",
                "02-05 06:00",
                "02-12 06:00",
            ],
        ),
        ("at 9", ["02-03 21:00", "02-04 09:00"]),
        ("this sat 11", ["02-06 11:00"]),
        ("11 saturday", ["02-06 11:00"]),
        ("mon 8", ["02-08 08:00", "02-08 09:00", "02-08 20:00"]),
        ("tue 16", ["02-09 16:00", "02-16 09:00"]),
        ("friday 26", ["02-26 09:00"]),
        ("tomorrow 4", ["02-04 16:00", "02-04 04:00"]),
        ("half nine tomorrow", ["02-04 08:30", "02-04 09:30"]),
        ("half 10 friday", ["02-05 09:30", "02-05 10:30"]),
        ("friday half one", ["02-05 12:30", "02-05 13:30"]),
        ("tomorrow half 9pm", ["02-04 20:30", "02-04 21:30"]),
        ("saturday midnight", ["02-06 00:00", "02-07 00:00"]),
        ("16h", ["02-03 16:00", "02-04 03:05"]),
        ("tomorrow 6pm ist", ["02-04 09:00", "02-04 11:00", "02-04 05:30"]),
        ("today at 9am", ["02-04 09:00"]),
        ("thurzday at noon", ["02-04 12:00"]),
    ],
)
def test_what_may_mean_two_moments_is_asked_back(
    phrase: str, readings: list[str]
) -> None:
    reading = read(phrase)
    assert isinstance(reading, Unclear)
    assert [wall(at) for at in reading.readings] == [f"2027-{r}" for r in readings]
    assert all(spoken(at, DENVER, NOW) in reading.why for at in reading.readings)


@pytest.mark.parametrize(
    ("phrases", "why"),
    [
        (
            ["", "   ", "\N{SLIGHTLY SMILING FACE}", "stop", "5", "at", "2027"],
            "a day or",
        ),
        (["soon", "in a few days", "after midterms", "one day"], "a day or"),
        (["march", "march 2027", "12/2027", "march 9 28", "nov 3-5"], "a day or"),
        (["tuesday or friday", "before noon", "9-11am", "3pm 4pm", "-2d"], "a day or"),
        (["saturday morning at 3pm", "13:75", "friday 24:00", "0am"], "a day or"),
        (["every friday", "weekly", "tuesdays at 3pm", "each month"], "more than one"),
        (["tomorrow same time", "at the same time on friday"], "which time that is"),
        (
            [
                "friday 2027",
                "friday 2775",
                "sat 99",
                "tomorrow 31",
                "dec 5 11",
                "friday 3 4",
            ],
            "a day or",
        ),
        (["yesterday", "2 weeks ago", "last monday", "jan 5 2026"], "has passed"),
        (["april 31", "30/2", "13/13", "friday march 6", "the 32nd"], "no such day"),
        (["feb 29 2027", "0/5", "2027-13-01", "99/99/9999"], "no such day"),
        (["12-5-0900", "12-5-1130"], "no such day"),  # and no offset from UTC
        (["march 5 2041", "in 4 years", "10/10/2099"], "no such day"),
        (["friday " * 20, "a" * 100_000], "Just the moment"),
        (["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"], "a day or"),
        (["~ tomorrow evening or morning ~", "~"], "a day or"),
    ],
)
def test_what_is_no_moment_is_answered_with_the_reason(
    phrases: list[str], why: str
) -> None:
    for phrase in phrases:
        reading = read(phrase)
        assert isinstance(reading, Unclear)
        assert why in reading.why
        assert reading.readings == ()


@pytest.mark.parametrize(
    "phrase", ["feb 3", "3 february", "wed feb 3rd", "2/3", "2/3/27", "2027-02-03"]
)
def test_a_date_said_on_its_own_day_is_today(phrase: str) -> None:
    assert read_wall(phrase) == "2027-02-03 17:00"


@pytest.mark.parametrize(
    ("phrase", "readings"),
    [
        ("feb 2", ["2028-02-02 09:00"]),
        ("jan 9 at noon", ["2028-01-09 12:00"]),
        ("second tuesday of january", ["2028-01-11 09:00"]),
        ("1/31", ["2028-01-31 09:00"]),
        ("1/5", ["2027-05-01 09:00", "2028-01-05 09:00"]),  # or the fifth month
    ],
)
def test_a_date_that_has_just_passed_is_not_next_years_unasked(
    phrase: str, readings: list[str]
) -> None:
    reading = read(phrase)
    assert isinstance(reading, Unclear)
    assert [wall(at) for at in reading.readings] == readings
    assert all(spoken(at, DENVER, NOW) in reading.why for at in reading.readings)


def test_a_date_of_this_year_that_is_far_ahead_is_not_asked_back() -> None:
    assert read_wall("christmas") == "2027-12-25 09:00"
    assert read_wall("friday december 31") == "2027-12-31 09:00"


def test_easter_that_has_just_passed_is_not_next_years_unasked() -> None:
    reading = read("good friday", now=datetime(2027, 4, 2, tzinfo=UTC))
    assert isinstance(reading, Unclear)
    assert [wall(at) for at in reading.readings] == ["2028-04-14 09:00"]


@given(st.integers(1900, 2199))
@settings(deadline=None)
def test_easter_is_a_sunday_in_march_or_april(year: int) -> None:
    reading = read("easter", now=datetime(year, 1, 2, tzinfo=UTC))
    assert isinstance(reading, At)
    day = reading.at.astimezone(ZoneInfo(DENVER)).date()
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_a_date_of_yesterday_has_passed_if_its_year_is_said() -> None:
    assert "has passed" in read_wall("feb 2 2027")
    assert "has passed" in read_wall("2/2/27")


@pytest.mark.parametrize(
    ("phrase", "is_timed"),
    [
        ("friday 3pm", True),
        ("tomorrow at noon", True),
        ("in 2 hours", True),
        ("2027-02-05T09:00-07:00", True),
        ("next friday at 10", True),
        ("friday", False),
        ("next friday", False),
        ("friday afternoon", False),
        ("in 3 days", False),
        ("fridday", False),
    ],
)
def test_it_is_known_whether_a_time_of_day_was_said(
    phrase: str, is_timed: bool
) -> None:
    assert read(phrase).timed == is_timed


@given(st.integers(1, 303), st.sampled_from(["%b %d", "%d of %B", "%m/%d", "%A %d %b"]))
@settings(deadline=None, max_examples=200)
def test_a_date_without_a_year_is_the_next_there_is(days: int, written: str) -> None:
    day = NOW.date() + DAY * days
    assert read_wall(f"{day:{written}}") == f"{day} 09:00"


@given(
    st.dates(NOW.date() + timedelta(days=1), date(2030, 2, 1)),
    st.sampled_from(["%B %d, %Y", "%d-%b-%Y", "%Y-%m-%d", "%Y%m%d", "%Y/%m/%d"]),
)
@settings(deadline=None, max_examples=200)
def test_a_date_with_a_year_is_that_day_in_any_order(day: date, written: str) -> None:
    readings = {read_wall(f"{day:{written}}", order) for order in ("MDY", "DMY")}
    assert readings == {f"{day} 09:00"}


READ_ALONE = """
import sys
from datetime import UTC, datetime
from bot.coach.time.dates import read_moment
for phrase in sys.argv[1:]:
    print(type(read_moment(phrase, datetime(2027, 2, 3, tzinfo=UTC), "UTC")).__name__)
print("dateparser" in sys.modules)
"""


def read_alone(*phrases: str, zone: str = "UTC") -> list[str]:
    """In a new process, on a machine of that zone: what came of each phrase, and
    whether dateparser was loaded."""
    command = [sys.executable, "-c", READ_ALONE, *phrases]
    env = {"PYTHONPATH": str(ROOT), "TZ": zone}
    return subprocess.check_output(command, env=env, text=True).split()


def test_dateparser_is_loaded_for_nothing_but_a_date() -> None:
    assert read_alone("friday 3pm", "in 3 days", "the 15th", "may", "9-11", "hm") == [
        "At", "At", "At", "Unclear", "Unclear", "Unclear", "False",
    ]  # fmt: skip
    assert read_alone("dec 5") == ["At", "True"]


def test_a_date_does_not_depend_on_the_zone_of_the_machine() -> None:
    assert read_alone("dec 5", zone="Nowhere/Known") == ["At", "True"]


def test_hours_are_elapsed_time_and_days_keep_the_clock_on_the_wall() -> None:
    saturday = datetime(2027, 3, 13, 12, 0, tzinfo=ZoneInfo(DENVER))
    assert read("in 24 hours", now=saturday) == At(saturday.astimezone(UTC) + DAY)
    assert read("tomorrow at noon", now=saturday) == At(
        saturday.astimezone(UTC) + DAY - HOUR
    )


@pytest.mark.parametrize(
    ("phrase", "elapsed"),
    [
        ("in 2 hours", True),
        ("in 2h", True),
        ("in 1 day and 90 min", True),
        ("tomorrow 9am", False),
        ("in 3 days", False),
        ("at 1600 hours", False),
    ],
)
def test_only_hours_and_minutes_from_now_pass_whatever_the_clocks_do(
    phrase: str, elapsed: bool
) -> None:
    reading = read(phrase)
    assert isinstance(reading, At)
    assert reading.elapsed is elapsed


def test_days_counted_in_an_hour_that_comes_twice_move_on_in_one_that_is_skipped() -> (
    None
):
    again = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # half past two in Berlin
    later = read("in 154 days and 1 minute", now=again, zone="Europe/Berlin")
    assert later == At(datetime(2027, 3, 28, 1, 31, tzinfo=UTC))


def test_a_clock_time_that_is_skipped_moves_on() -> None:
    assert read_wall("march 14 at 2:30am") == "2027-03-14 03:30"


def test_tomorrow_is_that_of_the_students_wall() -> None:
    new_year = datetime(2027, 1, 1, 2, 0, tzinfo=UTC)
    reading = read("tomorrow 8am", now=new_year, zone="Pacific/Honolulu")
    assert isinstance(reading, At)
    assert wall(reading.at, "Pacific/Honolulu") == "2027-01-01 08:00"


def test_about_three_is_three() -> None:
    assert read("tomorrow ~3pm") == read("tomorrow 3pm")


def test_without_a_country_only_weekends_are_free() -> None:
    friday = datetime(2027, 2, 12, 9, 0, tzinfo=ZoneInfo(DENVER))
    monday = read_moment("next business day", friday, DENVER)
    tuesday = read_moment("next business day", friday, DENVER, country="US")
    assert isinstance(monday, At)
    assert tuesday == At(monday.at + DAY)


def test_the_hour_of_a_day_without_one_can_be_chosen() -> None:
    reading = read_moment("in 2 days", NOW, DENVER, at=time(18, 30))
    assert isinstance(reading, At)
    assert wall(reading.at) == "2027-02-05 18:30"


def test_today_is_asked_back_when_it_is_almost_over() -> None:
    late = datetime(2027, 2, 3, 23, 30, tzinfo=ZoneInfo(DENVER))
    assert isinstance(read("today", now=late), Unclear)
    assert isinstance(read("tonight", now=late), Unclear)


DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ZONES = ("America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe")
moments = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2031, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(moments, st.integers(24 * 60, 1_000 * 24 * 60), st.sampled_from(ZONES))
@settings(deadline=None, max_examples=1_000)
def test_what_is_said_is_read_back(now: datetime, minutes: int, zone: str) -> None:
    at = now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    day, clock = spoken(at, zone, now).split(", ")[:2]
    reading = read(f"{day}, {clock[:5]}", now=now, zone=zone)
    wall = at.astimezone(ZoneInfo(zone))
    comes_twice = wall.utcoffset() != wall.replace(fold=1 - wall.fold).utcoffset()
    assert isinstance(reading, Unclear if comes_twice else At)
    assert at in readings_of(reading)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/New_York", "Tue 23 Nov, 09:00 EST"),
        ("Asia/Kolkata", "Tue 23 Nov, 19:30 IST"),
        ("America/Sao_Paulo", "Tue 23 Nov, 11:00, Sao Paulo time"),
        ("UTC", "Tue 23 Nov, 14:00 UTC"),
    ],
)
def test_a_moment_is_said_with_weekday_and_zone(zone: str, said: str) -> None:
    assert spoken(datetime(2027, 11, 23, 14, tzinfo=UTC), zone, NOW) == said


def test_the_year_is_said_when_it_is_another_one() -> None:
    at = datetime(2028, 1, 3, 16, tzinfo=UTC)
    assert spoken(at, DENVER, NOW) == "Mon 3 Jan 2028, 09:00 MST"
    assert spoken(at, DENVER) == "Mon 3 Jan, 09:00 MST"
    assert spoken_day(at.date(), NOW.date()) == "Mon 3 Jan 2028"
    assert spoken_day(at.date()) == "Mon 3 Jan"


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe"])
def test_an_hour_that_comes_twice_is_never_said_twice_alike(zone: str) -> None:
    start = datetime(2027, 1, 1, tzinfo=UTC)
    said = [spoken(start + n * HOUR / 2, zone) for n in range(2 * 24 * 364)]
    assert len(set(said)) == len(said)
