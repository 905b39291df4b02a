"""Tokens in the file: read by nobody who only has the file, and moved by nobody."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.engine.backup import backup
from bot.engine.safe import MOST_EXPECTED, SealedSafe
from bot.engine.sealed import Damaged, Sealer
from bot.engine.sqlite import SqliteStore
from bot.errors import Unusable
from tests.engine.store.made import Opening
from tests.talk import MONDAY

OLD, NEW = b"the secret of last year, 32 long", b"the secret of this year, 32 long"
SEALER = Sealer([NEW])
ROW = ("installations", "slack", "T1", "", "sealed")
TOKEN = "xoxb-very-secret"
OTHER = r"sealed with another secret\. Start with the one from then"

texts = st.text(st.characters(exclude_categories=()), max_size=30)
rows = st.lists(texts, min_size=1, max_size=3)

# A sealed value


@settings(max_examples=300, deadline=None)
@given(texts, rows)
def test_what_was_sealed_opens_where_it_stands(text: str, row: list[str]) -> None:
    assert SEALER.open(SEALER.seal(text, row), row) == text


@settings(max_examples=300, deadline=None)
@given(texts, rows, rows)
def test_what_was_sealed_opens_nowhere_else(
    text: str, row: list[str], other: list[str]
) -> None:
    assume(row != other)
    with pytest.raises(Damaged):
        SEALER.open(SEALER.seal(text, row), other)


def test_where_names_are_cut_makes_two_rows() -> None:
    with pytest.raises(Damaged):
        SEALER.open(SEALER.seal(TOKEN, ("T1", "2")), ("T12", ""))


@settings(max_examples=300, deadline=None)
@given(st.integers(min_value=0), st.integers(1, 127))
def test_one_letter_that_was_changed_makes_no_other_text(place: int, by: int) -> None:
    """The last bits of base64 mean nothing, so it may still be the same."""
    sealed = SEALER.seal(TOKEN, ROW)
    nth = place % len(sealed)
    letter = chr((ord(sealed[nth]) + by) % 128)
    with suppress(Unusable):
        assert SEALER.open(sealed[:nth] + letter + sealed[nth + 1 :], ROW) == TOKEN


@settings(max_examples=300, deadline=None)
@given(st.one_of(texts, st.from_regex(r"1:[0-9a-f]{8}:.*", fullmatch=True)))
def test_whatever_stands_there_never_opens_nor_breaks(sealed: str) -> None:
    with pytest.raises(Unusable) as broken:
        SEALER.open(sealed, ROW)
    assert "\n" not in str(broken.value)


def test_one_text_is_sealed_differently_each_time() -> None:
    assert SEALER.seal(TOKEN, ROW) != SEALER.seal(TOKEN, ROW)


def test_a_long_text_is_sealed_whole() -> None:
    text = "\u202e\0x" * 100_000
    assert SEALER.open(SEALER.seal(text, ROW), ROW) == text


# Secrets


def test_the_newest_secret_seals_and_an_older_one_still_opens() -> None:
    old, both = Sealer([OLD]), Sealer([NEW, OLD])
    assert both.open(old.seal(TOKEN, ROW), ROW) == TOKEN
    assert not both.is_newest(old.seal(TOKEN, ROW))
    assert both.is_newest(both.seal(TOKEN, ROW))
    assert Sealer([NEW]).open(both.seal(TOKEN, ROW), ROW) == TOKEN


def test_another_secret_is_called_by_its_name() -> None:
    sealed = Sealer([OLD]).seal(TOKEN, ROW)
    with pytest.raises(Unusable, match=OTHER) as wrong:
        Sealer([NEW]).open(sealed, ROW)
    assert not isinstance(wrong.value, Damaged)


@pytest.mark.parametrize("secrets", [[], [b""], [NEW, b""]])
def test_no_secret_seals_nothing(secrets: list[bytes]) -> None:
    with pytest.raises(Unusable, match=r"no secret .* Set WHOELSE_SECRET"):
        Sealer(secrets)


def test_nothing_that_is_shown_holds_a_secret_or_what_it_sealed() -> None:
    sealer = Sealer([NEW, OLD])
    sealed = sealer.seal(TOKEN, ROW)
    with pytest.raises(Damaged) as moved:
        sealer.open(sealed, ("elsewhere",))
    shown = f"{sealer!r} {sealed} {moved.value!r} {moved.value.__context__!r}"
    assert not any(word in shown for word in (TOKEN, "secret of", NEW.hex()))


# In the file


def safe_of(store: SqliteStore, *secrets: bytes, on: str = "slack") -> SealedSafe:
    return SealedSafe(store, Sealer(secrets or [NEW]), on)


async def sql(store: SqliteStore, statement: str) -> list[tuple[object, ...]]:
    return await store.rows(lambda connection: connection.execute(statement).fetchall())


@pytest.mark.asyncio
async def test_what_is_kept_last_is_found(store: SqliteStore) -> None:
    safe = safe_of(store)
    assert await safe.find("T1", "") is None
    await safe.keep("T1", {"": "one", "U1": "Ana", "U2": "Ben"})
    await safe.keep("T1", {"": "two", "U1": "Ana again"})
    found = [await safe.find("T1", account) for account in ("", "U1", "U2", None)]
    assert found == ["two", "Ana again", "Ben", "Ana again"]


@pytest.mark.asyncio
async def test_teams_and_platforms_stand_apart(store: SqliteStore) -> None:
    here, there = safe_of(store), safe_of(store, on="discord")
    await here.keep("T1", {"": "one"})
    await there.keep("T1", {"": "theirs"})
    await here.keep("T2", {"U1": "Ana"})
    assert await here.find("T2", "") is None
    assert await here.find("T1", None) is None
    await here.drop("T1", "")
    assert await there.find("T1", "") == "theirs"
    assert await here.find("T2", "U1") == "Ana"


@pytest.mark.asyncio
async def test_any_user_is_every_user_and_never_the_bot(store: SqliteStore) -> None:
    safe = safe_of(store)
    await safe.keep("T1", {"": "bot", "U1": "Ana", "U2": "Ben"})
    await safe.drop("T1", "U2")
    assert await safe.find("T1", None) == "Ana"
    await safe.drop("T1", None)
    assert await safe.find("T1", None) is None
    assert await safe.find("T1", "") == "bot"


@pytest.mark.asyncio
async def test_only_what_is_still_there_is_swapped(store: SqliteStore) -> None:
    safe = safe_of(store)
    assert not await safe.swap("T1", "", "one", "two")
    await safe.keep("T1", {"": "one", "U1": "Ana"})
    assert await safe.swap("T1", "", "one", "two")
    assert not await safe.swap("T1", "", "one", "three")
    assert await safe.find("T1", "") == "two"
    await safe.drop("T1", "")
    assert not await safe.swap("T1", "", "two", "three")
    assert await safe.find("T1", "") is None


@pytest.mark.asyncio
async def test_a_row_that_was_moved_to_another_team_does_not_open(
    store: SqliteStore,
) -> None:
    safe = safe_of(store)
    await safe.keep("T1", {"": TOKEN, "U1": "Ana"})
    await sql(store, "update installations set team = 'T2' where account = ''")
    with pytest.raises(Damaged, match=r"is damaged\. Install the app there once more"):
        await safe.find("T2", "")
    assert await safe.find("T1", "U1") == "Ana"
    await safe.keep("T2", {"": "installed anew"})
    assert await safe.find("T2", "") == "installed anew"


@pytest.mark.asyncio
async def test_no_token_stands_in_any_file(store: SqliteStore, tmp_path: Path) -> None:
    safe = safe_of(store)
    await safe.keep("T1", {"": TOKEN, "U1": TOKEN})
    await safe.swap("T1", "", TOKEN, f"{TOKEN} anew")
    await safe_of(store, OLD, NEW).reseal()
    backup(tmp_path / "bot.db", tmp_path / "copy.db")
    await safe.drop("T1", None)
    files = contents(tmp_path)
    assert {"bot.db", "bot.db-wal", "copy.db"} <= files.keys()
    assert not any(TOKEN.encode() in content for content in files.values())
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("select count(*) from installations").fetchone() == (2,)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# Another secret


@pytest.mark.asyncio
async def test_a_new_secret_seals_all_that_the_old_one_did(
    store: SqliteStore,
) -> None:
    await safe_of(store, OLD).keep("T1", {"": "bot", "U1": "Ana"})
    await safe_of(store, OLD, on="discord").keep("G1", {"": "theirs"})
    both = safe_of(store, NEW, OLD)
    await both.keep("T2", {"": "new"})
    assert await both.reseal() == 3
    assert await both.reseal() == 0
    alone = safe_of(store, NEW)
    assert await alone.reseal() == 0
    assert await alone.find("T1", "") == "bot"
    assert await safe_of(store, NEW, on="discord").find("G1", "") == "theirs"


@pytest.mark.asyncio
async def test_to_seal_anew_leaves_alone_who_came_last(store: SqliteStore) -> None:
    await safe_of(store, OLD).keep("T1", {"U2": "Ben"})
    await safe_of(store, OLD).keep("T1", {"U1": "Ana"})
    both = safe_of(store, NEW, OLD)
    await both.reseal()
    assert await both.find("T1", None) == "Ana"


@pytest.mark.asyncio
async def test_a_start_with_another_secret_is_refused(store: SqliteStore) -> None:
    await safe_of(store, OLD).keep("T1", {"": TOKEN})
    with pytest.raises(Unusable, match=OTHER):
        await safe_of(store, NEW).reseal()
    assert await safe_of(store, OLD).find("T1", "") == TOKEN


@pytest.mark.asyncio
async def test_one_damaged_row_holds_up_no_other(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    for team in ("T1", "T2", "T3"):
        await safe_of(store, OLD).keep(team, {"": TOKEN})
    await sql(store, "update installations set team = 'T4' where team = 'T2'")
    assert await safe_of(store, NEW, OLD).reseal() == 2
    assert "a row of installations: a token in the data file is damaged" in caplog.text
    assert TOKEN not in caplog.text


# Who is expected


def minutes(count: float) -> datetime:
    return MONDAY + timedelta(minutes=count)


@pytest.mark.asyncio
async def test_who_is_expected_arrives_once_also_after_a_restart(
    opening: Opening,
) -> None:
    store = opening()
    await safe_of(store).expect("abc", MONDAY, minutes(10))
    store.close()

    store = opening()
    safe = safe_of(store)
    assert not await safe_of(store, on="discord").arrived("abc", MONDAY)
    assert await safe.arrived("abc", minutes(9))
    assert not await safe.arrived("abc", minutes(9))
    store.close()


@pytest.mark.asyncio
@pytest.mark.parametrize("state", ["", "abd", "\0", "\ud800", "x" * 100_000])
async def test_nobody_else_is_expected(store: SqliteStore, state: str) -> None:
    safe = safe_of(store)
    await safe.expect("abc", MONDAY, minutes(10))
    assert not await safe.arrived(state, MONDAY)


@pytest.mark.asyncio
async def test_who_comes_too_late_is_not_expected_any_more(store: SqliteStore) -> None:
    safe = safe_of(store)
    await safe.expect("abc", MONDAY, minutes(10))
    assert not await safe.arrived("abc", minutes(10))
    await safe.expect("abd", minutes(10), minutes(20))
    assert await sql(store, "select state from installing") == [("abd",)]


@pytest.mark.asyncio
async def test_however_many_ask_the_newest_are_expected(store: SqliteStore) -> None:
    safe = safe_of(store)
    until = [minutes(10) + timedelta(seconds=n) for n in range(MOST_EXPECTED + 1)]

    def ask(connection: sqlite3.Connection) -> None:
        rows = [("slack", str(n), at.isoformat()) for n, at in enumerate(until)]
        connection.executemany("insert into installing values (?, ?, ?)", rows)

    await store.rows(ask)
    await safe.expect("last", MONDAY, minutes(99))
    assert await sql(store, "select count(*) from installing") == [(MOST_EXPECTED,)]
    assert await safe.arrived("last", MONDAY)
    assert not await safe.arrived("0", MONDAY)
