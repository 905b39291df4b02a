"""Where an answer is given: here, or where it is found again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.slack.translate import PLAN
from adapters.slack.voice import FILED, GOES_ON, KEPT
from bot.effects import Effect, Reply
from bot.events import Action
from bot.flow import Flow
from bot.flows import FLOWS
from bot.ports import Book
from bot.views import Heading, View
from tests.adapters.slack.faults.house import at_home, came_in
from tests.adapters.slack.loopback import read

pytestmark = pytest.mark.asyncio

LONG = Flow("plan")
OTHERS = [flow for flow in FLOWS if flow.name != LONG.name]


@LONG.command("plan")
def plan(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """More than one panel holds."""
    yield Reply(View(tuple(Heading(f"Part {nth}") for nth in range(120))))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk would send calls of this very machine through one."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


async def test_a_plan_that_was_asked_for_in_a_channel_is_kept_in_the_messages(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.slack.channel("campus", ana)
        seen = await ana.slash("/whoelse", "plan nursing 15", campus)
        assert [message.text for message in ana.sees(campus)] != []
        assert [read(message) for message in seen.ephemeral] == [KEPT]
        assert "Change anything." in read(await ana.reads("nursing, 15 min"))
        await ana.press("Shorter")
        assert [read(message) for message in ana.sees(campus)] == [KEPT]


async def test_where_no_direct_message_arrives_it_is_said_in_the_channel(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.slack.channel("campus", ana)
        ana.closed = "messages_tab_disabled"
        await ana.slash("/whoelse", "plan nursing 15", campus)
        [plan] = ana.sees(campus)
        assert "Change anything." in read(plan)


async def test_what_is_worth_no_second_look_stays_in_the_channel(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus, before = house.slack.channel("campus", ana), len(ana.sees())
        await ana.slash("/whoelse", "people", campus)
        assert len(ana.sees(campus)) == 1
        assert len(ana.sees()) == before


async def test_what_one_panel_does_not_hold_goes_on_in_the_messages(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path, flows=[*OTHERS, LONG]) as house:
        ana = await came_in(house)
        await ana.shortcut(PLAN)
        await ana.reads("Part 119")
        assert ana.modal
        assert read(ana.modal).endswith(GOES_ON)
        assert house.slack.problems == []


async def test_a_file_is_asked_for_where_it_can_be_sent(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.slack.channel("campus", ana)
        seen = await ana.slash("/whoelse", "import", campus)
        assert "Hand me a file of contacts in a direct message." in str(seen)


async def test_a_talk_booked_in_a_channel_says_where_its_calendar_file_is(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.slack.channel("campus", ana)
        await ana.slash("/whoelse", "add Priya Shah, nurse", campus)
        booked = await ana.slash("/whoelse", "booked Priya friday 3pm", campus)
        assert FILED in str(booked)
        await ana.reads("(talk-2026-11-20.ics)")
        await ana.press("Called off")
        await ana.slack.until(lambda: len(house.slack.world.files) == 2)
        [*_, last] = ana.sees(campus)
        assert FILED in read(last)
