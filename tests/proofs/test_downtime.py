"""A bot that was down for an hour, for days and for weeks, with much to say to many."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.engine.clock import SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.pace import RATES, Rates
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.events import Action, Pressed, Said, Uploaded
from bot.flows import FLOWS
from bot.records import Visitor
from tests.platform import Platform, Seen
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.talk import COLLEGE, SECRET, Talk

ZONES = [
    ZoneInfo(name)
    for name in (
        "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe",
        "Pacific/Auckland",
    )[: scale(1, 5)]
]  # fmt: skip
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THURSDAY = datetime(2026, 11, 12, 10)  # noqa: DTZ001 - in each zone
DOWN = datetime(2026, 11, 17, 8, 50)  # noqa: DTZ001 - a Tuesday
TO_THE_NIGHT = 3 * DAY + 14 * HOUR
STUDENTS = scale(24, 100)
PEOPLE = [f"Person{n:02}" for n in range(20)]
TASKS = [f"task{n:02}" for n in range(20)]


class House:
    """The whole engine on one platform, with some who all say the same."""

    def __init__(self, store: SqliteStore, now: datetime, on: str) -> None:
        self.clock = SimulatedClock(now.astimezone(UTC))
        self.platform = Platform(self.clock)
        self.students = [
            Visitor(on, "T1", f"student{n}", zone=f"{now.tzinfo}")
            for n in range(STUDENTS)
        ]
        self._shell = Shell(Router(FLOWS), store, self.clock, patience=3600)
        delivery = Delivery(store, self.clock, on, self.platform)
        self.life = Life(store, self.clock, self._shell, [delivery])

    async def all_say(self, words: str) -> None:
        await asyncio.gather(*(self.say(who, words) for who in self.students))

    async def say(self, who: Visitor, words: str) -> str:
        id = f"{who.user} {words} {self.clock.now()}"
        return await self.hear(Said(id, who, who.direct, words, self.clock.now()))

    async def hear(self, action: Action) -> str:
        voice = Platform(self.clock)
        await self._shell.hear(action, voice)
        return Seen.of(voice.answers, action.who.direct, action.at)


@asynccontextmanager
async def house(folder: Path, now: datetime, on: str) -> AsyncIterator[House]:
    store = SqliteStore(folder / "bot.db", SECRET)
    try:
        await store.adopt(COLLEGE, [])
        yield House(store, now, on)
    finally:
        store.close()


@pytest.mark.parametrize(
    ("span", "on"), [(HOUR, "slack"), (TO_THE_NIGHT, "discord"), (21 * DAY, "slack")]
)
@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.asyncio
async def test_whoever_has_forty_things_overdue_hears_one_message_and_finds_them_all(
    tmp_path: Path, tally: Tally, span: timedelta, on: str, zone: ZoneInfo
) -> None:
    start, down = THURSDAY.replace(tzinfo=zone), DOWN.replace(tzinfo=zone)
    back = down + span
    async with house(tmp_path, start, on) as before:
        await lived(before, start, down, span)
    async with house(tmp_path, back, on) as after:
        await after.life.skip(back + DAY / 2)
        posts = [*after.platform.posts]
        lost = sum([len(await missing(after, who)) for who in after.students])
        await after.life.skip(back + 2 * DAY)
    told = Counter(seen.where for seen in posts)
    tally(
        "downtime",
        students=STUDENTS,
        overdue=STUDENTS * len(PEOPLE + TASKS),
        messages=len(posts),
        lost=lost,
        most_to_one=float(max(told.values())),
    )
    assert before.platform.posts == []
    assert told == Counter(who.direct for who in after.students)
    assert is_paced([seen.at for seen in posts], RATES[on])
    assert lost == 0
    seen = after.platform.posts
    tasks = Counter((one.where, task) for one in seen for task in TASKS if task in one)
    assert set(tasks.values()) <= {1}


def test_a_bot_that_is_back_at_night_lets_people_sleep(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    talk.say("sent Priya")
    talk.say("remind me thursday 3pm to swim")
    talk.restart(datetime(2026, 11, 20, 4, tzinfo=UTC))  # Thursday at eleven
    [told] = talk.wait(days=1)
    assert told.at == datetime(2026, 11, 20, 14, tzinfo=UTC)  # Friday at nine
    assert "2 things fell due" in told


async def lived(house: House, start: datetime, down: datetime, span: timedelta) -> None:
    """Forty things are set by everybody, and fall due while the bot is down."""
    rows = tuple({"name": name, "employer": f"Works of {name}"} for name in PEOPLE)
    for who in house.students:
        now = house.clock.now()
        await house.hear(Uploaded(who.user, who, who.direct, "people.csv", now, rows))
    await house.all_say("keep all")
    for name in PEOPLE[:10]:
        await house.all_say(f"sent {name}")
    await house.life.skip(start + DAY)
    for name in PEOPLE[10:15]:
        await house.all_say(f"replied {name}")
    await house.life.skip(start + 4 * DAY)
    for name in PEOPLE[15:]:
        await house.all_say(f"booked {name} wednesday 3pm by phone")
    for nth, task in enumerate(TASKS, 1):
        at = by_day(down + span * nth / (len(TASKS) + 1))
        await house.all_say(f"remind me on {at:%Y-%m-%d at %H:%M} to {task}")
    await house.life.skip(down)


def by_day(at: datetime) -> datetime:
    return at if 8 <= at.hour < 21 else at - 12 * HOUR


async def missing(house: House, who: Visitor) -> set[str]:
    """What stands neither among the people nor among the reminders."""
    now = house.clock.now()
    more = Pressed(f"{who.user} {now}", who, who.direct, "people.page/2", now)
    seen = [
        await house.say(who, "my reminders"),
        await house.say(who, "people"),
        await house.hear(more),
    ]
    return {name for name in PEOPLE + TASKS if name not in "".join(seen)}


def is_paced(times: list[datetime], rates: Rates) -> bool:
    """Direct messages to people who were not written to since the start."""
    return all(
        (later - earlier).total_seconds() >= rate.every - 0.001
        for rate in (rates.team, rates.opening)
        for earlier, later in zip(times, times[rate.burst :], strict=False)
    )
