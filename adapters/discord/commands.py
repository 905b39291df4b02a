"""What Discord registers: `/whoelse` with a word for each thing, and menus on people.

Everything comes from the one table of commands. It is sent only when it changed, since
new names are limited to 200 a day.
https://docs.discord.com/developers/interactions/application-commands
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bot.flow import Command, Param
from bot.text import shortened

if TYPE_CHECKING:  # the library stands behind it, and costs more than all of this
    from adapters.discord.translate import Orders

NAME, OFFICE = "whoelse", "whoelse-office"
ADD = "Add this person"  # on somebody, or on a message of theirs

SLASH, ON_A_PERSON, ON_A_MESSAGE = 1, 2, 3
SUBCOMMAND, STRING, FILE = 1, 3, 11
MOST_ABOUT = 100  # characters
EVERYWHERE = {"integration_types": [0, 1], "contexts": [0, 1, 2]}
"""Installed in a server or by a person; used there, with the bot, or between people."""

MANAGE_SERVER = 1 << 5
"""Who sees the office's words, until an admin says otherwise.
https://docs.discord.com/developers/topics/permissions"""

Payload = Mapping[str, Any]


def registered(commands: Iterable[Command]) -> list[Payload]:
    """All that is to stand there; whatever else does is taken away."""
    table = [*commands]
    staff = [command for command in table if command.staff]
    return [
        _slash(NAME, "Your informational interviews", _words(table, staff=False)),
        *_office(staff),
        {"type": ON_A_PERSON, "name": ADD, **EVERYWHERE},
        {"type": ON_A_MESSAGE, "name": ADD, **EVERYWHERE},
    ]


def orders(commands: Iterable[Command]) -> "Orders":
    """By word, the names of what follows it, in the order in which it is typed."""
    return {
        word: tuple(param.name for param in params)
        for command in commands
        for word, params in command.params.items()
    }


def digest(payload: Iterable[Payload]) -> str:
    return sha256(json.dumps([*payload], sort_keys=True).encode()).hexdigest()


def stands(sent: Any, there: Any) -> bool:
    """Whether Discord has what is sent: it adds keys, and leaves out what is usual."""
    match sent:
        case Mapping():
            known = there if isinstance(there, Mapping) else {}
            return all(stands(value, known.get(key)) for key, value in sent.items())
        case list():
            found = there if isinstance(there, list) else []
            return len(sent) == len(found) and all(map(stands, sent, found))
        case bool():
            return sent == bool(there)
        case _:
            return str(sent) == str(there)  # permissions come back as a text


def _office(staff: Iterable[Command]) -> Iterator[Payload]:
    if words := [*_words(staff, staff=True)]:
        yield {
            **_slash(OFFICE, "For the career office", words),
            "integration_types": [0],
            "contexts": [0],
            "default_member_permissions": MANAGE_SERVER,
        }


def _slash(name: str, about: str, words: Iterable[Payload]) -> Payload:
    options = [*words]
    slash = {"type": SLASH, "name": name, "description": about, "options": options}
    return {**slash, **EVERYWHERE}


def _words(commands: Iterable[Command], staff: bool) -> Iterator[Payload]:
    for command in commands:
        if command.staff is staff:
            for word, params in command.params.items():
                yield {
                    "type": SUBCOMMAND,
                    "name": word,
                    "description": shortened(command.help or word, MOST_ABOUT),
                    "options": [*map(_option, _required_first(params))],
                }


def _required_first(params: Iterable[Param]) -> list[Param]:
    return sorted(params, key=lambda param: not param.required)


def _option(param: Param) -> Payload:
    option = {
        "type": FILE if param.is_file else STRING,
        "name": param.name,
        "description": shortened(param.about, MOST_ABOUT),
        "required": param.required,
    }
    if param.choices:
        choices = [{"name": choice, "value": choice} for choice in param.choices]
        return {**option, "choices": choices}
    return {**option, "autocomplete": True} if param.suggests else option
