"""Slack waits three seconds for an acknowledgement, whatever a decision takes."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from bot.effects import Effect, Reply
from bot.events import Action
from bot.flow import Flow
from bot.flows import FLOWS
from bot.ports import Book
from bot.views import Code, View
from tests.adapters.slack.faults.house import at_home, came_in, opened_by, said

pytestmark = pytest.mark.asyncio

SLOW = Flow("slow")
TAKES = 0.6  # seconds


@SLOW.command("ponder")
def ponder(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Take longer than anybody waits."""
    sleep(TAKES)
    yield Reply(View((("Pondered: ", Code(rest)),)))


@SLOW.command("break")
def broken(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Break, with what was typed in the error."""
    raise RuntimeError(rest)
    yield


def slow(folder: Path, **more: Any) -> Any:
    return at_home(folder, flows=[*FLOWS, SLOW], patience=0.1, **more)


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_a_command_is_acknowledged_before_it_is_decided(
    tmp_path: Path, mode: str
) -> None:
    async with slow(tmp_path, mode=mode) as house:
        house.slack.ack_seconds = 0.5
        ana = await came_in(house)
        asked = await ana.slash("/whoelse", "ponder it")
        assert not asked.trouble
        assert "That takes longer than usual" in str(asked)
        await ana.reads("Pondered", since=asked)


async def test_words_are_acknowledged_before_they_are_decided(tmp_path: Path) -> None:
    async with slow(tmp_path) as house:
        house.slack.ack_seconds = 0.5
        ana = await came_in(house)
        asked = await ana.say("ponder it")
        assert not asked.trouble
        await ana.reads("Pondered", since=asked)


async def test_a_redelivery_of_what_is_being_decided_is_one_with_it(
    tmp_path: Path,
) -> None:
    async with slow(tmp_path) as house:
        ana = await came_in(house)
        asked = await ana.say("ponder it")
        again = await asyncio.gather(
            *(house.slack.again(asked.deliveries[0]) for _ in range(3))
        )
        assert all(one.acked for one in again)
        await ana.reads("Pondered", since=asked)
        await house.given()
        assert str(ana.seen(asked.before)).count("Pondered") == 1


async def test_a_dialog_is_acknowledged_while_somebody_else_is_pondering(
    tmp_path: Path,
) -> None:
    async with slow(tmp_path) as house:
        ana, ben = await came_in(house), await came_in(house, "Ben")
        await opened_by(ana, "remind me")
        house.slack.ack_seconds = 0.5
        _, sent = await asyncio.gather(
            ben.say("ponder it"), ana.submit({"text": "call", "when": "at 5pm"})
        )
        assert not sent.trouble
        await ana.reads("I'll remind you on", since=sent)


async def test_what_breaks_is_answered_with_a_reference_and_nothing_of_it_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    async with slow(tmp_path) as house:
        ana = await came_in(house)
        assert "it is our fault" in str(await ana.slash("/whoelse", "break canary"))
        await said(ana, "break canary", "it is our fault")
    assert "RuntimeError" in caplog.text
    assert "canary" not in caplog.text
