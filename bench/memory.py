"""A hundred thousand events: how much more memory is held than at the start?

Each side is a process of its own, in which nothing else was measured before.
"""

import asyncio
import resource
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path

from bench import peer
from bench.disk import Disk
from bench.frame import Figures, Key, Row, Subject, under
from bench.ours import Bot, Ear, bot_on, names, student
from bot.events import Action, Pressed, new_id
from bot.ports import Agenda

STUDENTS = 50
WARM = 10  # rounds in which every word is said for the first time
AN_HOUR, FIVE_HOURS = timedelta(hours=1), timedelta(hours=5)
A_BATCH = 1000
STATM = Path("/proc/self/statm")  # of Linux


def subject(part: float) -> Subject:
    many = round(100_000 * part) or 1
    students = min(STUDENTS, -(-many // WARM))
    sides = {
        "ours": partial(_ours, many, students),
        peer.IN_MEMORY: partial(_peer, many),
    }
    what = f"memory held more after {many:,} events"
    grown, theirs = Key("ours", "grown"), Key(peer.IN_MEMORY, "grown")
    return Subject("memory", sides, [Row(what, "MB", grown, theirs, under(10, "MB"))])


def _ours(many: int, students: int, disk: Disk) -> Figures:
    return _apart(partial(_lived, many // students, students, disk.file()))


def _peer(many: int, disk: Disk) -> Figures:
    return _apart(partial(_fired, many, disk.file()))


def _apart(measure: Callable[[], Figures]) -> Figures:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        return child.submit(measure).result()


def _lived(rounds: int, students: int, file: Path) -> Figures:
    return asyncio.run(_live(rounds, students, file))


async def _live(rounds: int, students: int, file: Path) -> Figures:
    async with bot_on(file) as bot:
        talks = [_talk(bot, number) for number in range(students)]
        await _rounds(bot, WARM, talks)
        before = held()
        await _rounds(bot, rounds, talks)
        return {"before": before, "grown": held() - before, "posts": bot.poster.posts}


async def _rounds(bot: Bot, rounds: int, talks: list[Iterator[Action]]) -> None:
    """An hour passes after each, with whatever falls due in it, and housekeeping."""
    for _ in range(rounds):
        hearing = (bot.shell.hear(next(talk), Ear()) for talk in talks)
        await asyncio.gather(*hearing)
        now = bot.clock.now() + AN_HOUR
        await bot.life.skip(now)

        def sweep(agenda: Agenda, now: datetime = now) -> None:
            agenda.sweep(now)

        await bot.store.agenda(sweep)


def _talk(bot: Bot, number: int) -> Iterator[Action]:
    """What a student does, for ever: a reminder of theirs is done after it came."""
    who = student(number)
    for name in cycle(names(200)):
        yield bot.said(who, f"add {name}, nurse at Mercy")
        yield bot.said(who, "next")
        yield bot.said(who, f"sent {name}")
        at = bot.clock.now() + FIVE_HOURS
        remind = _pressed(bot, number, f"remind.at/call {name}/{at:%Y%m%dT%H%M}")
        yield remind
        yield bot.said(who, name)
        yield bot.said(who, "people")
        yield bot.said(who, f"replied {name}")
        yield bot.said(who, "my numbers")
        yield _pressed(bot, number, f"remind.done/{new_id(remind)}")
        yield bot.said(who, "my reminders")


def _pressed(bot: Bot, number: int, token: str) -> Pressed:
    who, now = student(number), bot.clock.now()
    return Pressed(f"{who.user}/{now}", who, who.direct, token, now)


def _fired(jobs: int, file: Path) -> Figures:
    return asyncio.run(_fire(jobs, file))


async def _fire(jobs: int, file: Path) -> Figures:
    async with peer.scheduler(peer.IN_MEMORY, file) as scheduler:
        scheduler.resume()
        before = held()
        for _ in range(0, jobs, A_BATCH):
            fired = peer.Fired(scheduler, A_BATCH)
            for _ in range(A_BATCH):
                peer.add(scheduler, datetime.now(UTC), A_BATCH, misfire_grace_time=None)
            await fired.all.wait()
        return {"before": before, "grown": held() - before}


def held() -> float:
    """Megabytes; where the system does not tell, the most there ever were."""
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize() / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)
