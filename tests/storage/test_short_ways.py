"""Statements on SQLite take one visit to the connection's thread, and fail and roll back as ever."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, text

from model import StorageError
from storage import short_ways
from storage import tables as t
from storage.database import Database

PASS = {"kind": "audit", "period": "one", "ruleset": "r", "ruleset_hash": "h", "created_at": datetime(2026, 11, 1, tzinfo=UTC)}


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    counted: list[str] = []
    real = short_ways.Connection._execute

    async def counting(self: short_ways.Connection, function: Any, *args: Any, **options: Any) -> Any:
        counted.append(getattr(function, "__name__", "?"))
        return await real(self, function, *args, **options)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(short_ways.Connection, "_execute", counting)
    return counted


async def test_a_statement_is_one_visit_and_reading_ends_without_one(sqlite_db: Database, visits: list[str]) -> None:
    async with sqlite_db.read() as connection:
        await connection.execute(select(t.sites.c.id))
    visits.clear()
    async with sqlite_db.read() as connection:
        assert (await connection.execute(select(t.sites.c.id))).all() == []
        assert (await connection.execute(text("select 1 union select 2"))).scalars().all() == [1, 2]
    assert visits == ["_run", "_run"]


async def test_a_transaction_that_fails_leaves_nothing(sqlite_db: Database, visits: list[str]) -> None:
    with pytest.raises(ZeroDivisionError):
        async with sqlite_db.write() as connection:
            made = await connection.execute(sqlite_db.insert(t.passes).values(PASS).returning(t.passes.c.id))
            assert made.scalar_one() == 1
            raise ZeroDivisionError
    assert "rollback" in visits
    async with sqlite_db.read() as connection:
        assert (await connection.execute(select(t.passes.c.id))).all() == []


async def test_a_wrong_statement_is_told_in_one_line(sqlite_db: Database) -> None:
    with pytest.raises(StorageError, match="no such table"):
        async with sqlite_db.write() as connection:
            await connection.execute(text("insert into nowhere values (1)"))
