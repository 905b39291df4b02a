"""What an operator looks at before asking anybody: each thing, and its remedy."""

import asyncio
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.commands.home import data_file, is_our_own, machine_zone
from bot.commands.secrets import OTHERS, secrets
from bot.config import DEFAULT, BadConfig, Config, Discord, Slack, read_config
from bot.engine.files import MEMORY, OLDEST, is_there
from bot.engine.trouble import explained
from bot.errors import Unusable
from bot.finding import Finding
from bot.records import Community
from bot.text import counted, listed

if TYPE_CHECKING:
    from bot.engine.inspection import Inspection

LITTLE_SPACE = 100 * 2**20  # bytes
COLOUR = ("prompt_toolkit", "rich")
SLACK, DISCORD = ("aiohttp", "slack_bolt"), ("aiohttp", "discord")


def examined(
    file: str | None,
    config: str | None,
    environ: Mapping[str, str],
    now: datetime,
    *,
    offline: bool,
) -> list[Finding]:
    """All there is to look at here; nothing is made or changed by looking.

    Without `offline`, the platforms that the settings name are asked too.
    """
    settings, said = _settings(config, environ)
    path = data_file(file, settings)
    return [
        _python(),
        _sqlite(),
        *said,
        *_questions(settings),
        *secrets(path, settings, environ),
        *_data(path, now),
        _space(path),
        _zones(environ, now),
        _terminal(),
        *(_slack(settings.slack, now, offline) if settings.slack else ()),
        *(_discord(settings.discord, now, offline) if settings.discord else ()),
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


def _questions(settings: Config) -> Iterator[Finding]:
    """The office's own, where there are any."""
    if settings.questions is None:
        return
    from bot.coach.knowledge import KNOWLEDGE
    from bot.coach.questions.bank import files_of, load

    try:
        own = files_of(settings.questions)
        more = len(load(KNOWLEDGE, own).questions) - len(load(KNOWLEDGE).questions)
    except Unusable as error:
        for fault in str(error).splitlines():
            yield _failed("questions", Unusable(fault))
        return
    yield Finding("ok", "questions", f"{settings.questions}: {more} of your own")


def _data(path: Path, now: datetime) -> Iterator[Finding]:
    from bot.engine.inspection import inspect

    try:
        if not _is_made(path):
            said = f"{path} will be made at the first start"
            yield Finding("ok", "data", said)
            return
        seen = inspect(path, now)
    except Unusable as error:
        yield _failed("data", error)
        return
    size = f"{seen.size / 2**20:.1f} MB"
    people = counted(seen.persons, "person", "people")
    yield Finding("ok", "data", f"{path}: {size}, {seen.schema}, {people}")
    if not os.access(path, os.W_OK):
        yield Finding("fail", "data", f"{path} cannot be written", f"chmod u+w {path}")
    if path.stat().st_mode & OTHERS:
        yield Finding("warn", "data", f"others may read {path}", f"chmod 600 {path}")
    yield from _waiting(seen, now)


def _failed(what: str, error: Unusable) -> Finding:
    said, _, fix = str(error).partition(". ")
    return Finding("fail", what, said, fix)


def _is_made(path: Path) -> bool:
    """Unusable where it is not, and cannot be; our own folder will be made too."""
    if str(path) == MEMORY:
        return False
    with explained(path):
        there = path.exists() if is_our_own(path) else is_there(path)
        above = _above(path)
        if not (above.is_dir() and os.access(above, os.W_OK)):
            raise Unusable(f"this user may not write in {above}. Name another file.")
        return there and path.stat().st_size > 0


def _above(path: Path) -> Path:
    return next(f for f in path.absolute().parents if os.path.exists(f))


def _waiting(seen: "Inspection", now: datetime) -> Iterator[Finding]:
    if overdue := seen.overdue_wakes + seen.overdue_letters:
        said = f"{counted(overdue, 'thing is', 'things are')} overdue"
        yield Finding("warn", "reminders", said, "Start the bot: it catches up.")
    if failed := seen.failed_letters:
        said = f"{counted(failed, 'message')} could not be delivered"
        fix = "Their people are told when they come by."
        yield Finding("warn", "reminders", said, fix)
    if seen.latest and seen.latest > now + timedelta(minutes=1):
        said = f"the data file has seen {seen.latest:%Y-%m-%d %H:%M} UTC already"
        fix = "Set this machine's clock, unless time was skipped in a chat."
        yield Finding("warn", "clock", said, fix)


def _space(path: Path) -> Finding:
    free = shutil.disk_usage(_above(path)).free
    said = f"{free // 2**20:,} MB free"
    if free < LITTLE_SPACE:
        return Finding("warn", "disk", said, "Free some space before it is full.")
    return Finding("ok", "disk", said)


def _zones(environ: Mapping[str, str], now: datetime) -> Finding:
    try:
        zone = ZoneInfo(machine_zone(environ))
    except (ZoneInfoNotFoundError, OSError, Unusable):
        return Finding("fail", "zones", "no time zones here", "pip install tzdata")
    here = now.astimezone(zone)
    return Finding("ok", "clock", f"{here:%Y-%m-%d %H:%M} in {zone.key}")


def _terminal() -> Finding:
    if missing := [name for name in COLOUR if find_spec(name) is None]:
        fix = f"pip install {' '.join(missing)}"
        return Finding("warn", "terminal", "plain lines only", fix)
    return Finding("ok", "terminal", "colour and completion")


def _slack(slack: Slack, now: datetime, offline: bool) -> Iterator[Finding]:
    """What its libraries cost is paid by those alone who use it."""
    if missing := [name for name in SLACK if find_spec(name) is None]:
        fix = f"pip install {' '.join(missing)}"
        yield Finding("fail", "slack", f"no {listed(missing)} here", fix)
        return
    from adapters.slack.credentials import prepared

    yield from prepared(slack)
    if not offline:
        from adapters.slack.trial import tried

        yield from asyncio.run(tried(slack, now, greeted=True))


def _discord(discord: Discord, now: datetime, offline: bool) -> Iterator[Finding]:
    if missing := [name for name in DISCORD if find_spec(name) is None]:
        package = {"discord": "discord.py"}
        fix = f"pip install {' '.join(package.get(name, name) for name in missing)}"
        yield Finding("fail", "discord", f"no {listed(missing)} here", fix)
        return
    from adapters.discord.credentials import prepared

    yield from prepared(discord)
    if not offline:
        from adapters.discord.commands import registered
        from adapters.discord.trial import tried
        from bot.flows import FLOWS

        table = [command for flow in FLOWS for command in flow.commands.values()]
        yield from asyncio.run(tried(discord, registered(table), now))
