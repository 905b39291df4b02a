"""Letters to many places, at the pace that a platform bears, and after a death."""

import asyncio
import sqlite3
from datetime import datetime, timedelta

import pytest

from bot.engine.clock import SimulatedClock
from bot.engine.delivery import LOOK_AFTER, MOST_CALLS, Delivery, nonce_of
from bot.errors import NotSent
from bot.ports import NEVER
from tests.engine.bot import Bot
from tests.platform import Platform
from tests.talk import MONDAY

pytestmark = pytest.mark.asyncio
AT_LAST = 999  # seconds


def on(platform: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("bot", [platform], indirect=True)


@on("slack")
async def test_slack_hears_one_message_a_second_in_a_place(bot: Bot) -> None:
    await bot.post("a", "b", "c")
    await bot.post("elsewhere", to="ben")
    assert await bot.wait(9) == {"a": 0, "elsewhere": 0, "b": 1, "c": 2}


@on("slack")
async def test_a_place_that_waits_on_a_paced_platform_keeps_its_order(
    bot: Bot,
) -> None:
    bot.platform.breaks = [ConnectionResetError(), NotSent("x"), NotSent("x")]
    await bot.post("a", "b", "c")
    await bot.wait(3)
    await bot.post("d")
    assert [*await bot.wait(900)] == ["a", "b", "c", "d"]


@on("slack")
async def test_to_wait_for_its_turn_is_no_attempt(bot: Bot) -> None:
    texts = [*map(str, range(20))]
    await bot.post(*texts)
    await bot.wait(14.5)
    bot.platform.breaks = [NotSent("x")]
    assert [*await bot.wait(30)] == texts


@on("slack")
async def test_a_morning_of_300_reminders_takes_70_seconds(bot: Bot) -> None:
    for nth in range(300):
        await bot.post(f"{nth}", to=f"{nth}")
    said = await bot.wait(70.5)
    assert len(said) == bot.platform.nonces.total() == 300


@on("discord")
async def test_discord_opens_few_conversations_a_minute(bot: Bot) -> None:
    for nth in range(30):
        await bot.post(f"{nth}", to=f"{nth}")
    assert len(await bot.wait(1)) == 10
    assert len(await bot.wait(60.9)) == 20
    assert len(await bot.wait(121)) == 30


async def test_a_place_that_hangs_holds_up_no_other(bot: Bot) -> None:
    hangs = bot.platform.hanging = asyncio.Event()
    await bot.post("hangs")
    await bot.delivery.tick()
    bot.platform.hanging = None
    await bot.post("goes", to="ben")
    await bot.post("waits")
    await bot.delivery.tick()
    await asyncio.wait_for(bot.platform.said.wait(), 2)
    assert bot.platform.posts == ["goes"]

    hangs.set()
    assert [*await bot.wait(9)] == ["goes", "hangs", "waits"]


async def test_100_places_that_hang_are_no_reason_to_spin(bot: Bot) -> None:
    hangs = bot.platform.hanging = asyncio.Event()
    for nth in range(MOST_CALLS + 1):
        await bot.post(f"{nth}", to=f"{nth}")
    async with bot.life.going():
        assert await bot.delivery.tick() == NEVER
        hangs.set()
        await bot.platform.has_posted(*map(str, range(MOST_CALLS + 1)))


class Hurried(SimulatedClock):
    """Remembers what it was last told to hurry for."""

    last = NEVER

    def hurry(self, at: datetime) -> None:
        self.last = at


async def test_who_sleeps_is_woken_when_a_letter_is_to_be_tried_again() -> None:
    clock = Hurried(MONDAY)
    bot = Bot(clock=clock)
    bot.platform.breaks = [NotSent("x")]
    await bot.post("a")
    await bot.delivery.tick()
    await bot.delivery.settle()
    assert clock.last == MONDAY
    assert await bot.delivery.tick() == MONDAY + timedelta(seconds=5)
    bot.store.close()


async def test_nobody_looks_for_what_may_still_be_on_its_way(bot: Bot) -> None:
    await bot.post("a", "b")
    await bot.died_sending()
    await bot.life.recover()
    assert await bot.wait(LOOK_AFTER.seconds - 1) == {}
    assert [*await bot.wait(LOOK_AFTER.seconds)] == ["a", "b"]


@on("slack")
async def test_what_had_arrived_before_we_died_is_found_however_long_it_takes(
    bot: Bot,
) -> None:
    for nth in range(40):
        await bot.post(f"{nth}", to=f"{nth}")
    bot.platform.nonces.update(map(nonce_of, await bot.died_sending()))
    await bot.life.recover()
    assert await bot.wait(AT_LAST) == {}


async def test_what_could_not_be_written_down_is_written_later(bot: Bot) -> None:
    hangs = bot.platform.hanging = asyncio.Event()
    await bot.post("a")
    await bot.delivery.tick()
    bot.store.full = True
    hangs.set()
    await bot.delivery.settle()
    for _ in range(3):
        with pytest.raises(sqlite3.OperationalError):
            await bot.delivery.tick()

    bot.store.full = False
    assert [*await bot.wait(AT_LAST)] == ["a"]

    forgetful = Platform(bot.clock)
    successor = Delivery(bot.store, bot.clock, bot.on, forgetful)
    await successor.recover()
    assert await successor.tick() == NEVER


async def test_what_falls_due_after_a_crash_waits_for_what_is_looked_for(
    bot: Bot,
) -> None:
    await bot.post("a")
    await bot.died_sending()
    await bot.life.recover()
    await bot.post("b")
    assert [*await bot.wait(LOOK_AFTER.seconds)] == ["a", "b"]
