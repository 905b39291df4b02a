"""Quiet hours: the bot is silent at night, the student is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows import FLOWS
from tests.platform import LEA
from tests.talk import Talk


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Talk]:
    """A Tuesday in Los Angeles; the talk with Priya ends at six in the evening."""
    talk = Talk(tmp_path, FLOWS)
    talk.at("2026-09-21 12:00", LEA)
    talk.say("add Priya Shah, nurse at Mercy, alum", LEA)
    talk.say("note Priya looks after the night shift", LEA)
    talk.say("booked Priya tuesday 5:30pm for 30 minutes", LEA)
    talk.at("2026-09-22 18:00", LEA)
    yield talk
    talk.close()


def test_the_debrief_is_offered_within_two_hours(evening: Talk) -> None:
    [prompt] = evening.at("2026-09-22 20:00", LEA)
    assert "How was your talk with Priya Shah?" in prompt


def test_the_thank_you_waits_for_the_morning_and_says_until_when(evening: Talk) -> None:
    evening.at("2026-09-22 20:00", LEA)
    assert evening.at("2026-09-23 07:59", LEA) == []
    [nudge] = evening.at("2026-09-23 08:01", LEA)
    assert "Wed 23 Sep, 18:00" in nudge

    evening.wait(minutes=30)
    assert "within a day" in evening.press("Thanked already", on=nudge, who=LEA)
    assert evening.wait(days=2) == []


def test_at_night_the_bot_still_answers(evening: Talk) -> None:
    evening.at("2026-09-23 21:30", LEA)
    assert "How will you reach Priya Shah?" in evening.say("write Priya", LEA)


def test_a_reminder_in_quiet_hours_asks_which_of_the_two_wins(evening: Talk) -> None:
    evening.at("2026-09-23 23:00", LEA)
    asked = evening.say("remind me to read her article tomorrow 6:30am", LEA)
    assert "quiet hours" in asked
    evening.press("Then", on=asked, who=LEA)

    [reminder] = [s for s in evening.at("2026-09-24 07:00", LEA) if "article" in s]
    assert reminder.at.hour == 13  # 06:30 in Los Angeles, as UTC
