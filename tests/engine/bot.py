"""A bot to take apart: what `Talk` puts together, with its doors open."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from bot.effects import Post
from bot.engine.clock import RealClock, SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.events import Said
from bot.ports import Agenda, Book
from bot.records import Visitor
from bot.views import View
from tests.engine import small
from tests.platform import ANA, Platform
from tests.talk import MONDAY, SECRET

T = TypeVar("T")


class Store(SqliteStore):
    """One whose disk is full for the engine, while it is `full`."""

    full, visits, refusals = False, 0, 0
    _awaited, _came = 0, asyncio.Event()

    async def agenda(self, work: Callable[[Agenda], T]) -> T:
        self.visits += 1
        if self.visits == self._awaited:
            self._came.set()
        if self.full:
            self.refusals += 1
            raise sqlite3.OperationalError("database or disk is full")
        return await super().agenda(work)

    async def visited(self, times: int) -> None:
        """By the engine; the last of these visits has only begun."""
        self._awaited, self._came = times, asyncio.Event()
        if self.visits < times:
            await self._came.wait()

    @asynccontextmanager
    async def held_up(self) -> AsyncIterator[None]:
        """Nothing is done in it meanwhile."""
        held, free = threading.Event(), threading.Event()

        def hold(book: Book) -> None:
            held.set()
            free.wait()

        holding = asyncio.ensure_future(self.read(ANA, hold))
        await asyncio.to_thread(held.wait)
        try:
            yield
        finally:
            free.set()
            await holding


class Bot:
    """On a platform called `on`."""

    def __init__(
        self,
        file: Path | str = ":memory:",
        on: str = "test",
        clock: RealClock | SimulatedClock | None = None,
    ) -> None:
        self.on = on
        self.clock = clock or SimulatedClock(MONDAY)
        self.store = Store(file, SECRET)
        self.platform = Platform(self.clock)
        self.shell = Shell(Router([small.flow]), self.store, self.clock, patience=0.05)
        self.delivery = Delivery(self.store, self.clock, on, self.platform)
        self.life = Life(self.store, self.clock, self.shell, [self.delivery])

    async def hear(self, text: str, id: str = "") -> None:
        now = self.clock.now()
        said = Said(id or text, ANA, ANA.direct, text, now)
        await self.shell.hear(said, self.platform)

    async def post(self, *texts: str, to: str = "ana") -> None:
        """As if a flow had decided to write to somebody."""
        who = Visitor(self.on, "", to)
        posts = [Post(who.direct, View((text,)), f"{to}/{text}") for text in texts]
        said = Said(f"{to}/{texts}", who, who.direct, "", self.clock.now())
        decided = await self.store.transact(said, lambda book: posts)
        self.clock.hurry(decided.soonest)

    async def died_sending(self) -> list[str]:
        """What is due is marked, by somebody who dies then; gives its keys."""

        def begin(agenda: Agenda) -> list[str]:
            letters = agenda.due_letters(self.on, self.clock.now(), 100)
            return [letter.key for letter in letters if agenda.begin(letter.key)]

        return await self.store.agenda(begin)

    async def wait(self, seconds: float) -> dict[str, int]:
        """All that was said by then, and at which second."""
        await self.life.skip(MONDAY + timedelta(seconds=seconds))
        posts = self.platform.posts
        return {str(seen): (seen.at - MONDAY).seconds for seen in posts}
