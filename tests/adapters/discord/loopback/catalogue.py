"""The application itself, its commands, and the servers that it is in."""

from typing import Any

from tests.adapters.discord.loopback.codes import Refusal
from tests.adapters.discord.loopback.jsons import Json, copy_of, snowflake
from tests.adapters.discord.loopback.kinds import SLASH
from tests.adapters.discord.loopback.places import JOINED, Guild
from tests.adapters.discord.loopback.world import Asked, World

MOST_CREATES = 200  # a day and server; changing a command is none
READ, WRITE = 1 << 10, 1 << 11
ROLE: Json = {
    "name": "@everyone",
    "color": 0,
    "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    "icon": None,
    "unicode_emoji": None,
    "hoist": False,
    "position": 0,
    "permissions": "2147483647",
    "managed": False,
    "mentionable": False,
    "flags": 0,
}
EMPTY = ("emojis", "features", "stickers")
NONE = (
    "afk_channel_id",
    "application_id",
    "banner",
    "description",
    "discovery_splash",
    "home_header",
    "icon",
    "incidents_data",
    "public_updates_channel_id",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "splash",
    "system_channel_id",
    "vanity_url_code",
    "widget_channel_id",
)
NUMBERS = {
    "afk_timeout": 300,
    "max_members": 500_000,
    "max_presences": 500_000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "premium_subscription_count": 0,
}
LISTS = (
    "threads",
    "presences",
    "voice_states",
    "stage_instances",
    "guild_scheduled_events",
    "soundboard_sounds",
)
LEVELS = (
    "verification_level",
    "default_message_notifications",
    "explicit_content_filter",
    "mfa_level",
    "system_channel_flags",
    "premium_tier",
    "nsfw_level",
)


def get_bot_gateway(world: World, _: Asked) -> Json:
    left = {"total": 1000, "remaining": world.identifies_left}
    limit = {**left, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": world.gateway_url, "shards": 1, "session_start_limit": limit}


def get_my_user(world: World, _: Asked) -> Json:
    own = {"locale": "en-US", "mfa_enabled": False, "verified": True, "email": None}
    return world.bot.to_json() | own


def get_user(world: World, asked: Asked) -> Json:
    account = world.people.get(asked.path["user"])
    if account is None:
        raise Refusal("10013")
    return account.to_json()


def get_my_application(world: World, _: Asked) -> Json:
    empty = ("description", "summary", "verify_key")
    nothing = ("icon", "type", "team", "interactions_endpoint_url")
    counts = ("guild_count", "user_authorization_count", "user_install_count")
    lists = ("rpc_origins", "redirect_uris", "eligible_oauth2_scopes")
    owner = {**world.bot.to_json(), "id": "1", "bot": False}
    return {
        **dict.fromkeys(empty, ""),
        **dict.fromkeys((*nothing, "role_connections_verification_url"), None),
        **{f"approximate_{count}": 1 for count in counts},
        **{key: [] for key in lists},
        "id": world.app,
        "name": world.bot.name,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": owner,
        "flags": 0,
        "flags_new": "0",
        "explicit_content_filter": 0,
        "bot": world.bot.to_json(),
        **world.portal,
    }


def list_commands(world: World, asked: Asked) -> list[Json]:
    there: list[Json] = copy_of(commands(world, asked))
    return there


def bulk_set_commands(world: World, asked: Asked) -> list[Json]:
    """All of them, in place of what there was; one of the same name keeps its id."""
    guild, before = asked.path.get("guild", ""), commands(world, asked)
    ids = {key(each): each["id"] for each in before}
    world.creates[guild] += len({key(sent) for sent in asked.body} - ids.keys())
    if world.creates[guild] > MOST_CREATES:
        raise Refusal("30034")
    before[:] = [registered(world, guild, sent, ids) for sent in asked.body]
    return list_commands(world, asked)


def key(command: Json) -> tuple[int, str]:
    return command.get("type") or SLASH, command["name"]


def registered(world: World, guild: str, sent: Json, ids: dict[Any, str]) -> Json:
    """As Discord keeps it; permissions come as a number, and go as a string."""
    kept = {name: value for name, value in copy_of(sent).items() if value is not None}
    needed = kept.get("default_member_permissions")
    return {
        "description": "",
        **kept,
        "default_member_permissions": None if needed is None else str(needed),
        "id": ids.get(key(sent)) or snowflake(),
        "application_id": world.app,
        "type": sent.get("type") or SLASH,
        "version": snowflake(),
        **({"guild_id": guild} if guild else {}),
    }


def commands(world: World, asked: Asked) -> list[Json]:
    if asked.path["app"] != world.app:
        raise Refusal("10002")
    return member_of(world, asked).commands if "guild" in asked.path else world.commands


def member_of(world: World, asked: Asked) -> Guild:
    """A server that the bot is in."""
    guild = world.guilds.get(asked.path["guild"])
    if guild is None:
        raise Refusal("10004")
    if not guild.bot:
        raise Refusal("50001")
    return guild


def get_guild(world: World, asked: Asked) -> Json:
    return basics(member_of(world, asked))


def list_guild_channels(world: World, asked: Asked) -> list[Json]:
    channels = member_of(world, asked).channels.values()
    return [each.to_json(world.people) for each in channels]


def get_guild_member(world: World, asked: Asked) -> Json:
    guild = member_of(world, asked)
    account = {**guild.people, world.bot.id: world.bot}.get(asked.path["user"])
    if account is None:
        raise Refusal("10007")
    return guild.member(account)


def list_my_guilds(world: World, _: Asked) -> list[Json]:
    """With what the bot may do in each; a member usually reads and writes."""
    own = {"owner": False, "features": [], "icon": None, "banner": None}
    return [
        {
            **own,
            "id": guild.id,
            "name": guild.name,
            "permissions": str(guild.permissions.get(world.bot.id, READ | WRITE)),
        }
        for guild in world.guilds.values()
        if guild.bot
    ]


def leave_guild(world: World, asked: Asked) -> None:
    member_of(world, asked).bot = False


def basics(guild: Guild) -> Json:
    return {
        **{name: [] for name in EMPTY},
        **dict.fromkeys(LEVELS, 0),
        **dict.fromkeys(NONE),
        **dict.fromkeys(("nsfw", "premium_progress_bar_enabled"), False),
        **NUMBERS,
        "id": guild.id,
        "name": guild.name,
        "owner_id": "1",
        "preferred_locale": "en-US",
        "region": "deprecated",
        "widget_enabled": False,
        "roles": [{**ROLE, "id": guild.id}],
    }


def presented(world: World, guild: Guild) -> Json:
    """As the gateway presents it: without its members, but for the bot itself.

    Where it was announced before, it adds that it is not unavailable any more.
    """
    return {
        **basics(guild),
        **{name: [] for name in LISTS},
        "channels": [each.to_json(world.people) for each in guild.channels.values()],
        "members": [guild.member(world.bot)],
        "member_count": len(guild.people) + 1,
        "large": False,
        "joined_at": JOINED,
    }


OPERATIONS = {
    "bulk_set_application_commands": bulk_set_commands,
    "bulk_set_guild_application_commands": bulk_set_commands,
    "get_bot_gateway": get_bot_gateway,
    "get_guild": get_guild,
    "get_guild_member": get_guild_member,
    "get_my_application": get_my_application,
    "get_my_oauth2_application": get_my_application,
    "get_my_user": get_my_user,
    "get_user": get_user,
    "leave_guild": leave_guild,
    "list_application_commands": list_commands,
    "list_guild_application_commands": list_commands,
    "list_guild_channels": list_guild_channels,
    "list_my_guilds": list_my_guilds,
}
