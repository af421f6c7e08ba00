"""What official forms take from passes, pages and the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, false, func, or_, select

from model import SHANGHAI, Pass, PassId, PassKind, SiteId, SitePassId, SitePassState
from storage import tables as t
from storage.database import Database
from storage.form_findings import CHUNK
from storage.passes import SitePass
from storage.reporting import ENDED

CONTENT_KINDS = ("article", "policy", "interpretation")


@dataclass(frozen=True, slots=True)
class Ended:
    """One site's pass that has ended, with no more than choosing among several needs."""

    id: SitePassId
    site_id: SiteId
    kind: PassKind
    judged: bool
    complete: bool
    ended_at: datetime


async def ended_between(db: Database, start: datetime, end: datetime, own: tuple[PassKind, str] | None = None) -> list[Ended]:
    """Passes of registered sites that ended in a span of time, the oldest first.

    `own` is the kind and period of the pass that was made for this span: it counts wherever it ended, and passes of its
    kind that were made for another span do not.
    """
    s = t.site_passes.c
    judged = s.score["result"].as_string().is_not(None).label("judged")
    whole = func.coalesce(s.coverage["complete"].as_boolean(), false()).label("whole")
    belongs = and_(s.ended_at >= start, s.ended_at < end)
    if own is not None:
        kind, period = own
        belongs = or_(and_(belongs, t.passes.c.kind != kind), and_(t.passes.c.kind == kind, t.passes.c.period == period))
    query = (
        select(s.id, s.site_id, t.passes.c.kind, s.ended_at, judged, whole)
        .join(t.passes, t.passes.c.id == s.pass_id)
        .join(t.sites, t.sites.c.id == s.site_id)
        .where(t.sites.c.registered, s.state.in_(ENDED), belongs)
        .order_by(s.ended_at, s.id)
    )
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    return [
        Ended(SitePassId(r.id), SiteId(r.site_id), PassKind(r.kind), bool(r.judged), bool(r.whole), r.ended_at) for r in rows
    ]


def chosen_passes(connection: Connection, numbers: Sequence[SitePassId]) -> dict[SitePassId, tuple[Pass, SitePass]]:
    """Sites' passes with the pass that each belongs to; their options and probes stay where they are."""
    s, p = t.site_passes.c, t.passes.c
    names = (s.id, s.pass_id, s.site_id, s.state, s.attempt, s.reason, s.coverage, s.score, s.started_at, s.ended_at)
    found = {}
    for some in (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)):
        query = (
            select(*names, p.kind, p.period, p.ruleset, p.ruleset_hash, p.created_at, p.finished_at)
            .join(t.passes, p.id == s.pass_id)
            .where(s.id.in_(some))
        )
        for r in connection.execute(query).all():
            made = Pass(PassId(r.pass_id), PassKind(r.kind), r.period, r.ruleset, r.ruleset_hash, r.created_at, r.finished_at)
            row = SitePass(
                SitePassId(r.id), made.id, SiteId(r.site_id), SitePassState(r.state), r.attempt, {}, r.reason, r.coverage,
                r.score, r.started_at, r.ended_at,
            )  # fmt: skip
            found[row.id] = (made, row)
    return found


@dataclass(frozen=True, slots=True)
class Issued:
    """A rectification notice as a circular counts it."""

    name: str  # of the site
    deadline: date | None
    answered_on: date | None
    closed_at: datetime | None

    def answered_by(self, day: date) -> bool:
        """Whether the answer had come in on a day."""
        return self.answered_on is not None and self.answered_on <= day

    def overdue(self, day: date) -> bool:
        """Whether on a day the answer was missing after its deadline."""
        if self.deadline is None or day <= self.deadline or self.answered_by(day):
            return False
        return self.closed_at is None or self.closed_at.astimezone(SHANGHAI).date() > day


async def issued_between(db: Database, first: date, after: date) -> list[Issued]:
    """Notices that were issued from a day up to another, the oldest first."""
    n, s = t.notices.c, t.sites.c
    query = (
        select(s.name, s.home_url, n.deadline, n.answered_on, n.closed_at)
        .join(t.sites, s.id == n.site_id)
        .where(n.issued_on >= first.isoformat(), n.issued_on < after.isoformat())
        .order_by(n.id)
    )
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    return [Issued(r.name or r.home_url, _day(r.deadline), _day(r.answered_on), r.closed_at) for r in rows]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def dated_pages(connection: Connection, site_id: SiteId, year: int) -> list[tuple[str, str]]:
    """(kind, address) of the content pages of a site that bear a date of a year."""
    p = t.pages.c
    query = (
        select(p.kind, t.urls.c.url)
        .join(t.urls, t.urls.c.id == p.url_id)
        .where(p.site_id == site_id, p.kind.in_(CONTENT_KINDS), p.published.like(f"{year:04d}-%"))
    )
    return [(row.kind, row.url) for row in connection.execute(query)]
