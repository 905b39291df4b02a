"""The operator's settings: one file, and the secrets from the environment.

Whatever is wrong is said at once, a line each, with what to try. A secret is never
part of such a line, nor is the name of the file that holds it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, Literal

from bot.errors import Unusable
from bot.records import Community
from bot.settings import (
    DISCORD_API,
    DISCORD_GATEWAY,
    DISCORD_SECRETS,
    SECRETS,
    SETTINGS,
    SLACK_API,
    SLACK_SECRETS,
    TOP,
    Reader,
    Wrong,
    contents,
    shown,
)

DEFAULT = Path("config.toml")

Table = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """How Slack is reached, and by what it knows us; a secret that is not set is None.

    Whether all is there that a start needs is not looked at here: the manifest is
    written before there is an app that could have tokens.
    """

    mode: Literal["socket", "http"] = "socket"
    command: str = "/whoelse"
    url: str = ""  # public, without a slash at its end
    host: str = "127.0.0.1"
    port: int = 3000
    api_url: str = SLACK_API  # with a slash at its end
    rotation: bool = False
    bot_token: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    client_id: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)

    @property
    def many(self) -> bool:
        """Workspaces install the app by themselves, and each has its own token."""
        return self.client_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discord:
    """How Discord is reached; both addresses are without a slash at their end."""

    application_id: str = ""  # empty: it is asked for
    api_url: str = DISCORD_API
    gateway_url: str = DISCORD_GATEWAY
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What holds for everybody who uses this bot."""

    community: Community
    zone: str = ""  # IANA, for whoever has not said theirs; empty: this machine's
    staff: tuple[str, ...] = ()  # who may use the office's words: "terminal:ana"
    questions: Path | None = None  # the office's own: a file, or a folder of files
    database: Path | None = None  # None: in the user's data directory
    secret: str | None = field(default=None, repr=False)  # the key of keyed hashes
    before: tuple[str, ...] = field(default=(), repr=False)  # older ones, newest first
    slack: Slack | None = None  # None where Slack is not named at all
    discord: Discord | None = None  # likewise


class BadConfig(Unusable):
    """Settings that cannot be used; `faults` has a line for each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def read_config(path: Path | None, environ: Mapping[str, str]) -> Config:
    """From `path`, or else from `config.toml` here if there is one.

    What is not set has the value that config.example.toml shows. Raises BadConfig.
    """
    file = path or DEFAULT
    faults: list[str] = []
    readers: dict[str, Reader] = {
        section: partial(_read, keys, where=f"{file}: [{section}] ", faults=faults)
        for section, keys in SETTINGS.items()
    }
    table = _toml(file, path is not None, faults)
    found = _read({**TOP, **readers}, table, where=f"{file}: ", faults=faults)
    if found.get("database") and found.get("data", {}).get("file"):
        faults.append(f"{file}: database and [data] file: set one of them, not both")
    ours = {k: v for k, v in environ.items() if k.startswith("WHOELSE_") and v}
    secrets = _secrets(SECRETS, ours, faults)
    if "slack" in found:
        found["slack"] |= _slack_secrets(environ, faults)
    if "discord" in found:
        given = {name: environ[name] for name in DISCORD_SECRETS if environ.get(name)}
        found_there = _secrets(DISCORD_SECRETS, given, faults)
        found["discord"] |= {"token": found_there.get("DISCORD_TOKEN")}
    if faults:
        raise BadConfig(faults)
    return _config(found, file.parent, secrets)


def _secrets(
    readers: Mapping[str, Reader], given: Mapping[str, str], faults: list[str]
) -> Mapping[str, str]:
    """By name, whether they stand in the environment or in a file that it names."""
    found = _read(readers, given, where="", faults=faults)
    for name in given:
        if (file := f"{name}_FILE") in given:
            faults.append(f"{name} and {file}: set one of them, not both")
    return {name.removesuffix("_FILE"): value for name, value in found.items()}


def _slack_secrets(environ: Mapping[str, str], faults: list[str]) -> Mapping[str, str]:
    """As fields of `Slack`; what else begins with SLACK_ may be another program's."""
    given = {name: environ[name] for name in SLACK_SECRETS if environ.get(name)}
    found = _secrets(SLACK_SECRETS, given, faults)
    names = {name.removesuffix("_FILE") for name in given}
    if len(names & {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"}) == 1:
        faults.append("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET: set both, or neither")
    if names >= {"SLACK_BOT_TOKEN", "SLACK_CLIENT_ID"}:
        faults.append(
            "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many;"
            " set one of them, not both"
        )
    return {k.removeprefix("SLACK_").lower(): value for k, value in found.items()}


def _toml(file: Path, must_exist: bool, faults: list[str]) -> Table:
    try:
        return tomllib.loads(contents(file).decode("utf-8-sig"))
    except FileNotFoundError:
        if must_exist:
            faults.append(f"{file}: no such file; config.example.toml is one to copy")
    except OSError as error:
        faults.append(f"{file}: cannot be read ({error.strerror})")
    except UnicodeDecodeError:
        faults.append(f"{file}: is not plain text; save it as UTF-8")
    except RecursionError:
        faults.append(f"{file}: too many brackets inside brackets")
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{file}: {error}; config.example.toml shows how it is written")
    except ValueError:  # over 4,300 digits, of which Python would tell its own story
        faults.append(f"{file}: a number is too long; config.example.toml shows all")
    return {}


def _read(
    readers: Mapping[str, Reader], table: Any, where: str, faults: list[str]
) -> Table:
    """What the readers make of the values, and a fault for each that they refuse."""
    if not isinstance(table, dict):
        raise Wrong("a section; its name stands alone in one pair of brackets")
    found: Table = {}
    for key, value in table.items():
        try:
            found[key] = _known(readers, key)(value)
        except Wrong as wrong:
            faults.append(f"{where}{_name(key)}: {wrong}")
    return found


def _known(readers: Mapping[str, Reader], key: str) -> Reader:
    if key in readers:
        return readers[key]
    if key in TOP:
        raise Wrong("stands above all sections, in the first lines")
    near = get_close_matches(key[:60], readers, 1)
    raise Wrong("no such setting" + (f"; did you mean {near[0]!r}?" if near else ""))


def _name(key: str) -> str:
    return key if re.fullmatch("[A-Za-z0-9_-]{1,60}", key) else shown(key)


def _config(found: Mapping[str, Any], here: Path, secrets: Mapping[str, str]) -> Config:
    """Files are found from where the settings stand."""
    community, data = found.get("community", {}), found.get("data", {})
    own = community.pop("questions", None)
    file = found.get("database") or data.get("file")
    return Config(
        zone=community.pop("zone", ""),
        staff=community.pop("staff", ()),
        questions=here / own if own else None,
        community=Community(id="local", cadence=found.get("cadence", {}), **community),
        database=here / file if file else None,
        secret=secrets.get("WHOELSE_SECRET"),
        before=tuple(secrets.get("WHOELSE_SECRET_BEFORE", "").splitlines()),
        slack=Slack(**found["slack"]) if "slack" in found else None,
        discord=Discord(**found["discord"]) if "discord" in found else None,
    )
