"""Everything that Discord sends comes through here, and is told to the shell.

The library would route it by what was registered, and drop what it does not know: a
button from before a restart, a dialog opened then. We hear it all, and answer it.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import Any

import discord

from adapters.discord.calls import Calls
from adapters.discord.files import taken
from adapters.discord.poster import Poster
from adapters.discord.render import messages
from adapters.discord.translate import Heard, Orders, heard, visitor
from adapters.discord.voice import Voice
from bot.effects import Answer, Redraw, Reply
from bot.engine.faults import named
from bot.engine.shell import Shell
from bot.errors import Refused
from bot.events import Said, Typing
from bot.ports import Clock
from bot.records import Place

CHOICES = 8  # a kind of response
MOST_CHOICES, MOST_NAME = 25, 100
MOST_HEARD = 1_000  # as many as could come a second time, after a resume

log = logging.getLogger(__name__)


class Ears:
    def __init__(
        self,
        shell: Shell,
        clock: Clock,
        calls: Calls,
        poster: Poster,
        orders: Orders,
        zone: str = "",
    ) -> None:
        self._shell = shell
        self._clock = clock
        self._calls = calls
        self._poster = poster
        self._orders = orders
        self._zone = zone
        self._tasks: set[asyncio.Task[None]] = set()
        self._heard: deque[str] = deque(maxlen=MOST_HEARD)  # ids of interactions

    def interaction(self, body: Mapping[str, Any]) -> None:
        self._run(self._interaction(body))

    def message(self, message: discord.Message) -> None:
        """In direct messages, from a person; what was edited was said already."""
        if message.guild is None and not message.author.bot:
            self._run(self._message(message))

    async def drain(self, seconds: float) -> None:
        """What is on its way may still arrive, and what comes in meanwhile."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._tasks:
                    await asyncio.wait(self._tasks)

    async def _interaction(self, body: Mapping[str, Any]) -> None:
        match heard(body, self._clock.now(), self._orders, self._zone):
            case Typing() as typing:
                await self._suggest(body, typing)
            case Heard() as one:
                await self._hear(one)
            case None:
                pass

    async def _hear(self, one: Heard) -> None:
        action = one.action
        voice = Voice(one.ways, self._calls, self._poster, action.who.direct)
        is_new = action.id not in self._heard
        self._heard.append(action.id)
        if one.file and is_new:
            with suppress(Exception):  # the answer comes as a letter then
                await voice.hold()
        if one.file:
            action = await taken(action, one.file, self._calls)
        await self._shell.hear(action, voice)
        if is_new:
            await voice.finish()

    async def _suggest(self, body: Mapping[str, Any], typing: Typing) -> None:
        suggest = await self._shell.suggest(typing)
        choices = [
            {"name": choice.label[:MOST_NAME], "value": choice.value[:MOST_NAME]}
            for choice in suggest.choices[:MOST_CHOICES]
        ]
        path = f"/interactions/{body['id']}/{body['token']}/callback"
        data = {"choices": choices}
        await self._calls.respond(path, {"type": CHOICES, "data": data})

    async def _message(self, message: discord.Message) -> None:
        author = message.author
        name = getattr(author, "global_name", None) or author.name
        who = visitor({"id": author.id, "global_name": name}, self._zone)
        place = Place(who.platform, "", str(message.channel.id))
        id, now = str(message.id), self._clock.now()
        said = Said(id, who, who.direct, message.content, now, uploads=True)
        voice = Direct(self._poster, place)
        if not message.attachments:
            await self._shell.hear(said, voice)
            return
        first = message.attachments[0]
        file = {"url": first.url, "filename": first.filename, "size": first.size}
        await self._shell.hear(await taken(said, file, self._calls), voice)

    def _run(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_safely(doing))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class Direct:
    """Answers words in direct messages, with messages there."""

    def __init__(self, poster: Poster, place: Place) -> None:
        self._poster = poster
        self._place = place

    async def answer(self, effect: Answer, nonce: str) -> None:
        match effect:
            case Reply(view) | Redraw(view):
                await self._poster.say(self._place, messages(view), nonce)
            case _:
                raise Refused("words open no dialog")


async def _safely(doing: Coroutine[Any, Any, None]) -> None:
    try:
        await doing
    except Exception as error:
        log.error("broke: %s", named(error))
