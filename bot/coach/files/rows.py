"""What is read of a file of contacts: people, and each entry that is none, with why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.coach.files.cells import address, as_said
from bot.coach.files.likeness import folded
from bot.text import MOST_NAME, one_line

MOST_ROWS = 5_000
MOST_ENTRIES = 50_000  # with those that are blank
MOST_NAMESAKES = 20  # of one employer, that are told apart

Row = Mapping[str, str]
"""`name`, and where known `employer role email link relation connected_on`."""


Seen = dict[tuple[str, str], list[tuple[int, Row]]]
"""By name and employer, with the place of each."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that brings nobody: a line of a table, or a card, counted from 1."""

    row: int
    why: str
    entry: str = "line"

    def __str__(self) -> str:
        return f"{self.entry} {self.row}: {self.why}"


@dataclass(frozen=True, slots=True)
class Read:
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands at that place, before anybody asked whether it is a person.

    `why` says that it is none.
    """

    number: int
    row: Row
    why: str = ""


def sifted(entries: Iterable[Entry], kind: str) -> Read:
    """People, each once; what is blank is nothing. `kind` is a line or a card."""
    rows: list[Row] = []
    skipped: list[Skipped] = []
    seen: Seen = {}
    for nth, entry in enumerate(entries):
        cells = {key: text for key, cell in entry.row.items() if (text := _line(cell))}
        is_full = MOST_ROWS in (len(rows), len(skipped)) and (cells or entry.why)
        if is_full or nth == MOST_ENTRIES:
            most = f"and all after it: {MOST_ROWS:,} people at a time"
            skipped.append(Skipped(entry.number, most, kind))
            break
        row = _kept(cells)
        if why := entry.why or _why_not(row, entry.number, seen, kind):
            skipped.append(Skipped(entry.number, why, kind))
        elif row:
            rows.append(row)
    return Read(tuple(rows), tuple(skipped))


def _line(cell: str) -> str:
    """As `one_line`, but faster for what nearly all cells are."""
    if cell.isascii() and cell.isprintable() and len(cell) <= MOST_NAME:
        return " ".join(cell.split())
    return one_line(cell)


def _kept(cells: Row) -> Row:
    """The name as it is said, which may be nothing, and the address if it is one."""
    row = dict(cells)
    if "name" in row:
        row["name"] = as_said(row["name"])
    if not (email := address(row.pop("email", ""))):
        return row
    return row | {"email": email}


def _why_not(row: Row, number: int, seen: Seen, kind: str) -> str:
    """Nothing for a person, who is seen from now on, and for a blank."""
    if not row:
        return ""
    if "name" not in row:
        return "no name"
    if not row["name"]:
        return "a formula, and no name"
    if not any(letter.isalpha() for letter in row["name"]):
        return "no letter in the name"
    same = seen.setdefault((folded(row["name"]), folded(row.get("employer", ""))), [])
    if before := next((nth for nth, other in same if _says_no_else(row, other)), 0):
        return f"the same person as in {kind} {before}"
    if len(same) < MOST_NAMESAKES:
        same.append((number, row))
    return ""


def _says_no_else(row: Row, other: Row) -> bool:
    """What only one of the two tells parts nobody."""
    told = row.keys() & other.keys() & {"role", "email", "link"}
    return all(folded(row[key]) == folded(other[key]) for key in told)
