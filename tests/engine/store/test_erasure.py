"""The contract of `Erase` and `Bar`: nobody finds any trace."""

from dataclasses import replace

import pytest

from bot.effects import Bar, Deed, Erase, Keep, Reply
from bot.engine.rows import ABOUT
from bot.engine.sqlite import SqliteStore
from bot.ports import NEVER, Book
from bot.records import (
    Asking,
    Contact,
    Draft,
    Learnt,
    Planned,
    Record,
    Referral,
    Rehearsing,
    Reminder,
    Visitor,
)
from bot.views import Field, Form, View
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
    priya,
    said,
    talk,
    wake,
)
from tests.platform import ANA, BEN
from tests.talk import MONDAY

pytestmark = pytest.mark.asyncio
FORM = Form("Who?", "who.form", (Field("name", "Name?", value="Priya Shah"),))
TOLD = View(("One of your people asked not to be written to.",))


def about(id: str) -> list[Record]:
    """One of each kind that speaks of a contact."""
    return [
        talk(f"t-{id}", id),
        entry(f"e-{id}", id),
        Learnt(id=f"t-{id}", contact=id),
        Referral(id=f"r-{id}", contact=id, source="x"),
        Draft(id=f"d-{id}", contact=id, kind="ask", channel="text"),
        Planned(id=f"p-{id}", contact=id),
        Reminder(id=f"m-{id}", contact=id, text="Call", at=LATER),
        Rehearsing(id=f"g-{id}", contact=id, character="kim", at=LATER),
    ]


def knows(id: str, who: Visitor = ANA) -> list[Deed]:
    """All that one may have of a contact."""
    records = [replace(priya(), id=id), *about(id)]
    letter = hello(f"k-{id}", id, who)
    return [*map(Keep, records), wake(f"w-{id}", LATER, id), letter]


def held(book: Book) -> dict[str, int]:
    return {kind.__name__: book.count(kind) for kind in (Contact, *ABOUT)}


async def test_every_kind_that_speaks_of_a_contact_is_tried() -> None:
    assert {type(record) for record in about("c1")} == set(ABOUT)


async def test_nothing_about_a_contact_is_left(store: SqliteStore) -> None:
    await store.transact(said("1"), does(*knows("c1"), *knows("c2")))
    await store.transact(said("2", BEN), does(*knows("c1", BEN)))
    await store.transact(said("3"), does(Erase("c1")))

    for who, left in ((ANA, "c2"), (BEN, "c1")):
        assert set((await store.read(who, held)).values()) == {1}
        assert [w.about for w in await store.read(who, lambda b: b.wakes())] == [left]
    places = {letter.key[:4]: letter.place for letter in await letters(store)}
    assert places == {"k-c1": BEN.direct, "k-c2": ANA.direct}


async def test_who_named_others_is_no_longer_named_for_it(store: SqliteStore) -> None:
    referral = Referral(id="r1", contact="c2", source="c1", at=MONDAY)
    await store.transact(said("1"), does(Keep(referral), Erase("c1")))
    kept = await store.read(ANA, lambda book: book.all(Referral))
    assert kept == [replace(referral, source="")]


async def test_nothing_from_before_can_be_undone_or_answered(
    store: SqliteStore,
) -> None:
    asking = Asking(id="a", form=FORM)
    kept = (Keep(asking), Keep(priya()), Keep(entry("e", "other")))
    await store.transact(said("1"), does(*kept, Reply(HELLO)))
    erased = await store.transact(said("2"), does(Erase("c1"), Reply(TOLD)))
    assert erased.answers == [Reply(TOLD)]

    assert (await store.transact(said("1"), keeps("never"))).answers == []
    assert await store.read(ANA, lambda book: book.undoable()) == ()
    assert await store.read(ANA, lambda book: book.one(Asking, "a")) is None


async def test_to_erase_cannot_be_undone(store: SqliteStore) -> None:
    await store.transact(said("1"), does(Keep(priya())))
    await store.transact(said("2"), does(Erase("c1"), Keep(entry("e", "other"))))
    assert await store.read(ANA, lambda book: book.undoable()) == ()


async def test_what_is_on_its_way_is_not_tried_again(store: SqliteStore) -> None:
    await store.transact(said("1"), does(*knows("c1")))
    [letter] = await letters(store)
    await store.agenda(lambda agenda: agenda.begin(letter.key))
    await store.transact(said("2"), does(Erase("c1")))
    await store.agenda(lambda agenda: agenda.end(letter.key, "unknown", LATER))
    assert await letters(store, NEVER) == []


# What the office does for everybody


async def bar(store: SqliteStore, *texts: str) -> None:
    def decide(book: Book) -> list[Deed]:
        return [Bar(tuple(map(book.mark, texts)), TOLD)]

    await store.transact(said("bar", Visitor("test", "T1", "staff")), decide)


@pytest.mark.parametrize("text", [" PRIYA@example.com", "priya shah|MERCY"])
async def test_whoever_is_barred_is_known_to_nobody(
    store: SqliteStore, text: str
) -> None:
    await store.transact(said("1"), does(*knows("c1"), Keep(named("Tom"))))
    await store.transact(said("2", BEN), does(*knows("c9", BEN)))
    await bar(store, text)

    assert await names(store, ANA) == ["Tom"]
    assert set((await store.read(BEN, held)).values()) == {0}
    told = await letters(store)
    assert {letter.place for letter in told} == {ANA.direct, BEN.direct}
    assert {letter.view for letter in told} == {TOLD}


async def test_each_owner_is_told_once(store: SqliteStore) -> None:
    await store.transact(said("1"), does(*knows("c1"), *knows("c2")))
    await bar(store, "priya@example.com", "Priya Shah|Mercy")
    assert len(await letters(store)) == 1


async def test_a_mark_stays_barred(store: SqliteStore) -> None:
    await bar(store, "priya@example.com")

    def barred(book: Book) -> list[bool]:
        return [book.is_barred(book.mark(text)) for text in (*priya().known_by, "x")]

    assert await store.read(ANA, barred) == [True, False, False]


async def test_a_bare_name_bars_nobody(store: SqliteStore) -> None:
    await store.transact(said("1"), does(Keep(named("Tom Okafor"))))
    await bar(store, "Tom Okafor", "Tom Okafor|", "|", "")
    assert await names(store) == ["Tom Okafor"]


async def test_a_contact_who_moved_is_known_by_what_is_new(store: SqliteStore) -> None:
    moved = replace(priya(), reach="shah@example.edu", employer="")
    await store.transact(said("1"), does(Keep(priya()), Keep(moved)))
    await bar(store, "priya@example.com", "Priya Shah|Mercy")
    assert await names(store) == ["Priya Shah"]
