"""What a request of each operation may hold: messages, modals, choices, commands.

https://docs.discord.com/developers/resources/message#create-message
"""

from collections.abc import Iterator
from typing import Any

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.commands import COMMANDS
from tests.adapters.discord.loopback.jsons import components
from tests.adapters.discord.loopback.limits import (
    CLASSIC,
    CUSTOM_ID,
    FIELD,
    NEW,
    one,
    or_null,
    snowflake,
)
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

MOST_V2, LONGEST_V2, LONGEST_EMBEDS = 40, 4000, 6000

WORDS = or_null(string(2000, 0))
EMBED = shape(
    {},
    title=or_null(string(256, 0)),
    type=string(30),
    description=or_null(string(4096, 0)),
    url=or_null(string(2048, 0)),
    timestamp=or_null(string(40)),
    color=or_null(number(0, 0xFFFFFF)),
    footer=shape({"text": string(2048)}, icon_url=anything),
    image=shape({"url": string(2048)}),
    thumbnail=shape({"url": string(2048)}),
    author=shape({"name": string(256)}, url=anything, icon_url=anything),
    fields=many(
        shape({"name": string(256), "value": string(1024)}, inline=flag), 25, 0
    ),
)
ATTACHMENT = shape(
    {"id": snowflake},
    filename=string(1024),
    description=or_null(string(1024, 0)),
    **{key: anything for key in ("size", "url", "proxy_url", "spoiler", "ephemeral")},
    content_type=anything,
)
MESSAGE: dict[str, Rule] = {
    "content": WORDS,
    "embeds": or_null(many(EMBED, 10, 0)),
    "components": or_null(many(anything, 40, 0)),
    "attachments": or_null(many(ATTACHMENT, 10, 0)),
    "allowed_mentions": or_null(anything),
    "flags": or_null(number(0, 1 << 20)),
    "tts": flag,
}


def whole(path: str, message: Any) -> Iterator[str]:
    """What depends on whether it is one of components v2."""
    parts = message.get("components") or []
    if (message.get("flags") or 0) & kinds.V2:
        yield from many(NEW, MOST_V2, 0)(f"{path}/components", parts)
        yield from new(path, message)
    else:
        yield from many(CLASSIC, 5, 0)(f"{path}/components", parts)
    yield from names_nothing_twice(path, message)
    if (total := sum(map(length, message.get("embeds") or []))) > LONGEST_EMBEDS:
        yield f"{path}/embeds: {total} characters, at most {LONGEST_EMBEDS}"


def new(path: str, message: Any) -> Iterator[str]:
    if message.get("content") or message.get("embeds"):
        yield f"{path}/content: not beside components v2"
    nodes = [*components(message)]
    if len(nodes) > MOST_V2:
        yield f"{path}/components: {len(nodes)} in all, at most {MOST_V2}"
    text = sum(len(c["content"]) for c in nodes if c.get("type") == kinds.TEXT)
    if text > LONGEST_V2:
        yield f"{path}/components: {text} characters, at most {LONGEST_V2}"


def names_nothing_twice(path: str, surface: Any) -> Iterator[str]:
    for key in ("custom_id", "id"):
        named = [c[key] for c in components(surface) if c.get(key)]
        for nth, name in enumerate(named):
            if name in named[:nth]:
                yield f"{path}/components: {key} {name!r} twice"


def length(embed: Any) -> int:
    """Of all that counts toward the 6,000."""
    fields = [text for f in embed.get("fields", ()) for text in (f["name"], f["value"])]
    own = (embed.get("title"), embed.get("description"))
    inner = (embed.get("footer", {}).get("text"), embed.get("author", {}).get("name"))
    return sum(len(text or "") for text in (*own, *inner, *fields))


def is_fillable(path: str, modal: Any) -> Iterator[str]:
    yield from names_nothing_twice(path, modal)
    for field in components(modal):
        if field.get("min_values") == 0 and field.get("required", True):
            yield f"{path}/components: min_values 0 needs required to be false"
        if field.get("disabled"):
            yield f"{path}/components: nothing is disabled in a modal"


SAID = also(shape({}, **MESSAGE), whole)
CREATED = also(
    shape(
        {},
        **MESSAGE,
        nonce=or_null(string(25)),
        enforce_nonce=flag,
        message_reference=anything,
    ),
    whole,
)
FOLLOWED = also(shape({}, **MESSAGE, username=string(80), avatar_url=anything), whole)
ASKED = also(
    shape(
        {
            "custom_id": CUSTOM_ID,
            "title": string(45),
            "components": many(FIELD, 5),
        }
    ),
    is_fillable,
)
CHOICE = shape(
    {"name": string(100), "value": anything}, name_localizations=or_null(anything)
)
LONGEST_CHOICE = 100


def fits(path: str, choice: Any) -> Iterator[str]:
    value = choice["value"]
    if isinstance(value, str) and len(value) > LONGEST_CHOICE:
        yield f"{path}/value: length {len(value)}, not 0 to {LONGEST_CHOICE}"


ANSWERS: dict[int, Rule] = {
    kinds.REPLY: SAID,
    kinds.DEFERRED: shape({}, flags=one(0, kinds.EPHEMERAL)),
    kinds.DEFERRED_UPDATE: shape({}, flags=anything),
    kinds.UPDATE: SAID,
    kinds.CHOICES: shape({"choices": many(also(CHOICE, fits), 25, 0)}),
    kinds.MODAL: ASKED,
}


def response(path: str, sent: Any) -> Iterator[str]:
    yield from shape({"type": one(*ANSWERS)}, data=anything)(path, sent)
    if sent.get("type") in ANSWERS:
        yield from ANSWERS[sent["type"]](f"{path}/data", sent.get("data") or {})


KINDS: dict[str, Rule] = {
    "create_dm": shape({"recipient_id": snowflake}),
    "create_message": CREATED,
    "update_message": SAID,
    "execute_webhook": FOLLOWED,
    "update_webhook_message": SAID,
    "update_original_webhook_message": SAID,
    "create_interaction_response": response,
    "bulk_set_application_commands": COMMANDS,
    "bulk_set_guild_application_commands": COMMANDS,
}


def problems(operation: str, payload: Any) -> list[str]:
    """What is wrong with a payload of the bot, as "/content: length ..."."""
    rule = KINDS.get(operation)
    return [*rule("", payload)] if rule else []
