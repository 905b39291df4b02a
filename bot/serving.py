"""The bot at work on the platforms that its settings name, in one process."""

import asyncio
import signal
from asyncio import FIRST_COMPLETED
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
)
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Protocol

import click

from bot.cli import Work
from bot.coach.questions.bank import bank, take_in
from bot.commands import given
from bot.config import Config, Slack
from bot.engine.clock import RealClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.safe import SealedSafe
from bot.engine.sealed import Sealer
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.errors import Unusable
from bot.finding import Finding
from bot.flows import FLOWS
from bot.ports import Clock, Poster

AFTER = timedelta(microseconds=1)
STOPS = (signal.SIGTERM, signal.SIGINT)


async def serve(work: Work) -> None:
    """Until a first signal; what is on its way then may still arrive."""
    config, stop = work.config, _told_to_stop()
    if config.questions:
        take_in(config.questions)
    async with AsyncExitStack() as stack:
        store = SqliteStore(work.file, *work.keys)
        stack.callback(store.close)
        await store.adopt(config.community, [given.staff(s) for s in config.staff])
        clock = real(await store.latest())
        await stack.enter_async_context(clock)
        shell = Shell(Router(FLOWS), store, clock)
        services: dict[str, Service] = {}
        for name, opened in _platforms(config, store, clock, Sealer(work.keys)):
            services[name] = await stack.enter_async_context(opened)
        deliveries = [
            Delivery(store, clock, name, service.poster)
            for name, service in services.items()
        ]
        life = Life(store, clock, shell, deliveries)
        await stack.enter_async_context(life.going())
        lives = [
            await stack.enter_async_context(service.at_work(shell))
            for service in services.values()
        ]
        names = " and ".join(name.capitalize() for name in services)
        click.echo(f"Who Else is running on {names}. Ctrl-C stops it.")
        Thread(target=warm, args=(config.community.country,), daemon=True).start()
        await _until(stop, lives[0] if len(lives) == 1 else None)
        click.echo("Stopping. What is on its way may still arrive; again ends at once.")


class Service(Protocol):
    """A platform, from the start on; people are heard while it is at work.

    Where it can end by itself, it gives the task that does so with Unusable.
    """

    @property
    def poster(self) -> Poster: ...

    def at_work(
        self, shell: Shell
    ) -> AbstractAsyncContextManager[asyncio.Task[None] | None]: ...


def _platforms(
    config: Config, store: SqliteStore, clock: Clock, sealer: Sealer
) -> Iterator[tuple[str, AbstractAsyncContextManager[Service]]]:
    """Those that are named, each with what it needs; no other is even imported."""
    if config.slack:
        safe = SealedSafe(store, sealer, "slack")
        yield "slack", _slack(config.slack, store, clock, safe)
    if config.discord:
        from adapters.discord.credentials import prepared
        from adapters.discord.service import opened

        _check(prepared(config.discord))  # before anybody is shown a token
        commands = [c for flow in FLOWS for c in flow.commands.values()]
        safe = SealedSafe(store, sealer, "discord")
        zone = given.zone(config.zone)
        yield "discord", opened(config.discord, commands, clock, safe, zone)


@asynccontextmanager
async def _slack(
    slack: Slack, store: SqliteStore, clock: Clock, safe: SealedSafe
) -> AsyncIterator[Service]:
    """Unusable, with all that is wrong, before anybody waits for an answer."""
    from adapters.slack.credentials import prepared
    from adapters.slack.service import opened
    from adapters.slack.trial import tried

    now = datetime.now(UTC)  # the machine's, whatever the file has seen
    _check(prepared(slack))  # before anybody is shown a token
    _check(await tried(slack, now, greeted=False))
    if slack.many:
        await safe.reseal()
    async with opened(slack, store, clock, safe if slack.many else None) as service:
        yield service


def _check(found: Iterable[Finding]) -> None:
    if faults := [one.line for one in found if one.level == "fail"]:
        raise Unusable("\n".join(faults))


async def _until(stop: asyncio.Event, alone: asyncio.Task[None] | None) -> None:
    """The only platform may end by itself; beside another one it is in the log."""
    told = asyncio.create_task(stop.wait())
    await asyncio.wait([told, *filter(None, [alone])], return_when=FIRST_COMPLETED)
    if alone and alone.done():
        told.cancel()
        alone.result()


def _told_to_stop() -> asyncio.Event:
    """By a first signal, in order; a second one does what it always does."""
    loop, told = asyncio.get_running_loop(), asyncio.Event()

    def stop() -> None:
        told.set()
        for name in STOPS:
            loop.remove_signal_handler(name)
            signal.signal(name, signal.SIG_DFL)

    for name in STOPS:
        loop.add_signal_handler(name, stop)
    return told


def real(latest: datetime | None) -> RealClock:
    """It goes on after all that the file has seen."""
    ahead = latest + AFTER - datetime.now(UTC) if latest else timedelta()
    return RealClock(max(ahead, timedelta()))


def warm(country: str) -> None:
    """The first date, plan, check or rehearsal would make whoever is typing wait.

    A pipe waits for nobody.
    """
    from bot.coach import check
    from bot.coach.practice.characters import cast
    from bot.coach.practice.hearing import hear
    from bot.coach.time import dates

    bank()
    check.warm()
    cast()
    hear("How did you get into this?")
    dates.warm(country)
