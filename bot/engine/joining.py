"""Of two people one: what either has becomes one owner's, and nothing is said twice.

A row is copied to its new owner, and goes from the old one with the person, since what
points to it would not let its owner change.
"""

import sqlite3

from bot.engine.agenda import key_of
from bot.engine.rows import KINDS
from bot.engine.tables import columns_of, table
from bot.records import Place, Student


def join(connection: sqlite3.Connection, owner: str, other: str) -> None:
    """All that `other` has is the owner's, after what they had; `other` is nobody."""
    both = {"owner": owner, "other": other}
    for sql in _JOIN:
        connection.execute(sql, both)


def redirect(
    connection: sqlite3.Connection, owner: str, old: Place, new: Place
) -> None:
    """What certainly was not said in the old place is said in the new one.

    What may be there already stays: it is looked for there.
    """
    connection.execute(
        _REDIRECT,
        {
            "owner": owner,
            "old_platform": old.platform,
            "old_team": old.team,
            "old_place": old.id,
            "end": len(key_of("", old)),
            "new_end": key_of("", new),
            "platform": new.platform,
            "team": new.team,
            "place": new.id,
        },
    )


def _copied(kind: type) -> str:
    """What there is one of has its owner's id, and that of the owner's own stays."""
    columns = ", ".join(f'"{name}"' for name in columns_of(kind)[1:])
    name, id = table(kind), "case id when :other then :owner else id end"
    return (
        f"insert into {name} (owner, id, {columns}, nth)"
        f" select :owner, {id}, {columns},"
        f" nth + (select coalesce(max(nth), 0) from {name} where owner = :owner)"
        f" from {name} where owner = :other and {id} not in"
        f" (select id from {name} where owner = :owner)"
    )


# What was logged there can be undone after all that was logged here.
_JOURNAL = (
    "insert into journal (owner, nth, entry, at, changes)"
    " select :owner, nth"
    " - (select coalesce(max(nth), 0) from journal where owner = :other)"
    " + (select coalesce(min(nth), 1) - 1 from journal where owner = :owner),"
    " entry, at, changes from journal where owner = :other"
)
_JOIN = (
    *(_copied(kind) for kind in KINDS if kind is not Student),
    "insert into marks (owner, contact, mark)"
    " select :owner, contact, mark from marks where owner = :other"
    " on conflict do nothing",
    "insert into wakes (owner, token, at, about)"
    " select :owner, token, at, about from wakes where owner = :other"
    " and token not in (select token from wakes where owner = :owner)",
    _JOURNAL,
    "update outbox set owner = :owner where owner = :other",
    "update inbox set owner = :owner where owner = :other",
    "update identities set person = :owner where person = :other",
    "delete from persons where id = :other",
)
_REDIRECT = (
    "update outbox set platform = :platform, team = :team, place = :place,"
    " key = substr(key, 1, length(key) - :end) || :new_end"
    " where owner = :owner and state = 'due' and platform = :old_platform"
    " and team = :old_team and place = :old_place and thread = ''"
    " and not exists (select 1 from outbox as said"
    " where said.key = substr(outbox.key, 1, length(outbox.key) - :end) || :new_end)"
)
