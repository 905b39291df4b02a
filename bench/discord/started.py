"""Fresh processes: how long until one is ready, and what memory it holds then."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from statistics import median
from time import perf_counter

from bench.child import Child, child, held
from bench.discord.gateway import PERSON, Here, here
from bench.discord.shared import TOKEN
from bench.disk import Disk
from bench.frame import Figures
from bench.ours import names
from bench.slack.shared import SECRET
from bench.slack.shared import TOKEN as SLACK_TOKEN
from bench.slack.web_api import web_api

STARTS, INTERACTIONS, STUDENTS = 3, 200, 20

DISCORD = """
[discord]
api_url = "{discord.api_url}"
gateway_url = "{discord.gateway_url}"
"""
SLACK = """
[slack]
mode = "http"
port = 0
api_url = "{slack}"
"""
ENVIRONMENT = {
    "DISCORD_TOKEN": TOKEN,
    "SLACK_BOT_TOKEN": SLACK_TOKEN,
    "SLACK_SIGNING_SECRET": SECRET,
    "WHOELSE_SECRET": "a secret of the bench that is long enough",
}

Starting = Callable[[Here, Disk], AbstractAsyncContextManager[Child]]


def bare(part: float, disk: Disk) -> Figures:
    return asyncio.run(_starts(_bare, part, disk))


def ours(part: float, disk: Disk) -> Figures:
    return asyncio.run(_starts(partial(_ours, DISCORD), part, disk))


def both(part: float, disk: Disk) -> Figures:
    """Discord and Slack, in one process."""
    return asyncio.run(_starts(partial(_ours, DISCORD + SLACK), part, disk))


async def _starts(starting: Starting, part: float, disk: Disk) -> Figures:
    """The first start finds nothing in the system's caches, so it is not counted."""
    ready: list[float] = []
    figures: dict[str, float] = {}
    for nth in range(1 + (round(STARTS * part) or 1)):
        began = perf_counter()
        async with here() as discord, starting(discord, disk) as bot:
            await bot.line()
            if nth:
                ready.append((perf_counter() - began) * 1000)
                continue
            figures["held"] = await held(bot)
            await _used(discord, round(INTERACTIONS * part) or 1)
            figures["in use"] = await held(bot)
    return {"ready": median(ready), **figures}


async def _used(discord: Here, many: int) -> None:
    for nth, name in zip(range(many), names(many), strict=True):
        await discord.call(PERSON + nth % STUDENTS, what="sent", name=name)


@asynccontextmanager
async def _bare(discord: Here, disk: Disk) -> AsyncIterator[Child]:
    addresses = discord.api_url, discord.gateway_url
    async with child("bench.discord.bare", *addresses) as bot:
        yield bot


@asynccontextmanager
async def _ours(settings: str, discord: Here, disk: Disk) -> AsyncIterator[Child]:
    """`whoelse run` itself, which ends by a signal."""
    file = disk.file()
    config = file.with_suffix(".toml")
    async with web_api() as slack:
        config.write_text(settings.format(discord=discord, slack=slack))
        args = "run", "--config", config, "--db", file
        async with child("bot", *args, env=ENVIRONMENT) as bot:
            yield bot
            bot.stop()
