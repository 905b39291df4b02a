"""What is known in numbers, how well, and what may be said as a fact.

Only grades A and B are ever stated as facts; C is listed with its label, and D is a
myth. The file is verified when it is read, so that no screen needs to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.errors import Unusable

Grade = Literal["A", "B", "C", "D"]
Verdict = Literal["", "fact", "myth"]

GRADES: Mapping[str, str] = {
    "A": "well founded",
    "B": "fairly well founded",
    "C": "a seller's own figure, to be taken with care",
    "D": "no source at all",
}
"""How each grade is said to a student."""

FOUNDED = frozenset({"A", "B"})
PLACES = frozenset({"myths", "numbers"})
ROUND = 5  # statements

_NEEDED = ("statement", "grade", "source", "plain", "population", "caveat", "say")
_IN_ROUNDS = ("quiz", "is", "truth")
_KNOWN = frozenset({*_NEEDED, *_IN_ROUNDS, "year"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One claim. `quiz` is empty where it is in no round; `year` 0 is unknown."""

    id: str
    statement: str
    grade: Grade
    source: str
    plain: str
    population: str
    caveat: str
    say: frozenset[str]
    year: int = 0
    quiz: str = ""
    verdict: Verdict = ""
    truth: str = ""

    @property
    def is_founded(self) -> bool:
        return self.grade in FOUNDED

    @property
    def sourced(self) -> str:
        """Where it comes from and how well it is known, in plain words."""
        year = f", {self.year}" if self.year else ""
        return f"{self.plain[:1].upper()}{self.plain[1:]}{year}: {GRADES[self.grade]}."


@cache
def facts() -> Mapping[str, Fact]:
    return read_facts(KNOWLEDGE / "facts.toml")


def quoted(id: str, place: str) -> str:
    """The sentence with its source, where it may be said; ValueError elsewhere.

    >>> quoted("one-in-twelve", "numbers")
    Traceback (most recent call last):
    ValueError: 'one-in-twelve' may not be said as a fact in 'numbers'
    """
    fact = facts()[id]
    if not fact.is_founded or place not in fact.say:
        raise ValueError(f"{id!r} may not be said as a fact in {place!r}")
    return f"{fact.statement} ({fact.sourced})"


def rounds_of() -> tuple[Fact, ...]:
    """All that can be put to a student, in the order of the file."""
    return tuple(fact for fact in facts().values() if fact.quiz)


def next_round(seen: Sequence[str], rounds: int) -> tuple[str, ...]:
    """The ids of five statements, none again before all were seen.

    `seen` are those of earlier rounds, the oldest first; the order follows from how
    many rounds were done.
    """
    ids = [fact.id for fact in rounds_of()]
    known = [id for id in seen if id in ids]
    times = {id: known.count(id) for id in ids}
    mixed = sorted(ids, key=lambda id: sha256(f"{rounds}/{id}".encode()).digest())
    return tuple(sorted(mixed, key=lambda id: times[id])[:ROUND])


def read_facts(path: Path) -> Mapping[str, Fact]:
    """Raises `Unusable` with the file, the entry, and what to do about it."""
    entries = read_toml(path)
    for id, entry in entries.items():
        for problem in _wrong(entry):
            raise Unusable(f"{path.name}: [{id}] {problem}")
    if sum("quiz" in entry for entry in entries.values()) < ROUND:
        raise Unusable(f"{path.name}: a round needs {ROUND} entries with a quiz.")
    return {id: _fact(id, entry) for id, entry in entries.items()}


def _fact(id: str, entry: Mapping[str, Any]) -> Fact:
    own = {key: entry[key] for key in _KNOWN & entry.keys() - {"is", "say"}}
    said = frozenset(entry["say"])
    return Fact(id=id, say=said, verdict=entry.get("is", ""), **own)


def _wrong(entry: object) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "is no entry. Begin each with its name in square brackets."
        return
    for key in _NEEDED:
        if key not in entry:
            yield f"has no {key}. Every entry has one."
    for key in entry.keys() - _KNOWN:
        yield f"has {key!r}, which is not known. Use: {', '.join(sorted(_KNOWN))}."
    yield from _misfit(entry)


def _misfit(entry: Mapping[str, Any]) -> Iterator[str]:
    """What does not go together: above all, a bad grade that is said as a fact."""
    grade, said, verdict = entry["grade"], set(entry["say"]), entry.get("is")
    in_rounds = [key for key in _IN_ROUNDS if key in entry]
    if grade not in GRADES:
        yield f"has the grade {grade!r}. Write A, B, C or D."
    if unknown := sorted(said - PLACES):
        yield f"is said in {unknown[0]!r}. Write: {', '.join(sorted(PLACES))}."
    if not isinstance(entry.get("year", 0), int):
        yield "has a year that is no number. Leave it out where nobody knows."
    if in_rounds and len(in_rounds) < len(_IN_ROUNDS):
        yield "is half in a round. Give it quiz, is and truth, or none of them."
    if bool(in_rounds) != ("myths" in said):
        yield 'needs quiz, is and truth just when its say has "myths".'
    if verdict not in (None, "fact", "myth"):
        yield f'is {verdict!r}. Write "fact" or "myth".'
    if grade == "C" and said:
        yield "has grade C and is said somewhere. Empty its say."
    if grade == "D" and (said - {"myths"} or verdict != "myth"):
        yield 'has grade D, so it is only ever a myth: say = ["myths"], is = "myth".'
