"""A bot that is killed, again and again, and knows nothing of it.

All that can be interrupted stands behind a port, so a store and a platform that kill
are enough; what is killed is the engine as it is, and the product as it is. It dies at

  deciding, doing, writing, decided     what comes of an event: it is known, each row
                                        of it, the commit, it is on the disk
  answering, answered, giving, given    the call that answers, and the mark of that
  reserving, reserved, calling, called, recording, recorded
                                        a letter, and what is written before and after
  recovering, recovered, sweeping, swept
                                        what the engine does for itself

where `-ing` is before it is on the disk or on the platform, and `-ed` just after.
"""

import asyncio
import logging
import os
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.engine.clock import SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.engine.tables import SqlBook
from bot.events import Event
from bot.ports import Agenda, Book, Decide, Decided
from tests.proofs.kills.broken import Mistake, as_it_is
from tests.proofs.kills.platforms import FolderPlatform, Passing, Platform
from tests.proofs.kills.scripts import ROUTES, STUDENTS, Script
from tests.talk import PATIENCE, SECRET

T = TypeVar("T")

ROUTER = Router(ROUTES)

MARKS = {
    "begin": ("reserving", "reserved"),
    "end": ("recording", "recorded"),
    "given": ("giving", "given"),
    "recover": ("recovering", "recovered"),
    "sweep": ("sweeping", "swept"),
}
"""What the engine marks: in the transaction, and when that is on the disk."""


@dataclass(frozen=True, slots=True)
class Fate:
    """The nth time that it comes by this point, it dies."""

    point: str
    nth: int = 1


@dataclass(frozen=True, slots=True)
class Bot:
    """All that a bot is made of, but for the time when it starts."""

    folder: Path
    script: Script
    platform: Platform
    mistake: Mistake = as_it_is

    @property
    def file(self) -> Path:
        return self.folder / "bot.db"

    @property
    def died(self) -> Path:
        return self.folder / "died"


class PassingAgenda:
    """The agenda, with two points for each mark."""

    def __init__(self, agenda: Agenda, passing: Passing) -> None:
        self._agenda = agenda
        self._passing = passing
        self.passed: list[str] = []  # when this is on the disk

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._agenda, name)
        if name not in MARKS:
            return method
        during, after = MARKS[name]

        def marking(*args: Any) -> Any:
            done = method(*args)
            self._passing(during)
            self.passed.append(after)
            return done

        return marking


class PassingStore(SqliteStore):
    def __init__(self, bot: Bot, passing: Passing) -> None:
        super().__init__(bot.file, SECRET)
        self._mistaken = bot.mistake
        self._passing = passing
        self._is_doing = False  # what was decided
        self._uncommitted = 0  # decisions

    async def watch(self) -> None:
        """See what SQLite runs, before it does."""

        def look(book: Book) -> None:
            cast(SqlBook, book).connection.set_trace_callback(self._runs)

        await self.read(STUDENTS[0], look)

    async def transact(self, event: Event, decide: Decide) -> Decided:
        def deciding(book: Book) -> Any:
            effects = decide(book)
            self._passing("deciding")
            self._is_doing = True
            return effects

        decided = await super().transact(event, deciding)
        self._passing("decided")
        return decided

    async def agenda(self, work: Callable[[Agenda], T]) -> T:
        passed: list[str] = []

        def working(agenda: Agenda) -> T:
            watched = PassingAgenda(self._mistaken(agenda), self._passing)
            done = work(cast(Agenda, watched))
            passed[:] = watched.passed
            return done

        done = await super().agenda(working)
        for point in passed:
            self._passing(point)
        return done

    def _runs(self, sql: str) -> None:
        word = sql.partition(" ")[0]
        if self._is_doing and word in ("insert", "update", "delete"):
            self._passing("doing")
        elif self._is_doing and word == "release":
            self._is_doing = False
            self._uncommitted += 1
        elif word == "commit":
            for _ in range(self._uncommitted):
                self._passing("writing")
            self._uncommitted = 0


async def run(
    bot: Bot, clock: SimulatedClock, passing: Passing, look: Callable[[Book], T]
) -> list[T]:
    """Start on what is in the folder, and live to the end; then look at all books."""
    store = PassingStore(bot, passing)
    platform = FolderPlatform(bot.platform, bot.folder, passing)
    shell = Shell(ROUTER, store, clock, PATIENCE)
    delivery = Delivery(store, clock, "test", platform)
    life = Life(store, clock, shell, [delivery])
    await store.watch()
    async with life.going():
        for said, voice in platform.still_to_come(bot.script.during):
            await life.skip(max(said.at, clock.now()))
            platform.delivered(said)
            await shell.hear(said, voice)
            platform.acknowledged(said)
        await life.skip(bot.script.end)
    books = [await store.read(who, look) for who in STUDENTS]
    store.close()
    return books


def die(bot: Bot, start: datetime, fate: Fate) -> None:
    """Leaves behind at what time that was."""
    logging.disable()
    clock, passed = SimulatedClock(start), Counter[str]()

    def passing(point: str) -> None:
        passed[point] += 1
        if (point, passed[point]) == (fate.point, fate.nth):
            bot.died.write_text(clock.now().isoformat())
            os.kill(os.getpid(), signal.SIGKILL)

    asyncio.run(run(bot, clock, passing, str))
