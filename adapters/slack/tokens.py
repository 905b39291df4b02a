"""The bot's token in each workspace, renewed before it ends, and what Bolt asks of it.

Where an app rotates its tokens, each lives for twelve hours and the one that renews it
works once: many requests at one time share one renewal.
https://docs.slack.dev/authentication/using-token-rotation
"""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from aiohttp import ClientSession
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.oauth.installation_store import Bot

from adapters.slack.installs import Installs, team_of
from bot.engine.faults import named
from bot.errors import NotSent, Refused, Unusable
from bot.ports import Clock

EARLY = timedelta(hours=2)
TRY_AGAIN = timedelta(minutes=1)

log = logging.getLogger(__name__)


class FreshTokens:
    """A token that still lives is used while it is renewed, and while that fails.

    So nobody waits, but for one that has ended. Slack is asked without its library,
    which would log what was sent.
    """

    def __init__(
        self,
        installs: Installs,
        clock: Clock,
        session: ClientSession,
        api_url: str,
        client_id: str,
        client_secret: str,
    ) -> None:
        self._installs = installs
        self._clock = clock
        self._session = session
        self._url = f"{api_url.rstrip('/')}/oauth.v2.access"
        self._credentials = {"client_id": client_id, "client_secret": client_secret}
        self._renewals: dict[str, asyncio.Task[None]] = {}
        self._not_before: dict[str, float] = {}
        self._not_kept: dict[str | None, Bot] = {}  # by what renewed them

    async def token(self, team: str) -> str:
        """Refused where the app is not installed, NotSent while there is no token."""
        try:
            if bot := await self.bot(team):
                return bot.bot_token
            is_installed = await self._installs.bot(team) is not None
        except Unusable as error:
            raise NotSent(type(error).__name__, TRY_AGAIN) from error
        if is_installed:
            raise NotSent("token_expired", TRY_AGAIN)
        raise Refused("not_installed")

    async def bot(self, team: str) -> Bot | None:
        """None where the app is not installed, or its token ended and stays so."""
        bot = await self._installs.bot(team)
        if bot is None or self._lives(bot, EARLY):
            return bot
        renewal = self._renewing(team)
        if self._lives(bot):
            return bot
        if renewal:
            await asyncio.shield(renewal)  # others wait for it too
        bot = await self._installs.bot(team)
        return bot if bot and self._lives(bot) else None

    async def close(self) -> None:
        """A renewal that nobody keeps would cost the workspace its installation."""
        await asyncio.gather(*self._renewals.values())

    def _lives(self, bot: Bot, longer: timedelta = timedelta()) -> bool:
        ends = bot.bot_token_expires_at
        return ends is None or ends > (self._clock.now() + longer).timestamp()

    def _renewing(self, team: str) -> asyncio.Task[None] | None:
        """The one that goes on, or a new one; none so soon after one that failed."""
        if team not in self._renewals:
            if self._clock.monotonic() < self._not_before.get(team, 0):
                return None
            task = asyncio.create_task(self._renew(team))
            self._renewals[team] = task
            task.add_done_callback(lambda _: self._renewals.pop(team))
        return self._renewals[team]

    async def _renew(self, team: str) -> None:
        """Whatever goes wrong is logged: those who wait see what is there then."""
        wait = TRY_AGAIN.total_seconds()
        self._not_before[team] = self._clock.monotonic() + wait
        try:
            bot = await self._installs.bot(team)
            if bot and not self._lives(bot, EARLY):
                await self._installs.renew(team, bot, await self._renewed(bot))
                del self._not_kept[bot.bot_refresh_token]
            del self._not_before[team]
        except Refused as error:
            log.error("no new token in %s: %s", team, error)
        except Exception as error:
            log.error("no new token in %s: %s", team, named(error))

    async def _renewed(self, bot: Bot) -> Bot:
        """What could not be kept, because the disk was full, is not asked for again."""
        if bot.bot_refresh_token in self._not_kept:
            return self._not_kept[bot.bot_refresh_token]
        answer = await self._asked(str(bot.bot_refresh_token))
        lives = timedelta(seconds=int(answer["expires_in"]))
        renewed = Bot(**vars(bot))
        renewed.bot_token = answer["access_token"]
        renewed.bot_refresh_token = answer.get("refresh_token", bot.bot_refresh_token)
        renewed.bot_token_expires_at = int((self._clock.now() + lives).timestamp())
        self._not_kept[bot.bot_refresh_token] = renewed
        return renewed

    async def _asked(self, token: str) -> Mapping[str, Any]:
        """https://docs.slack.dev/reference/methods/oauth.v2.access"""
        form = {"grant_type": "refresh_token", "refresh_token": token}
        async with self._session.post(self._url, data=self._credentials | form) as got:
            answer: Mapping[str, Any] = await got.json(content_type=None)
        if not answer.get("ok"):
            raise Refused(str(answer.get("error")))
        return answer


class Authorized(AuthorizeResult):
    """Slack's own shows its tokens wherever it is printed."""

    def __repr__(self) -> str:
        return f"Authorized({self.team_id or self.enterprise_id})"


class OneAuthorized(AsyncAuthorize):
    """With one token there is nothing to find out, nor to ask Slack."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def __call__(self, **_: object) -> AuthorizeResult:
        return Authorized(enterprise_id=None, team_id=None, bot_token=self._token)


class Authorize(AsyncAuthorize):
    """By what is known of the installation: no `auth.test`, for no request.

    A token that was revoked is found out by the first call, as it would be otherwise.
    """

    def __init__(self, tokens: FreshTokens) -> None:
        self._tokens = tokens

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """None where Bolt asks people to install the app once more."""
        team = team_of(enterprise_id, team_id, context.is_enterprise_install)
        try:
            bot = await self._tokens.bot(team)
        except Unusable as error:
            log.error("not authorized in %s: %s", team, error)
            return None
        if bot is None:
            return None
        return Authorized(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            team=bot.team_name,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
            bot_scopes=bot.bot_scopes,
        )
