"""The whole bot on a platform of this machine: what tests look at, and its time."""

import asyncio
from datetime import timedelta
from typing import Any

from bot.engine.clock import SimulatedClock
from bot.engine.life import Life
from bot.engine.sqlite import SqliteStore
from tests.adapters.loopback.wire import PATIENCE, Call, Wire


class Home:
    """Its clock stands still until a test moves it."""

    def __init__(
        self, wire: Wire, store: SqliteStore, clock: SimulatedClock, life: Life
    ) -> None:
        self.store = store
        self.clock = clock
        self._wire = wire
        self._life = life

    async def later(self, **time: float) -> None:
        """Time passes, and all that falls due meanwhile is done."""
        await self.given()
        await self._life.skip(self.clock.now() + timedelta(**time))
        await self._life.tick()

    async def letters(self) -> list[tuple[str, int]]:
        """The state of each that was ever posted, and how often it was tried."""
        return await self.rows("select state, attempts from outbox order by nth")

    async def given(self) -> None:
        """All that was decided was said, or became a letter."""
        late = "select 1 from inbox where answers <> ''"
        async with asyncio.timeout(PATIENCE):
            while await self.rows(late):  # noqa: ASYNC110 (a file rings no bell)
                await asyncio.sleep(0.01)

    async def rows(self, sql: str) -> list[Any]:
        return await self.store.rows(lambda c: [(*r,) for r in c.execute(sql)])

    async def people(self) -> list[str]:
        """All who were added, by anybody."""
        return [name for (name,) in await self.rows("select name from contact")]

    def calls(self, method: str) -> list[Call]:
        """Also those that went wrong."""
        return [call for call in self._wire.calls if call.method == method]

    async def called(self, method: str, times: int = 1) -> list[Call]:
        return await self._wire.until(
            lambda: found if len(found := self.calls(method)) >= times else []
        )
