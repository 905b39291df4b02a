"""Leaving no trace: of a contact, of whoever the office bars, of a student.

`secure_delete` overwrites what is deleted here, and the writer empties its log after
the commit, so that the name is in no file any more. What a student wrote of somebody
under another name is theirs to change.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime

from bot.coach.introductions import remembered_by
from bot.engine.agenda import OPEN
from bot.engine.rows import ABOUT, utc
from bot.engine.tables import SqlBook, table
from bot.records import Contact, Forgotten


def erase(connection: sqlite3.Connection, owner: str, contact: str) -> None:
    """One owner's contact. Nothing from before can be undone or answered again.

    A letter that was not sent and names them goes too; whom else it tells of stand in
    `people` as before.
    """
    about = {"owner": owner, "contact": contact}
    for (name,) in connection.execute(_NAME, about).fetchall():
        connection.execute(_NAMING, {"owner": owner, "name": json.dumps(name)[1:-1]})
    for sql in _ERASE:
        connection.execute(sql, about)


def bar(
    connection: sqlite3.Connection,
    books: Callable[[str], SqlBook],
    marks: Iterable[str],
    at: datetime,
) -> list[str]:
    """Erase whoever has one of the marks, and keep all marks of theirs; gives who had
    them.

    By a mark that was not given, only somebody of the same name goes: two people may
    share an address.
    """
    owners = set[str]()
    todo = [(mark, "") for mark in marks]
    for mark, name in todo:  # longer with each record that goes
        barred = {"mark": mark, "at": utc(at)}
        connection.execute(_BAR, barred)
        held = connection.execute(_HELD, {"mark": mark, "name": name}).fetchall()
        for owner, contact, named in held:
            about = {"owner": owner, "contact": contact}
            todo += [(other, named) for (other,) in connection.execute(_MARKS, about)]
            _remember(books(owner), contact, at)
            erase(connection, owner, contact)
            owners.add(owner)
    return sorted(owners)


def _remember(book: SqlBook, id: str, at: datetime) -> None:
    """The owner is asked before a bare name, which is nobody's own, comes back."""
    contact = book.one(Contact, id)
    for mark in remembered_by(contact, book.mark) if contact else ():
        book.keep(Forgotten(id=mark, at=at))


def farewell(connection: sqlite3.Connection, owner: str) -> None:
    """A student and all they have: most of it goes because it points to the person.

    An app that they installed stays where it is: its own token stands in another row.
    """
    left = {"owner": owner}
    connection.execute("delete from outbox where owner = :owner", left)
    connection.execute(
        "update inbox set answers = '', owner = '' where owner = :owner", left
    )
    connection.execute(_INSTALLED, left)
    connection.execute("delete from persons where id = :owner", left)


_INSTALLED = (
    "delete from installations where (platform, team, account) in"
    " (select platform, team, account from identities where person = :owner)"
)
_NAME = "select name from contact where owner = :owner and id = :contact"
_NAMING = (
    f"delete from outbox where owner = :owner and {OPEN}"
    " and replace(view, :name, '') <> view"
)
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
    "delete from upload where owner = :owner",
    "update inbox set answers = '' where owner = :owner",
)

_BAR = "insert into barred (mark, at) values (:mark, :at) on conflict do nothing"
_MARKS = "select mark from marks where owner = :owner and contact = :contact"
_HELD = (
    "select c.owner, c.id, c.full_key from marks m"
    " join contact c on c.owner = m.owner and c.id = m.contact"
    " where m.mark = :mark and :name in ('', c.full_key)"
)
