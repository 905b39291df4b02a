"""Where messages land: drawn as they come, with the buttons each person has."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Protocol

from adapters.console.files import saved
from adapters.console.render import Sheet, lines
from adapters.console.text import Line, Span
from adapters.console.translate import Screen
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
    """The terminal as `Voice` and `Poster`. One person sits there at a time."""

    def __init__(self, clock: Clock, page: Page, who: Visitor) -> None:
        self.who = who
        self.zone = who.zone
        self.delivered = 0
        self._clock = clock
        self._page = page
        self._screens: dict[Place, Screen] = {}
        self._kept: File | Picture | None = None

    @property
    def screen(self) -> Screen:
        """What stands above the prompt of who sits there."""
        return self._screens.get(self.who.direct, Screen())

    async def answer(self, effect: Answer) -> None:
        match effect:
            case Reply(view) | Redraw(view):
                self._land(view, self.who.direct)
            case _:
                raise Refused("a terminal opens no dialogs")

    async def post(self, place: Place, view: View, nonce: str) -> None:
        """With its day and hour, and with whom it is for if they do not sit there."""
        now = self._clock.now()
        at = spoken(now, self.zone, now)
        to = "" if place == self.who.direct else f", to {place.id.lstrip('@')}"
        self.delivered += 1
        self._land(view, place, (Span(f"-- {at}{to} --", "faint"),))

    async def arrived(self, place: Place, nonce: str) -> bool:
        """What scrolled by is gone: better said twice than never."""
        return False

    def say(self, *blocks: Block) -> None:
        """Something of the terminal's own: it changes nothing that can be pressed."""
        self._page.show([*lines(View(blocks), self._sheet()), ()])

    def save(self, folder: Path, name: str) -> Path:
        return saved(self._kept, folder, name)

    def _sheet(self) -> Sheet:
        return Sheet(self.zone, self._page.width, self._clock.now())

    def _land(self, view: View, place: Place, *above: Line) -> None:
        self._screens[place] = self._screens.get(place, Screen()).below(view)
        self._kept = next(
            (b for b in reversed(view.blocks) if isinstance(b, File | Picture)),
            self._kept,
        )
        self._page.show(chain(above, lines(view, self._sheet()), [()]))
