"""Where things are on this machine: the data file, its key, the zone, who logged in."""

import os
from collections.abc import Mapping
from contextlib import suppress
from getpass import getuser
from pathlib import Path
from secrets import token_hex

from bot.coach.time.zones import closest_zones, is_zone, zones_named
from bot.config import Config
from bot.errors import Unusable
from bot.settings import SHORTEST_SECRET

NAME = "whoelse.db"
MEMORY = ":memory:"  # a data file that is gone afterwards
REMEDY = "Name a data file in a folder that this user may write in."


def data_file(named: str | None, config: Config) -> Path:
    """What was named, or was set, or the one in the user's own data directory."""
    if named:
        return Path(named)
    return config.database or _own_folder() / NAME


def make_folder(file: Path) -> None:
    """Of our own directory; any other has to be there, lest a slip makes a second."""
    if file.name == NAME and file.parent == _own_folder():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def key_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.key")


def key_of(file: Path, config: Config) -> bytes:
    """The secret that is set, or else one that is kept beside the data file.

    It is made once: with another one, nobody who was forgotten is known again.
    """
    if config.secret:
        return config.secret.encode()
    if str(file) == MEMORY:
        return token_hex(16).encode()
    if file.is_dir() or not file.parent.is_dir():
        raise Unusable(f"{file}: no file can be there. {REMEDY}")
    path = key_file(file)
    try:
        with suppress(FileExistsError), open(path, "x", opener=_private) as new:
            new.write(token_hex(32))
        key = path.read_bytes().strip()
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}. {REMEDY}") from error
    if len(key) < SHORTEST_SECRET:
        raise Unusable(f"{path}: too short for a key. Put back the one that was there.")
    return key


def zone_named(said: str) -> str:
    """An IANA name for what was typed: that name, a city, or a common short form."""
    if is_zone(said):
        return said
    found = zones_named(said)
    if len(found) == 1:
        return found[0]
    near = ", ".join(closest_zones(said)) or "America/New_York"
    raise Unusable(f"{said[:60]!r} is no time zone. Try one of these: {near}.")


def machine_zone(environ: Mapping[str, str]) -> str:
    """What this machine's clock shows; UTC where it does not say."""
    for said in (environ.get("TZ", ""), os.path.realpath("/etc/localtime")):
        name = said.lstrip(":").rpartition("zoneinfo/")[2]
        if is_zone(name):
            return name
    return "UTC"


def login_name() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # Python 3.13 settled on the first
        return ""


def _own_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("whoelse", appauthor=False)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
