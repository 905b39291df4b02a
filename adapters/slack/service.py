"""Slack at work: one Bolt app behind one session, heard in the way that is set."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import Ears
from adapters.slack.calls import QUIET, Calls, OneToken, session
from adapters.slack.installs import Installs, States
from adapters.slack.manifest import INSTALL, INSTALLED, SCOPES
from adapters.slack.poster import Poster
from adapters.slack.socket_mode import PING, connected
from adapters.slack.tokens import Authorize, FreshTokens, OneAuthorized
from adapters.slack.web import listening
from bot.config import Slack
from bot.engine.shell import Shell
from bot.ports import Clock, Safe, Store

AUTHORIZE = "oauth/v2/authorize"  # where a browser goes, beside the API
LONGEST_DRAIN = 10.0  # seconds


class Many:
    """Of many workspaces, each installed the app by itself."""

    def __init__(
        self, settings: Slack, http: ClientSession, safe: Safe, clock: Clock
    ) -> None:
        client = settings.client_id or "", settings.client_secret or ""
        self.installs = Installs(safe)
        self.tokens = FreshTokens(self.installs, clock, http, settings.api_url, *client)
        self.flow = AsyncOAuthFlow(
            client=_client(settings, http),
            settings=AsyncOAuthSettings(
                client_id=client[0],
                client_secret=client[1],
                scopes=list(SCOPES),
                authorization_url=f"{settings.api_url.removesuffix('api/')}{AUTHORIZE}",
                redirect_uri=f"{settings.url}{INSTALLED}" if settings.url else None,
                install_path=INSTALL,
                redirect_uri_path=INSTALLED,
                installation_store=self.installs,
                state_store=States(safe, clock),
                logger=QUIET,
            ),
            logger=QUIET,
        )
        self.flow.settings.authorize = Authorize(self.tokens)


class Service:
    """`poster` speaks from the start on; people are heard while it is `at_work`."""

    def __init__(
        self,
        settings: Slack,
        calls: Calls,
        store: Store,
        clock: Clock,
        many: Many | None,
        ping: float = PING,
    ) -> None:
        self.poster = Poster(calls)
        self.port = settings.port  # over HTTP; the one that was found, if none was set
        self._settings = settings
        self._calls = calls
        self._store = store
        self._clock = clock
        self._many = many
        self._ping = ping  # seconds, of a socket

    @asynccontextmanager
    async def at_work(self, shell: Shell) -> AsyncIterator[None]:
        """At the end nothing more comes in, and what is on its way is awaited."""
        settings, clock = self._settings, self._clock
        ears = Ears(shell, self._store, clock, self._calls, self.poster, self._gone)
        client = _client(settings, self._calls.session)
        app = self._app(client)
        app.use(ears)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(ears.drain, LONGEST_DRAIN)
            if settings.mode == "socket":
                token = settings.app_token or ""
                socket = connected(app, client, token, self._ping)
                await stack.enter_async_context(socket)
            else:
                flow = self._many.flow if self._many else None
                server = listening(app, flow, settings.host, settings.port)
                self.port = await stack.enter_async_context(server)
            yield

    def _app(self, client: AsyncWebClient) -> AsyncApp:
        """Bolt would take more from the environment, if it was not told all of it.

        For a name it would look through every module there is, which takes 0.1 s.
        """
        flow = self._many.flow if self._many else None
        token = self._settings.bot_token or ""
        return AsyncApp(
            name="whoelse",
            client=client,
            signing_secret=self._settings.signing_secret or "",
            process_before_response=True,
            oauth_flow=flow,
            authorize=None if flow else OneAuthorized(token),
            logger=QUIET,
        )

    async def _gone(self, body: Mapping[str, Any], team: str) -> None:
        """With one token there is nothing to forget: it is refused from now on."""
        if self._many:
            await self._many.installs.gone(body, team)


@asynccontextmanager
async def opened(
    settings: Slack, store: Store, clock: Clock, safe: Safe | None
) -> AsyncIterator[Service]:
    """For many workspaces if there is a safe for what belongs to each."""
    async with session() as http:
        many = Many(settings, http, safe, clock) if safe else None
        tokens = many.tokens if many else OneToken(settings.bot_token or "")
        calls = Calls(http, settings.api_url, tokens)
        yield Service(settings, calls, store, clock, many)
        if many:
            await many.tokens.close()


def _client(settings: Slack, http: ClientSession) -> AsyncWebClient:
    return AsyncWebClient(
        token=settings.bot_token,
        base_url=settings.api_url,
        session=http,
        retry_handlers=[],
        logger=QUIET,
    )
