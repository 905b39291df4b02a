"""A conversation to write tests with: the whole engine, on a clock that we move.

>>> talk.at("2026-11-19 14:10")
>>> talk.say("add Priya, nurse at Mercy, aunt")
>>> assert "Tue 24 Nov" in talk.say("sent Priya")
>>> [reminder, *_] = talk.wait(days=8)
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from textwrap import indent
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.engine.clock import SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.files import MEMORY, opened
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.errors import Busy
from bot.events import Action, Event, Opened, Pressed, Said, Submitted, Typing, Uploaded
from bot.flow import Flow
from bot.ports import Book, Decide, Decided
from bot.records import Community, Place, Visitor
from bot.views import Choice, Picker, presses
from tests.platform import ANA, BEN, ZONES, Platform, Seen

__all__ = ["ANA", "BEN", "MONDAY", "Platform", "Seen", "Talk"]

MONDAY = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)  # nine o'clock for Ana
COLLEGE = Community(id="college")
PATIENCE = (
    600  # seconds; whoever waits too long is told so, and no machine is that slow
)
SECRET = b"a secret of the tests"

T = TypeVar("T")


@cache
def new_file() -> bytes:
    """One in which nothing stands yet: to make it takes longer than most talks."""
    with closing(opened(MEMORY)) as made:
        return made.serialize()


class Store(SqliteStore):
    """Remembers our own faults, of which people in the chat only get a reference."""

    def __init__(self, path: Path, secrets: Sequence[bytes] = (SECRET,)) -> None:
        super().__init__(path, *secrets)
        self.faults: list[Exception] = []

    async def transact(self, event: Event, decide: Decide) -> Decided:
        try:
            return await super().transact(event, decide)
        except Busy:
            raise
        except Exception as error:
            self.faults.append(error)
            raise


class Talk:
    """`talk.say("help")` gives what Ana sees; time passes only when told to.

    `dialogs` says that forms open, as they do on Slack and Discord; else they are
    asked question by question; `uploads`, that files can be handed over. What breaks
    in a flow breaks the test, unless `may_break`.
    """

    def __init__(
        self,
        folder: Path,
        flows: Sequence[Flow],
        community: Community = COLLEGE,
        staff: Sequence[Visitor] = (),
        platforms: Sequence[str] = ("test",),
    ) -> None:
        self.dialogs = self.uploads = self.may_break = False
        self.secrets: Sequence[bytes] = (SECRET,)  # the newest first
        self.transcript: list[str] = []
        self._file = folder / "talk.db"
        self._router = Router(flows)
        self._community = community
        self._staff = [(who.platform, who.user) for who in staff]
        self._platforms = platforms
        self._ids = map(str, count(1))
        self._seen: list[Seen] = []
        self._runner = asyncio.Runner()
        self.platform = Platform(SimulatedClock(MONDAY))
        if not self._file.exists():
            self._file.write_bytes(new_file())
        self._start(MONDAY)

    def say(self, text: str, who: Visitor = ANA) -> Seen:
        said = Said(*self._by(who), text, self.now, self.dialogs, self.uploads)
        return self.hear(said, text)

    def press(self, label: str, on: Seen | None = None, who: Visitor = ANA) -> Seen:
        """A button or a choice: of `on`, or else of the newest message that has it."""
        mine = [seen for seen in self._seen if seen.where == who.direct]
        having = [on] if on else [seen for seen in mine if label in seen.labels]
        assert having, f"{who.name} saw no {label!r}"
        keys = [key for key in presses(having[-1].view) if key[0] == label]
        assert keys, f"no {label!r} among {having[-1].labels}"
        _, token, chosen = keys[0]
        return self.hear(
            Pressed(
                *self._by(who), token, self.now, chosen, self.dialogs, self.uploads
            ),
            f"[{label}]",
        )

    def submit(self, answers: Mapping[str, str], who: Visitor = ANA) -> Seen:
        """Fill in the form that opened last; fields that are not named stay as is."""
        forms = [s.form for s in self._seen if s.form and s.where == who.direct]
        assert forms, f"no form opened for {who.name}"
        kept = {field.key: field.value for field in forms[-1].fields}
        assert answers.keys() <= kept.keys(), f"its fields are {[*kept]}"
        token, now, given = forms[-1].token, self.now, {**kept, **answers}
        submitted = Submitted(*self._by(who), token, now, given, self.dialogs)
        return self.hear(submitted, str(answers))

    def upload(
        self,
        name: str,
        rows: Sequence[Mapping[str, str]],
        who: Visitor = ANA,
        skipped: Sequence[str] = (),
    ) -> Seen:
        by, now, dialogs = self._by(who), self.now, self.dialogs
        uploaded = Uploaded(*by, name, now, (*rows,), (*skipped,), dialogs)
        return self.hear(uploaded, f"({name})")

    def open(self, who: Visitor = ANA) -> Seen:
        opened = Opened(*self._by(who), self.now, self.dialogs)
        return self.hear(opened, "(comes in)")

    def type(self, text: str, who: Visitor = ANA) -> list[str]:
        """What is suggested meanwhile."""
        typing = Typing(*self._by(who), text, self.now)
        suggest = self._run(self._shell.suggest(typing))
        return [choice.label for choice in suggest.choices]

    def suggest(self, text: str, label: str, who: Visitor = ANA) -> tuple[Choice, ...]:
        """What is offered who types into the newest picker of that name."""
        pickers = (c for seen in self._seen for c in seen.view.controls)
        [*_, picker] = [
            c for c in pickers if isinstance(c, Picker) and c.label == label
        ]
        typing = Typing(*self._by(who), text, self.now, picker.token)
        return self._run(self._shell.suggest(typing)).choices

    def hear(self, action: Action, shown: str | None = None) -> Seen:
        self.platform.answers.clear()
        here, now = action.who.direct, self.now
        done = type(action).__name__ if shown is None else shown
        self._note(here, now, f"{action.who.name}: {done}")
        self._run(self._shell.hear(action, self.platform))
        return self._shown(Seen.of(self.platform.answers, here, now))

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def read(self, look: Callable[[Book], T], who: Visitor = ANA) -> T:
        """What the bot remembers of somebody."""
        return self._run(self.store.read(who, look))

    def at(self, wall: str, who: Visitor = ANA) -> list[Seen]:
        """Go to a moment, as the clock on their wall shows it: "2026-11-19 14:10"."""
        moment = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(who.zone))
        if not self.transcript:  # it may as well have begun then
            self.restart(moment.astimezone(UTC))
        return self.wait(moment.astimezone(UTC))

    def wait(self, until: datetime | None = None, **span: float) -> list[Seen]:
        """Let time pass; gives what the bot said of its own accord meanwhile."""
        said = len(self.platform.posts)
        end = until or self.now + timedelta(**span)
        assert end >= self.now, f"it is {self.now} already"
        self._run(self.life.skip(end))
        for seen in self.platform.posts[said:]:
            self._note(seen.where, seen.at, f"(to {seen.where.id})")
            self._shown(seen)
        return self.platform.posts[said:]

    def restart(self, now: datetime | None = None) -> None:
        """All that is not in the file is gone."""
        self.store.close()
        self._start(now or self.now)

    def sweep(self) -> None:
        """What nobody needs any more goes, as it does every hour of a real life."""
        now = self.now
        self._run(self.store.agenda(lambda agenda: agenda.sweep(now)))

    def close(self) -> None:
        self._runner.close()
        self.store.close()

    def _start(self, now: datetime) -> None:
        self.clock = self.platform.clock = SimulatedClock(now)
        self.store = Store(self._file, self.secrets)
        self._shell = Shell(self._router, self.store, self.clock, PATIENCE)
        deliveries = [
            Delivery(self.store, self.clock, name, self.platform)
            for name in self._platforms
        ]
        self.life = Life(self.store, self.clock, self._shell, deliveries)
        self._run(self.store.adopt(self._community, self._staff))
        self._run(self.life.recover())

    def _run(self, doing: Coroutine[Any, Any, T]) -> T:
        done = self._runner.run(doing)
        if self.store.faults and not self.may_break:
            raise self.store.faults.pop()
        return done

    def _by(self, who: Visitor) -> tuple[str, Visitor, Place]:
        return next(self._ids), who, who.direct

    def _shown(self, seen: Seen) -> Seen:
        self._seen.append(seen)
        self.transcript.append(indent(seen, " " * 6))
        return seen

    def _note(self, where: Place, at: datetime, text: str) -> None:
        zone = ZoneInfo(ZONES.get(where, ANA.zone))
        self.transcript.append(f"{at.astimezone(zone):%a %d %b %H:%M}  {text}")
