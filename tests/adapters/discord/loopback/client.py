"""Somebody's Discord: what it shows them."""

from dataclasses import dataclass

from tests.adapters.discord.loopback import elements
from tests.adapters.discord.loopback.deliveries import Deliveries
from tests.adapters.discord.loopback.elements import Found
from tests.adapters.discord.loopback.places import Account, Channel, Message, Surface
from tests.adapters.discord.loopback.reading import read
from tests.adapters.discord.loopback.seen import Seen
from tests.adapters.discord.loopback.world import World
from tests.adapters.loopback.wire import PATIENCE


@dataclass(eq=False, repr=False, kw_only=True)
class Client(Account):
    discord: Deliveries

    @property
    def dm(self) -> Channel:
        return self._world.direct(self)

    def sees(self, channel: Channel | None = None) -> tuple[Message, ...]:
        """In the DM with the bot, or in a channel."""
        return (channel or self.dm).shown_to(self.id)

    async def reads(
        self,
        *words: str,
        channel: Channel | None = None,
        since: Seen | None = None,
        patience: float = PATIENCE,
    ) -> Message:
        """The newest message of the bot with all of these, as soon as there is one."""
        before, bot = since.before if since else 0, self._world.bot

        def look() -> list[Message]:
            said = (m for m in self.sees(channel) if m.author is bot)
            new = (m for m in said if m.change > before)
            return [m for m in new if all(word in read(m) for word in words)]

        return (await self.discord.until(look, patience))[-1]

    def seen(self, before: int) -> Seen:
        """What others changed for this person since then."""
        new = [m for m in self._shown() if m.change > before and m.author is not self]
        shown = sorted(new, key=lambda message: message.change)
        return Seen((), tuple(shown), self.modal, before)

    def find(self, what: str, on: Surface | None = None) -> tuple[Surface, Found]:
        """By its label, its placeholder, its custom_id, or a label of what can be
        chosen: in what changed last of all that has it."""
        surfaces: list[Surface] = [on] if on else [*self._surfaces()]
        for surface in surfaces:
            if found := elements.find(surface, what):
                return surface, found
        shown = "\n\n".join(map(read, surfaces[:3]))
        raise LookupError(f"{self.name} sees no {what!r} in:\n{shown}")

    def channel(self, message: Message) -> Channel:
        return self._world.channels[message.channel]

    @property
    def _world(self) -> World:
        return self.discord.world

    def _surfaces(self) -> list[Message]:
        return sorted(self._shown(), key=lambda message: -message.change)

    def _shown(self) -> list[Message]:
        """In every channel; a DM has the person as its one member."""
        mine = [c for c in self._world.channels.values() if self.id in c.members]
        return [message for channel in mine for message in channel.shown_to(self.id)]
