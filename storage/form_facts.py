"""What official forms take from passes, pages and the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, false, func, or_, select

from model import Confidence, Pass, PassId, PassKind, Site, SiteId, SitePassId, SitePassState, SiteState
from storage import registry
from storage import tables as t
from storage.database import Database
from storage.finding_rows import BY_A_PERSON, SUPPRESSED, UNSOLVED
from storage.notices import OPEN_STATES
from storage.passes import SitePass
from storage.reporting import ENDED

DONE_WITH = ("fixed", "closed")
CHUNK = 400
"""Sites' passes that one query asks for: databases limit the values of a query."""
CONTENT_KINDS = ("article", "policy", "interpretation")


async def out_of_service(db: Database) -> list[tuple[Site, datetime | None]]:
    """Registered sites that are closed for good or for a time, each with the day it was taken out where that is known."""
    s = t.sites.c
    query = select(t.sites).where(s.registered, or_(s.retired_at.is_not(None), s.state != SiteState.RUNNING)).order_by(s.id)
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    return [(registry.site_of(row), row.retired_at) for row in rows]


@dataclass(frozen=True, slots=True)
class Ended:
    """One site's pass that has ended, with no more than choosing among several needs."""

    id: SitePassId
    site_id: SiteId
    kind: PassKind
    judged: bool
    complete: bool
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Example:
    """A confirmed finding as a form quotes it."""

    message: str
    column: str


@dataclass(frozen=True, slots=True)
class OpenProblem:
    """A confirmed finding of the ledger that is not mended."""

    number: int
    rule: str
    url: str
    page: str
    message: str


async def ended_between(db: Database, start: datetime, end: datetime) -> list[Ended]:
    """Passes of registered sites that ended in a span of time, the oldest first."""
    s = t.site_passes.c
    judged = s.score["result"].as_string().is_not(None).label("judged")
    whole = func.coalesce(s.coverage["complete"].as_boolean(), false()).label("whole")
    query = (
        select(s.id, s.site_id, t.passes.c.kind, s.ended_at, judged, whole)
        .join(t.passes, t.passes.c.id == s.pass_id)
        .join(t.sites, t.sites.c.id == s.site_id)
        .where(t.sites.c.registered, s.state.in_(ENDED), s.ended_at >= start, s.ended_at < end)
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
    for some in _chunks(numbers):
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


Amounts = Mapping[str, tuple[int, int]]
"""rule -> (confirmed findings of a pass, how many of them have been mended since)."""


def confirmed_by_rule(connection: Connection, numbers: Sequence[SitePassId]) -> dict[SitePassId, Amounts]:
    """What is wrong for certain in some sites' passes."""
    o = t.observations.c
    found: dict[SitePassId, dict[str, tuple[int, int]]] = {}
    for some in _chunks(numbers):
        query = _confirmed(some).add_columns(o.site_pass_id, o.rule, _STATE, func.count())
        for number, rule, state, amount in connection.execute(query.group_by(o.site_pass_id, o.rule, _STATE)).all():
            rules = found.setdefault(number, {})
            total, mended = rules.get(rule, (0, 0))
            rules[rule] = (total + amount, mended + (amount if state in DONE_WITH else 0))
    return dict(found.items())


def examples(connection: Connection, numbers: Sequence[SitePassId]) -> dict[SitePassId, Mapping[str, Example]]:
    """The first confirmed finding of each rule in some sites' passes."""
    o = t.observations.c
    found: dict[SitePassId, dict[str, Example]] = {}
    place = func.row_number().over(partition_by=(o.site_pass_id, o.rule), order_by=(o.url, o.fingerprint)).label("place")
    for some in _chunks(numbers):
        ranked = _confirmed(some).add_columns(o.site_pass_id, o.fingerprint, place).subquery()
        same = and_(o.site_pass_id == ranked.c.site_pass_id, o.fingerprint == ranked.c.fingerprint)
        query = select(o.site_pass_id, o.rule, o.message, o.column).join(ranked, same).where(ranked.c.place == 1)
        for row in connection.execute(query).all():
            found.setdefault(SitePassId(row.site_pass_id), {})[row.rule] = Example(row.message, row.column or "")
    return dict(found.items())


_STATE = func.coalesce(t.findings.c.state, "")


def _confirmed(numbers: Sequence[SitePassId]) -> Select[Any]:
    """The observations that are certain, or that a person has confirmed, and that no person has dismissed."""
    o, f, s = t.observations.c, t.findings.c, t.site_passes.c
    return (
        select()
        .select_from(t.observations)
        .join(t.site_passes, s.id == o.site_pass_id)
        .outerjoin(t.findings, and_(f.site_id == s.site_id, f.fingerprint == o.fingerprint))
        .where(o.site_pass_id.in_(numbers), _STATE != SUPPRESSED)
        .where(or_(o.confidence == Confidence.CONFIRMED, _STATE.in_(BY_A_PERSON)))
    )


def _chunks(numbers: Sequence[SitePassId]) -> Iterator[Sequence[SitePassId]]:
    return (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))


def open_problems(connection: Connection, site_id: SiteId) -> list[OpenProblem]:
    """Findings of a site in the ledger that are confirmed and neither mended nor suppressed, by rule and address."""
    f = t.findings.c
    query = (
        select(f.id, f.rule, f.url, f.page, f.message)
        .where(f.site_id == site_id, f.state.in_(UNSOLVED))
        .where(or_(f.confidence == Confidence.CONFIRMED, f.state.in_(BY_A_PERSON)))
        .order_by(f.rule, f.url, f.id)
    )
    return [OpenProblem(*row) for row in connection.execute(query).all()]


@dataclass(frozen=True, slots=True)
class Issued:
    """A rectification notice as a circular counts it."""

    name: str  # of the site
    deadline: date | None
    answered_on: date | None
    is_open: bool


async def issued_between(db: Database, first: date, after: date) -> list[Issued]:
    """Notices that were issued from a day up to another, the oldest first."""
    n, s = t.notices.c, t.sites.c
    query = (
        select(s.name, s.home_url, n.deadline, n.answered_on, n.state)
        .join(t.sites, s.id == n.site_id)
        .where(n.issued_on >= first.isoformat(), n.issued_on < after.isoformat())
        .order_by(n.id)
    )
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    return [Issued(r.name or r.home_url, _day(r.deadline), _day(r.answered_on), r.state in OPEN_STATES) for r in rows]


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
