"""whoelse, on a disk that fails: `python -m tests.proofs.storage.failing <n> ...`.

The data file cannot be read from the nth time on that SQLite opens it.
"""

import os
import sys
from itertools import count
from pathlib import Path
from typing import Any

from bot.__main__ import main
from tests.proofs.storage.disks import UNREADABLE, descriptors_of


def fail_from(nth: int, file: Path) -> None:
    opened, unreadable = count(1), os.open(UNREADABLE, os.O_RDONLY)

    def fail(event: str, args: tuple[Any, ...]) -> None:
        if event != "sqlite3.connect/handle":
            return
        ours = descriptors_of(file)
        if ours and next(opened) >= nth:
            for descriptor in ours:
                os.dup2(unreadable, descriptor)

    sys.addaudithook(fail)


if __name__ == "__main__":
    nth, *sys.argv[1:] = sys.argv[1:]
    fail_from(int(nth), Path(sys.argv[sys.argv.index("--db") + 1]))
    main()
