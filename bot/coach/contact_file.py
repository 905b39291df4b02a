"""A file of contacts as rows: a table that a spreadsheet or LinkedIn wrote.

Nothing is lost without a word: every line that is no contact says why. The header is
looked for, because LinkedIn puts notes above it.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.errors import Mistake
from bot.text import one_line

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
HEADER_WITHIN = 15  # lines

COLUMNS: Mapping[str, str] = {
    "name": "name", "full name": "name", "display name": "name",
    "first name": "first", "first": "first", "given name": "first", "vorname": "first",
    "last name": "last", "last": "last", "family name": "last", "surname": "last",
    "nachname": "last",
    "company": "employer", "organization": "employer", "organisation": "employer",
    "employer": "employer", "organization name": "employer", "firma": "employer",
    "position": "role", "title": "role", "job title": "role", "role": "role",
    "email": "email", "email address": "email", "e-mail": "email", "mail": "email",
    "e-mail address": "email", "e-mail 1 - value": "email",
    "relation": "relation", "relationship": "relation",
}  # fmt: skip

NAMES = frozenset({"name", "first"})


@dataclass(frozen=True, slots=True)
class Read:
    """A row has a `name`, and where known `employer`, `role`, `email`, `relation`."""

    rows: tuple[Mapping[str, str], ...]
    skipped: tuple[str, ...]


def read_contacts(data: bytes) -> Read:
    """A Mistake for what is no file of contacts; it says what would be one."""
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise Mistake(f"That file is too large; {most} MB at most.")
    lines = _decoded(data).replace("\0", "").splitlines()
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        if columns := _columns(line):
            return _read(columns, lines[at + 1 :], _delimiter(line), at + 2)
    raise Mistake(
        "I find no contacts in that file. Its first line should name its columns, "
        "such as: name, company, position, email."
    )


def _decoded(data: bytes) -> str:
    """What spreadsheets write: UTF-8, UTF-16 with its mark, else Windows."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _columns(line: str) -> Sequence[str]:
    """Ours for each of theirs; empty when the line is no header."""
    cells = next(csv.reader([line], delimiter=_delimiter(line)), [])
    known = [COLUMNS.get(one_line(cell).casefold(), "") for cell in cells]
    return known if NAMES & set(known) and len(cells) > 1 else ()


def _read(columns: Sequence[str], lines: list[str], delimiter: str, at: int) -> Read:
    """`at` is the number of the first of these lines in the file, from 1."""
    rows: list[Mapping[str, str]] = []
    skipped: list[str] = []
    for number, cells in _cells(lines, delimiter, at):
        row = _row(columns, cells)
        if len(rows) >= MOST_ROWS:
            skipped.append(f"line {number} and after: {MOST_ROWS} people at a time")
            break
        if row["name"]:
            rows.append(row)
        else:
            skipped.append(f"line {number}: {'no name' if any(cells) else 'empty'}")
    return Read(tuple(rows), tuple(skipped))


def _cells(
    lines: list[str], delimiter: str, at: int
) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
    try:
        for cells in reader:
            yield at + reader.line_num - 1, cells
    except csv.Error:
        line = at + reader.line_num
        raise Mistake(f"I can't read line {line} of that file.") from None


def _row(columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    row = {
        column: one_line(cell)
        for column, cell in zip(columns, cells, strict=False)
        if column and cell.strip()
    }
    if "name" not in row:
        both = (row.pop("first", ""), row.pop("last", ""))
        row["name"] = " ".join(filter(None, both))
    return row
