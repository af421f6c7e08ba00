"""What a pass has looked at and what not, as its frontier says."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, or_, select

from model import Outcome, SitePassId
from storage import tables as t
from storage.database import AnyRow, Database
from storage.frontier import FrontierState
from storage.packing import url_key


async def counts(db: Database, site_pass: SitePassId) -> dict[FrontierState, int]:
    """How many addresses stand in which state."""
    query = select(t.frontier.c.state, func.count()).where(t.frontier.c.site_pass_id == site_pass).group_by(t.frontier.c.state)
    async with db.read() as connection:
        return {FrontierState(state): amount for state, amount in (await connection.execute(query)).all()}


async def page_count(db: Database, site_pass: SitePassId) -> int:
    """How many pages of the site a pass has read."""
    f = t.frontier.c
    query = (
        select(func.count())
        .select_from(t.frontier.join(t.pages, t.pages.c.url_id == f.url_id))
        .where(f.site_pass_id == site_pass, f.job == "crawl", f.outcome == Outcome.OK, f.reason == "")
    )
    async with db.read() as connection:
        return int((await connection.execute(query)).scalar_one())


async def has_reason(db: Database, site_pass: SitePassId, reason: str) -> bool:
    """Whether any address of a pass failed for some reason."""
    f = t.frontier.c
    query = select(f.url_id).where(f.site_pass_id == site_pass, f.outcome == Outcome.BROKEN, f.reason == reason).limit(1)
    async with db.read() as connection:
        return (await connection.execute(query)).first() is not None


def silent_addresses(connection: Connection, site_pass: SitePassId, limit: int = 200) -> list[str]:
    """Addresses of the site that answered with nothing at all each time they were asked."""
    f = t.frontier.c
    query = (
        select(t.urls.c.url)
        .join(t.frontier, f.url_id == t.urls.c.id)
        .where(f.site_pass_id == site_pass, f.job == "crawl", f.outcome == Outcome.BROKEN, f.reason == "empty")
        .limit(limit)
    )
    return [row.url for row in connection.execute(query)]


async def unread_pages(db: Database, site_pass: SitePassId, reasons: Collection[str]) -> dict[str, int]:
    """How many pages of the site itself could not be read, by some of the reasons."""
    f = t.frontier.c
    query = (
        select(f.reason, func.count().label("amount"))
        .where(f.site_pass_id == site_pass, f.job == "crawl", f.outcome != Outcome.OK, f.reason.in_(reasons))
        .group_by(f.reason)
    )
    async with db.read() as connection:
        return {row.reason: row.amount for row in await connection.execute(query)}


async def skipped(db: Database, site_pass: SitePassId) -> dict[str, int]:
    """Why addresses were left out, with how many."""
    f = t.frontier.c
    query = (
        select(f.reason, func.count()).where(f.site_pass_id == site_pass, f.state == FrontierState.SKIPPED).group_by(f.reason)
    )
    async with db.read() as connection:
        return {row[0]: row[1] for row in (await connection.execute(query)).all()}


async def outcome_of(db: Database, site_pass: SitePassId, url: str) -> AnyRow | None:
    """What a pass found out about one address, None when it did not meet it."""
    f = t.frontier.c
    query = (
        select(f.state, f.outcome, f.reason, f.status, f.attempts, f.job, f.kind, f.depth)
        .join(t.urls, t.urls.c.id == f.url_id)
        .where(f.site_pass_id == site_pass, t.urls.c.key == url_key(url), t.urls.c.url == url)
    )
    async with db.read() as connection:
        return (await connection.execute(query)).first()


def trouble_query(site_pass: SitePassId) -> Any:
    """Every target of a pass that is broken or could not be verified."""
    f = t.frontier.c
    return (
        select(f.url_id, t.urls.c.url, f.kind, f.outcome, f.reason, f.status, f.attempts, f.text, f.from_url)
        .join(t.urls, t.urls.c.id == f.url_id)
        .where(f.site_pass_id == site_pass, or_(f.outcome == Outcome.BROKEN, f.outcome == Outcome.UNVERIFIED))
        .order_by(f.url_id)
    )
