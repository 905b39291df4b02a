"""HTTP: Slack speaks to our own address, and signs what it says.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Handler
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.response import BoltResponse

from adapters.slack.app import written
from adapters.slack.manifest import REQUESTS
from bot.engine.faults import named

HEALTH = "/healthz"
LONGEST_CLOSE = 5.0  # seconds
STAMP = "X-Slack-Request-Timestamp"
NOT_INSTALLED = "That did not work, and nothing was installed. Please try again.\n"

log = logging.getLogger(__name__)


@asynccontextmanager
async def listening(
    app: AsyncApp, flow: AsyncOAuthFlow | None, host: str, port: int
) -> AsyncIterator[int]:
    """Gives the port, which was chosen if none was named."""
    server = web.Application()
    server.add_routes([web.post(REQUESTS, _events(app)), web.get(HEALTH, _health)])
    if flow:
        server.add_routes(_installing(flow))
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=LONGEST_CLOSE)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _events(app: AsyncApp) -> Handler:
    async def heard(request: web.Request) -> web.StreamResponse:
        """What stands in an answer was given once the answer is written."""
        if not request.headers.get(STAMP, "").isdecimal():
            return web.Response(status=401)  # Bolt would break at it
        try:
            sent = await to_bolt_request(request)
        except Exception as error:  # it reads before it looks who signed
            log.warning("not read: %s", named(error))
            return web.Response(status=400)
        answer = await to_aiohttp_response(await app.async_dispatch(sent))
        await answer.prepare(request)
        await answer.write_eof()
        written(sent)
        return answer

    return heard


async def _health(request: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def _installing(flow: AsyncOAuthFlow) -> list[web.RouteDef]:
    return [
        web.get(flow.install_path, _page(flow.handle_installation)),
        web.get(flow.redirect_uri_path, _page(flow.handle_callback)),
    ]


def _page(answer: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]) -> Handler:
    async def shown(request: web.Request) -> web.StreamResponse:
        try:
            said = await answer(await to_bolt_request(request))
        except Exception as error:  # Slack was not there, or not as Bolt expects it
            log.error("not installed: %s", named(error))
            return web.Response(status=502, text=NOT_INSTALLED)
        return await to_aiohttp_response(said)

    return shown
