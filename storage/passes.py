"""Passes and their sites: who audits what, under which lease, and how it ended.

A pass is unique by (kind, period), a site in it by (pass, site); so a daemon, a cron line and a restart at midnight can
all ask for the same pass and it exists once. A worker claims a site's pass with a lease; each claim raises the attempt
number, and every later write names it, so a stalled worker that wakes up after its lease was given away writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Json, Pass, PassId, PassKind, SiteId, SitePassId, SitePassState, StaleAttempt
from storage import tables as t
from storage.database import AnyRow, Database

OPEN_STATES = (SitePassState.DUE, SitePassState.RUNNING)
SCORABLE = (SitePassState.DONE, SitePassState.PARTIAL)
"""States of a pass that has ended and saw the site."""
LONGEST_LEASE = timedelta(days=1)
"""Nobody asks for more: a later end was written while the clock was ahead, by a worker that never came to renew it."""
ENDED = (*SCORABLE, SitePassState.FAILED)


@dataclass(frozen=True, slots=True)
class SitePass:
    """One site in one pass."""

    id: SitePassId
    pass_id: PassId
    site_id: SiteId
    state: SitePassState
    attempt: int
    options: Json
    reason: str = ""
    coverage: Json | None = None
    score: Json | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None


async def create(
    db: Database, kind: PassKind, period: str, ruleset: str, ruleset_hash: str, sites: Sequence[SiteId], options: Json
) -> tuple[PassId, bool]:
    """The pass of a period with a due row for each site: (its number, whether this call made it).

    A pass that exists keeps its rules; sites that it does not hold yet are added.
    """
    now = datetime.now(UTC)
    values = {"kind": kind, "period": period, "ruleset": ruleset, "ruleset_hash": ruleset_hash, "created_at": now}
    async with db.write() as connection:
        made = (
            await connection.execute(db.insert(t.passes).values(values).on_conflict_do_nothing().returning(t.passes.c.id))
        ).scalar()
        query = select(t.passes.c.id).where(t.passes.c.kind == kind, t.passes.c.period == period)
        number = PassId((await connection.execute(query)).scalar_one())
        rows = [
            {
                "pass_id": number,
                "site_id": site,
                "state": SitePassState.DUE,
                "attempt": 0,
                "owner": "",
                "options": options,
            }
            for site in sites
        ]
        if rows:
            await connection.execute(db.insert(t.site_passes).on_conflict_do_nothing(), rows)
            due = select(t.site_passes.c.id).where(
                t.site_passes.c.pass_id == number, t.site_passes.c.state == SitePassState.DUE
            )
            reopen = update(t.passes).where(t.passes.c.id == number, due.exists())
            await connection.execute(reopen.values(finished_at=None))
    return number, made is not None


async def claim(
    db: Database, site_pass: SitePassId, owner: str, lease_seconds: float, *, take_over: bool = False
) -> SitePass | None:
    """Take a due or abandoned site's pass; None when another worker has it or it has ended.

    `take_over`: also one whose lease still runs (a person resumes an audit whose process was killed).
    """
    now = datetime.now(UTC)
    free = t.site_passes.c.state.in_(OPEN_STATES) if take_over else is_free(now)
    async with db.write() as connection:
        return await take_row(connection, site_pass, free, owner, lease_seconds, now)


def is_free(now: datetime) -> ColumnElement[bool]:
    """Sites' passes that nobody works on: due ones, and those whose lease ran out, or was given by a clock set wrong."""
    table = t.site_passes.c
    silent = or_(table.lease_until.is_(None), table.lease_until < now, table.lease_until > now + LONGEST_LEASE)
    return or_(table.state == SitePassState.DUE, and_(table.state == SitePassState.RUNNING, silent))


async def take_row(
    connection: AsyncConnection,
    site_pass: SitePassId,
    free: ColumnElement[bool],
    owner: str,
    lease_seconds: float,
    now: datetime,
    **more: Json,
) -> SitePass | None:
    """The claim itself, within a writing transaction: a new attempt under a new lease, None when it is not `free`."""
    table = t.site_passes.c
    statement = (
        update(t.site_passes)
        .where(table.id == site_pass, free)
        .values(
            state=SitePassState.RUNNING,
            attempt=table.attempt + 1,
            owner=owner,
            lease_until=now + timedelta(seconds=lease_seconds),
            started_at=func.coalesce(table.started_at, now),
            ended_at=None,
            reason="",
            **more,
        )
        .returning(*t.site_passes.c)
    )
    row = (await connection.execute(statement)).first()
    return site_pass_of(row) if row is not None else None


_RENEW = (
    update(t.site_passes)
    .where(t.site_passes.c.id == bindparam("of"), t.site_passes.c.attempt == bindparam("by"))
    .values(lease_until=bindparam("until", type_=t.site_passes.c.lease_until.type))
)
"""Built once: every transaction of every site begins with it."""


async def still_mine(connection: AsyncConnection, mine: SitePass, lease_seconds: float) -> None:
    """Within a writing transaction: renew the lease, or raise StaleAttempt when the site's pass was given away."""
    until = datetime.now(UTC) + timedelta(seconds=lease_seconds)
    held = {"of": mine.id, "by": mine.attempt, "until": until}
    if (await connection.execute(_RENEW, held)).rowcount != 1:
        raise StaleAttempt(f"site pass {mine.id}: taken over by another worker")


async def release(db: Database, mine: SitePass, coverage: Json) -> None:
    """Give an interrupted site's pass back: it stays open and can be claimed at once."""
    statement = update(t.site_passes).where(t.site_passes.c.id == mine.id, t.site_passes.c.attempt == mine.attempt)
    async with db.write() as connection:
        await connection.execute(
            statement.values(state=SitePassState.DUE, lease_until=None, reason="interrupted", coverage=coverage)
        )


async def end(
    connection: AsyncConnection, mine: SitePass, state: SitePassState, reason: str, coverage: Json, score: Json | None
) -> None:
    """Within the transaction that reconciles findings: the site's pass is over; the pass too when it was the last."""
    now = datetime.now(UTC)
    ended = await connection.execute(
        update(t.site_passes)
        .where(t.site_passes.c.id == mine.id, t.site_passes.c.attempt == mine.attempt)
        .values(state=state, reason=reason, coverage=coverage, score=score, ended_at=now, lease_until=None)
    )
    if ended.rowcount != 1:
        raise StaleAttempt(f"site pass {mine.id}: taken over by another worker")
    still_open = select(t.site_passes.c.id).where(
        t.site_passes.c.pass_id == mine.pass_id, t.site_passes.c.state.in_(OPEN_STATES)
    )
    finish = update(t.passes).where(t.passes.c.id == mine.pass_id, ~still_open.exists()).values(finished_at=now)
    await connection.execute(finish)


async def recent(db: Database, site_id: SiteId, since: datetime, but: SitePassId) -> tuple[int, ...]:
    """The site's passes that began at or after `since`, without one."""
    p = t.site_passes.c
    query = select(p.id).where(p.site_id == site_id, p.started_at >= since, p.id != but).order_by(p.id.desc())
    async with db.read() as connection:
        return tuple((await connection.execute(query)).scalars())


async def last_open_audit(db: Database, site_id: SiteId) -> SitePass | None:
    """The site's newest one-off audit that did not end."""
    query = (
        select(t.site_passes)
        .join(t.passes, t.passes.c.id == t.site_passes.c.pass_id)
        .where(
            t.passes.c.kind == PassKind.AUDIT,
            t.site_passes.c.site_id == site_id,
            t.site_passes.c.state.in_(OPEN_STATES),
        )
        .order_by(t.site_passes.c.id.desc())
        .limit(1)
    )
    async with db.read() as connection:
        row = (await connection.execute(query)).first()
    return site_pass_of(row) if row is not None else None


async def exists(db: Database, kind: PassKind, period: str) -> bool:
    """Whether the pass of a period was made already."""
    query = select(t.passes.c.id).where(t.passes.c.kind == kind, t.passes.c.period == period)
    async with db.read() as connection:
        return (await connection.execute(query)).first() is not None


async def listed(db: Database, limit: int = 50) -> list[tuple[Pass, dict[str, int]]]:
    """The newest passes with how many of their sites stand in which state."""
    async with db.read() as connection:
        rows = (await connection.execute(select(t.passes).order_by(t.passes.c.id.desc()).limit(limit))).all()
        counts: dict[int, dict[str, int]] = {row.id: {} for row in rows}
        query = (
            select(t.site_passes.c.pass_id, t.site_passes.c.state, func.count())
            .where(t.site_passes.c.pass_id.in_(list(counts)))
            .group_by(t.site_passes.c.pass_id, t.site_passes.c.state)
        )
        for number, state, amount in (await connection.execute(query)).all():
            counts[number][state] = amount
    return [(_pass(row), counts[row.id]) for row in rows]


async def get(db: Database, pass_id: PassId) -> Pass | None:
    """A pass by its number."""
    async with db.read() as connection:
        row = (await connection.execute(select(t.passes).where(t.passes.c.id == pass_id))).first()
    return _pass(row) if row is not None else None


async def sites_of(db: Database, pass_id: PassId) -> list[SitePass]:
    """Every site of a pass."""
    query = select(t.site_passes).where(t.site_passes.c.pass_id == pass_id).order_by(t.site_passes.c.id)
    async with db.read() as connection:
        return [site_pass_of(row) for row in (await connection.execute(query)).all()]


async def newest(
    db: Database, site_id: SiteId, states: Collection[SitePassState] = ENDED, pass_id: PassId | None = None
) -> SitePass | None:
    """The site's pass or audit that ended last in one of some states; a re-check of findings is no inspection."""
    table = t.site_passes.c
    query = select(t.site_passes).where(table.site_id == site_id, table.state.in_(states))
    query = query.order_by(table.ended_at.desc(), table.id.desc())
    if pass_id is not None:
        query = query.where(table.pass_id == pass_id)
    async with db.read() as connection:
        rows = [site_pass_of(row) for row in (await connection.execute(query)).all()]
    return next((row for row in rows if not row.options.get("recheck")), None)


FORMAL = (PassKind.MONTHLY, PassKind.QUARTERLY)
"""Kinds of which official forms print the result."""


async def standing(db: Database, site_id: SiteId) -> list[SitePass]:
    """A site's newest inspection, and its newest ones of the kinds that forms print: what a person says still changes them."""
    s = t.site_passes.c
    found = {row.id: row for row in [await newest(db, site_id, SCORABLE)] if row is not None}
    query = select(t.site_passes).join(t.passes, t.passes.c.id == s.pass_id).order_by(s.ended_at.desc(), s.id.desc()).limit(1)
    async with db.read() as connection:
        for kind in FORMAL:
            mine = query.where(s.site_id == site_id, s.state.in_(SCORABLE), t.passes.c.kind == kind)
            for row in (await connection.execute(mine)).all():
                found.setdefault(row.id, site_pass_of(row))
    return list(found.values())


def next_start(connection: Connection, site_id: SiteId, site_pass: SitePassId) -> datetime | None:
    """When the site's next inspection began, None when this is the newest; re-checks of single findings are none."""
    table = t.site_passes.c
    query = (
        select(table.started_at, table.options)
        .where(table.site_id == site_id, table.id > site_pass, table.started_at.is_not(None))
        .order_by(table.id)
    )
    return next((row.started_at for row in connection.execute(query) if not row.options.get("recheck")), None)


def _pass(row: AnyRow) -> Pass:
    return Pass(PassId(row.id), PassKind(row.kind), row.period, row.ruleset, row.ruleset_hash, row.created_at, row.finished_at)


def site_pass_of(row: AnyRow) -> SitePass:
    """A row of the table as its type."""
    return SitePass(
        id=SitePassId(row.id),
        pass_id=PassId(row.pass_id),
        site_id=SiteId(row.site_id),
        state=SitePassState(row.state),
        attempt=row.attempt,
        options=row.options,
        reason=row.reason,
        coverage=row.coverage,
        score=row.score,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )
