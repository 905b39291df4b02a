"""What comes again and again, read from words and counted on."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.time.days import at_local, local
from bot.coach.time.repeats import (
    is_rule,
    next_of,
    read_repeat,
    split_repeat,
    spoken_repeat,
)

NEW_YORK = "America/New_York"
NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)  # a Monday, nine in New York


def wall(*at: int) -> datetime:
    return datetime(*at)  # type: ignore[arg-type]  # noqa: DTZ001, a clock on the wall


SAID = [
    ("every other friday at 9", "every other Friday", "Fri 27 Nov 09:00"),
    ("every second tuesday", "every other Tuesday", "Tue 24 Nov 09:00"),
    ("every 2nd friday of the month", "every month on the second Friday",
     "Fri 11 Dec 09:00"),
    ("monthly on the 15th", "every month on the 15th", "Tue 15 Dec 09:00"),
    ("the 1st of each month", "every month on the 1st", "Tue 01 Dec 09:00"),
    ("first monday of every month", "every month on the first Monday",
     "Mon 07 Dec 09:00"),
    ("last day of every month at 5pm", "every month on the last day",
     "Mon 30 Nov 17:00"),
    ("every 31st", "every month on the 31st", "Mon 30 Nov 09:00"),
    ("every month", "every month on the 23rd", "Wed 23 Dec 09:00"),
    ("quarterly", "every 3 months on the 23rd", "Tue 23 Feb 09:00"),
    ("every thurday 7pm", "every Thursday", "Thu 26 Nov 19:00"),
    ("on fridays at 3", "every Friday", "Fri 27 Nov 15:00"),
    ("every tue and thu at 4pm", "every Tuesday and Thursday", "Tue 24 Nov 16:00"),
    ("every other monday", "every other Monday", "Mon 30 Nov 09:00"),
    ("every other month on the 15th", "every other month on the 15th",
     "Tue 15 Dec 09:00"),
    ("weekly on mondays and thursdays 5pm", "every Monday and Thursday",
     "Mon 23 Nov 17:00"),
    ("every mon wed fri 9", "every Monday, Wednesday and Friday", "Wed 25 Nov 09:00"),
    ("once a month", "every month on the 23rd", "Wed 23 Dec 09:00"),
    ("mon, wed & fri every 2 weeks", "every other Monday, Wednesday and Friday",
     "Wed 25 Nov 09:00"),
    ("every weekday at 8:30am", "every weekday", "Tue 24 Nov 08:30"),
    ("every weekend", "every Saturday", "Sat 28 Nov 09:00"),
    ("daily at noon", "every day", "Mon 23 Nov 12:00"),
    ("every morning", "every day", "Tue 24 Nov 09:00"),
    ("weekly", "every week", "Mon 30 Nov 09:00"),
    ("every three weeks", "every 3 weeks", "Mon 14 Dec 09:00"),
    ("every year on dec 25", "every year on December 25", "Fri 25 Dec 09:00"),
    ("every year on 25 december", "every year on December 25", "Fri 25 Dec 09:00"),
    ("on the 2nd of january every year at 8", "every year on January 2",
     "Sat 02 Jan 08:00"),
    ("every feb 29", "every year on February 29", "Sun 28 Feb 09:00"),
    ("every friday until dec 20", "every Friday until 20 Dec", "Fri 27 Nov 09:00"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "said", "first"), SAID)
def test_what_repeats_is_said_back_with_its_first_time(
    phrase: str, said: str, first: str
) -> None:
    read = read_repeat(phrase, NOW, NEW_YORK)
    assert read
    assert (spoken_repeat(read.rule), f"{read.first:%a %d %b %H:%M}") == (said, first)
    assert is_rule(read.rule)


@pytest.mark.parametrize(
    "phrase",
    ["friday", "3pm", "every 2 hours", "twice a week", "every 0 days", "every 40th",
     "every day at 25", "every speaker", "every friday until the moon", ""],
)  # fmt: skip
def test_what_no_calendar_repeats_is_left_to_be_asked_back(phrase: str) -> None:
    assert read_repeat(phrase, NOW, NEW_YORK) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("every other friday to call Priya", "to call Priya"),
        ("to call Priya every sunday", "to call Priya"),
        ("to water plants every tue and thu at 4pm today", None),
        ("weekly to stretch", "to stretch"),
        ("to ask about weekly hours", None),
        ("to pick up the weekly report", None),
        ("thank every speaker friday", None),
        ("ask about every monday tomorrow", None),
    ],
)
def test_what_repeats_is_found_in_a_sentence(text: str, rest: str | None) -> None:
    found = split_repeat(text, NOW, NEW_YORK)
    assert (found and found[0]) == rest


def test_the_31st_of_a_short_month_is_its_last_day() -> None:
    rule, wall, ends = "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", NOW, []
    for _ in range(4):
        found = next_of(rule, wall.replace(tzinfo=None), wall, "UTC")
        assert found
        wall = found.replace(tzinfo=UTC)
        ends.append(wall.day)
    assert ends == [30, 31, 31, 28]


def test_an_hour_that_is_skipped_comes_later_and_only_that_day() -> None:
    night = wall(2027, 3, 13, 2, 30)  # the clock is set on the next
    gap = next_of(
        "FREQ=DAILY", night, at_local(night.date(), night.time(), NEW_YORK), NEW_YORK
    )
    assert gap == night + timedelta(days=1)
    moment = at_local(gap.date(), gap.time(), NEW_YORK)
    assert f"{local(moment, NEW_YORK):%H:%M}" == "03:30"
    assert next_of("FREQ=DAILY", gap, moment, NEW_YORK) == night + timedelta(days=2)


def test_after_its_last_day_nothing_comes() -> None:
    assert (
        next_of("FREQ=DAILY;UNTIL=20261120T235959", wall(2026, 11, 1), NOW, "UTC")
        is None
    )


@pytest.mark.parametrize(
    "text",
    ["FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=ZZ", "elapsed",
     "FREQ=DAILY;COUNT=5", "FREQ=MONTHLY;BYDAY=9FR", ""],
)  # fmt: skip
def test_a_rule_of_another_hand_is_none(text: str) -> None:
    assert not is_rule(text)


RULES = sorted({read.rule for p, *_ in SAID if (read := read_repeat(p, NOW, NEW_YORK))})
MOMENTS = st.datetimes(wall(2025, 1, 1), wall(2030, 1, 1))
ZONES = st.sampled_from([NEW_YORK, "Australia/Lord_Howe", "Asia/Kolkata", "UTC"])


@settings(deadline=None, max_examples=500)
@given(
    st.sampled_from(RULES), MOMENTS, st.timedeltas(timedelta(), timedelta(400)), ZONES
)
def test_the_next_is_ahead_however_long_nobody_looked(
    rule: str, last: datetime, later: timedelta, zone: str
) -> None:
    last = last.replace(microsecond=0)
    now = at_local(last.date(), last.time(), zone) + later
    if wall := next_of(rule, last, now, zone):
        assert wall.time() == last.time()
        assert at_local(wall.date(), wall.time(), zone) > now
    else:
        assert "UNTIL" in rule


WORDS = st.sampled_from(
    ["every", "other", "each", "friday", "monday", "1st", "31st", "15", "of", "the",
     "month", "on", "at", "until", "3pm", "to"]
)  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(st.text(max_size=300) | st.lists(WORDS, max_size=12).map(" ".join))
def test_whatever_is_typed_repeats_or_does_not(text: str) -> None:
    found = split_repeat(text, NOW, NEW_YORK)
    assert found is None or is_rule(found[1].rule)
