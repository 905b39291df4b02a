"""Socket Mode: Slack speaks through a connection that we opened.

Slack's client never recovers from a handshake that failed, since it tries the same
address again, which is good for once; so we watch it, and have it ask for a new one.
https://github.com/slackapi/python-slack-sdk/issues/1379
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import time

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import written
from adapters.slack.calls import QUIET
from bot.engine.faults import named

PING = 10.0  # seconds
LOOKS, PATIENCE = 10, 5  # a ping: how often it is looked at, how often it may be away
LONGEST_ANSWER, LONGEST_CLOSE = 3.0, 5.0

log = logging.getLogger(__name__)


@asynccontextmanager
async def connected(
    app: AsyncApp, web_client: AsyncWebClient, app_token: str, ping: float = PING
) -> AsyncIterator[None]:
    """From the first connection on, as long as the block lasts.

    What was heard by then is acknowledged before the connection ends.
    """
    unanswered = set[asyncio.Event]()

    async def hear(client: AsyncBaseSocketModeClient, sent: SocketModeRequest) -> None:
        headers = build_headers(sent)
        request = AsyncBoltRequest(
            mode="socket_mode", body=sent.payload, headers=headers
        )
        done = asyncio.Event()
        unanswered.add(done)
        try:
            response = await app.async_dispatch(request)
            await send_async_response(client, sent, response, time())
            written(request)
        finally:
            unanswered.discard(done)
            done.set()

    client = SocketModeClient(
        app_token, QUIET, web_client=web_client, ping_interval=ping
    )
    client.socket_mode_request_listeners.append(hear)
    watching = asyncio.create_task(_watch(client, ping / LOOKS))
    try:
        await client.connect()  # type: ignore[no-untyped-call]  # untyped there
        yield
    finally:
        watching.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_ANSWER):
                await asyncio.gather(*(one.wait() for one in unanswered))
        try:
            async with asyncio.timeout(LONGEST_CLOSE):
                await client.close()  # type: ignore[no-untyped-call]  # the same
        except Exception as error:  # it can hang, with a dead peer
            log.warning("not closed: %s", named(error))


async def _watch(client: SocketModeClient, look: float) -> None:
    away = 0
    while True:
        await asyncio.sleep(look)
        away = 0 if await client.is_connected() else away + 1
        if away >= PATIENCE:
            log.warning("no connection for %.0f s: asking anew", away * look)
            client.wss_uri = None
            away = 0
