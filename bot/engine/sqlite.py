"""The `Store` port on SQLite: one file, one connection, one thread that writes.

* Decisions that wait together share one commit, each in a savepoint of its own.
* People go first. After each commit of theirs, wakes get one slice of 8 ms, which
  ends sooner when somebody comes; it holds one wake at least, so neither starves.
* When SQLite itself ends the transaction (the disk is full), nothing of the batch
  happened, and each decision is run again alone: those that fit are kept.
* A full lane of people is answered, not buffered; the engine waits for what it asks,
  so its lane is as long as its batches. If the thread dies, the process ends.
"""

import asyncio
import logging
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from typing import Any, TypeVar

from bot.engine.deeds import Tables
from bot.engine.faults import named
from bot.engine.files import MEMORY, PATIENCE, READABLE, claim, opened, recognised
from bot.engine.rotation import renew
from bot.engine.trouble import explained
from bot.errors import Busy, Unusable
from bot.events import Event, Rang
from bot.ports import Agenda, Book, Decide, Decided
from bot.records import Community, Visitor

SLICE = 0.008  # seconds
MOST_WAITING = 1000
UNDECODED = "Could not decode to UTF-8"
MISREAD = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

T = TypeVar("T")
Lane = deque["Job"]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do in the transaction, and whoever waits for it."""

    work: Callable[[Tables], Any]
    waiter: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class Done:
    job: Job
    result: Any = None
    error: Exception | None = None


Tell = Callable[[Sequence[Done]], None]


class SqliteStore:
    """All that the bot remembers, in one file, which is ours until `close`.

    `secret` is the key of the hashes that `Book.mark` gives; those that were made with
    one `before` are known again. ":memory:" is a file that nobody else can see and that
    is gone afterwards.
    """

    def __init__(
        self,
        path: Path | str,
        secret: bytes,
        *before: bytes,
        die: Callable[[], None] | None = None,
    ) -> None:
        self._people, self._wakes = Lane(), Lane()
        self._something = Condition()
        self._closing = False
        self._die = die or partial(os._exit, 70)
        self._lock = None
        if str(path) != MEMORY:
            path = recognised(Path(path))
            self._lock = claim(path)
        ready: Future[None] = Future()
        live = partial(self._live, path, (secret, *before), ready)
        self._thread = Thread(target=live, name="writer", daemon=True)
        self._thread.start()
        try:
            ready.result()
        except BaseException:
            self.close()
            raise

    async def transact(self, event: Event, decide: Decide) -> Decided:
        lane = self._wakes if isinstance(event, Rang) else self._people
        return await self._wait_for(lane, lambda tables: tables.settle(event, decide))

    async def read(self, who: Visitor, look: Callable[[Book], T]) -> T:
        return await self._wait_for(
            self._people, lambda tables: look(tables.persons.book(who))
        )

    async def agenda(self, work: Callable[[Agenda], T]) -> T:
        return await self._wait_for(self._wakes, lambda tables: work(tables.agenda))

    async def rows(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """For tables that are nobody's records; a person waits for what is in them."""
        return await self._wait_for(
            self._people, lambda tables: work(tables.connection)
        )

    async def adopt(
        self, community: Community, staff: Sequence[tuple[str, str]]
    ) -> None:
        """What the office has set, and the platform and account of each of its staff.

        To be said at every start: whoever is not on the list any more is a member.
        """
        await self._wait_for(
            self._wakes, lambda tables: tables.persons.adopt(community, staff)
        )

    async def latest(self) -> datetime | None:
        """The latest moment this file has seen; None if it is new."""
        return await self._wait_for(self._wakes, lambda tables: tables.agenda.latest())

    async def remember(self, at: datetime) -> None:
        """It is at least this late, though nothing was heard."""
        await self._wait_for(self._wakes, lambda tables: tables.agenda.remember(at))

    def close(self) -> None:
        """Finish what waits, then end the thread and let go of the file."""
        with self._something:
            self._closing = True
            self._something.notify()
        self._thread.join()
        if self._lock:
            self._lock.close()

    async def _wait_for(self, lane: Lane, work: Callable[[Tables], T]) -> T:
        waiter: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        with self._something:
            if self._closing:
                raise Unusable("the store is closed already")
            if lane is self._people and len(lane) >= MOST_WAITING:
                raise Busy("too much waits already")
            lane.append(Job(work, waiter))
            self._something.notify()
        return await waiter

    # From here on, the writer's thread.

    def _live(
        self, path: Path | str, secrets: Sequence[bytes], ready: Future[None]
    ) -> None:
        try:
            connection = opened(path)
            with explained(path):
                renew(connection, secrets)
        except BaseException as error:
            ready.set_exception(error)
            return
        ready.set_result(None)
        try:
            writer = Writer(connection, secrets, tell)
            while self._wait():
                writer.commit(self._all_people())
                writer.commit(self._slice_of_wakes())
        except BaseException as error:
            log.critical("the writer died, so the process ends: %s", named(error))
            self._die()
        finally:
            connection.close()

    def _wait(self) -> bool:
        with self._something:
            self._something.wait_for(
                lambda: self._people or self._wakes or self._closing
            )
            return bool(self._people or self._wakes)

    def _all_people(self) -> Iterator[Job]:
        """Those who wait now; who comes meanwhile is in the next commit."""
        for _ in range(len(self._people)):
            yield self._people.popleft()

    def _slice_of_wakes(self) -> Iterator[Job]:
        until = monotonic() + SLICE
        while self._wakes:
            yield self._wakes.popleft()
            if self._people or monotonic() > until:
                return


def tell(done: Sequence[Done]) -> None:
    """All who wait in one loop at once: to call into it costs more than a decision."""
    for loop in {one.job.waiter.get_loop() for one in done}:
        here = [one for one in done if one.job.waiter.get_loop() is loop]
        with suppress(RuntimeError):  # it is closed, so nobody waits any more
            loop.call_soon_threadsafe(_hand_out, here)


def _hand_out(done: Sequence[Done]) -> None:
    for one in done:
        waiter = one.job.waiter
        if waiter.done():  # cancelled
            continue
        if one.error:
            waiter.set_exception(one.error)
        else:
            waiter.set_result(one.result)


class Writer:
    """Does jobs in transactions."""

    def __init__(
        self, connection: sqlite3.Connection, secrets: Sequence[bytes], tell: Tell
    ) -> None:
        self._connection = connection
        self._sql = connection.execute
        self._tables = Tables(connection, secrets)
        self._tell = tell

    def commit(self, jobs: Iterable[Job]) -> None:
        """One transaction for all; nobody hears of it before it is on the disk."""
        taken: list[Job] = []
        done: list[Done] = []
        try:
            for job in jobs:
                taken.append(job)
                if len(taken) == 1 and (error := self._locked_out()):
                    self._tell([Done(one, error=error) for one in (job, *jobs)])
                    return
                done.append(self._try(job))
            if taken:
                self._tables.keep_time()
                self._sql("commit")
                self._tables.time_is_kept()
        except sqlite3.Error as error:
            self._start_over(taken, error)
        else:
            self._empty_log()
            self._tell(done)

    def _locked_out(self) -> sqlite3.Error | None:
        """Begin, or say why nobody can: all who wait need not wait anew."""
        try:
            self._sql("begin immediate")
        except sqlite3.Error as error:
            self._read_again(error)
            return error
        return None

    def _read_again(self, error: sqlite3.Error) -> None:
        """What looks damaged was perhaps only read wrong, and is in memory still."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in MISREAD:
            self._sql("pragma shrink_memory")

    def _try(self, job: Job) -> Done:
        """Do a job in a savepoint."""
        self._sql("savepoint job")
        try:
            result = job.work(self._tables)
        except Exception as error:
            if not self._connection.in_transaction:
                raise sqlite3.OperationalError("SQLite ended it") from error
            self._sql("rollback to job")
            if self._read_damaged_text(error):
                return self._try(job)
            return Done(job, error=error)
        finally:
            if self._connection.in_transaction:
                self._sql("release job")
        return Done(job, result)

    def _read_damaged_text(self, error: Exception) -> bool:
        """From now on, if that is what broke; SQLite gives it no code of its own.

        https://github.com/python/cpython/blob/3.11/Modules/_sqlite/cursor.c
        """
        if UNDECODED not in str(error) or self._connection.text_factory is READABLE:
            return False
        self._connection.text_factory = READABLE
        return True

    def _start_over(self, jobs: list[Job], error: sqlite3.Error) -> None:
        if self._connection.in_transaction:
            self._sql("rollback")
        self._read_again(error)
        if len(jobs) == 1:
            [job], cause = jobs, error.__cause__
            self._tell(
                [Done(job, error=cause if isinstance(cause, Exception) else error)]
            )
            return
        log.warning("SQLite ended a batch of %d (%s); one by one", len(jobs), error)
        for job in jobs:
            self.commit([job])

    def _empty_log(self) -> None:
        """What was erased still stands in the log, until this; a reader puts it off."""
        if not self._tables.erased:
            return
        try:
            self._sql("pragma busy_timeout = 0")
            (busy, _, _) = self._sql("pragma wal_checkpoint(truncate)").fetchone()
            self._tables.erased = bool(busy)
        except sqlite3.Error as error:
            log.warning("the log still holds what was erased: %s", error)
        finally:
            self._sql(f"pragma {PATIENCE}")
