"""The Home tab: how somebody stands, drawn again soon after anything changed."""

import asyncio
import logging
from collections import OrderedDict
from contextlib import suppress

from adapters.slack.calls import Calls
from adapters.slack.render import home
from bot.engine.faults import named
from bot.flows.home import at_home
from bot.ports import Clock, Store
from bot.records import Visitor

SOON = 1.0  # seconds: what comes at once is drawn once
MOST = 10_000  # people who look at it

Who = tuple[str, str]

log = logging.getLogger(__name__)


class Homes:
    """Only of those who have come by since the start: Slack says when they open it."""

    def __init__(self, store: Store, clock: Clock, calls: Calls) -> None:
        self._store = store
        self._clock = clock
        self._calls = calls
        self._seen: OrderedDict[Who, None] = OrderedDict()
        self._drawing: dict[Who, asyncio.Task[None]] = {}
        self._closing = asyncio.Event()

    async def opened(self, who: Visitor) -> None:
        self._seen[who.team, who.user] = None
        self._seen.move_to_end((who.team, who.user))
        if len(self._seen) > MOST:
            self._seen.popitem(last=False)
        await self._draw(who)

    def changed(self, who: Visitor) -> None:
        key = (who.team, who.user)
        if key in self._seen and key not in self._drawing:
            self._drawing[key] = asyncio.create_task(self._draw_soon(who))

    async def drain(self) -> None:
        """What was to be drawn soon is drawn now."""
        self._closing.set()
        await asyncio.gather(*self._drawing.values())

    async def _draw_soon(self, who: Visitor) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), SOON)
        del self._drawing[who.team, who.user]  # what changes from now on is not in it
        await self._draw(who)

    async def _draw(self, who: Visitor) -> None:
        now = self._clock.now()
        try:
            views = await self._store.read(who, lambda book: at_home(book, now))
            method, view = "views.publish", home(views)
            await self._calls(who.team, method, user_id=who.user, view=view)
        except Exception as error:
            log.warning("no Home tab: %s", named(error))
