"""A machine whose clock is set, by seconds and by years, and which falls asleep."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from random import Random

import pytest
import pytest_asyncio

from bot.effects import WakeAt
from bot.engine.clock import RealClock
from bot.errors import NotSent
from bot.events import Said
from tests.engine.bot import Bot
from tests.platform import ANA
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale

pytestmark = pytest.mark.asyncio

LONGEST = 0.005  # seconds, in place of the 15 of a bot that runs
PATIENCE = 60  # seconds; for what comes at once, on a machine that is busy
ROUND = 6  # looks, by the end of which each of those who live on a clock has had some
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
DAY, YEAR = timedelta(days=1), timedelta(days=365)
STEPS = (2 * SECOND, 4 * MINUTE, 6 * MINUTE, 100 * MINUTE, DAY, 30 * DAY, 10 * YEAR)
DUE = (3, 5, 91, 201, 2_001, 100_001, 8_000_001)  # minutes, which no steps add up to


class SetClock(RealClock):
    """The clock of a machine, which somebody sets.

    Its scheduler reckoned beforehand how long to sleep, and does not notice.
    """

    def __init__(self) -> None:
        super().__init__(longest=LONGEST)
        self.by = timedelta()
        self._slept = asyncio.Event()

    def set(self, by: timedelta) -> None:
        self._ahead += by
        self.by += by

    def suspend(self, span: timedelta) -> None:
        """The machine sleeps, and what it counts in goes on."""
        self._ahead += span

    def monotonic(self) -> float:
        return super().monotonic() - self.by.total_seconds()

    async def sleep_until(self, at: datetime) -> None:
        await super().sleep_until(at)
        self._slept.set()

    async def looked(self, times: int = ROUND) -> None:
        """Whoever sleeps has woken so often, and looked."""
        async with asyncio.timeout(PATIENCE):
            for _ in range(times):
                self._slept.clear()
                await self._slept.wait()


@pytest_asyncio.fixture
async def clock() -> AsyncIterator[SetClock]:
    async with SetClock() as clock:
        yield clock


@pytest.fixture
def bot(clock: SetClock) -> Iterator[Bot]:
    bot = Bot(clock=clock)
    yield bot
    bot.store.close()


@pytest.mark.parametrize("step", STEPS)
async def test_what_a_step_makes_due_is_said_once_whether_or_not_it_is_taken_back(
    bot: Bot, clock: SetClock, tally: Tally, step: timedelta
) -> None:
    due = await lived(bot, clock, [step, -step, step], tally)
    assert bot.platform.posts == due


@pytest.mark.parametrize("step", STEPS)
async def test_a_clock_that_is_set_back_puts_off_and_says_nothing_twice(
    bot: Bot, clock: SetClock, tally: Tally, step: timedelta
) -> None:
    steps = [4 * MINUTE, -step, step, -step, step + 2 * MINUTE]
    due = await lived(bot, clock, steps, tally)
    assert bot.platform.posts == due


@pytest.mark.parametrize("seed", range(scale(5, 500)))
async def test_however_a_clock_is_set_each_thing_is_said_once_when_it_is_due(
    bot: Bot, clock: SetClock, tally: Tally, seed: int
) -> None:
    chance = Random(seed)
    steps = [chance.choice(STEPS) * chance.choice((-1, 1, 1)) for _ in range(8)]
    due = await lived(bot, clock, steps, tally)
    assert bot.platform.posts == due


async def due_in(bot: Bot, *minutes: int) -> None:
    """Somebody asked to be told, so many minutes from now each."""
    now, id = bot.clock.now(), f"{minutes}"
    wakes = [WakeAt(f"small.say/{m}", now + m * MINUTE) for m in minutes]
    asked = Said(id, ANA, ANA.direct, "", now)
    decided = await bot.store.transact(asked, lambda book: wakes)
    bot.clock.hurry(decided.soonest)


def said(minutes: int) -> str:
    return f"{minutes}\n[1 Again]"


async def lived(
    bot: Bot, clock: SetClock, steps: list[timedelta], tally: Tally
) -> list[str]:
    """Set the clock so, one step after another: what is due by now has been said.

    Gives all that was due at the end.
    """
    await due_in(bot, *DUE)
    latest, late, loop = timedelta(), 0.0, asyncio.get_running_loop()
    async with bot.life.going():
        await clock.looked()
        for step in steps:
            clock.set(step)
            start, latest = loop.time(), max(latest, clock.by)
            due = [said(minutes) for minutes in DUE if minutes * MINUTE <= latest]
            await bot.platform.has_posted(*due)
            late = max(late, loop.time() - start)
            await clock.looked()
    doubled = bot.platform.nonces.total() - len(bot.platform.nonces)
    tally("clocks", steps=len(steps), said=len(due), doubled=doubled, seconds_late=late)
    return due


@pytest.mark.parametrize("span", STEPS)
async def test_whoever_was_suspended_says_once_what_fell_due_meanwhile(
    bot: Bot, clock: SetClock, span: timedelta
) -> None:
    """Some machines count on in their sleep, and some do not."""
    async with bot.life.going():
        for minutes, sleep in ((1, clock.suspend), (2, clock.set)):
            await due_in(bot, minutes)
            await clock.looked()
            sleep(span + minutes * MINUTE)
            await bot.platform.has_posted(*map(said, range(1, minutes + 1)))
        await clock.looked()
    assert len(bot.platform.posts) == 2


@pytest.mark.parametrize(("step", "lines"), [(4 * MINUTE, 0), (6 * MINUTE, 1)])
async def test_the_log_says_once_that_the_clock_went_back_by_more_than_five_minutes(
    bot: Bot,
    clock: SetClock,
    caplog: pytest.LogCaptureFixture,
    step: timedelta,
    lines: int,
) -> None:
    async with bot.life.going():
        await clock.looked()
        clock.set(-step)
        await clock.looked(3 * ROUND)
    levels = [r.levelno for r in caplog.records if "set back" in r.message]
    assert levels == [logging.WARNING] * lines


async def test_what_is_to_be_said_again_is_not_put_off_by_a_clock_that_is_set_back(
    bot: Bot, clock: SetClock
) -> None:
    """It was due in seconds, and a clock that was ten days ahead is put right."""
    bot.platform.breaks.append(NotSent("x"))
    async with bot.life.going():
        await bot.post("one")
        await clock.looked()
        clock.set(-10 * DAY)
        await clock.looked()
        clock.suspend(60 * MINUTE)
        await clock.looked(3 * ROUND)
    assert bot.platform.posts == ["one"]
