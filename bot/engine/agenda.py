"""What only the engine reads and marks: wakes, inbox, outbox, and the file's clock."""

import logging
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.effects import Answer, Post
from bot.engine.faults import named
from bot.engine.rows import utc
from bot.engine.stored import pack, unpack
from bot.events import Action, Rang
from bot.ports import NEVER, Letter, State, Ungiven
from bot.records import Place
from bot.views import View

KEEP_INBOX = timedelta(days=7)
KEEP_JOURNAL = timedelta(days=30)

# As in the partial indexes: SQLite takes one only where its own words stand.
# https://sqlite.org/partialindex.html#queries_using_partial_indexes
IDLE = "state in ('due', 'unknown')"
OPEN = "state in ('due', 'unknown', 'sending')"

# Of those for its place. What was posted first is said first, whenever it is due.
FIRST = (
    "not exists (select 1 from outbox as b where b.platform = o.platform"
    " and b.team = o.team and b.place = o.place and b.thread = o.thread"
    f" and b.nth < o.nth and b.{OPEN})"
)

# Looked for before they are changed: an update that finds nothing costs four looks.
_UNSENT = f"where owner = :owner and about = :contact and {OPEN} and state <> 'sending'"
_FAILED = "where owner = :owner and state = 'failed'"

log = logging.getLogger(__name__)


class SqlAgenda:
    """The `Agenda`, and the inbox, on a connection.

    A row that is damaged is set aside, or it would hold up everybody's.

    A letter's words are wiped as soon as nobody will say them any more; its key stays,
    so that no place hears it twice.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection.execute

    # Wakes

    def due_wakes(self, now: datetime, most: int) -> Sequence[Rang]:
        rows = self._sql(
            "select owner, token, at from wakes where at <= :now"
            " order by at, owner, token limit :most",
            {"now": utc(now), "most": most},
        ).fetchall()
        return [rang for row in rows if (rang := self._rang(row, now))]

    def next_wake(self) -> datetime:
        return self._soonest("wakes", "owner, token", "at", "1 = 1")

    def _rang(self, row: Any, now: datetime) -> Rang | None:
        owner, token, at = row
        try:
            return Rang(owner, token, _moment(at), now)
        except ValueError as error:
            self._set_aside("wakes", (owner, token), error)
            return None

    # Outbox

    def post(self, owner: str, post: Post, now: datetime) -> None:
        """A key that was ever posted to this place is posted already."""
        place = post.place
        self._sql(
            "insert into outbox (key, owner, nth, about, platform, team, place, thread,"
            " view, state, due, until, attempts) values (:key, :owner,"
            " (select coalesce(max(nth), 0) + 1 from outbox),"
            " :about, :platform, :team, :place, :thread, :view, :state, :due, :until,"
            " 0)"
            " on conflict (key) do nothing",
            {
                "key": key_of(post.key, place),
                "owner": owner,
                "about": post.about,
                "platform": place.platform,
                "team": place.team,
                "place": place.id,
                "thread": place.thread,
                "view": pack(post.view),
                "state": "unknown" if post.doubt else "due",
                "due": utc(post.doubt or now),
                "until": post.until and utc(post.until),
            },
        )

    def withdraw(self, owner: str, contact: str) -> None:
        """What speaks of this contact, and was not sent yet, is not worth saying."""
        about = {"owner": owner, "contact": contact}
        if self._sql(f"select 1 from outbox {_UNSENT} limit 1", about).fetchone():
            self._sql(
                f"update outbox set state = 'expired', view = '' {_UNSENT}", about
            )

    def due_letters(self, on: str, now: datetime, most: int) -> Sequence[Letter]:
        self._expire(now)
        rows = self._sql(
            "select key, platform, team, place, thread, view, state, attempts"
            f" from outbox as o where {IDLE} and platform = :on and due <= :now"
            f" and {FIRST} order by due, nth limit :most",
            {"on": on, "now": utc(now), "most": most},
        ).fetchall()
        return [letter for row in rows if (letter := self._letter(row))]

    def next_letter(self, on: str) -> datetime:
        which = f"{IDLE} and platform = :on and {FIRST}"
        return self._soonest("outbox as o", "key", "due", which, on=on)

    def _letter(self, row: Any) -> Letter | None:
        try:
            return _letter(row)
        except Exception as error:  # whatever was stored there
            self._set_aside("outbox", (row[0],), error)
            return None

    def begin(self, key: str) -> bool:
        marked = self._sql(
            "update outbox set state = 'sending', attempts = attempts + 1"
            f" where key = :key and {IDLE}",
            {"key": key},
        )
        return marked.rowcount == 1

    def put_off(self, key: str, due: datetime) -> None:
        self._sql(
            f"update outbox set due = :due where key = :key and {IDLE}",
            {"key": key, "due": utc(due)},
        )

    def end(self, key: str, state: State, due: datetime) -> None:
        final = state in ("sent", "failed", "expired")
        self._sql(
            "update outbox set state = :state, due = :due"
            f"{', view = :none' if final else ''}"
            " where key = :key and state = 'sending'",
            {"key": key, "state": state, "due": utc(due), "none": ""},
        )

    def recover(self, on: str, due: datetime) -> None:
        self._sql(
            "update outbox set state = 'unknown', due = :due"
            " where state = 'sending' and platform = :on",
            {"on": on, "due": utc(due)},
        )

    def missed(self, owner: str) -> list[str]:
        """The platform of each letter that failed, once: whoever asks tells them."""
        mine = {"owner": owner}
        failed = self._sql(f"select platform from outbox {_FAILED}", mine).fetchall()
        if failed:
            self._sql(f"update outbox set state = 'expired' {_FAILED}", mine)
        return [platform for (platform,) in failed]

    def bring_forward(self, until: datetime) -> None:
        self._sql(
            f"update outbox set due = :until where {IDLE} and due > :until",
            {"until": utc(until)},
        )

    def _expire(self, now: datetime) -> None:
        self._sql(
            f"update outbox set state = 'expired', view = '' where {IDLE}"
            " and until is not null and until < :now",
            {"now": utc(now)},
        )

    # Inbox: an answer is kept until it was given.

    def answered(self, action: Action) -> Sequence[Answer] | None:
        """What this was answered when it first came; None if it is new."""
        row = self._sql(
            "select answers from inbox where platform = :platform and id = :id",
            _delivery(action.who.platform, action.id),
        ).fetchone()
        return row and list(unpack(row[0]) if row[0] else ())

    def receive(self, action: Action, owner: str, answers: Sequence[Answer]) -> None:
        self._sql(
            "insert into inbox (platform, id, owner, at, answers)"
            " values (:platform, :id, :owner, :at, :answers)",
            _delivery(action.who.platform, action.id)
            | {
                "owner": owner,
                "at": utc(action.at),
                "answers": pack(answers) if answers else "",
            },
        )

    def given(self, platform: str, id: str) -> None:
        self._sql(
            "update inbox set answers = '' where platform = :platform and id = :id",
            _delivery(platform, id),
        )

    def ungiven(self, since: datetime) -> Sequence[Ungiven]:
        rows = self._sql(
            "select platform, id, owner, at, answers from inbox"
            " where at >= :since and answers <> '' order by at, platform, id",
            {"since": utc(since)},
        ).fetchall()
        return [late for row in rows if (late := self._ungiven(row))]

    def _ungiven(self, row: Any) -> Ungiven | None:
        platform, id, owner, at, answers = row
        try:
            return Ungiven(platform, id, owner, _moment(at), unpack(answers))
        except Exception as error:  # whatever was stored there
            self._set_aside("inbox", (platform, id), error)
            return None

    # Clock and housekeeping

    def remember(self, at: datetime) -> None:
        self._sql(
            "insert into clock (one, latest) values (1, :at) on conflict (one)"
            " do update set latest = excluded.latest"
            " where excluded.latest > clock.latest",
            {"at": utc(at)},
        )

    def latest(self) -> datetime | None:
        row = self._sql("select latest from clock").fetchone()
        try:
            return row and _moment(row[0])
        except ValueError as error:
            self._set_aside("clock", (), error)
            return None

    def sweep(self, now: datetime) -> None:
        self._sql(
            "delete from inbox where at < :before", {"before": utc(now - KEEP_INBOX)}
        )
        self._sql(
            "delete from journal where at < :before",
            {"before": utc(now - KEEP_JOURNAL)},
        )
        self._expire(now)

    def _soonest(
        self, table: str, keys: str, column: str, which: str, **values: str
    ) -> datetime:
        sql = (
            f"select {column}, {keys} from {table} where {which}"
            f" order by {column} limit 1"
        )
        while row := self._sql(sql, values).fetchone():
            try:
                return _moment(row[0])
            except ValueError as error:
                self._set_aside(table.removesuffix(" as o"), row[1:], error)
        return NEVER

    def _set_aside(self, table: str, keys: Sequence[str], error: Exception) -> None:
        """The log tells which table, and nothing of what stands in it."""
        log.error("set aside: a row of %s (%s)", table, named(error))
        sql, names = _SET_ASIDE[table]
        self._sql(sql, dict(zip(names, keys, strict=True)))


_SET_ASIDE = {
    "wakes": (
        "delete from wakes where owner = :owner and token = :token",
        ("owner", "token"),
    ),
    "outbox": (
        "update outbox set state = 'failed', view = '' where key = :key",
        ("key",),
    ),
    "inbox": (
        "update inbox set answers = '' where platform = :platform and id = :id",
        ("platform", "id"),
    ),
    "clock": ("delete from clock", ()),
}


def _moment(at: str) -> datetime:
    """ValueError too for what has no zone."""
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment


def key_of(key: str, place: Place) -> str:
    """Of the letter that says there what the key of a post names."""
    where = (place.platform, place.team, place.id, *filter(None, [place.thread]))
    return f"{key}>{':'.join(where)}"


def _delivery(platform: str, id: str) -> dict[str, str]:
    return {"platform": platform, "id": id}


def _letter(row: Any) -> Letter:
    key, platform, team, place, thread, view, state, attempts = row
    said = unpack(view)
    if not isinstance(said, View):
        raise ValueError("no view")
    return Letter(key, Place(platform, team, place, thread), said, state, attempts)
