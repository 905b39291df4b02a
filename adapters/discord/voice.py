"""Answers one interaction: once within three seconds, then for fifteen minutes.

The first answer is the response; what comes after follows it. A second response would
be refused (40060), so all that is said here waits for its turn. In a server only who
asked sees the answer, until they look elsewhere: what is worth finding again goes to
their direct messages.
https://docs.discord.com/developers/interactions/receiving-and-responding
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import discord

from adapters.discord.calls import EPHEMERAL, Calls, Taken, content_of
from adapters.discord.poster import Poster
from adapters.discord.render import Message, messages, modal
from adapters.discord.translate import Ways
from bot.effects import Answer, Ask, Redraw, Refuse, Reply
from bot.errors import NotSent, Refused
from bot.records import Place
from bot.views import View

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, DIALOG = 4, 5, 6, 7, 9
"""Kinds of response."""

ELSEWHERE = "I go on in our direct messages."
KEPT = "You find it in our direct messages, and it stays there."


class Voice:
    """`direct` is where somebody has our direct messages."""

    def __init__(self, ways: Ways, calls: Calls, poster: Poster, direct: Place) -> None:
        self._ways = ways
        self._calls = calls
        self._poster = poster
        self._direct = direct
        self._turn = asyncio.Lock()
        self._responded = False
        self._refusal: Refused | None = None
        self._thinking = False  # it says so, and nothing took its place yet
        self._has_answers = False

    async def answer(self, effect: Answer, nonce: str) -> None:
        async with self._turn:
            self._has_answers = True
            with suppress(Taken):  # twice would be once too often
                await self._give(effect, nonce)

    async def hold(self) -> None:
        """Something takes its time: say so, and go on afterwards."""
        async with self._turn:
            await self._hold()

    async def finish(self) -> None:
        """Nobody is left waiting for what is said elsewhere, or not at all."""
        async with self._turn:
            if self._thinking:
                await self._say([Message(ELSEWHERE)])
            elif not self._responded and not self._refusal:
                await self._acknowledge()

    async def _give(self, effect: Answer, nonce: str) -> None:
        match effect:
            case Reply(view):
                await self._reply(view, nonce)
            case Redraw(view):
                await self._redraw(view, nonce)
            case Ask(form) | Refuse(form):
                if self._responded or not self._ways.may_ask:
                    raise Refused("a dialog can only be the first answer")
                await self._respond(DIALOG, modal(form))

    async def _hold(self) -> None:
        if not self._responded:
            await self._respond(DEFERRED, {"flags": self._flags})
            self._thinking = True

    async def _is_kept(self, view: View, nonce: str) -> bool:
        """Whether it is in their direct messages now; until then they are held."""
        if self._ways.is_private:
            return False
        await self._hold()
        try:
            await self._poster.say(self._direct, messages(view), nonce)
        except (NotSent, Refused):
            return False
        return True

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

    async def _reply(self, view: View, nonce: str) -> None:
        if view.keep and await self._is_kept(view, nonce):
            with suppress(NotSent, Refused):  # what counts has arrived
                await self._say([Message(KEPT)])
        else:
            await self._say(messages(view))

    async def _redraw(self, view: View, nonce: str) -> None:
        if self._responded or not self._ways.has_message:
            await self._reply(view, nonce)
            return
        first, *rest = messages(view)
        await self._respond(UPDATE, content_of(first), first.files)
        await self._say(rest)

    async def _respond(
        self, kind: int, data: Mapping[str, Any], files: Sequence[discord.File] = ()
    ) -> None:
        """Of a call that broke nobody knows whether it arrived: then what comes next
        follows it, or is refused. After a refusal all goes by letters."""
        if self._refusal:
            raise self._refusal
        path = f"/interactions/{self._ways.id}/{self._ways.token}/callback"
        self._responded = True
        try:
            await self._calls.respond(path, {"type": kind, "data": data}, files)
        except (NotSent, Refused) as error:
            self._responded = False
            self._refusal = error if isinstance(error, Refused) else None
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
