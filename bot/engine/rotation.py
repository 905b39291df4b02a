"""Another secret in the place of the one from before.

What is marked anew at the next start needs the old one no more. A hash of somebody who
was forgotten cannot be made again, since nobody has the name: the old secret has to be
there as long as one of those counts.
"""

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing

from bot.engine.keys import name_of
from bot.engine.tables import SqlBook
from bot.errors import Unusable
from bot.records import Contact

log = logging.getLogger(__name__)


def renew(connection: sqlite3.Connection, secrets: Sequence[bytes]) -> None:
    """At every start, before anybody is heard: contacts are marked with these.

    `secrets` come newest first. Only a change takes time.
    """
    newest, *before = map(name_of, secrets)
    known = used(connection)
    if known[-1:] == [newest]:
        return
    connection.execute("begin immediate")
    with connection:
        if not known and before:
            connection.execute(_FROM_THE_START, [before[0]])
        connection.execute(_FROM_NOW if known or before else _FROM_THE_START, [newest])
        if known or before:
            _mark_anew(connection, secrets)


def used(connection: sqlite3.Connection) -> list[str]:
    """The names of all secrets that made hashes here, the newest last."""
    return [name for (name,) in connection.execute(_USED)]


def made_with(connection: sqlite3.Connection) -> Mapping[str, int]:
    """By the name of a secret: how many hashes of forgotten people it alone knows."""
    return dict(connection.execute(_MADE_WITH).fetchall())


def _mark_anew(connection: sqlite3.Connection, secrets: Sequence[bytes]) -> None:
    """With the older ones too, so that whoever is barred meanwhile is so by either."""
    with closing(connection.execute("select distinct owner from contact")) as owners:
        everybody = [owner for (owner,) in owners]
    for owner in everybody:
        book = SqlBook(connection, secrets, owner)
        try:
            for contact in book.all(Contact):
                book.keep(contact)
        except Unusable as error:
            log.error("somebody's contacts keep the marks they had: %s", error)


_USED = "select name from secrets order by since, rowid"
_FROM_THE_START = "insert into secrets (name, since) values (?, '')"
_FROM_NOW = (
    "insert or replace into secrets (name, since)"
    " values (?, coalesce((select latest from clock), ''))"
)
# A moment belongs to the last secret before it; at the same moment it was the older.
_MADE_WITH = (
    "select (select name from secrets where since = '' or since < made.at"
    " order by since desc, rowid desc limit 1) as secret, count(*) from"
    " (select at from barred union all select at from forgotten) as made"
    " group by secret having secret is not null"
)
