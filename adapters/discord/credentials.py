"""Whether all is there that Discord needs of us, and of the right kind.

Nobody is asked. No finding holds the token.
"""

import re
from collections.abc import Iterator

from adapters.trial import is_open
from bot.config import Discord
from bot.finding import Finding
from bot.settings import DISCORD_GATEWAY

TOKEN = "Bot, Token, Reset Token"
"""Where it stands, under https://discord.com/developers/applications."""

KINDS = {
    r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}": "",
    "[0-9]{17,20}": "the application's id",
    "[0-9a-f]{64}": "the public key",
    r"[\w-]{32}": "the client secret",
}
"""What stands near it on the same pages, by how it looks; of the token, nothing."""


def prepared(discord: Discord) -> Iterator[Finding]:
    """What can be seen of the settings alone, before anybody is asked."""
    yield Finding("ok", "discord", _way(discord))
    for name in ("api_url", "gateway_url"):
        if is_open(getattr(discord, name)):
            said, begin = f"the token goes to {name} without TLS", "https, or wss"
            fix = f"Set an address that begins with {begin}."
            yield Finding("warn", "discord", said, fix)
    if discord.token is None:
        fix = f"Copy it: {TOKEN}; or name a file that holds it in DISCORD_TOKEN_FILE."
        yield Finding("fail", "discord token", "DISCORD_TOKEN is not set", fix)
    elif found := kind(discord.token):
        fix = f"Copy the right one: {TOKEN}."
        said = f"DISCORD_TOKEN holds {found}"
        yield Finding("fail", "discord token", said, fix)


def _way(discord: Discord) -> str:
    if discord.gateway_url == DISCORD_GATEWAY:
        return "over Discord's gateway"
    return f"over the gateway at {discord.gateway_url}"


def kind(token: str) -> str:
    """In words, lest it is shown; empty for the right one, and for what only a proxy
    knows what to make of."""
    kinds = (kind for form, kind in KINDS.items() if re.fullmatch(form, token))
    return next(kinds, "")
