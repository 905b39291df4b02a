"""A platform for tests: an adapter like the others, behind which the test sits."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self, assert_never

from adapters.console.render import Sheet, text_of
from bot.effects import Answer, Ask, Redraw, Refuse, Reply
from bot.ports import Clock
from bot.records import Place, Visitor
from bot.views import Form, View, presses

ANA = Visitor("test", "T1", "ana", "Ana", "America/New_York")
BEN = Visitor("test", "T1", "ben", "Ben", "Europe/Berlin")
DEE = Visitor("test", "T1", "dee", "Dee", "America/Denver")
LEA = Visitor("test", "T1", "lea", "Lea", "America/Los_Angeles")
ZONES = {who.direct: who.zone for who in (ANA, BEN, DEE, LEA)}
UNBROKEN = 10_000  # columns, so that no sentence is broken


class Seen(str):
    """What somebody saw, as a terminal draws it: to be read, searched and pressed."""

    where: Place
    at: datetime
    view: View  # the last one
    form: Form | None

    @classmethod
    def of(cls, effects: Sequence[Answer], where: Place, at: datetime) -> Self:
        sheet = Sheet(ZONES.get(where, ANA.zone), UNBROKEN)
        seen = cls("\n".join(_drawn(effect, sheet) for effect in effects))
        seen.where, seen.at, seen.form, seen.view = where, at, None, View(())
        for effect in effects:
            match effect:
                case Reply(view) | Redraw(view):
                    seen.view = view
                case Ask(form) | Refuse(form):
                    seen.form = form
        return seen

    @property
    def labels(self) -> list[str]:
        """All that can be pressed."""
        return [label for label, _, _ in presses(self.view)]


@dataclass
class Platform:
    """Voice and poster in one.

    `breaks` holds an error for each of the next posts, which are heard nevertheless if
    it `hears_what_breaks`; `blind` one for each of the next looks at what it heard,
    of which it can tell nothing if it `forgets`. `mute` is what every answer meets,
    `mute_after` each that was heard. A post goes on only when `hanging` is set.
    """

    clock: Clock
    answers: list[Answer] = field(default_factory=list[Answer])
    posts: list[Seen] = field(default_factory=list[Seen])
    nonces: Counter[str] = field(default_factory=Counter[str])
    breaks: list[Exception] = field(default_factory=list[Exception])
    blind: list[Exception] = field(default_factory=list[Exception])
    hears_what_breaks: bool = False
    forgets: bool = False
    answered: set[str] = field(default_factory=set[str])
    mute: Exception | None = None
    mute_after: Exception | None = None
    hanging: asyncio.Event | None = None
    said: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, effect: Answer, nonce: str) -> None:
        if self.mute:
            raise self.mute
        self.answers.append(effect)
        self.answered.add(nonce)
        self.said.set()
        if self.mute_after:
            raise self.mute_after

    async def post(self, place: Place, view: View, nonce: str) -> None:
        if self.hanging:
            await self.hanging.wait()
        if self.breaks and not self.hears_what_breaks:
            raise self.breaks.pop(0)
        self.nonces[nonce] += 1
        self.posts.append(Seen.of([Reply(view)], place, self.clock.now()))
        self.said.set()
        if self.breaks:
            raise self.breaks.pop(0)

    async def has_posted(self, *texts: str) -> None:
        """Wait for it, on a machine that may be busy."""
        async with asyncio.timeout(60):
            while self.posts != [*texts]:
                self.said.clear()
                await self.said.wait()

    async def arrived(self, place: Place, nonce: str) -> bool | None:
        if self.blind:
            raise self.blind.pop(0)
        if self.forgets:
            return None
        return nonce in self.nonces or nonce in self.answered


def _drawn(effect: Answer, sheet: Sheet) -> str:
    match effect:
        case Reply(view) | Redraw(view):
            return text_of(view, sheet)
        case Ask(form):
            return _asked(form)
        case Refuse(form, field, why):
            return f"{field}: {why}\n{_asked(form)}"
        case _:
            assert_never(effect)


def _asked(form: Form) -> str:
    labels = (f"{field.label} ____ {field.value}" for field in form.fields)
    return "\n".join([form.title, *labels])
