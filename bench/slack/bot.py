"""Ours over HTTP: the bot on a file, behind the same Bolt, as `whoelse run` has it.

`python -m bench.slack.bot FILE API_URL all|one` says its port. At a line of its input
all falls due that is asked for, and it says when all of that was decided; it ends with
its input. With `one`, a single word is registered.
"""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.slack.service import opened
from bench.due import DUE
from bench.ours import COLLEGE, SECRET
from bench.slack import shared
from bot.config import Slack
from bot.engine.clock import RealClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.flow import Flow
from bot.flows import FLOWS, log

AN_HOUR = timedelta(hours=1)
A_LOOK = 0.05  # seconds
WORD = "log"


async def serve(file: Path, settings: Slack, words: str) -> None:
    async with AsyncExitStack() as stack:
        store = SqliteStore(file, SECRET)
        stack.callback(store.close)
        await store.adopt(COLLEGE, [])
        clock = RealClock(ahead=DUE - AN_HOUR - datetime.now(UTC))
        await stack.enter_async_context(clock)
        shell = Shell(Router([*_flows(words)]), store, clock)
        service = await stack.enter_async_context(opened(settings, store, clock, None))
        delivery = Delivery(store, clock, "slack", service.poster)
        life = Life(store, clock, shell, [delivery])
        await stack.enter_async_context(life.going())
        await stack.enter_async_context(service.at_work(shell))
        _say(str(service.port))
        while await asyncio.to_thread(sys.stdin.readline):
            clock.move(DUE)
            await _decided(store, clock)
            _say("decided")


async def _decided(store: SqliteStore, clock: RealClock) -> None:
    due = DUE
    while due <= clock.now():
        await asyncio.sleep(A_LOOK)
        due = await store.agenda(lambda agenda: agenda.next_wake())


def _flows(words: str) -> Iterator[Flow]:
    if words == "all":
        yield from FLOWS
    else:
        yield replace(log.flow, commands={WORD: log.flow.commands[WORD]})


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(file: str, api_url: str, words: str) -> None:
    settings = Slack(
        mode="http",
        command=shared.COMMAND,
        port=0,
        api_url=api_url,
        bot_token=shared.TOKEN,
        signing_secret=shared.SECRET,
    )
    asyncio.run(serve(Path(file), settings, words))


if __name__ == "__main__":
    main(*sys.argv[1:])
