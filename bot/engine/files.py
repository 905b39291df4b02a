"""The data file: whose it is now, whether it can be used, and opening it."""

import fcntl
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from bot.engine.schema import migrate
from bot.errors import Unusable

MEMORY = ":memory:"
OLDEST = (3, 37, 0)  # STRICT tables, https://sqlite.org/stricttables.html
MOST_CHECKED = 16 * 2**20  # bytes; checking more would be felt at every start

PATIENCE = "busy_timeout = 2000"  # ms; only somebody's own sqlite3 shell makes us wait
PRAGMAS = (
    PATIENCE,
    "journal_mode = wal",
    "synchronous = full",
    "foreign_keys = on",
    "secure_delete = on",
    "temp_store = memory",
)

_REASONS = {
    sqlite3.SQLITE_NOTADB: "it is no database. Name another file, or restore a backup.",
    sqlite3.SQLITE_CORRUPT: "it is damaged. Restore a backup.",
    sqlite3.SQLITE_READONLY: "it cannot be written. Give this user the right to, and"
    " to write in its folder.",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that its folder is there and"
    " that this user may write in it.",
    sqlite3.SQLITE_FULL: "the disk is full. Free some space.",
    sqlite3.SQLITE_IOERR: "the disk fails. Check it, and the space on it.",
    sqlite3.SQLITE_BUSY: "another program has locked it. Close that program.",
}


def claim(path: Path) -> IO[str]:
    """Keep every other bot away from a file, until this is closed or we are killed.

    The lock names its holder. It stays behind when free: to delete it would let two
    processes hold a lock of the same name.
    """
    with explained(path):
        file = beside(path.resolve(), ".lock")
        lock = open(file, "a+", opener=private)  # noqa: SIM115, it is held on
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        holder = lock.read(200).strip() or "another process"
        lock.close()
        raise Unusable(f"{path} is in use by {holder}. Stop that one first.") from None
    lock.truncate(0)
    lock.write(f"process {os.getpid()} ({Path(sys.argv[0]).name})")
    lock.flush()
    return lock


def opened(path: Path | str) -> sqlite3.Connection:
    """The one connection that writes: the file is made or brought up to date."""
    check_library(sqlite3.sqlite_version_info)
    with explained(path):
        if str(path) != MEMORY:
            os.close(private(path, os.O_RDWR | os.O_CREAT))
            os.chmod(path, 0o600)
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A second connection beside a running bot, which can change nothing."""
    with explained(path):
        if not path.is_file():
            raise Unusable("there is no such file. Start the bot once to make it.")
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            yield connection


def check_library(version: tuple[int, ...]) -> None:
    if version < OLDEST:
        here, needed = (".".join(map(str, v)) for v in (version, OLDEST))
        raise Unusable(
            f"this Python comes with SQLite {here}, and {needed} is needed."
            " Install a newer Python."
        )


def check_whole(connection: sqlite3.Connection) -> None:
    """Whether the pages are in order; flipped bits in a text go unseen."""
    (found,) = connection.execute("pragma quick_check(1)").fetchone()
    if found != "ok":
        raise Unusable(_REASONS[sqlite3.SQLITE_CORRUPT])


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Say of every error which file it is about, and what to try."""
    try:
        yield
    except Unusable as error:
        raise Unusable(f"{path}: {error}") from error
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        why = _REASONS.get(primary, f"SQLite says: {error}.")
        raise Unusable(f"{path}: {why}") from error
    except OSError as error:
        why = f"{error.strerror or error}. Name a file in a folder that this user may"
        raise Unusable(f"{path}: {why} write in.") from error


def _prepare(connection: sqlite3.Connection, path: Path | str) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"pragma {pragma}")
    if str(path) != MEMORY and os.path.getsize(path) <= MOST_CHECKED:
        check_whole(connection)
    migrate(connection)


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def private(path: str | Path, flags: int) -> int:
    """Nobody else on this machine may read it; its log takes the same rights."""
    return os.open(path, flags, 0o600)
