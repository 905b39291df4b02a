"""A copy that can be trusted, the way back from it, and what an operator sees."""

import asyncio
import hashlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bot.effects import Keep
from bot.engine.backup import ASIDE, backup, restore
from bot.engine.files import beside
from bot.engine.inspection import inspect
from bot.engine.schema import known_here
from bot.engine.sqlite import SqliteStore
from bot.errors import Unusable
from tests.engine.store.made import LATER, does, entry, hello, keeps, names, said, wake
from tests.engine.store.nobody import somebody
from tests.platform import BEN
from tests.talk import MONDAY, SECRET


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """A bot that runs."""
    store = SqliteStore(path, SECRET)
    yield store
    store.close()


def keep(store: SqliteStore, name: str) -> None:
    asyncio.run(store.transact(said(name), keeps(name)))


def kept(path: Path) -> list[str]:
    store = SqliteStore(path, SECRET)
    try:
        return asyncio.run(names(store))
    finally:
        store.close()


@pytest.fixture
def saved(store: SqliteStore, path: Path, copy: Path) -> Path:
    """Of a bot that knew Tom then, and Priya too before it stopped."""
    keep(store, "Tom")
    backup(path, copy)
    keep(store, "Priya")
    store.close()
    return copy


def test_a_copy_is_made_beside_a_running_bot(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    keep(store, "Tom")
    backup(path, copy)
    keep(store, "Priya")
    assert asyncio.run(names(store)) == ["Tom", "Priya"]
    assert kept(copy) == ["Tom"]


def test_a_copy_is_for_nobody_elses_eyes_and_can_be_checked(saved: Path) -> None:
    sum = saved.with_name("copy.db.sha256")
    assert {file.stat().st_mode & 0o777 for file in (saved, sum)} == {0o600}
    check = ["sha256sum", "--check", "--strict", "--status", sum.name]
    assert subprocess.run(check, cwd=saved.parent, check=False).returncode == 0


@pytest.mark.parametrize("there", ["copy.db", "copy.db.sha256"])
def test_a_copy_overwrites_nothing(
    store: SqliteStore, path: Path, copy: Path, there: str
) -> None:
    file = copy.with_name(there)
    file.write_text("mine")
    with pytest.raises(Unusable, match=f"{file} is there already. Move it away"):
        backup(path, copy)
    assert file.read_text() == "mine"


def test_there_is_no_copy_of_what_is_not_there(path: Path, copy: Path) -> None:
    with pytest.raises(Unusable, match=f"{path}: there is no such file"):
        backup(path, copy)
    assert not copy.exists()


def test_a_copy_that_failed_is_not_left_behind(path: Path, copy: Path) -> None:
    path.write_text("no database, " * 999)
    with pytest.raises(Unusable, match="is no database"):
        backup(path, copy)
    assert not copy.exists()


def test_restore_goes_back_and_keeps_what_was_there(saved: Path, path: Path) -> None:
    restore(saved, path)
    assert kept(path) == ["Tom"]
    assert kept(path.with_name("bot.db.before-restore")) == ["Tom", "Priya"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_at_no_moment_of_a_restore_is_there_no_file(saved: Path, path: Path) -> None:
    """Or a bot that starts just then would make an empty one."""
    there: list[bool] = []

    def trace(*_: object) -> Any:
        there.append(path.exists())
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        restore(saved, path)
    finally:
        sys.settrace(before)
    assert len(there) > 100
    assert all(there)


def test_a_file_that_may_have_no_second_name_is_copied_aside(saved: Path) -> None:
    """Nobody may link what they cannot write, and not every disk has links."""
    with TemporaryDirectory() as folder:
        path, copy = Path(folder, "bot.db"), Path(folder, "copy.db")
        for file in (saved, saved.with_name("copy.db.sha256")):
            shutil.copy(file, folder)
        shutil.copy(saved.with_name("bot.db"), path)
        for file in (path, copy, Path(folder, "copy.db.sha256")):
            file.chmod(0o644)
        with somebody(Path(folder)):
            restore(copy, path)
        assert (kept(path), kept(beside(path, ASIDE))) == (["Tom"], ["Tom", "Priya"])


def test_restore_to_where_nothing_was(saved: Path, tmp_path: Path) -> None:
    restore(saved, tmp_path / "new.db")
    assert kept(tmp_path / "new.db") == ["Tom"]


def test_the_log_of_a_bot_that_was_killed_goes_aside_with_its_file(
    store: SqliteStore, path: Path, copy: Path, tmp_path: Path
) -> None:
    keep(store, "Tom")
    backup(path, copy)
    keep(store, "Priya")
    killed = tmp_path / "killed.db"
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{killed}{suffix}")

    restore(copy, killed)
    assert kept(killed) == ["Tom"]
    assert kept(tmp_path / "killed.db.before-restore") == ["Tom", "Priya"]


def test_restore_is_refused_while_the_bot_runs(
    store: SqliteStore, path: Path, copy: Path
) -> None:
    backup(path, copy)
    with pytest.raises(Unusable, match="in use by process"):
        restore(copy, path)


def test_restore_overwrites_no_earlier_file(saved: Path, path: Path) -> None:
    restore(saved, path)
    with pytest.raises(Unusable, match=r"before-restore is there already"):
        restore(saved, path)


@pytest.mark.parametrize("part", [0, 0.3, 0.6, 0.99])
def test_one_bit_is_enough_to_refuse_a_copy(
    saved: Path, path: Path, part: float
) -> None:
    content = bytearray(saved.read_bytes())
    content[int(len(content) * part)] ^= 1
    saved.write_bytes(content)
    with pytest.raises(Unusable, match=f"{saved}: it is not what was backed up"):
        restore(saved, path)
    assert kept(path) == ["Tom", "Priya"]


def test_a_copy_without_its_sum_is_refused(saved: Path, path: Path) -> None:
    saved.with_name("copy.db.sha256").unlink()
    with pytest.raises(Unusable, match=r"no copy.db.sha256 beside it. Copy both"):
        restore(saved, path)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (
            "update _sqlite_migrations set name = 'm999_later' where id = 1",
            "a newer version",
        ),
        ("drop table _sqlite_migrations", "another program"),
    ],
)
def test_what_we_cannot_use_is_neither_copied_nor_restored(
    saved: Path, path: Path, tmp_path: Path, spoil: str, why: str
) -> None:
    with closing(sqlite3.connect(saved, isolation_level=None)) as other:
        other.execute(spoil)
    with pytest.raises(Unusable, match=f"{saved}: .*{why}"):
        backup(saved, tmp_path / "second.db")
    assert not (tmp_path / "second.db").exists()

    sum = hashlib.sha256(saved.read_bytes()).hexdigest()
    saved.with_name("copy.db.sha256").write_text(f"{sum}  copy.db\n")
    with pytest.raises(Unusable, match=f"{saved}: .*{why}"):
        restore(saved, path)


@pytest.mark.parametrize("target", ["", ".", ".."])
def test_a_copy_needs_a_name(store: SqliteStore, path: Path, target: str) -> None:
    with pytest.raises(Unusable, match=r"it is a folder. Name a file in it"):
        backup(path, Path(target))


def test_restore_moves_no_folder_and_no_pipe(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = {*tmp_path.iterdir()}
    for name in ("folder", "pipe"):
        with pytest.raises(Unusable, match="Name a"):
            restore(saved, tmp_path / name)
    with pytest.raises(Unusable, match="that is no file"):
        restore(saved, Path(":memory:"))
    assert {*tmp_path.iterdir()} == before


def test_a_backup_that_is_not_there_is_named(path: Path, copy: Path) -> None:
    with pytest.raises(Unusable, match=f"{copy}: there is no such backup"):
        restore(copy, path)


def test_a_sum_that_is_no_text_is_refused(saved: Path, path: Path) -> None:
    saved.with_name("copy.db.sha256").write_bytes(b"\xff\xfe")
    with pytest.raises(Unusable, match="not what was backed up"):
        restore(saved, path)


def test_a_restore_that_fails_leaves_nothing_behind(saved: Path, path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
    try:
        with pytest.raises(Unusable, match=f"{path}: the disk takes"):
            restore(saved, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert not path.with_name("bot.db.restoring").exists()
    assert kept(path) == ["Tom", "Priya"]


# What an operator sees


def test_what_there_is_in_a_file(store: SqliteStore, path: Path) -> None:
    soon, until = MONDAY + timedelta(minutes=1), MONDAY + timedelta(days=9)
    entries = map(Keep, (entry("e1"), entry("e2")))
    wakes = (wake("a", soon), wake("b", until))

    async def fill() -> None:
        posts = map(hello, ("sent", "late"))
        await store.transact(said("1"), does(*entries, *wakes, *posts))
        await store.transact(said("2", BEN), does())
        [sent] = await store.agenda(lambda a: a.due_letters("test", LATER, 9))
        await store.agenda(lambda a: a.begin(sent.key))
        await store.agenda(lambda a: a.end(sent.key, "failed", LATER))

    asyncio.run(fill())
    seen = inspect(path, LATER)
    assert (seen.persons, seen.counts["entry"], seen.counts["contact"]) == (2, 2, 0)
    assert (seen.overdue_wakes, seen.overdue_letters, seen.failed_letters) == (1, 1, 1)
    assert (seen.schema, seen.sqlite) == (known_here()[-1], sqlite3.sqlite_version)
    assert seen.latest == MONDAY
    assert seen.size == path.stat().st_size


def test_what_cannot_be_inspected_says_why(path: Path) -> None:
    with pytest.raises(Unusable, match=r"no such file. Start the bot once"):
        inspect(path, MONDAY)
    path.write_text("no database, " * 999)
    with pytest.raises(Unusable, match="is no database"):
        inspect(path, MONDAY)


def test_damage_that_the_bot_passes_over_is_no_reason_not_to_look(
    saved: Path, path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("update clock set latest = cast(x'ff' as text)")
    assert inspect(path, MONDAY).latest is None


def test_a_file_whose_bot_was_stopped_can_be_inspected(saved: Path, path: Path) -> None:
    assert inspect(path, MONDAY).counts["contact"] == 2
    assert inspect(saved, MONDAY).counts["contact"] == 1
