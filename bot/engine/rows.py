"""Records as rows: each field is a column, whatever the record.

Text stands as it is, whole numbers and yes or no as integers, a moment as text in
UTC, all else as JSON. None is NULL, and only where the field allows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from bot.engine.stored import pack, unpack
from bot.errors import Unusable
from bot.records import Record

R = TypeVar("R", bound=Record)

DAMAGED = "A record in the data file is damaged. Restore a backup."


@dataclass(frozen=True, slots=True)
class Column:
    """How one field is written to the table that has its class's name."""

    name: str
    type: Literal["TEXT", "INTEGER"]
    write: Callable[[Any], str | int]
    read: Callable[[Any], Any]
    optional: bool


def utc(at: datetime) -> str:
    """Text that sorts as time does. ValueError for a moment without a zone."""
    if at.tzinfo is not UTC:
        if at.tzinfo is None:
            raise ValueError(f"a moment without a zone: {at}")
        at = at.astimezone(UTC)
    return at.isoformat(timespec="microseconds")


def sound(text: str) -> str:
    """With a question mark for each lone surrogate, which no UTF-8 can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def row_of(record: Record) -> dict[str, str | int | None]:
    row: dict[str, str | int | None] = {}
    for column in COLUMNS[type(record)]:
        value = getattr(record, column.name)
        row[column.name] = None if value is None else column.write(value)
    return row


def record_of(kind: type[R], row: Sequence[Any]) -> R:
    """The row begins with the values of `names_of(kind)`, in that order."""
    values = dict(zip(_NAMES[kind], row, strict=False))
    try:
        for name, read in _READERS[kind]:
            if values[name] is not None:
                values[name] = read(values[name])
    except (ValueError, KeyError, TypeError) as error:
        raise Unusable(DAMAGED) from error
    return kind(**values)


def names_of(kind: type, table: str = "") -> str:
    """All columns of a record for a `select`, quoted: one is called "where"."""
    prefix = table and f"{table}."
    return ", ".join(f'{prefix}"{name}"' for name in _NAMES[kind])


def _columns(kind: type) -> tuple[Column, ...]:
    return tuple(_column(*item) for item in get_type_hints(kind).items())


def _column(name: str, hint: Any) -> Column:
    options = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    optional = NoneType in options
    (inner,) = (option for option in options if option is not NoneType)
    if inner in (bool, int):
        return Column(name, "INTEGER", int, inner, optional)
    if inner is datetime:
        return Column(name, "TEXT", utc, datetime.fromisoformat, optional)
    if inner is str or get_origin(inner) is Literal:
        return Column(name, "TEXT", sound, str, optional)
    return Column(name, "TEXT", pack, unpack, optional)


KINDS: tuple[type[Record], ...] = get_args(Record)
COLUMNS: Mapping[type, tuple[Column, ...]] = {k: _columns(k) for k in KINDS}
_NAMES: Mapping[type, tuple[str, ...]] = {
    kind: tuple(c.name for c in COLUMNS[kind]) for kind in KINDS
}
_READERS: Mapping[type, list[tuple[str, Callable[[Any], Any]]]] = {
    kind: [(c.name, c.read) for c in COLUMNS[kind] if c.read not in (str, int)]
    for kind in KINDS
}
ABOUT = tuple(kind for kind in KINDS if "contact" in _NAMES[kind])
"""The records that speak of one contact."""
