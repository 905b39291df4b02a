"""One running bot: hears, lets the store decide, gives the answers.

What is decided is on the disk before anybody is told. The log never holds what people
typed or who they are: only ids, and where in our code something broke.
"""

import asyncio
import logging
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.effects import Answer, Deed, Effect, Keep, Reply, Suggest
from bot.engine.answers import APOLOGY, Answers, said
from bot.engine.faults import named
from bot.engine.router import Router
from bot.errors import Busy, Unusable
from bot.events import Action, Rang, Typing, new_id
from bot.ports import Book, Clock, Store, Voice
from bot.records import Asking
from bot.views import Code, View

PATIENCE = 2.5  # seconds; Slack and Discord wait 3 for a first answer
AT_ONCE = 100  # wakes; the fewer, the sooner a delivery gets its turn
MOST_RINGS = 10  # of one wake within one tick; more is a flow that runs in circles
PUT_OFF, LONGEST_PUT_OFF = timedelta(minutes=15), timedelta(hours=24)

BUSY = "I have a lot to do just now. One moment, then try that again, please."
SLOW = "That takes longer than usual. I will write to you when it is done."
FULL = (
    "I could not save that: the disk is full. Nothing was lost of what you told me"
    " before. Please try that again later."
)
FAILING = (
    "I could not save that: the disk does not work as it should. Please tell whoever"
    " runs this bot, and try that again later."
)
LOCKED = (
    "The data file is in use by another program just now. Nothing was lost of what you"
    " told me before. Please try that again in a moment."
)
BROKE = "That broke, and it is our fault. Nothing was changed. Reference: "
_PASSING = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_IOERR: FAILING,
}
_SAID = _PASSING | {sqlite3.SQLITE_CORRUPT: FAILING, sqlite3.SQLITE_NOTADB: FAILING}

Wake = tuple[str, str]  # owner and token

log = logging.getLogger(__name__)


class Shell:
    """Where all events come in."""

    def __init__(
        self, router: Router, store: Store, clock: Clock, patience: float = PATIENCE
    ) -> None:
        self._router = router
        self._store = store
        self._clock = clock
        self._patience = patience
        self._answers = Answers(store, clock)
        self._hearing: dict[tuple[str, str], asyncio.Future[None]] = {}
        self._breaks: Counter[Wake] = Counter()  # in a row
        self._ringing = asyncio.Lock()

    async def recover(self) -> None:
        """Once, before anything is heard."""
        await self._answers.recover()

    async def hear(self, action: Action, voice: Voice) -> None:
        """Someone did something; `voice` answers them, and nobody goes without."""
        delivery = (action.who.platform, action.id)
        if going := self._hearing.get(delivery):
            await going  # whoever delivers it again forgets it when we return
            return
        self._hearing[delivery] = asyncio.get_running_loop().create_future()
        try:
            await self._hear(action, voice)
        except Exception as error:
            log.error("left to a redelivery: %s (%s)", action.id, named(error))
        finally:
            self._hearing.pop(delivery).set_result(None)

    async def _hear(self, action: Action, voice: Voice) -> None:
        deciding = asyncio.ensure_future(self._decide(action))
        await asyncio.wait([deciding], timeout=self._patience)
        in_time = deciding.done()
        if not in_time:
            with suppress(Exception):
                await said(voice, Reply(View((SLOW,))))
        answers, first = await deciding
        last = in_time or first == APOLOGY  # which nothing keeps, so it is said now
        await self._answers.give(action, answers, first, voice if last else None)

    async def suggest(self, typing: Typing) -> Suggest:
        """Nothing rather than an error: whoever types goes on typing."""
        look = partial(self._router.suggest, typing)
        try:
            return await self._store.read(typing.who, look)
        except Exception as error:
            log.error("no suggestions: %s", named(error))
            return Suggest(())

    async def tick(self) -> datetime:
        """Ring every wake that is due; gives when the next one is."""
        async with self._ringing:
            rung: Counter[Wake] = Counter()
            broke = self._breaks.copy()
            while wakes := await self._due():
                rung.update(map(_wake, wakes))
                if min(rung[_wake(wake)] for wake in wakes) > MOST_RINGS + 1:
                    raise Unusable("what is due stays due: is the data file damaged?")
                await asyncio.gather(*(self._ring(w, rung[_wake(w)]) for w in wakes))
            for wake in rung.keys() & broke.keys():
                if self._breaks[wake] == broke[wake]:
                    del self._breaks[wake]
            return await self._store.agenda(lambda agenda: agenda.next_wake())

    async def _decide(self, action: Action) -> tuple[Sequence[Answer], int]:
        """The answers, and the number of the first: an apology stands before it."""
        decide = partial(self._router.answer, action)
        try:
            decided = await self._store.transact(action, decide)
        except Busy:
            return [Reply(View((BUSY,)))], APOLOGY
        except Exception as error:
            if not isinstance(error, sqlite3.Error):  # the form is not what broke
                await self._leave_form(action)
            return [Reply(_apology(action, error))], APOLOGY
        self._clock.hurry(decided.soonest)
        return decided.answers, 0

    async def _leave_form(self, action: Action) -> None:
        """What broke in a form would break again at each word: nobody is held in it."""
        broke = replace(action, id=f"{action.id}/broke")
        try:
            await self._store.transact(broke, _form_left)
        except Exception as error:
            log.error("the form stays open: %s", named(error))

    async def _due(self) -> Sequence[Rang]:
        now = self._clock.now()
        return await self._store.agenda(lambda a: a.due_wakes(now, AT_ONCE))

    async def _ring(self, rang: Rang, times: int) -> None:
        if times > MOST_RINGS:
            await self._put_off(rang, "it rings in circles")
            return
        try:
            ring = partial(self._router.ring, rang)
            decided = await self._store.transact(rang, ring)
        except Exception as error:
            if _of_the_disk(error) in _PASSING:
                raise  # it is not the wake that broke: it stays due
            await self._put_off(rang, named(error))
        else:
            self._clock.hurry(decided.soonest)

    async def _put_off(self, rang: Rang, why: str) -> None:
        """A wake that breaks comes back later and later, and holds up nobody else."""
        times = min(self._breaks[_wake(rang)], 10)
        later = rang.at + min(PUT_OFF * 2**times, LONGEST_PUT_OFF)
        self._breaks[_wake(rang)] += 1
        log.error("put off till %s: %s (%s)", later, rang.token, why)
        await self._store.transact(rang, partial(_moved, rang, later))


def _form_left(book: Book) -> list[Effect]:
    kept = book.one(Asking, book.owner)
    return [Keep(replace(kept, open=False))] if kept and kept.open else []


def _apology(action: Action, error: Exception) -> View:
    reference = new_id(action)[:8]
    log.error("reference %s: %s", reference, named(error))
    if said := _SAID.get(_of_the_disk(error)):
        return View((said,))
    return View(((BROKE, Code(reference)),))


def _of_the_disk(error: Exception) -> int:
    """SQLite's primary code; the rest of it are details."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _moved(rang: Rang, later: datetime, book: Book) -> list[Deed]:
    """The same wake at another time, unless somebody moved it or called it off."""
    here = (rang.token, rang.due)
    return [replace(w, at=later) for w in book.wakes() if (w.token, w.at) == here]


def _wake(rang: Rang) -> Wake:
    return rang.owner, rang.token
