"""The disk on which all is measured: a new file for whoever asks, or a copy of one."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from shutil import copyfile
from time import perf_counter


class Disk:
    """A folder that is empty at first, on the file system that is measured."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._kept: dict[str, Path] = {}

    def file(self) -> Path:
        return self._folder / f"{next(self._numbers)}.db"

    def kept(self, name: str, make: Callable[[Path], None]) -> Path:
        """What `make` writes, once for each name: for whoever only reads it."""
        if name not in self._kept:
            self._kept[name] = self.file()
            make(self._kept[name])
        return self._kept[name]

    def copy(self, name: str, make: Callable[[Path], None]) -> Path:
        """The same for one's own, and on the disk already."""
        copy = copyfile(self.kept(name, make), self.file())
        with copy.open("r+b") as written:
            os.fsync(written.fileno())
        return copy


def commit_took(file: Path, times: int) -> list[float]:
    """The floor: seconds for one bare insert and its commit, as safe as ours."""
    took: list[float] = []
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("create table rows (text text) strict")
        for _ in range(times):
            began = perf_counter()
            connection.execute("begin immediate")
            connection.execute("insert into rows values ('call Priya tomorrow')")
            connection.execute("commit")
            took.append(perf_counter() - began)
    return took


def fsync_took(file: Path, times: int = 200) -> list[float]:
    """Seconds for 4 KiB to be on the disk."""
    took: list[float] = []
    with file.open("wb", buffering=0) as written:
        for _ in range(times):
            began = perf_counter()
            written.write(bytes(4096))
            os.fsync(written.fileno())
            took.append(perf_counter() - began)
    file.unlink()
    return took
