"""Other processes: one that dies at the nth step of something, and one in a race.

They are forked from one that has loaded all they need, so that one costs little. Each
line of the engine is a step.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

from bot.engine import backup
from bot.engine.files import opened
from bot.engine.sqlite import SqliteStore
from bot.errors import Unusable
from tests.proofs.kills.proof import VICTIMS

ENGINE = str(Path(backup.__file__).parent)

WON = "won"

Deed = Callable[..., object]
Step = Callable[[], object]


def start(path: Path) -> None:
    """What the writer does before anything else."""
    opened(path).close()


def dies(deed: Deed, *args: object, at: int) -> bool:
    """False if it was done before it came to that step."""
    victim = VICTIMS.Process(target=_die, args=(deed, args, at))
    victim.start()
    victim.join()
    assert victim.exitcode in (0, -signal.SIGKILL)
    return victim.exitcode != 0


def steps_of(deed: Deed, *args: object) -> int:
    steps = count()
    with _watched(lambda: next(steps)):
        deed(*args)
    return next(steps)


def _die(deed: Deed, args: tuple[object, ...], at: int) -> None:
    steps = count(1)

    def step() -> None:
        if next(steps) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    with _watched(step):
        deed(*args)


@contextmanager
def _watched(step: Step) -> Iterator[None]:
    """Call it before each line."""

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(ENGINE):
            return None
        if event == "line":
            step()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def rival(path: Path) -> tuple[BaseProcess, Connection]:
    """A bot that waits to be told when it may start."""
    ours, theirs = VICTIMS.Pipe()
    process = VICTIMS.Process(target=_race, args=(path, theirs), daemon=True)
    process.start()
    ours.recv()
    return process, ours


def _race(path: Path, told: Connection) -> None:
    """It starts at a moment of the clock that all processes share."""
    told.send("ready")
    moment = told.recv()
    while monotonic() < moment:
        pass
    try:
        SqliteStore(path, b"of a rival")
    except Unusable as error:
        told.send(str(error))
    else:
        told.send(WON)
        signal.pause()
