"""What an operator types before Discord is there: the invitation, and the doctor."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from adapters.discord.invite import invitations
from bot.__main__ import chat, run
from bot.cli import Starts, commands
from tests.adapters.discord.loopback import Discord

ROOT = Path(__file__).resolve().parents[3]
ID = "1234567890123456789"
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.G4n0Xy.made-up-and-long-enough-to-be-one"
LIBRARIES = ("aiohttp", "discord")
NOBODY = """
[discord]
api_url = "http://127.0.0.1:9/api/v10"
gateway_url = "ws://127.0.0.1:9"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, whose settings name Discord and nothing else."""
    ours = ("WHOELSE_", "DISCORD_")
    for name in [name for name in os.environ if name.upper().startswith(ours)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text("[discord]\n")
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words, obj=Starts(chat, run))


def refused(*words: str) -> str:
    """The one sentence that it ends with."""
    result = typed(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    return result.stderr


def findings(*words: str) -> list[Any]:
    """Of the doctor, those about Discord."""
    found = json.loads(typed("doctor", "--json", *words).stdout)["findings"]
    return [one for one in found if one["what"].startswith("discord")]


def query(address: str) -> dict[str, list[str]]:
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        "https://discord.com/oauth2/authorize"
    )
    return parse_qs(parts.query)


def test_a_server_is_asked_for_no_permission_and_a_person_for_no_bot() -> None:
    server, person = (query(one.address) for one in invitations(ID))
    assert server == {
        "client_id": [ID],
        "scope": ["bot applications.commands"],
        "permissions": ["0"],
        "integration_type": ["0"],
    }
    assert person == {
        "client_id": [ID],
        "scope": ["applications.commands"],
        "integration_type": ["1"],
    }


def test_an_id_that_is_set_needs_neither_token_nor_network() -> None:
    Path("config.toml").write_text(f'{NOBODY}application_id = "{ID}"\n')
    printed = typed("invite", "discord")
    assert printed.exit_code == 0
    for one in invitations(ID):
        assert f"\n{one.address}\n" in printed.stdout
        assert all(
            f"  {what}: {reason}" in printed.stdout for what, reason in one.asks.items()
        )
    shown = json.loads(typed("invite", "discord", "--json").stdout)
    addresses = [one["address"] for one in shown["invitations"]]
    assert addresses == [one.address for one in invitations(ID)]


@pytest.mark.parametrize("words", [["disco"], [], ["discord", "--config", "nowhere"]])
def test_an_invitation_to_nothing_is_refused_in_a_sentence(words: list[str]) -> None:
    assert refused("invite", *words)


def test_without_a_token_the_invitation_says_both_ways_to_one() -> None:
    said = refused("invite", "discord")
    assert said.startswith("DISCORD_TOKEN is not set")
    assert "application_id" in said
    Path("config.toml").unlink()
    assert "add a line [discord]" in refused("invite", "discord")


def test_without_a_network_the_invitation_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    Path("config.toml").write_text(NOBODY)
    assert refused("invite", "discord").startswith("Discord cannot be reached")


def test_a_start_without_a_token_is_refused_before_anybody_is_asked() -> None:
    assert "fail  discord token: DISCORD_TOKEN is not set" in refused("run")


def test_offline_the_doctor_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    assert [one["level"] for one in findings("--offline")] == ["ok"]


def test_the_doctor_says_that_the_token_is_missing_and_how_to_get_it() -> None:
    [_, fault] = findings("--offline")
    assert (fault["level"], fault["said"]) == ("fail", "DISCORD_TOKEN is not set")
    assert "DISCORD_TOKEN_FILE" in fault["fix"]


def test_a_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    Path("config.toml").write_text(NOBODY)
    for words in (["doctor"], ["invite", "discord"], ["doctor", "--json"]):
        assert TOKEN.split(".")[2] not in typed(*words).output


def asked_at(discord: Discord) -> tuple[list[Any], Result]:
    addresses = {"api_url": discord.api_url, "gateway_url": discord.gateway_url}
    lines = "".join(f'{name} = "{url}"\n' for name, url in addresses.items())
    Path("config.toml").write_text(f"[discord]\n{lines}")
    return findings(), typed("invite", "discord")


@pytest.mark.asyncio
async def test_the_doctor_asks_discord_where_the_settings_say_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Discord() as discord:
        monkeypatch.setenv("DISCORD_TOKEN", discord.token)
        found, printed = await asyncio.to_thread(asked_at, discord)
    assert {one["what"]: one["level"] for one in found} == {
        "discord": "ok",
        "discord token": "ok",
        "discord intents": "ok",
        "discord commands": "warn",
        "discord servers": "ok",
        "discord gateway": "ok",
    }
    assert f"client_id={discord.world.app}&" in printed.stdout


@pytest.mark.parametrize("text", ["", "[discord]\n"])
def test_discords_libraries_are_loaded_by_those_alone_who_use_it(text: str) -> None:
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
    assert ("adapters.discord" in imported) == bool(text)
