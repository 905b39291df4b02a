"""Answers one interaction: once within three seconds, then for fifteen minutes.

The first answer is the response; what comes after follows it. A second response would
be refused (40060), so all that is said here waits for its turn.
https://docs.discord.com/developers/interactions/receiving-and-responding
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import discord

from adapters.discord.calls import EPHEMERAL, Calls, content_of
from adapters.discord.render import Message, messages, modal
from adapters.discord.translate import Ways
from bot.effects import Answer, Ask, Redraw, Refuse, Reply
from bot.errors import Refused
from bot.views import View

MESSAGE, DEFERRED, UPDATE, DIALOG = 4, 5, 7, 9
"""Kinds of response."""


class Voice:
    def __init__(self, ways: Ways, calls: Calls) -> None:
        self._ways = ways
        self._calls = calls
        self._turn = asyncio.Lock()
        self._responded = self._deferred = False

    async def answer(self, effect: Answer, nonce: str) -> None:
        async with self._turn:
            match effect:
                case Reply(view):
                    await self._say(messages(view))
                case Redraw(view):
                    await self._redraw(view)
                case Ask(form) | Refuse(form):
                    if self._responded or not self._ways.may_ask:
                        raise Refused("a dialog can only be the first answer")
                    await self._respond(DIALOG, modal(form))

    async def hold(self) -> None:
        """Something takes its time: say so, and go on afterwards."""
        async with self._turn:
            if not self._responded:
                await self._respond(DEFERRED, {"flags": self._flags})
                self._deferred = True

    async def _say(self, parts: Sequence[Message]) -> None:
        for part in parts:
            body = self._body(part)
            if self._responded:
                await self._follow(body, part.files)
            else:
                await self._respond(MESSAGE, body, part.files)

    async def _redraw(self, view: View) -> None:
        first, *rest = messages(view)
        if self._responded or not self._ways.has_message:
            await self._say([first, *rest])
            return
        await self._respond(UPDATE, content_of(first), first.files)
        await self._say(rest)

    async def _respond(
        self, kind: int, data: Mapping[str, Any], files: Sequence[discord.File] = ()
    ) -> None:
        path = f"/interactions/{self._ways.id}/{self._ways.token}/callback"
        await self._calls.respond(path, {"type": kind, "data": data}, files)
        self._responded = True

    async def _follow(
        self, body: Mapping[str, Any], files: Sequence[discord.File]
    ) -> None:
        """What follows a "thinking" takes its place."""
        path = f"/webhooks/{self._ways.application}/{self._ways.token}"
        await self._calls.respond(path, body, files)

    def _body(self, message: Message) -> Mapping[str, Any]:
        body = content_of(message)
        return {**body, "flags": body["flags"] | self._flags}

    @property
    def _flags(self) -> int:
        return 0 if self._ways.is_private else EPHEMERAL
