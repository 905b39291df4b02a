"""The contract of the `Store` port: who acts, what is decided, and what is told."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from bot.effects import Ask, Effect, Forget, Keep, Redraw, Refuse, Reply
from bot.engine.sqlite import SqliteStore
from bot.events import Rang, new_id
from bot.ports import NEVER, Book
from bot.records import Community, Contact, Place, Student, Visitor
from bot.views import Bold, Field, Form, Moment, View
from tests.engine.store.made import (
    HELLO,
    LATER,
    Opening,
    does,
    hello,
    keeps,
    named,
    names,
    said,
    wake,
)
from tests.platform import ANA, BEN
from tests.talk import MONDAY

pytestmark = pytest.mark.asyncio
HALL = Place("test", "T1", "hall")
COLLEGE = Community(id="college", name="Lakeside", cadence={"nudge": 5})
FORM = Form("Who?", "who.form", (Field("name", "Name?"),))


# Who acts


async def student(store: SqliteStore, who: Visitor = ANA) -> Student:
    return await store.read(who, lambda book: book.student())


async def test_who_acts_for_the_first_time_becomes_a_person(store: SqliteStore) -> None:
    await store.transact(said("1"), does())
    ana = await student(store)
    assert (ana.name, ana.zone) == ("Ana", "America/New_York")
    assert ana.id != (await student(store, BEN)).id


async def test_the_decision_knows_already_who_acts(store: SqliteStore) -> None:
    def decide(book: Book) -> Sequence[Effect]:
        me = book.student()
        return [
            Reply(View((me.name, str(me.seen == MONDAY), str(me.id == book.owner))))
        ]

    decided = await store.transact(said("1"), decide)
    assert decided.answers == [Reply(View(("Ana", "True", "True")))]


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "America", "../UTC", "x" * 5_000, "\0", "\ud800"]
)
async def test_a_zone_that_nobody_knows_is_utc(store: SqliteStore, zone: str) -> None:
    visitor = replace(ANA, zone=zone)
    await store.transact(said("1", visitor), does())
    assert (await student(store)).zone == "UTC"


async def test_a_profile_never_overwrites_what_the_student_set(
    store: SqliteStore,
) -> None:
    def set_name(book: Book) -> Sequence[Effect]:
        return [Keep(replace(book.student(), name="Anita", zone="Europe/Berlin"))]

    await store.transact(said("1"), set_name)
    await store.transact(said("2", replace(ANA, name="Ana B.")), does())
    ana = await student(store)
    assert (ana.name, ana.zone) == ("Anita", "Europe/Berlin")


async def test_each_action_tells_where_they_are_and_when(store: SqliteStore) -> None:
    await store.transact(said("1"), does())
    in_the_hall = replace(said("2", at=LATER), where=HALL)
    await store.transact(in_the_hall, does())
    ana = await student(store)
    assert (ana.seen, ana.place) == (LATER, ANA.direct)


async def test_within_an_hour_only_another_place_is_noted(store: SqliteStore) -> None:
    await store.transact(said("1"), does())
    await store.transact(said("2", at=MONDAY + timedelta(minutes=59)), does())
    assert (await student(store)).seen == MONDAY


async def test_to_look_makes_nobody_a_person(store: SqliteStore) -> None:
    assert (await student(store)).seen is None
    await store.adopt(COLLEGE, [("test", "ana")])
    assert not await store.read(ANA, lambda book: book.is_staff())


@pytest.mark.parametrize(
    "other", [replace(ANA, team="T2"), replace(ANA, platform="terminal"), BEN]
)
async def test_the_same_user_of_another_team_is_somebody_else(
    store: SqliteStore, other: Visitor
) -> None:
    await store.transact(said("1"), keeps("Priya"))
    await store.transact(said("2", other), keeps("Tom"))
    assert await names(store) == ["Priya"]
    assert await names(store, other) == ["Tom"]


async def test_whoever_is_on_the_list_is_staff_and_nobody_else(
    store: SqliteStore,
) -> None:
    async def staff() -> list[bool]:
        return [await store.read(w, lambda book: book.is_staff()) for w in (ANA, BEN)]

    await store.transact(said("1"), does())
    await store.adopt(COLLEGE, [("test", "ana"), ("test", "ben")])
    await store.transact(said("2", BEN), does())
    assert await staff() == [True, True]
    await store.adopt(COLLEGE, [("test", "ben"), ("terminal", "ana")])
    assert await staff() == [False, True]


async def test_everybody_is_of_the_community_as_it_was_last_set(
    store: SqliteStore,
) -> None:
    async def community() -> Community:
        return await store.read(ANA, lambda book: book.community())

    assert await community() == Community(id="home")
    await store.transact(said("1"), does())
    await store.adopt(COLLEGE, [])
    assert await community() == COLLEGE
    await store.adopt(replace(COLLEGE, country="DE"), [])
    assert (await community()).country == "DE"


# What is decided


async def test_all_of_a_decision_or_nothing(store: SqliteStore) -> None:
    broken = replace(named("Priya"), role=cast(str, None))
    decide = does(Keep(named("Tom")), wake("w"), hello(), Keep(broken))

    with pytest.raises(Exception, match="role"):
        await store.transact(said("1"), decide)
    assert await names(store) == []
    assert await store.agenda(lambda agenda: agenda.next_wake()) == NEVER
    assert await store.agenda(lambda agenda: agenda.next_letter("test")) == NEVER
    await store.transact(said("1"), keeps("Tom"))
    assert await names(store) == ["Tom"]


async def test_one_failure_leaves_its_neighbours_alone(store: SqliteStore) -> None:
    def fails(book: Book) -> Sequence[Effect]:
        raise LookupError("ours")

    decisions = [keeps("a"), fails, keeps("b")]
    results = await asyncio.gather(
        *(store.transact(said(str(n)), d) for n, d in enumerate(decisions)),
        return_exceptions=True,
    )
    assert isinstance(results[1], LookupError)
    assert await names(store) == ["a", "b"]


async def test_a_moment_without_a_zone_is_refused(store: SqliteStore) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        await store.transact(said("1"), does(wake("w", MONDAY.replace(tzinfo=None))))


async def test_the_soonest_moment_is_told(store: SqliteStore) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    both = await store.transact(said("1"), does(wake("a", tomorrow), wake("b")))
    assert both.soonest == LATER
    assert (await store.transact(said("2"), does(hello()))).soonest == MONDAY
    assert (await store.transact(said("3"), keeps("Tom"))).soonest == NEVER


# What is told


async def test_a_redelivery_gets_the_first_answer_until_it_was_given(
    store: SqliteStore,
) -> None:
    view = View((("At ", Moment(LATER), Bold("!")),))
    answers: list[Effect] = [
        Reply(view),
        Redraw(view),
        Ask(FORM),
        Refuse(FORM, "name", "Too long"),
    ]
    first = await store.transact(said("1"), does(*answers))
    again = await store.transact(said("1"), keeps("never"))
    assert again.answers == first.answers == answers

    await store.agenda(lambda agenda: agenda.given("test", "1"))
    assert (await store.transact(said("1"), keeps("never"))).answers == []
    assert await names(store) == []


async def test_two_platforms_may_deliver_under_one_id(store: SqliteStore) -> None:
    await store.transact(said("1"), keeps("Tom"))
    await store.transact(said("1", replace(ANA, platform="chat")), keeps("Tom"))
    assert await names(store, replace(ANA, platform="chat")) == ["Tom"]


async def test_a_wake_has_no_answer_to_keep(store: SqliteStore) -> None:
    await store.transact(said("1"), does(wake("w")))
    [rang] = await store.agenda(lambda agenda: agenda.due_wakes(LATER, 10))
    for name in ("a", "b"):
        await store.transact(rang, keeps(name))
    assert await names(store) == ["a", "b"]


async def test_a_wake_decides_for_its_owner(store: SqliteStore) -> None:
    await store.transact(said("1", BEN), does(wake("w")))
    [rang] = await store.agenda(lambda agenda: agenda.due_wakes(LATER, 10))
    await store.transact(rang, keeps("Tom"))
    assert await names(store, BEN) == ["Tom"]
    assert await names(store, ANA) == []


async def test_a_wake_whose_owner_left_finds_nothing(store: SqliteStore) -> None:
    def decide(book: Book) -> Sequence[Effect]:
        return [] if book.student() == Student(id="gone") else [hello()]

    await store.transact(Rang("gone", "w", MONDAY, LATER), decide)
    assert await store.agenda(lambda agenda: agenda.next_letter("test")) == NEVER


async def test_the_store_knows_the_latest_moment_it_has_seen(opening: Opening) -> None:
    store = opening()
    assert await store.latest() is None
    await store.transact(said("1", at=LATER), does())
    await store.transact(said("2", at=MONDAY), does())
    store.close()

    store = opening()
    assert await store.latest() == LATER
    await store.remember(LATER + timedelta(days=3))
    await store.remember(MONDAY)
    assert await store.latest() == LATER + timedelta(days=3)
    store.close()


async def test_ids_come_from_the_event() -> None:
    assert new_id(said("1")) == new_id(said("1")) != new_id(said("2"))
    assert new_id(said("1"), 1) != new_id(said("1"))


async def test_who_says_farewell_leaves_nothing_and_may_come_again(
    store: SqliteStore,
) -> None:
    set_up = does(Keep(named("Tom")), wake("w"), hello(), Reply(HELLO))
    await store.transact(said("1"), set_up)
    gone = await store.transact(
        said("2"), lambda book: [Forget(book.student()), Reply(HELLO)]
    )
    assert gone.answers == [Reply(HELLO)]
    assert await store.agenda(lambda agenda: agenda.next_wake()) == NEVER
    assert await store.agenda(lambda agenda: agenda.next_letter("test")) == NEVER
    assert (await store.transact(said("1"), keeps("never"))).answers == []

    await store.transact(said("3", at=LATER), does())
    assert await names(store) == []
    assert (await student(store)).seen == LATER
    assert await store.read(ANA, lambda book: book.count(Contact)) == 0
