"""Commands over HTTP: how many a second are acknowledged, and how long each takes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, cycle, islice, repeat
from pathlib import Path
from time import perf_counter

from bench.child import Child, child
from bench.disk import Disk
from bench.frame import Figures
from bench.ours import Bot, names, prepared
from bench.slack.requests import Sender, command
from bench.slack.shared import TEAM
from bench.slack.web_api import ZONE, web_api
from bench.stalls import EVERY
from bench.watch import percentile
from bot.records import Visitor

EACH = 50  # people whom each student knows
IN_FLIGHT: Mapping[int, int] = {1: 200, 8: 1200, 32: 3000}  # and of how many in all
PERSON = 1_000_000
QUIET = 4.0  # seconds
WARM = 10  # commands, for which much is loaded

Serving = Callable[[str, Path], tuple[str, ...]]
"""What to start, by the address of the Web API and the file of students."""

Waits = list[float]

GOOD = b"You asked"
"""What ours says when it is on the disk; the peer says nothing."""


@dataclass(frozen=True, slots=True)
class Size:
    part: float

    @property
    def counts(self) -> Mapping[int, int]:
        return {most: round(all * self.part) or 1 for most, all in IN_FLIGHT.items()}

    @property
    def students(self) -> int:
        """As many as it takes, and their first command is not counted."""
        return -(-sum(self.counts.values()) // (EACH - 1))

    @property
    def due(self) -> int:
        return round(10_000 * self.part) or 1


def bolt(mode: str, words: int, api_url: str, file: Path) -> tuple[str, ...]:
    return "bench.slack.bolt", api_url, mode, f"{words}"


def ours(words: str, api_url: str, file: Path) -> tuple[str, ...]:
    return "bench.slack.bot", f"{file}", api_url, words


def acknowledged(serving: Serving, says: bytes, size: Size, disk: Disk) -> Figures:
    """Each command logs what happened to somebody to whom nothing happened yet."""
    fill = prepared(partial(_known, size.students))
    file = disk.copy(f"{size.students} students of Slack", fill)
    return asyncio.run(_acknowledged(serving, says, file, size))


async def _acknowledged(
    serving: Serving, says: bytes, file: Path, size: Size
) -> Figures:
    figures: dict[str, float] = {}
    async with _served(serving, file) as (_, sender):
        sent = _sent(size.students)
        await sender.took_each(islice(sent, size.students), at_once=1)
        for most, many in size.counts.items():
            requests = [*islice(sent, many)]
            began = perf_counter()
            took = await sender.took_each(requests, most, says)
            figures |= {
                f"{most}": many / (perf_counter() - began),
                f"{most}, p50": percentile(took, 50),
                f"{most}, p99": percentile(took, 99),
            }
    return figures


def while_due(size: Size, disk: Disk) -> Figures:
    """One person goes on talking while much falls due for others."""
    fill = prepared(partial(_asked, size.due))
    file = disk.copy(f"{size.due} asked on Slack", fill)
    return asyncio.run(_while_due(file, QUIET * min(10 * size.part, 1)))


async def _while_due(file: Path, quiet: float) -> Figures:
    async with _served(partial(ours, "all"), file) as (bot, sender):
        lines = _lines()
        await sender.took_each(islice(lines, WARM), at_once=1)
        async with _talking(sender, lines) as calm:
            await asyncio.sleep(quiet)
        began = perf_counter()
        async with _talking(sender, lines) as waited:
            bot.tell("due")
            await bot.line()
        took = perf_counter() - began
    return {
        "quiet p50": percentile(calm, 50),
        "quiet p99": percentile(calm, 99),
        "p50": percentile(waited, 50),
        "p99": percentile(waited, 99),
        "most": max(waited),
        "seconds": took,
        "commands": len(waited),
    }


@asynccontextmanager
async def _served(serving: Serving, file: Path) -> AsyncIterator[tuple[Child, Sender]]:
    async with AsyncExitStack() as stack:
        api_url = await stack.enter_async_context(web_api())
        server = await stack.enter_async_context(child(*serving(api_url, file)))
        sender = Sender(int(await server.line()))
        stack.callback(sender.close)
        yield server, sender


@asynccontextmanager
async def _talking(sender: Sender, lines: Iterator[bytes]) -> AsyncIterator[Waits]:
    """As `bench.stalls` talks, but from outside: ms till each was acknowledged."""
    waited: Waits = []

    async def say(request: bytes, at: float) -> None:
        await sender.sent(request)
        waited.append((perf_counter() - at) * 1000)

    async def talk() -> None:
        at = perf_counter()
        async with asyncio.TaskGroup() as saying:
            while not ended:
                saying.create_task(say(next(lines), at))
                at += EVERY
                await asyncio.sleep(at - perf_counter())

    ended: list[bool] = []
    talking = asyncio.create_task(talk())
    yield waited
    ended.append(True)
    await talking


def _lines() -> Iterator[bytes]:
    """One decision that is written, one that only looks."""
    sent = (f"log sent {name}" for name in cycle(names(EACH)))
    words = chain.from_iterable(zip(sent, repeat("next"), strict=False))
    return (command(f"U{PERSON}", text) for text in words)


def _sent(students: int) -> Iterator[bytes]:
    """Students take turns, so that with many in flight each is another's."""
    pairs = ((n, name) for name in names(EACH) for n in range(students))
    return (command(f"U{number}", f"log sent {name}") for number, name in pairs)


def _student(number: int) -> Visitor:
    return Visitor("slack", TEAM, f"U{number}", "sam", ZONE)


async def _known(students: int, bot: Bot) -> None:
    await bot.hear_all(
        (_student(number), f"add {name}, nurse at Mercy")
        for number in range(students)
        for name in names(EACH)
    )


async def _asked(many: int, bot: Bot) -> None:
    words = ("add Ada Berg, nurse at Mercy", "sent Ada Berg")
    await bot.hear_all((_student(n), text) for n in range(many) for text in words)
    add = ((_student(PERSON), f"add {name}, nurse at Mercy") for name in names(EACH))
    await bot.hear_all(add)
