"""Carries the outbox to one platform: nothing lost, and doubled only where a platform
neither knows a nonce nor lets us look; then the second says that it may be a repeat.

Each letter is committed as `sending` before its call, so that a process which dies in
the call leaves a trace. Then one of four things is known:

  sent      it is there
  due       certainly not there; tried again, later and later
  failed    it never will be, or it was tried often enough
  unknown   the call broke, or we died in it; we look before we say it again

Places are served side by side, and one place in order: while a letter waits to be
tried again, or for its turn, so do those behind it. The store expires what is not
worth saying.
"""

import asyncio
import logging
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.engine.faults import named
from bot.engine.pace import RATES, UNLIMITED, Pace
from bot.errors import NotSent, Refused
from bot.ports import NEVER, Agenda, Clock, Letter, Poster, State, Store
from bot.records import Place
from bot.views import View

MOST_CALLS = 100  # on their way at once
LONGEST_CALL = 20  # seconds; shorter than LOOK_AFTER, so no call is still on its way
LOOK_AFTER = timedelta(seconds=45)
LONGEST_WAIT = timedelta(days=1)
MOST_TRIES = 100  # a day of being turned away
MOST_LOOKS = 8  # in vain, each of which may have doubled it
A_MOMENT = timedelta(milliseconds=1)  # by which two readings of the clock may differ
REPEAT = "(This may be a repeat.)"

Outcome = tuple[State, datetime]

log = logging.getLogger(__name__)


class Delivery:
    """One for each platform, so that one which is down holds up no other."""

    def __init__(
        self, store: Store, clock: Clock, platform: str, poster: Poster
    ) -> None:
        self._store = store
        self._clock = clock
        self._platform = platform
        self._poster = poster
        self._pace = Pace(RATES.get(platform, UNLIMITED))
        self._calls: dict[str, asyncio.Task[None]] = {}  # each of another place
        self._sending_off: asyncio.Future[None] | None = None
        self._outcomes: dict[str, Outcome] = {}  # that are not written yet
        self._writing = asyncio.Lock()
        self._looking = asyncio.Lock()

    async def recover(self) -> None:
        """At start: letters in `sending` belong to a process that died."""
        on, later = self._platform, self._clock.now() + LOOK_AFTER
        await self._store.agenda(lambda agenda: agenda.recover(on, later))

    async def tick(self) -> datetime:
        """Send off all that may go now; gives when to look again."""
        async with self._looking:
            await self._write()
            while self._room() and (letters := await self._due()):
                self._sending_off = asyncio.ensure_future(self._send_off(letters))
                await asyncio.shield(self._sending_off)
            if not self._room():
                return NEVER  # the call that makes room will hurry the clock
            return await self._store.agenda(lambda a: a.next_letter(self._platform))

    async def settle(self) -> bool:
        """Wait for the calls that are on their way; False if there was none.

        Whoever is told to stop may have reserved some just then: they are made first.
        """
        if self._sending_off:
            await asyncio.gather(self._sending_off, return_exceptions=True)
        calls = [*self._calls.values()]
        if calls:
            await asyncio.wait(calls)
        return bool(calls)

    def _room(self) -> int:
        return MOST_CALLS - len(self._calls)

    async def _due(self) -> Sequence[Letter]:
        on, now, most = self._platform, self._clock.now(), self._room()
        return await self._store.agenda(lambda a: a.due_letters(on, now, most))

    async def _send_off(self, letters: Sequence[Letter]) -> None:
        """Reserve those whose turn it is; put off the others until it is theirs."""
        turns = {letter.key: self._turn(letter.place) for letter in letters}

        def reserve(agenda: Agenda) -> list[Letter]:
            for letter in letters:
                if turn := turns[letter.key]:
                    agenda.put_off(letter.key, turn)
            ours = (letter for letter in letters if not turns[letter.key])
            return [letter for letter in ours if agenda.begin(letter.key)]

        for letter in await self._store.agenda(reserve):
            self._calls[letter.key] = asyncio.create_task(self._carry(letter))

    def _turn(self, place: Place) -> datetime | None:
        """None if a letter may go there now, else when one may."""
        now = self._clock.monotonic()
        turn = self._pace.turn(place, now)
        if turn == now:
            return None
        return self._clock.now() + timedelta(seconds=turn - now) + A_MOMENT

    async def _carry(self, letter: Letter) -> None:
        """Then look again: there is room, and perhaps another waits in this place."""
        try:
            await self._note(letter.key, await self._say(letter))
        finally:
            del self._calls[letter.key]
            self._clock.hurry(self._clock.now())

    async def _say(self, letter: Letter) -> Outcome:
        """Call the platform; gives what is known then, and when to try again."""
        try:
            async with asyncio.timeout(LONGEST_CALL):
                await self._call(letter)
        except NotSent as error:
            wait = min(max(backoff(letter.attempts), error.retry_after), LONGEST_WAIT)
            return self._again(letter, letter.state, wait, MOST_TRIES, error)
        except Refused as error:
            log.warning("refused for good: %s (%s)", letter.key, named(error))
            return "failed", self._clock.now()
        except Exception as error:
            most = MOST_LOOKS if letter.state == "unknown" else MOST_TRIES
            return self._again(letter, "unknown", LOOK_AFTER, most, error)
        return "sent", self._clock.now()

    async def _call(self, letter: Letter) -> None:
        place, view, nonce = letter.place, letter.view, nonce_of(letter.key)
        if letter.state == "unknown":
            arrived = await self._poster.arrived(place, nonce)
            if arrived:
                return
            if arrived is None:
                view = as_repeat(view)
        await self._poster.post(place, view, nonce)

    def _again(
        self, letter: Letter, state: State, wait: timedelta, most: int, error: Exception
    ) -> Outcome:
        if letter.attempts + 1 >= most:
            log.error("given up: %s (%s)", letter.key, named(error))
            return "failed", self._clock.now()
        log.warning("%s: %s, again in %s (%s)", letter.key, state, wait, named(error))
        return state, self._clock.now() + wait

    async def _note(self, key: str, outcome: Outcome) -> None:
        """Nobody may say a letter again before it is known what came of it."""
        self._outcomes[key] = outcome
        try:
            await self._write()
        except Exception as error:
            log.error("could not write what came of it: %s", named(error))

    async def _write(self) -> None:
        """All that is known by now, of every place; what fails is kept for later."""
        async with self._writing:
            if not self._outcomes:
                return  # written already, with another's
            await asyncio.sleep(0)  # what else is known by now is written with it
            outcomes, self._outcomes = self._outcomes, {}

            def write(agenda: Agenda) -> None:
                for key, (state, due) in outcomes.items():
                    agenda.end(key, state, due)

            try:
                await self._store.agenda(write)
            except Exception:
                self._outcomes = outcomes | self._outcomes
                raise


def nonce_of(key: str) -> str:
    """The same for every attempt; 22 characters, and Discord takes 25."""
    return urlsafe_b64encode(sha256(key.encode()).digest())[:22].decode()


def as_repeat(view: View) -> View:
    """What nobody can tell was never read already."""
    if REPEAT in view.blocks:
        return view
    return replace(view, blocks=(REPEAT, *view.blocks))


def backoff(attempts: int) -> timedelta:
    """5 s, 10 s, 20 s ... 15 minutes.

    >>> backoff(2).seconds
    20
    """
    return min(timedelta(seconds=5 * 2 ** min(attempts, 8)), timedelta(minutes=15))
