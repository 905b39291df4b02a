"""The whole bot on a Discord of this machine, by the real library.

Its clock stands still until a test moves it, so nothing waits for reminders; Discord's
own limits, of three seconds or of fifteen minutes, run on real time.
"""

import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from adapters.discord.service import opened
from bot.config import Discord as Settings
from bot.effects import Ask, Effect, Forget, Reply
from bot.engine.clock import SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.safe import SealedSafe
from bot.engine.sealed import Sealer
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.events import Action
from bot.flow import Flow
from bot.flows import FLOWS
from bot.ports import Book
from bot.records import Community
from bot.views import Choice, Field, Form, Picker, Ticks, View
from tests.adapters.discord.loopback import Discord, Message, Person
from tests.adapters.discord.loopback.world import Check
from tests.adapters.home import Home

PATIENCE = 10.0  # seconds that a test waits for something which should come at once
NOON = datetime(2026, 11, 16, 17, tzinfo=UTC)  # in New York, on a Monday
SECRET = b"a secret of the tests, long enough"
SHARED = Path(__file__).resolve().parents[4] / "shared"

RESPONSE, FOLLOW_UP = "create_interaction_response", "execute_webhook"
MESSAGE, SYNC = "create_message", "bulk_set_application_commands"

EXTRA = Flow("extra")
MANY = tuple(Choice(f"Person {nth}", f"p{nth}") for nth in range(40))
LONG = Form("Choose", EXTRA.token("chose"), (Field("who", "Who is it?", choices=MANY),))
CHOICES = (Choice("Nursing", "n"), Choice("Law", "l"))


@EXTRA.command("everything")
def everything(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """All of it, in several answers."""
    yield Reply(View(("One.",)))
    yield Reply(View(("Two.",)))


@EXTRA.command("choices")
def choices(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """One of two, some of two, and one of many."""
    few = Picker("Which field?", EXTRA.token("picked"), CHOICES)
    some = Ticks("Which of them?", EXTRA.token("picked", "some"), CHOICES)
    yield Reply(View(("Choose.",), (few, some)))


@EXTRA.press("picked")
def picked(action: Any, rest: str, book: Book) -> Iterator[Effect]:
    yield Reply(View((f"Chosen: {action.chosen}.",)))


@EXTRA.command("silence")
def silence(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Buttons that answer nothing, forget, and ask too much."""
    labels = ("Nothing", "Forget", "Long")
    buttons = (EXTRA.button(label, label.casefold()) for label in labels)
    yield Reply(View(("Press.",), tuple(buttons)))


@EXTRA.press("nothing")
def nothing(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    yield from ()


@EXTRA.press("forget")
def forget(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    yield Forget(book.student())
    yield Reply(View(("Forgotten.",)))


@EXTRA.press("long")
def chosen(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    yield Ask(LONG)


@EXTRA.command("long")
def long(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """A dialog with more choices than Discord has room for."""
    yield Ask(LONG)


class House(Home):
    """`at_home(tmp_path)` gives one; `discord.person("Ana")` lives in it."""

    def __init__(
        self, discord: Discord, store: SqliteStore, clock: SimulatedClock, life: Life
    ) -> None:
        super().__init__(discord, store, clock, life)
        self.discord = discord


@asynccontextmanager
async def at_home(
    folder: Path,
    discord: Discord | None = None,
    *,
    flows: Sequence[Flow] = (*FLOWS, EXTRA),
    now: datetime = NOON,
    patience: float = 2.5,
    gateway_url: str = "",
    zone: str = "",
    **loopback: Any,
) -> AsyncIterator[House]:
    """The bot, on the data file of this folder; on a Discord that is there already,
    or on one of its own."""
    async with AsyncExitStack() as stack:
        if discord is None:
            discord = Discord(official(), **loopback)
            await stack.enter_async_context(discord)
        store = SqliteStore(folder / "whoelse.db", SECRET)
        stack.callback(store.close)
        await store.adopt(Community(id="college"), [])
        clock = SimulatedClock(max(now, await store.latest() or now))
        shell = Shell(Router(flows), store, clock, patience)
        settings = Settings(
            api_url=discord.api_url,
            gateway_url=gateway_url or discord.gateway_url,
            token=discord.token,
        )
        commands = [command for flow in flows for command in flow.commands.values()]
        safe = SealedSafe(store, Sealer([SECRET]), "discord")
        service = await stack.enter_async_context(
            opened(settings, commands, clock, safe, zone)
        )
        delivery = Delivery(store, clock, "discord", service.poster)
        life = Life(store, clock, shell, [delivery])
        await stack.enter_async_context(life.going())
        await stack.enter_async_context(service.at_work(shell))
        yield House(discord, store, clock, life)
        await life.tick()


def official() -> Check | None:
    """Discord's specification, where it is; else the loopback has its own rules."""
    if not (SHARED / "rig").is_dir():
        return None
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    errors: Check = import_module("rig.discord.validate").errors
    return errors


async def came_in(house: House, name: str = "Ana", **more: Any) -> Person:
    """Somebody who has said hello already."""
    person = house.discord.person(name, **more)
    await said(person, "hi", "Who is easiest to ask?")
    return person


async def said(person: Person, text: str, *words: str) -> Message:
    """They say it, and read an answer with these words."""
    return await person.reads(*words, since=await person.say(text))
