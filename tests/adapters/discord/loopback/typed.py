"""Commands as people find and fill them in: what is offered where, and to whom.

https://docs.discord.com/developers/interactions/application-commands#interaction-contexts
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.elements import Store
from tests.adapters.discord.loopback.happenings import CONTEXTS
from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.places import Account, Channel
from tests.adapters.discord.loopback.world import World

TYPES: dict[int, tuple[type, ...]] = {
    kinds.STRING: (str,),
    kinds.INTEGER: (int,),
    kinds.BOOLEAN: (bool,),
    kinds.USER: (Account,),
    kinds.NUMBER: (float, int),
    kinds.ATTACHMENT: (tuple,),
}
LONGEST = 6000


@dataclass(frozen=True, slots=True)
class Command:
    """One that was found, the subcommands down to what is called, and its installs."""

    registered: Json
    chain: tuple[Json, ...]
    owners: Json

    @property
    def options(self) -> dict[str, Json]:
        called = self.chain[-1] if self.chain else self.registered
        return {each["name"]: each for each in called.get("options", ())}

    def told(self, options: list[Json]) -> list[Json]:
        """The options inside the subcommand they belong to."""
        for outer in reversed(self.chain):
            named = {"name": outer["name"], "type": outer["type"]}
            options = [{**named, "options": options}]
        return options


def owners(world: World, person: Account, channel: Channel) -> Json:
    """By which installs the app is there, for this person."""
    found: Json = {}
    if channel.kind == "dm" and world.shared(person):
        found["0"] = "0"
    elif channel.guild and world.guilds[channel.guild].bot:
        found["0"] = channel.guild
    return found | ({"1": person.id} if person.installed else {})


def offered(world: World, person: Account, channel: Channel) -> list[Json]:
    """What this person is shown when they type "/" here."""
    own = world.guilds[channel.guild].commands if channel.guild else []
    there = [*own, *world.commands]
    return [c for c in there if is_offered(world, person, channel, c)]


def is_offered(world: World, person: Account, channel: Channel, command: Json) -> bool:
    contexts = command.get("contexts")
    context = CONTEXTS[channel.kind]
    if contexts is not None and context not in contexts:
        return False
    if command.get("dm_permission") is False and context != kinds.IN_GUILD:
        return False
    by = owners_of(command, owners(world, person, channel))
    return bool(by) and may(world, person, channel, command)


def owners_of(command: Json, there: Json) -> Json:
    kept = {str(each) for each in command.get("integration_types") or [kinds.TO_GUILD]}
    return {key: owner for key, owner in there.items() if key in kept}


def may(world: World, person: Account, channel: Channel, command: Json) -> bool:
    """In a server; "0" is for administrators alone."""
    needed = command.get("default_member_permissions")
    if needed is None or not channel.guild:
        return True
    rights = world.guilds[channel.guild].permissions.get(person.id, 0)
    wanted = int(needed)
    return bool(rights & kinds.ADMINISTRATOR or (wanted and rights & wanted == wanted))


def find(
    world: World, person: Account, channel: Channel, name: str, kind: int = kinds.SLASH
) -> Command:
    """ "todo add" is what is typed after the "/"; in a menu a name is no path."""
    there = offered(world, person, channel)
    first, *rest = name.split() if kind == kinds.SLASH else [name]
    for command in there:
        if (command["type"], command["name"]) == (kind, first):
            by = owners_of(command, owners(world, person, channel))
            return Command(command, chain(command, rest), by)
    names = [each["name"] for each in there if each["type"] == kind]
    raise LookupError(f"{person.name} is offered no {name!r} here, but {names}")


def chain(command: Json, words: list[str]) -> tuple[Json, ...]:
    holder, found = command, []
    for word in words:
        inner = {each["name"]: each for each in holder.get("options", ())}
        if word not in inner or inner[word]["type"] > kinds.GROUP:
            raise LookupError(f"no {word!r} among {[*inner]}")
        holder = inner[word]
        found.append(holder)
    if any(each["type"] <= kinds.GROUP for each in holder.get("options", ())):
        raise LookupError(f"{holder['name']!r} needs one of its subcommands")
    return tuple(found)


def given(
    command: Command, values: Mapping[str, Any], store: Store, focused: str = ""
) -> list[Json]:
    """What was typed, of the types that were registered; one may be half typed yet."""
    known = command.options
    if unknown := [*(values.keys() - known.keys())]:
        raise LookupError(f"no options {unknown} among {[*known]}")
    told = []
    for name, value in values.items():
        one: Json = {"name": name, "type": known[name]["type"]}
        if name == focused:
            told.append({**one, "value": value, "focused": True})
        else:
            told.append({**one, "value": entered(known[name], value, store)})
    return told


def check_required(command: Command, values: Mapping[str, Any]) -> None:
    needed = [name for name, each in command.options.items() if each.get("required")]
    if missing := [name for name in needed if name not in values]:
        raise ValueError(f"the client asks for {missing} first")


def entered(option: Json, value: Any, store: Store) -> Any:
    kind, name = option["type"], option["name"]
    is_tick = isinstance(value, bool) and kind != kinds.BOOLEAN
    if is_tick or not isinstance(value, TYPES.get(kind, ())):
        raise ValueError(f"{name!r} takes no {value!r}")
    if isinstance(value, Account):
        return value.id
    if isinstance(value, tuple):
        return store(value)
    if choices := option.get("choices"):
        return chosen(name, choices, value)
    check_range(option, value)
    return value


def chosen(name: str, choices: list[Json], value: Any) -> Any:
    for choice in choices:
        if value in (choice["name"], choice["value"]):
            return choice["value"]
    raise LookupError(f"{name!r} offers no {value!r}: {[c['name'] for c in choices]}")


def check_range(option: Json, value: Any) -> None:
    if isinstance(value, str):
        size, least = len(value), option.get("min_length", 1)
        most = option.get("max_length", LONGEST)
    else:
        size, least = value, option.get("min_value", -(1 << 53))
        most = option.get("max_value", 1 << 53)
    if not least <= size <= most:
        raise ValueError(f"{option['name']!r}: {size}, {least} to {most} can be typed")
