"""How easy somebody is to ask, guessed from what is known."""

import pytest

from bot.coach.closeness import guessed
from bot.records import Contact

ABOUT = "second-year biology student, Elm College"


def someone(
    name: str = "Ana Lee", comfort: int = 5, relation: str = "", employer: str = ""
) -> Contact:
    return Contact(
        id=name, name=name, comfort=comfort, relation=relation, employer=employer
    )


@pytest.mark.parametrize(
    ("person", "comfort", "why"),
    [
        (someone(relation="my aunt", employer="Elm College"), 1, "my aunt"),
        (someone(relation="met once"), 5, "met once"),
        (someone(employer="elm college"), 4, "elm college, as you are"),
        (someone(employer="Elm"), 5, ""),
        (someone(employer="biolog"), 5, ""),
        (someone(), 5, ""),
    ],
)
def test_the_relation_says_it_or_else_the_place(
    person: Contact, comfort: int, why: str
) -> None:
    assert guessed(person, ABOUT, ()) == (comfort, why)


def test_who_works_with_somebody_near_is_not_far() -> None:
    near, far = someone("Rosa", 1), someone("Tom", 9)
    priya = someone("Priya", employer="Mercy")
    assert guessed(priya, "", (far, near)) == (3, "works where Rosa works")
    assert guessed(priya, "", (far,)) == (5, "")
