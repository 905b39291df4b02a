"""The contract of `Book.undoable`: what the last logged event changed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.effects import Deed, Forget, Keep, LetSleep
from bot.engine.sqlite import SqliteStore
from bot.events import Rang
from bot.ports import Book, Change
from bot.records import Asking
from bot.views import Field, Form
from tests.engine.store.made import (
    LATER,
    does,
    entry,
    named,
    names,
    said,
    talk,
    undoing,
    wake,
)
from tests.platform import ANA, BEN
from tests.talk import MONDAY

pytestmark = pytest.mark.asyncio
FORM = Form("Who?", "who.form", (Field("name", "Name?"),))


async def undoable(store: SqliteStore) -> Sequence[Change]:
    return await store.read(ANA, lambda book: book.undoable())


async def test_all_that_one_event_changed_in_order(store: SqliteStore) -> None:
    tom, old, new = named("Tom"), wake("old"), wake("new", MONDAY)
    await store.transact(said("1"), does(Keep(tom), Keep(talk("t", "Tom")), old))
    asked = replace(talk("t", "Tom"), step=1, state="asked")
    await store.transact(
        said("2"),
        does(Keep(asked), LetSleep("old"), new, Forget(tom), Keep(entry("e"))),
    )
    assert await undoable(store) == [
        Change(talk("t", "Tom"), asked),
        Change(old, None),
        Change(None, new),
        Change(tom, None),
        Change(None, entry("e")),
    ]


async def test_of_many_changes_to_one_record_the_whole(store: SqliteStore) -> None:
    steps = [replace(talk("t", "Tom"), step=n) for n in range(4)]
    await store.transact(said("1"), does(Keep(steps[0])))
    there, gone = Keep(named("Ben")), Forget(named("Ben"))
    await store.transact(
        said("2"), does(*map(Keep, steps[1:]), Keep(entry("e")), there, gone)
    )
    assert await undoable(store) == [
        Change(steps[0], steps[3]),
        Change(None, entry("e")),
    ]


async def test_what_changes_in_passing_is_left_alone(store: SqliteStore) -> None:
    def decide(book: Book) -> list[Deed]:
        me = replace(book.student(), topic="nursing")
        return [Keep(me), Keep(Asking(id="a", form=FORM)), Keep(entry("e"))]

    await store.transact(said("1"), decide)
    assert await undoable(store) == [Change(None, entry("e"))]


async def test_undo_walks_back_event_by_event(store: SqliteStore) -> None:
    for name in ("a", "b", "c"):
        step = does(Keep(named(name)), wake(f"w-{name}"), Keep(entry(name)))
        await store.transact(said(name), step)
    for left in (["a", "b"], ["a"], []):
        await store.transact(said(f"undo {left}"), undoing)
        assert await names(store) == left
        assert len(await store.read(ANA, lambda book: book.wakes())) == len(left)
    assert await undoable(store) == ()


async def test_what_was_undone_can_be_done_again(store: SqliteStore) -> None:
    step = does(Keep(named("Tom")), Keep(entry("e")))
    await store.transact(said("1"), step)
    await store.transact(said("2"), undoing)
    await store.transact(said("3"), step)
    await store.transact(said("4"), undoing)
    assert await names(store) == []


async def test_only_an_event_that_logged_something_new_counts(
    store: SqliteStore,
) -> None:
    await store.transact(said("1"), does(Keep(entry("e"))))
    again = replace(entry("e"), detail="by e-mail")
    await store.transact(said("2"), does(Keep(named("Tom")), Keep(again)))
    assert await undoable(store) == [Change(None, entry("e"))]


async def test_what_the_clock_did_is_not_undone(store: SqliteStore) -> None:
    await store.transact(said("1"), does(Keep(entry("e")), wake("w")))
    owner = await store.read(ANA, lambda book: book.owner)
    rang = Rang(owner, "w", LATER, LATER)
    await store.transact(rang, does(LetSleep("w"), Keep(entry("closed"))))
    assert await undoable(store) == [
        Change(None, entry("e")),
        Change(None, wake("w")),
    ]


async def test_nobody_undoes_what_another_did(store: SqliteStore) -> None:
    await store.transact(said("1", BEN), does(Keep(entry("e"))))
    assert await undoable(store) == ()
