"""What a line does in a talk, and of which kind a question is."""

import tomllib
from typing import Any

import pytest

from bot.coach.knowledge import KNOWLEDGE
from bot.coach.practice.hearing import MOVES, hear
from bot.coach.practice.kinds import SUBKINDS
from bot.coach.questions.bank import bank

TABLES = tomllib.loads((KNOWLEDGE / "hearing.toml").read_text("utf8"))["does"]
MIDDLE = "I started as a tester, and my first boss took a chance on me."


def examples(side: str) -> list[Any]:
    return [
        pytest.param(move, text, id=f"{move}-{nth}")
        for move, table in TABLES.items()
        for nth, text in enumerate(table[side])
    ]


@pytest.mark.parametrize(("move", "text"), examples("yes"))
def test_it_is_heard(move: str, text: str) -> None:
    assert move in hear(text, MIDDLE, "path").does


@pytest.mark.parametrize(("move", "text"), examples("no"))
def test_it_is_not_heard(move: str, text: str) -> None:
    assert move not in hear(text, "It was fine.", "day").does


def test_every_move_has_examples() -> None:
    assert set(TABLES) == set(MOVES)


def test_a_question_of_the_bank_is_known_for_what_it_is() -> None:
    for question in (one for one in bank().questions if not one.about):
        heard = hear(question.text)
        assert heard.kind in {question.category, *SUBKINDS}
        assert "question" in heard.does


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how did you end up in nursing", "path"),
        ("What's your typical day?", "day"),
        ("Tell me about the hardest part.", "hard"),
        ("What's the pay like at the start?", "salary"),
        ("Is grad school worth it?", "education"),
        ("What surprised you?", "surprise"),
        ("What do people get wrong about your work?", "myth"),
        ("Will AI take over some of this?", "trends"),
        ("Can you work from home?", "lifestyle"),
        ("How does your team make decisions?", "culture"),
        ("If you were me, what would you check?", "fit_advice"),
        ("Which podcast should I hear?", "resources_referral"),
        ("What could I build this summer?", "projects"),
        ("Did you feel that you belong?", "belonging"),
        ("What skills does a beginner lack?", "skills"),
        ("What is the capital of France?", ""),
    ],
)
def test_a_question_in_other_words_finds_its_kind(text: str, kind: str) -> None:
    assert hear(text, MIDDLE, "path").kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Why?",
        "Why did your first boss do that?",
        "What was it like to be a tester?",
        "You mentioned a chance. What was it?",
        "Can you give me an example?",
    ],
)
def test_asking_on_from_the_answer_is_a_follow_up(text: str) -> None:
    assert "follow-up" in hear(text, MIDDLE, "path").does


@pytest.mark.parametrize(
    "text",
    [
        "What surprised you about this work?",
        "How do people usually spend their evenings?",
        "Is there anyone else you'd recommend I speak with?",
        "That is a nice story.",
    ],
)
def test_going_to_the_next_question_is_none(text: str) -> None:
    assert "follow-up" not in hear(text, MIDDLE, "path").does


def test_the_first_question_follows_nothing() -> None:
    assert "follow-up" not in hear("Why?", first=True).does


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("What's hard about it?", True),
        ("how did you start", True),
        ("Could you tell me how you started?", True),
        ("I'd love to hear how you learned that.", True),
        ("Do you like it?", False),
        ("Is it hard?", False),
    ],
)
def test_an_open_question_is_told_from_a_closed_one(text: str, is_open: bool) -> None:
    does = hear(text, MIDDLE, "path").does
    assert "question" in does
    assert ("open" in does) is is_open


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("How much do you earn?", "personal-pay"),
        ("Is your team hiring?", "job-ask"),
        ("I'm looking for an internship.", "job-ask"),
        ("What does your company do?", "look-up"),
        ("How did you start, and what did you study?", "compound"),
        ("Are you married?", "prying"),
        ("Who are your clients, by name?", "confidential"),
    ],
)
def test_what_a_coach_would_stop_is_heard(text: str, what: str) -> None:
    assert what in hear(text, MIDDLE, "path").does


def test_a_lone_thanks_is_told_from_one_for_something() -> None:
    assert "lone-thanks" in hear("Thank you!", MIDDLE, "path").does
    assert "lone-thanks" not in hear("Thanks, that helps.", MIDDLE, "path").does


def test_nobody_says_goodbye_with_a_question_or_at_the_start() -> None:
    assert "goodbye" in hear("Thank you for your time.", MIDDLE, "path").does
    assert "goodbye" not in hear("Thank you for your time.", first=True).does
    asked = "Thank you for your time. May I write to you in a few weeks?"
    assert "goodbye" not in hear(asked, MIDDLE, "path").does


def test_a_long_answer_about_oneself_is_noticed() -> None:
    assert "long" in hear("and then " * 31, MIDDLE, "path").does
    assert "short" in hear("and then", MIDDLE, "path").does


@pytest.mark.parametrize(
    "said",
    [
        "Hi, I'm Ana. I have about 20 minutes, is that still ok?",
        "My name is Ana and I study nursing. Is now still a good time?",
    ],
)
def test_to_ask_whether_the_time_is_fine_belongs_to_an_introduction(said: str) -> None:
    assert "question" not in hear(said, first=True).does
