"""A file of contacts as rows: a table that a spreadsheet or LinkedIn wrote.

Nothing is lost without a word: every line that is no contact says why, unless it is
blank. The header is looked for, because LinkedIn puts notes above it.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.errors import Mistake
from bot.text import one_line, shortened

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
HEADER_WITHIN = 15  # lines
MOST_HEADER = 10_000  # characters
MOST_SHOWN = 80

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
        f"I find no contacts in that file. {_first_of(lines)}The first line should "
        "name the columns, such as: name, company, position, email."
    )


def _first_of(lines: Sequence[str]) -> str:
    first = next(filter(str.strip, lines), "")
    return f'It begins "{shortened(one_line(first), MOST_SHOWN)}". ' if first else ""


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
    cells = next(csv.reader([line[:MOST_HEADER]], delimiter=_delimiter(line)), [])
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
        elif any(map(str.strip, cells)):
            skipped.append(f"line {number}: no name")
    return Read(tuple(rows), tuple(skipped))


def _cells(
    lines: list[str], delimiter: str, at: int
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its last line.

    Strict, because a quotation mark that is never closed would swallow all the rest.
    """
    text = io.StringIO("\n".join(lines))
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield at + reader.line_num - 1, cells
    except csv.Error:
        line = at + reader.line_num - 1
        raise Mistake(
            f"I can't read that file beyond line {line}. Is a quotation mark missing?"
        ) from None


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
