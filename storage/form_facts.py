"""What official forms take from passes, pages and the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from model import Confidence, Pass, PassId, PassKind, Site, SiteId, SitePassId, SiteState
from storage import registry
from storage import tables as t
from storage.database import Database
from storage.finding_rows import BY_A_PERSON, SUPPRESSED, UNSOLVED, finding_of
from storage.passes import SitePass, site_pass_of
from storage.reporting import ENDED, Noted

DONE_WITH = ("fixed", "closed")
CONTENT_KINDS = ("article", "policy", "interpretation")


async def out_of_service(db: Database) -> list[tuple[Site, datetime | None]]:
    """Registered sites that are closed for good or for a time, each with the day it was taken out where that is known."""
    s = t.sites.c
    query = select(t.sites).where(s.registered, or_(s.retired_at.is_not(None), s.state != SiteState.RUNNING)).order_by(s.id)
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    return [(registry.site_of(row), row.retired_at) for row in rows]


async def ended_between(db: Database, start: datetime, end: datetime) -> list[tuple[Pass, SitePass]]:
    """Passes of registered sites that ended in a span of time, the oldest first."""
    s, p = t.site_passes.c, t.passes.c
    query = (
        select(t.site_passes, p.kind, p.period, p.ruleset, p.ruleset_hash, p.created_at.label("made"), p.finished_at)
        .join(t.passes, p.id == s.pass_id)
        .join(t.sites, t.sites.c.id == s.site_id)
        .where(t.sites.c.registered, s.state.in_(ENDED), s.ended_at >= start, s.ended_at < end)
        .order_by(s.ended_at, s.id)
    )
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    return [
        (
            Pass(PassId(row.pass_id), PassKind(row.kind), row.period, row.ruleset, row.ruleset_hash, row.made, row.finished_at),
            site_pass_of(row),
        )
        for row in rows
    ]


def confirmed_by_rule(connection: Connection, number: SitePassId) -> Mapping[str, tuple[int, int]]:
    """rule -> (confirmed findings of a pass, how many of them have been mended since)."""
    o, f, s = t.observations.c, t.findings.c, t.site_passes.c
    state = func.coalesce(f.state, "")
    query = (
        select(o.rule, state, func.count())
        .select_from(t.observations)
        .join(t.site_passes, s.id == o.site_pass_id)
        .outerjoin(t.findings, and_(f.site_id == s.site_id, f.fingerprint == o.fingerprint))
        .where(o.site_pass_id == number, state != SUPPRESSED)
        .where(or_(o.confidence == Confidence.CONFIRMED, state.in_(BY_A_PERSON)))
        .group_by(o.rule, state)
    )
    found: dict[str, tuple[int, int]] = {}
    for rule, ledger_state, amount in connection.execute(query).all():
        total, mended = found.get(rule, (0, 0))
        found[rule] = (total + amount, mended + (amount if ledger_state in DONE_WITH else 0))
    return found


def examples(connection: Connection, number: SitePassId, each_rule: int) -> list[Noted]:
    """The first confirmed findings of each rule in a pass."""
    o, f, s = t.observations.c, t.findings.c, t.site_passes.c
    state = func.coalesce(f.state, "")
    ranked = (
        select(t.observations, f.id.label("number"), f.state, f.first_seen)
        .add_columns(func.row_number().over(partition_by=o.rule, order_by=(o.url, o.fingerprint)).label("place"))
        .select_from(t.observations)
        .join(t.site_passes, s.id == o.site_pass_id)
        .outerjoin(t.findings, and_(f.site_id == s.site_id, f.fingerprint == o.fingerprint))
        .where(o.site_pass_id == number, state != SUPPRESSED)
        .where(or_(o.confidence == Confidence.CONFIRMED, state.in_(BY_A_PERSON)))
        .subquery()
    )
    query = select(ranked).where(ranked.c.place <= each_rule).order_by(ranked.c.rule, ranked.c.place)
    return [
        Noted(
            finding_of(row),
            row.number or 0,
            row.state or "",
            row.first_seen,
        )
        for row in connection.execute(query).all()
    ]


def open_findings(connection: Connection, site_id: SiteId, limit: int) -> Sequence[Noted]:
    """Findings of a site in the ledger that are confirmed and neither mended nor suppressed, by rule and address."""
    f = t.findings.c
    query = (
        select(t.findings)
        .where(f.site_id == site_id, f.state.in_(UNSOLVED))
        .where(or_(f.confidence == Confidence.CONFIRMED, f.state.in_(BY_A_PERSON)))
        .order_by(f.rule, f.url, f.id)
        .limit(limit)
    )
    return [
        Noted(
            finding_of(row),
            row.id,
            row.state,
            row.first_seen,
        )
        for row in connection.execute(query).all()
    ]


def dated_pages(connection: Connection, site_id: SiteId, year: int) -> Mapping[str, int]:
    """How many content pages of a site bear a date of a year, by kind of page."""
    p = t.pages.c
    query = (
        select(p.kind, func.count())
        .where(p.site_id == site_id, p.kind.in_(CONTENT_KINDS), p.published.like(f"{year:04d}-%"))
        .group_by(p.kind)
    )
    return {row[0]: row[1] for row in connection.execute(query).all()}
