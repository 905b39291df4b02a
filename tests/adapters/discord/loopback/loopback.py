"""A Discord on this machine, with one app in as many servers as a test needs.

>>> async with Discord() as discord:
...     ana = discord.person("Ana")
...     with redirected(discord):
...         bot = asyncio.create_task(client.start(discord.token))
...     await discord.wait_for(IDENTIFY)
...     seen = await ana.slash("hello")
"""

import time
from collections.abc import Callable, Sequence
from typing import Self

from tests.adapters.discord.loopback import catalogue
from tests.adapters.discord.loopback.deliveries import Deliveries
from tests.adapters.discord.loopback.happenings import Event, removed
from tests.adapters.discord.loopback.jsons import snowflake
from tests.adapters.discord.loopback.kinds import GUILDS
from tests.adapters.discord.loopback.people import Person
from tests.adapters.discord.loopback.places import Account, Channel, Guild, Kind
from tests.adapters.discord.loopback.rest import API
from tests.adapters.discord.loopback.world import Check, Times, World


class Discord(Deliveries):
    """Without a server named, a person or channel is in the first one.

    Of what a bot may not do unasked, `privileged` are the intents that are granted.
    """

    def __init__(
        self,
        check: Check | None = None,
        *,
        ack_seconds: float = 3.0,
        token_seconds: float = 15 * 60.0,
        nonce_seconds: float = 5 * 60.0,
        privileged: int = 0,
        now: Callable[[], float] = time.time,
    ) -> None:
        times = Times(ack_seconds, token_seconds, nonce_seconds)
        super().__init__(World(check, now, times, privileged))
        self.guild = self.server("Campus")

    async def start(self) -> Self:
        await super().start()
        self.world.url = self.url
        return self

    @property
    def api_url(self) -> str:
        return f"{self.url}{API}"

    @property
    def gateway_url(self) -> str:
        return self.world.gateway_url

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def times(self) -> Times:
        """How long things last; to be changed in place."""
        return self.world.times

    @property
    def problems(self) -> list[str]:
        """Why payloads of the bot were refused, for a last assertion."""
        return self.world.problems

    @property
    def commands(self) -> list[str]:
        """The names of those that are registered for everywhere."""
        return [command["name"] for command in self.world.commands]

    def server(self, name: str, *, bot: bool = True) -> Guild:
        guild = Guild(snowflake(), name, bot)
        self.world.guilds[guild.id] = guild
        return guild

    def person(
        self,
        name: str,
        *,
        servers: Sequence[Guild] | None = None,
        installed: bool = False,
        permissions: int = 0,
        locale: str = "en-US",
        id: str = "",
    ) -> Person:
        """Somebody who is in these servers; `installed` to their account or not."""
        person = Person(
            id or snowflake(), name, locale, installed=installed, discord=self
        )
        self.world.people[person.id] = person
        self.world.direct(person)
        for guild in [self.guild] if servers is None else servers:
            self.join(person, guild, permissions)
        return person

    def join(self, person: Account, guild: Guild, permissions: int = 0) -> None:
        guild.people[person.id] = person
        guild.permissions[person.id] = permissions
        for channel in guild.channels.values():
            channel.members.add(person.id)

    def leave(self, person: Account, guild: Guild) -> None:
        del guild.people[person.id]
        for channel in guild.channels.values():
            channel.members.discard(person.id)

    def channel(
        self,
        name: str,
        *people: Account,
        guild: Guild | None = None,
        kind: Kind = "text",
    ) -> Channel:
        """A "group" is a DM that others have among themselves: without the bot."""
        server = guild or self.guild
        members = {each.id for each in people or server.people.values()}
        channel = Channel(snowflake(), name, kind, members=members)
        self.world.channels[channel.id] = channel
        if kind == "text":
            channel.guild = server.id
            server.channels[channel.id] = channel
        return channel

    async def uninstall(self, guild: Guild, *, tell: bool = True) -> None:
        """The bot is thrown out of a server."""
        guild.bot = False
        if tell:
            await self.emit(removed(guild))

    async def install(self, guild: Guild) -> None:
        """Somebody adds the bot to a server."""
        guild.bot = True
        shown = catalogue.presented(self.world, guild)
        await self.emit(Event("GUILD_CREATE", shown, guild.id, GUILDS))
