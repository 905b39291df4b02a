"""The Web API, as much of it as is called here: it takes all, and remembers nothing."""

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bench.slack.shared import TEAM

ZONE = "America/New_York"
ANSWERS: Mapping[str, Mapping[str, object]] = {
    "auth.test": {"user": "whoelse", "user_id": "UBOT", "bot_id": "B1"},
    "users.info": {"user": {"name": "sam", "tz": ZONE, "profile": {}}},
    "chat.postMessage": {"channel": "D1", "ts": "1763301600.000100"},
}


async def _answer(request: web.Request) -> web.Response:
    method = request.match_info["method"]
    await request.read()
    return web.json_response({"ok": True, "team_id": TEAM, **ANSWERS.get(method, {})})


@asynccontextmanager
async def web_api(tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Gives its address."""
    app = web.Application()
    app.add_routes([web.post("/api/{method}", _answer)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
        scheme = "https" if tls else "http"
        yield f"{scheme}://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()
