"""Gives the answers to an event: by its voice, or else by a letter.

Until they are given they stand in the inbox. One that certainly did not arrive is
posted at once. One of which nobody knows, because the call broke or we died, is looked
for first, and says that it may be a repeat.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import asking
from bot.effects import Answer, Effect, Post, Redraw, Reply
from bot.engine.agenda import key_of
from bot.engine.delivery import LOOK_AFTER, as_repeat, nonce_of
from bot.engine.faults import named
from bot.errors import NotSent, Refused
from bot.events import Action, Event, Rang, id_of
from bot.ports import Book, Clock, Store, Voice
from bot.records import Asking, Place

LONGEST_ANSWER = 10  # seconds
APOLOGY = -1  # its number: when the event comes again, its first answer is another
WORTH_GIVING = timedelta(days=1)  # later, whoever asked has asked again

log = logging.getLogger(__name__)


class Answers:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def recover(self) -> None:
        """At start: what a process that died had decided to say becomes letters."""
        now = self._clock.now()
        for late in await self._store.agenda(lambda a: a.ungiven(now - WORTH_GIVING)):
            rang = Rang(late.owner, f"late/{late.platform}/{late.id}", late.at, now)
            for nth, answer in enumerate(late.answers):
                key = _key(late.platform, late.id, nth)
                await self._post(rang, answer, key, None, now + LOOK_AFTER)
            await self._given(late.platform, late.id)

    async def give(
        self, action: Action, answers: Sequence[Answer], first: int, voice: Voice | None
    ) -> None:
        """All of them; by letters, if there is no voice any more."""
        platform, id = action.who.platform, action.id
        for nth, answer in enumerate(answers, first):
            key = _key(platform, id, nth)
            doubt = None
            if voice:
                try:
                    await said(voice, answer, nonce_of(key_of(key, action.who.direct)))
                    continue
                except (NotSent, Refused):
                    pass
                except Exception:
                    doubt = self._clock.now() + LOOK_AFTER
            if not await self._store.read(action.who, _is_known):
                continue  # a letter would bring back who asked to be forgotten
            late = replace(action, id=f"{id}/late/{nth}")
            await self._post(late, answer, key, action.who.direct, doubt)
        if first != APOLOGY:
            await self._given(platform, id)

    async def _post(
        self,
        event: Event,
        answer: Answer,
        key: str,
        to: Place | None,
        doubt: datetime | None,
    ) -> None:
        """No form opens in a letter, so its questions are asked one after another.

        It goes `to` whoever acted, or to where they were last.
        """

        def decide(book: Book) -> list[Effect]:
            place = to or book.student().place
            if place is None:
                return []  # forgotten since
            kept = book.one(Asking, book.owner)
            effects = asking.in_turn([answer], kept, book.owner)
            return [_posted(effect, place, key, doubt) for effect in effects]

        decided = await self._store.transact(event, decide)
        self._clock.hurry(decided.soonest)

    async def _given(self, platform: str, id: str) -> None:
        await self._store.agenda(lambda agenda: agenda.given(platform, id))


def _is_known(book: Book) -> bool:
    """Whoever acted was seen, unless they were forgotten since."""
    return book.student().seen is not None


async def said(voice: Voice, answer: Answer, nonce: str = "") -> None:
    """`NotSent` or `Refused` if certainly nothing was seen."""
    try:
        async with asyncio.timeout(LONGEST_ANSWER):
            await voice.answer(answer, nonce)
    except Exception as error:
        log.warning("no way to answer: %s", named(error))
        raise


def _posted(effect: Effect, place: Place, key: str, doubt: datetime | None) -> Effect:
    match effect:
        case Reply(view) | Redraw(view):
            return Post(place, as_repeat(view) if doubt else view, key, doubt=doubt)
        case _:
            return effect


def _key(platform: str, id: str, nth: int) -> str:
    return f"late/{id_of(platform, id, nth)}"
