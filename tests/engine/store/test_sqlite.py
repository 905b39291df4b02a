"""What only the store on SQLite has: one thread, one file, and what happens to both."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest
import pytest_asyncio

from bot.effects import Bar, Effect, Erase, Forget, Keep, Reply
from bot.engine.agenda import SqlAgenda
from bot.engine.files import claim, opened, read_only
from bot.engine.sqlite import MOST_WAITING, Job, SqliteStore, Writer
from bot.engine.tables import SqlBook
from bot.errors import Busy, Unusable
from bot.events import Rang
from bot.ports import Book, Decide, Decided
from bot.records import Draft, Entry, Learnt, Talk
from bot.views import View
from tests.engine.store.made import (
    LATER,
    Opening,
    does,
    entry,
    hello,
    keeps,
    named,
    names,
    priya,
    said,
    talk,
    wake,
)
from tests.platform import ANA
from tests.talk import MONDAY, SECRET

pytestmark = pytest.mark.asyncio
SOON = 60  # seconds in which anything happens that happens at all
KEPT = "select name from contact"


def connection(book: Book) -> sqlite3.Connection:
    """What no flow can see."""
    return cast(SqlBook, book).connection


async def sql(store: SqliteStore, statement: str) -> list[Any]:
    return await store.read(
        ANA, lambda book: connection(book).execute(statement).fetchall()
    )


# Nobody is told before the commit


async def test_what_is_told_is_on_the_disk_already(tmp_path: Path) -> None:
    path, seen = tmp_path / "bot.db", list[list[Any]]()
    with claim(path), closing(opened(path)) as ours, read_only(path) as theirs:
        waiter = asyncio.get_running_loop().create_future()
        job = Job(lambda tables: tables.settle(said("1"), keeps("Tom")), waiter)
        writer = Writer(
            ours, [SECRET], lambda done: seen.append(theirs.execute(KEPT).fetchall())
        )
        writer.commit([job])
    assert seen == [[("Tom",)]]


async def test_when_the_commit_fails_so_does_the_answer(store: SqliteStore) -> None:
    def fails_later(book: Book) -> Sequence[Effect]:
        """A fault that SQLite looks for in the commit alone."""
        connection(book).execute("pragma defer_foreign_keys = on")
        of_nobody = "insert into wakes values ('nobody', 'w', '', '')"
        connection(book).execute(of_nobody)
        return [Keep(named("Tom"))]

    async with Held(store) as held:
        deciding = [keeps("a"), fails_later, keeps("b")]
        waiting = [held.transact(str(n), decide) for n, decide in enumerate(deciding)]
    a, fault, b = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(fault, sqlite3.IntegrityError)
    assert isinstance(a, Decided)
    assert isinstance(b, Decided)
    assert await names(store) == ["a", "b"]
    assert await store.latest() == MONDAY


# Lanes and commits


class Held:
    """The writer is busy with somebody, while others come in the order of the calls."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._busy, self._go_on = Event(), Event()

    async def __aenter__(self) -> "Held":
        self._first = asyncio.ensure_future(self._store.read(ANA, self._hold))
        assert await asyncio.to_thread(self._busy.wait, SOON)
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(0)  # all who were called are there now
        self._go_on.set()
        await self._first

    def transact(self, id: str, decide: Decide) -> "asyncio.Future[Decided]":
        return asyncio.ensure_future(self._store.transact(said(id), decide))

    def ring(self, decide: Decide) -> "asyncio.Future[Decided]":
        rang = Rang("", "w", MONDAY, MONDAY)
        return asyncio.ensure_future(self._store.transact(rang, decide))

    def _hold(self, book: Book) -> None:
        self._busy.set()
        self._go_on.wait(SOON)


def notes(order: list[str], what: str) -> Decide:
    def decide(book: Book) -> Sequence[Effect]:
        order.append(what)
        return []

    return decide


async def test_decisions_that_wait_together_share_a_commit(store: SqliteStore) -> None:
    trace: list[str] = []
    await store.read(
        ANA, lambda book: connection(book).set_trace_callback(trace.append)
    )
    async with Held(store) as held:
        waiting = [held.transact(f"{n}", keeps(f"{n}")) for n in range(100)]
    await asyncio.gather(*waiting)
    assert trace.count("commit") <= 3
    assert len(await names(store)) == 100


async def test_people_come_before_wakes(store: SqliteStore) -> None:
    order: list[str] = []
    async with Held(store) as held:
        waiting = [held.ring(notes(order, "wake")) for _ in range(9)]
        waiting += [held.transact(f"{n}", notes(order, "person")) for n in range(9)]
    await asyncio.gather(*waiting)
    assert order[1:10] == ["person"] * 9


async def test_wakes_come_on_however_many_people_come(store: SqliteStore) -> None:
    """Whoever is served sees to it that somebody else waits already."""
    loop, order = asyncio.get_running_loop(), list[str]()
    people: list[asyncio.Future[Decided]] = []

    def come(left: int, there: Event) -> None:
        transact = store.transact(said(f"{left}"), serves(left))
        people.append(asyncio.ensure_future(transact))
        loop.call_soon(there.set)

    def serves(left: int) -> Decide:
        def decide(book: Book) -> Sequence[Effect]:
            order.append("person")
            there = Event()
            if left:
                loop.call_soon_threadsafe(come, left - 1, there)
                there.wait(SOON)
            return []

        return decide

    async with Held(store) as held:
        wakes = [held.ring(notes(order, "wake")) for _ in range(20)]
        come(60, Event())
    await asyncio.gather(*wakes)
    last = len(order) - order[::-1].index("wake")
    assert last <= 45
    assert order[:last].count("person") <= 25
    while not all(person.done() for person in people):
        await asyncio.gather(*people)


async def test_a_full_lane_is_an_answer(store: SqliteStore) -> None:
    async with Held(store) as held:
        waiting = [held.transact(f"{n}", does()) for n in range(MOST_WAITING + 3)]
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(r) for r in results[-3:]] == [Busy] * 3
    assert {type(r) for r in results[:-3]} == {Decided}


# Faults


async def test_a_full_disk_keeps_what_fits_and_says_so(store: SqliteStore) -> None:
    await store.transact(said("first"), keeps("first"))
    [(pages,)] = await sql(store, "pragma page_count")
    await sql(store, f"pragma max_page_count = {pages + 4}")

    big = Draft(id="d", contact="c", kind="k", channel="c", text="x" * 40_000)
    async with Held(store) as held:
        deciding = [keeps("a"), does(Keep(big)), keeps("b"), does(Keep(big))]
        waiting = [held.transact(f"{n}", decide) for n, decide in enumerate(deciding)]
    a, full, b, full_too = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(full, sqlite3.OperationalError)
    assert isinstance(full_too, sqlite3.OperationalError)
    assert isinstance(a, Decided)
    assert isinstance(b, Decided)
    assert await names(store) == ["first", "a", "b"]

    await sql(store, "pragma max_page_count = 100000")
    await store.transact(said("after"), does(Keep(big)))
    assert await store.read(ANA, lambda book: book.one(Draft, "d")) == big


async def test_if_the_writer_dies_so_does_the_process(tmp_path: Path) -> None:
    def exits(book: Book) -> Sequence[Effect]:
        raise SystemExit

    died = Event()
    store = SqliteStore(tmp_path / "bot.db", SECRET, die=died.set)
    waiting = asyncio.ensure_future(store.transact(said("1"), exits))
    assert await asyncio.to_thread(died.wait, SOON)
    waiting.cancel()
    store.close()


async def test_a_store_that_was_closed_says_so(opening: Opening) -> None:
    store = opening()
    store.close()
    with pytest.raises(Unusable, match="closed"):
        await store.transact(said("1"), keeps("Tom"))


async def test_what_waits_when_it_closes_is_done(opening: Opening) -> None:
    store = opening()
    waiting = asyncio.gather(*(store.transact(said(n), keeps(n)) for n in "abc"))
    await asyncio.sleep(0)
    store.close()
    await waiting

    store = opening()
    assert await names(store) == ["a", "b", "c"]
    store.close()


# No trace of who was erased


def traces(folder: Path, *words: str) -> list[str]:
    """Where in the files one of these words still stands, whatever its case."""
    found = []
    for path in sorted(folder.iterdir()):
        content = path.read_bytes().lower()
        found += [path.name for word in words if word.lower().encode() in content]
    return found


ABOUT_PRIYA = (
    Keep(priya()),
    Keep(talk("t", "c1")),
    Keep(Entry(id="e", contact="c1", talk=1, at=MONDAY, what="met", detail="Priya")),
    Keep(Learnt(id="t", contact="c1", learnt=("Priya Shah told me",) * 500)),
    Keep(Draft(id="d", contact="c1", kind="k", channel="c", text="Dear Priya" * 999)),
    wake("w", LATER, "c1"),
    hello("k", "c1"),
    Reply(View(("I added Priya Shah.",))),
)
PRIYA = ("Priya", "Shah", "priya@example")


@pytest_asyncio.fixture
async def known(store: SqliteStore, tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A store that knows Priya, and others around her."""
    for n in range(30):
        other = Learnt(id=f"l{n}", contact=f"o{n}", learnt=("much",) * n * 50)
        await store.transact(said(f"o{n}"), does(Keep(named(f"Tom{n}")), Keep(other)))
        if n == 15:
            await store.transact(said("1"), does(*ABOUT_PRIYA))
    assert traces(tmp_path, *PRIYA)
    yield store


def erase(book: Book) -> Sequence[Effect]:
    return [Erase("c1")]


def bar(book: Book) -> Sequence[Effect]:
    return [Bar((book.mark("priya@example.com"),), View(("Somebody asked.",)))]


def farewell(book: Book) -> Sequence[Effect]:
    return [Forget(book.student())]


@pytest.mark.parametrize("decide", [erase, bar, farewell])
async def test_who_was_erased_is_in_no_file(
    known: SqliteStore, tmp_path: Path, decide: Decide
) -> None:
    await known.transact(said("2"), decide)
    assert traces(tmp_path, *PRIYA) == []


async def test_a_reader_puts_off_the_end_of_the_log(
    known: SqliteStore, tmp_path: Path
) -> None:
    with read_only(tmp_path / "bot.db") as other:
        other.execute("begin")
        assert other.execute("select 1 from contact").fetchall()
        await known.transact(said("2"), erase)
        assert traces(tmp_path, *PRIYA)
    await known.transact(said("3"), does())
    assert traces(tmp_path, *PRIYA) == []


async def test_what_was_said_is_wiped(store: SqliteStore, tmp_path: Path) -> None:
    await store.transact(said("1"), does(hello("k", "c1")))
    [letter] = await store.agenda(lambda a: a.due_letters("test", LATER, 9))
    await store.agenda(lambda a: a.begin(letter.key))
    await store.agenda(lambda a: a.end(letter.key, "sent", LATER))
    assert await sql(store, "select view, state from outbox") == [("", "sent")]


# Speed


async def steps(store: SqliteStore, look: Callable[[Book], object]) -> int:
    """How much SQLite works for it, in thousands of its own steps."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1

    def counted(book: Book) -> None:
        connection(book).set_progress_handler(step, 10)
        look(book)
        connection(book).set_progress_handler(None, 10)

    await store.read(ANA, counted)
    return count


def one_of_many(n: int) -> list[Effect]:
    due = LATER if n % 3 else None
    return [Keep(named(f"Tom{n} Okafor", f"c{n}")), Keep(talk(f"t{n}", f"c{n}", due))]


async def test_a_thousand_contacts_cost_no_more_than_ten(store: SqliteStore) -> None:
    looks: list[Callable[[Book], object]] = [
        lambda book: book.named("tom7"),
        lambda book: book.named("Tom7 Okafor"),
        lambda book: book.by_due(5),
        lambda book: book.about(Talk, "c7"),
        lambda book: book.undoable(),
        lambda book: book.one(Draft, "c7"),
    ]
    few = [effect for n in range(10) for effect in one_of_many(n)]
    many = [effect for n in range(10, 1_000) for effect in one_of_many(n)]
    await store.transact(said("few"), does(*few, Keep(entry("e"))))
    before = [await steps(store, look) for look in looks]
    await store.transact(said("many"), does(*many))
    after = [await steps(store, look) for look in looks]
    assert after == pytest.approx(before, abs=3)
    assert all(before)


async def test_the_first_of_a_thousand_due_at_one_moment_cost_no_more_than_of_ten(
    store: SqliteStore,
) -> None:
    def first_few(book: Book) -> None:
        SqlAgenda(connection(book)).due_wakes(LATER, 5)

    few = [wake(f"w{n}", LATER) for n in range(10)]
    many = [wake(f"w{n}", LATER) for n in range(10, 1_000)]
    await store.transact(said("few"), does(*few))
    before = await steps(store, first_few)
    await store.transact(said("many"), does(*many))
    assert await steps(store, first_few) == pytest.approx(before, abs=3)
    assert before
