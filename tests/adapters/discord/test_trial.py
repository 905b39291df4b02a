"""What the doctor hears from Discord, and what it makes of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from adapters.discord.commands import registered
from adapters.discord.trial import application_of, tried
from bot.config import Discord as Settings
from bot.errors import Unusable
from bot.finding import Finding
from bot.flows import FLOWS
from tests.adapters.discord.house import at_home, official
from tests.adapters.discord.loopback import CONNECT, IDENTIFY, Discord

pytestmark = pytest.mark.asyncio

SENT = registered(command for flow in FLOWS for command in flow.commands.values())
APPLICATION = "get_my_application"


@pytest_asyncio.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord(official()) as discord:
        yield discord


def settings(discord: Discord) -> Settings:
    return Settings(
        api_url=discord.api_url, gateway_url=discord.gateway_url, token=discord.token
    )


async def found(discord: Discord, now: datetime | None = None) -> list[Finding]:
    given = settings(discord)
    return await tried(given, SENT, now or datetime.now(UTC))


async def faults(discord: Discord, now: datetime | None = None) -> list[Finding]:
    faults = [one for one in await found(discord, now) if one.level != "ok"]
    assert all(one.fix.endswith(".") for one in faults)
    assert not any(discord.token in one.line for one in faults)
    return faults


async def test_a_bot_at_work_is_well_and_is_not_disturbed(tmp_path: object) -> None:
    async with at_home(tmp_path, flows=FLOWS) as house:  # type: ignore[arg-type]
        findings = await found(house.discord)
        assert [one.line for one in findings] == [
            "ok    discord token: DISCORD_TOKEN is that of Loopback Bot",
            "ok    discord intents: none that is privileged",
            f"ok    discord commands: {len(SENT)} registered, as this version has them",
            "ok    discord servers: in 1 server: Campus",
            "ok    discord gateway: opened, and greeted",
        ]
        assert len(house.calls(IDENTIFY)) == 1
        assert house.discord.problems == []


async def test_before_the_first_start_no_command_is_there(discord: Discord) -> None:
    [fault] = await faults(discord)
    assert fault.said == "none is registered yet"
    assert discord.world.commands == []


async def test_a_token_that_discord_refuses_is_tried_once(discord: Discord) -> None:
    given = replace(settings(discord), token="made-up")
    fault, gateway = await tried(given, SENT, datetime.now(UTC))
    assert fault.said == "Discord does not take DISCORD_TOKEN"
    assert (gateway.level, discord.invalid) == ("ok", 1)


@pytest.mark.parametrize("token", [None, "1234567890123456789"])
async def test_what_is_no_token_is_not_tried(
    discord: Discord, token: str | None
) -> None:
    given = replace(settings(discord), token=token)
    [gateway] = await tried(given, SENT, datetime.now(UTC))
    assert (gateway.level, discord.invalid) == ("ok", 0)


@pytest.mark.parametrize(
    ("status", "level"), [(429, "warn"), (503, "warn"), (404, "fail"), (302, "fail")]
)
@pytest.mark.parametrize("method", [APPLICATION, "list_my_guilds", "get_bot_gateway"])
async def test_a_discord_that_does_not_answer_is_no_fault_of_the_token(
    discord: Discord, method: str, status: int, level: str
) -> None:
    discord.fail_next(method, status=status, retry_after=0.0)
    [fault] = [one for one in await faults(discord) if one.what == "discord"]
    assert fault.level == level
    assert str(status) in fault.said


async def test_a_discord_that_cannot_be_reached() -> None:
    async with Discord() as discord:
        pass
    api, gateway = await faults(discord)
    assert api.said == "Discord cannot be reached (ClientConnectorError)"
    assert gateway.said == "none could be opened (ClientConnectorError)"


async def test_a_gateway_that_is_shut(discord: Discord) -> None:
    discord.fail_next(CONNECT, status=503)
    *_, gateway = await faults(discord)
    assert (gateway.level, gateway.what) == ("fail", "discord gateway")
    assert "gateway_url" in gateway.fix


async def test_a_clock_that_is_wrong(discord: Discord) -> None:
    late = datetime.now(UTC) + timedelta(hours=1)
    _, clock = await faults(discord, late)
    assert (clock.level, clock.what) == ("warn", "discord clock")


async def test_an_invitation_asks_which_app_it_is(discord: Discord) -> None:
    assert await application_of(settings(discord)) == discord.world.app


async def test_an_invitation_that_nobody_answers_says_what_to_try(
    discord: Discord,
) -> None:
    with pytest.raises(Unusable, match=r"does not take DISCORD_TOKEN\. Make a new one"):
        await application_of(replace(settings(discord), token="made-up"))
    discord.fail_next(APPLICATION, status=502)
    with pytest.raises(Unusable, match=r"HTTP 502\)\. Try again"):
        await application_of(settings(discord))
