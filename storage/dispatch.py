"""Who works on which site's pass: what waits, the exclusive claim, and what becomes of sites that nobody finished.

A site is never in two audits at once, whichever passes they belong to, and a host group never in more than its share,
over all processes and machines that use the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Json, Pass, PassId, PassKind, Site, SiteId, SitePassState
from storage import passes
from storage import tables as t
from storage.database import AnyRow, Database
from storage.passes import OPEN_STATES, SitePass

NOT_RUNNING = "not-running"
SUPERSEDED = "period-over"
INTERRUPTED = "interrupted"
_RANK = {PassKind.WEEKLY: 0, PassKind.MONTHLY: 1, PassKind.QUARTERLY: 2}
_CLAIMS = 8402_1602  # advisory lock of PostgreSQL under which claims are made, one at a time


@dataclass(frozen=True, slots=True)
class Waiting:
    """A site's pass that waits for a worker."""

    row: SitePass
    inspection: Pass
    site: Site | None  # None: no longer in service


async def waiting(db: Database, sites: Iterable[Site], now: datetime | None = None) -> list[Waiting]:
    """What waits in the passes of the calendar: begun ones first, then the shorter kind of pass.

    `sites` are those in service. One-off audits are not listed: their person resumes them.
    """
    now = now or datetime.now(UTC)
    s, p = t.site_passes.c, t.passes.c
    query = (
        select(t.site_passes, p.kind, p.period, p.ruleset, p.ruleset_hash, p.created_at, p.finished_at)
        .join(t.passes, p.id == s.pass_id)
        .where(p.kind != PassKind.AUDIT, passes.is_free(now))
    )
    running = {site.id: site for site in sites}
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    found = [Waiting(passes.site_pass_of(row), _pass(row), running.get(SiteId(row.site_id))) for row in rows]
    return sorted(found, key=lambda w: (w.row.attempt == 0, _RANK[w.inspection.kind], w.row.id))


def _pass(row: AnyRow) -> Pass:
    return Pass(
        id=PassId(row.pass_id),
        kind=PassKind(row.kind),
        period=row.period,
        ruleset=row.ruleset,
        ruleset_hash=row.ruleset_hash,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )


async def take(
    db: Database,
    row: SitePass,
    owner: str,
    lease_seconds: float,
    *,
    per_group: int,
    options: Json,
    now: datetime | None = None,
) -> SitePass | None:
    """Claim a site's pass for this worker; None when it must wait or another worker has it.

    It waits while any audit of the site is under way, while an earlier interrupted pass of the site is unfinished
    (two passes must not mix their pages), and while the site's host group has its `per_group` audits.
    """
    now = now or datetime.now(UTC)
    async with db.write() as connection:
        await _alone(connection, db)
        if await _blocked(connection, row, per_group, now):
            return None
        return await passes.take_row(connection, row.id, passes.is_free(now), owner, lease_seconds, now, options=options)


async def live_owners(db: Database, site_id: SiteId) -> list[str]:
    """Who audits a site at this moment ("host:process:token"), as far as their leases tell."""
    s = t.site_passes.c
    now = datetime.now(UTC)
    held = s.lease_until.between(now, now + passes.LONGEST_LEASE)
    query = select(s.owner).where(s.site_id == site_id, s.state == SitePassState.RUNNING, held)
    async with db.read() as connection:
        return [row.owner for row in (await connection.execute(query)).all()]


async def _alone(connection: AsyncConnection, db: Database) -> None:
    """Let claims be made one after the other, so that each sees what the one before it took."""
    if db.url.startswith("postgresql"):
        await connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _CLAIMS})
    else:
        await connection.execute(update(t.site_passes).where(t.site_passes.c.id < 0).values(attempt=0))


async def _blocked(connection: AsyncConnection, row: SitePass, per_group: int, now: datetime) -> bool:
    s = t.site_passes.c
    live = and_(s.state == SitePassState.RUNNING, s.lease_until.between(now, now + passes.LONGEST_LEASE))
    begun = and_(s.state.in_(OPEN_STATES), t.passes.c.kind != PassKind.AUDIT, s.attempt > 0)
    if row.attempt > 0:
        begun = and_(begun, s.id < row.id)
    busy = (
        select(s.id)
        .join(t.passes, t.passes.c.id == s.pass_id)
        .where(s.site_id == row.site_id, s.id != row.id, or_(live, begun))
    )
    if (await connection.execute(busy.limit(1))).first() is not None:
        return True
    group = select(t.sites.c.host_group).where(t.sites.c.id == row.site_id)
    name = (await connection.execute(group)).scalar_one()
    if not name:
        return False
    share = (
        select(func.count())
        .select_from(t.site_passes.join(t.sites, t.sites.c.id == s.site_id))
        .where(t.sites.c.host_group == name, live, s.id != row.id)
    )
    return int((await connection.execute(share)).scalar_one()) >= per_group


async def fail(db: Database, mine: SitePass, reason: str) -> None:
    """This worker could not audit the site at all. Raises StaleAttempt when it was given to another one."""
    async with db.write() as connection:
        coverage = mine.coverage or {"complete": False, "reason": reason}
        await passes.end(connection, mine, SitePassState.FAILED, reason, coverage, None)


async def leave_out(db: Database, row: SitePass, now: datetime | None = None) -> bool:
    """End the pass of a site that is no longer in service. False when another worker was faster."""
    chosen = select(t.site_passes.c.id).where(t.site_passes.c.id == row.id)
    return bool(await _give_up(db, chosen, NOT_RUNNING, NOT_RUNNING, now))


async def supersede(db: Database, kind: PassKind, current: PassId, now: datetime | None = None) -> int:
    """End what older passes of a kind left open, now that the next one has begun; how many sites that were.

    A site that was begun ends as partial, one that was never looked at as failed: neither is called done.
    """
    older = (
        select(t.site_passes.c.id)
        .join(t.passes, t.passes.c.id == t.site_passes.c.pass_id)
        .where(t.passes.c.kind == kind, t.passes.c.id < current)
    )
    return await _give_up(db, older, INTERRUPTED, SUPERSEDED, now)


async def _give_up(db: Database, chosen: Select[tuple[int]], begun_reason: str, reason: str, now: datetime | None) -> int:
    """End the free ones of some sites' passes; the raised attempt number keeps out a worker that wakes up."""
    now = now or datetime.now(UTC)
    s = t.site_passes.c
    touched: list[int] = []
    async with db.write() as connection:
        for which, state, why in (
            (s.attempt > 0, SitePassState.PARTIAL, begun_reason),
            (s.attempt == 0, SitePassState.FAILED, reason),
        ):
            statement = update(t.site_passes).where(s.id.in_(chosen), which, passes.is_free(now)).returning(s.pass_id)
            values = {"state": state, "reason": why, "attempt": s.attempt + 1, "ended_at": now, "lease_until": None}
            touched += (await connection.execute(statement.values(values))).scalars()
        await _finish(connection, t.passes.c.id.in_(set(touched)), now)
    return len(touched)


async def finish(db: Database, now: datetime | None = None) -> list[PassId]:
    """Mark the passes of the calendar none of whose sites is open as finished; which ones that were.

    The worker that ends the last site does it too, but two of them may have ended the last ones together.
    """
    async with db.write() as connection:
        return await _finish(connection, t.passes.c.kind != PassKind.AUDIT, now or datetime.now(UTC))


async def _finish(connection: AsyncConnection, which: ColumnElement[bool], now: datetime) -> list[PassId]:
    s = t.site_passes.c
    still_open = select(s.id).where(s.pass_id == t.passes.c.id, s.state.in_(OPEN_STATES))
    statement = (
        update(t.passes)
        .where(which, t.passes.c.finished_at.is_(None), ~still_open.exists())
        .values(finished_at=now)
        .returning(t.passes.c.id)
    )
    return [PassId(number) for number in (await connection.execute(statement)).scalars()]


async def without_row(db: Database, kind: PassKind, period: str, sites: Sequence[Site]) -> list[Site]:
    """Those of some sites that the pass of a period does not hold (all of them when there is no such pass)."""
    query = (
        select(t.site_passes.c.site_id)
        .join(t.passes, t.passes.c.id == t.site_passes.c.pass_id)
        .where(t.passes.c.kind == kind, t.passes.c.period == period)
    )
    async with db.read() as connection:
        held = set((await connection.execute(query)).scalars())
    return [site for site in sites if site.id not in held]
