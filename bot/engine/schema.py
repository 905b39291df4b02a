"""The tables, as one migration after another.

A migration that was ever released is never changed: it says by itself all it makes,
and the next one changes that. Each is one transaction with the note that it was made.
"""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.engine.keys import folded
from bot.engine.stored import NOTHING
from bot.errors import Unusable

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

SET = "whoelse"

Migration = Callable[["Database"], None]
_ALL: list[Migration] = []


def migration(make: Migration) -> Migration:
    """The next one; its name is noted in each file that it made."""
    _ALL.append(make)
    return make


@migration
def m001_everything(db: "Database") -> None:
    _persons(db)
    _records(db)
    _engine(db)


@migration
def m002_many_people(db: "Database") -> None:
    """What is due at one moment, what is old and who works together, without a walk."""
    db.execute("drop index wakes_at")
    db.execute("create index wakes_soonest on wakes (at, owner, token)")
    db.execute("create index talk_pressing on talk (owner, state, due, nth)")
    db.execute("create index journal_at on journal (at)")
    db.execute("alter table contact add column employer_key text not null default ''")
    employers = db.execute("select distinct employer from contact").fetchall()
    for (employer,) in employers:
        db.execute(
            "update contact set employer_key = ? where employer = ?",
            [folded(employer), employer],
        )
    db.execute("create index contact_employer on contact (owner, employer_key, nth)")


@migration
def m003_the_coach(db: "Database") -> None:
    """What is practised: the talk that goes on, and what came of each before."""
    finished = "character text not null, at text not null, done text not null"
    _owned(db, "rehearsal", finished)
    _owned(db, "rehearsing", _REHEARSING)
    _owned(db, "upload", _UPLOAD)
    db.execute("drop index letters_nth")
    db.execute("create index letters_nth on outbox (nth)")
    db.execute(
        "create index letters_place on outbox (platform, team, place, thread, nth)"
        " where state in ('due', 'unknown', 'sending')"
    )
    db.execute("alter table reminder add column repeats text not null default ''")
    db.execute("create index rehearsing_about on rehearsing (owner, contact, nth)")
    for table, columns in _LEARNING.items():
        _owned(db, table, columns)
    db.execute(f"alter table learnt add column needs text not null default '{NOTHING}'")
    for column in ("drawn_before", "drawn_after"):
        db.execute(f"alter table learnt add column {column} integer not null default 0")


@migration
def m004_many_workspaces(db: "Database") -> None:
    """Where an app is installed, which is sealed, and who is about to install it."""
    db.execute("""
        create table installations (
            platform text not null, team text not null, account text not null,
            sealed text not null, nth integer not null,
            primary key (platform, team, account)
        ) strict
    """)
    db.execute("""
        create table installing (
            platform text not null, state text not null, until text not null,
            primary key (platform, state)
        ) strict
    """)
    db.execute("create index installing_until on installing (platform, until)")
    db.execute("create index letters_failed on outbox (owner) where state = 'failed'")


@migration
def m005_two_accounts(db: "Database") -> None:
    """The code by which a second account becomes the same person's."""
    _owned(db, "pairing", "code text not null, until text, wrong text not null")
    db.execute("create index pairing_code on pairing (code) where code <> ''")


@migration
def m006_secrets(db: "Database") -> None:
    """Which secrets made keyed hashes, each since the last moment before it."""
    db.execute(
        "create table secrets (name text primary key, since text not null) strict"
    )


def migrate(connection: sqlite3.Connection) -> None:
    """Make all tables in an empty file, or those that an older one lacks."""
    check_ours(connection)
    if made_in(connection) != known_here():
        from sqlite_utils import Database  # 0.1 s, which most starts do not need

        migrations().apply(Database(connection))


def migrations() -> "Migrations":
    """All of them, for sqlite-utils to apply."""
    from sqlite_utils import Migrations

    every = Migrations(SET)
    for make in _ALL:
        every()(make)
    return every


def check_ours(connection: sqlite3.Connection) -> None:
    """An empty file may become ours."""
    anything = "select 1 from sqlite_master where tbl_name <> '_sqlite_migrations'"
    if connection.execute(anything).fetchone():
        check_known(connection)


def check_known(connection: sqlite3.Connection) -> None:
    made, known = made_in(connection), known_here()
    if not made:
        raise Unusable("it is the database of another program. Name another file.")
    if newer := [name for name in made if name not in known]:
        raise Unusable(
            f"a newer version of this program wrote it ({newer[-1]})."
            " Install that version, or restore an older backup."
        )


def made_in(connection: sqlite3.Connection) -> list[str]:
    """The migrations that made this file, in order."""
    table = "select 1 from sqlite_master where name = '_sqlite_migrations'"
    if not connection.execute(table).fetchone():
        return []
    made = "select name from _sqlite_migrations where migration_set = ? order by id"
    return [name for (name,) in connection.execute(made, [SET])]


def known_here() -> list[str]:
    """All migrations of this program, in order: what an empty file still lacks."""
    return [make.__name__ for make in _ALL]


def _persons(db: "Database") -> None:
    db.execute("create table persons (id text primary key, met text not null) strict")
    db.execute("""
        create table identities (
            platform text not null, team text not null, account text not null,
            person text not null references persons (id) on delete cascade,
            primary key (platform, team, account)
        ) strict
    """)
    db.execute("create index identities_of on identities (person)")
    db.execute("create table communities (id text primary key, body text) strict")
    db.execute("""
        create table memberships (
            person text not null references persons (id) on delete cascade,
            community text not null references communities (id) on delete cascade,
            role text not null check (role in ('member', 'staff')),
            primary key (person, community)
        ) strict
    """)
    db.execute("""
        create table appointed (
            community text not null references communities (id) on delete cascade,
            platform text not null, account text not null,
            primary key (community, platform, account)
        ) strict
    """)


def _records(db: "Database") -> None:
    for table, columns in _OWNED.items():
        _owned(db, table, columns)
    for table, columns in _ABOUT.items():
        _owned(db, table, f"contact text not null, {columns}")
        db.execute(f"create index {table}_about on {table} (owner, contact, nth)")
    db.execute("create index contact_full on contact (owner, full_key, nth, id, name)")
    db.execute("create index contact_first on contact (owner, first_key, nth, id)")
    db.execute("create index talk_due on talk (owner, coalesce(due, '9999'), nth)")
    db.execute("""
        create table marks (
            owner text not null, contact text not null, mark text not null,
            primary key (owner, contact, mark),
            foreign key (owner, contact) references contact (owner, id)
                on delete cascade
        ) strict
    """)
    db.execute("create index marks_held on marks (mark)")


def _engine(db: "Database") -> None:
    db.execute("create table clock (one integer primary key, latest text) strict")
    db.execute("create table barred (mark text primary key, at text not null) strict")
    db.execute("""
        create table journal (
            owner text not null references persons (id) on delete cascade,
            nth integer not null, entry text not null, at text not null,
            changes text not null, primary key (owner, nth)
        ) strict
    """)
    db.execute("""
        create table inbox (
            platform text not null, id text not null, owner text not null,
            at text not null, answers text not null, primary key (platform, id)
        ) strict
    """)
    db.execute("create index inbox_at on inbox (at)")
    db.execute("""
        create table wakes (
            owner text not null references persons (id) on delete cascade,
            token text not null, at text not null, about text not null,
            primary key (owner, token)
        ) strict
    """)
    db.execute("create index wakes_at on wakes (at)")
    db.execute("""
        create table outbox (
            key text primary key, owner text not null, nth integer not null,
            about text not null, platform text not null, team text not null,
            place text not null, thread text not null, view text not null,
            state text not null check (state in
                ('due', 'sending', 'unknown', 'sent', 'failed', 'expired')),
            due text not null, until text, attempts integer not null
        ) strict
    """)
    idle, open = "state in ('due', 'unknown')", "state in ('due', 'unknown', 'sending')"
    db.execute("create index letters_nth on outbox (owner, nth)")
    db.execute(f"create index letters_due on outbox (platform, due, nth) where {idle}")
    db.execute(
        "create index letters_ending on outbox (until)"
        f" where {idle} and until is not null"
    )
    db.execute(f"create index letters_about on outbox (owner, about) where {open}")


def _owned(db: "Database", table: str, columns: str) -> None:
    """A table of records; `nth` counts in which order an owner first kept them."""
    db.execute(f"""
        create table {table} (
            owner text not null references persons (id) on delete cascade,
            id text not null, {columns}, nth integer not null, primary key (owner, id)
        ) strict
    """)
    db.execute(f"create index {table}_nth on {table} (owner, nth)")


_OWNED = {
    "student": """
        name text not null, about text not null, topic text not null,
        zone text not null, country text not null, date_order text not null,
        quiet text not null, voice text not null, shape text not null,
        minutes integer not null, place text, seen text, welcomed integer not null,
        spoken text not null, stopped integer not null, paused_until text,
        past text not null
    """,
    "contact": """
        name text not null, role text not null, employer text not null,
        relation text not null, comfort integer not null, reach text not null,
        zone text not null, country text not null, facts text not null,
        talk integer not null, added text, silent integer not null,
        full_key text not null, first_key text not null
    """,
    "asking": "form text not null, answers text not null, open integer not null",
    "forgotten": "at text not null",
}

_UPLOAD = """
    name text not null, at text not null, rows text not null, notes text not null,
    ticked text not null, page integer not null
"""

_ABOUT = {
    "talk": """
        number integer not null, state text not null, step integer not null, due text,
        waits text not null, channel text not null, sent_at text, nudged_at text,
        replied_at text, starts_at text, ends_at text, "where" text not null,
        debriefed_at text, thanked_at text
    """,
    "learnt": """
        learnt text not null, surprise text not null, advice text not null,
        promises text not null, hook text not null, better text not null,
        who_else text not null, at text
    """,
    "referral": """
        source text not null, leave text not null, leave_for text not null,
        leave_channels text not null, words text not null, at text,
        told integer not null
    """,
    "draft": """
        kind text not null, channel text not null, subject text not null,
        text text not null, at text, sent_at text, given text not null
    """,
    "planned": "body text not null, kept integer not null, at text",
    "reminder": """
        text text not null, at text not null, wall text not null,
        done integer not null
    """,
    "entry": """
        talk integer not null, at text not null, what text not null,
        detail text not null
    """,
}

_REHEARSING = """
    character text not null, at text not null, contact text not null,
    field text not null, questions text not null, lines text not null,
    open integer not null
"""

_LEARNING = {
    "pay": """
        field text not null, level text not null, amount text not null,
        region text not null, at text
    """,
    "outlook": """
        words text not null, at text not null, field text not null,
        drawn integer not null
    """,
    "mythround": """
        rounds integer not null, seen text not null, asked text not null,
        said text not null
    """,
}
