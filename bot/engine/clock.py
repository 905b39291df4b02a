"""Time: the real one, which may be set ahead, and one that moves only when moved.

A clock rings and keeps nothing. What is due stands in the store, so whoever hears the
bell looks there: a ring too many costs a look, one too few at most 15 seconds.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Protocol, Self

from bot.engine.faults import named
from bot.ports import NEVER, Clock

LONGEST_SLEEP = 15.0  # seconds; what a suspend, or a clock that is set, may cost
AFTER_A_FAULT = timedelta(seconds=15)

Tick = Callable[[], Awaitable[datetime]]

log = logging.getLogger(__name__)


class Movable(Clock, Protocol):
    """A clock that can be put forward, as `:skip` does in a terminal."""

    def move(self, to: datetime) -> None: ...


async def live(clock: Clock, tick: Tick) -> None:
    """Do what is due and sleep till the next, until cancelled.

    It listens before it looks, so that a ring in between is heard.
    """
    while True:
        rung = asyncio.ensure_future(clock.sleep_until(NEVER))
        try:
            await asyncio.sleep(0)
            clock.hurry(await _ticked(clock, tick))
            await rung
        finally:
            rung.cancel()


async def skip(clock: Movable, tick: Tick, until: datetime) -> None:
    """Put the clock forward, and be there at each moment when something is due."""
    while (due := await tick()) <= until:
        clock.move(due)
    clock.move(until)


async def _ticked(clock: Clock, tick: Tick) -> datetime:
    """Whatever breaks, a full disk perhaps: look again, and never spin."""
    try:
        return await tick()
    except Exception as error:
        log.error("could not do what is due: %s", named(error))
        return clock.now() + AFTER_A_FAULT


class Bell:
    """Wakes all who wait; who comes later waits for the next ring."""

    def __init__(self) -> None:
        self.next = asyncio.Event()

    def ring(self) -> None:
        rung, self.next = self.next, asyncio.Event()
        rung.set()


class RealClock:
    """The machine's clock, or a span ahead of it.

    APScheduler rings at the next moment. It holds that in memory, and reckons
    beforehand how long it will sleep: it would not notice a suspend, or a clock that
    is set, so nobody sleeps beyond `longest`.
    """

    def __init__(
        self, ahead: timedelta = timedelta(), longest: float = LONGEST_SLEEP
    ) -> None:
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        jobs = {"misfire_grace_time": None, "coalesce": True}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=jobs)
        self._bell = Bell()
        self._armed = NEVER
        self._ahead = ahead
        self._longest = longest

    async def __aenter__(self) -> Self:
        self._scheduler.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # it stops its timer in the loop's next round

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def monotonic(self) -> float:
        return time.monotonic() + self._ahead.total_seconds()

    async def sleep_until(self, at: datetime) -> None:
        rung = self._bell.next
        self.hurry(at)
        # Not `wait_for`, which loses a cancel that comes with the ring before 3.12:
        # https://github.com/python/cpython/issues/86296
        with suppress(TimeoutError):
            async with asyncio.timeout(self._longest):
                await rung.wait()

    def hurry(self, at: datetime) -> None:
        if at <= self.now():
            self._bell.ring()
        elif at < self._armed:
            self._armed = at
            self._scheduler.add_job(
                self._ring,
                "date",
                run_date=at - self._ahead,
                id="next",
                replace_existing=True,
            )

    def move(self, to: datetime) -> None:
        """Put it forward; it goes on from there."""
        self._ahead += max(to - self.now(), timedelta())
        self._armed = NEVER
        self._bell.ring()

    async def _ring(self) -> None:
        """Wake all who sleep; each looks for itself and names its next moment."""
        self._armed = NEVER
        self._bell.ring()


class SimulatedClock:
    """Stands still until it is moved: for tests, rehearsals and a chat in a dry run."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._bell = Bell()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()

    async def sleep_until(self, at: datetime) -> None:
        rung = self._bell.next
        self.hurry(at)
        await rung.wait()

    def hurry(self, at: datetime) -> None:
        if at <= self._now:
            self._bell.ring()

    def move(self, to: datetime) -> None:
        self._now = max(to, self._now)
        self._bell.ring()
