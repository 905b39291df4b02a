"""Whom one can practise with: read from `knowledge/characters/`, one file each.

All faults are told at once, each with its file, its entry and a remedy, because whoever
edits these files is no programmer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.practice.faults import ANY, wrong, wrong_texts, wrong_words
from bot.errors import Unusable

Texts = Mapping[str, Sequence[str]]

COMMON = "common.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a character brings up, and what is then looked for in the next line."""

    says: str
    after: int  # so many questions; 0 where it follows `on`
    on: str
    best: frozenset[str]
    avoid: frozenset[str]
    good: str
    try_: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """`answers` are by kind of question, `replies` by what else a line does."""

    id: str
    name: str
    is_: str
    teaches: str
    order: int
    minutes: int
    per_question: int
    words: tuple[str, ...]
    skip: frozenset[str]
    opens: str
    answers: Texts
    replies: Texts
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """All characters, the easiest first, and the words of each family of work."""

    characters: tuple[Character, ...]
    work_words: Mapping[str, Mapping[str, str]]

    def find(self, id: str) -> Character | None:
        return next((one for one in self.characters if one.id == id), None)

    def called(self, typed: str) -> Character | None:
        """By the id, the name, or one of the other words."""
        word = typed.casefold().replace("_", "-").strip(" .!")
        for one in self.characters:
            named = (one.id.replace("_", "-"), one.name, *one.words)
            if word in (name.casefold() for name in named):
                return one
        return None


@cache
def cast() -> Cast:
    return load(KNOWLEDGE)


def load(folder: Path) -> Cast:
    """Raises `Unusable` with all faults, one a line."""
    work_words = read_toml(folder / "work_words.toml")
    files = sorted((folder / "characters").glob("*.toml"))
    tables = {path.name: read_toml(path) for path in files}
    common = tables.pop(COMMON, {})
    slots = frozenset(work_words.get(ANY, ()))
    faults = [*wrong_words(work_words), *wrong_texts(COMMON, common, slots)]
    for file, table in tables.items():
        faults += [*wrong(file, table), *wrong_texts(file, table, slots)]
    if faults:
        raise Unusable("\n".join(faults))
    made = [_character(file, table, common) for file, table in tables.items()]
    return Cast(tuple(sorted(made, key=lambda one: (one.order, one.id))), work_words)


def _character(
    file: str, table: Mapping[str, Any], common: Mapping[str, Any]
) -> Character:
    return Character(
        id=file.removesuffix(".toml"),
        name=table["name"],
        is_=table["is"],
        teaches=table["teaches"],
        order=table["order"],
        minutes=table["minutes"],
        per_question=table.get("per_question", 2),
        words=tuple(table.get("words", ())),
        skip=frozenset(table.get("skip", ())),
        opens=table["opens"],
        answers=_with(table["answers"], common.get("answers", {})),
        replies=_with(table["replies"], common.get("replies", {})),
        turns=tuple(map(_turn, table.get("turns", ()))),
    )


def _with(own: Texts, common: Texts) -> Texts:
    """Their own answers first, then what anybody may say."""
    keys = dict.fromkeys([*own, *common])
    return {key: (*own.get(key, ()), *common.get(key, ())) for key in keys}


def _turn(entry: Mapping[str, Any]) -> Turn:
    return Turn(
        says=entry["says"],
        after=entry.get("after", 0),
        on=entry.get("on", ""),
        best=frozenset(entry["best"]),
        avoid=frozenset(entry.get("avoid", ())),
        good=entry["good"],
        try_=entry["try"],
        instead=entry["instead"],
    )
