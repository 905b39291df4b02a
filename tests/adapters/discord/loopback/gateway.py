"""The gateway: how a bot connects, identifies and resumes, and how that is hurt.

https://docs.discord.com/developers/events/gateway
"""

import asyncio
import json
import secrets
import time
from collections.abc import Iterable

from aiohttp import WSMsgType, web

from tests.adapters.discord.loopback import catalogue, kinds
from tests.adapters.discord.loopback.happenings import Event, ready
from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.rest import Rest
from tests.adapters.discord.loopback.sessions import Line, Session
from tests.adapters.discord.loopback.world import World
from tests.adapters.loopback.wire import Answer, Call, rendered

CONNECT, IDENTIFY, RESUME = "gateway.connect", "gateway.identify", "gateway.resume"
"""The names of these in `calls` and `fail_next`."""

VERSION = "10"
UNKNOWN_OPCODE, NOT_JSON, NOT_IDENTIFIED = 4001, 4002, 4003
WRONG_TOKEN, ALREADY_IDENTIFIED, WRONG_SEQUENCE = 4004, 4005, 4007
WRONG_SHARD, WRONG_VERSION, WRONG_INTENTS, NOT_GRANTED = 4010, 4012, 4013, 4014
IGNORED = (kinds.PRESENCE, kinds.VOICE, kinds.REQUEST_MEMBERS)
LEAVING = (1000, 1001)  # who closes with these ends the session


class Gateway(Rest):
    """Every session is told everything: two processes with one token are two."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.heartbeat_seconds = 41.25
        self.identify_seconds = 0.0  # between two identifies; 5 on Discord
        self.heartbeats = 0
        self._sessions: dict[str, Session] = {}
        self._lines: list[Line] = []
        self._identified = float("-inf")

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        return [web.get("/gateway", self._open), *super().routes()]

    @property
    def connected(self) -> int:
        return sum(session.line is not None for session in self._sessions.values())

    async def ask_to_reconnect(self) -> None:
        """As Discord does now and then; the bot resumes."""
        for line in self._lines:
            await line.send({"op": kinds.RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool = False) -> None:
        """The sessions are over, and what was missed is lost; or not quite over."""
        if not resumable:
            self._sessions.clear()
        for line in self._lines:
            line.session = line.session if resumable else None
            await line.send({"op": kinds.INVALID_SESSION, "d": resumable})

    async def close(self, code: int) -> None:
        """Every socket is closed with one of Discord's codes."""
        for line in [*self._lines]:
            await line.close(code)

    def cut(self) -> None:
        """Every socket dies, without a word."""
        for line in self._lines:
            if line.transport:
                line.transport.abort()

    def stall(self) -> None:
        """Sockets open now stay so, and are silent: no acknowledgements, no events."""
        for line in self._lines:
            line.stalled = True

    async def reset_token(self) -> None:
        """The old one is good for nothing from now on."""
        self.world.token = f"MTAwMA.{secrets.token_hex(20)}"
        self._sessions.clear()
        await self.close(WRONG_TOKEN)

    async def dispatch(self, event: Event) -> None:
        """Who is away hears it at the resume."""
        for session in [*self._sessions.values()]:
            if session.takes(event):
                reads = session.intents & kinds.MESSAGE_CONTENT
                veiled = None if reads else event.veiled
                await session.send(event.name, veiled or event.payload)
        await self.tell()

    async def _open(self, request: web.Request) -> web.StreamResponse:
        if failure := self.next_failure(CONNECT):
            await self.record(Call(CONNECT, {}, failure.answer))
            await asyncio.sleep(failure.hang)
            if (failure.hang or failure.drop) and request.transport:
                request.transport.abort()
            return rendered(failure.answer)
        frames = web.WebSocketResponse(autoping=True)
        await frames.prepare(request)
        line = Line(frames, request.transport)
        self._lines.append(line)
        try:
            await self.record(Call(CONNECT, dict(request.query)))
            await self._converse(line, request.query.get("v", ""))
        finally:
            self._lines.remove(line)
            self._left(line)
        return frames

    def _left(self, line: Line) -> None:
        session, line.session = line.session, None
        if session and session.line is line:
            session.line = None
            if not line.refused and line.frames.close_code in LEAVING:
                self._sessions.pop(session.id, None)

    async def _converse(self, line: Line, version: str) -> None:
        if version != VERSION:
            await line.close(WRONG_VERSION)
            return
        interval = int(self.heartbeat_seconds * 1000)
        await line.send({"op": kinds.HELLO, "d": {"heartbeat_interval": interval}})
        async for frame in line.frames:
            heard = frame.type is WSMsgType.TEXT and not line.stalled
            if heard and (code := await self._hear(line, frame.data)):
                await line.close(code)

    async def _hear(self, line: Line, text: str) -> int:
        """Gives the code with which to close the socket, or 0."""
        try:
            frame = json.loads(text)
            op, data = frame["op"], frame.get("d") or {}
        except (ValueError, KeyError, TypeError):
            return NOT_JSON
        if op == kinds.HEARTBEAT:
            self.heartbeats += 1
            await line.send({"op": kinds.ACK})
            await self.tell()
            return 0
        if op in IGNORED:
            return 0 if line.session else NOT_IDENTIFIED
        if op not in (kinds.IDENTIFY, kinds.RESUME):
            return UNKNOWN_OPCODE
        if line.session:
            return ALREADY_IDENTIFIED
        if data["token"] != self.world.token:
            return WRONG_TOKEN
        if op == kinds.RESUME:
            return await self._resume(line, data)
        return await self._identify(line, data)

    async def _identify(self, line: Line, data: Json) -> int:
        if failure := self.next_failure(IDENTIFY):
            return await self._refuse(IDENTIFY, data, int(failure.answer.error))
        intents, shard = data["intents"], tuple(data.get("shard", (0, 1)))
        if wrong := self._wrong(intents, shard):
            return await self._refuse(IDENTIFY, data, wrong)
        now, before = time.monotonic(), self._identified
        self._identified = now
        if now - before < self.identify_seconds:
            await line.send({"op": kinds.INVALID_SESSION, "d": False})
            return 0
        self.world.identifies_left -= 1
        if self.world.identifies_left < 0:
            await self.reset_token()
            return 0
        session = Session(intents, shard, line=line)
        self._sessions[session.id] = line.session = session
        await self._welcome(session)
        await self.record(Call(IDENTIFY, data))
        return 0

    def _wrong(self, intents: int, shard: tuple[int, ...]) -> int:
        if intents & ~kinds.ALL_INTENTS:
            return WRONG_INTENTS
        if intents & kinds.PRIVILEGED & ~self.world.privileged:
            return NOT_GRANTED
        return 0 if len(shard) == 2 and 0 <= shard[0] < shard[1] else WRONG_SHARD

    async def _refuse(self, method: str, data: Json, code: int) -> int:
        await self.record(Call(method, data, Answer({}, code, error=str(code))))
        return code

    async def _welcome(self, session: Session) -> None:
        """First all servers are unavailable, then each comes with what is in it."""
        world = self.world
        there = [guild for guild in world.guilds.values() if guild.bot]
        mine = [guild for guild in there if session.takes(Event("", {}, guild.id))]
        await session.send("READY", ready(world, session.id, mine, session.shard))
        for guild in mine if session.intents & kinds.GUILDS else ():
            shown = catalogue.presented(world, guild) | {"unavailable": False}
            await session.send("GUILD_CREATE", shown)

    async def _resume(self, line: Line, data: Json) -> int:
        if failure := self.next_failure(RESUME):
            return await self._refuse(RESUME, data, int(failure.answer.error))
        session = self._sessions.get(data["session_id"])
        if session is None:
            await line.send({"op": kinds.INVALID_SESSION, "d": False})
            return 0
        if data["seq"] > len(session.frames):
            return await self._refuse(RESUME, data, WRONG_SEQUENCE)
        session.line, line.session = line, session
        for frame in session.frames[data["seq"] :]:
            await line.send(frame)
        await session.send("RESUMED", {})
        await self.record(Call(RESUME, data))
        return 0
