"""Rectification notices (整改通知): findings of one site with a deadline; the answer, the re-check and the close as events.

A notice goes issued -> answered -> rechecked -> closed; it may be reopened. Its findings are `notified` in the ledger,
and what became of each is read from there, never stored twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Json, SiteId, StorageError
from storage import finding_events
from storage import tables as t
from storage.database import AnyRow, Database
from storage.finding_rows import UNSOLVED

OPEN_STATES = ("issued", "answered", "rechecked")
SAME = (
    *("id", "site_name", "site_code", "home_url", "number", "period", "working_days", "state"),
    *("author", "note", "created_at", "closed_at"),
)
"""Columns whose value a `Notice` takes as it is."""


@dataclass(frozen=True, slots=True)
class NoticeEvent:
    """One step of a notice."""

    at: datetime
    event: str  # issued, answered, rechecked, closed, reopened
    state: str
    author: str
    note: str


@dataclass(frozen=True, slots=True)
class NoticeFinding:
    """A finding as it stands in a notice."""

    id: int
    rule: str
    url: str
    page: str
    column: str | None
    confidence: str
    message: str
    evidence: Json
    state: str  # of the ledger: open, confirmed, notified, fixed, closed, suppressed
    first_seen: datetime
    last_seen: datetime

    @property
    def solved(self) -> bool:
        """Fixed, or no finding after all."""
        return self.state not in UNSOLVED


@dataclass(frozen=True, slots=True)
class Notice:
    """A rectification notice with everything that a form or a reader needs."""

    id: int
    site_id: SiteId
    site_name: str
    site_code: str
    home_url: str
    owner: str  # 主办单位
    number: str  # 文号, by hand
    period: str
    issued_on: date
    working_days: int
    deadline: date | None  # None: not known yet, for want of a calendar of working days
    state: str  # issued, answered, rechecked, closed
    answered_on: date | None
    author: str
    note: str
    created_at: datetime
    closed_at: datetime | None
    findings: tuple[NoticeFinding, ...] = ()
    events: tuple[NoticeEvent, ...] = ()

    @property
    def unsolved(self) -> tuple[NoticeFinding, ...]:
        """The findings that are still there, as far as was looked."""
        return tuple(finding for finding in self.findings if not finding.solved)

    def answered_late(self, day: date) -> bool:
        """Whether the owner had not answered by the deadline, or answered after it."""
        return self.deadline is not None and (self.answered_on or day) > self.deadline

    def overdue(self, day: date) -> bool:
        """Whether the deadline has passed while the notice is open and unanswered, or findings are still there."""
        late = self.deadline is not None and day > self.deadline
        return late and self.state in OPEN_STATES and (self.answered_on is None or bool(self.unsolved))


async def create(
    db: Database,
    site_id: SiteId,
    findings: Collection[int],
    *,
    issued_on: date,
    working_days: int,
    deadline: date | None,
    author: str,
    number: str = "",
    period: str = "",
    note: str = "",
) -> int:
    """Issue a notice on some findings of a site. Raises StorageError where one is no open finding of that site."""
    now = datetime.now(UTC)
    values = {
        "site_id": site_id, "number": number, "period": period, "issued_on": issued_on.isoformat(),
        "working_days": working_days, "deadline": deadline.isoformat() if deadline else None, "state": "issued",
        "author": author, "note": note, "created_at": now,
    }  # fmt: skip
    async with db.write() as connection:
        await _all_open(connection, site_id, findings)
        made = await connection.execute(db.insert(t.notices).values(values).returning(t.notices.c.id))
        notice = int(made.scalar_one())
        rows = [{"notice_id": notice, "finding_id": finding} for finding in sorted(set(findings))]
        await connection.execute(db.insert(t.notice_findings), rows)
        await _event(connection, db, notice, "issued", "issued", author, note, now)
        told = f"整改通知{number or f'第{notice}号'}"
        await finding_events.append(connection, db, findings, "notified", "notified", author=author, note=told, now=now)
    return notice


async def open_findings(db: Database, site_id: SiteId) -> list[NoticeFinding]:
    """What a new notice to a site may hold: open findings that stand in no open notice."""
    f = t.findings.c
    held = (
        select(t.notice_findings.c.finding_id)
        .join(t.notices, t.notices.c.id == t.notice_findings.c.notice_id)
        .where(t.notices.c.site_id == site_id, t.notices.c.state.in_(OPEN_STATES))
    )
    query = (
        select(t.findings)
        .where(f.site_id == site_id, f.state.in_(UNSOLVED), f.id.not_in(held), f.rule != "late-rectification")
        .order_by(f.rule, f.url, f.id)
    )
    async with db.read() as connection:
        return [_finding(row) for row in (await connection.execute(query)).all()]


async def listed(db: Database, *, site_id: SiteId | None = None, states: Sequence[str] = (), period: str = "") -> list[Notice]:
    """Notices with their findings, the oldest first; the events are left out."""
    n = t.notices.c
    query = _query().order_by(n.id)
    if site_id is not None:
        query = query.where(n.site_id == site_id)
    if states:
        query = query.where(n.state.in_(states))
    if period:
        query = query.where(n.period == period)
    async with db.read() as connection:
        found = [_notice(row) for row in (await connection.execute(query)).all()]
        held = await _findings(connection, [notice.id for notice in found])
    return [replace(notice, findings=tuple(held.get(notice.id, ()))) for notice in found]


async def get(db: Database, number: int) -> Notice:
    """One notice with its findings and events. Raises StorageError when there is none."""
    async with db.read() as connection:
        row = (await connection.execute(_query().where(t.notices.c.id == number))).first()
        if row is None:
            raise StorageError(f"notice {number}: there is none with this number; see xuncha notices list")
        held = await _findings(connection, [number])
        e = t.notice_events
        events = (await connection.execute(select(e).where(e.c.notice_id == number).order_by(e.c.id))).all()
    told = tuple(NoticeEvent(row.at, row.event, row.state, row.author, row.note) for row in events)
    return replace(_notice(row), findings=tuple(held.get(number, ())), events=told)


async def answer(db: Database, number: int, text: str, day: date, author: str) -> None:
    """The owner's answer, as it came in on a day; the first one decides whether it was in time."""
    notice = await _in(db, number, OPEN_STATES, "answered")
    values: dict[str, Any] = {"state": "answered"}
    if notice.answered_on is None:
        values["answered_on"] = day.isoformat()
    await _change(db, number, "answered", values, author, f"{day.isoformat()} {text}".strip())


async def rechecked(db: Database, number: int, note: str, author: str) -> None:
    """What a re-check of the notice's findings showed."""
    await _in(db, number, OPEN_STATES, "re-checked")
    await _change(db, number, "rechecked", {"state": "rechecked"}, author, note)


async def close(db: Database, number: int, note: str, author: str, *, anyway: bool = False) -> None:
    """End a notice; its fixed findings are closed. Raises StorageError while findings are there, unless `anyway`."""
    notice = await _in(db, number, OPEN_STATES, "closed")
    if notice.unsolved and not anyway:
        raise StorageError(
            f"notice {number}: {len(notice.unsolved)} findings are still there; see xuncha notices recheck {number}, or"
            " close it --anyway"
        )
    now = datetime.now(UTC)
    values = {"state": "closed", "closed_at": now}
    fixed = [finding.id for finding in notice.findings if finding.state == "fixed"]
    async with db.write() as connection:
        await connection.execute(update(t.notices).where(t.notices.c.id == number).values(values))
        await _event(connection, db, number, "closed", "closed", author, note, now)
        await finding_events.append(
            connection, db, fixed, "closed", "closed", author=author, note=f"整改通知第{number}号", now=now
        )


async def set_deadline(db: Database, number: int, deadline: date, author: str) -> None:
    """The deadline of a notice, known at last."""
    notice = await _in(db, number, OPEN_STATES, "given a deadline")
    values = {"deadline": deadline.isoformat(), "state": notice.state}
    await _change(db, number, "deadline", values, author, deadline.isoformat())


async def reopen(db: Database, number: int, note: str, author: str) -> None:
    """Open a closed notice again."""
    notice = await _in(db, number, ("closed",), "reopened")
    state = "issued" if notice.answered_on is None else "answered"
    await _change(db, number, "reopened", {"state": state, "closed_at": None}, author, note)


async def _in(db: Database, number: int, states: Sequence[str], what: str) -> Notice:
    notice = await get(db, number)
    if notice.state not in states:
        raise StorageError(f"notice {number}: is {notice.state} and cannot be {what}")
    return notice


async def _change(db: Database, number: int, event: str, values: dict[str, Any], author: str, note: str) -> None:
    async with db.write() as connection:
        await connection.execute(update(t.notices).where(t.notices.c.id == number).values(values))
        await _event(connection, db, number, event, str(values["state"]), author, note, datetime.now(UTC))


async def _event(
    connection: AsyncConnection, db: Database, number: int, event: str, state: str, author: str, note: str, now: datetime
) -> None:
    row = {"notice_id": number, "at": now, "event": event, "state": state, "author": author, "note": note}
    await connection.execute(db.insert(t.notice_events).values(row))


async def _all_open(connection: AsyncConnection, site_id: SiteId, findings: Collection[int]) -> None:
    f = t.findings.c
    query = select(f.id).where(f.id.in_(findings), f.site_id == site_id, f.state.in_(UNSOLVED))
    known = set((await connection.execute(query)).scalars())
    if missing := sorted(set(findings) - known):
        raise StorageError(f"finding {missing[0]}: no open finding of this site; see xuncha findings list --state open")
    if not known:
        raise StorageError("a notice needs at least one open finding")


def _query() -> Select[Any]:
    s = t.sites.c
    names = (s.name.label("site_name"), s.code.label("site_code"), s.home_url, s.owner.label("site_owner"))
    return select(t.notices, *names).join(t.sites, s.id == t.notices.c.site_id)


async def _findings(connection: AsyncConnection, notices: Sequence[int]) -> dict[int, list[NoticeFinding]]:
    f, h = t.findings.c, t.notice_findings.c
    query = (
        select(h.notice_id, t.findings)
        .join(t.findings, f.id == h.finding_id)
        .where(h.notice_id.in_(notices))
        .order_by(h.notice_id, f.rule, f.url, f.id)
    )
    found: dict[int, list[NoticeFinding]] = {}
    for row in (await connection.execute(query)).all():
        found.setdefault(row.notice_id, []).append(_finding(row))
    return found


def _finding(row: AnyRow) -> NoticeFinding:
    return NoticeFinding(
        row.id, row.rule, row.url, row.page, row.column, row.confidence, row.message, row.evidence, row.state,
        row.first_seen, row.last_seen,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _notice(row: AnyRow) -> Notice:
    same = {name: getattr(row, name) for name in SAME}
    return Notice(
        site_id=SiteId(row.site_id), owner=row.site_owner, issued_on=date.fromisoformat(row.issued_on),
        deadline=_day(row.deadline), answered_on=_day(row.answered_on), **same,
    )  # fmt: skip
