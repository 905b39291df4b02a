"""The peer: APScheduler 3.11, as its documentation sets it up.

https://apscheduler.readthedocs.io/en/3.x/userguide.html
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

DEFAULT = "APScheduler on SQLite"
WAL = "APScheduler on SQLite, WAL"
IN_MEMORY = "APScheduler in memory"
OWN_GRACE = "APScheduler, its own grace"  # what is a second late is not run any more
FAR = datetime(2126, 1, 1, tzinfo=UTC)

# It would print a line for each of the thousand that it misses.
logging.getLogger("apscheduler").setLevel(logging.ERROR)

_ran = 0
_all_ran: asyncio.Event


async def remind(text: str, last: int) -> None:
    """A job is found by its name, so what it counts is the module's."""
    global _ran
    _ran += 1
    if _ran == last:
        _all_ran.set()


@asynccontextmanager
async def scheduler(store: str, file: Path) -> AsyncIterator[Any]:
    """Paused, so that nothing fires before it is resumed."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    if store != IN_MEMORY:
        scheduler.add_jobstore(_job_store(file, store == WAL))
    scheduler.start(paused=True)
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)


def _job_store(file: Path, wal: bool) -> Any:
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from sqlalchemy import create_engine, event

    engine = create_engine(f"sqlite:///{file}")
    if wal:
        event.listen(engine, "connect", _wal)
    return SQLAlchemyJobStore(engine=engine)


def _wal(connection: Any, _: object) -> None:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")


def add(scheduler: Any, at: datetime, last: int = 0, **settings: object) -> None:
    args = ("call Priya about the visit", last)
    scheduler.add_job(remind, "date", run_date=at, args=args, **settings)


class Fired:
    """Counts what ran and what was missed; `all` is set when every job did either."""

    def __init__(self, scheduler: Any, jobs: int) -> None:
        global _ran, _all_ran
        _ran, _all_ran = 0, asyncio.Event()
        self.all, self.missed, self._jobs = _all_ran, 0, jobs
        scheduler.add_listener(self._miss, EVENT_JOB_MISSED)

    @property
    def ran(self) -> int:
        return _ran

    def _miss(self, event: JobExecutionEvent) -> None:
        self.missed += 1
        if self.missed + _ran == self._jobs:
            self.all.set()


async def due_at_once(scheduler: Any, jobs: int, **settings: object) -> datetime:
    """Jobs for one instant that has not come when the last of them is there."""
    span = timedelta(seconds=0.5)
    while True:
        began = datetime.now(UTC)
        for _ in range(jobs):
            add(scheduler, began + span, jobs, **settings)
        took = datetime.now(UTC) - began
        if took < span:
            return began + span
        scheduler.remove_all_jobs()
        span = 2 * took
