"""The question bank: all questions there are, read from `knowledge/questions/`.

Every fault of every file is told at once, each with its file, its entry and a remedy,
because whoever edits the questions is no programmer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.questions.question import EVERYONE, Category, Question, question, wrong
from bot.errors import Unusable

_HEADING = re.compile(r"^\[(\w+)\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bank:
    categories: Mapping[str, Category]
    questions: tuple[Question, ...]
    by_id: Mapping[str, Question]
    by_family: Mapping[str, Sequence[Question]]  # without the closers
    by_closer: Mapping[str, Sequence[Question]]


@cache
def bank() -> Bank:
    """The bank that comes with the bot, read once."""
    return load(KNOWLEDGE)


def load(folder: Path) -> Bank:
    """Raises `Unusable` with all faults, one a line."""
    categories = _categories(read_toml(folder / "categories.toml"))
    files = sorted((folder / "questions").glob("*.toml"))
    tables = [(path.name, read_toml(path)) for path in files]
    faults = [
        fault for name, table in tables for fault in _faults(name, table, categories)
    ]
    faults += _repeated(tables) if not faults else []
    if faults:
        raise Unusable("\n".join(faults))
    questions = tuple(
        question(entry, categories[category], table.get("family", EVERYONE), rank)
        for _, table in tables
        for category, rank, entry in _entries(table)
    )
    return _bank(categories, questions)


def _bank(categories: Mapping[str, Category], questions: Sequence[Question]) -> Bank:
    by_family: dict[str, list[Question]] = {}
    by_closer: dict[str, list[Question]] = {}
    for one in questions:
        shelf = by_closer if one.closer else by_family
        shelf.setdefault(one.closer or one.family, []).append(one)
    by_id = {one.id: one for one in questions}
    return Bank(categories, tuple(questions), by_id, by_family, by_closer)


def _categories(table: Mapping[str, Any]) -> dict[str, Category]:
    try:
        return {
            id: Category(id, entry["name"], entry["depth"], entry["why"], place)
            for place, (id, entry) in enumerate(table.items())
        }
    except (KeyError, TypeError) as error:
        raise Unusable(
            f"categories.toml: {error!r} is missing or wrong. "
            "Every kind needs a name, a depth and a why."
        ) from error


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    return (
        (category, rank, entry)
        for category, entries in table.items()
        if category != "family"
        for rank, entry in enumerate(entries)
    )


def _faults(
    file: str, table: Mapping[str, Any], categories: Mapping[str, Category]
) -> Iterator[str]:
    for key, value in table.items():
        if key == "family":
            yield from _wrong_family(file, value)
        elif key not in categories or not isinstance(value, list):
            kinds = ", ".join(categories)
            yield f"{file}, [[{key}]]: no kind of question. Write one of: {kinds}."
        else:
            yield from _wrong_entries(file, key, value)


def _wrong_family(file: str, family: object) -> Iterator[str]:
    if family not in (known := _families()):
        yield f"{file}: family is {family!r}. Write one of: {', '.join(known)}."


@cache
def _families() -> list[str]:
    """The headings of fields.toml; its many words are not needed here."""
    return _HEADING.findall((KNOWLEDGE / "fields.toml").read_text("utf-8"))


def _wrong_entries(file: str, kind: str, entries: list[Any]) -> Iterator[str]:
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            yield f"{file}, {kind} number {number}: write it below a line [[{kind}]]."
            continue
        where = f"{file}, {entry.get('id') or f'{kind} number {number}'}"
        yield from (f"{where}: {fault}" for fault in wrong(entry))


def _repeated(tables: Sequence[tuple[str, Mapping[str, Any]]]) -> list[str]:
    seen: dict[str, str] = {}
    faults = []
    for file, table in tables:
        for _, _, entry in _entries(table):
            if (id := entry["id"]) in seen:
                faults.append(
                    f"{file}, {id}: there is one of that id in {seen[id]}. "
                    "Give it another id."
                )
            seen[id] = file
    return faults
