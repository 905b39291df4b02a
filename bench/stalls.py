"""Ten thousand things fall due at once: does the loop stall, does a person wait?"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, cycle, repeat
from pathlib import Path
from time import perf_counter

from bench import peer
from bench.disk import Disk
from bench.due import DUE, asked
from bench.frame import Figures, Goal, Key, Row, Subject, at_most, under
from bench.ours import Bot, bot_on, names, prepared, student
from bench.watch import lateness, percentile
from bot.engine.clock import RealClock

QUIET = 4.0  # seconds
AN_HOUR = timedelta(hours=1)
EVERY = 0.02  # seconds from one command to the next
PERSON = student(1_000_000)
PEOPLE = 1000


def subject(part: float) -> Subject:
    many, people = round(10_000 * part) or 1, round(PEOPLE * part) or 1
    sides = {
        "ours": partial(_ours, many, names(people), QUIET * min(10 * part, 1)),
        peer.IN_MEMORY: partial(_peer, many),
    }
    due = f"while {many:,} fall due"
    rows = [
        _row(f"longest stall {due}", "stall", peer.IN_MEMORY, "stall", under(20, "ms")),
        _row(f"longest stall {due}", "stall", "ours", "quiet stall"),
        _row(f"a command {due}, p99", "p99", "ours", "quiet p99", under(20, "ms")),
        _row(f"a command {due}, p99", "p99", "ours", "quiet p99", at_most(3)),
        _row(f"a command {due}, p50", "p50", "ours", "quiet p50"),
    ]
    return Subject("stalls", sides, rows)


def _row(
    what: str, figure: str, side: str, beside: str, goal: Goal | None = None
) -> Row:
    return Row(what, "ms", Key("ours", figure), Key(side, beside), goal)


def _ours(many: int, people: Sequence[str], quiet: float, disk: Disk) -> Figures:
    name = f"{many} asked, beside a person"
    file = disk.copy(name, prepared(partial(_asked_beside_a_person, many, people)))
    return asyncio.run(_stalled(file, many, people, quiet))


async def _asked_beside_a_person(many: int, people: Sequence[str], bot: Bot) -> None:
    await asked(many, bot)
    await bot.hear_all((PERSON, f"add {name}, nurse at Mercy") for name in people)


async def _stalled(
    file: Path, many: int, people: Sequence[str], quiet: float
) -> Figures:
    clock = RealClock(ahead=DUE - AN_HOUR - datetime.now(UTC))
    async with clock, bot_on(file, clock) as bot, bot.life.going():
        lines = _lines(people)
        async with lateness() as before, _talking(bot, lines) as calm:
            await asyncio.sleep(quiet)
        async with lateness() as during, _talking(bot, lines) as waited:
            clock.move(DUE)
            await bot.poster.has_posted(many)
    return {
        "quiet stall": max(before),
        "stall": max(during),
        "quiet p50": percentile(calm, 50),
        "quiet p99": percentile(calm, 99),
        "p50": percentile(waited, 50),
        "p99": percentile(waited, 99),
        "commands": len(waited),
    }


def _lines(people: Sequence[str]) -> Iterator[str]:
    """What a person says: one decision that is written, one that only looks."""
    sent = (f"sent {name}" for name in cycle(people))
    return chain.from_iterable(zip(sent, repeat("next"), strict=False))


@asynccontextmanager
async def _talking(bot: Bot, lines: Iterator[str]) -> AsyncIterator[list[float]]:
    """A command every 20 ms, be the last one answered or not; ms each one waited.

    Waiting begins when it was to be said: a loop that stalls is no excuse.
    """
    waited: list[float] = []

    async def say(text: str, at: float) -> None:
        waited.append((await bot.hear(PERSON, text) - at) * 1000)

    async def talk() -> None:
        at = perf_counter()
        async with asyncio.TaskGroup() as saying:
            for text in lines:
                saying.create_task(say(text, at))
                if ended:
                    return
                at += EVERY
                await asyncio.sleep(at - perf_counter())

    ended: list[bool] = []
    talking = asyncio.create_task(talk())
    yield waited
    ended.append(True)
    await talking


def _peer(many: int, disk: Disk) -> Figures:
    return asyncio.run(_fired(many, disk.file()))


async def _fired(many: int, file: Path) -> Figures:
    async with peer.scheduler(peer.IN_MEMORY, file) as scheduler:
        fired = peer.Fired(scheduler, many)
        await peer.due_at_once(scheduler, many, misfire_grace_time=None)
        async with lateness() as late:
            await asyncio.sleep(0.1)
            scheduler.resume()
            await fired.all.wait()
            await asyncio.sleep(0.1)
    return {"stall": max(late)}
