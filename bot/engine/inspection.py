"""What an operator wants to know of the data file, read beside a running bot."""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.engine.files import check_whole, read_only
from bot.engine.rotation import made_with, used
from bot.engine.rows import KINDS, utc
from bot.engine.schema import (
    check_known,
    m004_many_workspaces,
    m006_secrets,
    made_in,
)
from bot.engine.tables import table
from bot.errors import Unusable


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """`counts` are of everybody together; an overdue wake or letter is one at `now`."""

    schema: str  # the last migration
    sqlite: str
    size: int  # bytes, without the log
    persons: int
    counts: Mapping[str, int]
    overdue_wakes: int
    overdue_letters: int
    failed_letters: int
    latest: datetime | None  # that anything was heard


def inspect(path: Path, now: datetime) -> Inspection:
    """Unusable, with the reason, for a file that the bot could not open either."""
    with read_only(path) as connection:
        check_whole(connection)
        check_known(connection)
        return _inspected(connection, path.stat().st_size, now)


def has_marks(path: Path) -> bool:
    """Whether somebody is forgotten or barred, whom only the same key knows again.

    False of a file that cannot be read: whoever opens it is told why.
    """
    marked = "select 1 from barred union all select 1 from forgotten limit 1"
    with suppress(Unusable), read_only(path) as connection:
        return bool(made_in(connection) and connection.execute(marked).fetchone())
    return False


def hashes(path: Path) -> Mapping[str, int]:
    """How many there are of forgotten people, by the name of each secret that was in
    use, the newest last."""
    with read_only(path) as connection:
        if m006_secrets.__name__ not in made_in(connection):
            return {}
        made = made_with(connection)
        return {name: made.get(name, 0) for name in used(connection)}


def seals(path: Path) -> list[str]:
    """The tokens that are kept, as they stand there."""
    with read_only(path) as connection:
        if m004_many_workspaces.__name__ not in made_in(connection):
            return []
        return [sealed for (sealed,) in connection.execute(_SEALED)]


def _inspected(connection: sqlite3.Connection, size: int, now: datetime) -> Inspection:
    def count(of: str) -> int:
        sql = f"select count(*) from {of}"
        return int(connection.execute(sql, {"now": utc(now)}).fetchone()[0])

    heard = connection.execute("select latest from clock").fetchone()
    return Inspection(
        schema=made_in(connection)[-1],
        sqlite=sqlite3.sqlite_version,
        size=size,
        persons=count("persons"),
        counts={table(kind): count(table(kind)) for kind in KINDS},
        overdue_wakes=count("wakes where at < :now"),
        overdue_letters=count(
            "outbox where state in ('due', 'unknown') and due < :now"
        ),
        failed_letters=count("outbox where state = 'failed'"),
        latest=_moment(heard[0]) if heard else None,
    )


def _moment(at: str) -> datetime | None:
    """None for a damaged one, which the bot itself sets aside."""
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None


_SEALED = "select sealed from installations"
