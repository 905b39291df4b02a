"""What the doctor hears from Slack, and what it makes of it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, Literal

import pytest
from aiohttp import web

from adapters.slack.manifest import SCOPES
from adapters.slack.trial import tried
from bot.config import Slack
from bot.finding import Finding

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
TOKENS = Slack(bot_token="xoxb-1-made-up", app_token="xapp-1-made-up")
BOT_ALONE = Slack(bot_token="xoxb-1-made-up")
OK = {"ok": True, "user": "whoelse", "team": "Lakeside"}
ALL = ",".join(SCOPES)

pytestmark = pytest.mark.asyncio


@dataclass
class Workspace:
    """A Slack of two methods and one socket, each with one answer."""

    auth: Any = field(default_factory=lambda: OK)
    opening: Any = field(default_factory=dict)
    greeting: str = '{"type": "hello"}'
    scopes: str = ALL
    clock: datetime = NOW
    status: int = 200
    location: str = ""
    heard: dict[str, str] = field(default_factory=dict)  # method: token
    port: int = 0

    @property
    def url(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.heard[method] = request.headers["Authorization"].removeprefix("Bearer ")
        said = {"Date": format_datetime(self.clock, usegmt=True)}
        if self.location:
            said["Location"] = self.location
        if method == "auth.test":
            said["X-OAuth-Scopes"] = self.scopes
            answer = self.auth
        else:
            answer = self.opening or {"ok": True, "url": f"ws://{self.url}/link"}
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return web.Response(text=text, status=self.status, headers=said)

    async def link(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.heard["socket"] = ""
        if self.greeting:
            await socket.send_str(self.greeting)
        await socket.close()
        return socket


@asynccontextmanager
async def open_to(workspace: Workspace) -> AsyncIterator[str]:
    server = web.Application()
    server.add_routes(
        [
            web.post("/api/{method}", workspace.call),
            web.get("/link", workspace.link),
        ]
    )
    runner = web.AppRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        workspace.port = runner.addresses[0][1]
        yield f"http://{workspace.url}/api/"
    finally:
        await runner.cleanup()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


async def found(
    workspace: Workspace, slack: Slack = TOKENS, greeted: bool = True
) -> list[Finding]:
    async with open_to(workspace) as url:
        return await tried(replace(slack, api_url=url), NOW, greeted=greeted)


async def fault(workspace: Workspace, slack: Slack = TOKENS) -> Finding:
    """The one thing that is not well."""
    [finding] = [f for f in await found(workspace, slack) if f.level != "ok"]
    assert finding.fix.endswith(".")
    assert "made-up" not in finding.line
    return finding


async def test_where_all_is_well_it_says_who_the_bot_is() -> None:
    workspace = Workspace()
    assert await found(workspace) == [
        Finding("ok", "slack tokens", "SLACK_BOT_TOKEN is whoelse's in Lakeside"),
        Finding("ok", "slack scopes", "as in the manifest"),
        Finding("ok", "slack socket", "opened, and greeted"),
    ]
    assert workspace.heard == {
        "auth.test": TOKENS.bot_token,
        "apps.connections.open": TOKENS.app_token,
        "socket": "",
    }


async def test_a_start_opens_no_socket_that_nobody_listens_at() -> None:
    workspace = Workspace()
    assert {f.level for f in await found(workspace, greeted=False)} == {"ok"}
    assert "socket" not in workspace.heard


async def test_over_http_no_socket_is_asked_for() -> None:
    workspace = Workspace()
    await found(workspace, replace(TOKENS, mode="http"))
    assert workspace.heard.keys() == {"auth.test"}


async def test_a_token_that_is_not_there_or_swapped_is_not_tried() -> None:
    workspace = Workspace()
    swapped = Slack(bot_token=TOKENS.app_token, app_token=TOKENS.bot_token)
    assert await found(workspace, Slack()) == []
    assert await found(workspace, swapped) == []
    assert workspace.heard == {}


@pytest.mark.parametrize(
    ("error", "level", "fix"),
    [
        ("invalid_auth", "fail", "Copy it again: OAuth & Permissions"),
        ("account_inactive", "fail", "Install the app again"),
        ("token_revoked", "fail", "Install the app again"),
        ("token_expired", "fail", "install it by OAuth"),
        ("ratelimited", "warn", "Try again in a minute"),
        ("never_heard_of", "fail", "Copy it again"),
    ],
)
async def test_a_bot_token_that_slack_refuses(error: str, level: str, fix: str) -> None:
    finding = await fault(Workspace(auth={"ok": False, "error": error}))
    assert finding.level == level
    assert error in finding.said
    assert fix in finding.fix


@pytest.mark.parametrize(
    ("error", "fix"),
    [
        ("invalid_auth", "App-Level Tokens (xapp-), with connections:write"),
        ("missing_scope", "Make another one: Basic Information, App-Level Tokens"),
        ("forbidden_team", "Ask the workspace's admins"),
    ],
)
async def test_an_app_token_that_slack_refuses(error: str, fix: str) -> None:
    finding = await fault(Workspace(opening={"ok": False, "error": error}))
    assert "SLACK_APP_TOKEN" in finding.said
    assert fix in finding.fix


async def test_a_scope_that_was_not_granted_is_named() -> None:
    finding = await fault(Workspace(scopes=ALL.replace("files:write", "pins:read")))
    assert (finding.level, finding.what) == ("fail", "slack scopes")
    assert finding.said == "not granted: files:write"
    assert "whoelse manifest slack" in finding.fix


async def test_a_scope_that_nobody_needs_is_named() -> None:
    finding = await fault(Workspace(scopes=f"{ALL},channels:history"))
    assert finding.level == "warn"
    assert finding.said == "granted and not needed: channels:history"


async def test_scopes_that_slack_does_not_tell_are_no_fault() -> None:
    assert all(f.level == "ok" for f in await found(Workspace(scopes="")))


@pytest.mark.parametrize("seconds", [61, -61, 300, -9000])
@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_clock_that_is_wrong(
    seconds: int, mode: Literal["socket", "http"]
) -> None:
    """Only where Slack signs its requests, by the minute, nothing works with it."""
    workspace = Workspace(clock=NOW + timedelta(seconds=seconds))
    finding = await fault(workspace, replace(TOKENS, mode=mode))
    is_useless = mode == "http" and abs(seconds) >= 300
    assert finding.level == ("fail" if is_useless else "warn")
    assert f"{abs(seconds)} seconds apart" in finding.said


async def test_a_clock_that_is_nearly_right_is_right() -> None:
    workspace = Workspace(clock=NOW + timedelta(seconds=59))
    assert all(finding.level == "ok" for finding in await found(workspace))


@pytest.mark.parametrize(
    ("greeting", "said"),
    [
        ('{"type": "disconnect", "reason": "link_disabled"}', "Socket Mode is off"),
        ('{"type": "disconnect", "reason": "warning"}', "could be opened (warning)"),
        ("hello", "none could be opened (no greeting)"),
        ("", "none could be opened (no greeting)"),
    ],
)
async def test_a_socket_that_is_not_greeted(greeting: str, said: str) -> None:
    finding = await fault(Workspace(greeting=greeting))
    assert (finding.level, finding.what) == ("fail", "slack socket")
    assert said in finding.said


@pytest.mark.parametrize("url", ["ws://127.0.0.1:1/", "", "soon", None])
async def test_a_socket_that_nobody_holds_open(url: str | None) -> None:
    finding = await fault(Workspace(opening={"ok": True, "url": url}))
    assert "none could be opened" in finding.said


@pytest.mark.parametrize("answer", ["<html>", "[]", "", "[" * 100_000, '{"ok": 1}'])
async def test_what_is_no_answer_of_slacks(answer: str) -> None:
    finding = await fault(Workspace(auth=answer, status=502), BOT_ALONE)
    assert finding.said == "no answer of Slack's, but HTTP 502"
    assert "api_url" in finding.fix


async def test_a_slack_that_cannot_be_reached_is_said_once() -> None:
    async with open_to(Workspace()) as url:
        pass
    [finding] = await tried(replace(TOKENS, api_url=url), NOW, greeted=True)
    assert finding.said == "Slack cannot be reached (ClientConnectorError)"
    assert "[slack] api_url" in finding.fix


async def test_a_redirect_takes_no_token_elsewhere() -> None:
    workspace = Workspace(status=307, location="/api/elsewhere")
    finding = await fault(workspace, BOT_ALONE)
    assert "HTTP 307" in finding.said
    assert workspace.heard.keys() == {"auth.test"}


async def test_names_that_a_terminal_could_trip_over_are_made_safe() -> None:
    workspace = Workspace(auth={**OK, "team": f"\x1b[2J\u202e{'x' * 1000}"})
    [finding, *_] = await found(workspace)
    assert finding.line.isprintable()
    assert len(finding.line) < 200
