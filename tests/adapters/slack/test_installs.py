"""Installations in many workspaces, in the real store, as Bolt asks for them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation

from adapters.slack.installs import Installs, States, team_of
from bot.engine.clock import SimulatedClock
from bot.engine.safe import SealedSafe
from bot.engine.sealed import Sealer
from bot.engine.sqlite import SqliteStore
from bot.errors import Unusable
from tests.talk import MONDAY, SECRET

pytestmark = pytest.mark.asyncio
MONDAY_AT = int(MONDAY.timestamp())


def safe_in(store: SqliteStore, secret: bytes = SECRET) -> SealedSafe:
    return SealedSafe(store, Sealer([secret]), "slack")


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(tmp_path / "bot.db", SECRET)
    yield store
    store.close()


@pytest.fixture
def safe(store: SqliteStore) -> SealedSafe:
    return safe_in(store)


@pytest.fixture
def installs(safe: SealedSafe) -> Installs:
    return Installs(safe)


def installation(token: str = "xoxb-1", user: str = "U1", **more: Any) -> Installation:
    usual: dict[str, Any] = {
        "team_id": "T1",
        "team_name": "Lakeside",
        "bot_id": "B1",
        "bot_user_id": "UB",
        "bot_scopes": "chat:write,commands",
        "installed_at": MONDAY.timestamp(),
    }
    return Installation(bot_token=token, user_id=user, **usual | more)


def in_org(token: str = "xoxb-org", **more: Any) -> Installation:
    whole = {"team_id": None, "enterprise_id": "E1", "is_enterprise_install": True}
    return installation(token, **whole | more)


async def bot(installs: Installs, team: str = "T1", **more: Any) -> str | None:
    """The token that Bolt finds."""
    ids: dict[str, Any] = {"enterprise_id": None, "team_id": team}
    found = await installs.async_find_bot(**ids | more)
    return found.bot_token if found else None


async def user(installs: Installs, user: str | None = None) -> Installation | None:
    return await installs.async_find_installation(
        enterprise_id=None, team_id="T1", user_id=user
    )


# Found as it was saved


async def test_an_installation_is_found_as_it_was_saved(installs: Installs) -> None:
    saved = installation(
        user_token="xoxp-1",
        user_scopes="search:read",
        bot_refresh_token="xoxe-1",
        bot_token_expires_at=MONDAY_AT,
        incoming_webhook_url="https://example.com/hook",
        custom_values={"note": "the office's"},
    )
    await installs.async_save(saved)
    for who in ("U1", None):
        found = await user(installs, who)
        assert found
        assert found.to_dict() == saved.to_dict()
    found_bot = await installs.async_find_bot(enterprise_id=None, team_id="T1")
    assert found_bot
    assert found_bot.to_dict() == saved.to_bot().to_dict()


async def test_who_never_installed_it_is_not_found(installs: Installs) -> None:
    await installs.async_save(installation())
    assert await bot(installs, "T2") is None
    assert await user(installs, "U2") is None
    assert await user(installs, "") is None
    nowhere = {"enterprise_id": None, "team_id": None}
    assert await installs.async_find_bot(**nowhere) is None
    assert await installs.async_find_installation(**nowhere) is None


async def test_of_two_saves_in_one_second_the_newest_holds(installs: Installs) -> None:
    for token in ("xoxb-1", "xoxb-2", "xoxb-3"):
        await installs.async_save(installation(token))
    await installs.async_save(installation("xoxb-4", "U2"))
    assert await bot(installs) == "xoxb-4"
    newest, first = await user(installs), await user(installs, "U1")
    assert newest
    assert first
    assert newest.user_id == "U2"
    assert first.bot_token == "xoxb-4"


async def test_a_user_who_allows_more_leaves_the_bot_as_it_is(
    installs: Installs,
) -> None:
    await installs.async_save(installation())
    more = Installation(team_id="T1", user_id="U2", user_token="xoxp-2")
    await installs.async_save(more)
    found = await user(installs)
    assert found
    assert (found.user_token, found.bot_token) == ("xoxp-2", "xoxb-1")


async def test_a_bot_is_saved_alone_too(installs: Installs) -> None:
    await installs.async_save_bot(installation().to_bot())
    assert await bot(installs) == "xoxb-1"
    assert await user(installs) is None


async def test_an_installation_of_nothing_is_refused(installs: Installs) -> None:
    with pytest.raises(BoltError, match="no workspace and no enterprise"):
        await installs.async_save(installation(team_id=None))


# Workspaces and enterprises


@pytest.mark.parametrize(
    ("enterprise", "team", "whole", "found"),
    [
        (None, "T1", False, "T1"),
        ("E1", "T1", None, "T1"),
        ("E1", "T1", True, "E1"),
        ("E1", None, False, "E1"),
        ("E1", None, True, "E1"),
        (None, None, False, ""),
    ],
)
async def test_an_installation_has_one_id(
    enterprise: str | None, team: str | None, whole: bool | None, found: str
) -> None:
    assert team_of(enterprise, team, whole) == found


async def test_an_enterprise_stands_beside_its_workspaces(installs: Installs) -> None:
    await installs.async_save(in_org())
    await installs.async_save(installation(enterprise_id="E1"))
    assert await bot(installs, enterprise_id="E1") == "xoxb-1"
    whole: dict[str, Any] = {"enterprise_id": "E1", "is_enterprise_install": True}
    assert await bot(installs, **whole) == "xoxb-org"
    found = await installs.async_find_installation(team_id="T9", **whole)
    assert found
    assert found.bot_token == "xoxb-org"
    await installs.async_delete_all(enterprise_id="E1", team_id=None)
    assert await bot(installs, **whole) is None
    assert await bot(installs, enterprise_id="E1") == "xoxb-1"


async def test_a_workspace_that_joins_an_enterprise_is_found(
    installs: Installs,
) -> None:
    await installs.async_save(installation())
    assert await bot(installs, enterprise_id="E1") == "xoxb-1"


# Removed


async def test_to_delete_the_bot_leaves_its_token_nowhere(installs: Installs) -> None:
    await installs.async_save(installation(user_token="xoxp-1"))
    await installs.async_delete_bot(enterprise_id=None, team_id="T1")
    found = await user(installs)
    assert found
    assert (found.user_token, found.bot_token) == ("xoxp-1", None)
    assert await bot(installs) is None


async def test_one_user_is_deleted_or_all_of_them(installs: Installs) -> None:
    for who in ("U1", "U2", "U3"):
        await installs.async_save(installation(user=who))
    team = {"enterprise_id": None, "team_id": "T1"}
    for nobody in ("U4", ""):
        await installs.async_delete_installation(user_id=nobody, **team)
    await installs.async_delete_installation(user_id="U3", **team)
    left = [await user(installs, who) is not None for who in ("U1", "U2", "U3")]
    assert left == [True, True, False]
    await installs.async_delete_installation(**team)
    assert await user(installs) is None
    assert await bot(installs) == "xoxb-1"


def uninstalled(at: int = MONDAY_AT) -> dict[str, Any]:
    return {"event": {"type": "app_uninstalled"}, "event_time": at}


def revoked(**tokens: list[str]) -> dict[str, Any]:
    event = {"type": "tokens_revoked", "tokens": tokens}
    return {"event": event, "event_time": MONDAY_AT}


async def test_who_uninstalls_the_app_leaves_nothing(
    installs: Installs, store: SqliteStore
) -> None:
    await installs.async_save(installation())
    await installs.async_save(installation(user="U2", team_id="T2"))
    await installs.gone(uninstalled(), "T1")
    kept = await store.rows(
        lambda c: c.execute("select team, account from installations").fetchall()
    )
    assert sorted(kept) == [("T2", ""), ("T2", "U2")]
    await installs.gone(uninstalled(), "T1")


async def test_an_enterprise_leaves_as_a_whole(installs: Installs) -> None:
    await installs.async_save(in_org())
    await installs.async_save(installation())
    await installs.gone(uninstalled(), "E1")
    assert await installs.bot("E1") is None
    assert await bot(installs) == "xoxb-1"


async def test_an_event_that_comes_late_removes_nothing_newer(
    installs: Installs,
) -> None:
    await installs.async_save(installation())
    await installs.gone(uninstalled(MONDAY_AT - 60), "T1")
    assert await bot(installs) == "xoxb-1"
    assert await user(installs)


async def test_only_what_was_revoked_goes(installs: Installs) -> None:
    await installs.async_save(installation())
    await installs.async_save(installation(user="U2"))
    await installs.gone(revoked(oauth=["U2", ""]), "T1")
    assert await user(installs, "U2") is None
    assert await user(installs, "U1")
    assert await bot(installs) == "xoxb-1"
    await installs.gone(revoked(oauth=[], bot=["UB"]), "T1")
    assert await bot(installs) is None


async def test_what_nobody_can_open_goes_too(
    installs: Installs, store: SqliteStore
) -> None:
    await Installs(safe_in(store, b"of last year")).async_save(installation())
    with pytest.raises(Unusable, match="another secret"):
        await bot(installs)
    await installs.gone(uninstalled(), "T1")
    assert await bot(installs) is None


# Known bots


async def test_a_known_bot_is_not_looked_up_again(
    installs: Installs, store: SqliteStore
) -> None:
    await installs.async_save(installation())
    assert await bot(installs) == "xoxb-1"
    await store.rows(lambda c: c.execute("delete from installations"))
    assert await bot(installs) == "xoxb-1"
    await installs.async_delete_bot(enterprise_id=None, team_id="T1")
    assert await bot(installs) is None


async def test_of_many_bots_those_asked_for_last_are_known(
    safe: SealedSafe, store: SqliteStore
) -> None:
    installs = Installs(safe, most_known=2)
    for team in ("T1", "T2", "T3"):
        await installs.async_save(installation(team_id=team))
    for team in ("T1", "T2", "T1", "T3"):
        await bot(installs, team)
    await store.rows(lambda c: c.execute("delete from installations"))
    known = [await bot(installs, team) for team in ("T1", "T2", "T3")]
    assert known == ["xoxb-1", None, "xoxb-1"]


async def test_whoever_looks_while_it_is_removed_keeps_nothing(
    installs: Installs,
) -> None:
    await installs.async_save(installation())
    team = {"enterprise_id": None, "team_id": "T1"}
    await asyncio.gather(
        *(bot(installs) for _ in range(20)), installs.async_delete_all(**team)
    )
    assert await bot(installs) is None


async def test_who_changes_what_was_found_changes_nobody_elses(
    installs: Installs,
) -> None:
    await installs.async_save(installation())
    found = await installs.async_find_bot(enterprise_id=None, team_id="T1")
    assert found
    found.bot_token = "mine"
    assert await bot(installs) == "xoxb-1"


# Renewed


async def known(installs: Installs) -> tuple[Bot, Bot]:
    await installs.async_save(installation())
    old = await installs.bot("T1")
    assert old
    return old, installation("xoxb-new").to_bot()


async def test_a_token_is_renewed(installs: Installs) -> None:
    old, new = await known(installs)
    assert await installs.renew("T1", old, new)
    assert await bot(installs) == "xoxb-new"


async def test_who_installs_it_anew_is_not_overwritten(installs: Installs) -> None:
    old, new = await known(installs)
    await installs.async_save(installation("xoxb-2"))
    assert not await installs.renew("T1", old, new)
    assert await bot(installs) == "xoxb-2"


async def test_who_uninstalls_it_meanwhile_stays_so(installs: Installs) -> None:
    old, new = await known(installs)
    await installs.gone(uninstalled(), "T1")
    assert not await installs.renew("T1", old, new)
    assert await bot(installs) is None


# States


async def test_a_state_is_used_once_within_ten_minutes(safe: SealedSafe) -> None:
    clock = SimulatedClock(MONDAY)
    states = States(safe, clock)
    one, other, late = [await states.async_issue() for _ in range(3)]
    assert len({one, other, late}) == 3
    clock.move(MONDAY + timedelta(minutes=9))
    assert await States(safe, clock).async_consume(one)
    assert not await states.async_consume(one)
    assert await states.async_consume(other)
    clock.move(MONDAY + timedelta(minutes=10))
    assert not await states.async_consume(late)
