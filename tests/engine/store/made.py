"""Events, records and decisions to try a store with."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.effects import Deed, Effect, Forget, Keep, LetSleep, Post, Reply, WakeAt
from bot.engine.sqlite import SqliteStore
from bot.engine.tables import SqlBook
from bot.events import Said
from bot.ports import Book, Change, Decide, Letter
from bot.records import Contact, Entry, Talk, Visitor
from bot.views import View
from tests.platform import ANA
from tests.talk import MONDAY

Opening = Callable[[], SqliteStore]

LATER = MONDAY + timedelta(hours=1)
HELLO = View(("Hello",))


def said(id: str, who: Visitor = ANA, at: datetime = MONDAY) -> Said:
    return Said(id, who, who.direct, "", at)


def does(*effects: Effect) -> Decide:
    return lambda book: effects


def priya(id: str = "c1") -> Contact:
    return Contact(
        id=id, name="Priya Shah", employer="Mercy", reach="priya@example.com"
    )


def named(name: str, id: str = "") -> Contact:
    return Contact(id=id or name, name=name)


def entry(id: str, contact: str = "c1") -> Entry:
    return Entry(id=id, contact=contact, talk=1, at=MONDAY, what="asked")


def talk(id: str, contact: str, due: datetime | None = None, number: int = 1) -> Talk:
    return Talk(id=id, contact=contact, due=due, number=number)


def keeps(name: str) -> Decide:
    def decide(book: Book) -> Sequence[Effect]:
        return [Keep(named(name)), Reply(View((f"kept {name}",)))]

    return decide


def hello(key: str = "hello/1", about: str = "", who: Visitor = ANA) -> Post:
    return Post(who.direct, HELLO, key, about=about)


def wake(token: str, at: datetime = LATER, about: str = "") -> WakeAt:
    return WakeAt(token, at, about)


def undoing(book: Book) -> list[Deed]:
    """As a flow may do it: the last change first."""
    return [_back(change) for change in reversed(book.undoable())]


def _back(change: Change) -> Deed:
    before, after = change.before, change.after
    if isinstance(before, WakeAt):
        return before
    if isinstance(after, WakeAt):
        return LetSleep(after.token)
    if before:
        return Keep(before)
    assert after
    return Forget(after)


async def names(store: SqliteStore, who: Visitor = ANA) -> list[str]:
    """In the order in which they were first kept."""
    return [c.name for c in await store.read(who, lambda book: book.all(Contact))]


async def letters(
    store: SqliteStore, now: datetime = LATER, on: str = "test"
) -> list[Letter]:
    return [*await store.agenda(lambda agenda: agenda.due_letters(on, now, 100))]


async def steps(store: SqliteStore, work: Callable[[SqlBook], object]) -> int:
    """How many SQLite takes for it, once it knows what is asked."""

    def counted(book: Book) -> int:
        assert isinstance(book, SqlBook)
        taken: list[None] = []
        book.connection.set_progress_handler(lambda: taken.append(None), 1)
        work(book)
        book.connection.set_progress_handler(None, 1)
        return len(taken)

    await store.read(ANA, counted)
    return await store.read(ANA, counted)
