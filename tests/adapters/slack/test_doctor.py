"""What an operator types before Slack is there: a manifest, and the doctor."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from adapters.slack.manifest import manifest
from bot.cli import commands
from bot.config import Slack
from bot.flows import FLOWS
from tests.adapters.slack.test_trial import Workspace, open_to

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = [command for flow in FLOWS for command in flow.commands.values()]
BOT, APP = "xoxb-1-made-up", "xapp-1-made-up"
LIBRARIES = ("aiohttp", "slack_bolt", "slack_sdk")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, whose settings name Slack and nothing else."""
    ours = ("WHOELSE_", "SLACK_", "HTTP_PROXY", "HTTPS_PROXY")
    for name in [name for name in os.environ if name.upper().startswith(ours)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text("[slack]\n")
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words)


def findings(*words: str) -> list[Any]:
    """Of the doctor, those about Slack."""
    found = json.loads(typed("doctor", "--json", *words).stdout)["findings"]
    return [one for one in found if one["what"].startswith("slack")]


def faults(*words: str) -> list[str]:
    return [one["said"] for one in findings(*words) if one["level"] == "fail"]


def test_the_manifest_is_printed_before_there_is_any_token_or_setting() -> None:
    Path("config.toml").unlink()
    printed = typed("manifest", "slack")
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == manifest(COMMANDS, Slack())


def test_the_manifest_is_printed_as_the_settings_say() -> None:
    Path("other.toml").write_text('[slack]\ncommand = "/ask"\n')
    printed = typed("manifest", "slack", "--config", "other.toml").stdout
    assert json.loads(printed) == manifest(COMMANDS, Slack(command="/ask"))


@pytest.mark.parametrize("words", [["slak"], [], ["slack", "--config", "nowhere"]])
def test_a_manifest_of_nothing_is_refused_in_a_sentence(words: list[str]) -> None:
    refused = typed("manifest", *words)
    assert refused.exit_code == 2
    assert not refused.stdout
    assert "Traceback" not in refused.stderr


def test_a_manifest_for_http_without_an_address_is_refused() -> None:
    Path("config.toml").write_text('[slack]\nmode = "http"\n')
    assert "[slack] url is not set" in typed("manifest", "slack").stderr


def test_offline_the_doctor_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP)
    assert [one["level"] for one in findings("--offline")] == ["ok"]


def test_the_doctor_says_which_tokens_are_missing() -> None:
    assert faults() == ["SLACK_BOT_TOKEN is not set", "SLACK_APP_TOKEN is not set"]


def test_the_doctor_says_that_tokens_are_swapped_and_shows_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", APP)
    monkeypatch.setenv("SLACK_APP_TOKEN", BOT)
    assert faults() == ["SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped"]
    shown = typed("doctor")
    assert shown.exit_code == 2
    assert "made-up" not in shown.output


def findings_at(url: str) -> list[Any]:
    Path("config.toml").write_text(f'[slack]\napi_url = "{url}"\n')
    return findings()


@pytest.mark.asyncio
async def test_the_doctor_asks_slack_where_the_settings_say_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP)
    workspace = Workspace(clock=datetime.now(UTC))
    async with open_to(workspace) as url:
        found = await asyncio.to_thread(findings_at, url)
    assert [one["what"] for one in found] == [
        "slack",
        "slack tokens",
        "slack scopes",
        "slack socket",
    ]
    assert {one["level"] for one in found} == {"ok"}
    assert workspace.heard["auth.test"] == BOT


@pytest.mark.parametrize("text", ["", "[slack]\n"])
def test_slacks_libraries_are_loaded_by_those_alone_who_use_it(text: str) -> None:
    Path("config.toml").write_text(text)
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "doctor", "--offline"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "bot.commands.doctor" in imported
    assert imported.isdisjoint(LIBRARIES)
    assert ("adapters.slack" in imported) == bool(text)
