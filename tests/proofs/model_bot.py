"""The bot of the model: the real engine and the real flows, on a store without fsync.

It keeps its writer on the loop of the test, since a thread would cost as much as all
the rest; the batches, lanes and savepoints are those of the real one.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.effects import Answer
from bot.engine.clock import SimulatedClock
from bot.engine.deeds import Tables
from bot.engine.delivery import LOOK_AFTER, Delivery
from bot.engine.life import STEP_BACK, Life
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import Done, Job, Lane, SqliteStore, Writer
from bot.errors import NotSent, Refused
from bot.events import Action, Typing
from bot.flows import FLOWS
from bot.records import Place
from bot.views import View
from tests.talk import COLLEGE, PATIENCE, SECRET

T = TypeVar("T")

FAULTS: dict[str, Callable[[], Exception]] = {
    "not sent": lambda: NotSent("busy"),
    "refused": lambda: Refused("never"),
    "lost": TimeoutError,
    "heard": TimeoutError,
}


class Store(SqliteStore):
    """With the batches, lanes and savepoints of the real one, and its writer here."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._people, self._wakes = Lane(), Lane()
        self._writer = Writer(connection, [SECRET], _tell)
        self._is_called = False

    async def _wait_for(self, lane: Lane, work: Callable[[Tables], T]) -> T:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[T] = loop.create_future()
        lane.append(Job(work, waiter))
        if not self._is_called:
            self._is_called = True
            loop.call_soon(self._write, loop)
        return await waiter

    def _write(self, loop: asyncio.AbstractEventLoop) -> None:
        self._writer.commit(self._all_people())
        self._writer.commit(self._slice_of_wakes())
        self._is_called = bool(self._people or self._wakes)
        if self._is_called:
            loop.call_soon(self._write, loop)


def _tell(done: Sequence[Done]) -> None:
    for one in done:
        if one.error:
            one.job.waiter.set_exception(one.error)
        else:
            one.job.waiter.set_result(one.result)


class SetClock(SimulatedClock):
    """One that may be set, and nobody rings for what lies between."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self._by = timedelta()

    def set(self, to: datetime) -> None:
        """Subtracted in UTC: within one zone Python ignores that summer time ended."""
        to = to.astimezone(UTC)
        self._by += to - self._now
        self._now = to
        self._bell.ring()

    def monotonic(self) -> float:
        return (self._now - self._by).timestamp()


@dataclass(frozen=True, slots=True)
class Tried:
    """What the bot said of its own accord, or tried to."""

    at: datetime
    place: Place
    view: View
    nonce: str
    fault: str

    @property
    def is_there(self) -> bool:
        return self.fault in ("", "heard")


@dataclass
class Platform:
    """Its history can be searched. Each of `faults` breaks one post, of `mutes` one
    answer.
    """

    clock: SimulatedClock
    answers: list[Answer] = field(default_factory=list[Answer])
    said: list[Tried] = field(default_factory=list[Tried])
    heard: list[str] = field(default_factory=list[str])
    faults: list[str] = field(default_factory=list[str])
    mutes: list[str] = field(default_factory=list[str])

    async def answer(self, effect: Answer, nonce: str = "") -> None:
        fault = self.mutes.pop(0) if self.mutes else ""
        if fault in ("", "heard"):
            self.answers.append(effect)
            self.heard.append(nonce)
        if fault:
            raise FAULTS[fault]()

    async def post(self, place: Place, view: View, nonce: str) -> None:
        fault = self.faults.pop(0) if self.faults else ""
        self.said.append(Tried(self.clock.now(), place, view, nonce, fault))
        if fault in ("", "heard"):
            self.heard.append(nonce)
        if fault:
            raise FAULTS[fault]()

    async def arrived(self, place: Place, nonce: str) -> bool | None:
        return nonce in self.heard


class Memory:
    """A file that is gone afterwards; it outlives a restart, as a file would."""

    def __init__(self, content: bytes) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.deserialize(content)
        self._connection.execute("pragma foreign_keys = on")

    def opened(self) -> SqliteStore:
        assert not self._connection.in_transaction
        return Store(self._connection)

    def content(self) -> bytes:
        return bytes(self._connection.serialize())

    def rows(self, sql: str, *values: str) -> list[Any]:
        return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        self._connection.close()


class Disk:
    """A file, with the store as it is: its thread, its checks at every start."""

    def __init__(self, content: bytes, folder: Path) -> None:
        self._path = folder / "model.db"
        self._path.write_bytes(content)
        self._store: SqliteStore | None = None
        self._reader = sqlite3.connect(self._path)

    def opened(self) -> SqliteStore:
        self._close()
        self._store = SqliteStore(self._path, SECRET)
        return self._store

    def rows(self, sql: str, *values: str) -> list[Any]:
        return self._reader.execute(sql, values).fetchall()

    def close(self) -> None:
        self._reader.close()
        self._close()

    def _close(self) -> None:
        if self._store:
            self._store.close()


class Bot:
    def __init__(
        self, runner: asyncio.Runner, file: Memory | Disk, now: datetime
    ) -> None:
        self._run = runner.get_loop().run_until_complete
        self._file = file
        self.rows, self.close = file.rows, file.close
        self.platform = Platform(SetClock(now))
        self.restart(timedelta())

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def restart(self, after: timedelta) -> None:
        """All that is not in the file is gone, and nobody was there for so long."""
        now = self.platform.clock.now() + after
        self.clock = self.platform.clock = SetClock(now)
        self.store = self._file.opened()
        self._shell = Shell(Router(FLOWS), self.store, self.clock, PATIENCE)
        delivery = Delivery(self.store, self.clock, "test", self.platform)
        self._life = Life(self.store, self.clock, self._shell, [delivery])
        self._run(self.store.adopt(COLLEGE, []))
        self._run(self._life.recover())

    def set(self, to: datetime) -> None:
        """The clock, while the bot lives, which notices when it went back far."""
        is_back = to < self.now - STEP_BACK
        self.clock.set(to)
        if is_back:
            soon = to + LOOK_AFTER
            self._run(self.store.agenda(lambda agenda: agenda.bring_forward(soon)))

    def forget_the_past(self) -> None:
        """What is swept in time: what was answered, and what could be undone."""
        later = self.now + timedelta(days=31)
        self._run(self.store.agenda(lambda agenda: agenda.sweep(later)))

    def hear(self, action: Action, times: int = 1) -> list[Answer]:
        """All at once, if it is delivered more than once."""

        heard = [self._shell.hear(action, self.platform) for _ in range(times)]
        self.platform.answers.clear()
        self._run(heard[0] if times == 1 else _together(heard))
        return [*self.platform.answers]

    def suggest(self, typing: Typing) -> list[str]:
        suggest = self._run(self._shell.suggest(typing))
        return [choice.label for choice in suggest.choices]

    def tick(self) -> tuple[datetime, Sequence[Tried]]:
        """When the next thing is due, and what was said now."""
        before = len(self.platform.said)
        due: datetime = self._run(self._life.tick())
        return due, self.platform.said[before:]


async def _together(doing: Sequence[Coroutine[Any, Any, None]]) -> None:
    await asyncio.gather(*doing)
