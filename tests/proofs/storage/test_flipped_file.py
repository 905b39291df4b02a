"""A flipped bit in the live file: never a crash, though often unseen.

SQLite keeps no checksums, so that a flip in a text goes unseen. How many were noticed
is counted; whatever they hit, everybody is answered in sentences.
"""

import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner

from bot.__main__ import chat, run
from bot.cli import Starts, commands
from bot.effects import WakeAt
from bot.engine.clock import SimulatedClock
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.ports import Agenda
from tests.engine import small
from tests.engine.bot import Store
from tests.engine.store.made import LATER, does, said
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.proofs.storage.disks import empty_log, forget_pages, in_memory
from tests.proofs.storage.flips import flipped
from tests.talk import MONDAY, PATIENCE, SECRET

FLIPS = scale(80, 2_000)
PARTS = scale(4, 20)

LINES = (
    "add Priya Shah, nurse at Mercy Hospital, alum, priya@example.edu",
    "note priya moved from the emergency room to home care",
    "sent priya",
    "add Tom Okafor, engineer at Harbor Works, friend",
    "booked tom thursday 3pm",
    "remind me in 2 days: call Tom",
    "plan tom 15",
    "1",
    ":as Ben",
    "add Sana Malik, planner at Riverline Buses",
    "sent sana",
)
BEGUN, NEXT = "2026-11-16T09:00", "2026-11-16T11:00"
AFTERWARDS = ("people", "add Lea Novak, chef at Blue Door", ":skip 3 days")

REMEDY = r"(?i)restore a|name another|install"
APOLOGY = r"our fault|could not be done"
LOGGED = r"set aside|put off|could not"
MOST_VISITS = 500  # of a store, for one thing that is due
PAGE = 4096
ENDS = {"refused", "apologised", "noticed", "unseen"}
INDEX_LEAF = 0x0A  # https://sqlite.org/fileformat2.html#b_tree_pages

T = TypeVar("T")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WHOELSE_SECRET", "for the proofs of storage and no other use")
    monkeypatch.setenv("TZ", "America/New_York")
    with in_memory() as folder:
        monkeypatch.chdir(folder)
        yield folder


def typed(lines: tuple[str, ...], now: str) -> tuple[int, str, str]:
    """How it ended, what was seen, and what was complained of."""
    words = ["chat", "--plain", "--db", "a.db", "--as", "Ana", "--now", now]
    given = "".join(f"{line}\n" for line in lines)
    result = CliRunner().invoke(commands, words, input=given, obj=Starts(chat, run))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def whole(folder: Path) -> bytes:
    code, _, _ = typed(LINES, BEGUN)
    assert code == 0
    return Path("a.db").read_bytes()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_flip_in_the_live_file_is_never_a_crash(
    whole: bytes, caplog: pytest.LogCaptureFixture, tally: Tally, part: int
) -> None:
    """Where nothing stands nothing is flipped: that is most of a small file."""
    dice = random.Random(part)
    written = [place for place, byte in enumerate(whole) if byte]
    ends = [lived_on(whole, written, dice, caplog) for _ in range(FLIPS // PARTS)]
    assert {*ends} <= ENDS
    tally(
        "storage",
        flips_alive=len(ends),
        flips_alive_refused=ends.count("refused"),
        flips_alive_called_our_fault=ends.count("apologised"),
        flips_alive_noticed=ends.count("noticed"),
        flips_alive_unseen=ends.count("unseen"),
    )


def lived_on(
    whole: bytes,
    written: list[int],
    dice: random.Random,
    caplog: pytest.LogCaptureFixture,
) -> str:
    caplog.clear()
    place = dice.choice(written)
    Path("a.db").write_bytes(flipped(dice, whole, place))
    code, seen, complaint = typed(AFTERWARDS, NEXT)
    assert "Traceback" not in seen + complaint, place
    assert not any(record.exc_info for record in caplog.records), place
    if code:
        assert (code, complaint.count("\n")) == (2, 1), place
        if re.search(REMEDY, complaint):
            return "refused"
        return "apologised" if re.search(APOLOGY, complaint) else complaint
    if not ("Lea Novak" in seen or re.search(APOLOGY, seen)):
        return f"after a flip at {place}: {seen}"
    noticed = re.search(APOLOGY, seen) or re.search(LOGGED, caplog.text)
    return "noticed" if noticed else "unseen"


def test_a_damaged_record_is_called_damaged(whole: bytes) -> None:
    with closing(sqlite3.connect("a.db", isolation_level=None)) as connection:
        connection.execute("""update student set quiet = '{"v":1,"is":[]'""")
    code, _, complaint = typed(AFTERWARDS, NEXT)
    assert code == 2
    assert "damaged" in complaint


class Watched(Store):
    """Does not go on for ever."""

    async def agenda(self, work: Callable[[Agenda], T]) -> T:
        if self.visits == MOST_VISITS:
            raise RecursionError
        return await super().agenda(work)


@pytest.mark.asyncio
async def test_an_index_that_lies_while_we_run_is_no_reason_to_spin(
    tmp_path: Path,
) -> None:
    """It says that a wake is due, and the table that it is not."""
    file, clock = tmp_path / "bot.db", SimulatedClock(MONDAY)
    store = Watched(file, SECRET)
    shell = Shell(Router([small.flow]), store, clock, PATIENCE)
    await store.transact(said("1"), does(WakeAt("small.say/tea", LATER)))
    empty_log(file)
    flip_in_index(file, LATER.strftime("%Y-%m-%dT%H").encode())
    forget_pages(file)
    with suppress(Exception):  # perhaps it is said to be damaged
        await shell.tick()
    store.close()
    assert store.visits < MOST_VISITS


def flip_in_index(file: Path, text: bytes) -> None:
    """Its last digit becomes a smaller one, in the only place that is in an index."""
    content = bytearray(file.read_bytes())
    places = [match.end() - 1 for match in re.finditer(text, content)]
    [place] = [place for place in places if content[place // PAGE * PAGE] == INDEX_LEAF]
    content[place] ^= 1
    file.write_bytes(content)
