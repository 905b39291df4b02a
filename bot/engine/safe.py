"""The `Safe` port: rows in the store that are nobody's records, with sealed bodies.

They are sealed and opened again inside the transaction that changes them.
"""

import logging
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from bot.engine.rows import sound, utc
from bot.engine.sealed import Damaged, Sealer
from bot.engine.sqlite import SqliteStore

TABLE, COLUMN = "installations", "sealed"
MOST_EXPECTED = 1_000  # anybody may ask for a state: the oldest have to go

log = logging.getLogger(__name__)

Row = tuple[str, str, str]
"""The platform, the team and the account."""


class SealedSafe:
    def __init__(self, store: SqliteStore, sealer: Sealer, platform: str) -> None:
        self._store = store
        self._sealer = sealer
        self._platform = platform

    async def keep(self, team: str, bodies: Mapping[str, str]) -> None:
        def keep(connection: sqlite3.Connection) -> None:
            for account, body in bodies.items():
                row = self._row(team, account)
                connection.execute(
                    _KEEP, _keys(row) | {"sealed": self._seal(body, row)}
                )

        await self._store.rows(keep)

    async def swap(self, team: str, account: str, old: str, new: str) -> bool:
        row = self._row(team, account)

        def swap(connection: sqlite3.Connection) -> bool:
            found = connection.execute(_FIND, _keys(row)).fetchone()
            if not found or self._open(found[1], row) != old:
                return False
            connection.execute(_KEEP, _keys(row) | {"sealed": self._seal(new, row)})
            return True

        return await self._store.rows(swap)

    async def find(self, team: str, account: str | None) -> str | None:
        row = self._keys(team, account)
        found = await self._store.rows(lambda c: c.execute(_FIND, row).fetchone())
        return found and self._open(found[1], self._row(team, found[0]))

    async def drop(self, team: str, account: str | None) -> None:
        row = self._keys(team, account)
        await self._store.rows(lambda c: c.execute(_DROP, row).rowcount)

    async def expect(self, state: str, now: datetime, until: datetime) -> None:
        said = self._state(state, now) | {"until": utc(until), "most": MOST_EXPECTED}

        def expect(connection: sqlite3.Connection) -> None:
            connection.execute(_EXPECT, said)
            connection.execute(_NOT_EXPECTED, said)

        await self._store.rows(expect)

    async def arrived(self, state: str, now: datetime) -> bool:
        said = self._state(state, now)
        gone = await self._store.rows(lambda c: c.execute(_ARRIVED, said).rowcount)
        return gone == 1

    async def reseal(self) -> int:
        """With the newest secret, all that an older one sealed; how many those were.

        To be said at every start, of whatever platform: Unusable where a body was
        sealed with a secret that is not ours. What is damaged is left as it is.
        """
        rows = await self._store.rows(lambda c: c.execute(_ALL).fetchall())
        old = [row for *row, sealed in rows if not self._sealer.is_newest(sealed)]
        return sum([await self._reseal((*row,)) for row in old])

    async def _reseal(self, row: Row) -> bool:
        def reseal(connection: sqlite3.Connection) -> bool:
            found = connection.execute(_FIND, _keys(row)).fetchone()
            if not found or self._sealer.is_newest(found[1]):
                return False
            sealed = self._seal(self._open(found[1], row), row)
            connection.execute(_RESEAL, _keys(row) | {"sealed": sealed})
            return True

        try:
            return await self._store.rows(reseal)
        except Damaged as error:
            log.error("a row of %s: %s", TABLE, error)
            return False

    def _row(self, team: str, account: str) -> Row:
        return self._platform, sound(team), sound(account)

    def _keys(self, team: str, account: str | None) -> dict[str, str | None]:
        keys = _keys(self._row(team, account or ""))
        return keys if account is not None else keys | {"account": None}

    def _state(self, state: str, now: datetime) -> dict[str, str | int]:
        return {"platform": self._platform, "state": sound(state), "now": utc(now)}

    def _seal(self, body: str, row: Row) -> str:
        return self._sealer.seal(body, (TABLE, *row, COLUMN))

    def _open(self, sealed: str, row: Row) -> str:
        return self._sealer.open(sealed, (TABLE, *row, COLUMN))


def _keys(row: Row) -> dict[str, str | None]:
    return dict(zip(("platform", "team", "account"), row, strict=True))


_WHERE = (
    "where platform = :platform and team = :team"
    " and (account = :account or :account is null and account <> '')"
)
_FIND = f"select account, sealed from installations {_WHERE} order by nth desc limit 1"
_ALL = "select platform, team, account, sealed from installations"
_DROP = f"delete from installations {_WHERE}"
_RESEAL = f"update installations set sealed = :sealed {_WHERE}"
_KEEP = (
    "insert into installations (platform, team, account, sealed, nth)"
    " values (:platform, :team, :account, :sealed,"
    " (select coalesce(max(nth), 0) + 1 from installations"
    " where platform = :platform and team = :team))"
    " on conflict (platform, team, account)"
    " do update set sealed = excluded.sealed, nth = excluded.nth"
)
_EXPECT = (
    "insert into installing (platform, state, until)"
    " values (:platform, :state, :until) on conflict (platform, state) do nothing"
)
_NOT_EXPECTED = (
    "delete from installing where platform = :platform and (until <= :now"
    " or state not in (select state from installing where platform = :platform"
    " order by until desc limit :most))"
)
_ARRIVED = (
    "delete from installing"
    " where platform = :platform and state = :state and until > :now"
)
