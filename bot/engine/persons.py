"""Who is who: accounts of the platforms, the people behind them, their communities."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count

from bot.coach.time.zones import is_zone
from bot.engine.joining import join, redirect
from bot.engine.rows import utc
from bot.engine.stored import pack
from bot.engine.tables import SqlBook
from bot.records import Community, Place, Student, Visitor
from bot.text import one_line

SEEN_AGAIN = timedelta(hours=1)  # what counts are days


class Persons:
    """A person is an internal id; any number of accounts may point to it."""

    def __init__(
        self, connection: sqlite3.Connection, secrets: Sequence[bytes]
    ) -> None:
        self._connection = connection
        self._sql = connection.execute
        self._secrets = secrets

    def book(self, who: Visitor) -> SqlBook:
        """Empty, but for what their profile says, for somebody who never acted."""
        person = self._known(who) or self._new_id(who)
        newcomer = _newcomer(who, person)
        return SqlBook(self._connection, self._secrets, person, newcomer)

    def meet(self, who: Visitor, at: datetime) -> SqlBook:
        """Of whoever acts: a person from now on, and seen here and, nearly, now."""
        person = self._known(who) or self._welcome(who, at)
        book = SqlBook(self._connection, self._secrets, person)
        student, place = book.student(), who.direct
        is_long_ago = student.seen is None or at - student.seen >= SEEN_AGAIN
        if is_long_ago or student.place != place:
            book.keep(replace(student, seen=at, place=place))
        return book

    def join(self, book: SqlBook, code: str) -> None:
        """Whoever gave out the code is this person from now on, and is written to where
        they are now.
        """
        other, place = book.lent_by(code), book.student().place
        if other is None or place is None or other.owner == book.owner:
            return
        accounts = other.accounts()
        join(self._connection, book.owner, other.owner)
        for account in accounts:
            redirect(self._connection, book.owner, account, place)
        self._join("select :person", person=book.owner)

    def part(self, book: SqlBook, account: Place, at: datetime) -> None:
        """Whoever acts there is another person, of whom only the name and the zone are
        known. The owner needs an account, so the last one stays.
        """
        others = [other for other in book.accounts() if other != account]
        if not others or len(others) == len(book.accounts()):
            return
        who = Visitor(account.platform, account.team, account.id.removeprefix("@"))
        person, student = self._born(who, at), book.student()
        self._sql(
            "update identities set person = :person where platform = :platform"
            " and team = :team and account = :account",
            _account(who) | {"person": person},
        )
        self._join(
            "select :person union select :owner", person=person, owner=book.owner
        )
        newcomer = Student(id=person, name=student.name, zone=student.zone)
        newcomer = replace(newcomer, place=account, seen=at)
        SqlBook(self._connection, self._secrets, person).keep(newcomer)
        redirect(self._connection, book.owner, account, others[0])
        if student.place == account:
            book.keep(replace(student, place=others[0]))

    def adopt(self, community: Community, staff: Iterable[tuple[str, str]]) -> None:
        """Everybody is a member of it; those on the list are staff, and nobody else.

        The list holds platforms and accounts, also of people who have yet to come.
        """
        home = {"community": community.id}
        self._sql(
            "insert into communities (id, body) values (:community, :body)"
            " on conflict (id) do update set body = excluded.body",
            home | {"body": pack(community)},
        )
        self._sql("delete from appointed where community = :community", home)
        for platform, account in staff:
            self._sql(
                "insert into appointed (community, platform, account)"
                " values (:community, :platform, :account) on conflict do nothing",
                home | {"platform": platform, "account": account},
            )
        self._join("select id from persons")

    def _known(self, who: Visitor) -> str | None:
        row = self._sql(
            "select person from identities where platform = :platform"
            " and team = :team and account = :account",
            _account(who),
        ).fetchone()
        return row and str(row[0])

    def _welcome(self, who: Visitor, at: datetime) -> str:
        person = self._born(who, at)
        self._sql(
            "insert into identities (platform, team, account, person)"
            " values (:platform, :team, :account, :person)",
            _account(who) | {"person": person},
        )
        self._join("select :person", person=person)
        SqlBook(self._connection, self._secrets, person).keep(_newcomer(who, person))
        return person

    def _born(self, who: Visitor, at: datetime) -> str:
        person = self._new_id(who)
        new = {"person": person, "at": utc(at)}
        self._sql("insert into persons (id, met) values (:person, :at)", new)
        return person

    def _new_id(self, who: Visitor) -> str:
        """Nobody's yet: the first may be of whoever was one person with them once."""
        is_taken = "select 1 from persons where id = :id"
        ids = (_id_of(who, nth) for nth in count())
        return next(id for id in ids if not self._sql(is_taken, {"id": id}).fetchone())

    def _join(self, whom: str, **values: str) -> None:
        """Into every community; who is staff there follows from the lists."""
        self._sql(
            "insert into memberships (person, community, role)"
            " select p.id, c.id, 'member' from persons p, communities c"
            f" where p.id in ({whom}) on conflict do nothing",
            values,
        )
        self._sql(
            "update memberships set role = case when exists ("
            " select 1 from identities i join appointed a"
            " on a.platform = i.platform and a.account = i.account"
            " where i.person = memberships.person"
            " and a.community = memberships.community"
            f") then 'staff' else 'member' end where person in ({whom})",
            values,
        )


def _id_of(who: Visitor, nth: int) -> str:
    again = f"\n{nth}" if nth else ""
    text = f"{who.platform}\n{who.team}\n{who.user}{again}"
    return sha256(text.encode()).hexdigest()[:16]


def _newcomer(who: Visitor, person: str) -> Student:
    zone = who.zone if is_zone(who.zone) else "UTC"
    return Student(id=person, name=one_line(who.name), zone=zone, place=who.direct)


def _account(who: Visitor) -> dict[str, str]:
    return {"platform": who.platform, "team": who.team, "account": who.user}
