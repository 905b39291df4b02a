"""The engine as it really runs: every part for itself, on one clock."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from bot.engine.clock import RealClock, SimulatedClock
from bot.engine.delivery import LOOK_AFTER
from bot.errors import NotSent, Unusable
from tests.engine.bot import Bot
from tests.talk import MONDAY

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def real() -> AsyncIterator[Bot]:
    async with RealClock(longest=3600) as clock:  # no bell saves whoever sleeps on
        bot = Bot(clock=clock)
        yield bot
        bot.store.close()


async def a_while() -> None:
    for _ in range(100):
        await asyncio.sleep(0.001)


async def test_nobody_waits_for_the_long_bell(real: Bot) -> None:
    async with real.life.going():
        await real.post("one")
        await real.platform.has_posted("one")
        await real.post("two")
        await real.platform.has_posted("one", "two")
    assert real.platform.posts == ["one", "two"]


@pytest.mark.parametrize("text", ["later 0 one", "echo one"])
async def test_who_sleeps_hears_of_a_wake_and_of_an_answer_that_failed(
    real: Bot, text: str
) -> None:
    real.platform.mute = NotSent("x") if text.startswith("echo") else None
    async with real.life.going():
        await a_while()
        await real.hear(text)
        await real.platform.has_posted("one\n[1 Again]")
    assert len(real.platform.posts) == 1


async def test_who_has_nothing_to_do_sleeps(bot: Bot) -> None:
    async with bot.life.going():
        await a_while()
        assert 0 < bot.store.visits < 20


async def test_what_a_dead_process_was_sending_is_looked_for(bot: Bot) -> None:
    await bot.post("one")
    await bot.died_sending()
    async with bot.life.going():
        bot.clock.move(MONDAY + LOOK_AFTER)
        await bot.platform.has_posted("one")
    assert bot.platform.posts == ["one"]


@pytest.mark.parametrize("visits", range(1, 9))
async def test_told_to_stop_at_any_moment_no_letter_is_left_on_its_way(
    bot: Bot, visits: int
) -> None:
    """Of those that waited, each was said or waits still."""
    for nth in range(9):
        await bot.post("hello", to=f"student{nth}")
    bot.store.visits = 0
    async with bot.life.going():
        await bot.store.visited(visits)
    assert len(bot.platform.posts) + len(await bot.died_sending()) == 9


async def test_what_was_due_while_we_were_away_is_said_at_start(real: Bot) -> None:
    await real.post("one")
    async with real.life.going():
        await real.platform.has_posted("one")
    assert real.platform.posts == ["one"]


async def test_a_full_disk_ends_no_life_and_spins_none(bot: Bot) -> None:
    async with bot.life.going():
        bot.store.full = True
        await bot.post("one")
        await a_while()
        assert 0 < bot.store.refusals < 10

        bot.store.full = False
        bot.clock.move(MONDAY + timedelta(seconds=15))
        await bot.platform.has_posted("one")


async def test_skipping_in_the_midst_of_life_says_each_thing_once_and_in_time(
    bot: Bot,
) -> None:
    async with bot.life.going():
        for minutes in range(1, 30):
            await bot.hear(f"later {minutes} {minutes}")
        await bot.life.skip(MONDAY + timedelta(hours=1))
        await a_while()
    said = [(str(seen).split()[0], seen.at - MONDAY) for seen in bot.platform.posts]
    assert said == [(f"{n}", timedelta(minutes=n)) for n in range(1, 30)]


async def test_the_last_calls_may_still_arrive(bot: Bot) -> None:
    hangs = bot.platform.hanging = asyncio.Event()
    await bot.post("one")
    async with bot.life.going():
        await a_while()
        asyncio.get_running_loop().call_later(0.01, hangs.set)
    assert bot.platform.posts == ["one"]


async def test_what_ends_the_block_is_what_comes_out_of_it(bot: Bot) -> None:
    with pytest.raises(Unusable, match="enough"):
        async with bot.life.going():
            raise Unusable("enough")


async def test_the_inbox_is_swept_while_we_live(bot: Bot) -> None:
    await bot.hear("add Priya", id="once")
    bot.clock.move(MONDAY + timedelta(days=8))
    async with bot.life.going():
        await a_while()
    await bot.hear("add Tom", id="once")
    assert len(bot.platform.answers) == 2


class LooseClock(SimulatedClock):
    """A machine whose clock somebody sets, also back."""

    def set(self, to: datetime) -> None:
        self._now = to
        self._bell.ring()


async def test_a_clock_that_is_set_back_is_logged_once_and_housekeeping_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = LooseClock(MONDAY)
    bot = Bot(clock=clock)

    async def visits(**ago: float) -> int:
        before = bot.store.visits
        clock.set(MONDAY - timedelta(**ago))
        await a_while()
        return bot.store.visits - before

    async with bot.life.going():
        await a_while()
        await visits(minutes=4)
        assert not caplog.text
        await visits(days=1)
        assert caplog.text.count("the clock was set back") == 1
        looks = await visits(hours=23.9)
        assert await visits(hours=22) == looks + 1
    bot.store.close()
