"""Leaving no trace: of a contact, of whoever the office bars, of a student.

`secure_delete` overwrites what is deleted here, and the writer empties its log after
the commit, so that the name is in no file any more. What a student wrote of somebody
under another name is theirs to change.
"""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.engine.agenda import OPEN
from bot.engine.rows import ABOUT, utc
from bot.engine.tables import table


def erase(connection: sqlite3.Connection, owner: str, contact: str) -> None:
    """One owner's contact. Nothing from before can be undone or answered again."""
    about = {"owner": owner, "contact": contact}
    for sql in _ERASE:
        connection.execute(sql, about)


def bar(
    connection: sqlite3.Connection, marks: Iterable[str], at: datetime
) -> list[str]:
    """Erase whoever has one of the marks, and keep the marks; gives who had them."""
    owners = set[str]()
    for mark in marks:
        barred = {"mark": mark, "at": utc(at)}
        connection.execute(
            "insert into barred (mark, at) values (:mark, :at) on conflict do nothing",
            barred,
        )
        held = "select owner, contact from marks where mark = :mark"
        for owner, contact in connection.execute(held, barred).fetchall():
            erase(connection, owner, contact)
            owners.add(owner)
    return sorted(owners)


def farewell(connection: sqlite3.Connection, owner: str) -> None:
    """A student and all they have: most of it goes because it points to the person."""
    left = {"owner": owner}
    connection.execute("delete from outbox where owner = :owner", left)
    connection.execute(
        "update inbox set answers = '', owner = '' where owner = :owner", left
    )
    connection.execute("delete from persons where id = :owner", left)


_ABOUT = "where owner = :owner and contact = :contact"
_ERASE = (
    "delete from contact where owner = :owner and id = :contact",
    *(f"delete from {table(kind)} {_ABOUT}" for kind in ABOUT),
    "delete from draft where owner = :owner and kind = 'referral' and contact in"
    " (select contact from referral where owner = :owner and source = :contact)",
    "update referral set source = '' where owner = :owner and source = :contact",
    "delete from wakes where owner = :owner and about = :contact",
    f"delete from outbox where owner = :owner and about = :contact and {OPEN}",
    "delete from journal where owner = :owner",
    "delete from asking where owner = :owner",
    "update inbox set answers = '' where owner = :owner",
)
