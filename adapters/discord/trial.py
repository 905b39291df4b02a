"""Whether Discord would take us as we are set: asked by the doctor, and for an address.

Nobody is identified and nothing registered by it, so it harms no bot at work. No
finding holds the token.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, ClientWSTimeout
from yarl import URL

from adapters.discord import standing
from adapters.discord.credentials import TOKEN, kind
from adapters.trial import object_of, parsed, seconds_apart
from bot.config import Discord
from bot.errors import Unusable
from bot.finding import Finding

LONGEST = ClientTimeout(total=10)  # seconds
GREETING = 5  # seconds
CLOSING = ClientWSTimeout(ws_close=1)
HELLO = 10  # https://docs.discord.com/developers/events/gateway#connecting
NOTED = 60  # seconds that two clocks may differ

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Answer:
    data: Any
    headers: Mapping[str, str]


class _Unanswered(Exception):
    """Nothing came that is of use; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.said)


async def tried(
    discord: Discord, sent: Sequence[Payload], now: datetime
) -> list[Finding]:
    """What Discord says to our token, with `sent` as the commands that should stand
    there, and its clock to `now`, which is this machine's."""
    async with ClientSession(timeout=LONGEST) as http:
        greeting = asyncio.create_task(_greeted(http, discord))
        found = []
        if discord.token and not kind(discord.token):
            found = await _stands(http, discord, sent, now)
        return [*found, await greeting]


async def application_of(discord: Discord) -> str:
    """The id of the app that the token is of; Unusable where nobody says."""
    async with ClientSession(timeout=LONGEST) as http:
        try:
            app = await _asked(http, discord, "/applications/@me")
        except _Unanswered as error:
            finding = error.finding
            raise Unusable(f"{finding.said}. {finding.fix}") from None
    return str(app.data["id"])


async def _stands(
    http: ClientSession, discord: Discord, sent: Sequence[Payload], now: datetime
) -> list[Finding]:
    try:
        app = await _asked(http, discord, "/applications/@me")
    except _Unanswered as error:
        return [error.finding]

    async def told(path: str, judge: Callable[[Any], Iterable[Finding]]) -> None:
        try:
            found.extend(judge((await _asked(http, discord, path)).data))
        except _Unanswered as error:
            found.append(error.finding)

    found = [*standing.application(app.data, discord), standing.intents(app.data)]
    commands = f"/applications/{app.data['id']}/commands"
    await told(commands, lambda there: [standing.commands(sent, there)])
    await told("/users/@me/guilds", lambda there: standing.servers(there, app.data))
    await told("/gateway/bot", standing.starts)
    return [*dict.fromkeys([*found, *_clock(app.headers, now)])]  # the same said once


async def _asked(http: ClientSession, discord: Discord, path: str) -> _Answer:
    bearer = {"Authorization": f"Bot {discord.token}"}
    url = f"{discord.api_url}{path}"
    try:
        async with http.get(url, headers=bearer, allow_redirects=False) as answer:
            status, headers = answer.status, answer.headers
            data = parsed(await answer.read())
    except (ClientError, OSError, ValueError) as error:
        fix = "Look at the network, and at [discord] api_url."
        said = f"Discord cannot be reached ({type(error).__name__})"
        raise _Unanswered(Finding("fail", "discord", said, fix)) from None
    if status != 200 or not _is_answer(path, data):
        raise _Unanswered(_refused(status))
    return _Answer(data, headers)


def _is_answer(path: str, data: Any) -> bool:
    """Of an app its id is asked, and of what there are many, a list."""
    if path.endswith(("/commands", "/guilds")):
        return isinstance(data, list)
    return isinstance(data, dict) and ("id" in data or not path.endswith("/@me"))


def _refused(status: int) -> Finding:
    """https://docs.discord.com/developers/topics/opcodes-and-status-codes#http"""
    if status == 401:
        fix = f"Make a new one and copy it: {TOKEN}."
        said = "Discord does not take DISCORD_TOKEN"
        return Finding("fail", "discord token", said, fix)
    if status == 429 or status >= 500:
        said = f"Discord cannot say now (HTTP {status})"
        return Finding("warn", "discord", said, "Try again in some minutes.")
    said = f"no answer of Discord's, but HTTP {status}"
    fix = "Look at [discord] api_url, and at any proxy."
    return Finding("fail", "discord", said, fix)


def _clock(headers: Mapping[str, str], now: datetime) -> list[Finding]:
    if (apart := seconds_apart(headers, now)) <= NOTED:
        return []
    said = f"this machine and Discord are {apart} seconds apart"
    return [Finding("warn", "discord clock", said, "Set this machine's clock, by NTP.")]


async def _greeted(http: ClientSession, discord: Discord) -> Finding:
    """Discord greets whoever comes, before it asks who that is."""
    url = URL(discord.gateway_url).with_query(v=10, encoding="json")
    try:
        async with (
            asyncio.timeout(LONGEST.total),
            http.ws_connect(url, timeout=CLOSING) as socket,
        ):
            greeting = object_of(await socket.receive_str(timeout=GREETING))
    except (ClientError, OSError, ValueError, TypeError) as error:
        return _cut(type(error).__name__)
    if greeting.get("op") == HELLO:
        return Finding("ok", "discord gateway", "opened, and greeted")
    return _cut("no greeting")


def _cut(why: str) -> Finding:
    said = f"none could be opened ({why})"
    fix = "Let wss:// out, through the firewall; or set [discord] gateway_url."
    return Finding("fail", "discord gateway", said, fix)
