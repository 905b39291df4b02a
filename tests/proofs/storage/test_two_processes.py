"""A second process: exactly one gets the file, however closely they follow each other.

Kill -9 of the one that has it gives it to the next.
"""

import os
import signal
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

import pytest

from bot.engine.sqlite import SqliteStore
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.proofs.storage.disks import in_memory
from tests.proofs.storage.victims import WON, rival
from tests.talk import SECRET

RACES, PARTS = scale(12, 200), 2
HEAD_START = 0.02  # seconds, so that nobody is late at the start


def raced(path: Path) -> tuple[Sequence[BaseProcess], Sequence[str]]:
    """Those that have the file, and what the others were told."""
    rivals = [rival(path) for _ in range(2)]
    moment = monotonic() + HEAD_START
    for _, ours in rivals:
        ours.send(moment)
    told = {process: ours.recv() for process, ours in rivals}
    winners = [process for process, said in told.items() if said == WON]
    for loser in told.keys() - {*winners}:
        loser.join()
    return winners, [said for said in told.values() if said != WON]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("there", [False, True], ids=["new", "there"])
def test_of_two_that_start_together_exactly_one_wins(
    there: bool, part: int, tally: Tally
) -> None:
    for _ in range(RACES // PARTS // 2):
        with in_memory() as folder:
            path = folder / "bot.db"
            if there:
                SqliteStore(path, SECRET).close()
            winners, losers_told = raced(path)
            tally("storage", races=1, won_by_none_or_both=int(len(winners) != 1))
            [winner], [told] = winners, losers_told
            assert told.startswith(f"{path} is in use by ")
            assert winner.pid
            os.kill(winner.pid, signal.SIGKILL)
            winner.join()
            SqliteStore(path, SECRET).close()
        named = f"process {winner.pid} " in told
        tally("storage", losers_told_who=int(named))
