"""Nobody goes without an answer, and nobody is told what is not on the disk."""

import asyncio
import logging
import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import cast

import pytest

from bot.effects import Answer, Reply
from bot.engine.delivery import LOOK_AFTER, REPEAT, Delivery
from bot.engine.router import Router
from bot.engine.shell import BUSY, FULL, SLOW
from bot.engine.sqlite import MOST_WAITING
from bot.engine.tables import SqlBook
from bot.errors import NotSent, Refused
from bot.events import Said
from bot.ports import Book, Clock
from bot.records import Place
from bot.views import View
from tests.engine import small
from tests.engine.bot import Bot
from tests.platform import ANA, BEN, Platform
from tests.talk import MONDAY, Talk


def said(id: str, text: str = "echo hi") -> Said:
    return Said(id, ANA, ANA.direct, text, MONDAY)


def test_a_redelivery_gets_no_second_answer_once_it_was_given(talk: Talk) -> None:
    assert talk.hear(said("once", "add Priya")) == "1 kept"
    assert talk.hear(said("once", "add Priya")) == ""
    assert talk.say("add Tom") == "2 kept"


@pytest.mark.parametrize("error", [NotSent("x"), Refused("x")])
def test_an_answer_that_does_not_arrive_becomes_a_message(
    talk: Talk, error: Exception
) -> None:
    talk.platform.mute = error
    assert talk.say("echo hi") == ""
    [late] = talk.wait()
    assert late.where == ANA.direct
    assert late.labels == ["Again"]


def test_an_answer_that_may_have_arrived_is_looked_for_and_said_to_be_a_repeat(
    talk: Talk,
) -> None:
    talk.platform.mute = ConnectionError()
    assert talk.say("echo hi") == ""
    assert talk.wait(seconds=LOOK_AFTER.seconds - 1) == []
    [late] = talk.wait(seconds=1)
    assert late == f"{REPEAT}\nhi\n[1 Again]"


def test_an_answer_that_had_arrived_is_not_said_again(talk: Talk) -> None:
    talk.platform.mute_after = ConnectionError()
    assert "hi" in talk.say("echo hi")
    assert talk.wait(days=1) == []


def test_what_became_a_message_is_not_answered_again(talk: Talk) -> None:
    talk.platform.mute = NotSent("x")
    talk.hear(said("once"))
    talk.platform.mute = None
    assert talk.hear(said("once")) == ""
    assert len(talk.wait()) == 1


def test_a_form_that_does_not_open_is_asked_question_by_question(talk: Talk) -> None:
    talk.dialogs, talk.platform.mute = True, Refused("expired_trigger_id")
    talk.say("add")
    assert "Name?" in talk.wait()[0]

    talk.dialogs, talk.platform.mute = False, None
    assert talk.say("Priya") == "1 kept"


def test_a_mistake_of_theirs_is_said_to_them(talk: Talk) -> None:
    assert talk.say("wrong") == "Try echo"


def test_a_fault_of_ours_has_a_reference_that_is_in_the_log(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.may_break = True
    apology = talk.say("broken")
    [reference] = re.findall("Reference: (.+)", apology)
    assert reference in caplog.text
    assert "small.py" in caplog.text
    assert talk.say("add Priya") == "1 kept"


def test_the_log_holds_nothing_that_people_typed(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    talk.may_break, talk.platform.mute = True, ConnectionError(small.SECRETS)
    for text in ("broken", "echo", "add", "later 1 breaks"):
        talk.say(f"{text} {small.SECRETS}")
        talk.wait(hours=1)
    assert caplog.messages
    assert not re.search("Priya|Shah|xoxb|Ana", caplog.text)


def test_suggestions_that_break_are_none(talk: Talk) -> None:
    assert talk.type("ech") == ["echo"]
    talk.store.close()
    assert talk.type("ech") == []


# Wakes


def test_a_wake_that_breaks_holds_up_nobody(talk: Talk) -> None:
    talk.may_break = True
    talk.say("later 5 breaks")
    talk.say("later 5 fine", who=BEN)
    assert [str(seen) for seen in talk.wait(minutes=5)] == ["fine\n[1 Again]"]


@pytest.mark.parametrize("what", ["breaks", "circles"])
def test_a_wake_that_breaks_comes_back_later_and_later(
    talk: Talk, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    talk.may_break = True
    talk.say(f"later 0 {what}")
    talk.wait(days=4)
    quarters = [1, 2, 4, 8, 16, 32, 64, 96, 96, 96]
    assert caplog.text.count("put off till") == len(quarters)
    assert talk.now == MONDAY + timedelta(days=4)


def test_a_wake_that_is_put_off_still_belongs_to_its_contact(talk: Talk) -> None:
    talk.may_break = True
    talk.say("later 5 breaks")
    talk.say("later 600 other")
    talk.wait(minutes=6)
    wakes = talk.read(lambda book: book.wakes())
    assert [(wake.about, wake.at) for wake in wakes] == [
        ("breaks", MONDAY + timedelta(minutes=20)),
        ("other", MONDAY + timedelta(minutes=600)),
    ]


def test_a_wake_that_is_mended_is_heard(talk: Talk) -> None:
    talk.may_break = True
    talk.say("later 5 mends")
    assert talk.wait(days=1) == []
    talk.say("add cure")
    assert len(talk.wait(days=9)) == 1


def test_a_wake_that_was_mended_begins_anew(talk: Talk) -> None:
    talk.may_break = True
    talk.say("later 0 mends")
    talk.wait(days=1)
    talk.say("add cure")
    talk.wait(days=9)

    talk.say("drop cure")
    talk.say("later 0 mends")
    talk.wait()
    [wake] = talk.read(lambda book: book.wakes())
    assert wake.at == talk.now + timedelta(minutes=15)


# A disk that is full, a store that somebody holds up


def resize(talk: Talk, pages: int) -> None:
    def pragma(book: Book) -> None:
        connection = cast(SqlBook, book).connection
        connection.execute(f"pragma max_page_count = {pages}")

    talk.read(pragma)


def test_a_full_disk_is_said_and_what_fits_is_kept(talk: Talk) -> None:
    talk.may_break = True
    resize(talk, 1)  # no more than there are
    answers = [talk.say(f"add {n} {'x' * 3000}") for n in range(9)]
    assert answers[-1] == FULL

    resize(talk, 1000)
    kept = [answer for answer in answers if answer != FULL]
    assert talk.say("add Priya") == f"{len(kept) + 1} kept"


class Witness(Platform):
    """Looks into the file when it is told something, as another process could."""

    def __init__(self, clock: Clock, file: Path) -> None:
        super().__init__(clock)
        self.file = file
        self.found: list[int] = []

    async def answer(self, effect: Answer, nonce: str) -> None:
        self._count("select count(*) from contact")
        await super().answer(effect, nonce)

    async def post(self, place: Place, view: View, nonce: str) -> None:
        self._count("select count(*) from outbox where state = 'sending'")
        await super().post(place, view, nonce)

    def _count(self, sql: str) -> None:
        uri = f"{self.file.as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as file:
            self.found += file.execute(sql).fetchone()


@pytest.mark.asyncio
async def test_nobody_is_told_before_it_is_on_the_disk(tmp_path: Path) -> None:
    bot = Bot(tmp_path / "bot.db")
    witness = Witness(bot.clock, tmp_path / "bot.db")
    delivery = Delivery(bot.store, bot.clock, "test", witness)
    for text in ("add Priya", "add Tom", "tell one"):
        await bot.shell.hear(said(text, text), witness)
    await delivery.tick()
    await delivery.settle()
    assert witness.posts == ["one"]
    assert witness.found == [1, 2, 2, 1]
    bot.store.close()


@pytest.mark.asyncio
async def test_a_redelivery_gets_the_answer_that_was_never_given(bot: Bot) -> None:
    first = said("once", "add Priya")
    await bot.store.transact(first, partial(Router([small.flow]).answer, first))
    for _ in range(2):
        await bot.shell.hear(first, bot.platform)
    assert bot.platform.answers == [Reply(View(("1 kept",)))]


@pytest.mark.asyncio
async def test_an_answer_that_was_decided_when_we_died_comes_with_the_next_start(
    bot: Bot,
) -> None:
    for nth, text in enumerate(("add Priya", "add")):
        event = said(f"{nth}", text)
        await bot.store.transact(event, partial(Router([small.flow]).answer, event))
    for _ in range(2):
        await bot.life.recover()
    seen = await bot.wait(LOOK_AFTER.seconds)
    assert [*seen] == [
        f"{REPEAT}\n1 kept",
        f"{REPEAT}\n\nWho is it?\n:cancel leaves it.\nName?",
    ]
    await bot.shell.hear(said("0", "add Priya"), bot.platform)
    assert not bot.platform.answers


@pytest.mark.asyncio
async def test_what_was_decided_long_ago_is_not_answered_any_more(bot: Bot) -> None:
    event = said("once", "add Priya")
    await bot.store.transact(event, partial(Router([small.flow]).answer, event))
    bot.clock.move(MONDAY + timedelta(days=2))
    await bot.life.recover()
    assert await bot.wait(timedelta(days=3).total_seconds()) == {}


@pytest.mark.asyncio
async def test_what_comes_again_while_it_is_answered_is_not_answered_twice(
    bot: Bot,
) -> None:
    hearing = (bot.shell.hear(said("once"), bot.platform) for _ in range(2))
    await asyncio.gather(*hearing)
    assert len(bot.platform.answers) == 1


@pytest.mark.asyncio
async def test_what_comes_again_is_not_done_with_before_the_first_is(bot: Bot) -> None:
    """Or whoever delivers it would forget it, and we might die meanwhile."""
    async with bot.store.held_up():
        hearing = [
            asyncio.ensure_future(bot.shell.hear(said("once"), bot.platform))
            for _ in range(2)
        ]
        await asyncio.wait_for(bot.platform.said.wait(), 60)
        assert not any(one.done() for one in hearing)
    await asyncio.gather(*hearing)


@pytest.mark.asyncio
async def test_a_farewell_that_nobody_heard_brings_nobody_back(bot: Bot) -> None:
    await bot.hear("add Priya")
    bot.platform.mute = NotSent("x")
    await bot.hear("farewell")
    assert await bot.store.read(ANA, lambda book: book.student().seen) is None
    assert await bot.wait(9) == {}


@pytest.mark.asyncio
async def test_a_farewell_cut_off_by_a_crash_stops_no_start(bot: Bot) -> None:
    await bot.hear("add Priya")
    event = said("once", "farewell")
    await bot.store.transact(event, partial(Router([small.flow]).answer, event))
    await bot.life.recover()
    assert await bot.store.read(ANA, lambda book: book.student().seen) is None


@pytest.mark.asyncio
async def test_an_overload_is_answered_and_not_buffered(bot: Bot) -> None:
    async with bot.store.held_up():
        reads = (bot.store.read(ANA, lambda b: b.owner) for _ in range(MOST_WAITING))
        crowd = asyncio.gather(*reads)
        await asyncio.sleep(0)
        await bot.shell.hear(said("1"), bot.platform)
        assert bot.platform.answers == [Reply(View((BUSY,)))]
    await crowd


@pytest.mark.asyncio
async def test_who_waits_too_long_is_told_so_and_gets_a_message(bot: Bot) -> None:
    async with bot.store.held_up():
        hearing = asyncio.ensure_future(bot.shell.hear(said("1"), bot.platform))
        await asyncio.wait_for(bot.platform.said.wait(), 2)
        assert bot.platform.answers == [Reply(View((SLOW,)))]
    await hearing
    await bot.life.tick()
    assert "hi" in bot.platform.posts[0]
