"""The question bank: all questions there are, read from `knowledge/questions/`.

An office may add files of its own, in the same form. Every fault of every file is told
at once, each with its file, its line, its entry and a remedy, because whoever edits
the questions is no programmer. What an office's questions say is looked at when their
form is right; that ours are fit to be asked is tested.
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
_BLOCK = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]")

_of_the_office: list[Path] = []
"""Files that came with the settings; there is one office to a process."""


@dataclass(frozen=True, slots=True)
class Bank:
    categories: Mapping[str, Category]
    questions: tuple[Question, ...]
    by_id: Mapping[str, Question]
    by_family: Mapping[str, Sequence[Question]]  # without the closers
    by_closer: Mapping[str, Sequence[Question]]


@cache
def bank() -> Bank:
    """The bank that comes with the bot and the office's own, read once."""
    return load(KNOWLEDGE, _of_the_office)


def take_in(office: Path) -> None:
    """The questions of an office join ours: one file, or a folder of files.

    Raises `Unusable` with all faults, and then nothing of it is taken.
    """
    files = files_of(office)
    load(KNOWLEDGE, files)
    _of_the_office[:] = files
    bank.cache_clear()


def files_of(office: Path) -> list[Path]:
    return sorted(office.glob("*.toml")) if office.is_dir() else [office]


def load(folder: Path, more: Sequence[Path] = ()) -> Bank:
    """Raises `Unusable` with all faults, one a line."""
    categories = _categories(read_toml(folder / "categories.toml"))
    files = [*sorted((folder / "questions").glob("*.toml")), *more]
    tables = [(path, read_toml(path)) for path in files]
    faults = [
        fault for path, table in tables for fault in _faults(path, table, categories)
    ]
    _refuse(faults or _repeated(tables))
    questions = {
        (path, category, rank): question(
            entry,
            categories[category],
            table.get("family", EVERYONE),
            rank,
            office=path in more,
        )
        for path, table in tables
        for category, rank, entry in _entries(table)
    }
    _refuse(_unfit({place: one for place, one in questions.items() if one.office}))
    return _bank(categories, tuple(questions.values()))


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise Unusable("\n".join(faults))


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
    path: Path, table: Mapping[str, Any], categories: Mapping[str, Category]
) -> Iterator[str]:
    for key, value in table.items():
        if key == "family":
            yield from _wrong_family(path, value)
        elif key not in categories or not isinstance(value, list):
            kinds = ", ".join(categories)
            where = f"{path.name}, line {_line(path, key)}, [[{key}]]"
            yield f"{where}: no kind of question. Write one of: {kinds}."
        else:
            yield from _wrong_entries(path, key, value)


def _wrong_family(path: Path, family: object) -> Iterator[str]:
    if family not in (known := _families()):
        where = f"{path.name}, line {_line(path, 'family')}"
        yield f"{where}: family is {family!r}. Write one of: {', '.join(known)}."


@cache
def _families() -> list[str]:
    """The headings of fields.toml; its many words are not needed here."""
    return _HEADING.findall((KNOWLEDGE / "fields.toml").read_text("utf-8"))


def _wrong_entries(path: Path, kind: str, entries: list[Any]) -> Iterator[str]:
    for rank, entry in enumerate(entries):
        if not isinstance(entry, dict):
            at = f"{path.name}, line {_line(path, kind, rank + 1)}"
            yield f"{at}: write every question below a line [[{kind}]]."
            continue
        called = entry.get("id") or f"{kind} number {rank + 1}"
        for fault in wrong(entry):
            yield f"{_where(path, kind, rank, called)}: {fault}"


def _unfit(questions: Mapping[tuple[Path, str, int], Question]) -> list[str]:
    if not questions:
        return []
    from bot.coach.questions.tact import unfit  # it looks things up in a bank

    return [
        f"{_where(path, kind, rank, one.id)}: {fault}"
        for (path, kind, rank), one in questions.items()
        for fault in unfit(one)
    ]


def _where(path: Path, kind: str, rank: int, called: str) -> str:
    return f"{path.name}, line {_line(path, kind, rank + 1)}, {called}"


def _line(path: Path, key: str, number: int = 1) -> int:
    """Where the nth block of a kind begins, or else the line of that key."""
    lines = path.read_text(encoding="utf-8").splitlines()
    blocks = [
        at
        for at, line in enumerate(lines, start=1)
        if (found := _BLOCK.match(line)) and found[1] == key
    ]
    named = (at for at, line in enumerate(lines, 1) if line.lstrip().startswith(key))
    return blocks[number - 1] if number <= len(blocks) else next(named, 1)


def _repeated(tables: Sequence[tuple[Path, Mapping[str, Any]]]) -> list[str]:
    seen: dict[str, str] = {}
    faults = []
    for path, table in tables:
        for category, rank, entry in _entries(table):
            if (id := entry["id"]) in seen:
                said = f"there is one of that id in {seen[id]}. Give it another id."
                faults.append(f"{_where(path, category, rank, id)}: {said}")
            seen[id] = path.name
    return faults
