"""Whether the secrets are there that the data file needs; never what they are."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.commands.keys import check_key, kept_key, key_file
from bot.config import Config
from bot.engine.files import MEMORY
from bot.engine.inspection import hashes, seals
from bot.engine.keys import name_of
from bot.engine.sealed import Sealer
from bot.errors import Unusable
from bot.finding import Finding
from bot.text import counted

OTHERS = 0o077  # rights of whoever is not this user
BEFORE = "WHOELSE_SECRET_BEFORE"
SET_IT = f"Set that one too, as {BEFORE}: see docs/run.md."


def secrets(
    path: Path, settings: Config, environ: Mapping[str, str]
) -> Iterator[Finding]:
    newest = _newest(path, settings, environ)
    yield newest
    if newest.level == "fail" or str(path) == MEMORY or not path.exists():
        return
    try:
        yield from _needed(path, settings)
    except Unusable:
        return  # the file itself is looked at elsewhere, and the fault is told there


def _newest(path: Path, settings: Config, environ: Mapping[str, str]) -> Finding:
    """Where it comes from."""
    for name in ("WHOELSE_SECRET", "WHOELSE_SECRET_FILE"):
        if environ.get(name):
            return Finding("ok", "secret", f"from {name}")
    key = key_file(path)
    try:
        check_key(path, settings)
        if key.exists():
            kept_key(key)
    except Unusable as error:
        said, _, fix = str(error).partition(". ")
        return Finding("fail", "secret", said, fix)
    if not key.exists():
        return Finding("ok", "secret", f"{key} will be made at the first start")
    if key.stat().st_mode & OTHERS:
        return Finding("warn", "secret", f"others may read {key}", f"chmod 600 {key}")
    return Finding("ok", "secret", f"from {key}")


def _needed(path: Path, settings: Config) -> Iterator[Finding]:
    """What is in the file was made with them, or with others that nobody set."""
    keys, made, sealed = _keys(path, settings), hashes(path), seals(path)
    names = [*map(name_of, keys)]
    if lost := sum(many for name, many in made.items() if name not in names):
        said = f"{counted(lost, 'hash', 'hashes')} of forgotten people: made with"
        yield Finding("fail", "secret", f"{said} another secret", SET_IT)
    sealer = Sealer(keys) if sealed and keys else None
    if sealer and (lost := sum(not sealer.has_opener(one) for one in sealed)):
        said = f"{counted(lost, 'token')}: sealed with another secret"
        yield Finding("fail", "secret", said, SET_IT)
    if settings.before:
        is_new = sealer is None or all(map(sealer.is_newest, sealed))
        yield _before(names, made, is_new)


def _before(names: list[str], made: Mapping[str, int], is_new: bool) -> Finding:
    """Hashes of forgotten people alone are not made anew by a start."""
    if older := sum(made.get(name, 0) for name in names[1:]):
        said = f"{counted(older, 'hash', 'hashes')} of forgotten people"
        return Finding("ok", BEFORE, f"keep it, for {said}")
    if not is_new or names[:1] != [*made][-1:]:
        return Finding("ok", BEFORE, "the next start makes anew what can be")
    return Finding("ok", BEFORE, "nothing needs it any more", "Take it away.")


def _keys(path: Path, settings: Config) -> list[bytes]:
    """Those that are there, the newest first."""
    before = [one.encode() for one in settings.before]
    if settings.secret:
        return [settings.secret.encode(), *before]
    key = key_file(path)
    return [kept_key(key), *before] if key.exists() else before
