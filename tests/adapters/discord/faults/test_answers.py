"""Answers that Discord takes late, twice, in silence or not at all."""

from pathlib import Path
from typing import Any

import pytest

from adapters.discord.voice import KEPT
from bot.engine.delivery import REPEAT
from tests.adapters.discord.house import (
    FOLLOW_UP,
    MESSAGE,
    RESPONSE,
    at_home,
    came_in,
    official,
    said,
)
from tests.adapters.discord.loopback import Channel, Discord, Person, read

pytestmark = pytest.mark.asyncio

ADD = "add Priya Nair, nurse at Mercy"
ADDED = "Priya Nair (nurse at Mercy) is on your list."
REMINDER = "You asked me to remind you: call"


def times(person: Person, words: str, channel: Channel | None = None) -> int:
    return sum(words in read(message) for message in person.sees(channel))


TURNED_AWAY = [
    {"status": 429, "retry_after": 0.2},
    {"status": 429, "retry_after": 3_600},
    {"status": 429, "retry_after": 3_600, "scope": "global"},
    {"status": 429, "scope": "cloudflare"},
]


@pytest.mark.parametrize("fault", TURNED_AWAY, ids=str)
async def test_words_whose_answer_was_turned_away_are_answered_once(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.discord.fail_next(MESSAGE, **fault)
        await ana.say(ADD)
        await house.called(MESSAGE, 3)
        await house.later(hours=2)
        await ana.reads(ADDED)
        assert (times(ana, ADDED), times(ana, REPEAT)) == (1, 0)


@pytest.mark.parametrize("fault", TURNED_AWAY, ids=str)
async def test_a_command_whose_answer_was_turned_away_is_answered_in_a_message(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        house.discord.fail_next(RESPONSE, **fault)
        await ana.slash("whoelse add", campus, who="Priya Nair, nurse at Mercy")
        await ana.reads(ADDED)
        assert (times(ana, ADDED), times(ana, REPEAT)) == (1, 0)


@pytest.mark.parametrize("seconds", [30, 3_600])
async def test_nobody_asks_sooner_than_discord_said(
    tmp_path: Path, seconds: int
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call in 5 minutes", "I'll remind you")
        house.discord.fail_next(MESSAGE, status=429, retry_after=seconds + 1)
        await house.later(minutes=5)
        tried = len(house.calls(MESSAGE))
        await house.later(seconds=seconds - 1)
        assert len(house.calls(MESSAGE)) == tried
        await house.later(seconds=3)
        await ana.reads(REMINDER)
        assert times(ana, REMINDER) == 1


LOST: list[dict[str, Any]] = [
    {"status": 503},
    {"status": 520},
    {"hang": 0.05},
    {"drop": True},
]


@pytest.mark.parametrize("fault", LOST, ids=str)
async def test_words_of_whose_answer_nobody_knows_are_answered_once(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    """A nonce that Discord knows makes no second message."""
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.discord.fail_next(MESSAGE, **fault)
        await ana.say(ADD)
        await house.called(MESSAGE, 2)
        await house.later(minutes=1)
        await ana.reads(ADDED)
        assert times(ana, ADDED) == 1


@pytest.mark.parametrize("fault", LOST, ids=str)
async def test_a_reminder_of_which_nobody_knows_comes_once(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call in 5 minutes", "I'll remind you")
        house.discord.fail_next(MESSAGE, **fault)
        await house.later(minutes=5)
        await house.later(minutes=1)
        await ana.reads(REMINDER)
        assert (times(ana, REMINDER), times(ana, REPEAT)) == (1, 0)
        assert [state for state, _ in await house.letters()] == ["sent"]


@pytest.mark.parametrize("fault", LOST, ids=str)
@pytest.mark.parametrize("method", [RESPONSE, FOLLOW_UP])
async def test_a_command_of_whose_answer_nobody_knows_says_that_it_may_be_a_repeat(
    tmp_path: Path, method: str, fault: dict[str, Any]
) -> None:
    """What only its reader saw stands in no history."""
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        house.discord.times.ack = 0.5
        house.discord.fail_next(method, **fault)
        await ana.slash("whoelse everything", campus)
        await house.called(method)
        await house.given()
        await house.later(minutes=1)
        lost = "One." if method == RESPONSE else "Two."
        await ana.reads(lost, REPEAT)
        assert times(ana, lost, campus) == ("drop" in fault)


async def test_an_outage_of_discord_loses_nothing(tmp_path: Path) -> None:
    async with Discord(official()) as discord, at_home(tmp_path, discord) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call in 5 minutes", "I'll remind you")
        await discord.stop()
        await house.later(minutes=20)
        await discord.start()
        await house.later(minutes=20)
        await ana.reads(REMINDER)
        assert (times(ana, REMINDER), times(ana, REPEAT)) == (1, 0)


async def test_what_is_worth_finding_again_is_in_direct_messages(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        seen = await ana.slash("whoelse plan", campus, who="nursing")
        await ana.reads(KEPT, channel=campus, since=seen)
        await ana.reads("[Keep]", since=seen)
        assert [read(message) for message in ana.sees(campus)] == [KEPT]
        assert "Kept." in str(await ana.press("Keep"))
        assert house.discord.problems == []


@pytest.mark.parametrize("code", ["50007", "50278", "40003"])
async def test_who_takes_no_direct_messages_sees_it_where_they_asked(
    tmp_path: Path, code: str
) -> None:
    async with at_home(tmp_path) as house:
        ana = house.discord.person("Ana")
        campus = house.discord.channel("campus", ana)
        ana.closed = code
        seen = await ana.slash("whoelse plan", campus, who="nursing")
        await ana.reads("[Keep]", channel=campus, since=seen)
        assert house.discord.problems == []


async def test_two_bots_with_one_token_say_nothing_twice(tmp_path: Path) -> None:
    """On two machines: on one, the second finds the file in use."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    async with (
        Discord(official()) as discord,
        at_home(here, discord) as one,
        at_home(there, discord) as other,
    ):
        ana = discord.person("Ana")
        campus = discord.channel("campus", ana)
        seen = await ana.say(ADD)
        await ana.reads(ADDED, since=seen)
        await ana.slash("whoelse people", campus)
        await one.called(RESPONSE, 2)
        for house in (one, other):
            await house.given()
            await house.later(minutes=5)
        assert (times(ana, ADDED), len(ana.sees(campus))) == (1, 1)
        assert await one.people() == await other.people() == ["Priya Nair"]
