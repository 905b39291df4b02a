"""A backup: taken while the bot writes, and killed at each step of the way.

Each can be restored, and is a beginning of what was acknowledged. Whoever kills a
restore finds the old file or the new one, and never none.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from bot.engine.backup import ASIDE, backup, restore
from bot.engine.files import beside
from bot.engine.sqlite import SqliteStore
from bot.errors import Unusable
from tests.engine.store.made import keeps, names, said
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.proofs.storage import journal
from tests.proofs.storage.disks import in_memory
from tests.proofs.storage.victims import dies, steps_of
from tests.talk import SECRET

BACKUPS = 60  # in each part
STRIDE = scale(6, 1)  # steps from one kill to the next
PARTS = scale(2, 4)


class Writing:
    """A bot that is told names, one after another."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self.told = 0  # and acknowledged
        self.over = False

    async def go_on(self) -> None:
        while not self.over:
            name = f"{self.told:05}"
            await self._store.transact(said(name), keeps(name))
            self.told += 1


@pytest.mark.asyncio
@pytest.mark.parametrize("part", range(scale(1, 10)))
async def test_a_backup_beside_a_bot_that_writes_is_a_beginning(
    part: int, tally: Tally
) -> None:
    with in_memory() as folder:
        store = SqliteStore(folder / "bot.db", SECRET)
        writing = Writing(store)
        going = asyncio.create_task(writing.go_on())
        spans = [await backed_up(folder, n, writing) for n in range(BACKUPS)]
        writing.over = True
        await going
        store.close()
        broken = 0
        for n, (before, after) in enumerate(spans):
            there = await restored(folder, n)
            is_beginning = there == [f"{name:05}" for name in range(len(there))]
            broken += not (is_beginning and before <= len(there) <= after)
    assert spans[-1][1] > spans[0][0]
    tally("storage", backups=len(spans), backups_broken=broken)
    assert not broken


async def backed_up(folder: Path, n: int, writing: Writing) -> tuple[int, int]:
    """How much was acknowledged before it began, and at most when it ended."""
    before = writing.told
    await asyncio.to_thread(backup, folder / "bot.db", folder / f"{n}.db")
    return before, writing.told + 1  # one may be on the disk, and not told yet


async def restored(folder: Path, n: int) -> list[str]:
    path = folder / "restored.db"
    restore(folder / f"{n}.db", path)
    beside(path, ASIDE).unlink(missing_ok=True)
    return await kept(path)


async def kept(path: Path) -> list[str]:
    store = SqliteStore(path, SECRET)
    try:
        return await names(store)
    finally:
        store.close()


# Killed at each step

OLD, NEW = ["Tom", "Priya"], ["Tom"]


@pytest.fixture(scope="module")
def killed() -> Iterator[Path]:
    """A folder with a file whose bot was killed, and a backup of the day before."""
    with in_memory() as folder:
        asyncio.run(live_on(folder / "live.db", folder / "copy.db"))
        yield folder


async def live_on(live: Path, copy: Path) -> None:
    store, killed = SqliteStore(live, SECRET), live.with_name("bot.db")
    await store.transact(said("1"), keeps("Tom"))
    backup(live, copy)
    await store.transact(said("2"), keeps("Priya"))
    copyfile(live, killed)
    copyfile(journal.of(live), journal.of(killed))
    store.close()


def usable(path: Path) -> list[str]:
    return asyncio.run(kept(path))


def steps(total: int, part: int) -> range:
    return range(1 + part * STRIDE, total + 1, PARTS * STRIDE)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_restore_that_is_killed_leaves_the_old_file_or_the_new(
    killed: Path, tally: Tally, part: int
) -> None:
    with in_memory() as folder:
        there = copytree(killed, folder / "steps")
        total = steps_of(restore, there / "copy.db", there / "bot.db")
        for nth in steps(total, part):
            there = copytree(killed, folder / f"{nth}")
            copy, path = there / "copy.db", there / "bot.db"
            died = dies(restore, copy, path, at=nth)
            assert usable(path) in ([OLD, NEW] if died else [NEW])
            again(copy, path)
            tally("storage", restores_killed=int(died))


def again(copy: Path, path: Path) -> None:
    """What a dead restore had put aside is in the way, and said to be, and whole."""
    aside = beside(path, ASIDE)
    if aside.exists():
        with pytest.raises(Unusable, match="is there already"):
            restore(copy, path)
        assert usable(aside) == OLD
        aside.unlink()
    restore(copy, path)
    assert usable(path) == NEW


@pytest.mark.parametrize("part", range(PARTS))
def test_a_backup_that_is_killed_is_none(killed: Path, tally: Tally, part: int) -> None:
    with in_memory() as folder:
        there = copytree(killed, folder / "steps")
        total = steps_of(backup, there / "bot.db", there / "new.db")
        for nth in steps(total, part):
            there = copytree(killed, folder / f"{nth}")
            path, copy = there / "bot.db", there / "new.db"
            died = dies(backup, path, copy, at=nth)
            if is_restored(copy, there / "restored.db"):
                assert usable(there / "restored.db") == OLD
            else:
                assert died
            assert usable(path) == OLD
            tally("storage", backups_killed=int(died))


def is_restored(copy: Path, path: Path) -> bool:
    try:
        restore(copy, path)
    except Unusable:
        return False
    return True
