"""A copy of the data file that can be trusted, and the way back from it.

SQLite does not notice a flipped bit in text, so a copy comes with its SHA-256 in a
file beside it, as `sha256sum --check` reads it.
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.engine.files import (
    MEMORY,
    beside,
    check_whole,
    claim,
    is_there,
    past_links,
    private,
    read_only,
)
from bot.engine.schema import check_known
from bot.engine.trouble import explained
from bot.errors import Unusable

SUM = ".sha256"
MOST_SUM = 1000  # characters
ASIDE = ".before-restore"


def backup(path: Path, target: Path) -> None:
    """Copy all that is committed, beside a running bot. Nothing is overwritten.

    A file that could not be restored is not copied.
    """
    with explained(target):
        if not target.name or target.is_dir():
            raise Unusable("it is a folder. Name a file in it.")
    for file in (target, beside(target, SUM)):
        _refuse_if_there(file)
    with read_only(path) as source:
        check_known(source)
        with explained(target):
            _write_copy(source, target)


def restore(backup: Path, path: Path) -> None:
    """Put a copy in the place of the data file, which stays beside it.

    Refused while a bot runs, and for a copy that was changed or is of a newer program.
    """
    with explained(path):
        if str(path) == MEMORY:
            raise Unusable("that is no file. Name one to restore to.")
        path = past_links(path)
        is_there(path)
    _check(backup)
    with claim(path):
        aside, fresh = beside(path, ASIDE), beside(path, ".restoring")
        _refuse_if_there(aside)
        with explained(path):
            _copy(backup, fresh)
            if path.exists():
                _set_aside(path, aside)
            os.replace(fresh, path)
            _sync(path.parent)


def _check(backup: Path) -> None:
    """That each byte is as it was, that SQLite can read it, and that we can."""
    with explained(backup):
        if not backup.name or not is_there(backup):
            raise Unusable("there is no such backup. Name the file that was saved.")
        if _sum(backup) != _kept_sum(backup):
            raise Unusable("it is not what was backed up. Take another backup.")
    with read_only(backup) as connection:
        check_whole(connection)
        check_known(connection)


def _kept_sum(backup: Path) -> str:
    kept = beside(backup, SUM)
    if not kept.is_file():
        raise Unusable(f"there is no {kept.name} beside it. Copy both files here.")
    with kept.open(encoding="ascii", errors="replace") as sum:
        return sum.read(MOST_SUM).partition(" ")[0]


def _write_copy(source: sqlite3.Connection, target: Path) -> None:
    os.close(private(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    try:
        source.execute("vacuum into ?", [str(target)])
        _sync(target)
        _write_sum(target)
    except BaseException:
        target.unlink()
        beside(target, SUM).unlink(missing_ok=True)
        raise


def _write_sum(file: Path) -> None:
    kept = beside(file, SUM)
    with open(kept, "x", opener=private) as out:
        out.write(f"{_sum(file)}  {file.name}\n")
    _sync(kept)
    _sync(file.parent)


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _copy(file: Path, to: Path) -> None:
    """Whole, or not at all: the disk may be full."""
    try:
        with file.open("rb") as source, open(to, "wb", opener=private) as target:
            shutil.copyfileobj(source, target)
        _sync(to)
    except BaseException:
        to.unlink(missing_ok=True)
        raise


def _set_aside(path: Path, aside: Path) -> None:
    """By a second name: at no moment is there no file, whoever kills us.

    A bot would take a file that is missing for one that is still to be made.
    """
    _fold_log(path)
    try:
        os.link(path, aside)
    except OSError:  # not every disk has links
        _copy(path, aside)


def _fold_log(path: Path) -> None:
    """A log left by a bot that was killed belongs into the file that goes aside.

    It must not stay: SQLite would replay it into whatever stands there then.
    """
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    for suffix in ("-wal", "-shm"):
        if (left := beside(path, suffix)).exists():
            os.replace(left, beside(path, ASIDE + suffix))


def _refuse_if_there(file: Path) -> None:
    if file.exists():
        raise Unusable(f"{file} is there already. Move it away or name another.")


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
