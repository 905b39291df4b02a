"""A thousand things fall due at one instant: how fast they are told, and how many."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bench import peer
from bench.disk import Disk
from bench.frame import NONE, Figures, Key, Row, Subject, at_least
from bench.ours import MONDAY, SIDE_BY_SIDE, Bot, bot_on, in_flight, prepared, student
from bench.watch import Rate
from bot.effects import Post
from bot.views import View

DUE = MONDAY + timedelta(days=3)  # as many business days, at nine in New York


def subject(part: float) -> Subject:
    many = round(1000 * part) or 1
    sides = {
        "ours": partial(_ours, many),
        peer.DEFAULT: partial(_peer, peer.DEFAULT, None, many),
        peer.OWN_GRACE: partial(_peer, peer.DEFAULT, 1, many),
        peer.WAL: partial(_peer, peer.WAL, None, many),
    }
    due, fired = f"{many:,} due at one instant", Key(peer.DEFAULT, "fired")
    decided, delivered = Key("ours", "decided"), Key("ours", "delivered")
    wal = Key(peer.WAL, "fired")
    grace_lost, fired_twice = Key(peer.OWN_GRACE, "lost"), Key(peer.DEFAULT, "twice")
    rows = [
        Row(f"{due}, decided and told", "a second", decided, fired, at_least(5)),
        Row(f"{due}, decided and told", "a second", decided, wal),
        Row(f"{due}, delivery alone", "a second", delivered, fired, at_least(40)),
        Row(f"{due}, delivery alone", "a second", delivered, wal),
        Row(f"{due}, lost", "of them", Key("ours", "lost"), grace_lost, NONE),
        Row(f"{due}, told twice", "of them", Key("ours", "twice"), fired_twice, NONE),
    ]
    return Subject("due", sides, rows)


async def asked(many: int, bot: Bot) -> None:
    """Each student asked one person, so that one follow-up each falls due at once."""
    words = ("add Ada Berg, nurse at Mercy", "sent Ada Berg")
    await bot.hear_all((student(n), text) for n in range(many) for text in words)


def _ours(many: int, disk: Disk) -> Figures:
    file = disk.copy(f"{many} asked", prepared(partial(asked, many)))
    return {
        **asyncio.run(_decided(file, many)),
        **asyncio.run(_delivered(disk.file(), many)),
    }


async def _decided(file: Path, many: int) -> Figures:
    async with bot_on(file) as bot:
        bot.clock.move(DUE)
        figures = await _ticked("decided", bot, many)
    sent = _sent(file)
    return {**figures, "lost": many - sent, "twice": bot.poster.posts - sent}


async def _delivered(file: Path, many: int) -> Figures:
    """Of letters that are written already."""
    async with bot_on(file) as bot:
        await in_flight(SIDE_BY_SIDE, (written(bot, number) for number in range(many)))
        return await _ticked("delivered", bot, many)


async def written(bot: Bot, number: int) -> None:
    said = bot.said(student(number), "")
    post = Post(said.where, View(("Call Ada Berg.",)), f"letter/{number}")
    await bot.store.transact(said, lambda book: [post])


def _sent(file: Path) -> int:
    sent = "select count(*) from outbox where state = 'sent'"
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(sent).fetchone()[0])


async def _ticked(figure: str, bot: Bot, many: int) -> Figures:
    rate = Rate()
    with rate.running():
        await bot.life.tick()
    return rate.of(many, figure)


def _peer(store: str, grace: int | None, many: int, disk: Disk) -> Figures:
    return asyncio.run(_fired(store, grace, many, disk.file()))


async def _fired(store: str, grace: int | None, many: int, file: Path) -> Figures:
    async with peer.scheduler(store, file) as scheduler:
        fired, rate = peer.Fired(scheduler, many), Rate()
        due = await peer.due_at_once(scheduler, many, misfire_grace_time=grace)
        await asyncio.sleep((due - datetime.now(UTC)).total_seconds())
        with rate.running():
            scheduler.resume()
            await fired.all.wait()
    lost = many - fired.ran
    return {**rate.of(many, "fired"), "lost": lost, "twice": max(-lost, 0)}
