"""Sockets that do not open, break, or fall silent: the bot comes back by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.slack.faults.house import House, at_home, came_in, loopback, said
from tests.adapters.slack.loopback import CONNECT, Person

pytestmark = pytest.mark.asyncio

OPEN = "apps.connections.open"


async def is_back(house: House, ana: Person) -> bool:
    """Slack says again what was not acknowledged; here somebody says it anew."""
    await house.slack.wait_for(CONNECT)
    await said(ana, "add Priya Nair, nurse at Mercy", "Priya Nair")
    return await house.people() == ["Priya Nair"]


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        (CONNECT, {"status": 401}),
        (CONNECT, {"status": 503, "times": 3}),
        (OPEN, {"status": 500}),
        (OPEN, {"status": 429, "retry_after": 0}),
        (OPEN, {"drop": True}),
    ],
)
async def test_a_first_connection_that_fails_is_tried_again(
    tmp_path: Path, method: str, fault: dict[str, Any]
) -> None:
    async with loopback("socket") as slack:
        slack.fail_next(method, **fault)
        async with at_home(tmp_path, "socket", slack=slack, ping=0.1) as house:
            ana = slack.person("Ana")
            await ana.reads("Who is easiest to ask?", since=await ana.say("hi"))
            assert len(house.calls(method)) > fault.get("times", 1)


async def test_a_ticket_that_was_burnt_is_not_tried_for_ever(tmp_path: Path) -> None:
    """https://github.com/slackapi/python-slack-sdk/issues/1379"""
    async with at_home(tmp_path, "socket", ping=0.1) as house:
        ana = await came_in(house)
        house.slack.fail_next(CONNECT, status=401, times=3)
        house.slack.cut()
        assert await is_back(house, ana)


WAYS: list[Callable[[Any], Any]] = [
    lambda slack: slack.cut(),
    lambda slack: slack.stall(),
    lambda slack: slack.ask_to_reconnect(),
    lambda slack: slack.ask_to_reconnect("warning"),
]


@pytest.mark.parametrize("way", WAYS, ids=["cut", "silent", "asked", "warned"])
async def test_a_socket_that_ends_is_opened_anew(
    tmp_path: Path, way: Callable[[Any], Any]
) -> None:
    async with at_home(tmp_path, "socket", ping=0.1) as house:
        ana = await came_in(house)
        done = way(house.slack)
        if done:
            await done
        assert await is_back(house, ana)


async def test_after_an_outage_of_slack_people_are_heard_again(tmp_path: Path) -> None:
    async with at_home(tmp_path, "socket", ping=0.1) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call in 5 minutes", "I'll remind you")
        await house.slack.stop()
        await house.later(minutes=10)
        await house.slack.start()
        assert await is_back(house, ana)
        await house.later(minutes=10)
        await ana.reads("You asked me to remind you: call")


async def test_what_was_not_acknowledged_when_the_socket_broke_is_heard_once(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path, "socket", ping=0.1) as house:
        ana = await came_in(house)
        house.slack.stall()
        house.slack.ack_seconds = 0.05
        lost = await ana.say("add Priya Nair, nurse at Mercy")
        assert lost.trouble == "operation_timeout"
        house.slack.ack_seconds = 3
        await house.slack.wait_for(CONNECT)
        for _ in range(3):
            assert (await house.slack.again(lost.deliveries[0])).acked
        await ana.reads("Priya Nair (nurse at Mercy) is on your list.")
        assert await house.people() == ["Priya Nair"]


async def test_it_stops_while_the_peer_is_silent(tmp_path: Path) -> None:
    async with at_home(tmp_path, "socket") as house:
        await came_in(house)
        house.slack.stall()
    assert house.slack.problems == []
