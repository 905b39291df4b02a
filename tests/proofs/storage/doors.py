"""Behind the ports: the connection of a store, which no flow can see."""

import sqlite3
from typing import Any, cast

from bot.engine.sqlite import SqliteStore
from bot.engine.tables import SqlBook
from bot.ports import Book
from tests.platform import ANA


def connection_of(book: Book) -> sqlite3.Connection:
    return cast(SqlBook, book).connection


async def sql(store: SqliteStore, statement: str) -> list[Any]:
    def run(book: Book) -> list[Any]:
        return connection_of(book).execute(statement).fetchall()

    return await store.read(ANA, run)


def hurried(book: Book) -> None:
    """Let it give up soon what somebody has locked."""
    connection_of(book).execute("pragma busy_timeout = 10")
