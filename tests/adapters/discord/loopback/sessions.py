"""What a bot has with the gateway: open sockets, and sessions that outlive them."""

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.happenings import Event
from tests.adapters.discord.loopback.jsons import Json


@dataclass(eq=False)
class Line:
    """One open socket."""

    frames: web.WebSocketResponse
    transport: asyncio.Transport | None
    stalled: bool = False
    refused: bool = False  # closed from this side
    session: "Session | None" = None

    async def send(self, frame: Json) -> None:
        if not self.stalled:
            with suppress(ConnectionError):
                await self.frames.send_json(frame)

    async def close(self, code: int) -> None:
        self.refused = True
        await self.frames.close(code=code)


@dataclass(eq=False)
class Session:
    """What a bot identified as; the frames are kept for a resume."""

    intents: int
    shard: tuple[int, int] = (0, 1)
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    frames: list[Json] = field(default_factory=list)
    line: Line | None = None

    def takes(self, event: Event) -> bool:
        nth, count = self.shard
        is_ours = (int(event.guild or 0) >> 22) % count == nth
        return is_ours and not event.needs & ~self.intents

    async def send(self, name: str, data: Json) -> None:
        frame = {"op": kinds.DISPATCH, "t": name, "s": len(self.frames) + 1, "d": data}
        self.frames.append(frame)
        if self.line:
            await self.line.send(frame)
