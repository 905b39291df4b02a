"""Whom a file offers: what would be kept of each, and who of them is known already."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.coach.files.matching import Acquainted, Known
from bot.coach.introductions import Introduced
from bot.ports import Book
from bot.records import Upload
from bot.text import MOST_NAME, counted, listed, one_line

A_PAGE = 10
MOST_NOTES = 10
MOST_NAMES = 5


class Candidate(NamedTuple):
    """Stored by position, as there may be thousands.

    `is_namesake` of somebody on the list, who may be somebody else.
    """

    name: str
    role: str
    employer: str
    relation: str
    reach: str
    is_namesake: bool = False

    @property
    def person(self) -> Introduced:
        return Introduced(
            name=one_line(self.name),
            role=one_line(self.role),
            employer=one_line(self.employer),
            relation=one_line(self.relation),
            reach=one_line(self.reach),
        )


@dataclass(slots=True)
class Sorted:
    """Whom to choose from, and who is on the list already."""

    candidates: list[Candidate] = field(default_factory=list[Candidate])
    known: list[str] = field(default_factory=list[str])


def candidate_of(row: Mapping[str, str]) -> Candidate:
    """As it was read: whoever shows or keeps it cleans it, as there may be many."""
    return Candidate(
        name=row.get("name", "")[:MOST_NAME],
        role=row.get("role", "")[:MOST_NAME],
        employer=row.get("employer", "")[:MOST_NAME],
        relation=row.get("relation", "")[:MOST_NAME],
        reach=(row.get("email", "") or row.get("link", ""))[:MOST_NAME],
    )


def sorted_out(rows: Iterable[Mapping[str, str]], book: Book) -> Sorted:
    on_the_list = Acquainted()
    for entry in book.directory():
        on_the_list.add(Known(*entry))
    found = Sorted()
    for one in map(candidate_of, rows):
        known = Known(one.name, one.role, one.employer, one.reach)
        match on_the_list.likeness(known):
            case "same":
                found.known.append(one_line(one.name))
            case "namesake":
                found.candidates.append(one._replace(is_namesake=True))
            case "":
                found.candidates.append(one)
    return found


def notes_on(
    read: int, skipped: Sequence[str], known: Sequence[str]
) -> tuple[str, ...]:
    """Of how many rows, who is left out, and why; of many, how many more."""
    notes = [f"{counted(read, 'row')} read, {len(skipped):,} skipped"]
    notes += [f"Skipped, {one_line(why)}" for why in skipped[:MOST_NOTES]]
    if len(skipped) > MOST_NOTES:
        notes.append(f"Skipped, and {len(skipped) - MOST_NOTES:,} more")
    if known:
        names, more = [*known[:MOST_NAMES]], len(known) - MOST_NAMES
        others = [counted(more, "other")] if more > 0 else []
        notes.append(f"On your list already: {listed([*names, *others])}")
    return tuple(notes)


def packed(candidates: Sequence[Candidate]) -> str:
    """A line of JSON for each page, so that one is read without the others."""
    pages = range(0, len(candidates), A_PAGE)
    return "\n".join(
        _ENCODER.encode(candidates[first : first + A_PAGE]) for first in pages
    )


def pages_of(upload: Upload) -> int:
    return upload.rows.count("\n") + 1


def count_of(upload: Upload) -> int:
    return (pages_of(upload) - 1) * A_PAGE + len(on_page(upload, pages_of(upload)))


def on_page(upload: Upload, page: int) -> list[Candidate]:
    """From 1."""
    return [Candidate(*row) for row in json.loads(upload.rows.split("\n")[page - 1])]


def everybody(upload: Upload) -> list[Candidate]:
    lines = map(json.loads, upload.rows.split("\n"))
    return [Candidate(*row) for line in lines for row in line]


_ENCODER = json.JSONEncoder(separators=(",", ":"))
