"""Socket Mode: the websockets that a bot opens, each with a ticket good for one try.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from aiohttp import WSMessage, WSMsgType, web

from tests.adapters.loopback.wire import Answer, Call, rendered
from tests.adapters.slack.loopback.jsons import Json, unique
from tests.adapters.slack.loopback.web_api import WebApi
from tests.adapters.slack.loopback.wire import refused
from tests.adapters.slack.loopback.world import World

CONNECT = "socket.connect"  # the name of a handshake in `calls` and `fail_next`
MOST_SOCKETS = 10


@dataclass(eq=False)
class Socket:
    frames: web.WebSocketResponse
    line: asyncio.Transport | None
    stalled: bool = False
    acks: dict[str, asyncio.Future[Json]] = field(default_factory=dict)


class Sockets(WebApi):
    """What is delivered goes to the newest socket that is open."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._sockets: list[Socket] = []

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        return [*super().routes(), web.get("/link", self._link)]

    @property
    def connected(self) -> int:
        return len(self._sockets)

    async def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """As Slack does every few hours; some seconds before with "warning"."""
        for socket in self._sockets:
            said = {"type": "disconnect", "reason": reason, "debug_info": {}}
            await socket.frames.send_json(said)

    def cut(self) -> None:
        """Every socket dies, without a word."""
        for socket in self._sockets:
            if socket.line:
                socket.line.abort()

    def stall(self) -> None:
        """Sockets open now stay so, and are silent: no pongs, no deliveries."""
        for socket in self._sockets:
            socket.stalled = True

    async def send(self, kind: str, payload: Json, attempt: int, reason: str) -> Json:
        """Deliver one envelope; gives the payload of its acknowledgement."""
        id = unique("envelope")
        envelope: Json = {"envelope_id": id, "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        socket = (await self.until(lambda: self._sockets))[-1]
        socket.acks[id] = asyncio.get_running_loop().create_future()
        try:
            if not socket.stalled:
                await socket.frames.send_json(envelope)
            return await socket.acks[id]
        finally:
            del socket.acks[id]

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        fresh = ticket in self.world.tickets
        self.world.tickets.discard(ticket)  # burnt, even if the handshake fails
        failure = self.next_failure(CONNECT)
        if not fresh or failure:
            answer = failure.answer if failure else refused("ticket_used", 401)
            await self.record(Call(CONNECT, {"ticket": ticket}, answer))
            await asyncio.sleep(failure.hang if failure else 0)
            return rendered(answer)
        return await self._converse(request, ticket)

    async def _converse(self, request: web.Request, ticket: str) -> web.StreamResponse:
        frames = web.WebSocketResponse(autoping=False)
        await frames.prepare(request)
        if self.connected >= MOST_SOCKETS:
            too_many = {"type": "disconnect", "reason": "too_many_websockets"}
            await frames.send_json(too_many)
            return frames
        socket = Socket(frames, request.transport)
        hello = {"type": "hello", "num_connections": self.connected + 1}
        app = {"connection_info": {"app_id": self.world.app.id}}
        await frames.send_json({**hello, **app, "debug_info": {}})
        self._sockets.append(socket)
        try:
            await self.record(Call(CONNECT, {"ticket": ticket}, Answer()))
            async for frame in frames:
                await self._hear(socket, frame)
        finally:
            self._sockets.remove(socket)
            for waiting in socket.acks.values():
                if not waiting.done():
                    waiting.set_exception(ConnectionResetError("the socket died"))
        return frames

    async def _hear(self, socket: Socket, frame: WSMessage) -> None:
        if socket.stalled:
            return
        if frame.type is WSMsgType.PING:
            await socket.frames.pong(frame.data)
        elif frame.type is WSMsgType.TEXT:
            ack = json.loads(frame.data)
            waiting = socket.acks.get(ack.get("envelope_id"))
            if waiting and not waiting.done():
                waiting.set_result(ack.get("payload") or {})
