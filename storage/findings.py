"""The ledger as people ask for it: findings of any site by rule, state, pass, age, confidence and who sees to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from model import Confidence, Finding, SiteId, SitePassId, StorageError
from storage import tables as t
from storage.database import AnyRow, Database
from storage.finding_rows import BY_A_PERSON, SUPPRESSED, UNSOLVED, finding_of

STATES = (*UNSOLVED, "fixed", "closed", SUPPRESSED)
BEGINS = ("opened", "regressed")
"""The events with which a finding's time as a fault begins."""


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """A finding of the ledger."""

    id: int
    site_id: SiteId
    site_name: str
    home_url: str
    fingerprint: str
    finding: Finding
    state: str
    regressed: bool  # it had been fixed and came back
    first_seen: datetime
    last_seen: datetime
    seen_passes: int
    last_pass_id: int  # the site's pass that saw it last, 0: none
    assignee: str
    entered: bool  # by a person or the program's own calendar, not by a pass
    by_person: bool = False  # a person stands for it: confirmed or notified since it was found, or came back

    @property
    def is_certain(self) -> bool:
        """Whether it counts: the program is sure of it, or a person is."""
        return self.by_person or self.finding.confidence is Confidence.CONFIRMED

    @property
    def solved(self) -> bool:
        """Fixed, closed or dismissed."""
        return self.state not in UNSOLVED


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings; what is empty does not narrow."""

    ids: Collection[int] = ()
    fingerprints: Collection[str] = ()
    site_id: SiteId | None = None
    rules: Collection[str] = ()
    states: Collection[str] = ()
    pass_id: int | None = None  # seen in this pass
    confidence: Confidence | None = None
    assignee: str = ""
    subject: str = ""  # a glob over the address
    min_days: int | None = None  # known for at least so many days
    max_days: int | None = None
    regressed: bool = False
    limit: int | None = None


async def listed(db: Database, wanted: Wanted, now: datetime | None = None) -> list[LedgerFinding]:
    """The findings, by site, rule and address."""
    now = now or datetime.now(UTC)
    f = t.findings.c
    query = _narrowed(_query(), wanted, now).order_by(t.sites.c.id, f.rule, f.url, f.id)
    if wanted.limit is not None and not wanted.subject:
        query = query.limit(wanted.limit)
    async with db.read() as connection:
        found = [_ledger_finding(row) for row in (await connection.execute(query)).all()]
    if wanted.subject:
        found = [each for each in found if fnmatchcase(each.finding.url, wanted.subject)]
    return found[: wanted.limit]


async def amounts(db: Database, wanted: Wanted, now: datetime | None = None) -> dict[str, int]:
    """How many such findings stand in each state, the limit left aside."""
    f = t.findings.c
    query = _narrowed(select(f.state, f.url), wanted, now or datetime.now(UTC))
    found: dict[str, int] = {}
    async with db.read() as connection:
        for state, url in (await connection.execute(query)).all():
            if not wanted.subject or fnmatchcase(url, wanted.subject):
                found[state] = found.get(state, 0) + 1
    return found


async def get(db: Database, ids: Collection[int]) -> list[LedgerFinding]:
    """The findings with these numbers. Raises StorageError when one is missing."""
    found = await listed(db, Wanted(ids=tuple(ids)))
    if missing := sorted(set(ids) - {each.id for each in found}):
        raise StorageError(f"finding {missing[0]}: there is none with this number; see xuncha findings list")
    return found


async def seen_between(db: Database, begin: datetime, end: datetime) -> list[LedgerFinding]:
    """The findings that a pass which began in this time saw, or that were entered in it."""
    f, s = t.findings.c, t.site_passes.c
    o = t.observations.c
    seen = exists().where(
        o.fingerprint == f.fingerprint,
        o.site_pass_id == s.id,
        s.site_id == f.site_id,
        s.started_at >= begin,
        s.started_at < end,
    )
    entered = f.entered & (f.first_seen >= begin) & (f.first_seen < end)
    query = _query().where(seen | entered).order_by(t.sites.c.id, f.rule, f.url, f.id)
    async with db.read() as connection:
        return [_ledger_finding(row) for row in (await connection.execute(query)).all()]


def confirmed_in(connection: Connection, site_id: int, site_pass: SitePassId) -> frozenset[str]:
    """Fingerprints of what a person had confirmed of the faults that a pass of a site saw.

    A fault that was fixed and came back is a new one: what was said of the old one does not hold for it.
    """
    f = t.findings.c
    query = select(f.fingerprint).where(f.site_id == site_id, person_confirmed(site_pass))
    return frozenset(connection.execute(query).scalars())


def person_confirmed(site_pass: SitePassId | ColumnElement[int], until: datetime | None = None) -> ColumnElement[bool]:
    """Of rows of the ledger in a query: whether a person's last word on the fault that a pass saw was to confirm it.

    A fault that was fixed and came back is a new one: what follows its return concerns later passes. The pass may be
    that of the query's observations. `until`: only what was said before that moment.
    """
    f, said, back = t.findings.c, t.finding_events.alias(), t.finding_events.alias()
    begun = (back.c.event.in_(BEGINS), back.c.site_pass_id > site_pass)
    later = exists().where(back.c.finding_id == said.c.finding_id, back.c.id <= said.c.id, *begun)
    later = later.correlate(said, t.observations)
    words = said.c.event.in_((*BEGINS, "confirmed", "suppressed"))
    last = select(said.c.event).where(said.c.finding_id == f.id, words, ~later).order_by(said.c.id.desc()).limit(1)
    if until is not None:
        last = last.where(said.c.at < until)
    return func.coalesce(last.correlate(t.findings, t.observations).scalar_subquery(), "") == "confirmed"


def entered_by(connection: Connection, site_id: int, begin: datetime, end: datetime | None) -> list[Finding]:
    """What people entered of a site before `end` (None: up to now) and that was not yet closed at `begin`."""
    f, e = t.findings.c, t.finding_events.c
    closed_before = exists().where(e.finding_id == f.id, e.event.in_(("closed", "fixed")), e.at < begin)
    query = select(t.findings).where(f.site_id == site_id, f.entered, f.state != SUPPRESSED)
    if end is not None:
        query = query.where(f.first_seen < end)
    query = query.where(f.state.in_(UNSOLVED) | ~closed_before).order_by(f.rule, f.url, f.id)
    return [finding_of(row) for row in connection.execute(query)]


def _query() -> Select[Any]:
    f, e = t.findings.c, t.finding_events.c
    back = exists().where(e.finding_id == f.id, e.event == "regressed")
    names = (t.sites.c.name.label("site_name"), t.sites.c.home_url)
    words = e.event.in_((*BEGINS, *BY_A_PERSON, SUPPRESSED))
    last = select(e.event).where(e.finding_id == f.id, words).order_by(e.id.desc()).limit(1)
    said = func.coalesce(last.correlate(t.findings).scalar_subquery(), "").in_(BY_A_PERSON)
    return select(t.findings, *names, back.label("came_back"), said.label("said")).join(t.sites, t.sites.c.id == f.site_id)


def _narrowed(query: Select[Any], wanted: Wanted, now: datetime) -> Select[Any]:
    f, o, s = t.findings.c, t.observations.c, t.site_passes.c
    equal = {
        f.site_id: wanted.site_id,
        f.confidence: wanted.confidence,
        f.assignee: wanted.assignee or None,
    }
    for column, value in equal.items():
        if value is not None:
            query = query.where(column == value)
    for column, values in {
        f.id: wanted.ids,
        f.fingerprint: wanted.fingerprints,
        f.rule: wanted.rules,
        f.state: wanted.states,
    }.items():
        if values:
            query = query.where(column.in_(list(values)))
    if wanted.pass_id is not None:
        here = exists().where(
            o.fingerprint == f.fingerprint,
            o.site_pass_id == s.id,
            s.pass_id == wanted.pass_id,
            s.site_id == f.site_id,
        )
        query = query.where(here)
    if wanted.min_days is not None:
        query = query.where(f.first_seen <= now - timedelta(days=wanted.min_days))
    if wanted.max_days is not None:
        query = query.where(f.first_seen >= now - timedelta(days=wanted.max_days))
    if wanted.regressed:
        e = t.finding_events.c
        query = query.where(exists().where(e.finding_id == f.id, e.event == "regressed"))
    return query


def _ledger_finding(row: AnyRow) -> LedgerFinding:
    return LedgerFinding(
        id=row.id,
        site_id=SiteId(row.site_id),
        site_name=row.site_name,
        home_url=row.home_url,
        fingerprint=row.fingerprint,
        finding=finding_of(row),
        state=row.state,
        regressed=bool(row.came_back) and row.state in UNSOLVED,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        seen_passes=row.seen_passes,
        last_pass_id=row.last_pass_id,
        assignee=row.assignee,
        entered=row.entered,
        by_person=bool(row.said),
    )
