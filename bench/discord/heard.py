"""Interactions, one after another: how far each comes in what time."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from bench.child import child
from bench.discord.gateway import PERSON, Here, here
from bench.disk import Disk, commit_took
from bench.frame import Figures
from bench.ours import Bot, names, prepared
from bench.watch import percentile
from bot.records import Visitor

EACH = 50  # people whom each student knows
MANY, WARM, COMMITS = 600, 50, 500

Serving = Callable[[Path], tuple[str, ...]]
"""What to start, by the file of students; Discord's addresses come behind it."""

Sent = tuple[int, str]
"""By whom, and to whom."""


def ours(file: Path) -> tuple[str, ...]:
    return "bench.discord.bot", f"{file}"


def bare(file: Path) -> tuple[str, ...]:
    return ("bench.discord.bare",)


def on_the_way(serving: Serving, says: str, part: float, disk: Disk) -> Figures:
    """Each logs what happened to somebody to whom nothing happened yet."""
    warm, many = round(WARM * part) or 1, round(MANY * part) or 1
    students = -(-(warm + many) // EACH)
    file = disk.copy(f"{students} students of Discord", prepared(_known(students)))
    said = [*islice(_sent(students), warm + many)]
    return asyncio.run(_on_the_way(serving(file), says, said[:warm], said[warm:]))


async def _on_the_way(
    serving: tuple[str, ...], says: str, warm: Iterable[Sent], counted: Iterable[Sent]
) -> Figures:
    """Much is loaded for the first of them, which are not counted."""
    async with (
        here() as discord,
        child(*serving, discord.api_url, discord.gateway_url) as bot,
    ):
        await bot.line()
        await _took(discord, warm, says)
        bot.tell("what was measured while it was loaded")
        await bot.line()
        answered = await _took(discord, counted, says)
        bot.tell("what was measured since")
        figures: dict[str, float] = json.loads(await bot.line())
        return {
            **figures,
            "answered, p50": percentile(answered, 50),
            "answered, p99": percentile(answered, 99),
        }


async def _took(discord: Here, sent: Iterable[Sent], says: str) -> list[float]:
    """Milliseconds till each was answered; RuntimeError where that is not said."""
    took: list[float] = []
    for user, name in sent:
        ms, answer = await discord.call(user, what="sent", name=name)
        if says not in json.dumps(answer):
            raise RuntimeError(f"it answered {answer}")
        took.append(ms)
    return took


def committed(part: float, disk: Disk) -> Figures:
    """The floor: microseconds for one bare insert and its commit."""
    took = commit_took(disk.file(), round(COMMITS * part) or 1)
    return {
        "committed, p50": percentile(took, 50) * 1e6,
        "committed, p99": percentile(took, 99) * 1e6,
    }


def _sent(students: int) -> Iterator[Sent]:
    """Students take turns."""
    return ((PERSON + n, name) for name in names(EACH) for n in range(students))


def _known(students: int) -> Callable[[Bot], Awaitable[None]]:
    async def fill(bot: Bot) -> None:
        await bot.hear_all(
            (
                Visitor("discord", "", f"{PERSON + n}", "Sam"),
                f"add {name}, nurse, Mercy",
            )
            for n in range(students)
            for name in names(EACH)
        )

    return fill
