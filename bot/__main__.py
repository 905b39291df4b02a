"""`python -m bot`, and the one place that chooses what stands behind each port."""

import asyncio
import gc
import logging
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from io import StringIO, TextIOWrapper
from os import environ
from threading import Thread
from typing import TYPE_CHECKING, TextIO

from bot.cli import Seat, Starts, Work, commands
from bot.errors import Unusable

if TYPE_CHECKING:
    from adapters.console.chat import Face
    from bot.engine.clock import Movable

A_MINUTE = timedelta(minutes=1)


def main() -> None:
    commands(obj=Starts(chat, run), prog_name="whoelse")


def run(work: Work) -> None:
    """Serve the platforms, until SIGTERM or Ctrl-C."""
    gc.disable()  # what is loaded stays, and to look through it again and again is slow
    from bot.serving import serve

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    asyncio.run(serve(work))


def chat(seat: Seat) -> None:
    """Sit down at the terminal, and stay until the end of input."""
    gc.disable()
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
    from bot.serving import warm

    if seat.config.questions:
        from bot.coach.questions.bank import take_in

        take_in(seat.config.questions)
    async with AsyncExitStack() as stack:
        file = MEMORY if str(seat.file) == MEMORY else seat.file
        store = SqliteStore(file, *seat.keys)
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
            Thread(target=warm, args=(country,), daemon=True).start()
        await face.run(chat)


def _is_watched() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _clock(seat: Seat, latest: datetime | None) -> "Movable":
    """It goes on after all that the file has seen; with `--now` it stands still."""
    from bot.engine.clock import SimulatedClock
    from bot.serving import AFTER, real

    if seat.now is None:
        return real(latest)
    earliest = latest + AFTER if latest else datetime.min.replace(tzinfo=UTC)
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
