"""Several things in one sentence, in any order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.check import Finding, check
from bot.coach.rules.text import read
from bot.coach.rules.together import together
from bot.coach.situation import Situation, Someone

HERON = Situation(contact=Someone(name="Ana Silva", employer="Heron Quay Boats"))


def quoted(text: str) -> list[str]:
    """What `together` finds of a request for work."""
    parts = read(text)
    return [parts.said(hit.span) for hit in together(parts, "job-ask")]


def asks_for_work(text: str, situation: Situation = HERON) -> list[Finding]:
    found = check("outreach", "email", text, situation, "Your gates")
    return [one for one in found if one.rule == "job-ask" and one.severity == "block"]


def test_the_parts_may_stand_in_any_order() -> None:
    assert quoted("If you need more hands, tell me.")
    assert quoted("I have two hands, if you need them.")
    assert quoted("A door is what I need for my foot.")


def test_the_parts_stand_in_one_sentence() -> None:
    assert quoted("My foot hurts. The door was open.") == []


def test_it_quotes_from_the_first_part_to_the_last() -> None:
    assert quoted("So my foot is in the door now.") == ["foot is in the door"]


def test_what_others_say_is_no_part() -> None:
    assert quoted('My foot hurts, and "mind the door", she said.') == []


def test_an_employer_may_be_called_by_one_word_with_its_capital() -> None:
    assert asks_for_work("Would Heron need a beginner?")
    assert not asks_for_work("Would a heron need a beginner?")


def test_how_they_did_it_is_a_story() -> None:
    assert not asks_for_work("May I ask how you need a student at the bellows?")
    assert asks_for_work("May I ask whether you need a student at the bellows?")


def test_a_request_that_names_their_place_and_no_talk_is_after_work() -> None:
    assert asks_for_work("I would be thrilled if my June were at Heron.")
    assert not asks_for_work("I would be thrilled to hear about June at Heron.")


def test_no_is_no() -> None:
    assert not asks_for_work("I am not asking whether you need a student.")


WORDS = ["you", "i", "need", "hands", "foot", "door", ".", "?", "if", "not", '"', "\n"]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_whatever_is_found_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    parts = read(text)
    for hit in together(parts, "job-ask"):
        start, end = hit.span
        assert 0 <= start < end <= len(text)
        assert parts.sentence_at(start) == parts.sentence_at(end - 1)
