"""Bells that ring in time, whatever happens to the clocks."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from bot.engine.clock import RealClock, SimulatedClock, live, skip
from bot.ports import NEVER
from tests.talk import MONDAY

pytestmark = pytest.mark.asyncio
HOUR = timedelta(hours=1)
SOON = timedelta(milliseconds=50)
NO_BELL = 3600.0  # seconds; longer than any test, so that what rings was meant to
PATIENCE = 60  # seconds; for what comes at once, on a machine that is busy


class SetClock(RealClock):
    """A machine whose clock somebody sets."""

    step = timedelta()

    def now(self) -> datetime:
        return super().now() + self.step


async def is_woken(sleeper: asyncio.Task[None]) -> bool:
    done, _ = await asyncio.wait([sleeper], timeout=PATIENCE)
    return bool(done) and sleeper.exception() is None


@pytest_asyncio.fixture
async def clock() -> AsyncIterator[RealClock]:
    async with RealClock(longest=NO_BELL) as clock:
        yield clock


async def test_it_wakes_at_the_moment(clock: RealClock) -> None:
    at = clock.now() + SOON
    await asyncio.wait_for(clock.sleep_until(at), PATIENCE)
    assert at <= clock.now()


@pytest.mark.parametrize("at", [SOON, -9999 * 24 * HOUR])
async def test_a_hurry_wakes_who_sleeps_for_ever(
    clock: RealClock, at: timedelta
) -> None:
    sleeper = asyncio.create_task(clock.sleep_until(NEVER))
    await asyncio.sleep(0)
    clock.hurry(clock.now() + at)
    assert await is_woken(sleeper)


async def test_the_sooner_of_two_moments_rings(clock: RealClock) -> None:
    sleeper = asyncio.create_task(clock.sleep_until(clock.now() + HOUR))
    clock.hurry(clock.now() + SOON)
    clock.hurry(clock.now() + HOUR)
    assert await is_woken(sleeper)


@pytest.mark.parametrize("step", [24 * HOUR, -24 * HOUR])
async def test_a_clock_that_is_set_costs_one_long_sleep(step: timedelta) -> None:
    async with SetClock(longest=0.1) as clock:
        sleeper = asyncio.create_task(clock.sleep_until(clock.now() + HOUR))
        await asyncio.sleep(0)
        clock.step = step
        assert await is_woken(sleeper)


async def test_a_clock_that_was_moved_goes_on_from_there(clock: RealClock) -> None:
    before, seconds = clock.now(), clock.monotonic()
    sleeper = asyncio.create_task(clock.sleep_until(before + HOUR))
    await asyncio.sleep(0)
    clock.move(before + 3 * HOUR)
    await asyncio.wait_for(sleeper, PATIENCE)
    assert clock.monotonic() - seconds >= 3 * HOUR.total_seconds()
    assert 3 * HOUR <= clock.now() - before < 3 * HOUR + timedelta(seconds=2)

    at = clock.now() + SOON
    await asyncio.wait_for(clock.sleep_until(at), 2)
    assert at <= clock.now()


@pytest.mark.parametrize("turns", range(6))
async def test_who_is_stopped_in_the_moment_of_a_ring_stops(
    clock: RealClock, turns: int
) -> None:
    async def nothing() -> datetime:
        return NEVER

    living = asyncio.create_task(live(clock, nothing))
    for _ in range(20):
        await asyncio.sleep(0)
    clock.hurry(clock.now())
    for _ in range(turns):
        await asyncio.sleep(0)
    living.cancel()
    done, _ = await asyncio.wait([living], timeout=PATIENCE)
    assert done


@pytest.mark.parametrize("clock", [RealClock(), SimulatedClock(MONDAY)])
async def test_no_clock_moves_back(clock: RealClock | SimulatedClock) -> None:
    before = clock.now()
    clock.move(before - HOUR)
    assert clock.now() >= before


async def test_skipping_visits_each_moment_in_turn() -> None:
    clock = SimulatedClock(MONDAY)
    moments = [MONDAY + timedelta(days=n) for n in (1, 2, 10, 300)]
    seen: list[datetime] = []

    async def tick() -> datetime:
        seen.append(clock.now())
        return next((m for m in moments if m > clock.now()), NEVER)

    await skip(clock, tick, MONDAY + timedelta(days=20))
    assert seen == [MONDAY, *moments[:3]]
    assert clock.now() == MONDAY + timedelta(days=20)


async def test_a_ring_while_somebody_looks_is_heard() -> None:
    """Else what is set between a look and the sleep after it would wait for 15 s."""
    clock, looks = SimulatedClock(MONDAY), asyncio.Semaphore(0)

    async def tick() -> datetime:
        if looks.locked():
            clock.hurry(MONDAY)
        looks.release()
        return NEVER

    life = asyncio.create_task(live(clock, tick))
    async with asyncio.timeout(PATIENCE):
        await looks.acquire()
        await looks.acquire()
    assert clock.now() == MONDAY
    life.cancel()
