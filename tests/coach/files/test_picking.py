"""Which of the numbered people are meant."""

import pytest

from bot.coach.files.matching import Acquainted, Known
from bot.coach.files.picking import picked
from bot.errors import Mistake

PEOPLE = ["Ana Lee", "Tom Okafor", "Zoé Müller", "Tom Ek", "Priya Shah"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 3", [1, 3]),
        ("1,3 , 2", [1, 2, 3]),
        ("2-4", [2, 3, 4]),
        ("4 - 2 and 1", [1, 2, 3, 4]),
        ("1 to 3", [1, 2, 3]),
        ("Ana Lee", [1]),
        ("zoe muller, priya", [3, 5]),
        ("tom ek", [4]),
    ],
)
def test_numbers_and_names_are_understood(typed: str, meant: list[int]) -> None:
    assert picked(typed, PEOPLE) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("6", "no row 6; they are 1 to 5"),
        ("0", "no row 0"),
        ("9" * 5_000, "no row 999999999;"),
        ("1" * 4_000 + "x", "Nobody there is called 1111"),
        ("1-9", "no row 9"),
        ("tom", "Which one: 2 Tom Okafor or 4 Tom Ek"),
        ("Omar", "Nobody there is called Omar"),
        (",", "their numbers or names"),
    ],
)
def test_what_is_not_there_is_said(typed: str, why: str) -> None:
    with pytest.raises(Mistake, match=why):
        picked(typed, PEOPLE)


@pytest.mark.parametrize(
    ("other", "likeness"),
    [
        (Known("ZOE MULLER", employer="acme"), "same"),
        (Known("Zoé Müller", "artist", "Acme"), "same"),
        (Known("Z. M.", reach="ZOE@example.com"), "same"),
        (Known("Zoé Müller", employer="Mercy"), "namesake"),
        (Known("Zoé Müller"), "namesake"),
        (Known("Ana", "nurse"), "namesake"),
        (Known("Ana", reach="ana@example.com"), "same"),
        (Known("Tom", employer="Acme"), ""),
        (Known("Ana Lee"), ""),
    ],
)
def test_who_is_on_the_list_is_known_again(other: Known, likeness: str) -> None:
    listed = Acquainted()
    listed.add(Known("Zoé Müller", "designer", "Acme", "zoe@example.com"))
    listed.add(Known("Ana", "baker"))
    assert listed.likeness(other) == likeness
