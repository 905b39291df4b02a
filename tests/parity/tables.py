"""What a data file holds, so that two files can be compared that met other accounts.

An id comes from the delivery that made the record, and a platform numbers those in its
own way: here each is named by when it first appears. What belongs to the platform is
left out: its accounts, the places where it speaks, and what it delivered.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

ITS_OWN = frozenset({"identities", "inbox", "installations", "_sqlite_migrations"})
LEFT_OUT = frozenset({"platform", "team", "place", "thread", "mark"})
OF_A_LETTER = frozenset({"due", "key"})
"""Each platform has a pace; and of several things that are told together, the key names
the one that rang first, by its id. Those of one moment to several people have no order
among them."""

_ID = re.compile(r"\b[0-9a-f]{12,64}\b")

Row = dict[str, object]


def tables(file: Path) -> Mapping[str, Sequence[str]]:
    """Rows in the order in which they were first kept, where that is known."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        found = {name: [*rows(connection, name)] for name in names(connection)}
    known = {str(row["owner"]): str(row["name"]) for row in found["student"]}
    ordered = {name: of_it for name, of_it in found.items() if has_order(of_it)}
    for of_it in ordered.values():
        of_it.sort(key=lambda row: (known[str(row["owner"])], row["nth"]))
        for id in _ID.findall(written(of_it)):
            known.setdefault(id, f"#{len(known)}")
    for row in found["outbox"]:
        del row["nth"]
    told = {name: [in_words(row, known) for row in found[name]] for name in found}
    return {n: of_it if n in ordered else sorted(of_it) for n, of_it in told.items()}


def names(connection: sqlite3.Connection) -> Iterator[str]:
    every = "select name from sqlite_master where type = 'table' order by name"
    for (name,) in connection.execute(every):
        if name not in ITS_OWN:
            yield name


def rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    left_out = LEFT_OUT | (OF_A_LETTER if table == "outbox" else frozenset())
    for row in connection.execute(f"select * from {table}"):
        yield {key: row[key] for key in row.keys() if key not in left_out}  # noqa: SIM118  # a Row gives its values


def has_order(rows: Sequence[Row]) -> bool:
    return bool(rows) and {"owner", "nth"} <= rows[0].keys()


def in_words(row: Row, known: Mapping[str, str]) -> str:
    return _ID.sub(lambda found: known.get(found[0], "#"), written([row]))


def written(rows: Iterable[Row]) -> str:
    return "\n".join(f"{key}={value}" for row in rows for key, value in row.items())
