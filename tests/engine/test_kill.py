"""kill -9 at each point: nothing is lost, and nothing said twice without need."""

import asyncio
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from bot.engine.router import Router
from bot.engine.sqlite import SqliteStore
from bot.events import Said
from tests.engine import small
from tests.engine.victim import POINTS, die, run
from tests.platform import ANA
from tests.talk import MONDAY, SECRET

NAMES = ("Ana", "Ben", "Cleo", "Dora", "Emil")

# One process that has imported everything, and forks: a victim costs 0.05 s.
VICTIMS = get_context("forkserver")
VICTIMS.set_forkserver_preload(["__main__", "tests.engine.victim"])


async def promise(file: Path, apart: int) -> None:
    """To speak of each, so many minutes after the one before."""
    store, router = SqliteStore(file, SECRET), Router([small.flow])
    for nth, name in enumerate(NAMES):
        said = Said(name, ANA, ANA.direct, f"later {nth * apart} {name}", MONDAY)
        await store.transact(said, partial(router.answer, said))
    store.close()


@pytest.mark.parametrize("apart", [1, 0])
@pytest.mark.parametrize("knows", ["nonces", "history", "neither"])
@pytest.mark.parametrize("point", POINTS)
def test_a_bot_that_is_killed_loses_nothing(
    tmp_path: Path, point: str, knows: str, apart: int
) -> None:
    (tmp_path / "said").mkdir()
    asyncio.run(promise(tmp_path / "bot.db", apart))

    victim = VICTIMS.Process(target=die, args=(tmp_path, knows, point))
    victim.start()
    victim.join()
    assert victim.exitcode == -signal.SIGKILL
    asyncio.run(run(tmp_path, knows, MONDAY + timedelta(days=2)))

    said = Counter(path.read_text() for path in (tmp_path / "said").iterdir())
    assert said.keys() == {*NAMES}
    doubled = said.total() - len(NAMES)
    assert doubled == (1 if nobody_can_tell(point, knows) else 0)
    with closing(sqlite3.connect(tmp_path / "bot.db")) as file:
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)


def nobody_can_tell(point: str, knows: str) -> bool:
    """It was said, that was not written down, and the platform is no help."""
    return knows == "neither" and point in ("called", "recording")
