"""`whoelse run` as an operator starts and stops it, in a process of its own."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import chat, run
from bot.cli import Starts, commands
from bot.engine.delivery import REPEAT
from tests.adapters import process as processes
from tests.adapters.process import PATIENCE, ended, is_a_sentence, started
from tests.adapters.slack.faults.house import at_home, came_in, loopback, said
from tests.adapters.slack.loopback import Call, Person, Slack, read

ADDED = "Priya Nair (nurse at Mercy) is on your list."
LATER = datetime.now(UTC) + timedelta(minutes=10)


def running(folder: Path, slack: Slack) -> AbstractAsyncContextManager[Process]:
    api = f'[slack]\napi_url = "{slack.api_url}"\n'
    return processes.running(folder, tokens(slack), api, "Slack")


def tokens(slack: Slack) -> Mapping[str, str]:
    return tokens_of(slack.token, slack.app.token)


def tokens_of(bot: str, app: str = "xapp-1") -> Mapping[str, str]:
    return {"SLACK_BOT_TOKEN": bot, "SLACK_APP_TOKEN": app}


async def called(slack: Slack, method: str, times: int = 1) -> list[Call]:
    def look() -> list[Call]:
        found = [call for call in slack.calls if call.method == method]
        return found if len(found) >= times else []

    return await slack.until(look, PATIENCE)


def times(person: Person, words: str) -> int:
    return sum(words in read(message) for message in person.sees() if message.bot)


@pytest.mark.asyncio
async def test_told_to_stop_it_still_acknowledges_and_answers(tmp_path: Path) -> None:
    async with loopback("socket") as slack:
        ana = slack.person("Ana")
        async with running(tmp_path, slack) as process:
            slack.fail_next("users.info", hang=0.5)
            saying = asyncio.create_task(ana.say("add Priya Nair, nurse at Mercy"))
            await called(slack, "users.info")
            process.send_signal(signal.SIGTERM)
            assert (await ended(process))[0] == 0
            assert (await saying).acked
            assert times(ana, ADDED) == 1


@pytest.mark.asyncio
async def test_what_was_turned_away_while_it_stops_comes_after_the_next_start(
    tmp_path: Path,
) -> None:
    async with loopback("socket") as slack:
        ana = slack.person("Ana")
        async with running(tmp_path, slack) as process:
            slack.fail_next("chat.postMessage", status=429, retry_after=1)
            seen = await ana.say("add Priya Nair, nurse at Mercy")
            await called(slack, "chat.postMessage")
            process.send_signal(signal.SIGTERM)
            assert (await ended(process))[0] == 0
            assert seen.acked
        async with at_home(tmp_path, "socket", slack=slack, now=LATER) as house:
            await house.later(minutes=2)
            await ana.reads(ADDED)
        assert times(ana, ADDED) == 1
        assert times(ana, REPEAT) == 0


@pytest.mark.asyncio
async def test_a_reminder_that_falls_due_while_it_stops_is_said_once(
    tmp_path: Path,
) -> None:
    async with loopback("socket") as slack:
        earlier = datetime.now(UTC) - timedelta(seconds=57)
        async with at_home(tmp_path, "socket", slack=slack, now=earlier) as house:
            noon = f"Etc/GMT{earlier.hour - 12:+}"  # where no hour is quiet
            ana = await came_in(house, zone=noon)
            await said(ana, "remind me to call in 1 minute", "I'll remind you")
        async with running(tmp_path, slack) as process:
            await called(slack, "chat.postMessage", 3)
            process.send_signal(signal.SIGTERM)
            assert (await ended(process))[0] == 0
        async with at_home(tmp_path, "socket", slack=slack, now=LATER) as house:
            await house.later(minutes=5)
            assert await house.letters() == [("sent", 1)]
        assert times(ana, "You asked me to remind you: call") == 1


@pytest.mark.asyncio
async def test_told_to_stop_twice_it_ends_at_once(tmp_path: Path) -> None:
    async with loopback("socket") as slack:
        ana = slack.person("Ana")
        async with running(tmp_path, slack) as process:
            slack.fail_next("chat.postMessage", hang=PATIENCE)
            await ana.say("hi")
            await called(slack, "chat.postMessage")
            process.send_signal(signal.SIGTERM)
            assert process.stdout
            assert b"Stopping" in await process.stdout.readline()
            process.send_signal(signal.SIGTERM)
            assert (await ended(process))[0] == -signal.SIGTERM
        async with at_home(tmp_path, "socket", slack=slack, now=LATER) as house:
            await house.later(minutes=5)
            await ana.reads("Who is easiest", REPEAT)


@pytest.mark.asyncio
async def test_killed_in_the_middle_of_an_answer_it_says_that_it_may_be_a_repeat(
    tmp_path: Path,
) -> None:
    """Nothing is lost, and nothing is decided twice."""
    async with loopback("socket") as slack:
        ana = slack.person("Ana")
        async with running(tmp_path, slack) as process:
            slack.fail_next("chat.postMessage", hang=PATIENCE)
            told = await ana.say("add Priya Nair, nurse at Mercy")
            await called(slack, "chat.postMessage")
            process.kill()
            await process.wait()
        async with at_home(tmp_path, "socket", slack=slack, now=LATER) as house:
            assert (await slack.again(told.deliveries[0])).acked
            await house.later(minutes=5)
            await ana.reads(ADDED, REPEAT)
            assert await house.people() == ["Priya Nair"]
        assert times(ana, ADDED) == 1


@pytest.mark.asyncio
async def test_killed_when_slack_had_it_already_it_is_not_said_again(
    tmp_path: Path,
) -> None:
    async with loopback("socket") as slack:
        ana = slack.person("Ana")
        async with running(tmp_path, slack) as process:
            slack.fail_next("chat.postMessage", drop=True)
            await ana.say("add Priya Nair, nurse at Mercy")
            await called(slack, "chat.postMessage")
            process.kill()
            await process.wait()
        async with at_home(tmp_path, "socket", slack=slack, now=LATER) as house:
            await house.later(minutes=5)
            assert [state for state, _ in await house.letters()] == ["sent"]
        assert times(ana, ADDED) == 1


@pytest.mark.asyncio
async def test_a_second_process_on_one_file_is_refused(tmp_path: Path) -> None:
    async with loopback("socket") as slack, running(tmp_path, slack):
        api = f'[slack]\napi_url = "{slack.api_url}"\n'
        async with started(tmp_path, tokens(slack), api) as second:
            code, errors = await ended(second)
        assert code == 2
        assert is_a_sentence(errors)
        assert "in use" in errors


REFUSED = [
    ({"SLACK_BOT_TOKEN": "xoxb-canary"}, "SLACK_BOT_TOKEN"),
    ({"SLACK_APP_TOKEN": "xapp-canary"}, "SLACK_APP_TOKEN"),
    ({"SLACK_BOT_TOKEN": "xapp-canary", "SLACK_APP_TOKEN": "xoxb-canary"}, "swapped"),
]


@pytest.mark.asyncio
async def test_what_slack_does_not_take_is_said_before_anything_is_done(
    tmp_path: Path,
) -> None:
    async with loopback("socket") as slack:
        for environ, words in REFUSED:
            api = f'[slack]\napi_url = "{slack.api_url}"\n'
            async with started(tmp_path, {**tokens(slack), **environ}, api) as process:
                code, errors = await ended(process)
            assert code == 2
            assert words in errors
            assert is_a_sentence(errors)


FAULTY = [
    ("", {}, "No platform is named"),
    ("[slack]\n", {}, "SLACK_BOT_TOKEN is not set"),
    ("[slack]\n", {"SLACK_BOT_TOKEN": "a b"}, "SLACK_BOT_TOKEN"),
    ("[slack]\n", {"SLACK_BOT_TOKEN": "xoxp-canary"}, "a user's token"),
    ("[slack]\n", {"SLACK_BOT_TOKEN_FILE": "nowhere"}, "SLACK_BOT_TOKEN_FILE"),
    ("[slack]\n", {"SLACK_CLIENT_ID": "canary"}, "SLACK_CLIENT_SECRET"),
    ('[slack]\nmode = "carrier pigeon"\n', {}, "mode"),
    ('[slack]\nmode = "http"\n', {}, "SLACK_SIGNING_SECRET is not set"),
    ('[slack]\ncommand = "who else"\n', {}, "command"),
    ('[slack]\napi_url = "ftp://x"\n', {}, "api_url"),
    ("[slack]\nport = 99999\n", {}, "port"),
    ("[slack]\nbot_token = 'xoxb-canary'\n", {}, "bot_token"),
    ("[slack\n", {}, "config.toml"),
    ('[slack]\napi_url = "http://127.0.0.1:1"\n', tokens_of("xoxb-1"), "reached"),
]


@pytest.mark.parametrize(("config", "environ", "words"), FAULTY, ids=range(len(FAULTY)))
def test_a_faulty_configuration_is_a_sentence_and_no_secret(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    config: str,
    environ: Mapping[str, str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    Path("config.toml").write_text(f'database = "whoelse.db"\n{config}')
    done = CliRunner().invoke(commands, ["run"], obj=Starts(chat, run))
    assert done.exit_code == 2
    assert words in done.stderr
    assert is_a_sentence(done.stderr)
