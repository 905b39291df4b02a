"""What Discord tells a bot about what somebody did.

https://docs.discord.com/developers/events/gateway-events
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.messages import is_veiled, veiled
from tests.adapters.discord.loopback.places import (
    EVERYTHING,
    Account,
    Channel,
    Guild,
    Message,
)
from tests.adapters.discord.loopback.world import LARGEST_FILE, Handle, World

CONTEXTS = {
    "text": kinds.IN_GUILD,
    "dm": kinds.IN_BOT_DM,
    "group": kinds.IN_PRIVATE,
}


@dataclass(frozen=True, slots=True)
class Event:
    """`guild` chooses the shard, `needs` are the intents without which nobody hears of
    it, and `veiled` is what they hear who may not read what others say."""

    name: str
    payload: Json
    guild: str = ""
    needs: int = 0
    veiled: Json | None = None


def ready(
    world: World, session: str, guilds: Iterable[Guild], shard: tuple[int, int]
) -> Json:
    """Resumes go to the address in it."""
    return {
        "v": 10,
        "user": world.bot.to_json() | {"verified": True, "mfa_enabled": False},
        "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
        "session_id": session,
        "resume_gateway_url": world.gateway_url,
        "application": {"id": world.app, "flags": 0},
        "shard": [*shard],
    }


def uttered(world: World, name: str, channel: Channel, message: Message) -> Event:
    """MESSAGE_CREATE, or MESSAGE_UPDATE."""
    in_guild: Json = {}
    if channel.guild:
        guild = world.guilds[channel.guild]
        member = guild.member(message.author)
        in_guild = {"guild_id": guild.id, "member": _without(member, "user")}
    return Event(
        name,
        {**message.to_json(), **in_guild},
        channel.guild,
        kinds.GUILD_MESSAGES if channel.guild else kinds.DIRECT_MESSAGES,
        {**veiled(message), **in_guild} if is_veiled(world, channel, message) else None,
    )


def removed(guild: Guild) -> Event:
    gone = {"id": guild.id}
    return Event("GUILD_DELETE", gone, guild.id, kinds.GUILDS)


def interaction(world: World, handle: Handle, data: Json, owners: Json) -> Event:
    """`owners` says by which install it came: "0" to a server, "1" to a user."""
    person, channel = handle.person, handle.channel
    payload: Json = {
        "id": handle.id,
        "application_id": world.app,
        "type": handle.kind,
        "data": data,
        "token": handle.token,
        "version": 1,
        "locale": person.locale,
        "channel": channel.to_json(world.people),
        "channel_id": channel.id,
        "context": CONTEXTS[channel.kind],
        "app_permissions": EVERYTHING,
        "entitlements": [],
        "attachment_size_limit": LARGEST_FILE,
        "authorizing_integration_owners": owners,
    }
    if handle.message:
        payload["message"] = handle.message.to_json()
    if not channel.guild:
        return Event("INTERACTION_CREATE", {**payload, "user": person.to_json()})
    guild = world.guilds[channel.guild]
    place = {"id": guild.id, "locale": "en-US", "features": []}
    where = {"guild_id": guild.id, "guild": place, "guild_locale": "en-US"}
    member = {"member": guild.member(person)}
    return Event("INTERACTION_CREATE", {**payload, **where, **member}, guild.id)


def resolved(world: World, channel: Channel, people: Iterable[Account]) -> Json:
    """Who was chosen, in a server with what they are there."""
    found: Json = {"users": {each.id: each.to_json() for each in people}}
    if channel.guild:
        guild = world.guilds[channel.guild]
        there = [each for each in people if each.id in guild.people]
        members = {each.id: _partial(guild.member(each)) for each in there}
        found["members"] = members
    return found


def _partial(member: Json) -> Json:
    return {key: member[key] for key in member.keys() - {"user", "deaf", "mute"}}


def _without(payload: Json, key: str) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name != key}
