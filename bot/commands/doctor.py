"""What an operator looks at before asking anybody: each thing, and its remedy."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.commands.home import data_file, key_file, machine_zone
from bot.config import DEFAULT, BadConfig, Config, read_config
from bot.engine.files import OLDEST
from bot.errors import Unusable
from bot.records import Community
from bot.text import counted

if TYPE_CHECKING:
    from bot.engine.inspection import Inspection

Level = Literal["ok", "warn", "fail"]

LITTLE_SPACE = 100 * 2**20  # bytes
OTHERS = 0o077  # rights of whoever is not this user
COLOUR = ("prompt_toolkit", "rich")


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    what: str
    said: str
    fix: str = ""

    @property
    def line(self) -> str:
        fix = f"  fix: {self.fix}" if self.fix else ""
        return f"{self.level:<5} {self.what}: {self.said}{fix}"


def examined(
    file: str | None, config: str | None, environ: Mapping[str, str], now: datetime
) -> list[Finding]:
    """All there is to look at here; nothing is made or changed by looking."""
    settings, said = _settings(config, environ)
    path = data_file(file, settings)
    return [
        _python(),
        _sqlite(),
        *said,
        _secret(path, environ),
        *_data(path, now),
        _space(path),
        _zones(environ, now),
        _terminal(),
    ]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("ok", "python", version)


def _sqlite() -> Finding:
    if sqlite3.sqlite_version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        fix = f"Install a Python that brings SQLite {needed} or later."
        return Finding("fail", "sqlite", sqlite3.sqlite_version, fix)
    return Finding("ok", "sqlite", sqlite3.sqlite_version)


def _settings(
    config: str | None, environ: Mapping[str, str]
) -> tuple[Config, list[Finding]]:
    """As far as they can be used, and what is wrong with them."""
    named = Path(config) if config else None
    try:
        settings = read_config(named, environ)
    except BadConfig as error:
        fix = "See config.example.toml."
        found = [Finding("fail", "config", fault, fix) for fault in error.faults]
        return Config(community=Community(id="local")), found
    file = named or DEFAULT
    said = str(file.absolute()) if file.exists() else "no file, which is fine"
    return settings, [Finding("ok", "config", said)]


def _secret(path: Path, environ: Mapping[str, str]) -> Finding:
    """Where it comes from, never what it is."""
    for name in ("WHOELSE_SECRET", "WHOELSE_SECRET_FILE"):
        if environ.get(name):
            return Finding("ok", "secret", f"from {name}")
    key = key_file(path)
    if not key.exists():
        return Finding("ok", "secret", f"{key} will be made at the first start")
    if key.stat().st_mode & OTHERS:
        return Finding("warn", "secret", f"others may read {key}", f"chmod 600 {key}")
    return Finding("ok", "secret", f"from {key}")


def _data(path: Path, now: datetime) -> Iterator[Finding]:
    from bot.engine.inspection import inspect

    if not path.exists():
        yield _unmade(path)
        return
    try:
        seen = inspect(path, now)
    except Unusable as error:
        said, _, fix = str(error).removeprefix(f"{path}: ").partition(". ")
        yield Finding("fail", "data", f"{path}: {said}", fix)
        return
    size = f"{seen.size / 2**20:.1f} MB"
    people = counted(seen.persons, "person", "people")
    yield Finding("ok", "data", f"{path}: {size}, {seen.schema}, {people}")
    if not os.access(path, os.W_OK):
        yield Finding("fail", "data", f"{path} cannot be written", f"chmod u+w {path}")
    if path.stat().st_mode & OTHERS:
        yield Finding("warn", "data", f"others may read {path}", f"chmod 600 {path}")
    yield from _waiting(seen, now)


def _unmade(path: Path) -> Finding:
    """It will be made, if some folder above it can be written."""
    above = next(folder for folder in path.absolute().parents if folder.exists())
    if os.access(above, os.W_OK):
        return Finding("ok", "data", f"{path} will be made at the first start")
    fix = "Name a file in a folder that this user may write in."
    return Finding("fail", "data", f"{above} cannot be written", fix)


def _waiting(seen: "Inspection", now: datetime) -> Iterator[Finding]:
    if overdue := seen.overdue_wakes + seen.overdue_letters:
        said = f"{counted(overdue, 'thing is', 'things are')} overdue"
        yield Finding("warn", "reminders", said, "Start the bot: it catches up.")
    if failed := seen.failed_letters:
        said = f"{counted(failed, 'message')} could not be delivered"
        yield Finding("warn", "reminders", said, "Their people see them under next.")
    if seen.latest and seen.latest > now + timedelta(minutes=1):
        said = f"the data file has seen {seen.latest:%Y-%m-%d %H:%M} UTC already"
        fix = "Set this machine's clock, unless time was skipped in a chat."
        yield Finding("warn", "clock", said, fix)


def _space(path: Path) -> Finding:
    above = next(folder for folder in path.absolute().parents if folder.exists())
    free = shutil.disk_usage(above).free
    said = f"{free // 2**20:,} MB free"
    if free < LITTLE_SPACE:
        return Finding("warn", "disk", said, "Free some space before it is full.")
    return Finding("ok", "disk", said)


def _zones(environ: Mapping[str, str], now: datetime) -> Finding:
    try:
        zone = ZoneInfo(machine_zone(environ))
    except (ZoneInfoNotFoundError, OSError):
        return Finding("fail", "zones", "no time zones here", "pip install tzdata")
    here = now.astimezone(zone)
    return Finding("ok", "clock", f"{here:%Y-%m-%d %H:%M} in {zone.key}")


def _terminal() -> Finding:
    if missing := [name for name in COLOUR if find_spec(name) is None]:
        fix = f"pip install {' '.join(missing)}"
        return Finding("warn", "terminal", "plain lines only", fix)
    return Finding("ok", "terminal", "colour and completion")
