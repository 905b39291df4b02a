"""`python -m bot`, and the one place that chooses what stands behind each port."""

import asyncio
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from io import StringIO, TextIOWrapper
from os import environ
from threading import Thread
from typing import TYPE_CHECKING, TextIO

from bot.cli import Seat, commands
from bot.errors import Unusable

if TYPE_CHECKING:
    from adapters.console.chat import Face
    from bot.engine.clock import Movable

AFTER = timedelta(microseconds=1)
A_MINUTE = timedelta(minutes=1)


def main() -> None:
    commands(obj=chat, prog_name="whoelse")


def chat(seat: Seat) -> None:
    """Sit down at the terminal, and stay until the end of input."""
    asyncio.run(_chat(seat))


async def _chat(seat: Seat) -> None:
    from adapters.console.chat import Chat
    from adapters.console.desk import Desk
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
            Thread(target=_warm, args=(seat,), daemon=True).start()
        await face.run(chat)


def _is_watched() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _warm(seat: Seat) -> None:
    """The first date, plan, check or rehearsal would make whoever is typing wait.

    A pipe waits for nobody.
    """
    from bot.coach import check
    from bot.coach.practice.characters import cast
    from bot.coach.practice.hearing import hear
    from bot.coach.questions.bank import bank
    from bot.coach.time import dates
    from bot.coach.time.zones import country_of

    bank()
    check.warm()
    cast()
    hear("How did you get into this?")
    dates.warm(seat.config.community.country or country_of(seat.who.zone))


def _clock(seat: Seat, latest: datetime | None) -> "Movable":
    """It goes on after all that the file has seen; with `--now` it stands still."""
    from bot.engine.clock import RealClock, SimulatedClock

    earliest = latest + AFTER if latest else datetime.min.replace(tzinfo=UTC)
    if seat.now is None:
        ahead = earliest - datetime.now(UTC)
        return RealClock(max(ahead, timedelta()))
    if seat.now + A_MINUTE <= earliest:
        raise Unusable(
            f"--now is before the last event in {seat.file}. Name"
            f" {earliest.astimezone(seat.now.tzinfo):%Y-%m-%dT%H:%M} or later."
        )
    return SimulatedClock(max(seat.now, earliest))


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
