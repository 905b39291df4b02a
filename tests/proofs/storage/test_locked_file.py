"""A file that another process has locked: it is said, and nothing is lost.

Nobody waits by the clock here: the lock is held until the answer came.
"""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.effects import Answer, Reply
from bot.engine.shell import LOCKED, SLOW
from bot.events import Said
from bot.views import View
from tests.engine.bot import Bot
from tests.platform import ANA
from tests.proofs.conftest import Tally
from tests.proofs.storage.crowds import crowd, patient
from tests.proofs.storage.disks import is_whole
from tests.proofs.storage.doors import connection_of, hurried, sql
from tests.talk import MONDAY, Talk

LOCKER = [sys.executable, "-m", "tests.proofs.storage.locker"]


@contextmanager
def locked(file: Path) -> Iterator[subprocess.Popen[str]]:
    """By another process, until the block or its input ends."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*LOCKER, str(file)], text=True, stdin=pipe, stdout=pipe
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "locked\n"
        yield other
        let_go(other)


def let_go(other: subprocess.Popen[str]) -> None:
    if other.stdin and not other.stdin.closed:
        other.stdin.close()
    assert other.wait() == 0


def test_whoever_speaks_meanwhile_is_told_and_nothing_is_lost(
    talk: Talk, tmp_path: Path, tally: Tally
) -> None:
    talk.may_break = True
    talk.say("add Tom Okafor, engineer at Harbor Works")
    talk.say("remind me tomorrow 9am: call Tom")
    talk.read(hurried)
    with locked(tmp_path / "talk.db"):
        assert talk.say("sent tom") == LOCKED
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            talk.wait(days=1)
    assert "Good. You asked Tom Okafor." in talk.say("sent tom")
    reminded = talk.wait(MONDAY + timedelta(days=1))
    tally("storage", locks=1, lost=1 - len(reminded))
    assert len(reminded) == 1
    talk.close()
    assert is_whole(tmp_path / "talk.db")


@pytest.mark.asyncio
async def test_whoever_was_told_to_wait_is_told_in_the_end(tmp_path: Path) -> None:
    """Of those who speak at once each waits for all before."""
    bot = Bot(tmp_path / "bot.db")
    await bot.hear("add Tom")
    await sql(bot.store, "pragma busy_timeout = 500")
    with locked(tmp_path / "bot.db"):
        await bot.hear("add Priya")
    await bot.life.tick()
    bot.store.close()
    assert bot.platform.answers[1] == Reply(View((SLOW,)))
    told = Reply(View((LOCKED,))) in bot.platform.answers
    assert told or LOCKED in bot.platform.posts


@pytest.mark.asyncio
async def test_all_who_speak_at_once_wait_together(tmp_path: Path) -> None:
    """One is tried while the others come, and then all of them."""
    bot, tried = Bot(tmp_path / "bot.db"), list[str]()
    await bot.store.read(ANA, hurried)
    await bot.store.read(
        ANA, lambda book: connection_of(book).set_trace_callback(tried.append)
    )
    with locked(tmp_path / "bot.db"):
        texts = {f"{n}": f"Tom{n}" for n in range(9)}
        assert {*(await crowd(bot, texts, 1)).values()} == {LOCKED}
    bot.store.close()
    assert tried.count("begin immediate") <= 2


@pytest.mark.asyncio
async def test_a_lock_that_is_soon_gone_is_waited_for(tmp_path: Path) -> None:
    bot = Bot(tmp_path / "bot.db")
    with locked(tmp_path / "bot.db") as other:
        adding = asyncio.create_task(kept(bot))
        await asyncio.sleep(0)
        let_go(other)
        assert await adding == Reply(View(("1 kept",)))
    bot.store.close()


async def kept(bot: Bot) -> Answer:
    tom = Said("1", ANA, ANA.direct, "add Tom", bot.clock.now())
    await patient(bot).hear(tom, bot.platform)
    [answer] = bot.platform.answers
    return answer
