"""Whether Slack would take us as we are set: asked before a start, and by the doctor.

Bolt itself would try a bad token for ever, in silence. No finding holds a secret.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import (
    ClientError,
    ClientSession,
    ClientTimeout,
    ClientWSTimeout,
    WSMsgType,
)
from slack_sdk.proxy_env_variable_loader import load_http_proxy_from_env

from adapters.slack.calls import QUIET
from adapters.slack.credentials import APP, APP_TOKEN, BOT, BOT_TOKEN, kind
from adapters.slack.manifest import SCOPES
from adapters.trial import object_of, seconds_apart
from bot.config import Slack
from bot.finding import Finding, Level
from bot.text import listed, one_line

LONGEST = ClientTimeout(total=10)  # seconds
GREETING = 5  # seconds
CLOSING = ClientWSTimeout(ws_close=1)

NOTED = 60  # seconds that two clocks may differ
REFUSED = 300  # https://docs.slack.dev/authentication/verifying-requests-from-slack

_UNREACHED = "cannot be reached"
_TRIED_LATER = ("ratelimited", "internal_error", "fatal_error", "service_unavailable")
_AGAIN = "Install the app again, and copy its new token."
_BOT_FIXES = {
    "account_inactive": _AGAIN,
    "token_revoked": _AGAIN,
    "token_expired": "Tokens of this app expire: let workspaces install it by OAuth.",
    "access_denied": "Ask the workspace's admins whether they let this address in.",
}
_APP_FIXES = {
    "missing_scope": f"Make another one: {APP_TOKEN}.",
    "forbidden_team": "Ask the workspace's admins whether they let apps connect.",
}
"""https://docs.slack.dev/reference/methods/auth.test#errors"""


@dataclass(frozen=True, slots=True)
class _Answer:
    code: str  # why not; empty if it is a yes
    data: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


async def tried(slack: Slack, now: datetime, *, greeted: bool) -> list[Finding]:
    """What Slack says to our tokens, and its clock to `now`, which is this machine's.

    With `greeted` a socket is opened too. Slack spreads what happens over all sockets
    of an app, so whoever runs a bot does not want that twice: it is closed as soon as
    it was greeted.
    """
    async with ClientSession(timeout=LONGEST) as http:
        asked = []
        if slack.bot_token and kind(slack.bot_token) != APP:
            asked.append(_bot(http, slack, slack.bot_token, now))
        if slack.mode == "socket" and slack.app_token and kind(slack.app_token) != BOT:
            asked.append(_socket(http, slack, slack.app_token, greeted))
        found = [one for part in await asyncio.gather(*asked) for one in part]
    return [*dict.fromkeys(found)]  # that nobody can be reached is said once


async def _bot(
    http: ClientSession, slack: Slack, token: str, now: datetime
) -> list[Finding]:
    answer = await _asked(http, slack, "auth.test", token)
    if answer.code:
        return [_refused("SLACK_BOT_TOKEN", answer.code, _BOT_FIXES, BOT_TOKEN)]
    name, team = (one_line(str(answer.data.get(key)), 80) for key in ("user", "team"))
    said = f"SLACK_BOT_TOKEN is {name}'s in {team}"
    found = [Finding("ok", "slack tokens", said)]
    found += _scopes(answer.headers)
    return found + _clock(answer.headers, now, slack)


def _scopes(headers: Mapping[str, str]) -> list[Finding]:
    """A proxy may have dropped the header; then nothing is known of them."""
    if not (said := headers.get("x-oauth-scopes")):
        return []
    granted = {scope.strip() for scope in said.split(",")}
    fix = "Paste what `whoelse manifest slack` prints as App Manifest, and reinstall."
    if missing := sorted(SCOPES.keys() - granted):
        said = f"not granted: {listed(missing)}"
        return [Finding("fail", "slack scopes", said, fix)]
    if spare := sorted(filter(None, map(_code, granted - SCOPES.keys()))):
        said = f"granted and not needed: {listed(spare)}"
        return [Finding("warn", "slack scopes", said, fix)]
    return [Finding("ok", "slack scopes", "as in the manifest")]


def _clock(headers: Mapping[str, str], now: datetime, slack: Slack) -> list[Finding]:
    """Beyond five minutes each request that Slack signs would look like an old one."""
    if (apart := seconds_apart(headers, now)) <= NOTED:
        return []
    level: Level = "fail" if apart >= REFUSED and slack.mode == "http" else "warn"
    said = f"this machine and Slack are {apart} seconds apart"
    return [Finding(level, "slack clock", said, "Set this machine's clock, by NTP.")]


async def _socket(
    http: ClientSession, slack: Slack, token: str, greeted: bool
) -> list[Finding]:
    answer = await _asked(http, slack, "apps.connections.open", token)
    if answer.code:
        return [_refused("SLACK_APP_TOKEN", answer.code, _APP_FIXES, APP_TOKEN)]
    if not greeted:
        return [Finding("ok", "slack socket", "Slack would open one")]
    return [await _greeted(http, str(answer.data.get("url")))]


async def _greeted(http: ClientSession, url: str) -> Finding:
    """https://docs.slack.dev/apis/events-api/using-socket-mode#connect"""
    try:
        async with (
            asyncio.timeout(LONGEST.total),
            http.ws_connect(url, proxy=_proxy(), timeout=CLOSING) as socket,
        ):
            message = await socket.receive(GREETING)
    except (ClientError, OSError, ValueError) as error:
        return _cut(type(error).__name__)
    said = object_of(message.data) if message.type is WSMsgType.TEXT else {}
    if said.get("type") == "hello":
        return Finding("ok", "slack socket", "opened, and greeted")
    if said.get("reason") == "link_disabled":
        fix = "Turn it on in the app's settings: Socket Mode, Enable."
        return Finding("fail", "slack socket", "Socket Mode is off", fix)
    return _cut(_code(said.get("reason")) or "no greeting")


def _cut(why: str) -> Finding:
    said = f"none could be opened ({why})"
    fix = "Let wss:// out, through the firewall and any proxy; or set mode to http."
    return Finding("fail", "slack socket", said, fix)


async def _asked(http: ClientSession, slack: Slack, method: str, token: str) -> _Answer:
    """An answer always; its code is ours where no answer of Slack's came."""
    url, bearer = f"{slack.api_url}{method}", {"Authorization": f"Bearer {token}"}
    try:
        async with http.post(
            url, headers=bearer, proxy=_proxy(), allow_redirects=False
        ) as answer:
            data = object_of(await answer.read())
            status, headers = answer.status, answer.headers
    except (ClientError, OSError, ValueError) as error:
        return _Answer(f"{_UNREACHED} ({type(error).__name__})")
    if status == 200 and data.get("ok") is True:
        return _Answer("", data, headers)
    return _Answer(_code(data.get("error")) or f"HTTP {status}", data, headers)


def _refused(name: str, code: str, fixes: Mapping[str, str], where: str) -> Finding:
    if code.startswith(_UNREACHED):
        fix = "Look at the network, HTTPS_PROXY, and [slack] api_url."
        return Finding("fail", "slack", f"Slack {code}", fix)
    if code.startswith("HTTP"):
        fix = "Look at [slack] api_url, and at any proxy."
        return Finding("fail", "slack", f"no answer of Slack's, but {code}", fix)
    if code in _TRIED_LATER:
        said, fix = f"Slack cannot say now ({code})", "Try again in a minute."
        return Finding("warn", "slack", said, fix)
    said = f"Slack does not take {name} ({code})"
    fix = fixes.get(code, f"Copy it again: {where}.")
    return Finding("fail", "slack tokens", said, fix)


def _code(said: object) -> str:
    """What Slack calls a thing; anything else is nobody's word."""
    is_one = isinstance(said, str) and re.fullmatch("[a-z0-9_:.]{1,60}", said)
    return str(said) if is_one else ""


def _proxy() -> str | None:
    """The one that Slack's own library takes."""
    return load_http_proxy_from_env(QUIET)
