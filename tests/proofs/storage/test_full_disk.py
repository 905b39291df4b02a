"""A full disk: it is said, what was answered is kept, and nothing is half written.

As soon as there is room everything goes on, reminders included, without a restart.
"""

import json
import resource
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    asynccontextmanager,
    suppress,
)
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest

from bot.effects import Deed, Keep, Post, Reply, WakeAt
from bot.engine.clock import AFTER_A_FAULT
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.shell import FULL, Shell
from bot.events import Rang
from bot.flow import Flow
from bot.ports import Book
from bot.records import Draft
from bot.views import View
from tests.engine.bot import Bot
from tests.engine.store.made import does, said
from tests.platform import ANA
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.proofs.storage import journal
from tests.proofs.storage.crowds import crowd
from tests.proofs.storage.disks import (
    SPINNING,
    a_while,
    empty_log,
    in_memory,
    is_whole,
    limited,
    shows_descriptors,
    standing_for,
)
from tests.proofs.storage.doors import sql
from tests.talk import MONDAY, PATIENCE, Talk

PARTS = scale(2, 10)
ROOMS = 4  # each with some pages more than the one before
LENGTHS = (60, 3_900, 300, 3_900, 2_000, 60, 3_900, 900)  # of what each wants kept
HALF_AN_HOUR = 1800  # seconds
FULL_DEVICE = Path("/dev/full")
DISK = 2_000  # kilobytes: room for a dozen words, and for what fills it

Filled = Callable[[Bot, Path, int], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def few_pages(bot: Bot, file: Path, room: int) -> AsyncIterator[None]:
    """SQLite itself does not let the file grow."""
    [(pages,)] = await sql(bot.store, "pragma page_count")
    await sql(bot.store, f"pragma max_page_count = {pages + room}")
    yield
    await sql(bot.store, "pragma max_page_count = 1000000")


@asynccontextmanager
async def short_files(bot: Bot, file: Path, room: int) -> AsyncIterator[None]:
    """The system does not let the log grow: a write ends in the middle of a page."""
    most = journal.of(file).stat().st_size + room * 25_000
    with limited(resource.RLIMIT_FSIZE, most):
        yield


@pytest.mark.asyncio
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("filled", [few_pages, short_files])
async def test_what_fits_is_kept_and_all_else_is_refused(
    filled: Filled, part: int, tally: Tally
) -> None:
    wants = {f"{n}": f"Tom{n} {'x' * length}" for n, length in enumerate(LENGTHS)}
    for room in range(part * ROOMS, (part + 1) * ROOMS):
        with in_memory() as folder:
            bot = Bot(folder / "bot.db")
            await bot.hear("later 30 tea")
            async with filled(bot, folder / "bot.db", room):
                told = await crowd(bot, wants, 1)
                kept = {name for name, said in told.items() if said == "1 kept"}
                there, to_be = await names(bot), {wants[name] for name in kept}
                tally(
                    "storage", lost=len(to_be - there), half_written=len(there - to_be)
                )
                assert there == to_be
            refused = {n: text for n, text in wants.items() if n not in kept}
            assert set((await crowd(bot, refused, 2)).values()) <= {"1 kept"}
            assert await names(bot) == {*wants.values()}
            assert [*(await bot.wait(HALF_AN_HOUR)).values()] == [HALF_AN_HOUR]
            bot.store.close()
            assert is_whole(folder / "bot.db")
        tally(
            "storage",
            full_disks=1,
            kept_when_full=len(kept),
            refused_when_full=len(refused),
        )


async def names(bot: Bot) -> set[str]:
    return {name for (name,) in await sql(bot.store, "select name from contact")}


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "filled",
    [
        few_pages,
        short_files,
    ],
)
async def test_whoever_is_refused_is_told_that_it_is_the_disk(
    filled: Filled, tmp_path: Path
) -> None:
    bot = Bot(tmp_path / "bot.db")
    async with filled(bot, tmp_path / "bot.db", 0):
        [told] = (await crowd(bot, {"1": "x" * 3_900}, 1)).values()
    bot.store.close()
    assert "disk" in told


@pytest.mark.asyncio
async def test_a_reminder_that_did_not_fit_comes_as_soon_as_there_is_room(
    tmp_path: Path,
) -> None:
    bot, due = Bot(tmp_path / "bot.db"), MONDAY + timedelta(minutes=30)
    shell = Shell(Router([writing]), bot.store, bot.clock, PATIENCE)
    life = Life(bot.store, bot.clock, shell, [bot.delivery])
    await bot.store.transact(said("1"), does(WakeAt("writing.much", due)))
    bot.clock.move(due)
    async with few_pages(bot, tmp_path / "bot.db", 2):
        with suppress(sqlite3.Error):
            await life.tick()
    bot.clock.move(due + AFTER_A_FAULT)
    await life.tick()
    bot.store.close()
    assert bot.platform.posts == ["Written."]


writing = Flow("writing")


@writing.wake("much")
def much(rang: Rang, args: str, book: Book) -> Iterator[Deed]:
    yield Keep(Draft(id="d", contact="c", kind="k", channel="c", text="x" * 40_000))
    yield Post(ANA.direct, View(("Written.",)), "written")


@pytest.mark.asyncio
async def test_the_file_remembers_when_it_was_full(tmp_path: Path) -> None:
    bot, file = Bot(tmp_path / "bot.db"), tmp_path / "bot.db"
    await bot.hear("add Tom")
    bot.clock.move(MONDAY + timedelta(hours=1))
    async with short_files(bot, file, 0):
        await crowd(bot, {"1": "Priya"}, 1)
    await crowd(bot, {"1": "Priya"}, 2)
    latest = await bot.store.latest()
    bot.store.close()
    assert latest == MONDAY + timedelta(hours=1)


# A device that refuses each write


@pytest.mark.asyncio
@shows_descriptors
async def test_reminders_that_fell_due_meanwhile_come_when_there_is_room(
    tmp_path: Path,
) -> None:
    bot, file = Bot(tmp_path / "bot.db"), tmp_path / "bot.db"
    await bot.hear("later 30 tea")
    empty_log(file)
    async with bot.life.going():
        with standing_for(journal.of(file), FULL_DEVICE):
            await bot.hear("add Tom")
            bot.clock.move(MONDAY + timedelta(minutes=30))
            await a_while()
            assert 0 < bot.store.visits < SPINNING
        assert bot.platform.answers[-1] == Reply(View((FULL,)))
        bot.clock.move(bot.clock.now() + AFTER_A_FAULT)
        await bot.platform.has_posted("tea\n[1 Again]")
        await bot.hear("add Tom", "again")
        assert bot.platform.answers[-1] == Reply(View(("1 kept",)))
    bot.store.close()


@shows_descriptors
def test_a_student_is_told_and_goes_on_where_they_were(
    talk: Talk, tmp_path: Path
) -> None:
    talk.may_break = True
    talk.say("add Tom Okafor, engineer at Harbor Works")
    talk.say("remind me tomorrow 9am: call Tom")
    empty_log(tmp_path / "talk.db")
    with standing_for(journal.of(tmp_path / "talk.db"), FULL_DEVICE):
        for words in ("sent tom", "people", "add Priya Shah, nurse at Mercy Hospital"):
            assert talk.say(words) == FULL
    assert "Good. You asked Tom Okafor." in talk.say("sent tom")
    assert "Priya" not in talk.say("people")
    assert [seen.where for seen in talk.wait(days=1)] == [ANA.direct]


# A disk of its own, filled by the product itself


def test_a_disk_is_filled_to_the_brim_and_emptied_again(
    tmp_path: Path, tally: Tally
) -> None:
    mounted = f"mount -t tmpfs -o size={DISK}k none {tmp_path}"
    alone = ["unshare", "--user", "--map-root-user", "--mount"]
    shell = [*alone, "sh", "-c", f'{mounted} && exec "$@"', "sh"]
    if not which("unshare") or subprocess.run([*shell, "true"], check=False).returncode:
        pytest.skip("nobody may mount a disk here")
    filling = [sys.executable, "-m", "tests.proofs.storage.filling", str(tmp_path)]
    done = subprocess.run([*shell, *filling], stdout=subprocess.PIPE, check=True)
    figures = json.loads(done.stdout)
    assert figures["refused_when_full"]
    tally("storage", full_disks=1, **figures)
