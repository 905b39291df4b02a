"""What a character answers: to anything, never twice the same, and in time."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.practice.characters import Character, cast
from bot.coach.practice.hearing import hear
from bot.coach.practice.talk import GRANTED, Rehearsed, rehearsed
from bot.coach.questions.bank import bank

CAST = cast().characters
IDS = [one.id for one in CAST]
FIELDS = [id for id in cast().work_words if id != "any"]
LINES = [
    "Hi, I'm Ana, a second-year student.",
    "ok",
    "thanks",
    "Why?",
    "Is your team hiring?",
    "How much do you earn?",
    "We have five minutes left, may I ask two last things?",
    "Is there anyone else you'd recommend I speak with?",
    "May I use your name?",
    "May I write to you in a few weeks?",
    "What does your company do?",
    "What is the capital of France?",
    *[one.text for one in bank().questions if one.family == "*"],
]

each_character = pytest.mark.parametrize("one", CAST, ids=IDS)


def talk_with(id: str, *lines: str, family: str = "healthcare") -> Rehearsed:
    one = cast().find(id)
    assert one
    return rehearsed(cast(), one, [family], lines)


def answers(talk: Rehearsed) -> list[str]:
    return [went.answer for went in talk.exchanges]


@given(
    st.sampled_from(CAST),
    st.sampled_from(FIELDS),
    st.lists(st.sampled_from(LINES) | st.text(max_size=60), min_size=1, max_size=25),
)
@settings(deadline=None, max_examples=400)
def test_any_line_is_answered_and_nothing_is_said_twice(
    one: Character, family: str, lines: list[str]
) -> None:
    talk = rehearsed(cast(), one, [family], lines)
    said = answers(talk)
    assert all(text.strip() for text in said)
    assert len(set(said)) == len(said)
    assert talk == rehearsed(cast(), one, [family], lines)


@each_character
def test_who_is_asked_the_same_two_things_for_ever_has_to_go(one: Character) -> None:
    line = "If you give me a name, may I use yours when I write to them?"
    said = answers(rehearsed(cast(), one, ["law"], [line] * 30))
    assert all(text.strip() for text in said)


@each_character
@pytest.mark.parametrize("line", ["ok", "thanks, it helps", "Why?", *LINES[4:8]])
def test_somebody_who_says_the_same_all_the_time_never_hears_the_same(
    one: Character, line: str
) -> None:
    said = answers(rehearsed(cast(), one, ["law"], [line] * 30))
    assert len(said) >= 5
    assert len(set(said)) == len(said)


@each_character
@pytest.mark.parametrize(
    "line", ["a" * 100_000, "\u202e?\u200b", "\ud800", "?" * 9_000]
)
def test_a_strange_line_is_answered_too(one: Character, line: str) -> None:
    assert answers(rehearsed(cast(), one, [], [line, line]))


@each_character
def test_a_follow_up_goes_deeper_than_the_first_answer(one: Character) -> None:
    lines = ["How did you get into this work?", "What happened then?"]
    first, second = answers(rehearsed(cast(), one, ["education"], lines))
    assert second.startswith(one.answers["path"][1].partition("{")[0])
    assert first != second


@each_character
def test_what_is_asked_is_answered_with_the_words_of_the_field(one: Character) -> None:
    kinds = {kind for kind, texts in one.answers.items() for t in texts if "{" in t}
    assert len(kinds) >= 6


def test_the_field_is_heard_in_the_answers() -> None:
    line = "How did you get into this work?"
    assert "a nursing assistant" in answers(talk_with("warm", line))[0]
    assert "a tester" in answers(talk_with("warm", line, family="software"))[0]
    assert "an assistant" in answers(talk_with("warm", line, family="unheard of"))[0]


def test_a_sentence_begins_with_a_capital_whatever_the_field() -> None:
    for family in FIELDS:
        talk = talk_with(
            "warm", "What does a day look like?", "And then?", family=family
        )
        assert not any(". " + c in answers(talk)[1] for c in "abcdefghijklmnopqrstuvw")


# Each character in the situation that they are for


def test_the_one_word_answerer_opens_up_when_asked_on() -> None:
    short, longer = answers(
        talk_with("short", "How did you get into this?", "What happened then?")
    )
    assert len(short.split()) <= 4 < 15 < len(longer.split())


def test_a_yes_or_no_question_gets_a_yes_or_no_from_whoever_is_short() -> None:
    closed = answers(talk_with("short", "Do you like the hours?"))[0]
    assert closed == "More or less."


def turn_after(id: str, *lines: str) -> str:
    turn = talk_with(id, *lines).exchanges[-1].turn
    return turn.says if turn else ""


TWO = ("What does a day look like?", "What is hard about it?")


@pytest.mark.parametrize(
    ("id", "lines", "says"),
    [
        ("resume", TWO[:1], "send me your resume"),
        ("flip", TWO, "greatest strength"),
        ("sceptic", TWO[:1], "why would anybody still choose this"),
        ("offer", TWO, "I'll introduce you"),
        ("steering", TWO[:1], "somebody like you"),
        ("talker", TWO[:1], "the flood"),
        ("hurried", TWO, "knocking"),
        ("modest", TWO[:1], "my boss's address"),
        ("names", (*TWO, "What do you like most?"), "talk to Pia Sorensen"),
    ],
)
def test_each_brings_up_what_they_are_for(
    id: str, lines: Sequence[str], says: str
) -> None:
    assert says in turn_after(id, *lines)


def test_a_turn_comes_once() -> None:
    talk = talk_with("resume", *TWO, "What do you like most?")
    assert sum(went.turn is not None for went in talk.exchanges) == 1


def test_who_gives_no_names_gives_none_the_second_time_either() -> None:
    first, second = answers(talk_with("no_names", LINES[7], "Please, just one name?"))
    assert "I don't give names" in first
    assert second.startswith("No names, as I said.")


def test_who_introduces_people_answers_when_to_check_back() -> None:
    kind = "That's kind, yes please. When may I check back with you?"
    assert "Give me a week" in answers(talk_with("offer", *TWO, kind))[-1]


def test_a_job_ask_is_answered_kindly_and_without_a_job() -> None:
    for one in CAST:
        answer = answers(rehearsed(cast(), one, [], ["Is your team hiring?"]))[0]
        assert answer == one.replies["job-ask"][0]


def test_two_closing_questions_in_one_line_are_both_answered() -> None:
    both = "Is there anyone else I should talk to, and may I use your name?"
    answer = answers(talk_with("warm", both))[0]
    assert "Tom Okafor" in answer
    assert "tell Tom that I sent you" in answer


# Time


@each_character
def test_a_talk_takes_five_to_eleven_questions(one: Character) -> None:
    asked = [q.text for q in bank().questions if q.family == "*" and not q.closer]
    talk = rehearsed(cast(), one, [], asked[::12])
    assert talk.over
    assert 5 <= len(talk.exchanges) <= 11
    assert talk.last == one.replies["over"][0]


def test_looking_at_the_clock_gives_a_few_minutes_more() -> None:
    lines = ["What is a day like?"] * 4
    without = talk_with("hurried", *lines, "One last question?")
    assert without.limit == 10 + GRANTED
    assert talk_with("hurried", *lines).limit == 10


def test_the_end_is_announced_once_unless_the_student_saw_it_coming() -> None:
    lines = ["What is a day like?", "What is hard?", "What is fun?"]
    assert talk_with("hurried", *lines).last.startswith("Three minutes.")
    assert talk_with("hurried", *lines, "ok").last == ""
    early = [*lines[:2], "We have five minutes left, may I go on?"]
    assert talk_with("hurried", *early, "What is fun?").last == ""


def test_thanks_after_a_while_ends_it_and_right_away_does_not() -> None:
    assert not talk_with("warm", "Hi", "thanks").over
    assert talk_with("warm", *TWO, "What is fun?", "What next?", "thanks").over
    assert talk_with("warm", TWO[0], "Thank you for your time.").over


def test_what_is_said_after_the_end_is_not_heard() -> None:
    assert len(talk_with("warm", TWO[0], "Goodbye!", "One more?").exchanges) == 2


@each_character
def test_what_a_student_could_have_said_is_heard_as_a_good_line(one: Character) -> None:
    for turn in one.turns:
        does = hear(turn.instead, turn.says, "day").does
        assert does & turn.best
        assert not does & turn.avoid
