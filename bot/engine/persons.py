"""Who is who: accounts of the platforms, the people behind them, their communities."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from bot.coach.time.zones import is_zone
from bot.engine.rows import utc
from bot.engine.stored import pack
from bot.engine.tables import SqlBook
from bot.records import Community, Student, Visitor
from bot.text import one_line

SEEN_AGAIN = timedelta(hours=1)  # what counts are days


class Persons:
    """A person is an internal id; any number of accounts may point to it."""

    def __init__(self, connection: sqlite3.Connection, secret: bytes) -> None:
        self._connection = connection
        self._sql = connection.execute
        self._secret = secret

    def book(self, who: Visitor) -> SqlBook:
        """Empty, but for what their profile says, for somebody who never acted."""
        person = self._known(who) or _id_of(who)
        newcomer = _newcomer(who, person)
        return SqlBook(self._connection, self._secret, person, newcomer)

    def meet(self, who: Visitor, at: datetime) -> str:
        """Whoever acts: a person from now on, and seen here and, nearly, now."""
        person = self._known(who) or self._welcome(who, at)
        self._sql(
            "update student set seen = :at, place = :place"
            " where owner = :person and id = :person"
            " and (seen is null or seen <= :before"
            " or place is null or place <> :place)",
            {
                "person": person,
                "at": utc(at),
                "before": utc(at - SEEN_AGAIN),
                "place": pack(who.direct),
            },
        )
        return person

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
        person = _id_of(who)
        new = {"person": person, "at": utc(at)}
        self._sql("insert into persons (id, met) values (:person, :at)", new)
        self._sql(
            "insert into identities (platform, team, account, person)"
            " values (:platform, :team, :account, :person)",
            new | _account(who),
        )
        self._join("select :person", person=person)
        SqlBook(self._connection, self._secret, person).keep(_newcomer(who, person))
        return person

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


def _id_of(who: Visitor) -> str:
    return sha256(f"{who.platform}\n{who.team}\n{who.user}".encode()).hexdigest()[:16]


def _newcomer(who: Visitor, person: str) -> Student:
    zone = who.zone if is_zone(who.zone) else "UTC"
    return Student(id=person, name=one_line(who.name), zone=zone, place=who.direct)


def _account(who: Visitor) -> dict[str, str]:
    return {"platform": who.platform, "team": who.team, "account": who.user}
