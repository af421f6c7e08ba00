"""The columns of a site over its passes: found by the crawler, corrected by a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, case, select, update

from model import Column, ColumnKind, StorageError
from storage import tables as t
from storage.database import AnyRow, Database

BY_HAND = "登记"
"""The reason of a kind that a person gave."""


async def columns(db: Database, site_id: int) -> list[Column]:
    """The columns of a site that earlier passes found or a person registered."""
    async with db.read() as connection:
        rows = (
            await connection.execute(select(t.columns).where(t.columns.c.site_id == site_id).order_by(t.columns.c.id))
        ).all()
    return [column_of(row) for row in rows]


def corrected(connection: Connection, site_id: int) -> list[Column]:
    """The columns of which a person said something."""
    c = t.columns.c
    query = select(t.columns).where(c.site_id == site_id, c.registered | c.ignored).order_by(c.id)
    return [column_of(row) for row in connection.execute(query)]


async def remember(db: Database, site_id: int, seen: Iterable[tuple[Column, str | None]], now: datetime) -> None:
    """Keep the columns of a pass with the day of their newest item. What a person said of one stays as said."""
    rows = [
        {
            "site_id": site_id, "url": c.url, "name": c.name, "kind": c.kind, "kind_reason": c.kind_reason,
            "first_level": c.first_level, "registered": False, "first_seen": now, "last_seen": now, "latest": latest,
        }
        for c, latest in seen
    ]  # fmt: skip
    if not rows:
        return
    insert = db.insert(t.columns)
    new = insert.excluded
    old = t.columns.c
    kept = {name: case((old.registered, old[name]), else_=new[name]) for name in ("name", "kind", "kind_reason")}
    changes = {"last_seen": new.last_seen, "latest": new.latest, "first_level": new.first_level, **kept}
    async with db.write() as connection:
        await connection.execute(insert.on_conflict_do_update(index_elements=["site_id", "url"], set_=changes), rows)


async def set_kind(db: Database, site_id: int, url: str, kind: ColumnKind) -> None:
    """Say what a known column publishes. Raises StorageError for an unknown one."""
    await _change(db, site_id, url, {"kind": kind, "kind_reason": BY_HAND, "registered": True, "ignored": False})


async def ignore(db: Database, site_id: int, url: str) -> None:
    """Leave a known column out of every judgement. Raises StorageError for an unknown one."""
    await _change(db, site_id, url, {"ignored": True})


async def add(db: Database, site_id: int, url: str, name: str, kind: ColumnKind) -> None:
    """Register a column that the crawler does not find, or one that it knows under another name."""
    now = datetime.now(UTC)
    said = {"name": name, "kind": kind, "kind_reason": BY_HAND, "registered": True, "ignored": False}
    values = said | {"site_id": site_id, "url": url, "first_level": False, "first_seen": now, "last_seen": now}
    statement = db.insert(t.columns).values(values).on_conflict_do_update(index_elements=["site_id", "url"], set_=said)
    async with db.write() as connection:
        await connection.execute(statement)


async def _change(db: Database, site_id: int, url: str, values: dict[str, object]) -> None:
    c = t.columns.c
    async with db.write() as connection:
        done = await connection.execute(update(t.columns).where(c.site_id == site_id, c.url == url).values(values))
    if not done.rowcount:
        raise StorageError(f"{url}: no column of this site; see xuncha columns list, or xuncha columns add")


def column_of(row: AnyRow) -> Column:
    """A row of the table as the model has it."""
    return Column(row.url, row.name, ColumnKind(row.kind), row.kind_reason, row.first_level, row.registered, row.ignored)
