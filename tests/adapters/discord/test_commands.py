"""What Discord is told to register, and when."""

from pathlib import Path
from typing import Any

import pytest

from adapters.discord.commands import ADD, MANAGE_SERVER, digest, registered
from bot.flows import FLOWS
from tests.adapters.discord.house import SYNC, at_home, came_in, official
from tests.adapters.discord.loopback import Discord
from tests.adapters.discord.loopback.bodies import problems

COMMANDS = [command for flow in FLOWS for command in flow.commands.values()]
MOST_WORDS = 25


def options(word: str) -> dict[str, Any]:
    [found] = [one for one in registered(COMMANDS)[0]["options"] if one["name"] == word]
    return {one["name"]: one for one in found["options"]}


def test_all_words_fit_into_one_command() -> None:
    slash, office, *menus = registered(COMMANDS)
    assert {"next", "people", "add", "import", "plan", "help"} <= {
        word["name"] for word in slash["options"]
    }
    assert len(slash["options"]) <= MOST_WORDS
    assert [menu["name"] for menu in menus] == [ADD, ADD]
    assert office["default_member_permissions"] == MANAGE_SERVER


def test_the_table_is_as_discord_takes_it() -> None:
    assert problems(SYNC, registered(COMMANDS)) == []


def test_the_table_is_as_the_specification_has_it() -> None:
    errors = official()
    if errors is None:
        pytest.skip("../shared/rig is absent, and with it Discord's specification")
    assert errors(SYNC, registered(COMMANDS)) == []


def test_what_is_needed_stands_before_what_may_be_left_out() -> None:
    for command in registered(COMMANDS)[:2]:
        for word in command["options"]:
            needed = [option["required"] for option in word["options"]]
            assert needed == sorted(needed, reverse=True)


def test_names_are_suggested_files_handed_over_and_deeds_chosen() -> None:
    assert options("people")["name"]["autocomplete"]
    assert options("import")["file"]["type"] == 11
    assert "sent" in [choice["value"] for choice in options("log")["what"]["choices"]]


def test_the_digest_tells_of_every_change() -> None:
    table = registered(COMMANDS)
    assert digest(table) == digest(registered(COMMANDS))
    assert digest(table) != digest(registered(COMMANDS[1:]))


@pytest.mark.asyncio
async def test_the_words_are_sent_once_and_again_when_they_change(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        synced = []
        for flows in (FLOWS, FLOWS, FLOWS[1:]):
            async with at_home(tmp_path, discord, flows=flows) as house:
                synced.append(len(house.calls(SYNC)))
        assert synced == [1, 1, 2]
        assert discord.problems == []


@pytest.mark.asyncio
async def test_words_that_another_program_put_away_are_sent_again(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        async with at_home(tmp_path, discord):
            ours = discord.commands
        discord.world.commands[:] = discord.world.commands[1:]
        async with at_home(tmp_path, discord):
            assert sorted(discord.commands) == sorted(ours)


@pytest.mark.asyncio
async def test_own_people_are_suggested_and_nobody_elses(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana, ben = await came_in(house), await came_in(house, "Ben")
        await ana.slash("whoelse add", who="Priya Nair, nurse, Mercy")
        for word, name in (("people", "name"), ("log", "name")):
            seen = await ana.suggest(f"whoelse {word}", name, "pri")
            assert [choice["value"] for choice in seen.choices] == ["Priya Nair"]
            none = await ben.suggest(f"whoelse {word}", name, "pri")
            assert (none.acked, none.choices) == (True, ())
        fields = (await ben.suggest("whoelse plan", "who", "pri")).choices
        found = (await ana.suggest("whoelse plan", "who", "pri")).choices
        assert [choice["value"] for choice in found[:2]] == ["Priya Nair", "priest"]
        assert fields[0]["value"] == "priest"
        assert house.discord.problems == []


@pytest.mark.asyncio
async def test_fields_are_suggested_behind_people(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await ana.slash("whoelse add", who="Nura Nair, nurse, Mercy")
        seen = await ana.suggest("whoelse plan", "who", "nur")
        offered = [choice["value"] for choice in seen.choices]
        assert offered[:2] == ["Nura Nair", "nurse"]
        first = await ana.suggest("whoelse practice", "who", "")
        assert first.choices[0]["value"] == "Nura Nair"
        assert 1 < len(first.choices) <= 25
        assert house.discord.problems == []


@pytest.mark.asyncio
async def test_it_does_not_matter_what_is_filled_in_first(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await ana.slash("whoelse add", who="Priya Nair, nurse, Mercy")
        given = {"when": "yesterday", "name": "Priya Nair", "what": "sent"}
        logged = await ana.slash("whoelse log", None, **given)
        assert "You asked Priya Nair." in str(logged)
        planned = await ana.slash("whoelse plan", minutes="15", who="Priya Nair")
        assert "Priya Nair, 15 min" in str(planned)


@pytest.mark.asyncio
async def test_somebody_is_added_from_their_menu(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        tom = house.discord.person("Tom Okafor")
        campus = house.discord.channel("campus")
        await tom.say("I am a pilot", campus)
        assert (await ana.menu(ADD, tom, campus)).ephemeral
        assert await house.people() == ["Tom Okafor"]
        assert (await ana.menu(ADD, tom.sees(campus)[0], campus)).ephemeral
        assert house.discord.problems == []


@pytest.mark.asyncio
async def test_the_words_of_the_office_are_for_those_who_run_a_server(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        staff = house.discord.person("Staff", permissions=MANAGE_SERVER)
        campus = house.discord.channel("campus")
        with pytest.raises(LookupError, match="is offered no"):
            await ana.slash("whoelse-office office", campus)
        assert (await staff.slash("whoelse-office office", campus)).ephemeral
