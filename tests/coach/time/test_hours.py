from datetime import time

import pytest

from bot.coach.time.hours import read_clock, read_hours


@pytest.mark.parametrize(
    ("phrase", "at"),
    [
        ("22:30", time(22, 30)),
        ("7", time(7)),
        ("10 p.m.", time(22)),
        ("12am", time(0)),
        ("midnight", time(0)),
        ("0:00", time(0)),
        ("noon", time(12)),
        ("25:00", None),
        ("99", None),
        ("friday 3pm", None),
        ("evening", None),
        ("", None),
        ("7" * 100_000, None),
    ],
)
def test_a_clock_time_may_stand_alone(phrase: str, at: time | None) -> None:
    assert read_clock(phrase) == at


@pytest.mark.parametrize(
    "phrase",
    ["22:00-07:00", "22-7", "10pm-7am", "10 pm - 7 am", "hours from 22:00 to 7:00",
     "10pm until 7am"],
)  # fmt: skip
def test_hours_go_from_one_time_to_another(phrase: str) -> None:
    assert read_hours(phrase) == (time(22), time(7))


@pytest.mark.parametrize(
    "phrase", ["", "22:00", "25-7", "10pm to", "-", "a-b", "-" * 99_999]
)
def test_what_are_no_hours_is_not_guessed(phrase: str) -> None:
    assert read_hours(phrase) is None
