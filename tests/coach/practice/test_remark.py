"""One thing that was good, one to try, and what is different from last time."""

import tomllib

import pytest

from bot.coach.knowledge import KNOWLEDGE
from bot.coach.practice.characters import cast
from bot.coach.practice.hearing import hear
from bot.coach.practice.remark import Remark, done, remark
from bot.coach.practice.talk import Rehearsed, rehearsed

INTRO = "Hi, I'm Ana, a second-year student."
PURPOSE = "I'd like to learn what the work is really like. It takes 15 minutes."
OPEN = "How did you get into this?"
FOLLOW = "Why was that?"
CLOCK = "We have five minutes left. May I ask two last things?"
WHO = "Is there anyone else you'd recommend I speak with?"
NAME = "May I say that you suggested it?"
BACK = "May I write to you in a few weeks to say what came of this?"
BYE = "Thank you for your time, what you said about the first year helped me."
ALL = (
    f"{INTRO} {PURPOSE}", OPEN, FOLLOW, "What is hard about it?", "What helped?",
    "What is fun about it?", "What do people earn?", CLOCK, WHO, NAME, BACK, BYE,
)  # fmt: skip
TABLE = tomllib.loads((KNOWLEDGE / "remarks.toml").read_text("utf8"))


def talk(*lines: str, id: str = "warm") -> Rehearsed:
    one = cast().find(id)
    assert one
    return rehearsed(cast(), one, ["healthcare"], lines)


def said(
    *lines: str, id: str = "warm", before: tuple[str, ...] | None = None
) -> Remark:
    return remark(talk(*lines, id=id), before)


WITHOUT = {
    "introduction": (PURPOSE, *ALL[1:]),
    "purpose": (INTRO, *ALL[1:]),
    "end-time": (f"{INTRO} I'd like to hear about the work.", *ALL[1:]),
    "follow-ups": tuple(line for line in ALL if line not in (FOLLOW, "What helped?")),
    "time-check": tuple(line for line in ALL if line != CLOCK),
    "who-else": tuple(line for line in ALL if line not in (WHO, NAME)),
    "permission": tuple(line for line in ALL if line != NAME),
    "report-back": tuple(line for line in ALL if line != BACK),
    "thanks": (*ALL[:-1], "Goodbye."),
    "no-job-ask": (ALL[0], "Are you hiring?", *ALL[1:]),
    "no-personal-pay": (ALL[0], "How much do you earn?", *ALL[1:]),
    "open": (ALL[0], "Is it hard?", "Do you like it?", "Are you tired?", OPEN, FOLLOW,
             WHO, NAME, BACK, BYE),
    "short-introduction": (f"{INTRO} {'I did many things. ' * 30}", *ALL[1:]),
    "brief": (ALL[0], f"{'You see, I have done a lot of things. ' * 35}", *ALL[1:]),
}  # fmt: skip


@pytest.mark.parametrize("name", WITHOUT)
def test_each_is_found_where_it_is(name: str) -> None:
    assert name in done(talk(*ALL))


@pytest.mark.parametrize(("name", "lines"), WITHOUT.items())
def test_each_is_missed_where_it_is_not(name: str, lines: tuple[str, ...]) -> None:
    assert name not in done(talk(*lines))


@pytest.mark.parametrize("name", [n for n in WITHOUT if n not in ("brief", "open")])
def test_the_one_thing_that_was_missing_is_what_to_try(name: str) -> None:
    assert said(*WITHOUT[name]).try_ == TABLE[name]["try"]


@pytest.mark.parametrize(
    ("name", "without"), [("brief", "follow-ups"), ("open", "time-check")]
)
def test_what_matters_less_waits_for_the_next_time(name: str, without: str) -> None:
    assert TABLE[name]["try"] != said(*WITHOUT[without]).try_


def test_when_nothing_was_missing_there_is_a_next_step() -> None:
    assert said(*ALL).try_ == TABLE["nothing-missing"]["try"]


def test_what_was_good_is_in_the_words_of_the_student() -> None:
    assert f'"{FOLLOW}"' in said(*ALL).good
    assert f'"{NAME}"' in said(OPEN, "What is hard?", "What is fun?", NAME).good
    assert f'"{OPEN}"' in said(OPEN).good
    assert '"hello"' in said("hello").good


@pytest.mark.parametrize("asked", ["Can you hire me?", "How much do you earn?"])
def test_what_comes_too_near_is_never_praised(asked: str) -> None:
    assert asked not in said(OPEN, "What is hard?", asked, id="hurried").good


def test_a_good_question_or_a_try_is_one_that_could_be_said() -> None:
    for name, entry in TABLE.items():
        if "say" in entry:
            does = hear(entry["say"], "It took a year.", "day").does
            assert not does & {"job-ask", "personal-pay", "prying", "long"}, name


def test_nobody_is_given_marks() -> None:
    for entry in TABLE.values():
        for text in entry.values():
            assert not {"%", "score", "points", "mark "} & set(str(text).split())


@pytest.mark.parametrize(
    ("id", "lines"),
    [
        ("resume", (OPEN, "Thank you, not today. What made you stay?")),
        ("steering", (OPEN, "I'd like to find out myself. What is a day like?")),
        ("names", (OPEN, "What is hard?", "What is fun?", NAME)),
        ("offer", (OPEN, "What is hard?", "That's kind. When may I check back?")),
        ("sceptic", (OPEN, "What would have to change?")),
        ("no_names", (WHO, "I understand. Which group could I join?")),
        ("flip", (OPEN, "What is hard?", "I listen. What makes a good day?")),
        ("talker", (OPEN, "May I jump in there? What did you learn?")),
        ("modest", (OPEN, "I'd rather hear it from you. What was new?")),
        ("hurried", (OPEN, "What is hard?", WHO)),
    ],
)
def test_taking_a_turn_well_is_praised_first(id: str, lines: tuple[str, ...]) -> None:
    turn = next(went.turn for went in talk(*lines, id=id).exchanges if went.turn)
    assert said(*lines, id=id).good.startswith(turn.good)


@pytest.mark.parametrize(
    ("id", "lines"),
    [
        ("resume", (OPEN, "Sure, I'll send you my resume.")),
        ("steering", (OPEN, "Perhaps you are right.")),
        ("names", (OPEN, "What is hard?", "What is fun?", "Great.")),
        ("no_names", (WHO, "Please, just one name?")),
        ("flip", (OPEN, "What is hard?", "I am strong at many things.")),
    ],
)
def test_a_turn_that_went_otherwise_is_what_to_try(
    id: str, lines: tuple[str, ...]
) -> None:
    turn = next(went.turn for went in talk(*lines, id=id).exchanges if went.turn)
    found = said(*lines, id=id)
    assert (found.try_, found.say) == (turn.try_, turn.instead)


def test_what_is_new_since_last_time_is_said() -> None:
    before = done(talk(*WITHOUT["who-else"]))
    expected = "Last time you did not ask who else to talk to. This time you did."
    assert said(*ALL, before=before).different == expected


def test_what_slipped_is_said_kindly_and_never_twice() -> None:
    before = done(talk(*ALL))
    found = said(ALL[0], OPEN, FOLLOW, "What is fun?", NAME, BYE, before=before)
    assert found.try_ == TABLE["who-else"]["try"]
    assert found.different.endswith("This time you did not, and that happens.")
    assert "who else" not in found.different


def test_the_first_time_there_is_nothing_to_compare_with() -> None:
    assert said(*ALL).different == ""
    assert said(*ALL, before=done(talk(*ALL))).different == ""


def test_who_answers_in_three_words_makes_nobody_talk_too_much() -> None:
    assert "brief" not in done(talk(*ALL, id="short"))
