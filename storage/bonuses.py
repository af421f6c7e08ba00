"""Bonus points (加分) of one site in one pass: entered by hand, since no program can give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select, update

from model import SitePassId, StorageError
from storage import tables as t
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Bonus:
    """One entry."""

    id: int
    area: str  # 信息发布, 解读回应, ...
    points: float
    reason: str
    author: str
    created_at: datetime


async def add(db: Database, site_pass: SitePassId, area: str, points: float, reason: str, author: str) -> int:
    """Enter points; the number of the entry."""
    values = {
        "site_pass_id": site_pass, "area": area, "points": points, "reason": reason, "author": author,
        "created_at": datetime.now(UTC),
    }  # fmt: skip
    async with db.write() as connection:
        made = await connection.execute(db.insert(t.bonuses).values(values).returning(t.bonuses.c.id))
        return int(made.scalar_one())


async def withdraw(db: Database, number: int) -> None:
    """Take an entry back. Raises StorageError when there is none."""
    b = t.bonuses.c
    async with db.write() as connection:
        chosen = update(t.bonuses).where(b.id == number, b.withdrawn_at.is_(None))
        done = await connection.execute(chosen.values(withdrawn_at=datetime.now(UTC)))
    if not done.rowcount:
        raise StorageError(f"bonus {number}: there is no such entry; see xuncha score SITE --explain")


def listed(connection: Connection, site_pass: SitePassId) -> list[Bonus]:
    """The entries of a site's pass."""
    b = t.bonuses.c
    query = select(t.bonuses).where(b.site_pass_id == site_pass, b.withdrawn_at.is_(None)).order_by(b.id)
    rows = connection.execute(query).all()
    return [Bonus(row.id, row.area, row.points, row.reason, row.author, row.created_at) for row in rows]


def total(connection: Connection, site_pass: SitePassId) -> float:
    """The points of a site's pass in all, before any cap."""
    b = t.bonuses.c
    query = select(func.coalesce(func.sum(b.points), 0.0)).where(b.site_pass_id == site_pass, b.withdrawn_at.is_(None))
    return float(connection.execute(query).scalar_one())
