"""A torn journal: what is found in it is a beginning of what was acknowledged.

A bot is killed, and the log that it leaves is cut anywhere, or a bit is flipped in it,
or it goes on in garbage. The bot's own start-up opens what is left.
"""

import asyncio
import random
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from bot.effects import Answer
from bot.engine.sqlite import SqliteStore
from bot.flows import FLOWS
from bot.ports import Clock
from bot.records import Place
from bot.views import View
from tests.platform import ANA, BEN, Platform
from tests.proofs.conftest import Tally
from tests.proofs.kills.books import kept
from tests.proofs.scale import scale
from tests.proofs.storage import journal
from tests.proofs.storage.disks import empty_log, in_memory
from tests.proofs.storage.doors import connection_of
from tests.proofs.storage.flips import flipped
from tests.proofs.storage.story import BEFORE, DAYS, say_later, tell
from tests.talk import SECRET, Talk

CUTS, FLIPS, TAILS = scale(100, 3_000), scale(60, 1_500), scale(16, 300)
PARTS = scale(2, 10)  # of each, so that they are spread over all cores
ALREADY = 4  # steps before the log is begun anew

Damage = Callable[[random.Random, bytes], tuple[bytes, int]]
"""Gives a log that was damaged, and how many of its bytes are good."""


class Witness(Platform):
    """Notes how many commits there are whenever it is told something."""

    def __init__(self, clock: Clock, file: Path) -> None:
        super().__init__(clock)
        self._log = journal.of(file)
        self.answers_at: set[int] = set()
        self.posts_at: list[int] = []

    async def answer(self, effect: Answer, nonce: str) -> None:
        self.answers_at.add(self._commits())
        await super().answer(effect, nonce)

    async def post(self, place: Place, view: View, nonce: str) -> None:
        self.posts_at.append(self._commits())
        await super().post(place, view, nonce)

    def said_by(self, commits: int) -> tuple[int, int]:
        """How many answers and letters."""
        answers = sum(at <= commits for at in self.answers_at)
        return answers, sum(at <= commits for at in self.posts_at)

    def _commits(self) -> int:
        return len(journal.ends(self._log.read_bytes()))


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a file: everything, and how much of it was said by then."""

    everything: int
    answers: int
    letters: int


@dataclass(frozen=True, slots=True)
class Killed:
    """What a bot left behind, and what there is after each commit in its log.

    `after` begins with what stands in the file alone.
    """

    file: bytes
    log: bytes
    ends: list[int]
    after: list[Found]
    witness: Witness


@pytest.fixture
def folder() -> Iterator[Path]:
    with in_memory() as folder:
        yield folder


@pytest.fixture(scope="module", params=["new", "begun anew"])
def killed(request: pytest.FixtureRequest) -> Killed:
    """In the midst of its work; its log began anew once, or not."""
    with in_memory() as folder:
        return worked(folder, begins_anew=request.param == "begun anew")


def worked(folder: Path, begins_anew: bool) -> Killed:
    talk = Talk(folder, FLOWS)
    file, steps = folder / "talk.db", iter(DAYS)
    tell(talk, BEFORE)
    witness = talk.platform = Witness(talk.clock, file)
    talk.restart()
    if begins_anew:
        tell(talk, islice(steps, ALREADY))
        empty_log(file)
        witness.answers_at.clear()
    tell(talk, steps)
    content, log = file.read_bytes(), journal.of(file).read_bytes()
    talk.close()
    ends = journal.ends(log)
    after = [plainly(folder, content, log[:end]) for end in [0, *ends]]
    return Killed(content, log, ends, after, witness)


def plainly(folder: Path, file: bytes, log: bytes) -> Found:
    """As SQLite reads it by itself."""
    with closing(sqlite3.connect(left(folder, file, log))) as connection:
        return found(connection)


def left(folder: Path, file: bytes, log: bytes) -> Path:
    path = folder / "left.db"
    path.write_bytes(file)
    journal.of(path).write_bytes(log)
    return path


def found(connection: sqlite3.Connection) -> Found:
    sql = connection.execute
    tables = sql("select name from sqlite_master where type = 'table' order by name")
    rows = [sql(f"select * from {name}").fetchall() for (name,) in tables.fetchall()]
    [(answers,)] = sql("select count(*) from inbox").fetchall()
    [(letters,)] = sql("select count(*) from outbox where state <> 'due'").fetchall()
    return Found(hash(repr(rows)), answers, letters)


def started(path: Path, known: set[Found]) -> Found:
    """As our own start-up finds it, which checks that it is whole.

    Whether all is by the rules of the cycle is looked up once for each state.
    """
    store = SqliteStore(path, SECRET)
    try:
        return asyncio.run(looked_up(store, known))
    finally:
        store.close()


async def looked_up(store: SqliteStore, known: set[Found]) -> Found:
    there = await store.read(ANA, lambda book: found(connection_of(book)))
    for who in (ANA, BEN) if there not in known else ():
        assert not (await store.read(who, kept)).wrong
    known.add(there)
    return there


def test_each_commit_holds_all_that_was_said_by_then(killed: Killed) -> None:
    base = killed.after[0]
    for commits, there in enumerate(killed.after):
        answers, letters = killed.witness.said_by(commits)
        assert there.answers == base.answers + answers
        assert there.letters == base.letters + letters
    assert len(killed.ends) > 50
    assert len(killed.witness.answers_at) > 10
    assert len(killed.witness.posts_at) > 5


def test_the_log_ends_in_what_is_older_where_it_was_begun_anew(killed: Killed) -> None:
    older = len(killed.log) - killed.ends[-1]
    assert older == 0 or older > 100_000


def cut(dice: random.Random, log: bytes) -> tuple[bytes, int]:
    end = dice.randrange(len(log))
    return log[:end], end


def with_a_flip(dice: random.Random, log: bytes) -> tuple[bytes, int]:
    place = dice.randrange(len(log))
    return flipped(dice, log, place), place


def overwritten(dice: random.Random, log: bytes) -> tuple[bytes, int]:
    """From somewhere on, and beyond its end."""
    end = dice.randrange(len(log))
    return log[:end] + dice.randbytes(dice.randrange(1, 20_000)), end


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(
    ("damage", "name", "times"),
    [
        (cut, "cuts", CUTS),
        (with_a_flip, "flips_in_the_log", FLIPS),
        (overwritten, "garbage_tails", TAILS),
    ],
    ids=["cut", "flipped", "overwritten"],
)
def test_what_is_left_is_a_beginning(
    killed: Killed,
    folder: Path,
    tally: Tally,
    damage: Damage,
    name: str,
    times: int,
    part: int,
) -> None:
    dice = random.Random(f"{name} {part}")
    here = times // PARTS // 2  # for there are two logs
    known, broken = set[Found](), list[int]()
    for _ in range(here):
        log, good = damage(dice, killed.log)
        there = started(left(folder, killed.file, log), known)
        if there != killed.after[bisect_right(killed.ends, good)]:
            broken.append(good)
    tally("storage", prefix_broken=len(broken), **{name: here})
    assert not broken


@pytest.mark.parametrize("part", range(scale(5, 40)))
def test_the_conversation_goes_on_after_any_commit(
    killed: Killed, tmp_path: Path, part: int
) -> None:
    commits = random.Random(part).randrange(len(killed.ends))
    log = killed.log[: killed.ends[commits]]
    left(tmp_path, killed.file, log).rename(tmp_path / "talk.db")
    journal.of(tmp_path / "left.db").rename(journal.of(tmp_path / "talk.db"))
    talk = Talk(tmp_path, FLOWS)
    assert say_later(talk, "people")
    assert talk.read(lambda book: book.named("Priya"))
    talk.wait(days=9)
    assert not talk.read(kept).wrong
    talk.close()
