"""What passes looked at and what they did not: a pass site by site, and a site over its passes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Pass, PassId, SiteId
from storage import passes
from storage import tables as t
from storage.database import Database
from storage.passes import SitePass
from storage.reporting import found_in


@dataclass(frozen=True, slots=True)
class SiteInPass:
    """One site of a pass, with how much was found and how much could not be judged."""

    row: SitePass
    name: str
    home_url: str
    findings: int
    unknowns: int


async def sites_in(db: Database, pass_id: PassId) -> list[SiteInPass]:
    """Every site of a pass, in the order of the register."""
    s = t.site_passes.c
    query = (
        select(t.site_passes, t.sites.c.name, t.sites.c.home_url)
        .join(t.sites, t.sites.c.id == s.site_id)
        .where(s.pass_id == pass_id)
        .order_by(s.site_id)
    )
    async with db.read() as connection:
        found = await connection.run_sync(found_in, pass_id)
        unknown = await _amounts(connection, t.unknowns, pass_id)
        rows = (await connection.execute(query)).all()
    return [
        SiteInPass(passes.site_pass_of(row), row.name, row.home_url, found.get(row.id, 0), unknown.get(row.id, 0))
        for row in rows
    ]


async def _amounts(connection: AsyncConnection, table: Table, pass_id: PassId) -> dict[int, int]:
    query = (
        select(table.c.site_pass_id, func.count().label("amount"))
        .join(t.site_passes, t.site_passes.c.id == table.c.site_pass_id)
        .where(t.site_passes.c.pass_id == pass_id)
        .group_by(table.c.site_pass_id)
    )
    return {row.site_pass_id: row.amount for row in (await connection.execute(query)).all()}


async def history_of(db: Database, site_id: SiteId, limit: int = 10) -> list[tuple[Pass, SitePass]]:
    """The newest passes of a site, audits too."""
    s = t.site_passes.c
    query = select(t.site_passes).where(s.site_id == site_id).order_by(s.id.desc()).limit(limit)
    async with db.read() as connection:
        rows = [passes.site_pass_of(row) for row in (await connection.execute(query)).all()]
    found = [(await passes.get(db, row.pass_id), row) for row in rows]
    return [(inspection, row) for inspection, row in found if inspection is not None]
