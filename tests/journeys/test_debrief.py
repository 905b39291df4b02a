"""A debrief in which "who else?" was forgotten, and how that is repaired."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows import FLOWS
from tests.platform import DEE
from tests.talk import Talk


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Talk]:
    """Tuesday 20 October: Dee talked with Milo from 13:00 to 13:20."""
    talk = Talk(tmp_path, FLOWS)
    talk.at("2026-10-19 09:00", DEE)
    talk.say("add Milo Lind, surveyor at City of Elmford", DEE)
    talk.say("booked Milo tuesday 1pm for 20 minutes by phone", DEE)
    talk.at("2026-10-20 14:19", DEE)
    yield talk
    talk.close()


def debriefed(talk: Talk) -> None:
    talk.say("debrief Milo", DEE)
    talk.press("I forgot to ask", who=DEE)
    said = ("Maps lie a little", "How he checks a map", "Walk one line", "", "")
    for answer in said:
        talk.say(answer, DEE)
    talk.press("My questions", who=DEE)


def test_the_debrief_can_be_left_and_taken_up_again(held: Talk) -> None:
    [prompt] = held.at("2026-10-20 15:20", DEE)
    held.press("Write it down", on=prompt, who=DEE)
    held.press("Nobody", who=DEE)
    held.say("Maps lie a little", DEE)
    assert "kept your answers" in held.say(":cancel", DEE)
    held.restart()
    assert "What helped you most?" in held.say("debrief Milo", DEE)


def test_the_first_talk_is_compared_with_none(held: Talk) -> None:
    debriefed(held)
    assert any("What went well?" in line for line in held.transcript)
    held.say("add Sana Malik, planner at Riverline", DEE)
    held.say("debrief Sana", DEE)
    held.press("Nobody", who=DEE)
    for answer in ("Plans change", "How she draws one", "", ""):
        held.say(answer, DEE)
    assert "What went better than last time?" in held.say("", DEE)


def test_not_asked_is_not_nobody_and_nobody_scolds(held: Talk) -> None:
    held.say("debrief Milo", DEE)
    said = held.press("I forgot to ask", who=DEE)
    assert "No harm done." in said
    assert "Keep the thank-you free of requests" in said

    held.say(":cancel", DEE)
    numbers = held.say("my numbers", DEE)
    assert "Talks in which you forgot to ask: 1" in numbers
    assert "Talks in which you asked who else: 0" in numbers
    assert "Names received: 0" in numbers


def test_the_repair_is_the_update_in_two_weeks(held: Talk) -> None:
    debriefed(held)
    assert "Tue 3 Nov, 09:00" in held.press("Remind me to ask", who=DEE)
    held.at("2026-10-21 09:00", DEE)
    assert "within a day" in held.say("thanked Milo", DEE)

    [update] = held.at("2026-11-03 09:00", DEE)
    assert "Walk one line" in update
    assert "is there anyone else you'd recommend" in update


def test_a_thank_you_that_asks_for_names_is_flagged(held: Talk) -> None:
    debriefed(held)
    held.say("write Milo thank-you email", DEE)
    held.press("Edit", who=DEE)
    held.say("Thank you", DEE)
    asks = (
        "Dear Milo, thank you for showing me how you check a map. I will walk one line"
    )
    seen = held.say(f"{asks} this week. Could you also send me names?", DEE)
    assert "ready to copy" not in seen


def test_the_closers_stand_in_a_short_plan_too(held: Talk) -> None:
    for minutes in ("15", "10"):
        plan = held.say(f"plan surveying {minutes}", DEE)
        assert "Is there anyone else you'd recommend I speak with?" in plan
        assert "you suggested" in plan
