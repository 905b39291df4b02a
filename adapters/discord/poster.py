"""Speaks first on Discord: in direct messages, and in channels.

Discord knows a nonce for some minutes, and makes no second message of it. Later its
history is all there is to look at, and a message there does not tell its nonce.
https://docs.discord.com/developers/resources/message#create-message
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeVar

from adapters.discord.calls import Calls
from adapters.discord.render import Message, unasked
from bot.ports import Clock
from bot.records import Place
from bot.views import View

KNOWN_FOR = 120.0  # seconds: "the past few minutes" are two at the least
MOST = 10_000

T = TypeVar("T")


class Poster:
    def __init__(self, calls: Calls, clock: Clock) -> None:
        self._calls = calls
        self._clock = clock
        self._direct: OrderedDict[str, str] = OrderedDict()  # by user
        self._tried: OrderedDict[str, float] = OrderedDict()  # when, by nonce

    async def post(self, place: Place, view: View, nonce: str) -> None:
        """The notice has a nonce besides: what it tells of is known by the same one as
        in an answer."""
        notice, *rest = unasked(view)
        self._try(nonce)
        if rest:
            await self.say(place, [notice], f"{nonce}.n")
        await self.say(place, rest or [notice], nonce)

    async def say(self, place: Place, parts: Sequence[Message], nonce: str) -> None:
        """Each part has a nonce of its own, so that all may be said again."""
        channel = await self._channel(place)
        self._try(nonce)
        for nth, part in enumerate(parts):
            await self._calls.send(channel, part, f"{nonce}.{nth}" if nth else nonce)

    async def arrived(self, place: Place, nonce: str) -> bool | None:
        """False while Discord knows what it got: then saying it again is safe."""
        first = self._tried.get(nonce)
        is_known = first is not None and self._clock.monotonic() < first + KNOWN_FOR
        return False if is_known else None

    def _try(self, nonce: str) -> None:
        """From the first time on."""
        _bounded(self._tried, nonce, self._tried.get(nonce, self._clock.monotonic()))

    async def _channel(self, place: Place) -> str:
        if not place.id.startswith("@"):
            return place.id
        user = place.id[1:]
        if user not in self._direct:
            _bounded(self._direct, user, await self._calls.direct(user))
        return self._direct[user]


def _bounded(known: "OrderedDict[str, T]", key: str, value: T) -> None:
    known[key] = value
    known.move_to_end(key)
    if len(known) > MOST:
        known.popitem(last=False)
