"""Confirmation over time: what a monitored site shows once may be over the next day, so some rules ask for a second look.

Until a fault was seen so often, or for so long, as its rule demands, the passes that see it call it suspected; the look
that proves it makes their observations certain too. A fault that was fixed and came back begins anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import SHANGHAI, Confidence, Json, PassKind, SitePassId
from storage import passes
from storage import tables as t
from storage.database import AnyRow, Database
from storage.finding_rows import SUPPRESSED, UNSOLVED
from storage.findings import BEGINS
from storage.frontier import CHUNK
from storage.passes import SitePass

PENDING = "pending"
"""Key of evidence: what a finding waits for until it is certain, in words."""
STANDING = (*UNSOLVED, SUPPRESSED)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a rule asks for before a monitored fault is certain; 0 asks for nothing."""

    passes: int = 0  # that saw it one after another; those of one day are one look, as a weekly and a monthly one may be
    hours: float = 0.0  # from the first look to the last

    def is_met(self, life: _Life | None, now: datetime) -> bool:
        """Whether this look, at `now`, proves the fault."""
        if life is None:
            return self.passes <= 1 and not self.hours
        return len(life.days | {_day(now)}) >= self.passes and now - life.began >= timedelta(hours=self.hours)

    def words(self) -> str:
        """What it waits for, for a reader."""
        hours = f"隔{self.hours:g}小时以上再次检查仍然存在" if self.hours else ""
        times = f"连续{self.passes}次（不在同一天）检查发现" if self.passes > 1 else ""
        return "、".join(filter(None, (hours, times))) + "，才确认并计分"


@dataclass(frozen=True, slots=True)
class _Life:
    """A fault since it was found, or came back: when that was, and on which days passes saw it since."""

    began: datetime
    days: frozenset[date]
    certain: bool


async def hold_back(db: Database, mine: SitePass, demands: Mapping[str, Demand], now: datetime, lease_seconds: float) -> int:
    """Call suspected what a pass is the first to see, or saw again too soon; how many findings that were."""
    held = 0
    async with db.write() as connection:
        await passes.still_mine(connection, mine, lease_seconds)
        rows = await _certain(connection, mine.id, demands)
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            lives = await _lives(connection, mine, [row.fingerprint for row in chunk])
            young = [row for row in chunk if not _is_proved(row, demands[row.rule], lives.get(row.fingerprint), now)]
            for row in young:
                evidence = {**row.evidence, PENDING: demands[row.rule].words()}
                await _judge(connection, mine.id, row.fingerprint, Confidence.SUSPECTED, evidence)
            held += len(young)
    return held


def _is_proved(row: AnyRow, demand: Demand, life: _Life | None, now: datetime) -> bool:
    asked = row.evidence.get("attempts") != []  # an address that is no address fails at any time
    return not asked or (life is not None and life.certain) or demand.is_met(life, now)


async def due(db: Database, hours: Mapping[str, float], now: datetime) -> list[int]:
    """Findings that are certain if a look at them now shows them again; not those of sites on which a pass is at work."""
    f, e, s = t.findings.c, t.finding_events.c, t.site_passes.c
    busy = (
        select(s.site_id)
        .join(t.passes, t.passes.c.id == s.pass_id)
        .where(s.state.in_(passes.OPEN_STATES), t.passes.c.kind != PassKind.AUDIT)
    )
    query = (
        select(f.id, f.rule, f.evidence, func.max(e.at).label("began"))
        .join(t.finding_events, e.finding_id == f.id)
        .where(f.state == "open", f.confidence == Confidence.SUSPECTED, f.rule.in_(list(hours)), ~f.entered)
        .where(e.event.in_(BEGINS), f.site_id.not_in(busy))
        .group_by(f.id, f.rule)
        .order_by(f.id)
    )
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    return [row.id for row in rows if PENDING in row.evidence and now - row.began >= timedelta(hours=hours[row.rule])]


async def prove_earlier(connection: AsyncConnection, mine: SitePass, since: datetime) -> int:
    """Within the transaction that reconciles a pass: what it proves is certain in the passes before it, too.

    Only in those that ended after `since`: the forms of a time long past stay as they were. How many observations.
    """
    s = t.site_passes.c
    query = select(s.id).where(s.site_id == mine.site_id, s.id < mine.id, s.ended_at >= since)
    earlier = list((await connection.execute(query)).scalars())
    o, here = t.observations.c, t.observations.alias()
    certain = select(here.c.fingerprint).where(here.c.site_pass_id == mine.id, here.c.confidence == Confidence.CONFIRMED)
    waiting = select(o.site_pass_id, o.fingerprint, o.evidence).where(
        o.site_pass_id.in_(earlier), o.confidence == Confidence.SUSPECTED, o.fingerprint.in_(certain)
    )
    rows = [row for row in (await connection.execute(waiting)).all() if PENDING in row.evidence]
    begins = await _begins(connection, mine, [row.fingerprint for row in rows])
    proved = [row for row in rows if row.fingerprint in begins and row.site_pass_id >= begins[row.fingerprint].site_pass_id]
    for row in proved:
        evidence = {key: value for key, value in row.evidence.items() if key != PENDING}
        await _judge(connection, row.site_pass_id, row.fingerprint, Confidence.CONFIRMED, evidence)
    return len(proved)


async def _certain(connection: AsyncConnection, site_pass: SitePassId, rules: Collection[str]) -> Sequence[AnyRow]:
    o = t.observations.c
    query = select(o.fingerprint, o.rule, o.evidence).where(
        o.site_pass_id == site_pass, o.rule.in_(list(rules)), o.confidence == Confidence.CONFIRMED
    )
    return (await connection.execute(query)).all()


async def _lives(connection: AsyncConnection, mine: SitePass, marks: Sequence[str]) -> dict[str, _Life]:
    """The faults among some that the ledger holds as not solved."""
    begins = await _begins(connection, mine, marks)
    if not begins:
        return {}
    o, s = t.observations.c, t.site_passes.c
    first = min(row.site_pass_id for row in begins.values())
    query = (
        select(o.fingerprint, o.site_pass_id, s.started_at)
        .join(t.site_passes, s.id == o.site_pass_id)
        .where(s.site_id == mine.site_id, s.id >= first, s.id != mine.id, o.fingerprint.in_(list(begins)))
    )
    days: defaultdict[str, set[date]] = defaultdict(set)
    for row in (await connection.execute(query)).all():
        if row.site_pass_id >= begins[row.fingerprint].site_pass_id and row.started_at is not None:
            days[row.fingerprint].add(_day(row.started_at))
    return {mark: _Life(row.at, frozenset(days[mark]), row.confidence == Confidence.CONFIRMED) for mark, row in begins.items()}


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


async def _begins(connection: AsyncConnection, mine: SitePass, marks: Sequence[str]) -> dict[str, AnyRow]:
    """The last event with which each of some standing faults began, with its confidence."""
    f, e = t.findings.c, t.finding_events.c
    found: dict[str, AnyRow] = {}
    for start in range(0, len(marks), CHUNK):
        query = (
            select(f.fingerprint, f.confidence, e.at, func.coalesce(e.site_pass_id, 0).label("site_pass_id"))
            .join(t.finding_events, e.finding_id == f.id)
            .where(f.site_id == mine.site_id, f.fingerprint.in_(marks[start : start + CHUNK]))
            .where(f.state.in_(STANDING), e.event.in_(BEGINS))
            .order_by(e.id)
        )
        found |= {row.fingerprint: row for row in (await connection.execute(query)).all()}
    return found


async def _judge(connection: AsyncConnection, site_pass: SitePassId, mark: str, confidence: Confidence, evidence: Json) -> None:
    o = t.observations.c
    statement = update(t.observations).where(o.site_pass_id == site_pass, o.fingerprint == mark)
    await connection.execute(statement.values(confidence=confidence, evidence=evidence))
