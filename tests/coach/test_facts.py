"""Only what is well founded is said as a fact, and every claim says how it is known."""

from pathlib import Path

import pytest

from bot.coach.facts import (
    FOUNDED,
    ROUND,
    facts,
    next_round,
    quoted,
    read_facts,
    rounds_of,
)
from bot.coach.knowledge import KNOWLEDGE
from bot.errors import Unusable

SHAKY = [fact for fact in facts().values() if fact.grade not in FOUNDED]


def test_all_numbers_are_known_with_their_source() -> None:
    assert len(facts()) == 29
    assert {fact.grade for fact in facts().values()} == {"A", "B", "C", "D"}
    for fact in facts().values():
        assert fact.source
        assert fact.population
        assert fact.caveat


@pytest.mark.parametrize("place", ["myths", "numbers"])
@pytest.mark.parametrize("fact", SHAKY, ids=lambda fact: fact.id)
def test_nothing_shaky_is_quoted_anywhere(fact: object, place: str) -> None:
    with pytest.raises(ValueError, match="may not be said"):
        quoted(getattr(fact, "id", ""), place)


def test_nothing_shaky_is_called_a_fact_in_a_round() -> None:
    for fact in rounds_of():
        assert fact.is_founded or (fact.grade == "D" and fact.verdict == "myth")


def test_a_fact_is_quoted_with_its_source_in_plain_words() -> None:
    said = quoted("cold-quarter", "numbers")
    assert said.endswith("(A large published experiment, 2025: well founded.)")


def test_nothing_comes_again_before_all_were_seen() -> None:
    seen: list[str] = []
    for done in range(len(rounds_of()) // ROUND):
        seen += next_round(seen, done)
    assert sorted(seen) == sorted(fact.id for fact in rounds_of())


def test_a_later_time_has_another_order_and_the_same_round_the_same() -> None:
    all_seen = [fact.id for fact in rounds_of()]
    assert next_round((), 0) == next_round((), 0)
    assert next_round((), 0) != next_round(all_seen, 4)


def test_what_was_left_over_comes_first_and_then_the_oldest() -> None:
    ids = [fact.id for fact in rounds_of()]
    assert set(ids[-2:]) < set(next_round(ids[:-2], 7))


GOOD = (KNOWLEDGE / "facts.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('grade = "D"', 'grade = "A+"', "Write A, B, C or D"),
        ('is = "myth"', 'is = "fact"', "only ever a myth"),
        ('say = []', 'say = ["numbers"]', "grade C and is said somewhere"),
        ('population = "nobody can say"\n', "", "has no population"),
        ('truth = "Nobody ever', 'answer = "Nobody ever', "'answer'"),
        ("year = 2021", 'year = "2021"', "no number"),
    ],
)  # fmt: skip
def test_a_wrong_entry_says_what_to_write(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    file = tmp_path / "facts.toml"
    file.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(Unusable, match=r"facts\.toml: \[") as raised:
        read_facts(file)
    assert says in str(raised.value)
