"""What goes wrong with a file, in a sentence that names it and says what to try."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import Unusable

DAMAGED = "it is damaged. Restore a backup."
NO_DATABASE = "it is no database. Name another file, or restore a backup."
_REASONS = {
    sqlite3.SQLITE_NOTADB: NO_DATABASE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_READONLY: "it cannot be written. Give this user the right to, and"
    " to write in its folder.",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that its folder is there, that"
    " this user may write in it, and that not too many files are open.",
    sqlite3.SQLITE_FULL: "the disk is full. Free some space.",
    sqlite3.SQLITE_IOERR: "the disk fails. Check it, and the space on it.",
    sqlite3.SQLITE_BUSY: "another program has locked it. Close that program.",
}
NO_FOLDER = "no file can be there: its folder is missing. Make it, or name another."
FOLDER = "no file can be there: it is a folder. Name a file in it."
_TROUBLES = {
    errno.ENOENT: NO_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
    errno.EISDIR: FOLDER,
    errno.ELOOP: "it is a link that leads nowhere. Name the file itself.",
    errno.EROFS: "its disk is read-only. Name a file on another.",
    errno.ENOSPC: _REASONS[sqlite3.SQLITE_FULL],
    errno.EDQUOT: _REASONS[sqlite3.SQLITE_FULL],
    errno.EFBIG: "the disk takes no file that long. Name one on another.",
    errno.EIO: _REASONS[sqlite3.SQLITE_IOERR],
    **dict.fromkeys(
        (errno.EMFILE, errno.ENFILE), "too many files are open. Close some."
    ),
}


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Say of every error which file it is about, and what to try."""
    try:
        yield
    except Unusable as error:
        said = str(error).removeprefix(f"{path}: ")
        raise Unusable(f"{path}: {said}") from error
    except sqlite3.Error as error:
        raise Unusable(f"{path}: {_reason(error)}") from error
    except UnicodeDecodeError as error:  # SQLite quotes the damage as it stands there
        raise Unusable(f"{path}: {DAMAGED}") from error
    except PermissionError as error:
        raise Unusable(f"{path}: {_forbidden(error.filename or path)}") from error
    except OSError as error:
        usual = f"{error.strerror or error}. Name another file."
        why = _TROUBLES.get(error.errno or 0, usual)
        raise Unusable(f"{path}: {why}") from error


def _reason(error: sqlite3.Error) -> str:
    """What SQLite cannot do, and what to try."""
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    unusual = f"SQLite says: {error}. If that stays so, restore a backup."
    return _REASONS.get(primary, unusual)


def of_sqlite(error: Exception) -> str | None:
    """None for what has nothing to do with the data file."""
    return _reason(error) if isinstance(error, sqlite3.Error) else None


def _forbidden(file: Path | str) -> str:
    if not os.path.exists(file):
        return "this user may not write in its folder. Name a file in another."
    if os.stat(file).st_uid != os.geteuid():
        return f"{file} belongs to another user. Start this as that user."
    return f"it is closed to this user. Try: chmod u+rw {file}"
