"""`whoelse invite`: the addresses that install the app, and what each asks for."""

import asyncio
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bot.commands import given
from bot.commands.saying import as_json, filled, say
from bot.errors import Unusable

if TYPE_CHECKING:
    from adapters.discord.invite import Invitation
    from bot.config import Discord

NOT_NAMED = (
    "Discord is not named in the settings: add a line [discord] to config.toml, and"
    " set DISCORD_TOKEN."
)
NOT_KNOWN = (
    "DISCORD_TOKEN is not set, so Discord cannot be asked which app it is. Copy it:"
    " Bot, Token, Reset Token; or set application_id under [discord]."
)


@click.command("invite")
@click.argument("platform", type=click.Choice(["discord"]))
@click.option(
    "--config", metavar="FILE", callback=filled, help="Instead of config.toml."
)
@as_json
def inviting(platform: str, config: str | None, as_json: bool) -> None:
    """Print the addresses that install the app, and what each asks for."""
    from adapters.discord.invite import invitations

    discord = given.settings(config).discord
    if discord is None:
        raise Unusable(NOT_NAMED)
    id = discord.application_id or _asked(discord)
    found = invitations(id)
    shown = {"application_id": id, "invitations": [asdict(one) for one in found]}
    say(shown, "\n\n".join("\n".join(_lines(one)) for one in found), as_json)


def _asked(discord: "Discord") -> str:
    from adapters.discord.trial import application_of

    if discord.token is None:
        raise Unusable(NOT_KNOWN)
    return asyncio.run(application_of(discord))


def _lines(invitation: "Invitation") -> Iterator[str]:
    """An address has a line of its own, to be copied whole."""
    yield f"{invitation.to}:"
    yield invitation.address
    for what, reason in invitation.asks.items():
        yield f"  {what}: {reason}"
