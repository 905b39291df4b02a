"""A student with 5,000 people says a word: how long until it is answered, for good?"""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from bench.disk import Disk, commit_took
from bench.due import DUE
from bench.frame import Figures, Goal, Key, Row, Subject, under
from bench.ours import Bot, bot_on, names, prepared, student
from bench.watch import percentile
from bot.events import Uploaded

WHO = student(1)
FLOOR = "the disk"
A_FILE = 100
A_MORNING = 10  # follow-ups that fall due together
WORDS = ("sent NAME", "next", "NAME")


def subject(part: float) -> Subject:
    people = max(round(5000 * part), 2 * A_MORNING)
    times = round(300 * part) or 1
    sides = {"ours": partial(_ours, people, times), FLOOR: partial(_floor, times)}
    limits: dict[int, Goal | None] = {50: under(1.5, "ms"), 95: None}
    rows = [
        Row(f"`{word}` with {people:,} people, p{p}", "ms",
            Key("ours", f"{word}, p{p}"), Key(FLOOR, f"p{p}"), goal)
        for word in WORDS for p, goal in limits.items()
    ]  # fmt: skip
    digest = Row(f"{A_MORNING} due among {people:,} people, one message", "ms",
                 Key("ours", "digest"), Key(FLOOR, "p50"), under(20, "ms"))  # fmt: skip
    return Subject("deciding", sides, [*rows, digest])


def _ours(people: int, times: int, disk: Disk) -> Figures:
    known = names(people)
    file = disk.copy(f"{people} people", prepared(partial(imported, known)))
    first, others = known[:A_MORNING], known[A_MORNING:]
    return asyncio.run(_answered(file, first, others[:: len(others) // times][:times]))


async def imported(people: Sequence[str], bot: Bot) -> None:
    """A file holds a hundred at most."""
    for first in range(0, len(people), A_FILE):
        named = people[first : first + A_FILE]
        rows = tuple({"name": n, "role": "nurse", "employer": "Mercy"} for n in named)
        now = bot.clock.now()
        file = Uploaded(f"file {first}", WHO, WHO.direct, "people.csv", now, rows)
        await bot.store.transact(file, partial(bot.router.answer, file))
        await bot.hear(WHO, "keep all")


async def _answered(file: Path, first: Sequence[str], others: Sequence[str]) -> Figures:
    async with bot_on(file) as bot:
        await _took(bot, "", [f"sent {name}" for name in first])
        bot.clock.move(DUE)
        began = perf_counter()
        await bot.life.tick()
        return {
            "digest": (perf_counter() - began) * 1000,
            **await _took(bot, "sent NAME, ", [f"sent {name}" for name in others]),
            **await _took(bot, "next, ", ["next" for _ in others]),
            **await _took(bot, "NAME, ", others),
        }


async def _took(bot: Bot, word: str, texts: Sequence[str]) -> Figures:
    took: list[float] = []
    for text in texts:
        began = perf_counter()
        took.append(await bot.hear(WHO, text) - began)
    return _percentiles(word, took)


def _floor(times: int, disk: Disk) -> Figures:
    return _percentiles("", commit_took(disk.file(), times))


def _percentiles(word: str, took: Sequence[float]) -> Figures:
    return {f"{word}p{p}": percentile(took, p) * 1000 for p in (50, 95)}
