"""`python -m bot`, and the one place that chooses what stands behind each port."""

import asyncio
import logging
import signal
import sys
from collections.abc import Iterable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from io import StringIO, TextIOWrapper
from os import environ
from threading import Thread
from typing import TYPE_CHECKING, TextIO

import click

from bot.cli import Seat, Starts, Work, commands
from bot.errors import Unusable

if TYPE_CHECKING:
    from adapters.console.chat import Face
    from bot.engine.clock import Movable, RealClock
    from bot.finding import Finding

AFTER = timedelta(microseconds=1)
A_MINUTE = timedelta(minutes=1)
STOPS = (signal.SIGTERM, signal.SIGINT)


def main() -> None:
    commands(obj=Starts(chat, run), prog_name="whoelse")


def chat(seat: Seat) -> None:
    """Sit down at the terminal, and stay until the end of input."""
    asyncio.run(_chat(seat))


async def _chat(seat: Seat) -> None:
    from adapters.console.chat import Chat
    from adapters.console.desk import Desk
    from bot.coach.time.zones import country_of
    from bot.engine.clock import RealClock
    from bot.engine.delivery import Delivery
    from bot.engine.files import MEMORY
    from bot.engine.life import Life
    from bot.engine.router import Router
    from bot.engine.shell import Shell
    from bot.engine.sqlite import SqliteStore
    from bot.flows import FLOWS

    if seat.config.questions:
        from bot.coach.questions.bank import take_in

        take_in(seat.config.questions)
    async with AsyncExitStack() as stack:
        file = MEMORY if str(seat.file) == MEMORY else seat.file
        store = SqliteStore(file, seat.key)
        stack.callback(store.close)
        await store.adopt(seat.config.community, seat.staff)
        clock = _clock(seat, await store.latest())
        if isinstance(clock, RealClock):
            await stack.enter_async_context(clock)
        face = _face(seat)
        desk = Desk(clock, face, seat.who)
        skipped = not seat.now and clock.now() > datetime.now(UTC) + A_MINUTE
        shell = Shell(Router(FLOWS), store, clock)
        life = Life(store, clock, shell, [Delivery(store, clock, "terminal", desk)])
        chat = Chat(shell, store, clock, life, desk, seat.file.parent, skipped)
        await chat.look_up()
        await stack.enter_async_context(life.going())
        if _is_watched():
            country = seat.config.community.country or country_of(seat.who.zone)
            Thread(target=_warm, args=(country,), daemon=True).start()
        await face.run(chat)


def run(work: Work) -> None:
    """Serve, until SIGTERM or Ctrl-C; what is on its way then may still arrive."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    asyncio.run(_run(work))


async def _run(work: Work) -> None:
    from adapters.slack.credentials import prepared
    from adapters.slack.service import opened
    from adapters.slack.trial import tried
    from bot.commands import given
    from bot.engine.delivery import Delivery
    from bot.engine.life import Life
    from bot.engine.router import Router
    from bot.engine.safe import SealedSafe
    from bot.engine.sealed import Sealer
    from bot.engine.shell import Shell
    from bot.engine.sqlite import SqliteStore
    from bot.flows import FLOWS

    config, slack, stop = work.config, work.config.slack, _told_to_stop()
    if slack is None:
        return
    if config.questions:
        from bot.coach.questions.bank import take_in

        take_in(config.questions)
    async with AsyncExitStack() as stack:
        store = SqliteStore(work.file, work.key)
        stack.callback(store.close)
        await store.adopt(config.community, [given.staff(s) for s in config.staff])
        clock = _real(await store.latest())
        await stack.enter_async_context(clock)
        shell = Shell(Router(FLOWS), store, clock)
        now = datetime.now(UTC)  # the machine's, whatever the file has seen
        _check(prepared(slack))  # before anybody is shown a token
        _check(await tried(slack, now, greeted=False))
        safe = SealedSafe(store, Sealer([work.key]), "slack") if slack.many else None
        if safe:
            await safe.reseal()
        service = await stack.enter_async_context(opened(slack, store, clock, safe))
        deliveries = [Delivery(store, clock, "slack", service.poster)]
        life = Life(store, clock, shell, deliveries)
        await stack.enter_async_context(life.going())
        await stack.enter_async_context(service.at_work(shell))
        Thread(target=_warm, args=(config.community.country,), daemon=True).start()
        click.echo("Who Else is running on Slack. Ctrl-C stops it.")
        await stop.wait()
        click.echo("Stopping. What is on its way may still arrive; again ends at once.")


def _check(found: "Iterable[Finding]") -> None:
    if faults := [one.line for one in found if one.level == "fail"]:
        raise Unusable("\n".join(faults))


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


def _is_watched() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _warm(country: str) -> None:
    """The first date, plan, check or rehearsal would make whoever is typing wait.

    A pipe waits for nobody.
    """
    from bot.coach import check
    from bot.coach.practice.characters import cast
    from bot.coach.practice.hearing import hear
    from bot.coach.questions.bank import bank
    from bot.coach.time import dates

    bank()
    check.warm()
    cast()
    hear("How did you get into this?")
    dates.warm(country)


def _clock(seat: Seat, latest: datetime | None) -> "Movable":
    """It goes on after all that the file has seen; with `--now` it stands still."""
    from bot.engine.clock import SimulatedClock

    if seat.now is None:
        return _real(latest)
    earliest = latest + AFTER if latest else datetime.min.replace(tzinfo=UTC)
    if seat.now + A_MINUTE <= earliest:
        raise Unusable(
            f"--now is before the last event in {seat.file}. Name"
            f" {earliest.astimezone(seat.now.tzinfo):%Y-%m-%dT%H:%M} or later."
        )
    return SimulatedClock(max(seat.now, earliest))


def _real(latest: datetime | None) -> "RealClock":
    from bot.engine.clock import RealClock

    ahead = latest + AFTER - datetime.now(UTC) if latest else timedelta()
    return RealClock(max(ahead, timedelta()))


def _face(seat: Seat) -> "Face":
    source, out = _readable(sys.stdin or StringIO()), _readable(sys.stdout)
    dumb = environ.get("TERM", "dumb") == "dumb"
    if seat.plain or dumb or not (source.isatty() and out.isatty()):
        from adapters.console.plain import Plain

        return Plain(source, out, seat.echo)
    from adapters.console.terminal import Terminal

    return Terminal()


def _readable(stream: TextIO) -> TextIO:
    """What cannot be read or shown becomes a question mark, and no error."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
    return stream


if __name__ == "__main__":
    main()
