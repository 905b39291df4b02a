"""A person typed in one line: the name, the work, the tie, and who sent them."""

import pytest

from bot.coach.introductions import (
    Introduced,
    comfort_of,
    is_address,
    is_plain,
    read_person,
    source_of,
)


@pytest.mark.parametrize(
    ("line", "role", "employer"),
    [
        ("Jo Park, head of nursing at Mercy", "head of nursing", "Mercy"),
        ("Jo Park, owner at a bakery", "owner", "a bakery"),
        ("Jo Park, owner of a bakery", "owner of a bakery", ""),
        ("Jo Park, a nurse", "nurse", ""),
        ("Jo Park, nurse @ Mercy", "nurse", "Mercy"),
        ("Jo Park, nurse, Mercy", "nurse", "Mercy"),
        ("Jo Park at Mercy", "", "Mercy"),
        ("Jo Park, ward manager at Mercy", "ward manager", "Mercy"),
        ("Jo Park", "", ""),
    ],
)
def test_work_is_a_role_and_a_place(line: str, role: str, employer: str) -> None:
    read = read_person(line)
    assert (read.name, read.role, read.employer) == ("Jo Park", role, employer)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("An Nguyen", "An Nguyen"),
        ("The Anh Tran", "The Anh Tran"),
        ("A One", "A One"),
        ("My Nguyen", "My Nguyen"),
        ("my aunt", "Aunt"),
        ("my aunt Rosa", "Aunt Rosa"),
        ("my boss Ken Ito", "Ken Ito"),
        ("our neighbour", "Neighbour"),
        ("my coach Kim", "Coach Kim"),
        ("priya shah", "Priya shah"),
    ],
)
def test_a_name_stays_as_it_is_but_for_whose_they_are(typed: str, name: str) -> None:
    assert read_person(f"{typed}, nurse").name == name


@pytest.mark.parametrize(
    ("line", "relation", "role", "comfort"),
    [
        ("my mom, teacher", "mom", "teacher", 1),
        ("Rosa Diaz, teacher", "", "teacher", 5),
        ("Rosa Diaz, my teacher", "teacher", "", 3),
        ("Rosa Diaz, my math teacher", "math teacher", "", 3),
        ("Rosa Diaz, old coach", "old coach", "", 3),
        ("Rosa Diaz, coach", "", "coach", 5),
        ("Rosa Diaz, boss", "boss", "", 3),
        ("Rosa Diaz, boss, cook at Acme", "boss", "cook", 3),
        ("Rosa Diaz, nurse, boss", "boss", "nurse", 3),
        ("Rosa Diaz, professor", "professor", "", 3),
        ("Rosa Diaz, professor of biology", "", "professor of biology", 5),
        ("Rosa Diaz, professor, Lakeside College", "", "professor", 5),
        ("Rosa Diaz, my professor, chemist", "professor", "chemist", 3),
        ("Rosa Diaz, family doctor", "", "family doctor", 5),
        ("Rosa Diaz, family friend", "family friend", "", 1),
        ("Rosa Diaz, alum of my school, nurse", "alum of my school", "nurse", 5),
        ("Rosa Diaz, my dad's boss", "dad's boss", "", 3),
        ("aunt Rosa, nurse", "aunt", "nurse", 1),
        ("Rosa Friend, nurse", "", "nurse", 5),
        ("my uncle Al, coach", "uncle", "coach", 1),
        ("Rosa Diaz, nurse at Acme, met once", "met once", "nurse", 5),
    ],
)
def test_a_word_for_work_is_a_tie_only_where_it_says_whose(
    line: str, relation: str, role: str, comfort: int
) -> None:
    read = read_person(line)
    assert (read.relation, read.role, read.comfort) == (relation, role, comfort)


@pytest.mark.parametrize(
    ("line", "name", "reach"),
    [
        ("priya@example.com", "", "priya@example.com"),
        ("https://example.com/in/priya", "", "https://example.com/in/priya"),
        ("Priya Shah priya@example.com", "Priya Shah", "priya@example.com"),
        ("Priya Shah <priya@example.com>, nurse", "Priya Shah", "priya@example.com"),
        ("Priya Shah, +1 203 555 0101", "Priya Shah", "+1 203 555 0101"),
        ("Priya Shah, @priya", "Priya Shah", "@priya"),
        ("Priya @everyone", "Priya @everyone", ""),
    ],
)
def test_an_address_is_no_name_wherever_it_stands(
    line: str, name: str, reach: str
) -> None:
    read = read_person(line)
    assert (read.name, read.reach) == (name, reach)


@pytest.mark.parametrize(
    ("text", "source", "rest"),
    [
        ("Omar Said, recommended by Rosa", "Rosa", "Omar Said"),
        ("Omar Said recommended by my aunt Rosa.", "aunt Rosa", "Omar Said"),
        ("Omar Said, referred by Tom Okafor, nurse", "Tom Okafor", "Omar Said, nurse"),
        ("Omar Said, Rosa recommended him, nurse", "Rosa", "Omar Said, nurse"),
        ("a referral from Tom", "Tom", ""),
        ("recommended", "", "recommended"),
        ("Rosa was recommended", "", "Rosa was recommended"),
    ],
)
def test_who_recommended_them_is_heard(text: str, source: str, rest: str) -> None:
    assert source_of(text) == (source, rest)


@pytest.mark.parametrize("piece", [" ", ", ", "a ", "by "])
def test_who_recommended_them_is_looked_for_in_one_line(piece: str) -> None:
    said = f"recommended by Rosa {piece * 100_000}"
    assert source_of(said)[0].startswith("Rosa")
    assert source_of(f"{piece * 100_000}, recommended by Rosa")[0] == ""


def test_a_recommendation_is_the_tie_where_none_was_said() -> None:
    assert read_person("Omar Said, nurse, recommended by Rosa") == Introduced(
        name="Omar Said", role="nurse", relation="recommended", comfort=7, source="Rosa"
    )
    assert read_person("Omar Said, alum, recommended by Rosa").relation == "alum"


def test_an_address_is_no_longer_than_a_line() -> None:
    assert is_address("priya@example.com")
    assert not is_address("@everyone" * 10_000 + "@a.b")


@pytest.mark.parametrize("piece", ["a", "a,", "a@", ", a", "'s ", " recommended", "(1"])
def test_a_long_line_is_read_as_far_as_a_person_goes(piece: str) -> None:
    assert len(read_person(piece * 100_000).name) <= 600


@pytest.mark.parametrize(
    ("relation", "comfort"),
    [
        ("friend", 1),
        ("my aunt's friend", 2),
        ("my aunts friend", 2),
        ("a friend's father", 2),
        ("my boss", 3),
        ("alumni of my college", 5),
    ],
)
def test_whoever_is_somebody_elses_is_a_step_further(
    relation: str, comfort: int
) -> None:
    assert comfort_of(relation) == comfort


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("Rosa Diaz, nurse", True),
        ("Rosa Diaz, nurse at Mercy, my aunt", True),
        ("Diaz, Rosa", False),
        ("Rosa Diaz", True),
        ("", True),
    ],
)
def test_a_line_for_a_name_is_plain_unless_it_may_be_turned_round(
    line: str, plain: bool
) -> None:
    assert is_plain(line) is plain
