"""SQLite's write-ahead log as bytes: where in it each commit ends.

https://sqlite.org/fileformat2.html#walformat
"""

import struct
from pathlib import Path

HEADER, FRAME = 32, 24  # bytes
SIZE, SALTS = slice(8, 12), slice(16, 24)  # in the header of the log
PAGES, SALTED = slice(4, 8), slice(8, 16)  # in the header of a frame


def ends(log: bytes) -> list[int]:
    """Frames from before the log was last begun anew have other salts."""
    [size] = struct.unpack(">I", log[SIZE]) if log else [0]
    found: list[int] = []
    for start in range(HEADER, len(log), FRAME + size):
        frame = log[start : start + FRAME]
        if frame[SALTED] != log[SALTS]:
            break
        if any(frame[PAGES]):  # only of the last frame of a commit
            found.append(start + FRAME + size)
    return found


def of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")
