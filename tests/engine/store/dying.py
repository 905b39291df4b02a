"""Processes to be killed: `python -m tests.engine.store.dying <what> <file> [<n>]`.

* `migrates` dies by its own hand just before the nth statement that makes the tables.
* `holds` claims the file, says so, and waits.
"""

import os
import signal
import sqlite3
import sys
from itertools import count
from pathlib import Path

from bot.engine.files import claim
from bot.engine.schema import migrate


def migrates(path: Path, fatal: int) -> None:
    passed = count(1)

    def passing(statement: str) -> None:
        if next(passed) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    connection = sqlite3.connect(path, isolation_level=None)
    connection.set_trace_callback(passing)
    migrate(connection)


def holds(path: Path) -> None:
    with claim(path):
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    what, path, *fatal = sys.argv[1:]
    if what == "holds":
        holds(Path(path))
    else:
        migrates(Path(path), int(fatal[0]))
