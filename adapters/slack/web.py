"""HTTP: Slack speaks to our own address, and signs what it says.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

from adapters.slack.app import written
from adapters.slack.manifest import REQUESTS

HEALTH = "/healthz"
LONGEST_CLOSE = 5.0  # seconds
STAMP = "X-Slack-Request-Timestamp"


@asynccontextmanager
async def listening(app: AsyncApp, host: str, port: int) -> AsyncIterator[int]:
    """Gives the port, which was chosen if none was named."""
    server = web.Application()
    server.add_routes([web.post(REQUESTS, _Events(app)), web.get(HEALTH, _health)])
    if flow := app.oauth_flow:
        server.add_routes(_installing(flow))
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=LONGEST_CLOSE)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


class _Events:
    def __init__(self, app: AsyncApp) -> None:
        self._app = app

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        """What stands in an answer was given once the answer is written."""
        if not request.headers.get(STAMP, "").isdecimal():
            return web.Response(status=401)  # Bolt would break at it
        heard = await to_bolt_request(request)
        answer = await to_aiohttp_response(await self._app.async_dispatch(heard))
        await answer.prepare(request)
        await answer.write_eof()
        written(heard)
        return answer


async def _health(request: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def _installing(flow: AsyncOAuthFlow) -> list[web.RouteDef]:
    async def install(request: web.Request) -> web.Response:
        asked = await to_bolt_request(request)
        return await to_aiohttp_response(await flow.handle_installation(asked))

    async def back(request: web.Request) -> web.Response:
        asked = await to_bolt_request(request)
        return await to_aiohttp_response(await flow.handle_callback(asked))

    return [web.get(flow.install_path, install), web.get(flow.redirect_uri_path, back)]
