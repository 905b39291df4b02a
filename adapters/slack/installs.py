"""Where the app is installed, as Bolt asks for it: kept in a `Safe`, each token once.

A team is a workspace, or the enterprise for which an app was installed as a whole:
https://docs.slack.dev/enterprise/migrating-to-organization-wide-deployment. No two
workspaces have one id, so that one is found again after it joined an enterprise.
"""

import json
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import (
    AsyncInstallationStore,
)
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.errors import Unusable
from bot.ports import Clock, Safe

MOST_KNOWN = 1_000  # bots in memory
EXPECTED_FOR = timedelta(minutes=10)  # as long as Bolt's cookie for it lives

THE_BOT = ""
ANY_USER = None

log = logging.getLogger(__name__)


class Installs(AsyncInstallationStore):
    """What belongs to the bot stands in a row of its own, and in no user's.

    Saving and deleting forget what was known, so that no token outlives its removal.
    Where a body cannot be opened, `Unusable` says what to do.
    """

    def __init__(self, safe: Safe, most_known: int = MOST_KNOWN) -> None:
        self._safe = safe
        self._most_known = most_known
        self._known: OrderedDict[str, Bot] = OrderedDict()
        self._changes = 0

    @property
    def logger(self) -> logging.Logger:
        return log

    async def bot(self, team: str) -> Bot | None:
        """Whoever asks leaves it as it is: others are given the same."""
        if known := self._known.get(team):
            self._known.move_to_end(team)
            return known
        before = self._changes
        body = await self._safe.find(team, THE_BOT) if team else None
        if body is None:
            return None
        bot = Bot(**json.loads(body))
        if before == self._changes:  # else it may be gone meanwhile
            self._known[team] = bot
            if len(self._known) > self._most_known:
                self._known.popitem(last=False)
        return bot

    async def renew(self, team: str, old: Bot, new: Bot) -> bool:
        """False, and nothing is kept, if it was installed anew or removed meanwhile."""
        was = await self._safe.find(team, THE_BOT)
        if was is None or _of_bot(Bot(**json.loads(was))) != _of_bot(old):
            return False
        async with self._changing(team):
            return await self._safe.swap(team, THE_BOT, was, _of_bot(new))

    async def gone(self, body: Mapping[str, Any], team: str) -> None:
        """`app_uninstalled` or `tokens_revoked`: the rows that it is about.

        One that comes late, after the app was installed anew, is about nothing.
        https://docs.slack.dev/reference/events/tokens_revoked
        """
        at = float(body.get("event_time") or "inf")
        for account in _removed(body.get("event") or {}):
            if await self._installed_at(team, account) <= at:
                await self._drop(team, account)

    # As Bolt asks, https://docs.slack.dev/tools/bolt-python/concepts/authenticating-oauth

    async def async_save(self, installation: Installation) -> None:
        own = {**vars(installation), **dict.fromkeys(_BOTS_OWN)}
        bodies = {installation.user_id: json.dumps(own)} if installation.user_id else {}
        if installation.bot_token is not None:
            bodies[THE_BOT] = _of_bot(installation.to_bot())
        await self._keep(_saved(installation), bodies)

    async def async_save_bot(self, bot: Bot) -> None:
        await self._keep(_saved(bot), {THE_BOT: _of_bot(bot)})

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        team = team_of(enterprise_id, team_id, is_enterprise_install)
        bot = await self.bot(team)
        return bot and Bot(**vars(bot))

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = ANY_USER,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The newest, if no user is named; with the bot's token of today.

        https://github.com/slackapi/bolt-python/issues/664
        """
        team = team_of(enterprise_id, team_id, is_enterprise_install)
        body = await self._safe.find(team, user_id) if team else None
        if body is None or user_id == THE_BOT:
            return None
        installation = Installation(**json.loads(body))
        if bot := await self.bot(team):
            for name in _BOTS_OWN:
                setattr(installation, name, getattr(bot, name))
        return installation

    async def async_delete_bot(
        self, *, enterprise_id: str | None, team_id: str | None
    ) -> None:
        await self._drop(team_of(enterprise_id, team_id), THE_BOT)

    async def async_delete_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = ANY_USER,
    ) -> None:
        if user_id != THE_BOT:
            await self._drop(team_of(enterprise_id, team_id), user_id)

    async def _installed_at(self, team: str, account: str | None) -> int:
        """In seconds, as events say. What nobody can read any more may as well go."""
        try:
            body = await self._safe.find(team, account)
        except Unusable:
            return 0
        return int(json.loads(body)["installed_at"]) if body else 0

    async def _keep(self, team: str, bodies: Mapping[str, str]) -> None:
        async with self._changing(team):
            await self._safe.keep(team, bodies)

    async def _drop(self, team: str, account: str | None) -> None:
        async with self._changing(team):
            await self._safe.drop(team, account)

    @asynccontextmanager
    async def _changing(self, team: str) -> AsyncIterator[None]:
        """Whoever looked before or meanwhile keeps nothing of what they saw."""
        self._forget(team)
        try:
            yield
        finally:
            self._forget(team)

    def _forget(self, team: str) -> None:
        self._changes += 1
        self._known.pop(team, None)


class States(AsyncOAuthStateStore):
    """Who is about to install the app: each comes back once, and within ten minutes."""

    def __init__(self, safe: Safe, clock: Clock) -> None:
        self._safe = safe
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        state, now = token_urlsafe(), self._clock.now()
        await self._safe.expect(state, now, now + EXPECTED_FOR)
        return state

    async def async_consume(self, state: str) -> bool:
        return await self._safe.arrived(state, self._clock.now())


def team_of(
    enterprise_id: str | None,
    team_id: str | None,
    is_enterprise_install: bool | None = False,
) -> str:
    """The one id of an installation; empty where there can be none."""
    of_workspace = team_id and not is_enterprise_install
    return (team_id if of_workspace else enterprise_id) or ""


def _saved(saved: Bot | Installation) -> str:
    """BoltError becomes a page that whoever installs it can read."""
    of = saved.enterprise_id, saved.team_id, saved.is_enterprise_install
    if team := team_of(*of):
        return team
    raise BoltError("an installation for no workspace and no enterprise")


def _removed(event: Mapping[str, Any]) -> Sequence[str | None]:
    """The accounts, of users and then of the bot."""
    if event.get("type") == "app_uninstalled":
        return ANY_USER, THE_BOT
    tokens = event.get("tokens") or {}
    users = [user for user in tokens.get("oauth") or () if user]
    return [*users, THE_BOT] if tokens.get("bot") else users


def _of_bot(bot: Bot) -> str:
    return json.dumps(vars(bot))


_BOTS_OWN = (
    "bot_id",
    "bot_user_id",
    "bot_token",
    "bot_scopes",
    "bot_refresh_token",
    "bot_token_expires_at",
)
