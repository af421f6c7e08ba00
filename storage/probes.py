"""What probes need of a pass, and their facts, kept with it: a later judgement then needs no request."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, or_, select, update

from model import Json, Outcome, PageKind, SitePassId
from storage import passes
from storage import tables as t
from storage.database import Database
from storage.passes import SitePass

TITLE_MIN, TITLE_MAX = 8, 36
"""Characters of a title worth searching for: shorter ones are on many pages, longer ones do not fit some fields."""
_MOST = 200


async def save(db: Database, mine: SitePass, facts: Json, lease_seconds: float) -> None:
    """Keep the facts with the site's pass. Raises StaleAttempt when it was given to another worker."""
    async with db.write() as connection:
        await passes.still_mine(connection, mine, lease_seconds)
        await connection.execute(update(t.site_passes).where(t.site_passes.c.id == mine.id).values(probes=facts))


def of_pass(connection: Connection, site_pass: SitePassId) -> Json:
    """The facts of a site's pass by the probe's name; empty where none ran."""
    found = connection.execute(select(t.site_passes.c.probes).where(t.site_passes.c.id == site_pass)).scalar()
    return dict(found or {})


def titles(connection: Connection, site_pass: SitePassId, first: date, last: date) -> list[tuple[str, str]]:
    """(address, title) of articles that a pass read and that were published between two days, newest first."""
    f, p = t.frontier.c, t.pages.c
    query = (
        select(t.urls.c.url, p.title)
        .join(t.urls, t.urls.c.id == p.url_id)
        .join(t.frontier, f.url_id == p.url_id)
        .where(
            f.site_pass_id == site_pass,
            f.job == "crawl",
            f.outcome == Outcome.OK,
            p.kind == PageKind.ARTICLE,
            p.published.between(first.isoformat(), last.isoformat()),
        )
        .order_by(p.published.desc(), p.url_id)
        .limit(_MOST)
    )
    return [(row.url, row.title) for row in connection.execute(query) if TITLE_MIN <= len(row.title) <= TITLE_MAX]


def secure_addresses(connection: Connection, site_pass: SitePassId, hosts: Collection[str]) -> list[str]:
    """An https address of each of some hosts, where pages of a pass lead to one."""
    found = []
    for host in hosts:
        query = (
            select(t.urls.c.url)
            .join(t.frontier, t.frontier.c.url_id == t.urls.c.id)
            .where(
                t.frontier.c.site_pass_id == site_pass,
                or_(t.urls.c.url.like(f"https://{host}/%"), t.urls.c.url.like(f"https://{host}:%")),
            )
            .limit(1)
        )
        found += list(connection.execute(query).scalars())
    return found


def second_level(connection: Connection, site_pass: SitePassId, limit: int) -> list[str]:
    """Some pages that a pass read one click from the home page."""
    f = t.frontier.c
    query = (
        select(t.urls.c.url)
        .join(t.frontier, f.url_id == t.urls.c.id)
        .where(f.site_pass_id == site_pass, f.job == "crawl", f.depth == 1, f.outcome == Outcome.OK)
        .order_by(f.url_id)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())
