"""The questions for a talk, and everything that can be changed about them."""

import re

import pytest

from tests.talk import Seen, Talk

WHO_ELSE = "Is there anyone else you'd recommend I speak with?"


def questions(seen: Seen) -> list[str]:
    return re.findall(r"^\d+  (.+)$", seen, re.MULTILINE)


@pytest.fixture
def planned(talk: Talk) -> Talk:
    talk.say("add Priya Shah, nurse at Mercy, alum")
    talk.say("plan Priya 20")
    return talk


def test_a_plan_has_a_start_a_middle_and_a_close(talk: Talk) -> None:
    seen = talk.say("plan nursing 15")
    assert "nursing, 15 min" in seen
    for phase in ("Start, 2 min", "Middle, 9 min", "Close, 3 min"):
        assert phase in seen
    assert WHO_ELSE in seen
    assert seen.labels[:5] == ["Keep", "Swap", "Add mine", "Shorter", "Why these"]


def test_any_question_can_be_swapped_by_number_or_by_button(planned: Talk) -> None:
    before = questions(planned.say("plan Priya"))
    by_word = questions(planned.say("plan Priya swap 3"))
    assert by_word[2] != before[2]
    planned.press("Swap")
    by_button = questions(planned.press(by_word[2]))
    assert by_button[2] not in (before[2], by_word[2])


def test_a_question_of_ones_own_is_added_as_it_is(planned: Talk) -> None:
    mine = "What does your ward sound like at four in the morning?"
    assert mine in questions(planned.say(f"plan Priya add {mine}"))
    planned.press("Add mine")
    assert "How do you sleep?" in questions(planned.say("How do you sleep?"))


def test_the_closers_are_put_back_once_and_then_it_is_the_students_plan(
    planned: Talk,
) -> None:
    def drop() -> Seen:
        nth = questions(planned.say("plan Priya")).index(WHO_ELSE) + 1
        return planned.say(f"plan Priya drop {nth}")

    assert WHO_ELSE in questions(drop())
    assert WHO_ELSE not in questions(drop())


def test_shorter_keeps_the_close(planned: Talk) -> None:
    before = questions(planned.say("plan Priya"))
    after = planned.press("Shorter")
    assert "15 min" in after
    assert len(questions(after)) < len(before)
    assert WHO_ELSE in after


def test_a_question_is_moved(planned: Talk) -> None:
    before = questions(planned.say("plan Priya"))
    after = questions(planned.say("plan Priya move 3 2"))
    assert after[1] == before[2]


def test_each_question_says_why(planned: Talk) -> None:
    why = planned.press("Why these")
    assert why.count("- ") >= len(questions(planned.say("plan Priya")))


@pytest.mark.parametrize("words", ["swap", "swap 99", "drop x", "move 1", "dance"])
def test_what_cannot_be_changed_says_what_can(planned: Talk, words: str) -> None:
    before = planned.say("plan Priya")
    planned.say(f"plan Priya {words}")
    assert planned.say("plan Priya") == before


@pytest.mark.parametrize("minutes", ["2", "500"])
def test_a_length_nobody_would_say_yes_to_is_asked_back(
    talk: Talk, minutes: str
) -> None:
    assert "10 to 60" in talk.say(f"plan nursing {minutes}")


def test_a_kept_plan_comes_as_a_card_before_the_talk(planned: Talk) -> None:
    planned.say("booked Priya wednesday 3pm for 20 minutes by phone")
    first = questions(planned.say("plan Priya"))[0]
    planned.press("Keep")
    card = planned.at("2026-11-18 14:46")[-1]
    assert first in card
    assert "End by Wed 18 Nov, 15:20" in card


def test_what_is_known_becomes_a_question(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse at Mercy, alum")
    talk.say("note Priya moved from surgery to home care")
    assert "surgery" in talk.say("plan Priya 20")


def test_an_unknown_field_gets_a_good_plan_and_is_told_so(talk: Talk) -> None:
    seen = talk.say("plan quidditch refereeing 20")
    assert "I don't know" in seen
    assert WHO_ELSE in seen


def test_a_name_or_a_field_is_asked_for(talk: Talk) -> None:
    assert "Which field, or with whom?" in talk.say("plan")
    talk.say("nursing")
    assert "nursing, 15 min" in talk.say("1")
