"""One person on Slack and on Discord: both at work in one process, on one data file."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.discord.service import opened
from adapters.slack.calls import Calls, OneToken, session
from adapters.slack.manifest import REQUESTS
from adapters.slack.service import Service
from bot.config import Discord as DiscordSettings
from bot.config import Slack as SlackSettings
from bot.engine.clock import SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.safe import SealedSafe
from bot.engine.sealed import Sealer
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.flows import FLOWS
from tests.adapters.discord.house import NOON, SECRET, official
from tests.adapters.discord.loopback import Discord
from tests.adapters.discord.loopback import Person as OnDiscord
from tests.adapters.discord.loopback import read as read_discord
from tests.adapters.slack.faults.house import LONG, loopback
from tests.adapters.slack.loopback import Person as OnSlack
from tests.adapters.slack.loopback import read as read_slack
from tests.talk import COLLEGE

pytestmark = pytest.mark.asyncio


class Both:
    def __init__(self, slack: OnSlack, discord: OnDiscord, life: Life) -> None:
        self.slack = slack
        self.discord = discord
        self._life = life

    async def on_slack(self, text: str, *words: str) -> str:
        since = await self.slack.say(text)
        return read_slack(await self.slack.reads(*words, since=since))

    async def on_discord(self, text: str, *words: str) -> str:
        since = await self.discord.say(text)
        return read_discord(await self.discord.reads(*words, since=since))

    async def later(self, clock: SimulatedClock, minutes: float) -> None:
        await self._life.skip(clock.now() + timedelta(minutes=minutes))
        await self._life.tick()

    def heard(self, words: str) -> tuple[int, int]:
        """How often these words were written to them, on Slack and on Discord."""
        slack = [m for m in self.slack.sees() if words in read_slack(m)]
        discord = [m for m in self.discord.sees() if words in read_discord(m)]
        return len(slack), len(discord)


@asynccontextmanager
async def at_work(folder: Path, clock: SimulatedClock) -> AsyncIterator[Both]:
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(loopback())
        discord = await stack.enter_async_context(Discord(official()))
        store = SqliteStore(folder / "whoelse.db", SECRET)
        stack.callback(store.close)
        await store.adopt(COLLEGE, [])
        shell = Shell(Router(FLOWS), store, clock, LONG)
        http = await stack.enter_async_context(session())
        calls = Calls(http, slack.api_url, OneToken(slack.token))
        asked = SlackSettings(
            mode="http",
            port=0,
            api_url=slack.api_url,
            bot_token=slack.token,
            signing_secret=slack.app.signing_secret,
        )
        one = Service(asked, calls, store, clock, None)
        sought = DiscordSettings(
            api_url=discord.api_url,
            gateway_url=discord.gateway_url,
            token=discord.token,
        )
        commands = [c for flow in FLOWS for c in flow.commands.values()]
        safe = SealedSafe(store, Sealer([SECRET]), "discord")
        other = await stack.enter_async_context(opened(sought, commands, clock, safe))
        deliveries = [
            Delivery(store, clock, "slack", one.poster),
            Delivery(store, clock, "discord", other.poster),
        ]
        life = Life(store, clock, shell, deliveries)
        await stack.enter_async_context(life.going())
        await stack.enter_async_context(one.at_work(shell))
        await stack.enter_async_context(other.at_work(shell))
        slack.request_url = f"http://127.0.0.1:{one.port}{REQUESTS}"
        yield Both(slack.person("Ana"), discord.person("Ana"), life)
        await life.tick()


async def test_one_list_on_both_and_a_reminder_where_they_were_last(
    tmp_path: Path,
) -> None:
    clock = SimulatedClock(NOON)
    async with at_work(tmp_path, clock) as ana:
        await ana.on_slack("add Priya Nair, nurse at Mercy", "Priya Nair")
        code = await ana.on_slack("my other account", "Your code")
        found = re.search("[A-Z]{4}-[A-Z]{4}", code)
        assert found
        await ana.on_discord(f"my other account {found[0]}", "Joined", "Slack")
        await ana.slack.reads("Your account on Discord is joined with this one now")
        await ana.on_discord("people", "Priya Nair")

        await ana.on_discord("remind me to call in 5 minutes", "I'll remind you")
        await ana.later(clock, 6)
        assert ana.heard("You asked me to remind you: call") == (0, 1)
        await ana.on_slack("remind me to write in 5 minutes", "I'll remind you")
        await ana.later(clock, 6)
        assert ana.heard("You asked me to remind you: write") == (1, 0)

        await ana.on_discord("my other account part", "Which account keeps your list?")
        await ana.discord.press("Keep it on Slack")
        await ana.on_discord("people", "Nobody yet")
        await ana.on_slack("people", "Priya Nair")


async def test_who_cannot_be_reached_on_discord_hears_of_it_on_slack(
    tmp_path: Path,
) -> None:
    clock = SimulatedClock(NOON)
    async with at_work(tmp_path, clock) as ana:
        code = await ana.on_slack("my other account", "Your code")
        found = re.search("[A-Z]{4}-[A-Z]{4}", code)
        assert found
        await ana.on_discord(f"my other account {found[0]}", "Joined")
        await ana.on_discord("remind me to call in 5 minutes", "I'll remind you")
        ana.discord.closed = "50007"
        await ana.later(clock, 6)
        told = await ana.on_slack("next", "I could not write to you on Discord")
        assert "You asked me to remind you: call" in told
        assert "allow direct messages" in told
