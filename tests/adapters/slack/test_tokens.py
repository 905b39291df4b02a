"""Tokens that end, against a Slack of our own, and what Bolt makes of them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from slack_bolt.async_app import (
    AsyncApp,
    AsyncBoltContext,
    AsyncBoltRequest,
)
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installs import Installs, States
from adapters.slack.tokens import Authorize, FreshTokens
from bot.engine.clock import SimulatedClock
from bot.engine.safe import SealedSafe
from bot.engine.sealed import Sealer
from bot.engine.sqlite import SqliteStore
from bot.errors import NotSent, Refused
from tests.adapters.slack.test_installs import in_org, installation, uninstalled
from tests.talk import MONDAY, SECRET

pytestmark = pytest.mark.asyncio

RENEWED = {
    "ok": True,
    "token_type": "bot",
    "access_token": "xoxb-2",
    "refresh_token": "xoxe-2",
    "expires_in": 43_200,
}
CLIENT = ("111.2", "client-secret")
TOKENS = ("xoxb-", "xoxe-", "client-secret")


def ending(hours: float, **more: Any) -> Any:
    at = int((MONDAY + timedelta(hours=hours)).timestamp())
    return installation(
        bot_refresh_token="xoxe-1", bot_token_expires_at=at, **more
    ).to_bot()


@dataclass
class Slack:
    """Answers each method as it is told to, when it is let."""

    answers: dict[str, Any] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    given: list[dict[str, str]] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    let: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.heard.append(method)
        self.given.append({k: str(v) for k, v in (await request.post()).items()})
        self.asked.set()
        await self.let.wait()
        answer = self.answers.get(method, {"ok": False, "error": "unknown_method"})
        if isinstance(answer, str):
            return web.Response(status=500, text=answer)
        return web.json_response(answer)


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Slack]:
    slack = Slack({"oauth.v2.access": RENEWED})
    slack.let.set()
    app = web.Application()
    app.router.add_post("/api/{method}", slack.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    yield slack
    slack.let.set()
    await runner.cleanup()


class FullAtFirst(SealedSafe):
    """The disk is full when somebody swaps for the first time."""

    full = False

    async def swap(self, team: str, account: str, old: str, new: str) -> bool:
        if self.full:
            self.full = False
            raise OSError("no space left on device")
        return await super().swap(team, account, old, new)


class Rig:
    """All that `whoelse run` puts together for many workspaces."""

    def __init__(self, file: Path, slack: Slack) -> None:
        self.store = SqliteStore(file, SECRET)
        self.safe = FullAtFirst(self.store, Sealer([SECRET]), "slack")
        self.clock = SimulatedClock(MONDAY)
        self.session = ClientSession()
        self.client = AsyncWebClient(base_url=slack.url, session=self.session)
        self.client.proxy = None  # what the environment names is not on this machine
        self.installs = Installs(self.safe)
        self.tokens = FreshTokens(
            self.installs, self.clock, self.session, slack.url, *CLIENT
        )

    async def close(self) -> None:
        await self.tokens.close()
        await self.session.close()
        self.store.close()


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: Slack) -> AsyncIterator[Rig]:
    rig = Rig(tmp_path / "bot.db", slack)
    yield rig
    await rig.close()


async def asked(rig: Rig, times: int = 1) -> set[str]:
    tokens = await asyncio.gather(*(rig.tokens.token("T1") for _ in range(times)))
    return set(tokens)


# Renewed in time


async def test_a_token_that_lives_long_is_only_used(rig: Rig, slack: Slack) -> None:
    await rig.installs.async_save_bot(ending(hours=3))
    await rig.installs.async_save_bot(installation("xoxb-ever", team_id="T2").to_bot())
    assert await asked(rig) == {"xoxb-1"}
    assert await rig.tokens.token("T2") == "xoxb-ever"
    assert slack.heard == []


async def test_nobody_waits_while_a_token_that_lives_is_renewed(
    rig: Rig, slack: Slack
) -> None:
    await rig.installs.async_save_bot(ending(hours=1))
    slack.let.clear()
    assert await asked(rig, 30) == {"xoxb-1"}
    slack.let.set()
    await rig.tokens.close()
    assert await asked(rig) == {"xoxb-2"}
    assert slack.heard == ["oauth.v2.access"]
    assert slack.given[0]["grant_type"] == "refresh_token"
    assert slack.given[0]["refresh_token"] == "xoxe-1"


async def test_who_waits_for_a_token_that_ended_shares_one_renewal(
    rig: Rig, slack: Slack
) -> None:
    await rig.installs.async_save_bot(ending(hours=-1))
    assert await asked(rig, 30) == {"xoxb-2"}
    assert slack.heard == ["oauth.v2.access"]
    rig.clock.move(MONDAY + timedelta(hours=11))
    await asked(rig)
    await rig.tokens.close()
    assert slack.given[1]["refresh_token"] == "xoxe-2"


async def test_who_stops_waiting_stops_no_renewal(rig: Rig, slack: Slack) -> None:
    await rig.installs.async_save_bot(ending(hours=-1))
    slack.let.clear()
    waiting = asyncio.create_task(rig.tokens.token("T1"))
    await slack.asked.wait()
    waiting.cancel()
    slack.let.set()
    await rig.tokens.close()
    assert await asked(rig) == {"xoxb-2"}
    assert len(slack.heard) == 1


async def test_a_renewed_token_is_kept(tmp_path: Path, slack: Slack) -> None:
    rig = Rig(tmp_path / "bot.db", slack)
    await rig.installs.async_save_bot(ending(hours=-1))
    await asked(rig)
    await rig.close()

    rig = Rig(tmp_path / "bot.db", slack)
    assert await asked(rig) == {"xoxb-2"}
    assert len(slack.heard) == 1
    await rig.close()


async def test_each_workspace_renews_its_own(rig: Rig, slack: Slack) -> None:
    await rig.installs.async_save_bot(ending(hours=-1))
    await rig.installs.async_save_bot(ending(hours=-1, team_id="T2"))
    await asyncio.gather(*(rig.tokens.token(team) for team in ("T1", "T2") * 5))
    assert len(slack.heard) == 2


# When that fails


@pytest.mark.parametrize(
    "answer",
    [
        {"ok": False, "error": "invalid_refresh_token"},
        {"ok": False},
        {"ok": True, "access_token": "xoxb-2"},
        {"ok": True, "access_token": "xoxb-2", "expires_in": "soon"},
        ["xoxb-2"],
        "<html>Sorry</html>",
        '{"ok": true, "access_token": "xoxb-2", ',
    ],
)
async def test_a_token_that_cannot_be_renewed_is_used_while_it_lives(
    rig: Rig, slack: Slack, caplog: pytest.LogCaptureFixture, answer: Any
) -> None:
    caplog.set_level(logging.INFO)
    slack.answers["oauth.v2.access"] = answer
    await rig.installs.async_save_bot(ending(hours=1))
    for _ in range(5):
        assert await asked(rig) == {"xoxb-1"}
        await rig.tokens.close()
    assert len(slack.heard) == 1
    assert "no new token in T1" in caplog.text
    assert not any(token in caplog.text for token in TOKENS)

    slack.answers["oauth.v2.access"] = RENEWED
    rig.clock.move(MONDAY + timedelta(minutes=1))
    await asked(rig)
    await rig.tokens.close()
    assert await asked(rig) == {"xoxb-2"}


async def test_a_token_that_ended_may_come_back(rig: Rig, slack: Slack) -> None:
    """A message waits for it; a person is asked to install the app once more."""
    slack.answers["oauth.v2.access"] = {"ok": False, "error": "fatal_error"}
    await rig.installs.async_save_bot(ending(hours=-1))
    for _ in range(2):
        with pytest.raises(NotSent, match="token_expired"):
            await rig.tokens.token("T1")
    assert await rig.tokens.bot("T1") is None
    assert len(slack.heard) == 1


async def test_where_it_is_not_installed_nothing_is_sent(rig: Rig) -> None:
    with pytest.raises(Refused, match="not_installed"):
        await rig.tokens.token("T1")


async def test_a_damaged_token_may_be_replaced(rig: Rig) -> None:
    await rig.installs.async_save_bot(ending(hours=3))
    await rig.store.rows(lambda c: c.execute("update installations set team = 'T2'"))
    with pytest.raises(NotSent):
        await rig.tokens.token("T2")
    await rig.installs.async_save_bot(ending(hours=3, team_id="T2"))
    assert await rig.tokens.token("T2") == "xoxb-1"


async def test_who_uninstalls_while_it_is_renewed_stays_so(
    rig: Rig, slack: Slack
) -> None:
    await rig.installs.async_save_bot(ending(hours=1))
    slack.let.clear()
    assert await asked(rig) == {"xoxb-1"}
    await rig.installs.gone(uninstalled(), "T1")
    slack.let.set()
    await rig.tokens.close()
    assert await rig.tokens.bot("T1") is None


async def test_a_full_disk_costs_no_installation(rig: Rig, slack: Slack) -> None:
    """The token that renews works once, so what came of it is held until it is kept."""
    await rig.installs.async_save_bot(ending(hours=1))
    rig.safe.full = True
    assert await asked(rig) == {"xoxb-1"}
    await rig.tokens.close()
    rig.clock.move(MONDAY + timedelta(minutes=1))
    await asked(rig)
    await rig.tokens.close()
    assert await asked(rig) == {"xoxb-2"}
    assert len(slack.heard) == 1


# With Bolt


def bolt(rig: Rig) -> tuple[AsyncApp, list[AsyncBoltContext]]:
    """An app that notes the context of each command."""
    heard: list[AsyncBoltContext] = []
    oauth = AsyncOAuthSettings(
        client_id=CLIENT[0],
        client_secret=CLIENT[1],
        scopes=["commands"],
        installation_store=rig.installs,
        state_store=States(rig.safe, rig.clock),
    )
    oauth.authorize = Authorize(rig.tokens)
    app = AsyncApp(
        client=rig.client, oauth_settings=oauth, process_before_response=True
    )
    app.enable_token_revocation_listeners()

    async def note(ack: Any, context: AsyncBoltContext) -> None:
        heard.append(context)
        await ack()

    app.command("/whoelse")(note)
    return app, heard


async def tell(app: AsyncApp, **body: Any) -> BoltResponse:
    request = AsyncBoltRequest(mode="socket_mode", body=body)
    return await app.async_dispatch(request)


def command(**more: str) -> dict[str, str]:
    return {"command": "/whoelse", "team_id": "T1", "user_id": "U1"} | more


def event(type: str, **more: Any) -> dict[str, Any]:
    about = {"type": type, **more}
    return {"type": "event_callback", "team_id": "T1", "event": about}


async def test_many_commands_need_no_look_at_slack(rig: Rig, slack: Slack) -> None:
    await rig.installs.async_save(installation())
    app, heard = bolt(rig)
    for _ in range(3):
        assert (await tell(app, **command())).status == 200
    assert slack.heard == []
    assert [one.bot_token for one in heard] == ["xoxb-1"] * 3
    assert {(one.bot_user_id, one.user_id) for one in heard} == {("UB", "U1")}
    assert heard[0].client
    assert heard[0].client.token == "xoxb-1"
    assert repr(heard[0].authorize_result) == "Authorized(T1)"


async def test_each_workspace_has_its_token(rig: Rig) -> None:
    await rig.installs.async_save(installation())
    await rig.installs.async_save(installation("xoxb-2", team_id="T2"))
    await rig.installs.async_save(in_org())
    org = command(team_id="T9", enterprise_id="E1", is_enterprise_install="true")
    app, heard = bolt(rig)
    for body in (command(), command(team_id="T2"), org):
        await tell(app, **body)
    assert [one.bot_token for one in heard] == ["xoxb-1", "xoxb-2", "xoxb-org"]


async def test_who_has_not_installed_it_is_told_so(rig: Rig) -> None:
    app, heard = bolt(rig)
    answer = await tell(app, **command())
    assert "reinstall" in answer.body
    assert heard == []


async def test_where_nothing_opens_people_are_asked_to_install_it(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    await rig.installs.async_save(installation())
    await rig.store.rows(lambda c: c.execute("update installations set team = 'T2'"))
    app, _ = bolt(rig)
    answer = await tell(app, **command(team_id="T2"))
    assert "reinstall" in answer.body
    assert "not authorized in T2: a token in the data file is damaged" in caplog.text


@pytest.mark.parametrize(
    "gone",
    [
        event("app_uninstalled"),
        event("tokens_revoked", tokens={"oauth": ["U1"], "bot": ["UB"]}),
    ],
)
async def test_bolts_own_listeners_remove_it_too(rig: Rig, gone: Any) -> None:
    await rig.installs.async_save(installation())
    app, heard = bolt(rig)
    await tell(app, **command())
    assert (await tell(app, **gone)).status == 200
    answer = await tell(app, **command())
    assert "reinstall" in answer.body
    assert len(heard) == 1
    kept = "select count(*) from installations"
    assert await rig.store.rows(lambda c: c.execute(kept).fetchone()) == (0,)


@pytest.mark.filterwarnings("ignore:BasicAuth")  # Bolt asks aiohttp for it
async def test_it_is_installed_from_the_browser_once_for_each_state(
    rig: Rig, slack: Slack
) -> None:
    slack.answers["auth.test"] = {"ok": True, "bot_id": "B1"}
    slack.answers["oauth.v2.access"] = RENEWED | {
        "team": {"id": "T1", "name": "Lakeside"},
        "authed_user": {"id": "U1"},
        "bot_user_id": "UB",
        "scope": "commands",
    }
    app, heard = bolt(rig)
    flow = app.oauth_flow
    assert flow
    page = await flow.handle_installation(AsyncBoltRequest(body="", query={}))
    cookie = page.headers["set-cookie"][0].partition(";")[0]
    back = AsyncBoltRequest(
        body="",
        query={"code": "c", "state": cookie.partition("=")[2]},
        headers={"cookie": [cookie]},
    )
    answers = [await flow.handle_callback(back) for _ in range(2)]
    await tell(app, **command())
    assert [answer.status for answer in answers] == [200, 401]
    assert heard[0].bot_token == "xoxb-2"
