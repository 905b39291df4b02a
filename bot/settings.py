"""Each setting, and how it is read: the one table of what an operator can decide.

A reader takes a value as TOML or the environment gives it. One that cannot be used
raises Wrong, whose text says why and what to try, and never holds a secret.
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from bot.coach.cadence import RULES
from bot.coach.time.zones import closest_zones, is_zone
from bot.text import one_line, shortened

SHORTEST_SECRET = 32  # characters: 16 random bytes in hexadecimal
MOST = 1_000_000  # bytes of a file that is read
SLACK_API = "https://slack.com/api/"
DISCORD_API = "https://discord.com/api/v10"
DISCORD_GATEWAY = "wss://gateway.discord.gg"
OFFICE_WAITS = (
    "other followup close offer settle prepare confirm write check tell report touch"
)
"""Of all that falls due, what an office may set, in the table's own days."""

Reader = Callable[[Any], Any]


class Wrong(Exception):
    """A setting cannot be used; the text says why, and what to try."""


def contents(file: str | Path) -> bytes:
    """OSError for a device or a pipe, which may never end, and for what is too long."""
    with open(file, "rb", opener=_waiting_for_nobody) as source:
        if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file")
        content = source.read(MOST + 1)
    if len(content) > MOST:
        raise OSError(errno.EINVAL, f"it is over {MOST:,} bytes long")
    return content


def _waiting_for_nobody(file: str, flags: int) -> int:
    """A pipe would not even open before somebody writes to it."""
    return os.open(file, flags | os.O_NONBLOCK)


def shown(value: object) -> str:
    """In quotes; what a screen could trip over is spelled out."""
    try:
        return shortened(repr(value), 60)
    except (ValueError, RecursionError):  # over 4,300 digits, or 1,000 tables deep
        return "what stands there"


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(f"{shown(value)} is no text; write it in quotes")
    return one_line(value)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Wrong(f'{shown(value)} is no list; try ["one", "two"]')
    return tuple(_text(item) for item in value)


def _zone(value: Any) -> str:
    name = _text(value)
    if name and not is_zone(name):
        near = closest_zones(name, 1) or ("America/New_York",)
        raise Wrong(f"{shown(name)} is no zone; try {near[0]!r}")
    return name


def _country(value: Any) -> str:
    """By the table of codes and names that comes with the time zones."""
    from importlib.resources import files  # 10 ms, which a start need not take

    code = _text(value)
    table = files("tzdata").joinpath("zoneinfo/iso3166.tab").read_text("utf-8")
    rows = [row.split("\t") for row in table.splitlines() if not row.startswith("#")]
    if code and code not in {row[0] for row in rows}:
        known = {label.casefold(): row[0] for row in rows for label in row}
        near = get_close_matches(code[:60].casefold(), known, 1)
        like = known[near[0]] if near else "US"
        raise Wrong(f"{shown(code)} is no country code; try {like!r}")
    return code


def _order(value: Any) -> str:
    if value not in ("MDY", "DMY"):
        raise Wrong(f"{shown(value)} is no order of dates; try 'MDY' or 'DMY'")
    return str(value)


def _quiet(value: Any) -> tuple[str, str]:
    hour = "((?:[01][0-9]|2[0-3]):[0-5][0-9])"
    hours = re.fullmatch(f"{hour} ?- ?{hour}", _text(value))
    if not hours:
        raise Wrong(f"{shown(value)} is no span of hours; try '21:00-08:00'")
    return hours[1], hours[2]


def _days(value: Any, usual: int = 1, unit: str = "days") -> int:
    """As it stands in the table of waits, where days before a moment are negative."""
    if type(value) is not int or not 1 <= value <= 365:
        raise Wrong(f"{shown(value)} is no number of {unit}; try {abs(usual)}")
    return value if usual > 0 else -value


def _file(value: Any) -> Path | None:
    """A path may hold what a name may not, two spaces for instance."""
    if not _text(value):
        return None
    if not value.isprintable():
        raise Wrong(f"{shown(value)} is no file name; try 'whoelse.db'")
    try:
        return Path(value).expanduser()
    except RuntimeError:
        raise Wrong(f"{shown(value)} names no home directory") from None


def _secret(value: str) -> str:
    if any("\ud800" <= letter <= "\udfff" for letter in value):  # no UTF-8 it was
        raise Wrong("is not plain text; use letters and digits")
    if len(value.strip()) < SHORTEST_SECRET:
        raise Wrong(f"too short to be safe; use {SHORTEST_SECRET} characters or more")
    return value.strip()


def _secrets(value: str) -> str:
    """A line each, the newest first."""
    return "\n".join(map(_secret, value.strip().splitlines() or [""]))


def _token(value: str) -> str:
    """Of Slack's tokens and secrets; which kind it is only its bearer can tell."""
    if not re.fullmatch(r"[\w.:/+=-]{1,1000}", value.strip(), re.ASCII):
        raise Wrong("is nothing that Slack gives; copy it whole, without quotes")
    return value.strip()


def _discord_token(value: str) -> str:
    if not re.fullmatch(r"[\w.-]{1,200}", value.strip(), re.ASCII):
        raise Wrong("is no token of Discord's; copy it whole, and without quotes")
    return value.strip()


def _in_file(file: str, read: Callable[[str], str]) -> str:
    try:
        return read(contents(file).decode("utf-8"))
    except OSError as error:
        raise Wrong(f"that file cannot be read ({error.strerror})") from None
    except ValueError:
        raise Wrong("that file is not plain text; save it as UTF-8") from None


def _command(value: Any) -> str:
    """https://docs.slack.dev/interactivity/implementing-slash-commands#creating"""
    name = _text(value)
    if not re.fullmatch("/[a-z0-9_-]{1,31}", name):
        like = re.sub("[^a-z0-9_-]", "", name.lower())[:31] or "whoelse"
        raise Wrong(f"{shown(name)} is no slash command; try '/{like}'")
    return name


def _address(value: Any, like: str) -> str:
    """Without the slash at its end."""
    address = _text(value)
    if not re.fullmatch(r"https?://[\w.\[\]:-]+(/[\w.~/-]*)?", address, re.ASCII):
        raise Wrong(f"{shown(address)} is no address of the web; try '{like}'")
    return address.rstrip("/")


def _url(value: Any) -> str:
    """Slack wants it public, and with TLS; only a test would do without."""
    return _text(value) and _address(value, "https://whoelse.example.edu")


def _api_url(value: Any) -> str:
    return _address(value, SLACK_API) + "/"


def _discord_api(value: Any) -> str:
    return _address(value, DISCORD_API)


def _gateway(value: Any) -> str:
    address = _text(value)
    if not re.fullmatch(r"wss?://[\w.\[\]:-]+(/[\w.~/-]*)?", address, re.ASCII):
        raise Wrong(f"{shown(address)} is no gateway; try '{DISCORD_GATEWAY}'")
    return address.rstrip("/")


def _application(value: Any) -> str:
    """https://docs.discord.com/developers/reference#snowflakes"""
    id = str(value) if type(value) is int and 0 < value < 1 << 64 else _text(value)
    if id and not re.fullmatch("[0-9]{17,20}", id):
        like = "copy the Application ID, such as '1234567890123456789'"
        raise Wrong(f"{shown(value)} is no application; {like}")
    return id


def _host(value: Any) -> str:
    host = _text(value)
    if not re.fullmatch(r"[\w.:-]+", host, re.ASCII):
        raise Wrong(f"{shown(host)} is no address of this machine; try '127.0.0.1'")
    return host


def _port(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 65535:
        raise Wrong(f"{shown(value)} is no port; try 3000")
    return value


def _mode(value: Any) -> str:
    if value not in ("socket", "http"):
        raise Wrong(f"{shown(value)} is no way to reach Slack; try 'socket' or 'http'")
    return str(value)


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(f"{shown(value)} is neither true nor false; try false")
    return value


def _also_in_files(readers: Mapping[str, Reader]) -> Mapping[str, Reader]:
    """A secret may stand in a file that NAME_FILE names."""
    files = {f"{name}_FILE": partial(_in_file, read=readers[name]) for name in readers}
    return {**readers, **files}


TOP: Mapping[str, Reader] = {"database": _file}
SETTINGS: Mapping[str, Mapping[str, Reader]] = {
    "community": {
        "name": _text,
        "zone": _zone,
        "country": _country,
        "date_order": _order,
        "quiet": _quiet,
        "staff": _texts,
        "help": _texts,
        "questions": _file,
    },
    "cadence": {
        what: partial(_days, usual=RULES[what].count, unit=RULES[what].unit)
        for what in OFFICE_WAITS.split()
    },
    "slack": {
        "mode": _mode,
        "command": _command,
        "url": _url,
        "host": _host,
        "port": _port,
        "api_url": _api_url,
        "rotation": _yes_or_no,
    },
    "discord": {
        "application_id": _application,
        "api_url": _discord_api,
        "gateway_url": _gateway,
    },
    "data": {"file": _file},
}
SECRETS = _also_in_files({"WHOELSE_SECRET": _secret, "WHOELSE_SECRET_BEFORE": _secrets})
SLACK_SECRETS = _also_in_files(
    {
        "SLACK_BOT_TOKEN": _token,
        "SLACK_APP_TOKEN": _token,
        "SLACK_SIGNING_SECRET": _token,
        "SLACK_CLIENT_ID": _token,
        "SLACK_CLIENT_SECRET": _token,
    }
)
DISCORD_SECRETS = _also_in_files({"DISCORD_TOKEN": _discord_token})
