"""The contract of the `Book`: what one owner finds again, and nobody else does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.effects import Forget, Keep, LetSleep, WakeAt
from bot.engine.sqlite import SqliteStore
from bot.ports import Book
from bot.records import Contact, Draft, Entry, Record, Student, Talk
from tests.engine.store.made import (
    LATER,
    does,
    entry,
    keeps,
    named,
    names,
    said,
    steps,
    talk,
    wake,
)
from tests.engine.store.records import RECORDS
from tests.platform import ANA, BEN
from tests.talk import MONDAY

pytestmark = pytest.mark.asyncio


async def keep(store: SqliteStore, *records: Record, id: str = "1") -> None:
    await store.transact(said(id), does(*map(Keep, records)))


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
async def test_what_was_kept_is_found_until_it_is_forgotten(
    store: SqliteStore, record: Record
) -> None:
    def found(book: Book) -> Record | None:
        return book.one(type(record), record.id)

    await keep(store, record)
    assert await store.read(ANA, found) == record
    if not isinstance(record, Student):
        await store.transact(said("2"), does(Forget(record)))
        assert await store.read(ANA, found) is None


async def test_nobody_reads_what_is_somebody_elses(store: SqliteStore) -> None:
    await keep(store, named("Tom", "c1"), entry("e1"), talk("t1", "c1"))
    await store.transact(said("2"), does(wake("w")))

    def sees(book: Book) -> Sequence[object]:
        return [
            *[book.one(Contact, "c1"), book.wake("w"), book.student().seen],
            *[book.count(Contact), *book.all(Contact), *book.about(Entry, "c1")],
            *[*book.named("Tom"), *book.names(), *book.by_due(9), *book.wakes()],
            *book.undoable(),
        ]

    assert await store.read(BEN, sees) == [None, None, None, 0]
    assert None not in await store.read(ANA, sees)


async def test_two_owners_may_use_one_id(store: SqliteStore) -> None:
    await store.transact(said("1", ANA), does(Keep(named("Tom", "c1"))))
    await store.transact(said("2", BEN), does(Keep(named("Priya", "c1"))))
    await store.transact(said("3", BEN), does(Forget(named("Priya", "c1"))))
    assert await names(store, ANA) == ["Tom"]


async def test_a_record_keeps_its_place_when_it_changes(store: SqliteStore) -> None:
    await keep(store, *(named(name) for name in ("c", "a", "b")))
    await keep(store, replace(named("c"), role="nurse"), named("d"), id="2")
    assert await names(store) == ["c", "a", "b", "d"]
    assert await store.read(ANA, lambda book: book.count(Contact)) == 4


async def test_all_that_is_about_a_contact_in_order(store: SqliteStore) -> None:
    await keep(store, *(entry(id, who) for id, who in ("b1", "a1", "c2", "d1")))

    def about(book: Book) -> list[str]:
        return [e.id for e in book.about(Entry, "1")]

    assert await store.read(ANA, about) == ["b", "a", "d"]
    assert await store.read(ANA, lambda book: book.about(Draft, "1")) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Priya Shah", "priya shah"),
        ("Priya Shah", " PRIYA  "),
        ("Tom", "tom"),
        ("Núñez Ortiz", "NÚÑEZ"),
        ("Jürgen Groß", "jürgen gross"),
        ("Zoe\u0301", "ZO\u00c9"),
        ("Łukasz", "łukasz"),
    ],
)
async def test_a_name_is_found_whatever_its_case(
    store: SqliteStore, name: str, said: str
) -> None:
    await keep(store, named("Somebody Else"), named(name))
    found = await store.read(ANA, lambda book: book.named(said))
    assert [contact.name for contact in found] == [name]


@pytest.mark.parametrize("said", ["", "Shah", "Priya S", "%", "Pri_a", "\ud800", "\0"])
async def test_neither_a_last_name_nor_a_piece_is_a_name(
    store: SqliteStore, said: str
) -> None:
    await keep(store, named("Priya Shah"))
    assert await store.read(ANA, lambda book: book.named(said)) == []


async def test_everybody_of_one_first_name_is_found(store: SqliteStore) -> None:
    await keep(store, *map(named, ["Tom Okafor", "Tomas", "tom", "Ana Tom"]))
    found = await store.read(ANA, lambda book: book.named("Tom"))
    assert [contact.name for contact in found] == ["Tom Okafor", "tom"]


async def test_of_longer_names_the_first_that_somebody_has_wins(
    store: SqliteStore,
) -> None:
    await keep(store, *map(named, ["Tom", "Tom Okafor", "Tom Okafor Lee"]))
    longer = ("tom okafor lee tomorrow", "tom okafor lee", "Tom Okafor")

    async def found(*names: str) -> list[str]:
        contacts = await store.read(ANA, lambda book: book.named("Tom", *names))
        return [contact.name for contact in contacts]

    assert await found(*longer) == ["Tom Okafor Lee"]
    assert await found(*longer[2:]) == ["Tom Okafor"]
    assert await found(longer[0]) == ["Tom", "Tom Okafor", "Tom Okafor Lee"]


async def test_a_long_sentence_is_no_walk_through_all_people(
    store: SqliteStore,
) -> None:
    def called(book: Book) -> None:
        assert book.called(["Tom Okafor Lee", "Tom Okafor", "Tom"])

    await keep(store, named("Tom Okafor"))
    alone = await steps(store, called)
    await keep(store, *(named(f"Ana {n}") for n in range(50)), id="2")
    assert await steps(store, called) == alone


async def test_some_are_read_at_once(store: SqliteStore) -> None:
    await keep(store, *map(named, ["Tom", "Ana", "Priya"]))
    found = await store.read(ANA, lambda b: b.some(Contact, ["Ana", "Tom", "x"]))
    assert {contact.name for contact in found} == {"Tom", "Ana"}
    assert await store.read(ANA, lambda book: book.some(Contact, [])) == []


async def test_colleagues_are_all_others_of_one_employer(store: SqliteStore) -> None:
    works = {"Ana": "Mercy", "Bea": "MERCY ", "Cy": "Mercy West", "Di": "", "Ed": ""}
    people = [replace(named(name), employer=at) for name, at in works.items()]
    await keep(store, *people)

    async def colleagues(of: Contact) -> list[str]:
        found = await store.read(ANA, lambda book: book.colleagues(of))
        return [contact.name for contact in found]

    assert [await colleagues(one) for one in people] == [["Bea"], ["Ana"], [], [], []]


async def test_names_come_by_name(store: SqliteStore) -> None:
    await keep(store, *map(named, ["bea", "Cy", "Ana"]))
    pairs = await store.read(ANA, lambda book: book.names())
    assert [*pairs] == [("Ana", "Ana"), ("bea", "bea"), ("Cy", "Cy")]


async def test_what_is_due_first_and_the_undated_last(store: SqliteStore) -> None:
    days = {"late": 3, "never": None, "soon": 1, "next": 2, "also": None}
    for name, day in days.items():
        due = None if day is None else MONDAY + timedelta(days=day)
        await keep(store, named(name), talk(f"t-{name}", name, due), id=name)

    async def page(most: int, skip: int = 0) -> list[str]:
        rows = await store.read(ANA, lambda book: book.by_due(most, skip))
        assert all(talk.contact == contact.id for contact, talk in rows)
        return [contact.name for contact, _ in rows]

    assert await page(9) == ["soon", "next", "late", "never", "also"]
    assert await page(2, 1) == ["next", "late"]
    assert await page(9, 5) == []


async def test_only_the_talk_that_is_open_is_due(store: SqliteStore) -> None:
    tom = replace(named("Tom"), talk=2)
    old, new = talk("t1", "Tom", MONDAY), talk("t2", "Tom", LATER, number=2)
    await keep(store, tom, old, new)
    assert await store.read(ANA, lambda book: book.by_due(9)) == [(tom, new)]


async def test_wakes_are_moved_and_called_off(store: SqliteStore) -> None:
    async def wakes() -> Sequence[WakeAt]:
        return await store.read(ANA, lambda book: book.wakes())

    first, second = wake("a", LATER, about="c1"), wake("b", MONDAY)
    await store.transact(said("1"), does(first, second))
    assert await wakes() == [second, first]
    moved = wake("b", LATER + timedelta(days=1))
    await store.transact(said("2"), does(moved))
    assert await store.read(ANA, lambda book: book.wake("b")) == moved.at
    await store.transact(said("3"), does(LetSleep("a"), LetSleep("unknown")))
    assert await wakes() == [moved]


async def test_what_no_utf8_can_hold_becomes_a_question_mark(
    store: SqliteStore,
) -> None:
    await keep(store, replace(named("Tom"), role="a \ud800 b"))
    tom = await store.read(ANA, lambda book: book.one(Contact, "Tom"))
    assert tom
    assert tom.role == "a ? b"
    assert await store.read(ANA, lambda book: book.one(Talk, "\udfff")) is None


async def test_one_secret_gives_one_mark_whatever_the_case(store: SqliteStore) -> None:
    def marks(book: Book) -> list[str]:
        return [book.mark(text) for text in ("a@b.example", " A@B.example ", "c")]

    ana, ben = await store.read(ANA, marks), await store.read(BEN, marks)
    assert ana == ben
    assert ana[0] == ana[1] != ana[2]
    assert ana[0].startswith("1:")
    assert "example" not in ana[0]


async def test_a_hundred_thousand_characters_are_kept(store: SqliteStore) -> None:
    long = "e\u0301" * 50_000
    await store.transact(said("1"), keeps("Tom"))
    await keep(store, replace(named(long, "long"), role=long), id="2")
    kept = await store.read(ANA, lambda book: book.one(Contact, "long"))
    assert kept
    assert kept.role == long
