"""Where messages land: drawn as they come, with the buttons each person has."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Protocol

from adapters.console.files import saved
from adapters.console.render import Sheet, lines
from adapters.console.text import Line, Span
from adapters.console.translate import Screen
from adapters.text import on_one_line
from bot.coach.time.dates import spoken
from bot.effects import Answer, Redraw, Reply
from bot.errors import Refused
from bot.ports import Clock
from bot.records import Place, Visitor
from bot.views import Block, File, Picture, View


class Page(Protocol):
    """What lines are shown on, and how many columns it has just now."""

    @property
    def width(self) -> int: ...

    def show(self, lines: Iterable[Line]) -> None: ...


class Desk:
    """The terminal as `Voice` and `Poster`. One person sits there at a time.

    What comes for anybody else waits until they do, in memory: when the chat ends
    first, their next step still tells them where they stand.
    """

    def __init__(self, clock: Clock, page: Page, who: Visitor) -> None:
        self.who = who
        self.zone = who.zone
        self.delivered = 0
        self._clock = clock
        self._page = page
        self._screens: dict[Place, Screen] = {}
        self._kept: dict[Place, File | Picture] = {}
        self._waiting: dict[Place, list[tuple[datetime, View]]] = {}

    @property
    def screen(self) -> Screen:
        """What stands above the prompt of who sits there."""
        return self._screens.get(self.who.direct, Screen())

    async def answer(self, effect: Answer, nonce: str) -> None:
        match effect:
            case Reply(view) | Redraw(view):
                self._land(view)
            case _:
                raise Refused("a terminal opens no dialogs")

    async def post(self, place: Place, view: View, nonce: str) -> None:
        """With its day and hour. Whoever it is not for sees its notice alone."""
        at = self._clock.now()
        self.delivered += 1
        if place == self.who.direct:
            self._land(view, self._stamp(at))
            return
        self._waiting.setdefault(place, []).append((at, view))
        stamp = self._stamp(at, f", for {on_one_line(place.id.lstrip('@'))}")
        notice = lines(View((view.notice,)), self._sheet())
        self._page.show([stamp, *notice, ()])

    def hand_over(self) -> None:
        """What came for who sits there now, while somebody else did."""
        for at, view in self._waiting.pop(self.who.direct, ()):
            self._land(view, self._stamp(at))

    async def arrived(self, place: Place, nonce: str) -> bool | None:
        """What scrolled by is gone: better said twice than never."""
        return None

    def say(self, *blocks: Block) -> None:
        """Something of the terminal's own: it changes nothing that can be pressed."""
        self._page.show([*lines(View(blocks), self._sheet()), ()])

    def save(self, folder: Path, name: str) -> Path:
        return saved(self._kept.get(self.who.direct), folder, name)

    def _sheet(self) -> Sheet:
        return Sheet(self.zone, self._page.width, self._clock.now())

    def _stamp(self, at: datetime, whose: str = "") -> Line:
        when = spoken(at, self.zone, self._clock.now())
        return (Span(f"-- {when}{whose} --", "faint"),)

    def _land(self, view: View, *above: Line) -> None:
        place = self.who.direct
        self._screens[place] = self.screen.below(view)
        for block in view.blocks:
            if isinstance(block, File | Picture):
                self._kept[place] = block
        self._page.show(chain(above, lines(view, self._sheet()), [()]))
