"""The contract of the `Agenda`: wakes, letters, and what nobody needs any more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from bot.effects import Keep, LetSleep, Post, Reply, WakeAt
from bot.engine.agenda import KEEP_INBOX, KEEP_JOURNAL, SqlAgenda
from bot.engine.sqlite import SqliteStore
from bot.engine.tables import MOST_JOURNAL, SqlBook
from bot.events import Rang
from bot.ports import NEVER, Book, Letter, State
from bot.records import Place
from tests.engine.store.made import (
    HELLO,
    LATER,
    Opening,
    does,
    entry,
    hello,
    keeps,
    letters,
    names,
    said,
    steps,
    undoing,
    wake,
)
from tests.platform import ANA, BEN
from tests.talk import MONDAY

pytestmark = pytest.mark.asyncio
A_MINUTE = timedelta(minutes=1)


async def due(store: SqliteStore, most: int = 10) -> list[tuple[str, str]]:
    """The owner's name and the token of each wake that is due."""
    wakes = await store.agenda(lambda agenda: agenda.due_wakes(LATER, most))
    assert all(wake.at == LATER for wake in wakes)
    return [(wake.owner, wake.token) for wake in wakes]


async def test_a_wake_comes_when_it_is_due_and_survives_a_restart(
    opening: Opening,
) -> None:
    store = opening()
    await store.transact(said("1"), does(wake("w", LATER, "c1")))
    store.close()

    store = opening()
    assert await store.agenda(lambda a: a.due_wakes(LATER - A_MINUTE, 9)) == []
    owner = await store.read(ANA, lambda book: book.owner)
    rangs = await store.agenda(lambda a: a.due_wakes(LATER, 9))
    assert rangs == [Rang(owner, "w", due=LATER, at=LATER)]
    assert await store.agenda(lambda a: a.next_wake()) == LATER
    store.close()


async def test_wakes_of_one_token_belong_to_each_owner(store: SqliteStore) -> None:
    for id, who in (("1", ANA), ("2", BEN)):
        await store.transact(said(id, who), does(wake("w")))
    assert len(await due(store)) == 2
    await store.transact(said("3", BEN), does(LetSleep("w")))
    ana = await store.read(ANA, lambda book: book.owner)
    assert await due(store) == [(ana, "w")]


async def test_what_is_due_longest_comes_first(store: SqliteStore) -> None:
    times = {"b": MONDAY + A_MINUTE, "c": LATER, "a": MONDAY, "d": LATER + A_MINUTE}
    await store.transact(said("1"), does(*(WakeAt(t, at) for t, at in times.items())))
    assert [token for _, token in await due(store)] == ["a", "b", "c"]
    assert [token for _, token in await due(store, most=1)] == ["a"]


# Letters


async def begin(store: SqliteStore, letter: Letter) -> bool:
    return await store.agenda(lambda agenda: agenda.begin(letter.key))


async def end(store: SqliteStore, letter: Letter, state: State) -> None:
    await store.agenda(lambda agenda: agenda.end(letter.key, state, LATER))


async def test_a_letter_is_as_it_was_posted(store: SqliteStore) -> None:
    place = Place("test", "T1", "hall", "thread")
    await store.transact(said("1"), does(Post(place, HELLO, "k", LATER)))
    [letter] = await letters(store)
    key = "k>test:T1:hall:thread"
    assert letter == Letter(key, place, HELLO, "due", attempts=0)
    assert await letters(store, on="elsewhere") == []
    assert await store.agenda(lambda agenda: agenda.next_letter("test")) == MONDAY


async def test_a_place_hears_each_key_once(store: SqliteStore) -> None:
    await store.transact(said("1"), does(hello("k"), hello("k"), hello("k", who=BEN)))
    assert [letter.place for letter in await letters(store)] == [
        ANA.direct,
        BEN.direct,
    ]
    for letter in await letters(store):
        await begin(store, letter)
        await end(store, letter, "sent")
    await store.transact(said("2"), does(hello("k"), hello("k", who=BEN)))
    assert await letters(store) == []


async def test_a_place_hears_in_the_order_in_which_it_was_posted(
    store: SqliteStore,
) -> None:
    hall = [Post(Place("test", "", "hall"), HELLO, key) for key in "cab"]
    await store.transact(said("1"), does(hall[0]))
    await store.transact(said("2", BEN), does(*hall[1:]))
    heard = []
    while waiting := await letters(store):
        [letter] = waiting
        heard.append(letter.key[0])
        await begin(store, letter)
        assert await letters(store) == []
        await end(store, letter, "sent")
    assert heard == ["c", "a", "b"]


async def test_what_is_put_off_was_not_tried_and_holds_up_its_place_alone(
    store: SqliteStore,
) -> None:
    await store.transact(said("1"), does(hello("a"), hello("b"), hello("c", who=BEN)))
    [first, ben] = await letters(store)
    later = LATER + A_MINUTE
    await store.agenda(lambda agenda: agenda.put_off(first.key, later))
    assert await letters(store) == [ben]
    assert await letters(store, later) == [ben, first]


async def test_a_letter_is_begun_by_one_alone(store: SqliteStore) -> None:
    await store.transact(said("1"), does(hello()))
    [letter] = await letters(store)
    assert await begin(store, letter)
    assert not await begin(store, letter)
    assert await letters(store) == []
    assert not await begin(store, replace(letter, key="unknown"))


@pytest.mark.parametrize("state", ["due", "unknown"])
async def test_what_did_not_arrive_is_due_again(
    store: SqliteStore, state: State
) -> None:
    await store.transact(said("1"), does(hello()))
    [letter] = await letters(store)
    await begin(store, letter)
    await end(store, letter, state)
    assert await letters(store, MONDAY) == []
    assert await letters(store) == [replace(letter, state=state, attempts=1)]


@pytest.mark.parametrize("state", ["sent", "failed", "expired"])
async def test_what_is_over_is_over(store: SqliteStore, state: State) -> None:
    await store.transact(said("1"), does(hello()))
    [letter] = await letters(store)
    await begin(store, letter)
    await end(store, letter, state)
    assert await letters(store, NEVER) == []
    assert not await begin(store, letter)


async def test_what_a_dead_process_was_sending_is_unknown(opening: Opening) -> None:
    store = opening()
    await store.transact(said("1"), does(hello("a"), hello("b", who=BEN)))
    a, b = await letters(store)
    await begin(store, a)
    store.close()

    store = opening()
    await store.agenda(lambda agenda: agenda.recover("elsewhere", LATER))
    assert await letters(store) == [b]
    await store.agenda(lambda agenda: agenda.recover("test", LATER))
    assert await letters(store) == [b, replace(a, state="unknown", attempts=1)]
    store.close()


async def test_what_is_too_late_is_not_said(store: SqliteStore) -> None:
    ends = {"over": LATER - A_MINUTE, "just": LATER, "ever": None}
    posts = [Post(Place("test", "", k), HELLO, k, until) for k, until in ends.items()]
    await store.transact(said("1"), does(*posts))
    assert {letter.key.partition(">")[0] for letter in await letters(store)} == {
        "just",
        "ever",
    }


async def test_what_is_withdrawn_is_found_past_the_letters_of_others(
    store: SqliteStore,
) -> None:
    def withdrawn(book: SqlBook) -> None:
        SqlAgenda(book.connection).withdraw("nobody", "c1")

    alone = await steps(store, withdrawn)
    await store.transact(said("1"), does(*(hello(str(n)) for n in range(50))))
    assert await steps(store, withdrawn) == alone


async def test_what_is_on_its_way_does_not_expire(store: SqliteStore) -> None:
    await store.transact(said("1"), does(replace(hello(), until=MONDAY)))
    [letter] = await letters(store, MONDAY)
    await begin(store, letter)
    await store.agenda(lambda agenda: agenda.sweep(LATER))
    await end(store, letter, "due")
    assert await letters(store) == []


# Housekeeping


async def test_the_inbox_is_kept_for_a_week(store: SqliteStore) -> None:
    await store.transact(said("1"), does(Reply(HELLO)))
    await store.agenda(lambda agenda: agenda.sweep(MONDAY + KEEP_INBOX))
    assert (await store.transact(said("1"), keeps("never"))).answers == [Reply(HELLO)]
    await store.agenda(lambda agenda: agenda.sweep(MONDAY + KEEP_INBOX + A_MINUTE))
    await store.transact(said("1"), keeps("Tom"))
    assert await names(store) == ["Tom"]


async def test_undo_reaches_back_a_month(store: SqliteStore) -> None:
    await store.transact(said("1"), does(Keep(entry("e1"))))
    end = MONDAY + KEEP_JOURNAL
    await store.agenda(lambda agenda: agenda.sweep(end))
    assert await store.read(ANA, lambda book: book.undoable())
    await store.agenda(lambda agenda: agenda.sweep(end + A_MINUTE))
    assert not await store.read(ANA, lambda book: book.undoable())


async def test_undo_reaches_back_so_many_events(store: SqliteStore) -> None:
    for n in range(MOST_JOURNAL + 2):
        await store.transact(said(str(n)), does(Keep(entry(str(n)))))
    undone = 0
    while await store.read(ANA, lambda book: book.undoable()):
        await store.transact(said(f"undo {undone}"), undoing)
        undone += 1
    assert undone == MOST_JOURNAL


# A damaged row


async def run(store: SqliteStore, statement: str, **values: object) -> None:
    await store.read(ANA, lambda book: spoilt(book, statement, values))


def spoilt(book: Book, statement: str, values: Mapping[str, object]) -> None:
    """As a bad disk does it."""
    cast(SqlBook, book).connection.execute(statement, values)


@pytest.mark.parametrize(
    "view",
    ["{", "[]", '{"v":9,"is":0}', '{"v":1,"is":"no view"}', b"\xff", "[" * 100_000],
)
async def test_a_letter_that_nobody_can_read_fails_alone(
    store: SqliteStore, view: str | bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await store.transact(said("1"), does(hello("bad"), hello("good")))
    spoil = "update outbox set view = cast(:view as text) where key like 'bad>%'"
    await run(store, spoil, view=view)
    await letters(store)
    assert "set aside: a row of outbox" in caplog.text
    assert [letter.key[:4] for letter in await letters(store)] == ["good"]
    assert len(await letters(store)) == 1


@pytest.mark.parametrize("at", ["zzz", "1", "", "2026-11-16T10:00", b"2\xff"])
async def test_a_wake_at_no_moment_is_set_aside(
    store: SqliteStore, at: str | bytes
) -> None:
    await store.transact(said("1"), does(wake("bad"), wake("good")))
    await run(
        store, "update wakes set at = cast(:at as text) where token = 'bad'", at=at
    )
    assert [token for _, token in await due(store)] == ["good"]
    assert await store.agenda(lambda agenda: agenda.next_wake()) == LATER


async def test_a_file_whose_wakes_are_all_damaged_has_none(store: SqliteStore) -> None:
    await store.transact(said("1"), does(wake("bad")))
    await run(store, "update wakes set at = 'zzz'")
    assert await store.agenda(lambda agenda: agenda.next_wake()) == NEVER
    assert await store.agenda(lambda agenda: agenda.next_wake()) == NEVER


async def test_a_letter_that_is_due_at_no_moment_fails(store: SqliteStore) -> None:
    await store.transact(said("1"), does(hello()))
    await run(store, "update outbox set due = 'zzz'")
    assert await store.agenda(lambda agenda: agenda.next_letter("test")) == NEVER


async def test_a_damaged_clock_is_a_new_one(store: SqliteStore) -> None:
    await store.transact(said("1"), does())
    await run(store, "update clock set latest = 'zzz'")
    assert await store.latest() is None
    await store.remember(LATER)
    assert await store.latest() == LATER
