"""The data file: one process a file, what cannot be used, and nobody else's eyes."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest

from bot.engine.files import (
    MEMORY,
    beside,
    check_library,
    claim,
    opened,
    read_only,
    recognised,
)
from bot.engine.schema import known_here, made_in, migrate
from bot.engine.shell import LOCKED, _apology
from bot.engine.sqlite import SqliteStore
from bot.engine.trouble import explained
from bot.errors import Unusable
from bot.views import View
from tests.engine.store.made import said
from tests.engine.store.nobody import somebody
from tests.talk import SECRET

DYING = [sys.executable, "-m", "tests.engine.store.dying"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def made(path: Path) -> Path:
    opened(path).close()
    return path


# One process a file


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """By another process, until it is killed."""
    command = [*DYING, "holds", str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def is_in_use(path: Path) -> bool:
    try:
        claim(path).close()
    except Unusable as error:
        return "is in use" in str(error)
    return False


def test_a_second_bot_is_told_who_has_the_file(path: Path) -> None:
    with held(path) as other:
        said = rf"{path} is in use by process {other.pid} \(dying.py\). Stop that"
        with pytest.raises(Unusable, match=said):
            SqliteStore(path, SECRET)


def test_who_is_killed_lets_go_of_the_file(path: Path) -> None:
    with held(path) as other:
        other.kill()
    with closing(SqliteStore(path, SECRET)):
        assert is_in_use(path)


def test_one_file_by_two_names_is_one_file(tmp_path: Path, path: Path) -> None:
    (tmp_path / "link.db").symlink_to(path)
    with claim(path), pytest.raises(Unusable, match="in use"):
        claim(tmp_path / "link.db")


def test_who_only_looks_is_waited_for(made: Path) -> None:
    claim(made).close()
    with ThreadPoolExecutor() as pool:
        with read_only(made):
            claiming = pool.submit(claim, made)
            assert not claiming.done()
        claiming.result().close()


def test_who_takes_long_to_look_is_named(made: Path) -> None:
    claim(made).close()
    with (
        read_only(made),
        pytest.raises(Unusable, match=rf"{made} is being copied\. Try again soon"),
    ):
        claim(made)
    claim(made).close()


def test_a_file_that_was_closed_can_be_opened_again(path: Path) -> None:
    for _ in range(2):
        with closing(SqliteStore(path, SECRET)):
            assert is_in_use(path)
        assert not is_in_use(path)


def test_who_failed_to_open_lets_go_of_the_file(path: Path) -> None:
    path.write_text("no database, " * 999)
    for _ in range(2):
        with pytest.raises(Unusable, match="is no database"):
            SqliteStore(path, SECRET)


# What cannot be used


def test_what_is_no_database_is_refused(path: Path) -> None:
    path.write_bytes(b"PK\3\4" * 2_000)
    with pytest.raises(Unusable, match=f"{path}: it is no database. Name another"):
        opened(path)


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table bookmarks (url)")
    with pytest.raises(Unusable, match="the database of another program"):
        opened(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("select name from sqlite_master").fetchall() == [
            ("bookmarks",)
        ]


def test_a_file_of_a_newer_program_is_refused(made: Path) -> None:
    with closing(sqlite3.connect(made, isolation_level=None)) as newer:
        newer.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('whoelse', 'm999_wonders', '')"
        )
    said = r"a newer version of this program wrote it \(m999_wonders\). Install"
    with pytest.raises(Unusable, match=said):
        opened(made)


def test_a_damaged_file_is_refused(made: Path) -> None:
    content = bytearray(made.read_bytes())
    content[4096:] = b"\0" * (len(content) - 4096)
    made.write_bytes(content)
    with pytest.raises(Unusable, match=r"it is damaged. Restore a backup"):
        opened(made)


def test_an_index_that_tells_another_story_is_damage(made: Path) -> None:
    """What is due stands in an index, and would be due for ever."""
    later = "2026-11-17T09"
    with closing(opened(made)) as connection:
        connection.execute("insert into persons values ('1', '')")
        connection.execute(f"insert into wakes values ('1', 'w', '{later}', '')")
    content = made.read_bytes()
    assert content.count(later.encode()) == 2  # in the table and in its index
    made.write_bytes(content.replace(later.encode(), b"2026-11-16T09", 1))
    with pytest.raises(Unusable, match=r"it is damaged. Restore a backup"):
        opened(made)


@pytest.mark.parametrize("content", [b"buy milk", b"no database, " * 999])
def test_a_wrong_file_stays_as_it_was(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o644)
    with pytest.raises(Unusable, match="is no database"):
        SqliteStore(path, SECRET)
    assert path.read_bytes() == content
    assert path.stat().st_mode & 0o777 == 0o644
    assert [*path.parent.iterdir()] == [path]


def test_the_database_of_another_program_stays_as_it_was(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table bookmarks (url)")
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(Unusable, match="another program"):
        SqliteStore(path, SECRET)
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o644
    assert [*path.parent.iterdir()] == [path]


def test_what_is_no_ordinary_file_is_left_alone(path: Path) -> None:
    os.mkfifo(path, 0o644)
    for use in (opened, recognised):
        with pytest.raises(Unusable, match="a device or a pipe"):
            use(path)
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_link_that_leads_to_itself_is_refused(path: Path) -> None:
    path.symlink_to(path)
    with pytest.raises(Unusable, match="a link that leads nowhere"):
        opened(path)


def test_a_lock_of_another_program_is_left_alone(path: Path) -> None:
    lock = path.with_name("bot.db.whoelse-lock")
    lock.write_text("precious")
    with pytest.raises(Unusable, match=r"lock is not ours\. Move it away"):
        claim(path)
    assert lock.read_text() == "precious"


def test_looking_at_a_file_that_is_read_only_leaves_nothing_behind(
    made: Path,
) -> None:
    made.chmod(0o400)
    with read_only(made) as connection:
        assert connection.execute("select count(*) from persons").fetchone() == (0,)
    assert [*made.parent.iterdir()] == [made]


def test_what_a_killed_bot_left_in_the_log_is_seen(path: Path, tmp_path: Path) -> None:
    killed = tmp_path / "killed.db"
    with closing(opened(path)) as connection:
        connection.execute("insert into persons values ('1', '')")
        for suffix in ("", "-wal"):
            copyfile(f"{path}{suffix}", f"{killed}{suffix}")
    with read_only(killed) as connection:
        assert connection.execute("select id from persons").fetchall() == [("1",)]
    assert not (tmp_path / "killed.db-shm").exists()


def test_a_log_that_nobody_may_write_is_mended() -> None:
    with TemporaryDirectory() as folder, somebody(Path(folder)):
        path = Path(folder, "bot.db")
        opened(path).close()
        for suffix in ("-wal", "-shm"):
            beside(path, suffix).touch(0o444)
        with closing(opened(path)) as connection:
            connection.execute("insert into persons values ('1', '')")
            assert connection.execute("select id from persons").fetchall() == [("1",)]


def test_a_file_that_could_not_be_made_is_not_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
    try:
        with pytest.raises(Unusable, match=r"bot.db: the disk"):
            opened(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert [*tmp_path.iterdir()] == []


def test_a_damaged_file_is_never_our_fault(path: Path, made: Path) -> None:
    whole = made.read_bytes()
    refused, places = 0, range(100, 4096, 97)
    for place in places:
        made.write_bytes(
            whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        )
        try:
            opened(made).close()
        except Unusable:
            refused += 1
    assert 0 < refused < len(places)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=f"{tmp_path}: .* it is a folder. Name a file"):
        opened(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"bot.db: .* its folder is missing. Make it"):
        SqliteStore(tmp_path / "gone" / "bot.db", SECRET)


@pytest.mark.parametrize("rights", [0o500, 0o700], ids=["folder", "file"])
def test_what_cannot_be_written_is_refused(rights: int) -> None:
    with TemporaryDirectory() as folder, somebody(Path(folder)):
        path = Path(folder, "bot.db")
        opened(path).close()
        path.chmod(0o400)
        os.chmod(folder, rights)
        with pytest.raises(Unusable, match=r"bot.db: it is closed to this user. Try"):
            opened(path)
        assert [*path.parent.iterdir()] == [path]
        os.chmod(folder, 0o700)


def test_an_old_library_is_refused() -> None:
    check_library((3, 37, 0))
    with pytest.raises(Unusable, match=r"SQLite 3.36.1, and 3.37.0 is needed. Install"):
        check_library((3, 36, 1))


def test_a_full_disk_is_called_by_its_name(path: Path) -> None:
    said = f"{path}: the disk is full. Free some space"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("pragma max_page_count = 3")
        with pytest.raises(Unusable, match=said), explained(path):
            migrate(connection)


def test_whoever_has_too_many_files_open_is_told_so(made: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        with pytest.raises(Unusable, match="too many files are open"):
            opened(made)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_what_only_sqlite_can_explain_says_what_to_try(made: Path) -> None:
    said = r"SQLite says: no such table: people\. If that stays so, restore a backup"
    with (
        closing(sqlite3.connect(made)) as connection,
        pytest.raises(Unusable, match=said),
        explained(made),
    ):
        connection.execute("select * from people")


def test_a_file_that_somebody_has_locked_is_refused(made: Path) -> None:
    with (
        closing(sqlite3.connect(made)) as other,
        closing(sqlite3.connect(made, timeout=0)) as ours,
    ):
        other.execute("begin immediate")
        with pytest.raises(Unusable, match="has locked it"), explained(made):
            ours.execute("begin immediate")


def test_whoever_speaks_while_it_is_locked_is_told_so(made: Path) -> None:
    with (
        closing(sqlite3.connect(made)) as other,
        closing(sqlite3.connect(made, timeout=0)) as ours,
    ):
        other.execute("begin immediate")
        with pytest.raises(sqlite3.OperationalError) as locked:
            ours.execute("begin immediate")
    assert _apology(said("1"), locked.value) == View((LOCKED,))


# Nobody else's eyes


def test_nobody_else_on_this_machine_can_read_it(path: Path) -> None:
    old = os.umask(0)
    try:
        store = SqliteStore(path, SECRET)
    finally:
        os.umask(old)
    files = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    store.close()
    names = ("bot.db", "bot.db-shm", "bot.db-wal", "bot.db.whoelse-lock")
    assert files == dict.fromkeys(names, 0o600)


def test_a_file_that_others_could_read_is_closed_to_them(made: Path) -> None:
    made.chmod(0o644)
    opened(made).close()
    assert made.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 10_000),
        ("temp_store", 2),
    ],
)
def test_how_it_is_opened(path: Path, pragma: str, value: object) -> None:
    with closing(opened(path)) as connection:
        assert connection.execute(f"pragma {pragma}").fetchone() == (value,)


def test_a_reader_changes_nothing(made: Path) -> None:
    with (
        pytest.raises(Unusable, match="it cannot be written"),
        read_only(made) as connection,
    ):
        connection.execute("delete from persons")


def test_a_file_in_memory_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    SqliteStore(MEMORY, SECRET).close()
    SqliteStore(Path(MEMORY), SECRET).close()
    assert [*tmp_path.iterdir()] == []


# Migrations


def statements() -> int:
    """How many make all the tables."""
    passed: list[str] = []
    with closing(sqlite3.connect(MEMORY, isolation_level=None)) as connection:
        connection.set_trace_callback(passed.append)
        migrate(connection)
    return len(passed)


@pytest.mark.parametrize("part", [0.1, 0.9, 1])
def test_a_migration_that_is_killed_was_none_or_whole(path: Path, part: float) -> None:
    fatal = int(statements() * part)
    died = subprocess.run([*DYING, "migrates", str(path), str(fatal)], check=False)
    assert died.returncode == -9

    with closing(sqlite3.connect(path)) as connection:
        made = made_in(connection)
        assert made == known_here()[: len(made)]
    SqliteStore(path, SECRET).close()
    with closing(sqlite3.connect(path)) as connection:
        assert made_in(connection) == known_here()
