"""A shell and the deliveries of its platforms, alive on one clock.

Each looks for itself, so that a platform which is down holds up nobody; if one of
them ends, all do. At the end the calls that are on their way may still arrive.
"""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.engine.clock import Movable, live, skip
from bot.engine.delivery import LOOK_AFTER, Delivery
from bot.engine.shell import Shell
from bot.ports import Store

HOUSEKEEPING = timedelta(hours=1)
STEP_BACK = timedelta(minutes=5)  # beyond what keeps a clock right

log = logging.getLogger(__name__)


class Life:
    def __init__(
        self, store: Store, clock: Movable, shell: Shell, deliveries: Sequence[Delivery]
    ) -> None:
        self._store = store
        self._clock = clock
        self._shell = shell
        self._deliveries = deliveries
        self._latest = self._swept_until = clock.now()

    @asynccontextmanager
    async def going(self) -> AsyncIterator[None]:
        """Recover, then live as long as the block does."""
        await self.recover()
        _settle_in()
        looks = [self._shell.tick, *(d.tick for d in self._deliveries), self._sweep]
        try:
            async with asyncio.TaskGroup() as group:
                lives = [group.create_task(live(self._clock, look)) for look in looks]
                yield
                for one in lives:
                    one.cancel()
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None  # a group of one says no more
        finally:
            await self._settle()

    async def recover(self) -> None:
        """Once, before anything is said."""
        await self._shell.recover()
        for delivery in self._deliveries:
            await delivery.recover()

    async def tick(self) -> datetime:
        """Do all that is due now, to its end; gives when the next is."""
        while True:
            looks = (self._shell.tick, *(d.tick for d in self._deliveries))
            due = min([await look() for look in looks])
            if not await self._settle():
                return due

    async def skip(self, until: datetime) -> None:
        """Put the clock forward, and be there at each moment when something is due."""
        await skip(self._clock, self.tick, until)

    async def _settle(self) -> bool:
        return any([await delivery.settle() for delivery in self._deliveries])

    async def _sweep(self) -> datetime:
        now = self._clock.now()
        if now < self._latest - STEP_BACK:
            log.warning("the clock was set back, from %s to %s", self._latest, now)
            soon = now + LOOK_AFTER
            await self._store.agenda(lambda agenda: agenda.bring_forward(soon))
            self._latest = self._swept_until = now
        self._latest = max(now, self._latest)
        if now >= self._swept_until:
            await self._store.agenda(lambda agenda: agenda.sweep(now))
            self._swept_until = now + HOUSEKEEPING
        return self._swept_until


def _settle_in() -> None:
    """What is loaded by now stays, so that nobody waits while it is looked through.

    A look by the collector took 50 ms, and would find next to nothing. The writer is
    busy with Python for as long as it is let, and a word of a person passes between
    the threads several times: with the usual turns of 5 ms they would wait for each.
    https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.freeze()
    gc.enable()  # again, where a start did without
    sys.setswitchinterval(0.0005)
