"""Whom a typed name means."""

import pytest

from tests.talk import Talk


@pytest.fixture
def three(talk: Talk) -> Talk:
    for line in ("Maria Garcia Lopez, nurse", "Maria Ruiz, cook", "Ana Maria Sol, vet"):
        talk.say(f"add {line}")
    return talk


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("maria garcia", "Maria Garcia Lopez"),
        ("Garcia Lopez", "Maria Garcia Lopez"),
        ("lopez", "Maria Garcia Lopez"),
        ("maria garcia lopez", "Maria Garcia Lopez"),
        ("maria ruiz", "Maria Ruiz"),
        ("maria sol", "Ana Maria Sol"),
        ("ana", "Ana Maria Sol"),
        ("SOL", "Ana Maria Sol"),
    ],
)
def test_words_that_stand_together_in_a_name_are_enough(
    three: Talk, typed: str, name: str
) -> None:
    assert f"Good. You asked {name}." in three.say(f"sent {typed}")


def test_what_comes_after_the_name_is_no_part_of_it(three: Talk) -> None:
    assert "Good. You asked Maria Garcia Lopez" in three.say("sent maria garcia today")
    assert "Good. You asked Maria Ruiz" in three.say("sent maria ruiz yesterday")


def test_a_first_name_of_two_is_asked_about(three: Talk) -> None:
    asked = three.say("sent maria")
    assert "You know 2 people called that." in asked
    assert asked.labels == ["Maria Garcia Lopez (nurse)", "Maria Ruiz (cook)"]


def test_part_of_a_word_is_nobody(three: Talk) -> None:
    assert "Maria Garcia Lopez, nurse" not in three.say("people garc")


@pytest.mark.parametrize(
    "said",
    [
        "met him",
        "I talked to him and he gave me a name",
        "write her email",
        "they said no",
    ],
)
def test_who_is_meant_without_a_name_is_asked(three: Talk, said: str) -> None:
    assert "Whom do you mean?" in three.say(said)
