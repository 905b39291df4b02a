"""`knowledge/learning.toml`, read and verified once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.errors import Unusable

MONEY, SURPRISE, SKILL, OTHER = "money", "surprise", "skill", "other"
NEEDED = (MONEY, SURPRISE, SKILL, OTHER)
"""The kinds that the program itself speaks of."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A heading; `ask` is empty where nothing of it is asked in a job interview."""

    id: str
    name: str
    words: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class Lore:
    kinds: Mapping[str, Kind]
    why: str
    ask_differing: str
    opposites: Mapping[str, frozenset[str]]  # of each word, both ways round
    negations: frozenset[str]
    empty: frozenset[str]
    everyday: frozenset[str]
    places: frozenset[str]


@cache
def lore() -> Lore:
    return read_lore(KNOWLEDGE / "learning.toml")


def read_lore(path: Path) -> Lore:
    """Raises `Unusable` with the file, the entry, and what to do about it."""
    data = read_toml(path)
    for problem in _wrong(data):
        raise Unusable(f"{path.name}: {problem}")
    opposites: dict[str, set[str]] = {}
    for one, two in data["differ"]["pairs"]:
        opposites.setdefault(one, set()).add(two)
        opposites.setdefault(two, set()).add(one)
    return Lore(
        kinds={
            id: Kind(id, kind["name"], tuple(kind["words"]), kind["ask"])
            for id, kind in data["kinds"].items()
        },
        why=data["why"]["sentence"],
        ask_differing=data["differ"]["ask"],
        opposites={word: frozenset(others) for word, others in opposites.items()},
        negations=frozenset(data["differ"]["not"]),
        empty=frozenset(data["words"]["empty"]),
        everyday=frozenset(data["words"]["everyday"]),
        places=frozenset(data["words"]["places"]),
    )


def _wrong(data: Mapping[str, Any]) -> Iterator[str]:
    for table, keys in _TABLES.items():
        for key in keys:
            if not data.get(table, {}).get(key):
                yield f"[{table}] has no {key}. Put it back."
    for id, kind in data["kinds"].items():
        yield from (f"[kinds.{id}] {problem}" for problem in _wrong_kind(id, kind))
    for pair in data["differ"]["pairs"]:
        if len(pair) != 2:
            yield f'[differ] {pair} is no pair. Write two words: ["hard", "easy"].'
    for table, key, blank in _BLANKS:
        if blank not in data[table][key]:
            yield f"[{table}] {key} has no {blank}. Put it where it belongs."


def _wrong_kind(id: str, kind: Mapping[str, Any]) -> Iterator[str]:
    for key in ("name", "words", "ask"):
        if key not in kind:
            yield f"has no {key}. Every kind has one."
            return
    if id == MONEY and kind["ask"]:
        yield 'asks for pay in a job interview. Write ask = "".'
    if id != MONEY and ": {words}." not in kind["ask"]:
        yield 'needs ": {words}." in its ask, a colon before and a full stop after.'


_BLANKS = (
    ("why", "sentence", "{who}"),
    ("why", "sentence", "{words}"),
    ("differ", "ask", "{one}"),
    ("differ", "ask", "{two}"),
)
_TABLES: Mapping[str, tuple[str, ...]] = {
    "kinds": NEEDED,
    "why": ("sentence",),
    "differ": ("pairs", "not", "ask"),
    "words": ("empty", "everyday", "places"),
}
