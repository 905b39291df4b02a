"""The peer: a bare discord.py bot, whose callback answers and does nothing else.

https://discordpy.readthedocs.io/en/stable/interactions/api.html

`python -m bench.discord.bare API_URL GATEWAY_URL` says that it is ready, and then at
each line of its input what was measured; it ends with its input.
"""

import asyncio
import logging
import sys

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bench.discord.shared import COMMAND, TOKEN, WORD, asked, say
from bench.discord.watched import Watch


class Bot(discord.Client):
    def __init__(self, watch: Watch) -> None:
        super().__init__(intents=discord.Intents.none())
        self.tree = app_commands.CommandTree(self)
        group = app_commands.Group(name=COMMAND, description="Of the bench")
        self.tree.add_command(group)

        @group.command(name=WORD, description="Of the bench")
        async def log(click: discord.Interaction, what: str, name: str) -> None:
            watch.reached("handed over")
            await click.response.send_message("Noted.", ephemeral=True)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_ready(self) -> None:
        say("ready")


async def main(api_url: str, gateway_url: str) -> None:
    logging.getLogger("discord").setLevel(logging.ERROR)
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api_url, URL(gateway_url)
    watch = Watch()
    watch.start()
    async with Bot(watch) as bot:
        living = asyncio.create_task(bot.start(TOKEN))
        await asked(watch.told)
        await bot.close()
        await living


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
