"""Connections to SQLite whose every statement is one visit to the connection's thread.

aiosqlite makes a cursor, runs the statement, fetches and closes in four visits, each of which wakes two threads; and a
reader that began no transaction visits it once more to end it. A walk runs some ten statements for each transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import aiosqlite

_CHUNK = 64

Rows = list[Any]


def connect(file: str, **options: Any) -> Connection:
    """A connection, opened when it is awaited; for SQLAlchemy's `async_creator_fn`."""
    made = Connection(lambda: sqlite3.connect(file, **options), _CHUNK)
    made._thread.daemon = True
    return made


class Connection(aiosqlite.Connection):
    """What SQLAlchemy's adapter needs of one."""

    def cursor(self) -> Cursor:  # type: ignore[override]
        """For one statement."""
        return Cursor(self)

    async def commit(self) -> None:
        """End the transaction, if one was begun."""
        if self._conn.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Undo the transaction, if one was begun."""
        if self._conn.in_transaction:
            await super().rollback()

    async def run(self, many: bool, sql: str, parameters: Iterable[Any]) -> tuple[sqlite3.Cursor, Rows]:
        """A statement and all its rows. Raises sqlite3.Error."""
        visit: Any = self._execute
        done: tuple[sqlite3.Cursor, Rows] = await visit(_run, self._conn, many, sql, parameters)
        return done


def _run(connection: sqlite3.Connection, many: bool, sql: str, parameters: Any) -> tuple[sqlite3.Cursor, Rows]:
    cursor = connection.executemany(sql, parameters) if many else connection.execute(sql, parameters)
    return cursor, cursor.fetchall() if cursor.description else []


class Cursor:
    """A statement that was run, with its rows."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._done: sqlite3.Cursor | None = None
        self._rows: Rows = []

    async def __aenter__(self) -> Cursor:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Cursor:
        """Run it and fetch what it gives."""
        self._done, self._rows = await self._connection.run(False, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> Cursor:
        """Run it for each set of parameters."""
        self._done, self._rows = await self._connection.run(True, sql, parameters)
        return self

    async def fetchall(self) -> Rows:
        """The rows, once."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Everything was fetched: nothing is left to close."""

    @property
    def description(self) -> Any:
        """The columns of the rows."""
        return self._done.description if self._done else None

    @property
    def rowcount(self) -> int:
        """Rows that the statement changed."""
        return self._done.rowcount if self._done else -1

    @property
    def lastrowid(self) -> int | None:
        """The number of the row that it inserted."""
        return self._done.lastrowid if self._done else None
