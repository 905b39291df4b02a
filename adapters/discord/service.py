"""Discord at work: one client after another, for as long as the bot is to be there.

The library dies where its first connection is refused, and is not to be used again
then. https://github.com/Rapptz/discord.py/issues/10520
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import discord
from aiohttp import ClientSession, ClientTimeout
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from adapters.discord import standing
from adapters.discord.calls import LONGEST, Calls
from adapters.discord.commands import digest, orders, registered
from adapters.discord.ears import Ears
from adapters.discord.poster import Poster
from adapters.discord.translate import BOT_DM
from bot.config import Discord
from bot.engine.faults import named
from bot.engine.shell import Shell
from bot.errors import Unusable
from bot.flow import Command
from bot.ports import Clock, Safe
from bot.settings import DISCORD_GATEWAY

LONGEST_DRAIN = 10.0  # seconds
SOON, LATE = 1.0, 60.0  # seconds from one try to connect to the next
LONGEST_LIMIT = 30.0  # seconds that the library waits of its own accord

REFUSED = "Discord refuses the token. Copy a new one into DISCORD_TOKEN."
COMMANDS = "commands"  # the account under which their digest is kept

log = logging.getLogger(__name__)


class Client(discord.Client):
    """Passes on what it hears, and says when it is there."""

    def __init__(self, service: "Service") -> None:
        super().__init__(
            intents=discord.Intents(dm_messages=True),  # which is not privileged
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,  # none is kept in memory
            max_ratelimit_timeout=LONGEST_LIMIT,
            guild_ready_timeout=0.0,  # without that intent no server is told of
        )
        self._service = service

    async def setup_hook(self) -> None:
        """Once a client, before it hears anything."""
        await self._service.register(self)

    async def on_ready(self) -> None:
        """Whoever set another gateway wants to resume there too."""
        if str(DiscordWebSocket.DEFAULT_GATEWAY) != DISCORD_GATEWAY:
            self.ws.gateway = DiscordWebSocket.DEFAULT_GATEWAY
        self._service.connected()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self._service.ears.interaction(body_of(interaction))

    async def on_message(self, message: discord.Message) -> None:
        self._service.ears.message(message)


class Service:
    """`poster` speaks from the start on; people are heard while it is `at_work`."""

    ears: Ears

    def __init__(
        self,
        settings: Discord,
        session: ClientSession,
        commands: Sequence[Command],
        clock: Clock,
        safe: Safe,
        zone: str = "",
    ) -> None:
        self._tried = asyncio.Event()  # to connect, with whatever success
        self._settings = settings
        self._clock = clock
        self._safe = safe
        self._zone = zone
        self._payload = registered(commands)
        self._orders = orders(commands)
        self._calls = Calls(session, Client(self))
        self.poster = Poster(self._calls, clock)

    @asynccontextmanager
    async def at_work(self, shell: Shell) -> AsyncIterator[asyncio.Task[None]]:
        """From the first connection on, or in an outage from when that is known; at
        the end what is on its way is awaited. Gives what ends by itself only where the
        token is refused, with Unusable.
        """
        here = self._calls, self.poster, self._orders, self._zone
        self.ears = Ears(shell, self._clock, *here)
        living = asyncio.create_task(self._live())
        tried = asyncio.create_task(self._tried.wait())
        try:
            await asyncio.wait([living, tried], return_when=asyncio.FIRST_COMPLETED)
            if living.done():
                living.result()
            yield living
        finally:
            tried.cancel()
            await self.ears.drain(LONGEST_DRAIN)
            living.cancel()
            await asyncio.gather(living, return_exceptions=True)
            await self._leave()

    async def close(self) -> None:
        """Nothing can be sent any more."""
        await self._calls.client.close()

    async def _leave(self) -> None:
        """The gateway alone: reminders that are on their way may still arrive."""
        if socket := self._calls.client.ws:
            await socket.close(code=1000)

    def connected(self) -> None:
        self._tried.set()

    async def register(self, client: discord.Client) -> None:
        """The words, if they are not what stands there already."""
        app, now = str(client.application_id), digest(self._payload)
        payload = [dict(command) for command in self._payload]
        try:
            if await self._known(app) == now:
                there = await client.http.get_global_commands(int(app))
                if standing.commands(payload, there).level == "ok":
                    return  # nobody has put others in their place
            await client.http.bulk_upsert_global_commands(int(app), payload)
        except discord.HTTPException as error:
            log.error("the words could not be registered: %s", error.code)
        else:
            await self._safe.keep(app, {COMMANDS: now})

    async def _known(self, app: str) -> str | None:
        """What was sealed with another key is sent again: it is no secret."""
        try:
            return await self._safe.find(app, COMMANDS)
        except Unusable:
            return None

    async def _live(self) -> None:
        """A token that is refused is refused for ever: too many tries are a ban."""
        wait = SOON
        while True:
            began = self._clock.monotonic()
            try:
                await self._calls.client.start(self._settings.token or "")
            except (discord.LoginFailure, discord.PrivilegedIntentsRequired):
                if self._tried.is_set():
                    log.error(REFUSED)  # nobody waits for the start any more
                raise Unusable(REFUSED) from None
            except Exception as error:
                log.warning("not connected: %s", named(error))
                self._tried.set()
            if self._clock.monotonic() > began + LATE:
                wait = SOON
            await self._calls.client.close()
            await asyncio.sleep(wait)
            wait = min(2 * wait, LATE)
            self._calls.client = Client(self)


@asynccontextmanager
async def opened(
    settings: Discord,
    commands: Sequence[Command],
    clock: Clock,
    safe: Safe,
    zone: str = "",
) -> AsyncIterator[Service]:
    """`zone` is of whoever has not said theirs.

    Both addresses are of the library, which has them for all its clients."""
    logging.getLogger("discord").setLevel(logging.ERROR)  # its warnings name channels
    Route.BASE = settings.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = URL(settings.gateway_url)
    async with ClientSession(timeout=ClientTimeout(total=LONGEST)) as session:
        service = Service(settings, session, commands, clock, safe, zone)
        try:
            yield service
        finally:
            await service.close()


def body_of(interaction: discord.Interaction) -> Mapping[str, Any]:
    """As it was sent, so far as we look at it."""
    user, message = interaction.user, interaction.message
    rows = [row.to_dict() for row in message.components] if message else []
    is_private = interaction.guild_id is None and interaction.context.dm_channel
    return {
        "id": interaction.id,
        "token": interaction.token,
        "application_id": interaction.application_id,
        "type": interaction.type.value,
        "context": BOT_DM if is_private else None,
        "data": interaction.data or {},
        "user": {
            "id": user.id,
            "username": user.name,
            "global_name": user.global_name,
        },
        **({"message": {"components": rows}} if message else {}),
    }
