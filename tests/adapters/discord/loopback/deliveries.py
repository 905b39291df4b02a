"""How something reaches the bot, and how it was acknowledged."""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.gateway import Gateway
from tests.adapters.discord.loopback.happenings import Event, uttered
from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.world import Handle

TROUBLES = {
    kinds.COMMAND: "The application did not respond",
    kinds.COMPONENT: "This interaction failed",
    kinds.AUTOCOMPLETE: "Loading options failed",
    kinds.SUBMIT: "Something went wrong. Try again.",
}

Order = Callable[[list[Event]], Iterable[Event]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing the bot was told, and for an interaction how it responded to that.

    `trouble` is what the person is shown in place of a response.
    """

    event: Event
    response: Json | None = None
    seconds: float = 0.0
    trouble: str = ""

    @property
    def acked(self) -> bool:
        return self.response is not None

    @property
    def body(self) -> Json:
        """What the response carries."""
        return (self.response or {}).get("data") or {}


class Deliveries(Gateway):
    """Over the gateway, at once or when they are released."""

    turns = 25  # of the loop: nobody acts before a bot in this process heard the last
    _held: list[Event] | None = None

    async def emit(self, event: Event) -> Delivery:
        if self._held is not None:
            self._held.append(event)
        else:
            await self.dispatch(event)
        return Delivery(event)

    async def echo(self) -> None:
        """A bot hears itself, but for what one person alone sees."""
        world = self.world
        told, world.echoes = world.echoes, []
        for name, channel, message in told:
            if not message.to and channel.kind != "group" and world.sees(channel):
                await self.emit(uttered(world, name, channel, message))

    async def interact(self, handle: Handle, event: Event) -> Delivery:
        """Gives how it was responded to, or that it was not, in time."""
        for _ in range(self.turns):
            await asyncio.sleep(0)
        started = time.monotonic()
        await self.emit(event)
        try:
            async with asyncio.timeout(self.world.times.ack), self._news:
                await self._news.wait_for(lambda: handle.response is not None)
        except TimeoutError:
            pass  # the person reads that nobody answered
        trouble = "" if handle.response is not None else TROUBLES[handle.kind]
        seconds = time.monotonic() - started
        return Delivery(event, handle.response, seconds, trouble)

    async def again(self, sent: Delivery) -> None:
        """The very same once more."""
        await self.emit(sent.event)

    def hold(self) -> None:
        """From now on nothing reaches the bot, until it is released."""
        self._held = []

    async def release(self, order: Order = iter) -> None:
        """Deliver what waited, one after another; `reversed` is an order."""
        held, self._held = self._held or [], None
        for event in order(held):
            await self.emit(event)
