"""The key beside the data file, with which those are known again who were forgotten."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from bot.config import Config
from bot.engine.files import MEMORY, beside, is_there, past_links, private
from bot.engine.inspection import has_marks
from bot.engine.trouble import explained
from bot.errors import Unusable
from bot.settings import SHORTEST_SECRET, contents


def key_file(file: Path) -> Path:
    """Beside the file itself, not beside a link to it."""
    return past_links(file).parent / f"{past_links(file).name}.key"


def keys_of(file: Path, config: Config) -> tuple[bytes, ...]:
    """The secret of today, and those from before that are set, the newest first."""
    before = (secret.encode() for secret in config.before)
    return (_newest(file, config), *before)


def _newest(file: Path, config: Config) -> bytes:
    """What is set, or else what is kept beside the data file.

    It is made once: with another one, nobody who was forgotten is known again, unless
    the one from before is set.
    """
    if config.secret:
        return config.secret.encode()
    if str(file) == MEMORY:
        return token_hex(16).encode()
    check_key(file, config)
    path = key_file(file)
    if not path.exists():
        with explained(path):
            _make_key(path)
    return kept_key(path)


def check_key(file: Path, config: Config) -> None:
    """Unusable for a data file without its key, or a key without its data file."""
    there, key = file.exists() and file.stat().st_size > 0, key_file(file)
    if there and not (key.exists() or config.before) and has_marks(file):
        raise Unusable(
            f"{key}: it is missing, and without it nobody who was forgotten is known"
            " again. Put back the one that was there."
        )
    if file.exists() and not there and key.exists():
        raise Unusable(
            f"{file}: it is empty, though it was in use: its key is there. Restore a"
            " backup, or delete the empty file to begin again."
        )


def kept_key(path: Path) -> bytes:
    with explained(path):
        is_there(path)
        key = contents(path).strip()
    if len(key) < SHORTEST_SECRET:
        raise Unusable(f"{path}: too short for a key. Put back the one that was there.")
    return key


def _make_key(path: Path) -> None:
    """Whole or not at all, and never in the place of another."""
    fresh = beside(path, f".{token_hex(4)}")
    try:
        with open(fresh, "x", opener=private) as new:
            new.write(token_hex(32))
            new.flush()
            os.fsync(new.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
