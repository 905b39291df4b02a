"""`whoelse run` on Discord, as an operator starts and stops it."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.engine.delivery import REPEAT
from tests.adapters import process as processes
from tests.adapters.discord.house import MESSAGE, RESPONSE, at_home, official
from tests.adapters.discord.loopback import Discord, Person, read
from tests.adapters.process import PATIENCE, ended, is_a_sentence, started
from tests.adapters.slack.faults.house import loopback
from tests.adapters.slack.loopback import Slack

pytestmark = pytest.mark.asyncio

ADD = "add Priya Nair, nurse at Mercy"
ADDED = "Priya Nair (nurse at Mercy) is on your list."
LATER = datetime.now(UTC) + timedelta(minutes=10)


def table(discord: Discord) -> str:
    urls = f'api_url = "{discord.api_url}"\ngateway_url = "{discord.gateway_url}"\n'
    return f"[discord]\n{urls}"


def token(discord: Discord) -> Mapping[str, str]:
    return {"DISCORD_TOKEN": discord.token}


def running(folder: Path, discord: Discord) -> AbstractAsyncContextManager[Process]:
    return processes.running(folder, token(discord), table(discord), "Discord")


def running_on_both(
    folder: Path, discord: Discord, slack: Slack
) -> AbstractAsyncContextManager[Process]:
    tokens = {"SLACK_BOT_TOKEN": slack.token, "SLACK_APP_TOKEN": slack.app.token}
    tables = f'[slack]\napi_url = "{slack.api_url}"\n{table(discord)}'
    both = {**tokens, **token(discord)}
    return processes.running(folder, both, tables, "Slack and Discord")


async def called(discord: Discord, method: str, times: int = 1) -> None:
    """Whatever came of it."""

    def look() -> bool:
        return [call.method for call in discord.calls].count(method) >= times

    await discord.until(look, PATIENCE)


def times(person: Person, words: str) -> int:
    return sum(words in read(message) for message in person.sees())


async def test_told_to_stop_it_still_answers_what_it_heard(tmp_path: Path) -> None:
    async with Discord(official()) as discord:
        ana = discord.person("Ana")
        async with running(tmp_path, discord) as process:
            discord.fail_next(MESSAGE, status=429, retry_after=0.5)
            await ana.say(ADD)
            await called(discord, MESSAGE)
            process.send_signal(signal.SIGTERM)
            assert (await ended(process))[0] == 0
        assert times(ana, ADDED) == 1
        assert discord.problems == []


async def test_what_was_turned_away_while_it_stops_comes_after_the_next_start(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        ana = discord.person("Ana")
        async with running(tmp_path, discord) as process:
            discord.fail_next(MESSAGE, status=429, retry_after=60, times=2)
            await ana.say(ADD)
            await called(discord, MESSAGE, 2)
            process.send_signal(signal.SIGTERM)
            assert (await ended(process))[0] == 0
        async with at_home(tmp_path, discord, now=LATER) as house:
            await house.later(minutes=2)
            await ana.reads(ADDED)
        assert (times(ana, ADDED), times(ana, REPEAT)) == (1, 0)


async def test_told_to_stop_twice_it_ends_at_once(tmp_path: Path) -> None:
    async with Discord(official()) as discord:
        ana = discord.person("Ana")
        async with running(tmp_path, discord) as process:
            discord.fail_next(MESSAGE, hang=PATIENCE)
            await ana.say(ADD)
            await called(discord, MESSAGE)
            process.send_signal(signal.SIGTERM)
            assert process.stdout
            assert b"Stopping" in await process.stdout.readline()
            process.send_signal(signal.SIGTERM)
            assert (await ended(process))[0] == -signal.SIGTERM
        async with at_home(tmp_path, discord, now=LATER) as house:
            await house.later(minutes=5)
            await ana.reads(ADDED, REPEAT)


async def test_killed_in_the_middle_of_an_answer_nothing_is_lost_or_decided_twice(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        ana = discord.person("Ana")
        async with running(tmp_path, discord) as process:
            discord.fail_next(RESPONSE, hang=PATIENCE)
            discord.times.ack = 0.1
            assert (await ana.slash("whoelse add", who="Priya Nair, nurse")).trouble
            await called(discord, RESPONSE)
            process.kill()
            await process.wait()
        async with at_home(tmp_path, discord, now=LATER) as house:
            await house.later(minutes=5)
            await ana.reads("Priya Nair (nurse) is on your list.", REPEAT)
            assert await house.people() == ["Priya Nair"]


async def test_a_second_process_on_one_file_is_refused(tmp_path: Path) -> None:
    async with Discord(official()) as discord, running(tmp_path, discord):
        async with started(tmp_path, token(discord), table(discord)) as second:
            code, errors = await ended(second)
        assert code == 2
        assert is_a_sentence(errors)
        assert "in use" in errors


async def test_a_token_that_discord_refuses_is_said_before_anybody_is_heard(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        wrong = {"DISCORD_TOKEN": "canary"}
        async with started(tmp_path, wrong, table(discord)) as process:
            code, errors = await ended(process)
        assert code == 2
        assert is_a_sentence(errors)
        assert "DISCORD_TOKEN" in errors


async def test_a_token_that_is_taken_away_ends_it_with_what_to_do(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        async with running(tmp_path, discord) as process:
            await discord.reset_token()
            code, errors = await ended(process)
        assert code == 2
        assert "Traceback" not in errors
        assert "Copy a new one into DISCORD_TOKEN" in errors


async def test_beside_another_platform_it_is_said_in_the_log_and_that_one_goes_on(
    tmp_path: Path,
) -> None:
    async with (
        Discord(official()) as discord,
        loopback("socket") as slack,
        running_on_both(tmp_path, discord, slack) as process,
    ):
        await discord.reset_token()
        assert process.stderr
        async with asyncio.timeout(PATIENCE):
            while b"DISCORD_TOKEN" not in await process.stderr.readline():
                pass
        ana = slack.person("Ana")
        await ana.reads(ADDED, since=await ana.say(ADD))
        process.send_signal(signal.SIGTERM)
        assert (await ended(process))[0] == 0
