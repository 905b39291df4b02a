"""Ours: the bot on a file, on Discord, as `whoelse run` has it.

`python -m bench.discord.bot FILE API_URL GATEWAY_URL` says that it is ready, and then
at each line of its input what was measured; it ends with its input.
"""

import asyncio
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.discord.service import opened
from bench.discord.shared import TOKEN, asked, say
from bench.discord.watched import Watch
from bench.ours import COLLEGE, MONDAY, SECRET
from bot.config import Discord
from bot.engine.clock import RealClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.safe import SealedSafe
from bot.engine.sealed import Sealer
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.events import Event, Rang
from bot.flows import FLOWS
from bot.ports import Decide, Decided

AN_HOUR = timedelta(hours=1)


class Watched(SqliteStore):
    """Says when a decision is handed over to it, and when that is on the disk."""

    watch: Watch

    async def transact(self, event: Event, decide: Decide) -> Decided:
        if isinstance(event, Rang):
            return await super().transact(event, decide)
        self.watch.reached("handed over")
        decided = await super().transact(event, decide)
        self.watch.reached("committed")
        return decided


async def serve(file: Path, settings: Discord) -> None:
    async with AsyncExitStack() as stack:
        store = Watched(file, SECRET)
        store.watch = Watch()
        stack.callback(store.close)
        await store.adopt(COLLEGE, [])
        clock = RealClock(ahead=MONDAY + AN_HOUR - datetime.now(UTC))
        await stack.enter_async_context(clock)
        shell = Shell(Router(FLOWS), store, clock)
        table = [command for flow in FLOWS for command in flow.commands.values()]
        safe = SealedSafe(store, Sealer([SECRET]), "discord")
        service = await stack.enter_async_context(opened(settings, table, clock, safe))
        delivery = Delivery(store, clock, "discord", service.poster)
        life = Life(store, clock, shell, [delivery])
        await stack.enter_async_context(life.going())
        await stack.enter_async_context(service.at_work(shell))
        store.watch.start()
        say("ready")
        await asked(store.watch.told)


def main(file: str, api_url: str, gateway_url: str) -> None:
    settings = Discord(api_url=api_url, gateway_url=gateway_url, token=TOKEN)
    asyncio.run(serve(Path(file), settings))


if __name__ == "__main__":
    main(*sys.argv[1:])
