"""Rounds of five statements: nothing shaky is a fact, and nobody is marked."""

import pytest

from bot.coach.facts import facts, rounds_of
from bot.records import MythRound
from tests.talk import BEN, Talk


def stands(talk: Talk) -> MythRound:
    [now] = talk.read(lambda book: book.all(MythRound))
    return now


def test_each_answer_gives_the_truth_with_its_source_and_the_next(talk: Talk) -> None:
    assert "1 of 5" in talk.say("myths")
    first = facts()[stands(talk).asked[0]]
    seen = talk.press("Myth")
    assert first.truth in seen
    assert first.sourced in seen
    assert "2 of 5" in seen


def test_a_round_ends_kindly_and_without_a_mark(talk: Talk) -> None:
    talk.say("myths")
    for _ in range(5):
        seen = talk.press("Fact")
    assert "That was the round." in seen
    for word in ("correct", "wrong", "right", "score", "points", "of 5"):
        assert word not in seen
    assert "1 of 5" in talk.press("Another round")


def test_it_can_be_left_and_taken_up_again(talk: Talk) -> None:
    talk.say("myths")
    talk.say("fact")
    talk.restart()
    talk.say("next")
    assert "2 of 5" in talk.say("myths")
    assert "3 of 5" in talk.say("myth")


def test_four_rounds_show_all_there_are_and_nothing_twice(talk: Talk) -> None:
    for _ in range(4):
        talk.say("myths")
        for _ in range(5):
            talk.say("fact")
    assert stands(talk).rounds == 4
    assert sorted(stands(talk).seen) == sorted(fact.id for fact in rounds_of())
    assert "1 of 5" in talk.say("myths")


def test_whoever_comes_in_is_asked_for_themselves(talk: Talk) -> None:
    talk.say("myths")
    talk.say("fact")
    assert "1 of 5" in talk.say("myths", BEN)


def test_an_older_statement_asks_the_one_that_stands(talk: Talk) -> None:
    first = talk.say("myths")
    talk.press("Fact", on=first)
    assert "2 of 5" in talk.press("Myth", on=first)
    assert stands(talk).said == ("fact",)


@pytest.mark.parametrize("word", ["facts", "fact", "myth", "MYTHS"])
def test_it_begins_with_any_of_its_words(talk: Talk, word: str) -> None:
    assert "1 of 5" in talk.say(word)


def test_no_round_says_that_something_unsourced_is_a_fact(talk: Talk) -> None:
    for _ in range(4):
        talk.say("myths")
        for _ in range(5):
            fact = facts()[stands(talk).asked[len(stands(talk).said)]]
            seen = talk.press("Fact")
            assert f"{fact.verdict.capitalize()}. " in seen
            if not fact.is_founded:
                assert "Myth. " in seen
                assert "no source at all" in seen
