"""Connections that do not open, end or fall silent: the bot comes back by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.discord.house import (
    SYNC,
    House,
    at_home,
    came_in,
    official,
    said,
)
from tests.adapters.discord.loopback import CONNECT, IDENTIFY, RESUME, Discord, Person

pytestmark = pytest.mark.asyncio

REMINDER = "You asked me to remind you: call"


async def is_back(house: House, ana: Person) -> None:
    """Whoever says something then is heard, and once."""
    await said(ana, "add Priya Nair, nurse at Mercy", "Priya Nair")
    assert await house.people() == ["Priya Nair"]
    assert house.discord.problems == []


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        (CONNECT, {"status": 401}),
        (CONNECT, {"status": 503, "times": 2}),
        (CONNECT, {"drop": True}),
        (IDENTIFY, {"error": "4000"}),
        ("get_my_user", {"status": 503}),
        ("get_my_user", {"drop": True}),
    ],
    ids=str,
)
async def test_a_first_connection_that_fails_is_tried_again(
    tmp_path: Path, method: str, fault: dict[str, Any]
) -> None:
    async with Discord(official()) as discord:
        discord.fail_next(method, **fault)
        async with at_home(tmp_path, discord) as house:
            await discord.wait_for(IDENTIFY)
            await is_back(house, await came_in(house))


RESUMED: list[Callable[[Discord], Any]] = [
    lambda discord: discord.ask_to_reconnect(),
    lambda discord: discord.invalidate(resumable=True),
    lambda discord: discord.close(4000),
    lambda discord: discord.close(1001),
    lambda discord: discord.close(4007),
    lambda discord: discord.close(4009),
]


@pytest.mark.parametrize("way", RESUMED, ids=range(len(RESUMED)))
async def test_a_session_that_lives_is_resumed(
    tmp_path: Path, way: Callable[[Discord], Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await way(house.discord)
        await house.discord.wait_for(RESUME)
        await is_back(house, ana)


async def test_a_session_that_is_over_begins_anew_with_nothing_registered_twice(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await house.discord.wait_for(IDENTIFY)
        await house.discord.invalidate()
        await house.discord.wait_for(IDENTIFY)
        await is_back(house, ana)
        assert len(house.calls(SYNC)) == 1


async def test_after_an_outage_of_discord_people_are_heard_again(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call in 5 minutes", "I'll remind you")
        await house.discord.wait_for(IDENTIFY)
        await house.discord.stop()
        await house.later(minutes=10)
        await house.discord.start()
        await house.discord.wait_for(CONNECT)
        await is_back(house, ana)
        await house.later(minutes=10)
        await ana.reads(REMINDER)


async def test_what_is_replayed_at_a_resume_is_heard_once(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        seen = await ana.say("add Priya Nair, nurse at Mercy")
        await ana.reads("Priya Nair", since=seen)
        for _ in range(3):
            await house.discord.again(seen.deliveries[0])
        await said(ana, "people", "Priya Nair")
        assert await house.people() == ["Priya Nair"]


async def test_it_stops_while_the_peer_is_silent(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        await came_in(house)
        house.discord.stall()
    assert house.discord.problems == []


async def test_words_that_cannot_be_registered_keep_nobody_from_talking(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with Discord(official()) as discord:
        discord.fail_next(SYNC, error="30034")
        async with at_home(tmp_path, discord) as house:
            await is_back(house, await came_in(house))
        assert "could not be registered: 30034" in caplog.text
        async with at_home(tmp_path, discord):
            assert "whoelse" in discord.commands
