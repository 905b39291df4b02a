"""A disk that fails: the student reads a sentence, and so does the operator.

The process neither ends nor spins nor hangs. What was acknowledged before is there as
soon as the disk is well again, and after a restart.
"""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine.clock import AFTER_A_FAULT
from bot.engine.files import beside
from bot.records import Contact
from tests.engine.bot import Bot
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.proofs.storage.disks import (
    SPINNING,
    UNREADABLE,
    a_while,
    empty_log,
    forget_pages,
    is_whole,
    limited,
    shows_descriptors,
    standing_for,
)
from tests.proofs.storage.doors import hurried
from tests.talk import MONDAY, Talk

pytestmark = shows_descriptors


@dataclass(frozen=True, slots=True)
class Fault:
    """`device` stands for the file with that suffix, or that file opened otherwise."""

    suffix: str
    flags: int
    device: Path | None = None

    @contextmanager
    def on(self, file: Path) -> Iterator[None]:
        empty_log(file)
        forget_pages(file)
        broken = beside(file, self.suffix)
        with standing_for(broken, self.device or broken, self.flags):
            yield


LOG_IS_GONE = Fault("-wal", os.O_RDONLY, UNREADABLE)
LOG_TAKES_NOTHING = Fault("-wal", os.O_RDONLY)
LOG_IS_NOT_SYNCED = Fault("-wal", os.O_RDWR, Path(os.devnull))
FILE_IS_GONE = Fault("", os.O_RDONLY, UNREADABLE)
FILE_TAKES_NOTHING = Fault("", os.O_RDONLY)
NO_LOCKS = Fault("-shm", os.O_RDONLY)
ZEROES = Fault("-wal", os.O_RDWR, Path("/dev/full"))

FAULTS = {
    "log is gone": LOG_IS_GONE,
    "log takes nothing": LOG_TAKES_NOTHING,
    "log is not synced": LOG_IS_NOT_SYNCED,
    "file is gone": FILE_IS_GONE,
    "file takes nothing": FILE_TAKES_NOTHING,
    "no locks": NO_LOCKS,
}

TOM, PRIYA = "Tom Okafor, engineer at Harbor Works", "Priya Shah, nurse at Mercy"


@pytest.fixture
def begun(talk: Talk) -> Talk:
    talk.may_break = True
    talk.say(f"add {TOM}")
    talk.say("remind me tomorrow 9am: call Tom")
    talk.read(hurried)
    return talk


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_fails_is_said_and_nothing_is_lost(
    begun: Talk,
    tmp_path: Path,
    fault: Fault,
    caplog: pytest.LogCaptureFixture,
    tally: Tally,
) -> None:
    with fault.on(tmp_path / "talk.db"):
        said = begun.say(f"add {PRIYA}")
        assert said.endswith(".") or "Reference" in said or "Priya Shah" in said
        with suppress(sqlite3.Error):
            begun.wait(MONDAY + timedelta(days=1))

    if "is on your list" not in said:
        assert "is on your list" in begun.say(f"add {PRIYA}")
    begun.wait(MONDAY + timedelta(hours=25))
    assert len(begun.platform.posts) == 1
    assert not any(record.exc_info for record in caplog.records)
    begun.restart()
    names = [contact.name for contact in begun.read(lambda book: book.all(Contact))]
    lost = {"Tom Okafor", "Priya Shah"} - {*names}
    tally("storage", disks_that_failed=1, lost=len(lost))
    assert names == ["Tom Okafor", "Priya Shah"]
    begun.close()
    assert is_whole(tmp_path / "talk.db")


@pytest.mark.parametrize(
    "fault",
    [
        fault
        for fault in (LOG_IS_GONE, LOG_TAKES_NOTHING, LOG_IS_NOT_SYNCED, FILE_IS_GONE)
    ],
    ids=["log is gone", "log takes nothing", "log is not synced", "file is gone"],
)
def test_a_student_is_told_that_it_is_the_disk(
    begun: Talk, tmp_path: Path, fault: Fault
) -> None:
    with fault.on(tmp_path / "talk.db"):
        assert "disk" in begun.say(f"add {PRIYA}")


def test_what_was_read_wrong_once_is_read_again(begun: Talk, tmp_path: Path) -> None:
    with ZEROES.on(tmp_path / "talk.db"):
        assert "Tom" not in begun.say("people")
    assert "Tom" in begun.say("my reminders")


@pytest.mark.asyncio
async def test_a_disk_that_fails_ends_no_life_and_spins_none(tmp_path: Path) -> None:
    bot = Bot(tmp_path / "bot.db")
    await bot.hear("later 30 tea")
    async with bot.life.going():
        with LOG_TAKES_NOTHING.on(tmp_path / "bot.db"):
            bot.clock.move(MONDAY + timedelta(minutes=30))
            await a_while()
            assert 0 < bot.store.visits < SPINNING
        bot.clock.move(bot.clock.now() + AFTER_A_FAULT)
        await bot.platform.has_posted("tea\n[1 Again]")
    bot.store.close()


def test_whoever_runs_out_of_descriptors_goes_on(begun: Talk) -> None:
    begun.say("people")
    with limited(resource.RLIMIT_NOFILE, 3):
        assert "is on your list" in begun.say(f"add {PRIYA}")
        assert "Priya" in begun.say("people")
        assert len(begun.wait(days=1)) == 1


# At the start, by its exit code and a line


def complaint(folder: Path, *command: str) -> str:
    """The one line of a chat that does not begin; none if it does."""
    chat = [*command, "chat", "--plain", "--db", str(folder / "talk.db")]
    done = subprocess.run(
        chat, input="people\n", capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stderr.count("\n")) in [(0, 0), (2, 1)], done.stderr
    return done.stderr


@pytest.mark.parametrize("nth", [1, 2])
def test_an_operator_is_told_that_the_disk_fails(
    begun: Talk, tmp_path: Path, nth: int, tally: Tally
) -> None:
    begun.close()
    failing = [sys.executable, "-m", "tests.proofs.storage.failing", str(nth)]
    said = complaint(tmp_path, *failing)
    assert said.startswith(f"{tmp_path / 'talk.db'}: the disk fails. Check it")
    assert is_whole(tmp_path / "talk.db")
    tally("storage", starts_refused=1)


@pytest.mark.parametrize("most", range(8, scale(10, 30)))
def test_an_operator_is_told_that_too_many_files_are_open(
    begun: Talk, tmp_path: Path, most: int, tally: Tally
) -> None:
    begun.close()
    few = ["sh", "-c", f'ulimit -n {most} && exec "$@"', "sh"]
    said = complaint(tmp_path, *few, sys.executable, "-m", "bot")
    assert not said or "files" in said
    assert is_whole(tmp_path / "talk.db")
    tally("storage", starts_refused=bool(said))
