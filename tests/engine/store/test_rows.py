import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from types import NoneType
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.rows import COLUMNS, KINDS, record_of, row_of, utc
from bot.engine.schema import migrate
from bot.engine.tables import table
from bot.records import Record
from tests.engine.store.records import RECORDS
from tests.talk import MONDAY

OWN = {"owner": ("TEXT", False), "nth": ("INTEGER", False)}
KEYS = dict.fromkeys(("full_key", "first_key", "employer_key"), ("TEXT", False))
FAR = timedelta(days=700_000)
moments = st.builds(
    lambda span, minutes: (MONDAY + span).astimezone(timezone(minutes)),
    st.timedeltas(-FAR, FAR),
    st.timedeltas(timedelta(hours=-14), timedelta(hours=14)),
)


def test_there_is_one_record_of_each_kind_to_try() -> None:
    assert {type(record) for record in RECORDS} == set(get_args(Record))


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_a_record_is_read_as_it_was_written(record: Record) -> None:
    row = row_of(record)
    assert record_of(type(record), [*row.values()]) == record


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_field_has_its_column(kind: type[Record]) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    info = connection.execute(f"pragma table_info({table(kind)})").fetchall()
    connection.close()

    there = {name: (type, not needed) for _, name, type, needed, *_ in info}
    fields = {c.name: (c.type, c.optional) for c in COLUMNS[kind]}
    assert there == fields | OWN | (KEYS if table(kind) == "contact" else {})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_only_what_may_be_none_may_be_null(kind: type[Record]) -> None:
    hints = get_type_hints(kind)
    optional = {name for name, hint in hints.items() if NoneType in get_args(hint)}
    assert {c.name for c in COLUMNS[kind] if c.optional} == optional


@settings(max_examples=300, deadline=None)
@given(moments, moments)
def test_moments_sort_as_their_texts_do(one: datetime, other: datetime) -> None:
    assert (utc(one) < utc(other)) == (one.astimezone(UTC) < other.astimezone(UTC))
    assert datetime.fromisoformat(utc(one)) == one.astimezone(UTC)
