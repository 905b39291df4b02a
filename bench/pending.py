"""Much is pending and nothing is due: what does a look cost, and what does a start?"""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import peer
from bench.disk import Disk
from bench.frame import Figures, Key, Row, Subject, at_most, within
from bench.ours import MONDAY, ON, Bot, bot_on, prepared, student
from bot.ports import Agenda

FIRST = datetime(2027, 1, 1, tzinfo=UTC)  # the others follow, one a second
LOOKS = 200
EACH = 50  # reminders of one student
CHECKED = 35_000  # as many as fit into a file of which all pages are still checked

PEOPLE = """
    with recursive n (i) as (select 0 union all select i + 1 from n where i < :last)
    insert into persons (id, met) select 'p' || i, '2026-11-16T14:00:00+00:00' from n
"""
WAKES = """
    with recursive n (i) as (select 0 union all select i + 1 from n where i < :last)
    insert into wakes (owner, token, at, about) select 'p' || (i / :each),
        'due.own/' || i, strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', '2027-01-01',
        '+' || i || ' seconds'), '' from n
"""
LETTERS = """
    insert into outbox (key, owner, nth, about, platform, team, place, thread, view,
        state, due, until, attempts)
    select 'own/' || token, owner, rowid, '', :platform, '', '@' || owner, '', '',
        'sent', at, null, 1 from wakes
"""
REMINDERS = """
    insert into reminder (owner, id, contact, text, at, wall, done, nth)
    select owner, substr(token, 9), '', 'call Priya about the visit', at, '', 0, rowid
    from wakes
"""
JOBS = """
    with recursive n (i) as (select 1 union all select i + 1 from n where i < :last)
    insert into apscheduler_jobs select 'j' || i, next_run_time + i, job_state
    from n, apscheduler_jobs
"""


def subject(part: float) -> Subject:
    few, many = 1000, round(1_000_000 * part) or 1
    waiting, checked = round(100_000 * part) or 1, round(CHECKED * part) or 1
    little, much = f"{few:,} pending", f"{many:,} pending"
    full, half = f"{waiting:,} reminders", f"{checked:,} reminders"
    theirs = f"{peer.DEFAULT}, {waiting:,} jobs"
    sides = {
        little: partial(_looked, few),
        much: partial(_looked, many),
        "empty": partial(_started, 0),
        half: partial(_started, checked),
        full: partial(_started, waiting),
        theirs: partial(_peer, waiting),
    }
    rows = [
        Row(f"a look, {much}, nothing due", "us", Key(much, "none"),
            Key(little, "none"), at_most(2)),
        Row(f"a look, {much}, one due", "us", Key(much, "one"),
            Key(little, "one"), at_most(2)),
        Row(f"a look, {much}, nothing due", "us", Key(much, "none"),
            Key(theirs, "look")),
        Row(f"start-up, {full}", "ms", Key(full, "start"),
            Key("empty", "start"), within(50, "ms")),
        Row(f"start-up, {half}", "ms", Key(half, "start"),
            Key("empty", "start"), within(50, "ms")),
        Row(f"start-up, {full}", "ms", Key(full, "start"), Key(theirs, "start")),
    ]  # fmt: skip
    return Subject("pending", sides, rows)


def _looked(many: int, disk: Disk) -> Figures:
    file = disk.kept(f"{many} wakes", partial(_filled, many, (WAKES, LETTERS)))
    return asyncio.run(_look(file))


async def _look(file: Path) -> Figures:
    async with bot_on(file) as bot:
        return {
            "none": await bot.store.agenda(partial(_look_took, MONDAY)),
            "one": await bot.store.agenda(partial(_look_took, FIRST)),
        }


def _look_took(now: datetime, agenda: Agenda) -> float:
    """Microseconds for all that is asked between two sleeps."""

    def look() -> None:
        agenda.due_wakes(now, 100)
        agenda.next_wake()
        agenda.due_letters(ON, now, 100)
        agenda.next_letter(ON)

    return _took(look) * 1e6


def _took(look: Callable[[], object]) -> float:
    """Seconds, at the median."""
    took: list[float] = []
    for _ in range(LOOKS):
        began = perf_counter()
        look()
        took.append(perf_counter() - began)
    return median(took)


def _started(reminders: int, disk: Disk) -> Figures:
    fill = partial(_filled, reminders, (WAKES, REMINDERS))
    return asyncio.run(_start(disk.kept(f"{reminders} reminders", fill)))


async def _start(file: Path) -> Figures:
    """Until the first look at what is due was answered."""
    began = perf_counter()
    async with bot_on(file) as bot:
        await bot.life.recover()
        await bot.life.tick()
        return {"start": (perf_counter() - began) * 1000}


def _filled(many: int, inserts: tuple[str, ...], file: Path) -> None:
    prepared(_somebody)(file)
    if many == 0:
        return
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("begin")
        connection.execute(PEOPLE, {"last": many // EACH})
        for insert in inserts:
            values = {"last": many - 1, "each": EACH, "platform": ON}
            connection.execute(insert, values)
        connection.execute("commit")


async def _somebody(bot: Bot) -> None:
    await bot.hear(student(1), "add Ada Berg, nurse at Mercy")


def _peer(many: int, disk: Disk) -> Figures:
    def fill(file: Path) -> None:
        asyncio.run(_jobs(many, file))

    return asyncio.run(_resumed(disk.kept(f"{many} jobs", fill)))


async def _jobs(many: int, file: Path) -> None:
    """One job that it wrote itself, and as many like it."""
    async with peer.scheduler(peer.DEFAULT, file) as scheduler:
        peer.add(scheduler, peer.FAR)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(JOBS, {"last": many - 1})


async def _resumed(file: Path) -> Figures:
    began = perf_counter()
    async with peer.scheduler(peer.DEFAULT, file) as scheduler:
        scheduler.resume()
        await asyncio.sleep(0)
        start = (perf_counter() - began) * 1000
        [store] = scheduler._jobstores.values()  # it has no name to ask for it

        def look() -> None:
            store.get_due_jobs(datetime.now(UTC))
            store.get_next_run_time()

        return {"start": start, "look": _took(look) * 1e6}
