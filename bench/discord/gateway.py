"""Discord, as much of it as is called here: it tells what it is asked to tell, takes
all that is said, and remembers when each interaction was answered.

https://docs.discord.com/developers/events/gateway
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from time import perf_counter
from typing import Any

from aiohttp import WSMsgType, web

from bench.discord.shared import APP, COMMAND, WORD

HELLO, IDENTIFY, HEARTBEAT, ACK = 10, 2, 1, 11
GUILD, CHANNEL = "2000000000000000001", "2000000000000000002"
PERSON = 3_000_000_000_000_000_000
INTERACTION = 4_000_000_000_000_000_000
NOW = "2026-11-16T14:00:00+00:00"
PATIENCE = 30.0  # seconds

Json = dict[str, Any]

BOT: Json = {
    "id": APP, "username": "whoelse", "global_name": None, "discriminator": "0001",
    "avatar": None, "bot": True, "flags": 0,
}  # fmt: skip
ABOUT: Json = {
    "id": APP, "name": "Who Else", "icon": None, "description": "", "rpc_origins": [],
    "bot_public": True, "bot_require_code_grant": False, "verify_key": "", "flags": 0,
    "owner": BOT, "team": None, "bot": BOT,
}  # fmt: skip
ANSWERS: Mapping[str, Any] = {
    "/users/@me": BOT,
    "/oauth2/applications/@me": ABOUT,
    "/applications/@me": ABOUT,
    f"/applications/{APP}/commands": [],
}


class Here:
    """A Discord on this machine; `api_url` and `gateway_url` are what bots are told."""

    def __init__(self) -> None:
        self.port = 0
        self._numbers = count(INTERACTION)
        self._socket: web.WebSocketResponse | None = None
        self._said = count(1)
        self._answered: dict[str, asyncio.Future[tuple[float, Json]]] = {}

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def call(self, user: int, **given: str) -> tuple[float, Json]:
        """Somebody uses the command; gives after how many ms which answer came."""
        payload = _interaction(next(self._numbers), user, given)
        waiting = asyncio.get_running_loop().create_future()
        self._answered[payload["id"]] = waiting
        began = perf_counter()
        await self._tell("INTERACTION_CREATE", payload)
        async with asyncio.timeout(PATIENCE):
            came, answer = await waiting
        return (came - began) * 1000, answer

    async def _tell(self, name: str, payload: Json) -> None:
        assert self._socket
        frame = {"op": 0, "t": name, "s": next(self._said), "d": payload}
        await self._socket.send_str(json.dumps(frame))

    async def gateway(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 41_250}})
        async for frame in socket:
            op = json.loads(frame.data)["op"] if frame.type is WSMsgType.TEXT else None
            if op == HEARTBEAT:
                await socket.send_json({"op": ACK})
            if op == IDENTIFY:
                self._socket = socket
                await self._tell("READY", self._ready())
        return socket

    def _ready(self) -> Json:
        return {
            "v": 10,
            "user": BOT,
            "guilds": [],
            "session_id": "of-the-bench",
            "resume_gateway_url": self.gateway_url,
            "application": {"id": APP, "flags": 0},
        }

    async def respond(self, request: web.Request) -> web.Response:
        """Read first: till then it is not there."""
        answer, id = await request.json(), request.match_info["id"]
        self._answered.pop(id).set_result((perf_counter(), answer))
        if "with_response" not in request.query:
            return web.Response(status=204)
        done = {"id": id, "type": 2, "response_message_id": id}
        return _json({"interaction": done})

    async def answer(self, request: web.Request) -> web.Response:
        await request.read()
        path = request.path.removeprefix("/api")
        return _json(ANSWERS.get(path, {"id": CHANNEL, "type": 1}))


@asynccontextmanager
async def here() -> AsyncIterator[Here]:
    discord = Here()
    app = web.Application()
    app.add_routes(
        [
            web.get("/gateway", discord.gateway),
            web.post("/api/interactions/{id}/{token}/callback", discord.respond),
            web.route("*", "/api/{rest:.*}", discord.answer),
        ]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        discord.port = runner.addresses[0][1]
        yield discord
    finally:
        await runner.cleanup()


def _json(body: Any) -> web.Response:
    """The bare media type: with a charset the library takes it for text."""
    text = json.dumps(body).encode()
    return web.Response(body=text, content_type="application/json")


def _interaction(id: int, user: int, given: Mapping[str, str]) -> Json:
    """In a server, as Discord tells it.

    https://docs.discord.com/developers/interactions/receiving-and-responding
    """
    options = [{"type": 3, "name": k, "value": v} for k, v in given.items()]
    inner = {"type": 1, "name": WORD, "options": options}
    person = {
        "id": str(user), "username": "sam", "global_name": "Sam", "discriminator": "0",
        "avatar": None, "public_flags": 0,
    }  # fmt: skip
    member: Json = {
        "user": person, "roles": [], "joined_at": NOW, "premium_since": None,
        "deaf": False, "mute": False, "flags": 0, "nick": None, "avatar": None,
        "pending": False, "permissions": "2147483648",
        "communication_disabled_until": None,
    }  # fmt: skip
    channel = {
        "id": CHANNEL, "type": 0, "guild_id": GUILD, "name": "campus", "position": 0,
        "permission_overwrites": [], "nsfw": False, "parent_id": None, "topic": None,
        "rate_limit_per_user": 0, "last_message_id": None, "flags": 0,
    }  # fmt: skip
    return {
        "id": str(id), "application_id": APP, "type": 2, "token": f"of-{id}",
        "version": 1, "locale": "en-US", "guild_locale": "en-US", "context": 0,
        "channel": channel, "channel_id": CHANNEL, "guild_id": GUILD,
        "guild": {"id": GUILD, "locale": "en-US", "features": []}, "member": member,
        "app_permissions": "2147483648", "entitlements": [],
        "attachment_size_limit": 10_485_760,
        "authorizing_integration_owners": {"0": GUILD},
        "data": {"id": "5000000000000000001", "type": 1, "name": COMMAND,
                 "options": [inner]},
    }  # fmt: skip
