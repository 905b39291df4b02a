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
from bot.errors import NotSent, Refused
from bot.views import View

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, DIALOG = 4, 5, 6, 7, 9
"""Kinds of response."""

ELSEWHERE = "I go on in our direct messages."


class Voice:
    def __init__(self, ways: Ways, calls: Calls) -> None:
        self._ways = ways
        self._calls = calls
        self._turn = asyncio.Lock()
        self._responded = self._refused = False
        self._thinking = False  # it says so, and nothing took its place yet
        self._has_answers = False

    async def answer(self, effect: Answer, nonce: str) -> None:
        async with self._turn:
            self._has_answers = True
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
                self._thinking = True

    async def finish(self) -> None:
        """Nobody is left waiting for what is said elsewhere, or not at all."""
        async with self._turn:
            if self._thinking:
                await self._say([Message(ELSEWHERE)])
            elif not self._responded and not self._refused:
                await self._acknowledge()

    async def _acknowledge(self) -> None:
        is_seen = self._ways.is_private or not self._has_answers
        if self._ways.has_message and is_seen:
            await self._respond(DEFERRED_UPDATE, {})
        else:
            await self._say([Message(ELSEWHERE)])

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
        """Of a call that broke nobody knows whether it arrived: then what comes next
        follows it, or is refused. After a refusal all goes by letters."""
        if self._refused:
            raise Refused("it was refused before")
        path = f"/interactions/{self._ways.id}/{self._ways.token}/callback"
        self._responded = True
        try:
            await self._calls.respond(path, {"type": kind, "data": data}, files)
        except (NotSent, Refused) as error:
            self._responded = False
            self._refused = isinstance(error, Refused)
            raise

    async def _follow(
        self, body: Mapping[str, Any], files: Sequence[discord.File]
    ) -> None:
        """What follows a "thinking" takes its place."""
        path = f"/webhooks/{self._ways.application}/{self._ways.token}"
        await self._calls.respond(path, body, files)
        self._thinking = False

    def _body(self, message: Message) -> Mapping[str, Any]:
        body = content_of(message)
        return {**body, "flags": body["flags"] | self._flags}

    @property
    def _flags(self) -> int:
        return 0 if self._ways.is_private else EPHEMERAL
