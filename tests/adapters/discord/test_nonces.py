"""A reminder that Discord hears of twice within its window is there once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.engine.delivery import REPEAT, nonce_of
from tests.adapters.discord.house import (
    MESSAGE,
    House,
    at_home,
    came_in,
    official,
    said,
)
from tests.adapters.discord.loopback import Discord, Person, read

pytestmark = pytest.mark.asyncio

REMINDER = "You asked me to remind you: call Tom"
NOTICE = "Your next step is ready."


@asynccontextmanager
async def reminded(
    folder: Path, discord: Discord
) -> AsyncIterator[tuple[House, Person]]:
    """Ana, with a reminder for tomorrow at nine."""
    async with at_home(folder, discord) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call Tom tomorrow 9am", "I'll remind you")
        yield house, ana


async def keys(house: House) -> list[str]:
    return [key for (key,) in await house.rows("select key from outbox order by nth")]


def sent(house: House) -> list[dict[str, Any]]:
    """What was to be posted, also where no answer came."""
    return [call.args for call in house.calls(MESSAGE)]


def times(person: Person, words: str) -> int:
    return sum(words in read(message) for message in person.sees())


async def test_the_nonce_of_a_reminder_derives_from_its_key(tmp_path: Path) -> None:
    async with (
        Discord(official()) as discord,
        reminded(tmp_path, discord) as (house, _),
    ):
        before = len(sent(house))
        await house.later(days=1)
        [key] = await keys(house)
        notice, reminder = sent(house)[before:]
        assert notice["nonce"] == f"{nonce_of(key)}.n"
        assert reminder["nonce"] == nonce_of(key)
        assert notice["enforce_nonce"] is reminder["enforce_nonce"] is True


@pytest.mark.parametrize("lost", [0, 1])
async def test_a_resend_within_the_window_is_no_second_message(
    tmp_path: Path, lost: int
) -> None:
    """Of a notice or of the reminder itself the answer is lost: all is said again."""
    async with (
        Discord(official()) as discord,
        reminded(tmp_path, discord) as (house, a),
    ):
        before = len(sent(house))
        discord.fail_next(MESSAGE, drop=True, after=lost)
        await house.later(days=1)
        await house.later(minutes=1)
        nonces = [one["nonce"] for one in sent(house)[before:]]
        assert len(nonces) == 3 + lost
        assert len({*nonces}) == 2
        assert (times(a, NOTICE), times(a, REMINDER), times(a, REPEAT)) == (1, 1, 0)


@pytest.mark.parametrize(("window", "shown"), [(300.0, 1), (0.0, 2)])
async def test_a_resend_after_a_restart_is_none_within_the_window_and_a_repeat_after(
    tmp_path: Path, window: float, shown: int
) -> None:
    """A new process knows nothing of the call in which the old one ended."""
    async with Discord(official(), nonce_seconds=window) as discord:
        async with reminded(tmp_path, discord) as (house, ana):
            discord.fail_next(MESSAGE, drop=True, after=1)
            await house.later(hours=16)
            assert await house.letters() == [("unknown", 1)]
            now = house.clock.now()
        async with at_home(tmp_path, discord, now=now) as house:
            await house.later(minutes=2)
            assert [state for state, _ in await house.letters()] == ["sent"]
        assert (times(ana, REMINDER), times(ana, REPEAT)) == (shown, shown - 1)
