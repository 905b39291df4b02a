"""The doors of the core. What stands behind them is chosen in `bot.__main__`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol, TypeVar

from bot.effects import Answer, Effect, WakeAt
from bot.events import Event, Rang
from bot.records import Community, Contact, Place, Record, Student, Talk, Visitor
from bot.views import View

T = TypeVar("T")
R = TypeVar("R", bound=Record)

NEVER = datetime.max.replace(tzinfo=UTC)

State = Literal["due", "sending", "unknown", "sent", "failed", "expired"]


@dataclass(frozen=True, slots=True)
class Change:
    """What one event did to one record or wake; None stands for "was not there"."""

    before: Record | WakeAt | None
    after: Record | WakeAt | None


class Book(Protocol):
    """What one person may read. It is opened for its owner, out of a verified event.

    So there is no read without an owner, and somebody else's id gives the same answer
    as an id that never was.
    """

    @property
    def owner(self) -> str: ...

    def student(self) -> Student: ...

    def community(self) -> Community: ...

    def is_staff(self) -> bool: ...

    def accounts(self) -> Sequence[Place]:
        """Where this person can be written to alone: once on each platform, mostly."""
        ...

    def lent_by(self, code: str) -> "Book | None":
        """The book of whoever gave out the code with this mark: who has it may look."""
        ...

    def unreached(self) -> tuple[int, int]:
        """Messages that nobody could deliver, and to how many people; of everybody.

        Those who were told of it since do not count.
        """
        ...

    def one(self, kind: type[R], id: str) -> R | None: ...

    def all(self, kind: type[R]) -> Sequence[R]:
        """In the order in which they were first kept."""
        ...

    def about(self, kind: type[R], contact: str) -> Sequence[R]:
        """Those that name this contact, in the order they were first kept."""
        ...

    def some(self, kind: type[R], ids: Sequence[str]) -> Sequence[R]:
        """Those of these that are there, read at once, in whatever order."""
        ...

    def count(self, kind: type[R]) -> int: ...

    def named(self, name: str, *longer: str) -> Sequence[Contact]:
        """Whose whole name or first name this is, whatever the case.

        If anybody's whole name is one of the longer ones, those of the first that is.
        """
        ...

    def called(self, names: Sequence[str]) -> Sequence[Contact]:
        """All whose whole name is one of these, whatever the case."""
        ...

    def colleagues(self, contact: Contact) -> Sequence[Contact]:
        """All others of the same employer, whatever the case."""
        ...

    def names(self, part: str = "") -> Sequence[tuple[str, str]]:
        """The id and name of every contact in whose name this stands, by name."""
        ...

    def directory(self) -> Sequence[tuple[str, str, str, str]]:
        """The name, role, employer and address of every contact."""
        ...

    def by_due(self, most: int, skip: int = 0) -> Sequence[tuple[Contact, Talk]]:
        """Contacts with their open talk, what is due first, the undated last."""
        ...

    def due_in(
        self, states: Sequence[str], until: datetime, most: int
    ) -> Sequence[str]:
        """The ids of contacts whose open talk is in one of these, the soonest first."""
        ...

    def wake(self, token: str) -> datetime | None:
        """When a wake is set for, if it is."""
        ...

    def wakes(self, until: datetime = NEVER) -> Sequence[WakeAt]:
        """All that are set for no later than that, the soonest first, and of those for
        one moment the one that was set first."""
        ...

    def undoable(self) -> Sequence[Change]:
        """What the last logged event changed; empty when there is none.

        An event counts as logged when it kept an `Entry`.
        """
        ...

    def mark(self, text: str) -> str:
        """A keyed hash: tells whether a text came before, and never which it was."""
        ...

    def marks(self, text: str) -> Sequence[str]:
        """All that it may have been marked with: by today's secret, and by those of
        before."""
        ...

    def is_barred(self, mark: str) -> bool:
        """The office asked that nobody writes to whoever has this mark."""
        ...


Decide = Callable[[Book], Sequence[Effect]]


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of an event: answers still to give, the earliest moment it set."""

    answers: Sequence[Answer]
    soonest: datetime = NEVER


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of the outbox."""

    key: str
    place: Place
    view: View
    state: State
    attempts: int


@dataclass(frozen=True, slots=True)
class Ungiven:
    """Answers to an event that were decided, and perhaps never given."""

    platform: str
    id: str
    owner: str
    at: datetime
    answers: Sequence[Answer]


class Agenda(Protocol):
    """What the engine alone reads and marks: wakes, the outbox of each platform."""

    def due_wakes(self, now: datetime, most: int) -> Sequence[Rang]: ...
    def next_wake(self) -> datetime: ...

    def due_letters(self, on: str, now: datetime, most: int) -> Sequence[Letter]:
        """One for each place at the most: the first of those that wait there."""
        ...

    def next_letter(self, on: str) -> datetime: ...

    def put_off(self, key: str, due: datetime) -> None:
        """It was not tried, only not its turn."""
        ...

    def begin(self, key: str) -> bool:
        """Mark a letter `sending`. False if it is not to be sent any more."""
        ...

    def end(self, key: str, state: State, due: datetime) -> None: ...

    def ungiven(self, since: datetime) -> Sequence[Ungiven]:
        """The answers to all that came since then, in that order."""
        ...

    def given(self, platform: str, id: str) -> None:
        """The answers arrived: a redelivery gets none from now on."""
        ...

    def recover(self, on: str, due: datetime) -> None:
        """What was `sending` when a process died is `unknown` from now on."""
        ...

    def bring_forward(self, until: datetime) -> None:
        """No letter waits any longer than that."""
        ...

    def sweep(self, now: datetime) -> None:
        """Drop what nobody needs any more, from the inbox and undo; expire letters.

        The keys of letters stay, so that nothing is ever said twice.
        """
        ...


class Store(Protocol):
    """Decides inside the transaction.

    A decision runs on the thread that owns the file, so it never waits, and it may
    run twice, so it does nothing but return its effects.
    """

    async def transact(self, event: Event, decide: Decide) -> Decided:
        """All effects of `decide` or none. A redelivery gets the first answer.

        Who acts for the first time becomes a person here, before `decide` is called.
        """
        ...

    async def read(self, who: Visitor, look: Callable[[Book], T]) -> T: ...

    async def agenda(self, work: Callable[[Agenda], T]) -> T:
        """Read or mark what the engine has to do, behind the people's lane."""
        ...


class Voice(Protocol):
    """Answers one person's one action. An adapter makes one for each event it hears."""

    async def answer(self, effect: Answer, nonce: str) -> None:
        """As with `Poster`, only `NotSent` and `Refused` say that nothing was seen.

        The nonce is that of the letter which would bring the answer later, so that
        nobody reads it twice; empty for what is said just once.
        """
        ...


class Poster(Protocol):
    """Speaks first, on one platform.

    `post` raises `NotSent` or `Refused` only when certainly nothing was said. Any
    other error leaves that open; then `arrived` is asked before another try.
    """

    async def post(self, place: Place, view: View, nonce: str) -> None: ...

    async def arrived(self, place: Place, nonce: str) -> bool | None:
        """Is it there? None where nobody can tell.

        False if it certainly is not, or if the platform still knows the nonce, however
        long ago the call was: most forget one within minutes, so look there as well.
        """
        ...


class Safe(Protocol):
    """What one platform entrusts to us: its installations, and who is about to install.

    A body is sealed before it comes near the file, and opens in its own row alone. An
    account is that of a user, "" that of the bot, and None stands for any user's.
    `Unusable` is raised where a body was sealed with another secret, or is damaged.
    """

    async def keep(self, team: str, bodies: Mapping[str, str]) -> None:
        """A body for each account; all of them or none."""
        ...

    async def swap(self, team: str, account: str, old: str, new: str) -> bool:
        """False, and nothing is changed, if it is not the old one any more."""
        ...

    async def find(self, team: str, account: str | None) -> str | None:
        """What was kept last; None if nothing is there."""
        ...

    async def drop(self, team: str, account: str | None) -> None: ...

    async def expect(self, state: str, now: datetime, until: datetime) -> None:
        """Somebody is about to come back with this."""
        ...

    async def arrived(self, state: str, now: datetime) -> bool:
        """Whether they are expected; a second time, or too late, they are not."""
        ...


class Clock(Protocol):
    """The only source of time. It wakes, and it keeps nothing."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...

    async def sleep_until(self, at: datetime) -> None:
        """Return at `at`, or at any moment before it: whoever sleeps looks again."""
        ...

    def hurry(self, at: datetime) -> None:
        """Something was set for `at`: let nobody sleep beyond it."""
        ...
