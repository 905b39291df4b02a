"""A table of contacts, as a spreadsheet, a mail program or LinkedIn writes it.

The header is looked for, because LinkedIn puts notes above it.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.coach.files.rows import Entry, Read, sifted
from bot.errors import Mistake
from bot.text import one_line, shortened

HEADER_WITHIN = 15  # lines
MOST_HEADER = 10_000  # characters
MOST_SHOWN = 80

COLUMNS: Mapping[str, Sequence[str]] = {
    "name": (
        "name", "names", "full name", "display name", "contact name", "nom complet",
        "nom et prénom", "nombre completo", "nombre y apellidos", "nome completo",
        "vor- und nachname", "vollständiger name",
    ),
    "first": (
        "first name", "first", "given name", "vorname", "prénom", "nombre", "nome",
    ),
    "middle": ("middle name", "additional name"),
    "last": (
        "last name", "last", "family name", "surname", "nachname", "nom", "apellidos",
        "cognome", "sobrenome",
    ),
    "employer": (
        "company", "company name", "organization", "organisation", "employer",
        "organization name", "organization 1 - name", "firma", "unternehmen",
        "entreprise", "empresa", "azienda",
    ),
    "role": (
        "position", "title", "job title", "role", "organization title",
        "organization 1 - title", "occupation", "poste", "cargo", "posizione",
    ),
    "email": (
        "email", "email address", "e-mail", "mail", "e-mail address",
        "e-mail 1 - value", "primary email", "e-mail-adresse", "adresse e-mail",
        "correo electrónico", "dirección de correo electrónico",
    ),
    "link": ("url", "profile url", "linkedin", "linkedin url", "linkedin profile"),
    "relation": ("relation", "relationship", "how i know them"),
    "connected_on": ("connected on",),
}  # fmt: skip
"""What others call each column; the first words are those of English exports."""

NAMES = frozenset({"name", "first", "last"})

_NONE = "\0"
"""What parts the cells of a single column; `_lines` leaves no such character."""

_COLUMN = {name: ours for ours, names in COLUMNS.items() for name in names}
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def read(text: str) -> Read:
    """A Mistake where no header names the people, or nobody stands below it."""
    lines = _lines(text)
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        if columns := _columns(line):
            delimiter = _delimiter(line) if len(columns) > 1 else _NONE
            entries = _entries(columns, lines[at + 1 :], delimiter, at + 2)
            if (found := sifted(entries, "line")).rows:
                return found
            named = shortened(one_line(line), MOST_SHOWN)
            raise Mistake(f'I find nobody below "{named}" in that file.')
    raise Mistake(
        f"I find no names of people in that file. {_first_of(lines)}The first line "
        "should name the columns, such as: name, company, position, email. "
        "LinkedIn's Connections.csv and cards (.vcf) will do too."
    )


def _lines(text: str) -> list[str]:
    """With their ends. A lone carriage return is a blank where lines end otherwise."""
    text = text.replace("\0", "").replace("\r\n", "\n")
    text = text.replace("\r", " " if "\n" in text else "\n")
    return [f"{line}\n" for line in text.split("\n")]


def _first_of(lines: Sequence[str]) -> str:
    first = next(filter(str.strip, lines), "")
    if not first.replace("\t", " ").strip().isprintable():
        return ""
    return f'It begins "{shortened(one_line(first), MOST_SHOWN)}". ' if first else ""


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _columns(line: str) -> Sequence[str]:
    """Ours for each of theirs; empty when the line is no header."""
    cells = next(csv.reader([line[:MOST_HEADER]], delimiter=_delimiter(line)), [])
    known = [_COLUMN.get(one_line(cell).casefold(), "") for cell in cells]
    return known if NAMES & set(known) else ()


def _entries(
    columns: Sequence[str], lines: Sequence[str], delimiter: str, at: int
) -> Iterator[Entry]:
    """`at` is the number of the first line; an entry has that of its last.

    Strict, because a quotation mark that is never closed would swallow all the rest.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield _entry(at + reader.line_num - 1, columns, cells)
    except csv.Error:
        line = at + reader.line_num - 1
        raise Mistake(
            f"I can't read that file beyond line {line}. Is a quotation mark missing?"
        ) from None


def _entry(number: int, columns: Sequence[str], cells: Sequence[str]) -> Entry:
    """Of two columns for one thing, the first that says something."""
    row: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell.strip():
            row.setdefault(column, cell.strip())
    both = " ".join(filter(None, (row.pop(k, "") for k in ("first", "middle", "last"))))
    if "name" not in row and both:
        row["name"] = both
    if said := row.pop("connected_on", ""):
        row |= _day(said)
    is_blank = not any(map(str.strip, cells))
    return Entry(number, row, "" if row or is_blank else "no name")


def _day(said: str) -> Mapping[str, str]:
    """ "05 Feb 2025", as LinkedIn writes it whatever the language, in ISO 8601."""
    try:
        day, month, year = said.split()
        at = date(int(year), _MONTHS.index(month) + 1, int(day))
    except (ValueError, OverflowError):
        return {}
    return {"connected_on": at.isoformat()}
