"""The contract of `Join` and `Part`: one owner, and nothing lost or twice."""

import sqlite3
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bot.effects import Deed, Forget, Join, Keep, Part, Reply
from bot.engine.delivery import nonce_of
from bot.engine.rows import KINDS
from bot.engine.sqlite import SqliteStore
from bot.ports import Agenda, Book
from bot.records import Contact, Pairing, Record, Student, Visitor
from tests.engine.store.made import (
    HELLO,
    LATER,
    does,
    entry,
    hello,
    keeps,
    letters,
    named,
    names,
    said,
    talk,
    undoing,
    wake,
)
from tests.engine.store.records import RECORDS
from tests.platform import ANA, BEN, DEE
from tests.talk import COLLEGE, MONDAY

pytestmark = pytest.mark.asyncio

CODE = "a mark"
ANA_TOO = Visitor("other", "", "77", "Ana")


async def gives(store: SqliteStore, who: Visitor = ANA) -> None:
    def give(book: Book) -> list[Deed]:
        return [Keep(Pairing(id=book.owner, code=CODE, until=LATER))]

    await store.transact(said(f"give/{who.user}", who), give)


async def joins(store: SqliteStore, who: Visitor = ANA_TOO) -> None:
    await store.transact(said(f"join/{who.user}", who), does(Join(CODE)))


async def parts(store: SqliteStore, leaving: Visitor, who: Visitor = ANA) -> None:
    await store.transact(said("part", who), does(Part(leaving.direct)))


async def owner(store: SqliteStore, who: Visitor) -> str:
    return await store.read(who, lambda book: book.owner)


def kept(kind: type[Record]) -> Callable[[Book], list[Record]]:
    return lambda book: [*book.all(kind)]


async def test_records_of_every_kind_are_the_owners(store: SqliteStore) -> None:
    """What there is one of, too, if the owner has none."""

    def keep(book: Book) -> list[Deed]:
        return [
            Keep(replace(record, id=book.owner) if record.id == "s1" else record)
            for record in RECORDS
        ]

    await store.transact(said("1"), keep)
    await gives(store)
    before = {kind: await store.read(ANA, kept(kind)) for kind in KINDS}
    await joins(store)
    one = await owner(store, ANA_TOO)
    for kind in KINDS:
        if kind is not Student:
            theirs = await store.read(ANA_TOO, kept(kind))
            mine = [replace(r, id=one) if _is_one(r) else r for r in before[kind]]
            assert theirs == mine
    assert await owner(store, ANA) == one


def _is_one(record: Record) -> bool:
    """Of which a person has one, so that it has the person's id."""
    return len(record.id) == 16 and "id" in {f.name for f in fields(record)}


async def test_of_what_there_is_one_of_the_owners_stays(store: SqliteStore) -> None:
    def keep(name: str) -> Callable[[Book], list[Deed]]:
        return lambda book: [Keep(Student(id=book.owner, name=name))]

    await store.transact(said("1"), keep("there"))
    await store.transact(said("2", ANA_TOO), keep("here"))
    await gives(store)
    await joins(store)
    assert (await store.read(ANA, lambda book: book.student())).name == "here"


async def test_what_comes_over_stands_after_what_is_there(store: SqliteStore) -> None:
    for nth, name in enumerate(("Ada", "Zoe")):
        await store.transact(said(f"a{nth}"), keeps(name))
        await store.transact(said(f"b{nth}", ANA_TOO), keeps(f"{name} too"))
    await gives(store)
    await joins(store)
    assert await names(store) == ["Ada too", "Zoe too", "Ada", "Zoe"]
    await store.transact(said("4"), keeps("Last"))
    assert (await names(store))[-1] == "Last"


async def test_who_is_found_is_found_by_all_that_was_kept(store: SqliteStore) -> None:
    contact = Contact(id="c1", name="Priya Shah", employer="Mercy", reach="p@e.com")
    await store.transact(said("1"), does(Keep(contact)))
    await gives(store)
    await joins(store)
    found = await store.read(ANA_TOO, lambda book: book.named("priya"))
    assert [one.id for one in found] == ["c1"]
    marks = await store.rows(
        lambda c: c.execute("select contact from marks").fetchall()
    )
    assert len(marks) == 2


async def test_a_wake_rings_for_whoever_has_it_now(store: SqliteStore) -> None:
    await store.transact(said("1"), does(wake("due/1"), wake("due/2")))
    await store.transact(said("2", ANA_TOO), does(wake("due/2", MONDAY)))
    await gives(store)
    [stale, *_] = await store.agenda(lambda agenda: agenda.due_wakes(LATER, 9))
    await joins(store)
    rings = await store.agenda(lambda agenda: agenda.due_wakes(LATER, 9))
    assert [(r.token, r.due) for r in rings] == [("due/2", MONDAY), ("due/1", LATER)]
    assert {r.owner for r in rings} == {await owner(store, ANA)}
    assert stale in rings or stale.owner not in {r.owner for r in rings}


async def test_what_was_logged_there_is_undone_after_what_was_logged_here(
    store: SqliteStore,
) -> None:
    for who in (ANA, ANA_TOO):
        for nth in ("1", "2"):
            id = f"{who.user}{nth}"
            logged = does(Keep(named(id)), Keep(entry(f"e{id}", id)))
            await store.transact(said(id, who), logged)
    await gives(store)
    await joins(store)
    left = []
    for time in range(4):
        await store.transact(said(f"undo{time}"), undoing)
        left.append(await names(store))
    assert left == [["771", "ana1", "ana2"], ["ana1", "ana2"], ["ana1"], []]


# Letters


async def test_what_waits_is_said_where_they_are_now(store: SqliteStore) -> None:
    await store.transact(said("1"), does(hello("k1"), hello("k2", who=DEE)))
    await gives(store)
    [before, *_] = await letters(store)
    await joins(store)
    [letter] = await letters(store, on="other")
    assert (letter.place, letter.view) == (ANA_TOO.direct, HELLO)
    assert letter.key == "k1>other::@77"
    assert [one.key for one in await letters(store)] == ["k2>test:T1:@dee"]
    assert not await store.agenda(lambda agenda: agenda.begin(before.key))


@pytest.mark.parametrize("outcome", ["sending", "unknown"])
async def test_what_may_have_been_said_stays_where_it_was(
    store: SqliteStore, outcome: str
) -> None:
    await store.transact(said("1"), does(hello()))
    await gives(store)
    [letter] = await letters(store)

    def tried(agenda: Agenda) -> None:
        agenda.begin(letter.key)
        if outcome == "unknown":
            agenda.end(letter.key, "unknown", MONDAY)

    await store.agenda(tried)
    await joins(store)
    assert await letters(store, on="other") == []
    await store.agenda(lambda agenda: agenda.recover("test", MONDAY))
    [again] = await letters(store)
    assert (nonce_of(again.key), again.state) == (nonce_of(letter.key), "unknown")


async def test_of_one_letter_to_both_neither_is_said_in_one_place_twice(
    store: SqliteStore,
) -> None:
    await store.transact(said("1"), does(hello("k")))
    await store.transact(said("2", ANA_TOO), does(hello("k", who=ANA_TOO)))
    await gives(store)
    await joins(store)
    both = [*await letters(store), *await letters(store, on="other")]
    places = [letter.place for letter in both]
    assert places == [ANA.direct, ANA_TOO.direct]


async def test_an_answer_that_was_not_given_is_the_owners(store: SqliteStore) -> None:
    await store.transact(said("1"), does(Reply(HELLO)))
    await gives(store)
    await joins(store)
    [late] = await store.agenda(lambda agenda: agenda.ungiven(MONDAY))
    assert (late.owner, late.answers) == (await owner(store, ANA), (Reply(HELLO),))
    assert (await store.transact(said("1"), keeps("never"))).answers == [Reply(HELLO)]


# Who is who


async def test_a_code_that_is_none_joins_nobody(store: SqliteStore) -> None:
    await gives(store)
    await store.transact(said("1", BEN), does(Join("another mark")))
    await store.transact(said("2", ANA), does(Join(CODE)))
    assert await owner(store, ANA) != await owner(store, BEN)
    assert await store.read(ANA, lambda book: book.accounts()) == [ANA.direct]


async def test_whoever_was_staff_anywhere_is_staff(store: SqliteStore) -> None:
    await store.adopt(COLLEGE, [("test", "ana")])
    await gives(store)
    await joins(store)
    assert await store.read(ANA_TOO, lambda book: book.is_staff())
    await parts(store, ANA)
    assert await store.read(ANA, lambda book: book.is_staff())
    assert not await store.read(ANA_TOO, lambda book: book.is_staff())


@pytest.mark.parametrize("leaving", [ANA, ANA_TOO])
async def test_who_leaves_is_somebody_without_a_record(
    store: SqliteStore, leaving: Visitor
) -> None:
    await store.transact(said("1"), does(Keep(named("Tom")), talk_of("Tom"), wake("w")))
    await gives(store)
    await joins(store)
    await parts(store, leaving)
    stays = ANA_TOO if leaving is ANA else ANA
    assert (await names(store, stays), await names(store, leaving)) == (["Tom"], [])
    assert (await student(store, stays)).place == stays.direct
    left = await student(store, leaving)
    assert (left.name, left.place, left.welcomed) == ("Ana", leaving.direct, False)


def talk_of(name: str) -> Keep:
    return Keep(talk("t", name))


async def student(store: SqliteStore, who: Visitor) -> Student:
    return await store.read(who, lambda book: book.student())


async def test_letters_stay_with_the_records(store: SqliteStore) -> None:
    await gives(store)
    await joins(store)
    await store.transact(said("1", ANA_TOO), does(hello("k", who=ANA_TOO)))
    await parts(store, ANA_TOO)
    assert await letters(store, on="other") == []
    assert [letter.place for letter in await letters(store)] == [ANA.direct]


async def test_nobody_can_part_what_is_not_theirs_or_the_last(
    store: SqliteStore,
) -> None:
    await gives(store)
    await store.transact(said("1", BEN), keeps("Tom"))
    await parts(store, BEN)
    await parts(store, ANA)
    assert await names(store, BEN) == ["Tom"]
    assert await store.read(ANA, lambda book: book.accounts()) == [ANA.direct]


async def test_whoever_comes_again_never_opens_the_book_of_the_other(
    store: SqliteStore,
) -> None:
    """The records are known by the id that this account had first."""
    await gives(store)
    await joins(store)
    await store.transact(said("1"), keeps("Tom"))
    await parts(store, ANA_TOO)
    forget = lambda book: [Forget(book.student())]  # noqa: E731
    await store.transact(said("2", ANA_TOO), forget)
    assert await names(store, ANA_TOO) == []
    await store.transact(said("3", ANA_TOO), does())
    assert (await names(store, ANA_TOO), await names(store)) == ([], ["Tom"])


async def test_a_farewell_is_said_to_both_accounts(store: SqliteStore) -> None:
    await store.transact(said("1"), does(Keep(named("Tom")), hello()))
    await gives(store)
    await joins(store)
    await store.transact(said("2"), lambda book: [Forget(book.student())])
    for who in (ANA, ANA_TOO):
        assert await names(store, who) == []
        assert await store.read(who, lambda book: book.accounts()) == []
    left = "select count(*) from persons"
    assert await store.rows(lambda c: c.execute(left).fetchone()) == (0,)
    assert await letters(store, on="other") == []


# A kill


async def test_whoever_dies_in_the_middle_has_joined_or_has_not(
    store: SqliteStore, tmp_path: Path
) -> None:
    """At each statement SQLite is asked to stop, as a kill would make it."""
    await store.transact(said("1"), does(Keep(named("Tom")), wake("w"), hello()))
    await store.transact(said("2", ANA_TOO), keeps("Ada"))
    await gives(store)
    before, stopped = await everything(store), 0
    while await dies_at(store, stopped):
        assert await everything(store) == before
        stopped += 1
    assert stopped > len(KINDS)
    assert await names(store) == ["Ada", "Tom"]


async def dies_at(store: SqliteStore, nth: int) -> bool:
    """Whether there was such a statement."""
    seen = 0

    def decide(book: Book) -> list[Deed]:
        connection = book.connection  # type: ignore[attr-defined]

        def look(*of: object) -> int:
            nonlocal seen
            is_change = of[0] in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_DELETE,
                                  sqlite3.SQLITE_UPDATE)  # fmt: skip
            seen += is_change
            return (
                sqlite3.SQLITE_DENY if seen > nth and is_change else sqlite3.SQLITE_OK
            )

        connection.set_authorizer(look)
        return [Join(CODE)]

    try:
        await store.transact(said(f"join at {nth}", ANA_TOO), decide)
    except sqlite3.DatabaseError:
        return True
    finally:
        await store.rows(lambda connection: connection.set_authorizer(None))
    return False


async def everything(store: SqliteStore) -> list[object]:
    """All but the clock and the inbox."""
    named = ["persons", "identities", "wakes", "outbox", "marks", "journal"]
    tables = [*(kind.__name__.lower() for kind in KINDS), *named]

    def look(connection: sqlite3.Connection) -> list[object]:
        return [connection.execute(f"select * from {t}").fetchall() for t in tables]

    return await store.rows(look)
