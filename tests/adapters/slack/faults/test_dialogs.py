"""Dialogs that do not open: the form is asked in words, by direct message."""

from pathlib import Path
from typing import Any

import pytest

from tests.adapters.slack.faults.house import (
    at_home,
    came_in,
    loopback,
    opened_by,
    said,
)

pytestmark = pytest.mark.asyncio

TURNED_AWAY = ["expired_trigger_id", "exchanged_trigger_id", "ratelimited"]


@pytest.mark.parametrize("error", TURNED_AWAY)
async def test_a_form_that_cannot_open_is_asked_in_words(
    tmp_path: Path, error: str
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next("views.open", error=error)
        asked = await ana.slash("/whoelse", "remind me")
        await ana.reads("What shall I remind you of?", channel=ana.dm, since=asked)
        await said(ana, "call Priya", "When?")
        await said(ana, "at 5pm", "I'll remind you on", "call Priya")
        assert len(house.calls("views.open")) == 1


async def test_a_trigger_that_was_too_old_by_then_is_asked_in_words(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.trigger_seconds = 0
        asked = await ana.slash("/whoelse", "remind me")
        await ana.reads("What shall I remind you of?", since=asked)
        assert house.slack.problems == []


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop": True}, {"hang": 0.05}])
async def test_where_nobody_knows_whether_it_opened_the_words_come_later(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next("views.open", **fault)
        asked = await ana.slash("/whoelse", "remind me")
        await house.called("views.open")
        await house.later(minutes=1)
        await ana.reads("What shall I remind you of?", since=asked)
        assert len(house.calls("views.open")) == 1


async def test_a_press_on_a_dialog_of_home_that_is_gone_is_answered_by_message(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "add Priya Nair, nurse at Mercy", "Priya Nair")
        await ana.open_home()
        await house.slack.until(lambda: ana.home)
        house.slack.fail_next("views.open", error="expired_trigger_id")
        pressed = await ana.press("Write it", on=ana.home)
        await house.later(minutes=1)
        await ana.reads("Priya", since=pressed)
        assert not ana.modals


async def test_a_dialog_that_stood_open_over_a_restart_is_taken(tmp_path: Path) -> None:
    async with loopback() as slack:
        async with at_home(tmp_path, slack=slack) as house:
            ana = await came_in(house)
            await opened_by(ana, "remind me")
        async with at_home(tmp_path, slack=slack) as house:
            sent = await ana.submit({"text": "call", "when": "at 5pm"})
            await ana.reads("I'll remind you", since=sent)
            assert await house.rows("select text from reminder") == [("call",)]


async def test_an_error_stands_at_its_field_and_what_was_typed_stays(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await opened_by(ana, "remind me")
        wrong = await ana.submit({"text": "call", "when": "blue"})
        assert [*wrong.errors] == ["when"]
        right = await ana.submit({"when": "at 5pm"})
        await ana.reads("call", since=right)
        assert house.slack.problems == []
