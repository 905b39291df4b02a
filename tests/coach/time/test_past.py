"""When something was: the words for what is ahead, and the last time they fit."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.coach.time.past import read_past

DENVER = "America/Denver"
# A Wednesday.
NOW = datetime(2027, 2, 3, 14, 5, tzinfo=ZoneInfo(DENVER))


def read(phrase: str, now: datetime = NOW) -> str:
    at = read_past(phrase, now, DENVER, country="US")
    return f"{at.astimezone(ZoneInfo(DENVER)):%Y-%m-%d %H:%M}" if at else ""


@pytest.mark.parametrize(
    ("phrase", "at"),
    [
        ("", "02-03 14:05"),
        ("just now", "02-03 14:05"),
        ("today", "02-03 14:05"),
        ("yesterday", "02-02 12:00"),
        ("yesterday 3pm", "02-02 15:00"),
        ("yesterday at 3", "02-02 15:00"),
        ("yesterday morning", "02-02 09:00"),
        ("last night", "02-02 20:00"),
        ("this morning", "02-03 09:00"),
        ("this afternoon", "02-03 14:05"),
        ("at 11", "02-03 11:00"),
        ("9:30am", "02-03 09:30"),
        ("on monday at 9", "02-01 09:00"),
        ("last monday", "02-01 12:00"),
        ("friday", "01-29 12:00"),
        ("wednesday", "01-27 12:00"),
        ("wednesday 9am", "02-03 09:00"),
        ("thrusday 4pm", "01-28 16:00"),
        ("2 days ago", "02-01 12:00"),
        ("a week ago at noon", "01-27 12:00"),
        ("half an hour ago", "02-03 13:35"),
        ("3 hours ago", "02-03 11:05"),
        ("the 1st", "02-01 12:00"),
        ("jan 20", "01-20 12:00"),
        ("1/20 4pm", "01-20 16:00"),
        ("the day before yesterday", "02-01 12:00"),
    ],
)
def test_it_is_the_last_time_that_the_words_fit(phrase: str, at: str) -> None:
    assert read(phrase) == f"2027-{at}"


@pytest.mark.parametrize(
    "phrase",
    ["tomorrow", "in 2 days", "at 3", "at 11pm", "next friday", "soon", "a" * 100_000],
)
def test_what_is_ahead_or_no_moment_was_never(phrase: str) -> None:
    assert read(phrase) == ""
