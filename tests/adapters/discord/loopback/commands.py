"""What a command may look like when the bot registers it.

https://docs.discord.com/developers/interactions/application-commands
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.limits import one, or_null
from tests.adapters.loopback.shapes import (
    Rule,
    also,
    anything,
    flag,
    many,
    number,
    shape,
    string,
)

MOST = {kinds.SLASH: 100, kinds.ON_USER: 15, kinds.ON_MESSAGE: 15}
LONGEST = 8000
NESTED = (kinds.SUBCOMMAND, kinds.GROUP)


def name(path: str, value: Any) -> Iterator[str]:
    """Letters, digits, "-" and "_", in lower case where there is one."""
    yield from (wrong := [*string(32)(path, value)])
    if wrong:
        return
    if value != value.lower() or not all(is_letter(each) for each in value):
        yield f"{path}: {value!r} has more than lower case letters, digits, - and _"


def is_letter(mark: str) -> bool:
    return mark in "-_'" or unicodedata.category(mark)[0] in "LNM"


def of_each(rule: Rule) -> Rule:
    def every(path: str, value: Any) -> Iterator[str]:
        for key, inner in value.items():
            yield from rule(f"{path}/{key}", inner)

    return or_null(every)


def value_of_choice(path: str, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from string(100, 0)(path, value)


CHOICE = shape(
    {"name": string(100), "value": value_of_choice},
    name_localizations=of_each(string(100)),
)
NAMED: dict[str, Rule] = {
    "name_localizations": of_each(name),
    "description_localizations": of_each(string(100)),
}


def option(depth: int) -> Rule:
    """command > group > subcommand, and no deeper."""

    def rule(path: str, value: Any) -> Iterator[str]:
        yield from shape(
            {"type": number(1, 11), "name": name, "description": string(100)},
            **NAMED,
            required=flag,
            choices=or_null(many(CHOICE, 25, 0)),
            options=many(option(depth + 1), 25, 0) if depth < 3 else anything,
            autocomplete=flag,
            min_value=anything,
            max_value=anything,
            min_length=number(0, 6000),
            max_length=number(1, 6000),
            channel_types=anything,
        )(path, value)
        yield from coherent(path, value, depth)

    return rule


def coherent(path: str, option: Any, depth: int) -> Iterator[str]:
    if not isinstance(option, dict):
        return
    kind = option.get("type")
    if (kind == kinds.GROUP and depth > 1) or (kind == kinds.SUBCOMMAND and depth > 2):
        yield f"{path}/type: nested too deep"
    if option.get("options") and kind not in NESTED:
        yield f"{path}/options: only in a subcommand or a group"
    if option.get("autocomplete") and option.get("choices"):
        yield f"{path}/autocomplete: not beside choices"
    yield from ordered(path, option)


def ordered(path: str, holder: Any) -> Iterator[str]:
    """Among what a command or a subcommand takes."""
    options = [each for each in holder.get("options") or [] if isinstance(each, dict)]
    names = [each.get("name") for each in options]
    if len({*names}) < len(names):
        yield f"{path}/options: a name is used twice"
    nested = {each.get("type") in NESTED for each in options}
    if len(nested) > 1:
        yield f"{path}/options: subcommands and values do not mix"
    plain = [bool(each.get("required")) for each in options]
    if not any(nested) and plain != sorted(plain, reverse=True):
        yield f"{path}/options: required ones come first"


EVERY: dict[str, Rule] = {
    "type": one(1, 2, 3),
    "default_member_permissions": or_null(anything),
    "dm_permission": or_null(flag),
    "nsfw": flag,
    "contexts": or_null(many(one(0, 1, 2), 3)),
    "integration_types": or_null(many(one(0, 1), 2)),
    "name_localizations": of_each(string(32)),
}
SLASH = also(
    shape(
        {"name": name, "description": string(100)},
        **{**EVERY, **NAMED},
        options=many(option(1), 25, 0),
    ),
    ordered,
)
MENU = shape({"name": string(32)}, **EVERY)


def command(path: str, value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: not an object"
        return
    if (value.get("type") or kinds.SLASH) != kinds.SLASH:
        empty = {"description": "", "options": []}
        kept = {k: v for k, v in value.items() if k not in empty or v != empty[k]}
        yield from MENU(path, kept)
        return
    yield from (wrong := [*SLASH(path, value)])
    if not wrong and (total := size(value)) > LONGEST:
        yield f"{path}: {total} characters, at most {LONGEST}"


def size(node: Any) -> int:
    """As Discord counts: of every text the longest translation."""
    total = 0
    for key in ("name", "description"):
        texts = [
            node.get(key) or "",
            *(node.get(f"{key}_localizations") or {}).values(),
        ]
        total += max(map(len, texts))
    value = node.get("value")
    total += len(value) if isinstance(value, str) else 0
    inner = (*(node.get("options") or ()), *(node.get("choices") or ()))
    return total + sum(map(size, inner))


def each_once(path: str, commands: Any) -> Iterator[str]:
    named = [(each.get("type") or kinds.SLASH, each["name"]) for each in commands]
    for nth, (kind, word) in enumerate(named):
        if (kind, word) in named[:nth]:
            yield f"{path}/{nth}/name: {word!r} is used twice"
    for kind, most in MOST.items():
        if (there := sum(each == kind for each, _ in named)) > most:
            yield f"{path}: {there} commands of type {kind}, at most {most}"


COMMANDS = also(many(command, sum(MOST.values()), 0), each_once)
