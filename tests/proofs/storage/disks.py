"""Disks to try things on, and disks that fail: real files, descriptors and limits."""

import asyncio
import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory

import pytest

MEMORY = Path("/dev/shm")
ROOM = 256 * 2**20  # bytes, for all who test at once; a container may have far fewer
DESCRIPTORS = Path("/proc/self/fd")

UNREADABLE = Path("/proc/self/mem")  # EIO where nothing is mapped, as at its beginning

SPINNING = 30  # looks into the store within a while

shows_descriptors = pytest.mark.skipif(
    not (DESCRIPTORS.exists() and os.access(UNREADABLE, os.R_OK)),
    reason="here nobody tells which descriptor is whose",
)


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder that is on no disk, where there is room: it sees thousands of files."""
    has_room = MEMORY.is_dir() and disk_usage(MEMORY).free > ROOM
    with TemporaryDirectory(dir=MEMORY if has_room else None) as folder:
        yield Path(folder).resolve()


def empty_log(file: Path) -> None:
    """All of it is copied into the file, so that the next commit begins it anew."""
    with closing(sqlite3.connect(file)) as other:
        busy, frames, copied = other.execute("pragma wal_checkpoint").fetchone()
        assert (busy, frames) == (0, copied)


def forget_pages(file: Path) -> None:
    """Somebody else writes, so that nobody knows any page by heart."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        for version in (1, 0):  # which we do not use
            other.execute(f"pragma user_version = {version}")


def is_whole(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("pragma integrity_check").fetchall() == [("ok",)]


@contextmanager
def standing_for(file: Path, device: Path, flags: int = os.O_RDWR) -> Iterator[None]:
    """A device in the place of a file that this process has open."""
    other = os.open(device, flags)
    kept = {opened: os.dup(opened) for opened in descriptors_of(file)}
    assert kept, f"nobody has {file} open"
    for opened in kept:
        os.dup2(other, opened)
    try:
        yield
    finally:
        for opened, original in kept.items():
            os.dup2(original, opened)
            os.close(original)
        os.close(other)


def descriptors_of(file: Path) -> list[int]:
    links = {link: os.path.realpath(link) for link in DESCRIPTORS.iterdir()}
    return [int(link.name) for link, to in links.items() if to == str(file)]


@contextmanager
def limited(what: int, most: int) -> Iterator[None]:
    """For this process; `what` is one of `resource.RLIMIT_*`.

    Python ignores SIGXFSZ, so that a file which is too long is an error of the call.
    """
    soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(what, (soft, hard))


async def a_while() -> None:
    """In which whoever spins would look hundreds of times."""
    for _ in range(100):
        await asyncio.sleep(0.001)
