"""What people do with what is late, old, strange or not theirs: always answered."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.discord.house import (
    RESPONSE,
    House,
    at_home,
    came_in,
    official,
    said,
)
from tests.adapters.discord.loopback import Discord, Event, Modal, Person, Seen
from tests.adapters.discord.loopback.kinds import COMPONENT, SUBMIT
from tests.adapters.discord.loopback.typed import owners

pytestmark = pytest.mark.asyncio

WHEN = "When?"


async def opened(house: House, ana: Person) -> Modal:
    """The dialog of a reminder."""
    await ana.slash("whoelse remind", what="me to call")
    assert ana.modal
    return ana.modal


def refusals(house: House) -> list[str]:
    return [call.answer.error for call in house.discord.calls if not call.ok]


async def test_a_dialog_from_before_a_restart_is_heard(tmp_path: Path) -> None:
    async with Discord(official()) as discord:
        async with at_home(tmp_path, discord) as house:
            ana = await came_in(house)
            await opened(house, ana)
        async with at_home(tmp_path, discord):
            sent = await ana.submit({WHEN: "tomorrow 9am"})
            assert "I'll remind you" in str(sent)
        assert discord.problems == []


async def test_a_dialog_that_is_refused_opens_again_after_a_restart(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        async with at_home(tmp_path, discord) as house:
            ana = await came_in(house)
            campus = discord.channel("campus", ana)
            await ana.slash("whoelse remind", campus, what="me to call")
            refused = await ana.submit({WHEN: "blue"})
            assert (ana.modal, len(refused.ephemeral)) == (None, 1)
            assert "Go on" in str(refused)
        async with at_home(tmp_path, discord) as house:
            await ana.press("Go on")
            assert ana.modal
            sent = await ana.submit({WHEN: "tomorrow 9am"})
            assert "I'll remind you" in str(sent)
            stale = await ana.press("Go on")
            assert "That form is done. For your next step: next" in str(stale)
            assert ana.modal is None
        assert discord.problems == []


async def test_what_was_refused_goes_on_in_words(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        await ana.slash("whoelse remind", campus, what="me to call")
        await ana.submit({WHEN: "blue"})
        await said(ana, "go on", "When?")
        await said(ana, "tomorrow 9am", "I'll remind you")


async def told(house: House, ana: Person, kind: int, data: dict[str, Any]) -> Seen:
    """An interaction as nobody's client makes it."""
    there = owners(house.discord.world, ana, ana.dm)
    return await ana._interact(kind, ana.dm, data, there)


@pytest.mark.parametrize(
    "id", ["", "nonsense", "people.card/nobody", "a" * 100, "\u202e"]
)
async def test_a_button_that_is_nobodys_is_answered(tmp_path: Path, id: str) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        data = {"custom_id": id, "component_type": 2, "id": 1}
        pressed = await told(house, ana, COMPONENT, data)
        assert (pressed.acked, pressed.trouble) == (True, "")
        assert refusals(house) == []


@pytest.mark.parametrize("id", ["", "nonsense", "people.changed/nobody", "\u202e"])
async def test_a_dialog_that_is_nobodys_is_answered(tmp_path: Path, id: str) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        pressed = await told(house, ana, SUBMIT, {"custom_id": id, "components": []})
        assert (pressed.acked, pressed.trouble) == (True, "")


async def test_a_dialog_without_its_fields_is_answered(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        modal = await opened(house, ana)
        data = {"custom_id": modal.sent["custom_id"], "components": []}
        assert (await told(house, ana, SUBMIT, data)).acked


ODD: list[dict[str, Any]] = [
    {},
    {"name": "whoelse", "type": 1},
    {"name": "whoelse", "type": 1, "options": []},
    {"name": "something from the future", "type": 99, "options": []},
    {"name": "whoelse", "type": 1, "options": [{"name": "fly", "type": 1}]},
    {"name": "Add this person", "type": 2, "target_id": "1"},
]


@pytest.mark.parametrize("data", ODD, ids=str)
async def test_a_command_of_an_odd_shape_is_answered(
    tmp_path: Path, data: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        asked = await told(house, ana, 2, {"id": "1", **data})
        assert (asked.acked, asked.trouble) == (True, "")


async def test_an_event_of_a_kind_nobody_knows_breaks_nothing(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await house.discord.emit(Event("FROM_THE_FUTURE", {"odd": [None]}))
        await said(ana, "people", "Nobody yet")


async def test_one_press_three_times_is_one(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call at 5pm", "I'll remind you")
        pressed = await ana.press("Remove")
        for _ in range(2):
            await house.discord.again(pressed.deliveries[0])
        await said(ana, "my reminders", "Nothing is set.")
        assert len(house.calls(RESPONSE)) == 1
        assert refusals(house) == []


async def test_a_dialog_submitted_twice_at_once_sets_one_reminder(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await opened(house, ana)
        sent = await ana.submit({WHEN: "tomorrow 9am"})
        await asyncio.gather(
            *(house.discord.again(sent.deliveries[0]) for _ in range(3))
        )
        await said(ana, "my reminders", "call")
        assert await house.rows("select count(*) from reminder") == [(1,)]


async def test_a_button_on_a_screen_that_is_behind_says_so(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call at 5pm", "I'll remind you")
        was = await ana.reads("I'll remind you")
        await ana.press("Remove")
        assert "done already" in str(await ana.press("Remove", on=was))


async def test_somebody_elses_button_shows_nothing_of_theirs(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana, ben = await came_in(house), await came_in(house, "Ben")
        await said(ana, "add Priya Nair, nurse at Mercy", "Priya Nair")
        card = next(
            piece["custom_id"]
            for message in reversed(ana.sees())
            for row in message.components
            for piece in row["components"]
            if piece["custom_id"].startswith("write.")
        )
        data = {"custom_id": card, "component_type": 2, "id": 1}
        pressed = await told(house, ben, COMPONENT, data)
        assert pressed.acked
        assert "Priya" not in str(pressed)


async def test_an_app_of_ones_own_answers_in_a_group_of_others(tmp_path: Path) -> None:
    """Installed by a person, where the bot is not."""
    async with at_home(tmp_path) as house:
        discord = house.discord
        ana = discord.person("Ana", servers=[], installed=True)
        ben = discord.person("Ben", servers=[])
        group = discord.channel("study group", ana, ben, kind="group")
        seen = await ana.slash("whoelse next", group)
        assert "Who is easiest to ask?" in str(seen)
        assert [message.to for message in seen.messages] == [ana.id]
        assert ben.sees(group) == ()
        await ana.press("Family or friend")
        assert ana.modal
        assert discord.problems == []


async def test_the_office_is_offered_in_servers_alone(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        staff = house.discord.person("Staff", installed=True, permissions=1 << 5)
        with pytest.raises(LookupError, match="is offered no"):
            await staff.slash("whoelse-office office")
        campus = house.discord.channel("campus")
        seen = await staff.slash("whoelse-office office", campus)
        assert seen.ephemeral
