"""What one owner may read of the tables, and how a row of theirs is written.

Runs on the writer's thread alone, inside a transaction that others begin and end. The
SQL here and beside it is what SQLite and PostgreSQL share: named values, text for ids
and times, no clock of the database's own.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from bot.effects import WakeAt
from bot.engine.keys import first, folded, mark, marks
from bot.engine.rows import (
    COLUMNS,
    KINDS,
    names_of,
    record_of,
    row_of,
    sound,
    utc,
)
from bot.engine.stored import pack, unpack
from bot.ports import NEVER, Change
from bot.records import Community, Contact, Place, Record, Student, Talk

R = TypeVar("R", bound=Record)

MOST_JOURNAL = 50  # events of each person that can be undone

NO_COMMUNITY = Community(id="home")


class SqlBook:
    """The `Book` of one owner, for one event: it reads nothing twice."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        secrets: Sequence[bytes],
        owner: str,
        newcomer: Student | None = None,
    ) -> None:
        self.connection = connection
        self._secrets = secrets
        self._owner = owner
        self._newcomer = newcomer or Student(id=owner)
        self._known: dict[tuple[type, str], Record | None] = {}
        self._asked: dict[tuple[str | int, ...], list[Any]] = {}
        self._community: Community | None = None

    @property
    def owner(self) -> str:
        return self._owner

    def student(self) -> Student:
        return self.one(Student, self._owner) or self._newcomer

    def community(self) -> Community:
        self._community = self._community or self._read_community()
        return self._community

    def _read_community(self) -> Community:
        rows = self._rows(
            "select c.body from communities c left join memberships m"
            " on m.community = c.id and m.person = :owner"
            " order by m.person is null, c.id limit 1"
        )
        found: Community = unpack(rows[0][0]) if rows else NO_COMMUNITY
        return found

    def is_staff(self) -> bool:
        staff = "select 1 from memberships where person = :owner and role = 'staff'"
        return bool(self._rows(staff))

    def accounts(self) -> Sequence[Place]:
        rows = self._rows(
            "select platform, team, account from identities where person = :owner"
            " order by platform, team, account"
        )
        return [
            Place(platform, team, f"@{account}") for platform, team, account in rows
        ]

    def lent_by(self, code: str) -> "SqlBook | None":
        lent = "select owner from pairing where code = :code and code <> ''"
        rows = self._rows(lent, code=code)
        return SqlBook(self.connection, self._secrets, rows[0][0]) if rows else None

    def unreached(self) -> tuple[int, int]:
        failed = "from outbox where state = 'failed'"
        [both] = self._rows(f"select count(*), count(distinct owner) {failed}")
        return both[0], both[1]

    def one(self, kind: type[R], id: str) -> R | None:
        if (kind, id) not in self._known:
            self._known[kind, id] = None
            self._all(kind, "and id = :id", id=sound(id))
        known = self._known[kind, id]
        assert known is None or isinstance(known, kind)
        return known

    def all(self, kind: type[R]) -> Sequence[R]:
        return self._all(kind, "order by nth")

    def about(self, kind: type[R], contact: str) -> Sequence[R]:
        which = "and contact = :contact order by nth"
        return self._all(kind, which, contact=sound(contact))

    def some(self, kind: type[R], ids: Sequence[str]) -> Sequence[R]:
        among, places = _among(map(sound, ids))
        return self._all(kind, f"and id in {among}", **places)

    def count(self, kind: type[R]) -> int:
        rows = self._rows(f"select count(*) from {table(kind)} where owner = :owner")
        return int(rows[0][0])

    def named(self, name: str, *longer: str) -> Sequence[Contact]:
        keys = [folded(one) for one in longer]
        if keys and (whole := self._whole_named(keys)):
            return whole
        key = folded(name)
        column = "full_key" if " " in key else "first_key"  # of one word both are one
        return self._all(Contact, f"and {column} = :key order by nth", key=key)

    def _whole_named(self, keys: Sequence[str]) -> Sequence[Contact]:
        found = [(folded(contact.name), contact) for contact in self._called(keys)]
        had = {key for key, _ in found}
        best = next((key for key in keys if key in had), None)
        return [contact for key, contact in found if key == best]

    def called(self, names: Sequence[str]) -> Sequence[Contact]:
        return self._called([folded(name) for name in names])

    def _called(self, keys: Sequence[str]) -> Sequence[Contact]:
        among, places = _among(keys)
        # Without the plus, SQLite would rather walk through all than sort a few.
        return self._all(Contact, f"and full_key in {among} order by +nth", **places)

    def colleagues(self, contact: Contact) -> Sequence[Contact]:
        if not (employer := folded(contact.employer)):
            return ()
        which = "and employer_key = :employer and id <> :id order by nth"
        return self._all(Contact, which, employer=employer, id=contact.id)

    def names(self, part: str = "") -> Sequence[tuple[str, str]]:
        holds = "and replace(full_key, :part, '') <> full_key" if part else ""
        return self._rows(
            f"select id, name from contact where owner = :owner {holds}"
            " order by full_key, nth",
            part=folded(part),
        )

    def directory(self) -> Sequence[tuple[str, str, str, str]]:
        columns = "name, role, employer, reach"
        return self._rows(f"select {columns} from contact where owner = :owner")

    def by_due(self, most: int, skip: int = 0) -> Sequence[tuple[Contact, Talk]]:
        rows = self._rows(_BY_DUE, most=most, skip=skip)
        middle = len(COLUMNS[Contact])
        return [
            (record_of(Contact, row), record_of(Talk, row[middle:])) for row in rows
        ]

    def due_in(
        self, states: Sequence[str], until: datetime, most: int
    ) -> Sequence[str]:
        among, places = _among(states)
        rows = self._rows(
            "select t.contact from talk t join contact c"
            " on c.owner = t.owner and c.id = t.contact and c.talk = t.number"
            f" where t.owner = :owner and t.state in {among}"
            " and t.due <= :until order by t.due, t.nth limit :most",
            until=utc(until),
            most=most,
            **places,
        )
        return [id for (id,) in rows]

    def wake(self, token: str) -> datetime | None:
        wake = self.wake_at(token)
        return wake.at if wake else None

    def wake_at(self, token: str) -> WakeAt | None:
        return next(iter(self._wakes("and token = :token", token=sound(token))), None)

    def wakes(self, until: datetime = NEVER) -> Sequence[WakeAt]:
        return self._wakes("and at <= :until order by at, rowid", until=utc(until))

    def undoable(self) -> Sequence[Change]:
        """An event that was undone has no entry any more, so the one before it is."""
        rows = self._rows(
            "select j.changes from journal j join entry e"
            " on e.owner = j.owner and e.id = j.entry"
            " where j.owner = :owner order by j.nth desc limit 1"
        )
        return [Change(*pair) for pair in unpack(rows[0][0])] if rows else ()

    def mark(self, text: str) -> str:
        return mark(self._secrets[0], text)

    def marks(self, text: str) -> Sequence[str]:
        return marks(self._secrets, text)

    def is_barred(self, mark: str) -> bool:
        return bool(self._rows("select 1 from barred where mark = :mark", mark=mark))

    # Written by the engine alone

    def keep(self, record: Record) -> None:
        """A record that is there already keeps its place in the order."""
        self._known.pop((type(record), record.id), None)
        row = row_of(record)
        if isinstance(record, Contact):
            row |= {
                "full_key": folded(record.name),
                "first_key": first(record.name),
                "employer_key": folded(record.employer),
            }
        self._run(_KEEP[type(record)], **row)
        if isinstance(record, Contact):
            self._mark(record)

    def forget(self, kind: type, id: str) -> None:
        sql = f"delete from {table(kind)} where owner = :owner and id = :id"
        self._known.pop((kind, id), None)
        self._run(sql, id=id)

    def set_wake(self, wake: WakeAt) -> None:
        self._run(
            "insert into wakes (owner, token, at, about)"
            " values (:owner, :token, :at, :about) on conflict (owner, token)"
            " do update set at = excluded.at, about = excluded.about",
            token=wake.token,
            at=utc(wake.at),
            about=wake.about,
        )

    def call_off(self, token: str) -> None:
        self._run(
            "delete from wakes where owner = :owner and token = :token", token=token
        )

    def note(self, entry: str, changes: Iterable[Change], at: datetime) -> None:
        """In the journal, for `undo`: what the event that kept this entry changed."""
        last = "select coalesce(max(nth), 0) from journal where owner = :owner"
        self._run(
            "insert into journal (owner, nth, entry, at, changes)"
            f" values (:owner, ({last}) + 1, :entry, :at, :changes)",
            entry=entry,
            at=utc(at),
            changes=pack([(change.before, change.after) for change in changes]),
        )
        self._run(
            f"delete from journal where owner = :owner and nth <= ({last}) - :most",
            most=MOST_JOURNAL,
        )

    def _mark(self, contact: Contact) -> None:
        of = "where owner = :owner and contact = :contact"
        self._run(f"delete from marks {of}", contact=contact.id)
        for known in (one for text in contact.known_by for one in self.marks(text)):
            self._run(
                "insert into marks (owner, contact, mark)"
                " values (:owner, :contact, :mark) on conflict do nothing",
                contact=contact.id,
                mark=known,
            )

    def _all(self, kind: type[R], which: str, **values: str) -> list[R]:
        return self._records(kind, self._rows(f"{_OWNED[kind]} {which}", **values))

    def _records(self, kind: type[R], rows: Iterable[Any]) -> list[R]:
        records = [record_of(kind, row) for row in rows]
        self._known.update(((kind, record.id), record) for record in records)
        return records

    def _wakes(self, which: str, **values: str) -> list[WakeAt]:
        sql = f"select token, at, about from wakes where owner = :owner {which}"
        rows = self._rows(sql, **values)
        return [WakeAt(t, datetime.fromisoformat(at), about) for t, at, about in rows]

    def _rows(self, sql: str, **values: str | int) -> list[Any]:
        asked = sql, *values.values()
        if asked not in self._asked:
            self._asked[asked] = self._execute(sql, values).fetchall()
        return self._asked[asked]

    def _run(self, sql: str, **values: str | int | None) -> None:
        """What was read before may be another from now on."""
        self._asked.clear()
        self._execute(sql, values)

    def _execute(self, sql: str, values: dict[str, Any]) -> sqlite3.Cursor:
        values["owner"] = self._owner
        return self.connection.execute(sql, values)


def _among(values: Iterable[str]) -> tuple[str, dict[str, str]]:
    """What stands behind `in`, and its named values."""
    places = {f"one{nth}": value for nth, value in enumerate(values)}
    return f"({_listed(places)})", places


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f":{name}" for name in names)


def table(kind: type) -> str:
    return kind.__name__.lower()


def columns_of(kind: type) -> list[str]:
    """All but the owner and `nth`: the record's own, and what it is found by."""
    keys = ("full_key", "first_key", "employer_key") if kind is Contact else ()
    return [*(column.name for column in COLUMNS[kind]), *keys]


def _keep(kind: type) -> str:
    names = ["owner", *columns_of(kind)]
    columns = ", ".join(f'"{name}"' for name in names)
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names[2:])
    last = f"select coalesce(max(nth), 0) from {table(kind)} where owner = :owner"
    return (
        f"insert into {table(kind)} ({columns}, nth)"
        f" values ({_listed(names)}, ({last}) + 1)"
        f" on conflict (owner, id) do update set {changes}"
    )


_OWNED: Mapping[type, str] = {
    kind: f"select {names_of(kind)} from {table(kind)} where owner = :owner"
    for kind in KINDS
}
_KEEP: Mapping[type, str] = {kind: _keep(kind) for kind in KINDS}

# `coalesce` is as in the index, so that nothing is sorted.
_BY_DUE = (
    f"select {names_of(Contact, 'c')}, {names_of(Talk, 't')}"
    " from talk t join contact c"
    " on c.owner = t.owner and c.id = t.contact and c.talk = t.number"
    " where t.owner = :owner order by coalesce(t.due, '9999'), t.nth"
    " limit :most offset :skip"
)
