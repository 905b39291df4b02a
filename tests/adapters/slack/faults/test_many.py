"""Many workspaces: installed, thrown out, come back, with tokens that end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from socket import create_server
from typing import Any

import pytest

from tests.adapters.slack.faults.house import (
    House,
    at_home,
    came_in,
    loopback,
    said,
)
from tests.adapters.slack.loopback import Person, Team

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated"),  # Slack's own use
]


@asynccontextmanager
async def at_many(folder: Path, *, rotation: bool = False) -> AsyncIterator[House]:
    """Where people install it themselves; they come back to an address of ours."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    async with loopback(url=url, rotation=rotation) as slack:
        here: dict[str, Any] = {"port": port, "url": url, "bot_token": None}
        here |= {"client_id": slack.app.client_id, "rotation": rotation}
        here |= {"client_secret": slack.app.client_secret}
        now = datetime.now(UTC)  # by which Bolt reckons when a token ends
        async with at_home(folder, slack=slack, now=now, **here) as house:
            yield house


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def installed(house: House, team: Team, name: str = "Ana") -> Person:
    """By somebody who then comes in."""
    ana = house.slack.person(name, team=team)
    page = await house.slack.install(house.url("/slack/install"), ana)
    assert page.status == 200
    await ana.reads("Who is easiest to ask?", since=await ana.say("hi"))
    return ana


async def test_each_workspace_is_answered_with_its_own_token(tmp_path: Path) -> None:
    async with at_many(tmp_path) as house:
        slack = house.slack
        campus = slack.workspace("College", installed=False)
        other = slack.workspace("Academy", installed=False)
        ana, ben = [await installed(house, team) for team in (campus, other)]
        await said(ana, "add Priya Nair, nurse at Mercy", "Priya Nair")
        await said(ben, "people", "Nobody yet")
        posts = {call.team for call in house.calls("chat.postMessage")}
        assert posts == {campus.id, other.id}


async def test_a_workspace_that_did_not_install_it_is_told_so(tmp_path: Path) -> None:
    async with at_many(tmp_path) as house:
        slack = house.slack
        stranger = slack.person("Ana", team=slack.workspace("Elsewhere"))
        seen = await stranger.slash("/whoelse", "add Priya Nair")
        assert "install" in str(seen).lower()
        assert "Priya" not in str(seen)


@pytest.mark.parametrize("how", ["uninstall", "revoke"])
async def test_thrown_out_it_forgets_the_token_and_back_in_it_goes_on(
    tmp_path: Path, how: str
) -> None:
    async with at_many(tmp_path) as house:
        slack = house.slack
        team = slack.workspace("College", installed=False)
        ana = await installed(house, team)
        await said(ana, "remind me to call tomorrow 9am", "I'll remind you")
        told = await getattr(slack, how)(team)
        assert all(one.acked for one in told)
        rows = await house.rows("select account from installations")
        assert ("",) not in rows
        await house.later(hours=40)
        assert len(house.calls("chat.postMessage")) == 2
        await slack.install(house.url("/slack/install"), ana)
        await said(ana, "my reminders", "call")


async def test_a_token_that_ended_in_silence_ends_nothing_else(tmp_path: Path) -> None:
    async with at_many(tmp_path) as house:
        slack = house.slack
        team, other = (slack.workspace(n, installed=False) for n in ("One", "Two"))
        ana, ben = await installed(house, team), await installed(house, other)
        await said(ana, "remind me to call tomorrow 9am", "I'll remind you")
        await said(ben, "remind me to call tomorrow 9am", "I'll remind you")
        await slack.revoke(team, tell=False)
        await house.later(hours=40)
        await ben.reads("You asked me to remind you: call")
        assert (await ana.slash("/whoelse", "next")).acked


async def test_a_token_that_expires_is_renewed_before_anybody_notices(
    tmp_path: Path,
) -> None:
    async with at_many(tmp_path, rotation=True) as house:
        slack = house.slack
        ana = await installed(house, slack.workspace("College", installed=False))
        await said(ana, "remind me to call tomorrow 9am", "I'll remind you")
        await house.later(hours=13)
        slack.expire(ana.team)
        await house.later(hours=30)
        await ana.reads("You asked me to remind you: call")
        assert len(house.calls("oauth.v2.access")) == 2
        assert all(call.ok for call in house.calls("chat.postMessage"))


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop": True}, {"hang": 0.05}])
@pytest.mark.parametrize("method", ["oauth.v2.access", "auth.test"])
async def test_an_installation_that_fails_can_be_tried_again(
    tmp_path: Path, method: str, fault: dict[str, Any]
) -> None:
    async with at_many(tmp_path) as house:
        team = house.slack.workspace("College", installed=False)
        ana = house.slack.person("Ana", team=team)
        house.slack.fail_next(method, **fault)
        page = await house.slack.install(house.url("/slack/install"), ana)
        assert page.status in (401, 502)
        assert await house.rows("select 1 from installations") == []
        await installed(house, team)


async def test_no_token_stands_in_the_file(tmp_path: Path) -> None:
    async with at_many(tmp_path) as house:
        slack = house.slack
        ana = await installed(house, slack.workspace("College", installed=False))
        token = ana.team.token.encode()
        await house.rows("select 1")
        assert not holders(tmp_path, token)
        assert holders(tmp_path, ana.team.id.encode())


@pytest.mark.parametrize(
    "query", ["", "?code=1&state=2", "?error=access_denied", "?state=", "?code="]
)
async def test_nobody_comes_back_who_never_left(tmp_path: Path, query: str) -> None:
    async with at_many(tmp_path) as house:
        status, text = await house.get(f"/slack/oauth_redirect{query}")
        assert status in (200, 400, 401)
        assert "Traceback" not in text
        assert await house.rows("select 1 from installations") == []


async def test_an_empty_client_id_in_the_environment_is_no_other_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bolt would take it as one, and keep installations in files of its own."""
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SCOPES"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("HOME", str(tmp_path))
    async with at_home(tmp_path) as house:
        await came_in(house)
    assert not holders(tmp_path, b"xoxb")


def holders(folder: Path, content: bytes) -> list[str]:
    return [f.name for f in folder.rglob("*") if content in f.read_bytes()]


async def test_who_installed_it_and_leaves_takes_nobody_elses_bot_along(
    tmp_path: Path,
) -> None:
    async with at_many(tmp_path) as house:
        team = house.slack.workspace("College", installed=False)
        ana = await installed(house, team)
        assert len(await house.rows("select account from installations")) == 2
        assert (await ana.slash("/whoelse", "farewell")).acked
        assert await house.rows("select account from installations") == [("",)]
        ben = house.slack.person("Ben", team=team)
        await ben.reads("Who is easiest to ask?", since=await ben.say("hi"))
