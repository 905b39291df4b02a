"""A flipped bit in a backup: wherever it is, the backup is refused.

So is one that was cut short, made longer, or put beside another's sum.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.engine.backup import SUM, backup, restore
from bot.engine.files import beside
from bot.errors import Unusable
from bot.flows import FLOWS
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.proofs.storage.disks import in_memory
from tests.proofs.storage.flips import flipped
from tests.proofs.storage.story import BEFORE, DAYS, say_later, tell
from tests.talk import Talk

FLIPS = scale(100, 1_000)
SUM_LENGTH = 64  # letters; what follows is only the name


@pytest.fixture
def saved() -> Iterator[Path]:
    with in_memory() as folder:
        talk = Talk(folder, FLOWS)
        tell(talk, (*BEFORE, *DAYS))
        backup(folder / "talk.db", folder / "copy.db")
        talk.close()
        yield folder / "copy.db"


def is_refused(copy: Path) -> bool:
    """With a reason that names the copy; and nothing was put anywhere."""
    to = copy.with_name("new.db")
    try:
        restore(copy, to)
    except Unusable as error:
        return str(error).startswith(f"{copy}: ") and not to.exists()
    return False


def test_a_flip_anywhere_in_a_backup_is_refused(saved: Path, tally: Tally) -> None:
    dice, whole, refused = random.Random("backup"), saved.read_bytes(), 0
    for _ in range(FLIPS):
        saved.write_bytes(flipped(dice, whole, dice.randrange(len(whole))))
        refused += is_refused(saved)
    tally("storage", flips_in_backups_refused=refused)
    assert refused == FLIPS

    saved.write_bytes(whole)
    restore(saved, saved.with_name("new.db"))


def test_a_flip_anywhere_in_its_sum_is_refused(saved: Path, tally: Tally) -> None:
    dice, sum = random.Random("sum"), beside(saved, SUM)
    whole, refused = sum.read_bytes(), 0
    for place in range(SUM_LENGTH):
        sum.write_bytes(flipped(dice, whole, place))
        refused += is_refused(saved)
    tally("storage", flips_in_sums_refused=refused)
    assert refused == SUM_LENGTH


def a_byte_less(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-1])


def a_byte_more(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes() + b"\0")


def a_page_less(copy: Path) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[:4096] + content[8192:])


def nothing(copy: Path) -> None:
    copy.write_bytes(b"")


def half_a_sum(copy: Path) -> None:
    sum = beside(copy, SUM)
    sum.write_bytes(sum.read_bytes()[: SUM_LENGTH // 2])


def an_empty_sum(copy: Path) -> None:
    beside(copy, SUM).write_bytes(b"")


def the_sum_of_another(copy: Path) -> None:
    """Of the same bot, a word later."""
    talk = Talk(copy.parent, FLOWS)
    say_later(talk, "people")
    talk.close()
    backup(copy.with_name("talk.db"), copy.with_name("later.db"))
    copy.with_name(f"later.db{SUM}").replace(beside(copy, SUM))


@pytest.mark.parametrize(
    "spoil",
    [
        a_byte_less,
        a_byte_more,
        a_page_less,
        nothing,
        half_a_sum,
        an_empty_sum,
        the_sum_of_another,
    ],
)
def test_a_backup_that_is_not_whole_is_refused(
    saved: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(saved)
    assert is_refused(saved)
