"""A bot that is killed, again and again, and knows nothing of it.

All that can be interrupted stands behind a port, so a store and a platform that kill
are enough. Each letter passes each point once, and the third that comes by dies there.
"""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.engine.clock import SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.events import Event
from bot.ports import Agenda, Book, Decide, Decided, State
from bot.records import Place
from bot.views import View
from tests.engine import small
from tests.talk import MONDAY, SECRET

T = TypeVar("T")
Passing = Callable[[str], None]

POINTS = (
    "deciding",  # what to say, in a transaction
    "decided",  # it is on the disk
    "reserving",  # marked as `sending`, in a transaction
    "reserved",
    "calling",
    "called",  # it is there, and nobody here knows
    "recording",  # marked as `sent`, in a transaction
    "recorded",
)
THIRD = 3


def pass_by(point: str) -> None:
    pass


class FolderPlatform:
    """Outlives the bot. It knows nonces, or lets us look, or neither."""

    def __init__(self, folder: Path, knows: str, passing: Passing) -> None:
        self._folder = folder
        self._knows = knows
        self._passing = passing

    async def post(self, place: Place, view: View, nonce: str) -> None:
        self._passing("calling")
        if not (self._knows == "nonces" and self._said(nonce)):
            count = len(list(self._folder.iterdir()))
            (self._folder / f"{nonce}.{count}").write_text(str(view.blocks[0]))
        self._passing("called")

    async def arrived(self, place: Place, nonce: str) -> bool:
        return self._knows == "history" and self._said(nonce)

    def _said(self, nonce: str) -> bool:
        return any(self._folder.glob(f"{nonce}.*"))


class PassingAgenda:
    """The agenda, with a point in the midst of both marks of a letter."""

    def __init__(self, agenda: Agenda, passing: Passing) -> None:
        self._agenda = agenda
        self._passing = passing
        self.passed: list[str] = []  # when this is on the disk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._agenda, name)

    def begin(self, key: str) -> bool:
        begun = self._agenda.begin(key)
        self._passing("reserving")
        self.passed.append("reserved")
        return begun

    def end(self, key: str, state: State, due: datetime) -> None:
        self._agenda.end(key, state, due)
        self._passing("recording")
        self.passed.append("recorded")


class PassingStore(SqliteStore):
    def __init__(self, file: Path, passing: Passing) -> None:
        super().__init__(file, SECRET)
        self._passing = passing

    async def transact(self, event: Event, decide: Decide) -> Decided:
        def deciding(book: Book) -> Any:
            effects = decide(book)
            self._passing("deciding")
            return effects

        decided = await super().transact(event, deciding)
        self._passing("decided")
        return decided

    async def agenda(self, work: Callable[[Agenda], T]) -> T:
        passed: list[str] = []

        def working(agenda: Agenda) -> T:
            watched = PassingAgenda(agenda, self._passing)
            done = work(watched)
            passed[:] = watched.passed
            return done

        done = await super().agenda(working)
        for point in passed:
            self._passing(point)
        return done


async def run(
    folder: Path, knows: str, start: datetime, passing: Passing = pass_by
) -> None:
    """Start on what is in the folder, and live for a day."""
    store, clock = PassingStore(folder / "bot.db", passing), SimulatedClock(start)
    shell = Shell(Router([small.flow]), store, clock)
    platform = FolderPlatform(folder / "said", knows, passing)
    delivery = Delivery(store, clock, "test", platform)
    life = Life(store, clock, shell, [delivery])
    await life.recover()
    await life.skip(start + timedelta(days=1))
    store.close()


def die(folder: Path, knows: str, fatal: str) -> None:
    passed: Counter[str] = Counter()

    def passing(point: str) -> None:
        passed[point] += 1
        if point == fatal and passed[point] == THIRD:
            os.kill(os.getpid(), signal.SIGKILL)

    asyncio.run(run(folder, knows, MONDAY, passing))
