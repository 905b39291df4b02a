"""The data file: whose it is now, whether it can be used, and opening it."""

import fcntl
import os
import re
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import IO

from bot.engine.schema import check_ours, migrate
from bot.engine.trouble import DAMAGED, FOLDER, NO_DATABASE, NO_FOLDER, explained
from bot.errors import Unusable

MEMORY = ":memory:"
LOCK = ".whoelse-lock"  # no other program's: poetry.lock is one of poetry's
HEADER = b"SQLite format 3\0"  # https://sqlite.org/fileformat2.html#magic_header_string
OLDEST = (3, 37, 0)  # STRICT tables, https://sqlite.org/stricttables.html
STATEMENTS = 512  # that SQLite need not read again; the product has some 150
MOST_CHECKED = 6 * 2**20  # bytes; checking more would be felt at every start
LONGEST_LOOK = 1  # seconds; a copy of a large file takes longer
A_MOMENT = 0.01  # seconds

# ms; only somebody's own sqlite3 shell makes us wait, and most are soon done. Whoever
# waits for an answer hears after a while that it takes longer.
PATIENCE = "busy_timeout = 10000"
# Damaged text is read too, so that one row is set aside and not the file. It takes
# twice as long, so the bot reads like this only once it has met some.
READABLE = partial(str, encoding="utf-8", errors="replace")
PRAGMAS = (
    PATIENCE,
    "journal_mode = wal",
    "synchronous = full",
    "foreign_keys = on",
    "secure_delete = on",
    "temp_store = memory",
)


def recognised(path: Path) -> Path:
    """The file itself, past any link, if it is ours or still to be made.

    Looking changes nothing, so that a slip of the keyboard harms no other file.
    """
    with explained(path):
        file = past_links(path)
        if is_there(file) and file.stat().st_size:
            with file.open("rb") as content:
                if content.read(len(HEADER)) != HEADER:
                    raise Unusable(NO_DATABASE)
            with read_only(file) as connection:
                check_ours(connection)
        return file


def past_links(path: Path) -> Path:
    """Its log, its lock and its key stand beside the file, and beside no link."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def is_there(file: Path) -> bool:
    """False where one can be made. Unusable for a folder, a device, a pipe."""
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        if not file.parent.is_dir():
            raise Unusable(NO_FOLDER) from None
        return False
    if stat.S_ISDIR(mode):
        raise Unusable(FOLDER)
    if not stat.S_ISREG(mode):
        raise Unusable("it is a device or a pipe. Name an ordinary file.")
    return True


def claim(path: Path) -> IO[str]:
    """Keep every other bot away from a file, until this is closed or we are killed.

    The lock names its holder. It stays behind when free: to delete it would let two
    processes hold a lock of the same name.
    """
    with explained(path):
        file = beside(past_links(path), LOCK)
        lock = open(file, "a+", opener=private, errors="replace")  # noqa: SIM115, held
    try:
        _hold(lock, path)
    except BaseException:
        lock.close()
        raise
    return lock


def _hold(lock: IO[str], path: Path) -> None:
    """Who only looks is waited for: another bot that starts now looks as well."""
    holder, until = _holder(lock), monotonic() + LONGEST_LOOK
    if holder and not re.match(r"process \d", holder):
        raise Unusable(f"{lock.name} is not ours. Move it away.")
    while not _locked(lock, fcntl.LOCK_EX):
        sleep(A_MOMENT)  # in which whoever has just taken it signs
        if not _locked(lock, fcntl.LOCK_SH):
            holder = _holder(lock) or "another process"
            raise Unusable(f"{path} is in use by {holder}. Stop that one first.")
        fcntl.flock(lock, fcntl.LOCK_UN)
        if monotonic() > until:
            raise Unusable(f"{path} is being copied. Try again soon.")
    lock.truncate(0)
    lock.write(f"process {os.getpid()} ({_ourselves()})")
    lock.flush()


def _holder(lock: IO[str]) -> str:
    lock.seek(0)
    return lock.read(200).strip()


def _ourselves() -> str:
    """As it is typed, without what was given to it."""
    name = Path(sys.argv[0]).name
    if name in ("__main__.py", "whoelse"):
        return " ".join(["whoelse", *sys.argv[1:2]])
    return name


def opened(path: Path | str) -> sqlite3.Connection:
    """The one connection that writes: the file is made or brought up to date."""
    check_library(sqlite3.sqlite_version_info)
    with explained(path), ExitStack() as undo:
        if str(path) != MEMORY:
            path = past_links(Path(path))
            if _make(path):
                undo.callback(_unmake, path)
            else:
                recognised(path)
                _take(path)
        connection = sqlite3.connect(
            path, isolation_level=None, cached_statements=STATEMENTS
        )
        undo.callback(connection.close)
        _prepare(connection, path)
        undo.pop_all()
        return connection


def _make(path: Path) -> bool:
    """Whether it was made just now; one that was there has to let itself be written."""
    try:
        os.close(private(path, os.O_RDWR | os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        os.close(private(path, os.O_RDWR | os.O_NONBLOCK))
        return False
    return True


def _unmake(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        beside(path, suffix).unlink(missing_ok=True)


def _take(path: Path) -> None:
    """Close it to others, and mend a log that nobody may write, left by a reader."""
    os.chmod(path, 0o600)
    for suffix in ("-wal", "-shm"):
        left = beside(path, suffix)
        if left.exists() and not os.access(left, os.W_OK, effective_ids=True):
            os.chmod(left, 0o600)


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A second connection beside a running bot, which can change nothing.

    Even to read, SQLite makes files beside one that has a log: not where no bot runs.
    """
    with explained(path), ExitStack() as stack:
        path = past_links(path)
        if not is_there(path):
            raise Unusable("there is no such file. Start the bot once to make it.")
        path.open("rb").close()  # SQLite would not tell who may not read it, and why
        rests, how = stack.enter_context(_resting(path)), "mode=ro"
        if rests and _has_log(path):
            path = _copied(path, stack.enter_context(TemporaryDirectory()))
        elif rests:
            how = "immutable=1"
        uri = f"{path.absolute().as_uri()}?{how}"
        connection = stack.enter_context(closing(sqlite3.connect(uri, uri=True)))
        connection.text_factory = READABLE
        yield connection


@contextmanager
def _resting(path: Path) -> Iterator[bool]:
    """Whether no bot has the file; none gets it before this is over."""
    try:
        lock = open(beside(path, LOCK))  # noqa: SIM115, it is closed below
    except OSError:  # no bot was ever there
        yield True
        return
    with lock:
        yield _locked(lock, fcntl.LOCK_SH)


def _locked(lock: IO[str], how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _has_log(path: Path) -> bool:
    log = beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def _copied(path: Path, folder: str) -> Path:
    """With the log that a killed bot left, which SQLite has to replay."""
    copy = Path(folder, "copy.db")
    for suffix in ("", "-wal"):
        copyfile(beside(path, suffix), beside(copy, suffix))
    return copy


def check_library(version: tuple[int, ...]) -> None:
    if version < OLDEST:
        here, needed = (".".join(map(str, v)) for v in (version, OLDEST))
        raise Unusable(
            f"this Python comes with SQLite {here}, and {needed} is needed."
            " Install a newer Python."
        )


def check_whole(connection: sqlite3.Connection) -> None:
    """Whether tables and indexes are in order; flipped bits in a text go unseen.

    Not `quick_check`: it passes over an index that tells another story than its table,
    and what is due stands in one.
    """
    (found,) = connection.execute("pragma integrity_check(1)").fetchone()
    if found != "ok":
        raise Unusable(DAMAGED)


def _prepare(connection: sqlite3.Connection, path: Path | str) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"pragma {pragma}")
    if str(path) != MEMORY and os.path.getsize(path) <= MOST_CHECKED:
        check_whole(connection)
    connection.text_factory = READABLE
    migrate(connection)
    connection.text_factory = str


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def private(path: str | Path, flags: int) -> int:
    """Nobody else on this machine may read it; its log takes the same rights."""
    return os.open(path, flags, 0o600)
