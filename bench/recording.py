"""A reminder is recorded: how many a second, when many wait and when one does."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench import bare, peer
from bench.disk import Disk
from bench.frame import Figures, Key, Row, Subject, at_least
from bench.ours import MONDAY, Bot, bot_on, in_flight, names, prepared, student
from bench.watch import Rate
from bot.effects import Effect, Keep, WakeAt
from bot.events import Pressed, new_id
from bot.ports import Book, Decide
from bot.records import Reminder, Visitor

FLOOR = "bare SQL"
EACH = 100  # reminders; nobody may have more than 200
PEOPLE = names(5)
IN_FLIGHT = 32
AT = MONDAY + timedelta(days=3)
TEXT = f"call {PEOPLE[0]} about the visit"

Deciding = Callable[[Bot, Pressed], Decide]
Record = Callable[[int], Awaitable[object]]


def subject(part: float) -> Subject:
    many, few = round(4000 * part) or 1, round(400 * part) or 1
    sides = {
        "ours": partial(_ours, _decided, many, few),
        peer.DEFAULT: partial(_peer, peer.DEFAULT, 2 * few, few),
        peer.WAL: partial(_peer, peer.WAL, 4 * few, few),
        "two deeds": partial(_ours, _two_deeds, many, few),
        FLOOR: partial(_floor, many),
    }
    rows = [
        _row("32 in flight", "ours", "many", peer.DEFAULT, 20),
        _row("32 in flight", "ours", "many", peer.WAL, 6),
        _row("one at a time", "ours", "one", peer.DEFAULT, 3),
        _row("one at a time", "ours", "one", peer.WAL),
        _row("32 in flight, no flow", "two deeds", "many", peer.DEFAULT),
        _row("32 in flight, no code of ours", FLOOR, "many", peer.DEFAULT),
    ]
    return Subject("recording", sides, rows)


def _row(how: str, side: str, figure: str, beside: str, limit: float = 0) -> Row:
    what, keys = f"reminders recorded, {how}", (Key(side, figure), Key(beside, figure))
    return Row(what, "a second", *keys, at_least(limit) if limit else None)


def _ours(deciding: Deciding, many: int, few: int, disk: Disk) -> Figures:
    students, file = _known(many, disk)
    return asyncio.run(_recorded(file, deciding, students, many, few))


def _floor(many: int, disk: Disk) -> Figures:
    students, file = _known(many, disk)
    return bare.written(file, students, many, IN_FLIGHT)


def _known(many: int, disk: Disk) -> tuple[int, Path]:
    students = -(-many // EACH)
    return students, disk.copy("students", prepared(partial(known, students)))


async def _recorded(
    file: Path, deciding: Deciding, students: int, many: int, few: int
) -> Figures:
    async with bot_on(file) as bot:

        async def record(number: int) -> None:
            event = pressed(number, student(number % students))
            await bot.store.transact(event, deciding(bot, event))

        return await _rates(record, many, few)


def _peer(store: str, many: int, few: int, disk: Disk) -> Figures:
    return asyncio.run(_added(store, disk.file(), many, few))


async def _added(store: str, file: Path, many: int, few: int) -> Figures:
    async with peer.scheduler(store, file) as scheduler:
        scheduler.resume()

        async def record(number: int) -> None:
            peer.add(scheduler, peer.FAR)
            await asyncio.sleep(0)  # another task's turn, and the scheduler's own

        return await _rates(record, many, few)


async def _rates(record: Record, many: int, few: int) -> Figures:
    return {
        **await _rate("many", IN_FLIGHT, record, range(many)),
        **await _rate("one", 1, record, range(many, many + few)),
    }


async def _rate(figure: str, most: int, record: Record, which: range) -> Figures:
    rate = Rate()
    with rate.running():
        await in_flight(most, map(record, which))
    return rate.of(len(which), figure)


async def known(students: int, bot: Bot) -> None:
    """Students with a few people, of whom a reminder may speak."""
    await bot.hear_all(
        (student(number), f"add {name}, nurse at Mercy")
        for number in range(students)
        for name in PEOPLE
    )


def pressed(number: int, who: Visitor) -> Pressed:
    """The moment is parsed already: it stands in the button."""
    token = f"remind.at/{TEXT}/{AT:%Y%m%dT%H%M}"
    return Pressed(f"press{number}", who, who.direct, token, MONDAY)


def _decided(bot: Bot, event: Pressed) -> Decide:
    return partial(bot.router.answer, event)


def _two_deeds(bot: Bot, event: Pressed) -> Decide:
    """No more than must be written: the reminder and its wake."""

    def decide(book: Book) -> list[Effect]:
        reminder = Reminder(id=new_id(event), text=TEXT, at=AT)
        return [Keep(reminder), WakeAt(f"due.own/{reminder.id}", AT)]

    return decide
