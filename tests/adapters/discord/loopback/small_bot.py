"""A bare discord.py client that uses each surface once, and a way to run it."""

import asyncio
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.app_commands import AppCommandContext, AppInstallationType, Choice, Range

from tests.adapters.discord.loopback.gateway import IDENTIFY
from tests.adapters.discord.loopback.loopback import Discord
from tests.adapters.discord.loopback.redirect import redirected
from tests.adapters.loopback.wire import PATIENCE

Click = discord.Interaction[discord.Client]
Told = tuple[str, str]

FRUIT = [
    discord.SelectOption(label="Apples", value="a"),
    discord.SelectOption(label="Pears", value="p"),
]
PLAIN = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Done(ui.DynamicItem[ui.Button[Any]], template=r"done:(?P<number>\d+)"):
    """A button that says all it needs in its custom_id, and so outlives a restart."""

    def __init__(self, number: str) -> None:
        super().__init__(ui.Button(label="Done", custom_id=f"done:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, click: Click, item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["number"])

    async def callback(self, click: Click) -> None:
        await click.response.edit_message(content=f"Done: {self.number}", view=None)


class Form(ui.Modal, title="Form"):
    count: ui.Label[Any] = ui.Label(
        text="Count", component=ui.TextInput(custom_id="count", default="0")
    )
    fruit: ui.Label[Any] = ui.Label(
        text="Fruit", component=ui.Select(custom_id="fruit", options=FRUIT)
    )
    table: ui.Label[Any] = ui.Label(
        text="Table", component=ui.FileUpload(custom_id="table", required=False)
    )

    async def on_submit(self, click: Click) -> None:
        count, fruit, table = (
            each.component for each in (self.count, self.fruit, self.table)
        )
        assert isinstance(count, ui.TextInput)
        assert isinstance(fruit, ui.Select)
        assert isinstance(table, ui.FileUpload)
        size = sum([len(await file.read()) for file in table.values])
        saved = f"Saved {count.value} {fruit.values[0]}, {size} bytes"
        await click.response.send_message(saved, ephemeral=True)


class SmallBot(discord.Client):
    """`heard` is what others told it, by kind and text."""

    def __init__(
        self,
        intents: discord.Intents = PLAIN,
        *,
        sync: bool = True,
        heartbeat_timeout: float = 60.0,
    ) -> None:
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.02,
            heartbeat_timeout=heartbeat_timeout,
        )
        self.tree = app_commands.CommandTree(
            self,
            allowed_installs=AppInstallationType(guild=True, user=True),
            allowed_contexts=AppCommandContext(guild=True, dm_channel=True),
        )
        self.sync = sync
        self.heard: list[Told] = []
        add_commands(self.tree)
        add_slow_commands(self.tree)
        add_menus(self.tree)

    async def before_identify_hook(
        self, shard_id: int | None, *, initial: bool = False
    ) -> None:
        """Not the five seconds that spare the real Discord."""

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Done)
        if self.sync:
            await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(("message", message.content))
        if message.guild is None:
            files = [(await file.read()).decode() for file in message.attachments]
            said = " ".join([message.content, *files])
            await message.channel.send(f"You said {said}")

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.heard.append(("removed", guild.name))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.heard.append(("joined", guild.name))


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    todo = app_commands.Group(name="todo", description="Things to do")
    tree.add_command(todo)

    @todo.command(name="add", description="Add one")
    async def add(click: Click, title: str, count: Range[int, 1, 10] = 1) -> None:
        view = ui.View(timeout=None).add_item(Done("5")).add_item(pick())
        await click.response.send_message(f"{count} x {title}", view=view)

    @add.autocomplete("title")
    async def titles(click: Click, typed: str) -> list[Choice[str]]:
        return [Choice(name=f"{typed}{n}", value=f"{typed}{n}") for n in range(25)]

    @tree.command(name="form", description="A dialog")
    async def form(click: Click) -> None:
        await click.response.send_modal(Form())

    @tree.command(name="load", description="A file, there and back")
    async def load(click: Click, table: discord.Attachment) -> None:
        content = io.BytesIO((await table.read()).upper())
        file = discord.File(content, f"again-{table.filename}", description="A table")
        await click.response.send_message("Here", file=file, ephemeral=True)

    @tree.command(name="who", description="Somebody")
    async def who(click: Click, user: discord.User) -> None:
        people: ui.UserSelect[ui.View] = ui.UserSelect(custom_id="people")

        async def chosen(click: Click) -> None:
            await click.response.edit_message(content=people.values[0].name, view=None)

        people.callback = chosen  # type: ignore[method-assign, assignment]
        view = ui.View(timeout=None).add_item(people)
        await click.response.send_message(f"Hi {user.name}", view=view)

    @tree.command(name="fresh", description="Components v2")
    async def fresh(click: Click) -> None:
        view = ui.LayoutView(timeout=None)
        section: ui.Section[Any] = ui.Section("One thing", accessory=Done("7"))
        view.add_item(ui.Container(ui.TextDisplay("## Report"), section))
        await click.response.send_message(view=view)


def pick() -> ui.Select[Any]:
    select: ui.Select[Any] = ui.Select(custom_id="fruit", options=FRUIT)

    async def chosen(click: Click) -> None:
        await click.response.send_message(f"Picked {select.values[0]}", ephemeral=True)

    select.callback = chosen  # type: ignore[method-assign, assignment]
    return select


def add_slow_commands(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command(name="slow", description="Deferred")
    async def slow(click: Click) -> None:
        await click.response.defer(ephemeral=True, thinking=True)
        await click.edit_original_response(content="Ready")
        await click.followup.send("And more", ephemeral=True)

    @tree.command(name="late", description="Too late")
    async def late(click: Click, seconds: float) -> None:
        await asyncio.sleep(seconds)
        with suppress(discord.NotFound):
            await click.response.send_message("Too late")

    @tree.command(name="twice", description="Two answers at once")
    async def twice(click: Click) -> None:
        answers = click.response.send_message("One"), click.response.defer()
        await asyncio.gather(*answers, return_exceptions=True)

    @tree.command(name="many", description="Followups")
    async def many(click: Click, count: int) -> None:
        await click.response.send_message("0")
        with suppress(discord.HTTPException):
            for nth in range(count):
                await click.followup.send(f"{nth + 1}")

    @tree.command(name="wrong", description="What Discord refuses")
    async def wrong(click: Click) -> None:
        view = ui.View().add_item(ui.Button(label="x" * 81, custom_id="x"))
        with suppress(discord.HTTPException):
            await click.response.send_message("Wrong", view=view)


def add_menus(tree: app_commands.CommandTree[Any]) -> None:
    @tree.context_menu(name="Save this")
    async def save(click: Click, message: discord.Message) -> None:
        await click.response.send_message(f"Saved {message.content}", ephemeral=True)

    @tree.context_menu(name="Add this person")
    async def add(click: Click, user: discord.User) -> None:
        await click.response.send_message(f"Added {user.display_name}", ephemeral=True)

    @tree.command(name="office", description="For staff")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def office(click: Click) -> None:
        await click.response.send_message("The office", ephemeral=True)


@asynccontextmanager
async def running(
    here: Discord, bot: SmallBot | None = None
) -> AsyncIterator[SmallBot]:
    """Connected, and ready; what its start raises is raised here."""
    bot = bot or SmallBot()
    with redirected(here):
        task = asyncio.create_task(bot.start(here.token))
        ready = asyncio.create_task(here.wait_for(IDENTIFY))
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait((task, ready), return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                ready.cancel()
                task.result()
            await bot.wait_until_ready()
        try:
            yield bot
        finally:
            await bot.close()
            await task
