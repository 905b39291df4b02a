"""Files of older versions: each is brought up to date, however often it is killed.

`schemas` holds what each release left on a disk.
"""

import asyncio
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from sqlite_utils import Database

from bot.effects import Effect, Keep
from bot.engine.rows import KINDS
from bot.engine.schema import known_here, made_in, migrations
from bot.engine.sqlite import SqliteStore
from bot.engine.stored import unpack
from bot.engine.tables import table
from bot.events import Said
from bot.flows import FLOWS
from bot.ports import Book
from bot.records import Student
from tests.platform import ANA, BEN
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.proofs.storage.disks import in_memory, is_whole
from tests.proofs.storage.released import SCHEMAS, build
from tests.proofs.storage.story import say_later
from tests.proofs.storage.victims import dies, start, steps_of
from tests.talk import SECRET, Talk

DUMPS = sorted(SCHEMAS.glob("*.sql"))
FRIDAY = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # an hour after the release was left
WEDNESDAY = datetime(2026, 11, 25, tzinfo=UTC)
BEN_AT_NINE, ANA_AT_NINE = timedelta(hours=8), timedelta(hours=14)
STRIDE = scale(16, 1)  # steps from one kill to the next

Content = dict[str, list[tuple[object, ...]]]

each_release = pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)


@each_release
def test_the_conversation_of_an_old_release_goes_on(dump: Path, tmp_path: Path) -> None:
    build(dump, tmp_path / "talk.db")
    talk = Talk(tmp_path, FLOWS)
    talk.restart(FRIDAY)
    unsent = {seen.where: seen for seen in talk.wait()}
    assert "Sana Malik" in unsent.pop(BEN.direct)
    assert "Did they advise you" in unsent.pop(ANA.direct)
    assert not unsent

    assert "What went well?" in say_later(talk, "to try a week of shadowing")
    assert "Sana Malik, planner at Riverline Buses" in say_later(talk, "people", BEN)
    reminders = {seen.at: seen for seen in talk.wait(days=9)}
    assert "look for a second planner" in reminders[WEDNESDAY + BEN_AT_NINE]
    assert "ask Tom again" in reminders[WEDNESDAY + ANA_AT_NINE]
    assert len(reminders) == 4  # and a name to write to, and an answer that is late
    talk.close()


@each_release
def test_an_old_file_with_a_damaged_text_is_brought_up_to_date(
    dump: Path, tmp_path: Path
) -> None:
    file = tmp_path / "old.db"
    build(dump, file)
    with closing(sqlite3.connect(file)) as old:
        old.execute("update contact set employer = cast(x'48ff4f' as text)")
        old.commit()
    start(file)
    assert is_whole(file)


@each_release
def test_what_was_kept_then_is_as_if_kept_today(dump: Path, tmp_path: Path) -> None:
    """What is derived from a record too, such as the keys by which it is found."""
    file = tmp_path / "old.db"
    build(dump, file)
    start(file)
    before = content(file)
    asyncio.run(kept_again(file))
    after = content(file)
    tables = [table(kind) for kind in KINDS if kind is not Student] + ["marks"]
    assert before["contact"]
    for name in tables:
        assert meant(after[name]) == meant(before[name])


def meant(rows: Iterable[tuple[object, ...]]) -> list[list[object]]:
    """What is packed may be written otherwise today, and be read as the same."""
    return sorted(([_read(value) for value in row] for row in rows), key=repr)


def _read(value: object) -> object:
    is_packed = isinstance(value, str) and value.startswith('{"v":')
    return unpack(str(value)) if is_packed else value


async def kept_again(file: Path) -> None:
    store = SqliteStore(file, SECRET)
    for who in (ANA, BEN):
        said = Said(f"again/{who.user}", who, who.direct, "", FRIDAY)
        await store.transact(said, everything)
    store.close()


def everything(book: Book) -> list[Effect]:
    return [Keep(record) for kind in KINDS for record in book.all(kind)]


@each_release
def test_what_was_released_is_never_changed(dump: Path, tmp_path: Path) -> None:
    """Today's migrations, as far as that release knew them, make the same tables."""
    build(dump, tmp_path / "old.db")
    with (
        closing(sqlite3.connect(tmp_path / "old.db")) as old,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as new,
    ):
        later = [name for name in known_here() if name not in made_in(old)]
        migrations().apply(Database(new), stop_before=later)
        assert made_in(new) == made_in(old)
        assert made(new) == made(old)


def made(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """All tables and indexes but the note of the migrations, which is a library's."""
    ours = "sql is not null and tbl_name <> '_sqlite_migrations' order by name"
    return connection.execute(
        f"select name, type, sql from sqlite_master where {ours}"
    ).fetchall()


# Killed at each step


@pytest.fixture(params=[None, *DUMPS], ids=["nothing", *(dump.stem for dump in DUMPS)])
def before(request: pytest.FixtureRequest) -> Iterator[Path]:
    """No file yet, or that of a release."""
    with in_memory() as folder:
        if request.param:
            build(request.param, folder / "before.db")
        yield folder / "before.db"


def test_a_migration_that_is_killed_is_made_or_not(before: Path, tally: Tally) -> None:
    updated = copied(before, before.with_name("updated.db"))
    old, known = migrated(before), known_here()
    total = steps_of(start, updated)
    for nth in range(1, total + 1, STRIDE):
        path = copied(before, before.with_name(f"{nth}.db"))
        died = dies(start, path, at=nth)
        assert migrated(path) in [known[:n] for n in range(len(old), len(known) + 1)]
        start(path)
        assert migrated(path) == known
        assert content(path) == content(updated)
        assert is_whole(path)
        tally("storage", migrations_killed=int(died))


def copied(path: Path, to: Path) -> Path:
    if path.exists():
        copyfile(path, to)
    return to


def migrated(path: Path) -> list[str]:
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        return made_in(connection)


def content(path: Path) -> Content:
    with closing(sqlite3.connect(path)) as connection:
        schema = made(connection)
        tables = [str(name) for name, kind, _ in schema if kind == "table"]
        rows = {
            name: sorted(connection.execute(f"select * from {name}"), key=repr)
            for name in tables
        }
        return {"schema": schema, **rows}
