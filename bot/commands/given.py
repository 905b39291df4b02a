"""What is given to a command: its options as what they mean, and texts from outside.

Whatever cannot be used raises Unusable, with a sentence that says what to try.
"""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from os import environ
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.console.translate import PLATFORM, account
from bot.coach.time.zones import country_of
from bot.commands.home import machine_zone, zone_named
from bot.config import Config, read_config
from bot.errors import Unusable
from bot.settings import MOST, SETTINGS, Wrong, contents

YEARS = range(1970, 2200)  # beyond them, zones and sums of days overflow


def settings(config: str | None) -> Config:
    return read_config(Path(config) if config else None, environ)


def zone(said: str | None) -> str:
    return zone_named(said) if said else machine_zone(environ)


def country(said: str | None, zone: str) -> str:
    """Whose holidays are free: those of the zone's country, unless it is said."""
    try:
        code = SETTINGS["community"]["country"]((said or "").upper())
    except Wrong as wrong:
        raise Unusable(f"--country: {wrong}.") from None
    return str(code) or country_of(zone)


def moment(said: str | None, zone: str) -> datetime:
    """ISO 8601, on the wall clock of the zone unless it says so. Now, if not given."""
    if not said:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(said.strip())
    except ValueError:
        at = None
    if at is None or at.year not in YEARS:
        raise Unusable(f"{said[:60]!r} is no moment. Try 2026-11-19T14:10.")
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def staff(said: str) -> tuple[str, str]:
    """`Ana` is somebody at a terminal; another platform is named in front."""
    platform, _, name = said.rpartition(":")
    if platform in ("", PLATFORM):
        return PLATFORM, account(name)
    return platform, name


def phrase(said: str) -> str:
    """What stands on standard input, for `-`."""
    return text("-").strip() if said == "-" else said


def text(file: str) -> str:
    """A file of text, or standard input for `-`."""
    return _plain(file, _bytes)


def _plain(file: str, bytes_of: Callable[[str], bytes]) -> str:
    name = "The input" if file == "-" else file
    try:
        content = bytes_of(file)
        if len(content) > MOST:
            raise Unusable(f"{name} is too long. I read {MOST:,} bytes.")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise Unusable(f"{name}: {error.strerror}. Name a file to read.") from None
    except ValueError:  # a NUL in its name, or what is not UTF-8 in it
        raise Unusable(f"{name} is no plain text. Save it as UTF-8.") from None


def known(file: str) -> Mapping[str, object]:
    """An object in a file of JSON, whose `now` is a moment we can count from."""
    try:
        found = json.loads(_plain(file, contents))
    except json.JSONDecodeError as error:
        raise Unusable(f"{file} is no JSON: {error}.") from None
    except (ValueError, RecursionError):  # thousands of digits, or of brackets
        raise Unusable(f"{file} is no JSON that I can read.") from None
    if not isinstance(found, dict):
        raise Unusable(f'{file} is no object of JSON. Try {{"student": {{}}}}.')
    if isinstance(now := found.get("now"), str):
        moment(now, "UTC")
    return found


def _bytes(file: str) -> bytes:
    if file != "-":
        with open(file, "rb") as source:
            return source.read(MOST + 1)
    if sys.stdin is None:
        raise Unusable("There is nothing to read: standard input is closed.")
    return sys.stdin.buffer.read(MOST + 1)
