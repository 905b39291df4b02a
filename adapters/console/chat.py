"""A chat at one keyboard, whichever face it has: lines go in, messages come out."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Protocol

from adapters.console import translate
from adapters.console.desk import Desk, Page
from adapters.console.files import named_in, uploaded
from adapters.console.translate import ORDERS, Screen
from bot.coach.time.almanac import Order
from bot.coach.time.dates import At, Unclear, read_moment, spoken
from bot.coach.time.days import MORNING, local
from bot.effects import Suggest
from bot.engine.clock import Movable
from bot.engine.faults import named
from bot.engine.life import Life
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.errors import Mistake
from bot.events import Action, Opened, Said, Typing
from bot.flows.steps import country_for
from bot.ports import Book
from bot.views import Code

HELLO = (
    "Type a number to press that button, or words. ",
    Code(":help"),
    " tells more, and ",
    Code(":quit"),
    " leaves.",
)
HINT = ("Write \\n for a new line. Say ", Code("help"), " for all I can do.")

ANOTHER_YEAR = datetime(1970, 1, 1, tzinfo=UTC)  # so that this one is told
BROKE = "That could not be done. What you told me before is safe. Is the disk full?"

log = logging.getLogger(__name__)

_UNTIL = re.compile(r"(?:until|till|to)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reader:
    """How whoever sits there reads a date."""

    zone: str
    order: Order
    country: str


class Face(Page, Protocol):
    """What somebody sees, and types into."""

    async def run(self, chat: "Chat") -> None:
        """Until they leave, or the input ends."""
        ...


class Chat:
    """Who sits at the desk talks to the bot; files are saved in the folder.

    `skipped` says that the clock is ahead of the machine's when the chat begins.
    """

    def __init__(
        self,
        shell: Shell,
        store: SqliteStore,
        clock: Movable,
        life: Life,
        desk: Desk,
        folder: Path,
        skipped: bool = False,
    ) -> None:
        self.desk = desk
        self._shell = shell
        self._store = store
        self._clock = clock
        self._life = life
        self._folder = folder
        self._skipped = skipped
        self._ids = count(1)
        self._orders: dict[str, Callable[[str], Awaitable[None]]] = {
            ":skip": self._skip,
            ":now": self._now,
            ":as": self._as,
            ":save": self._save,
            ":help": self._help,
        }

    async def begin(self) -> None:
        """Whoever sits down finds where they stand, and what fell due meanwhile."""
        await self.look_up()
        self.desk.hand_over()
        if self._skipped:
            self._skipped = False
            self.desk.say(f"Time was skipped here. {self._time()}")
        who, at = self.desk.who, self._clock.now()
        await self._shell.hear(Opened(self._id(), who, who.direct, at), self.desk)
        await self._settle()

    def explain(self) -> None:
        """For somebody who sits at a keyboard."""
        self.desk.say(HELLO)

    async def hear(self, line: str, screen: Screen | None = None) -> bool:
        """What was typed below that screen, or else the present one; False to leave."""
        try:
            order = translate.order(line)
            if order and order.word == ":quit":
                return False
            if order:
                await self._orders[order.word](order.rest)
            else:
                await self._tell(line, screen or self.desk.screen)
        except Mistake as mistake:
            self.desk.say(mistake.text)
        except Exception as error:
            log.error("%s", named(error))
            self.desk.say(BROKE)
        await self._settle()
        return True

    async def suggest(self, text: str) -> Suggest:
        who, at = self.desk.who, self._clock.now()
        return await self._shell.suggest(Typing(self._id(), who, who.direct, text, at))

    async def _tell(self, line: str, screen: Screen) -> None:
        who, at = self.desk.who, self._clock.now()
        action: Action = translate.action(line, screen, self._id(), who, at)
        if isinstance(action, Said) and not screen.awaits and (file := named_in(line)):
            action = await asyncio.to_thread(uploaded, action, file)
        await self._shell.hear(action, self.desk)

    async def _settle(self) -> None:
        try:
            await self._life.tick()
            await self.look_up()
        except Exception as error:  # a full disk, perhaps; it stays due
            log.error("could not do what is due: %s", named(error))

    async def _skip(self, phrase: str) -> None:
        until = await self._moment(phrase)
        before = self.desk.delivered
        await self._life.skip(until)
        await self._store.remember(until)
        if self.desk.delivered == before:
            self.desk.say("Nothing fell due.")
        await self._now("")

    async def _moment(self, phrase: str) -> datetime:
        """A span keeps the clock on the wall; a day alone begins in the morning.

        Of several moments it is the soonest, from which one can skip on.
        """
        reader, now = await self.look_up(), self._clock.now()
        until = _UNTIL.sub("", phrase, count=1)
        hour = MORNING if until != phrase else local(now, reader.zone).time()
        match read_moment(
            until, now, reader.zone, order=reader.order, country=reader.country, at=hour
        ):
            case At(at):
                return at
            case Unclear(_, [_, _, *_] as readings):
                return min(readings)
            case Unclear(why):
                raise Mistake(why)

    async def _now(self, rest: str) -> None:
        self.desk.say(self._time())

    async def _as(self, name: str) -> None:
        if not name:
            raise Mistake("Who? For example: ", Code(":as Ana"))
        self.desk.who = translate.visitor(name, self.desk.who.zone)
        await self.begin()

    async def _save(self, name: str) -> None:
        self.desk.say(f"Saved as {self.desk.save(self._folder, name)}")

    async def _help(self, rest: str) -> None:
        words = (
            (Code(f"{word} {takes}".ljust(11)), f"  {what}")
            for word, (takes, what) in ORDERS.items()
        )
        self.desk.say("A number presses that button. Besides:", *words, HINT)

    async def look_up(self) -> Reader:
        """Who sits there now; moments are told in their zone."""
        reader = await self._store.read(self.desk.who, _reader_of)
        self.desk.zone = reader.zone
        return reader

    def _time(self) -> str:
        return f"It is {spoken(self._clock.now(), self.desk.zone, ANOTHER_YEAR)}."

    def _id(self) -> str:
        """Nobody delivers a line twice, and no moment comes twice in one file."""
        return f"{self._clock.now().isoformat()}/{next(self._ids)}"


def _reader_of(book: Book) -> Reader:
    student = book.student()
    order = student.date_order or book.community().date_order
    return Reader(student.zone, order, country_for(book))
