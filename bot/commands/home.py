"""Where things are on this machine: the data file, the zone, who logged in."""

import os
from collections.abc import Mapping
from getpass import getuser
from pathlib import Path

from bot.coach.time.zones import closest_zones, is_zone, zones_named
from bot.config import Config
from bot.errors import Unusable

NAME = "whoelse.db"


def data_file(named: str | None, config: Config) -> Path:
    """What was named, or was set, or the one in the user's own data directory."""
    if named:
        return Path(named)
    return config.database or _own_folder() / NAME


def make_folder(file: Path) -> None:
    """Of our own directory; any other has to be there, lest a slip makes a second."""
    from bot.engine.trouble import explained

    if is_our_own(file):
        with explained(file):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def is_our_own(file: Path) -> bool:
    return file.name == NAME and file.parent == _own_folder()


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
