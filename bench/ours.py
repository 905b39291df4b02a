"""Our side: the bot as it is, on a file, on a platform that takes all at once."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count, islice, product
from pathlib import Path
from time import perf_counter

from bot.effects import Answer
from bot.engine.clock import Movable, SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.events import Said
from bot.flows import FLOWS
from bot.records import Community, Place, Visitor
from bot.views import View

MONDAY = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)  # nine in the morning in New York
ON = "bench"
COLLEGE = Community(id="college")
SECRET = b"a secret of the bench"
SIDE_BY_SIDE = 50  # students who are heard at once while a file is filled

# Two hundred first names, so that of 5,000 people about 25 share each.
FIRST = tuple(map("".join, product("BDFKLMNRST", "aeiou", ("la", "mi", "no", "ra"))))
LAST = (
    "Abara", "Berg", "Costa", "Dahl", "Evans", "Frei", "Gray", "Haas", "Iyer", "Jain",
    "Kato", "Lund", "Mora", "Nagy", "Okafor", "Petit", "Quist", "Rossi", "Sato",
    "Tran", "Ueda", "Vega", "Wolf", "Xu", "Young", "Zeman",
)  # fmt: skip


class Poster:
    """Counts what was posted."""

    def __init__(self) -> None:
        self.posts = 0
        self._awaited, self._came = 0, asyncio.Event()

    async def post(self, place: Place, view: View, nonce: str) -> None:
        self.posts += 1
        if self.posts == self._awaited:
            self._came.set()

    async def has_posted(self, many: int) -> None:
        self._awaited = many
        if self.posts < many:
            await self._came.wait()

    async def arrived(self, place: Place, nonce: str) -> bool:
        return False


class Ear:
    """The voice of one event: when its first answer was heard, by `perf_counter`."""

    heard = 0.0

    async def answer(self, effect: Answer, nonce: str) -> None:
        self.heard = self.heard or perf_counter()


class Bot:
    """All parts of it; a simulated clock begins on a Monday."""

    def __init__(self, file: Path, clock: Movable | None = None) -> None:
        self.clock = clock or SimulatedClock(MONDAY)
        self.store = SqliteStore(file, SECRET)
        self.router = Router(FLOWS)
        self.poster = Poster()
        self.shell = Shell(self.router, self.store, self.clock)
        delivery = Delivery(self.store, self.clock, ON, self.poster)
        self.life = Life(self.store, self.clock, self.shell, [delivery])
        self._ids = count(1)

    def said(self, who: Visitor, text: str) -> Said:
        now = self.clock.now()
        return Said(f"{now}/{next(self._ids)}", who, who.direct, text, now)

    async def hear(self, who: Visitor, text: str) -> float:
        """Gives when the answer was there, by `perf_counter`."""
        ear = Ear()
        await self.shell.hear(self.said(who, text), ear)
        return ear.heard

    async def hear_all(self, lines: Iterable[tuple[Visitor, str]]) -> None:
        """Each student says theirs in order."""
        texts: dict[Visitor, list[str]] = defaultdict(list)
        for who, text in lines:
            texts[who].append(text)

        async def talk(who: Visitor) -> None:
            for text in texts[who]:
                await self.hear(who, text)

        await in_flight(SIDE_BY_SIDE, map(talk, texts))


class Faults(logging.Handler):
    """What the bot's log calls an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@asynccontextmanager
async def bot_on(file: Path, clock: Movable | None = None) -> AsyncIterator[Bot]:
    """RuntimeError if anything broke: what was measured then is worth nothing."""
    log, faults = logging.getLogger("bot"), Faults()
    log.addHandler(faults)
    bot = Bot(file, clock)
    try:
        await bot.store.adopt(COLLEGE, [])
        yield bot
    finally:
        bot.store.close()
        log.removeHandler(faults)
    if faults.said:
        raise RuntimeError(f"{len(faults.said)} faults, the first: {faults.said[0]}")


def prepared(fill: Callable[[Bot], Awaitable[None]]) -> Callable[[Path], None]:
    """For `Disk.copy`: a file of what a bot has heard."""

    async def filled(file: Path) -> None:
        async with bot_on(file) as bot:
            await fill(bot)

    return lambda file: asyncio.run(filled(file))


async def in_flight(most: int, doing: Iterable[Awaitable[object]]) -> None:
    """All of them, so many at a time."""
    waiting = iter(doing)

    async def worker() -> None:
        for one in waiting:
            await one

    await asyncio.gather(*(worker() for _ in range(most)))


def student(number: int) -> Visitor:
    return Visitor(ON, "", f"student{number}", f"Sam {number}", "America/New_York")


def names(many: int) -> list[str]:
    """All of them different; there are 5,200."""
    return [f"{first} {last}" for last, first in islice(product(LAST, FIRST), many)]
