"""How the app stands on Discord, judged by what Discord tells of it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.discord.commands import stands
from bot.config import Discord
from bot.finding import Finding
from bot.text import counted, listed, one_line

MOST_NAME, MOST_NAMED = 60, 5
FEW = 50  # starts; a thousand a day are allowed

PRIVILEGED: Mapping[str, int] = {
    "Presence Intent": 1 << 12 | 1 << 13,
    "Server Members Intent": 1 << 14 | 1 << 15,
    "Message Content Intent": 1 << 18 | 1 << 19,
}
"""As the portal calls them, by flags of the app: for many servers, and for few.
https://docs.discord.com/developers/resources/application#application-object-application-flags"""

POWERS: Mapping[str, int] = {
    "Administrator": 1 << 3,
    "Kick Members": 1 << 1,
    "Ban Members": 1 << 2,
    "Manage Channels": 1 << 4,
    "Manage Server": 1 << 5,
    "Manage Messages": 1 << 13,
    "Manage Roles": 1 << 28,
    "Manage Webhooks": 1 << 29,
    "Manage Expressions": 1 << 30,
    "Manage Threads": 1 << 34,
}
"""Those over which a server may ask for a second factor; what else a bot may do it may
as a member. https://docs.discord.com/developers/topics/permissions"""

CONTEXTS = {"0": "Guild Install", "1": "User Install"}

Payload = Mapping[str, Any]


def application(app: Payload, discord: Discord) -> Iterator[Finding]:
    """https://docs.discord.com/developers/resources/application#application-object"""
    name, id = one_line(str(app.get("name")), MOST_NAME), str(app.get("id"))
    yield Finding("ok", "discord token", f"DISCORD_TOKEN is that of {name}")
    if discord.application_id not in ("", id):
        fix = "Set application_id to the one of this app, or leave it out."
        said = "application_id is that of another app than the token"
        yield Finding("fail", "discord app", said, fix)
    if app.get("interactions_endpoint_url"):
        fix = "Empty it: General Information, Interactions Endpoint URL."
        said = "what people do goes to an address, and not to this bot"
        yield Finding("fail", "discord app", said, fix)
    if app.get("bot_require_code_grant"):
        fix = "Turn it off: Bot, Requires OAuth2 Code Grant."
        yield Finding("fail", "discord app", "nobody can install it", fix)
    yield from _contexts(app.get("integration_types_config"))


def intents(app: Payload) -> Finding:
    """None that is privileged is needed, and so none should be there to be misused."""
    flags = app.get("flags")
    flags = flags if isinstance(flags, int) else 0
    if spare := [name for name, bits in PRIVILEGED.items() if flags & bits]:
        fix = "Turn it off: Bot, Privileged Gateway Intents."
        said = f"granted and not needed: {listed(spare)}"
        return Finding("warn", "discord intents", said, fix)
    return Finding("ok", "discord intents", "none that is privileged")


def commands(sent: Sequence[Payload], there: Any) -> Finding:
    """What is registered beside what this version registers."""
    found = {_key(one): one for one in there} if isinstance(there, list) else {}
    if not found:
        fix = "Start the bot: it registers them."
        return Finding("warn", "discord commands", "none is registered yet", fix)
    same = all(stands(one, found.get(_key(one))) for one in sent)
    if same and len(sent) == len(found):
        said = f"{len(sent)} registered, as this version has them"
        return Finding("ok", "discord commands", said)
    fix = "Start the bot again: it registers its own."
    said = "others are registered than this version has"
    return Finding("warn", "discord commands", said, fix)


def servers(there: Any, app: Payload) -> Iterator[Finding]:
    """https://docs.discord.com/developers/resources/user#get-current-user-guilds"""
    guilds = [one for one in there if isinstance(one, dict)] if there else []
    if not guilds and not app.get("approximate_user_install_count"):
        fix = "Open an address that `whoelse invite discord` prints."
        yield Finding("warn", "discord servers", "it is installed nowhere yet", fix)
        return
    names = [_name(guild) for guild in guilds]
    shown = listed(names[:MOST_NAMED]) if len(names) <= MOST_NAMED else ""
    said = f"in {counted(len(names), 'server')}{shown and f': {shown}'}"
    yield Finding("ok", "discord servers", said)
    for guild in guilds:
        if mighty := [name for name, bit in POWERS.items() if _rights(guild) & bit]:
            said = f"in {_name(guild)} it may do what it does not need: {mighty[0]}"
            fix = "Take it from its roles: Server Settings, Roles."
            yield Finding("warn", "discord servers", said, fix)


def starts(gateway: Payload) -> Iterator[Finding]:
    """https://docs.discord.com/developers/events/gateway#session-start-limit-object"""
    left = object_in(gateway, "session_start_limit").get("remaining")
    if isinstance(left, int) and left < FEW:
        said = f"only {counted(left, 'start')} left today"
        fix = "Look into its log: it starts again and again."
        yield Finding("warn" if left else "fail", "discord gateway", said, fix)


def object_in(payload: Payload, key: str) -> Payload:
    found = payload.get(key)
    return found if isinstance(found, dict) else {}


def _contexts(config: Any) -> Iterator[Finding]:
    """New apps are for servers alone. A proxy may tell nothing of it."""
    if not isinstance(config, dict):
        return
    if missing := [name for key, name in CONTEXTS.items() if key not in config]:
        said = f"not allowed: {listed(missing)}"
        fix = "Tick it: Installation, Installation Contexts; then Save Changes."
        yield Finding("warn", "discord app", said, fix)
        return
    said = "for servers, and for one's own account"
    yield Finding("ok", "discord app", said)


def _key(command: Any) -> tuple[int, str]:
    """Slash commands are the usual kind; a menu may have the name of another."""
    found = command if isinstance(command, Mapping) else {}
    return found.get("type") or 1, str(found.get("name"))


def _name(guild: Payload) -> str:
    return one_line(str(guild.get("name")), MOST_NAME)


def _rights(guild: Payload) -> int:
    said = str(guild.get("permissions"))
    return int(said) if said.isascii() and said.isdigit() and len(said) < 40 else 0
