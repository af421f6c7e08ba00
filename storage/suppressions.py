"""Dismissals: what a person said is no finding (误报, 已接受, 本年不适用), with reason, author and last day.

A dismissal binds to one finding's fingerprint or to a pattern (site, rule, subject). It holds for a pass whose day is
not after its last day, so an old report stays as it was; when it has run out, its findings are open again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from typing import Any

from sqlalchemy import Connection, Select, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import SHANGHAI, StorageError
from storage import finding_events
from storage import tables as t
from storage.database import AnyRow, Database
from storage.finding_rows import SUPPRESSED, UNSOLVED
from storage.packing import fingerprint

ENGINE = "xuncha"


@dataclass(frozen=True, slots=True)
class Suppression:
    """One dismissal."""

    id: int
    site_id: int | None  # None: every site
    rule: str  # a glob
    subject: str  # a glob over the finding's url
    fingerprint: str  # "": every finding that the globs match
    reason: str
    until: date | None  # the last day on which it holds
    author: str
    created_at: datetime
    withdrawn_at: datetime | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds for what is looked at on that day."""
        return self.withdrawn_at is None and (self.until is None or day <= self.until)

    def matches(self, rule: str, url: str, mark: str) -> bool:
        """Whether it speaks of a finding of its site with this rule, address and fingerprint."""
        if self.fingerprint:
            return self.fingerprint == mark
        return fnmatchcase(rule, self.rule) and fnmatchcase(url, self.subject)


class Dismissed:
    """The dismissals that hold on one day for one site, for looking up."""

    def __init__(self, holding: Iterable[Suppression]) -> None:
        holding = list(holding)
        self._marks: Mapping[str, Suppression] = {s.fingerprint: s for s in holding if s.fingerprint}
        self._patterns: Sequence[Suppression] = [s for s in holding if not s.fingerprint]

    def __bool__(self) -> bool:
        return bool(self._marks or self._patterns)

    def of(self, rule: str, url: str, mark: str) -> Suppression | None:
        """The dismissal of a finding, None when there is none."""
        found = self._marks.get(mark)
        return found or next((s for s in self._patterns if s.matches(rule, url, mark)), None)

    def of_finding(self, rule: str, url: str, discriminator: str) -> Suppression | None:
        """The same without its fingerprint at hand."""
        return self.of(rule, url, fingerprint(rule, url, discriminator)) if self else None


def today() -> date:
    """The day in Asia/Shanghai."""
    return datetime.now(SHANGHAI).date()


def dismissed(connection: Connection, site_id: int, day: date) -> Dismissed:
    """What holds for a site on a day."""
    found = [_suppression(row) for row in connection.execute(_of_site(site_id))]
    return Dismissed(s for s in found if s.holds(day))


def dismissed_in(connection: Connection, site_pass: int) -> Dismissed:
    """What holds for a pass of a site: as on the day on which it ended, or today while it runs."""
    query = select(t.site_passes.c.site_id, t.site_passes.c.ended_at).where(t.site_passes.c.id == site_pass)
    row = connection.execute(query).first()
    if row is None:
        return Dismissed(())
    day = row.ended_at.astimezone(SHANGHAI).date() if row.ended_at else today()
    return dismissed(connection, row.site_id, day)


def said_before(connection: Connection, moment: datetime) -> list[Suppression]:
    """The dismissals of all sites that had been made, and not taken back, before a moment; some may have run out."""
    s = t.suppressions.c
    standing = or_(s.withdrawn_at.is_(None), s.withdrawn_at >= moment)
    query = select(t.suppressions).where(s.created_at < moment, standing).order_by(s.id)
    return [replace(_suppression(row), withdrawn_at=None) for row in connection.execute(query)]


def of_site(known: Iterable[Suppression], site_id: int, ended_at: datetime) -> Dismissed:
    """Of these, what holds for a pass of a site that ended then."""
    day = ended_at.astimezone(SHANGHAI).date()
    return Dismissed(s for s in known if s.site_id in (None, site_id) and s.holds(day))


async def listed(db: Database, site_id: int | None = None, *, everything: bool = False) -> list[Suppression]:
    """The dismissals, of one site with those that concern every site; `everything`: also run out and withdrawn ones."""
    query = select(t.suppressions).order_by(t.suppressions.c.id) if site_id is None else _of_site(site_id)
    async with db.read() as connection:
        found = [_suppression(row) for row in (await connection.execute(query)).all()]
    return [s for s in found if everything or s.holds(today())]


async def dismiss_findings(db: Database, ids: Collection[int], reason: str, until: date | None, author: str) -> list[int]:
    """Dismiss single findings. Those that are dismissed already are left as they are; the numbers of the others."""
    f = t.findings.c
    async with db.write() as connection:
        query = select(f.id, f.site_id, f.fingerprint).where(f.id.in_(ids), f.state != SUPPRESSED).order_by(f.id)
        rows = (await connection.execute(query)).all()
        for row in rows:
            values = {"site_id": row.site_id, "rule": "*", "subject": "*", "fingerprint": row.fingerprint}
            await _insert(connection, db, values, reason, until, author)
        numbers = [row.id for row in rows]
        await finding_events.append(connection, db, numbers, SUPPRESSED, SUPPRESSED, author=author, note=said(reason, until))
    return numbers


async def dismiss_pattern(
    db: Database, site_id: int | None, rule: str, subject: str, reason: str, until: date | None, author: str
) -> tuple[int, int]:
    """Dismiss whatever matches, now and later. (number of the dismissal, findings that it takes out now)."""
    async with db.write() as connection:
        values = {"site_id": site_id, "rule": rule, "subject": subject, "fingerprint": ""}
        number = await _insert(connection, db, values, reason, until, author)
        f = t.findings.c
        query = select(f.site_id).where(f.state.in_(UNSOLVED)).distinct()
        sites = [site_id] if site_id is not None else list((await connection.execute(query)).scalars())
        taken = 0
        for site in sites:
            taken += await apply(connection, db, site, None, datetime.now(UTC))
    return number, taken


async def withdraw(db: Database, numbers: Collection[int], author: str) -> int:
    """Take dismissals back; the findings that nothing else dismisses are open again. How many findings that were."""
    now = datetime.now(UTC)
    s = t.suppressions.c
    async with db.write() as connection:
        chosen = update(t.suppressions).where(s.id.in_(numbers), s.withdrawn_at.is_(None))
        done = await connection.execute(chosen.values(withdrawn_at=now, withdrawn_by=author).returning(s.site_id))
        sites = set(done.scalars())
        if None in sites:
            everyone = select(t.findings.c.site_id).where(t.findings.c.state == SUPPRESSED).distinct()
            sites = set((await connection.execute(everyone)).scalars())
        opened = 0
        for site in sites:
            opened += await expire(connection, db, site, now, event="restored", author=author)
    return opened


async def withdraw_of_findings(db: Database, ids: Collection[int], author: str) -> int:
    """Take back the dismissals of single findings. Raises StorageError where a pattern dismisses one."""
    f = t.findings.c
    async with db.read() as connection:
        query = select(f.id, f.site_id, f.rule, f.url, f.fingerprint).where(f.id.in_(ids), f.state == SUPPRESSED)
        rows = (await connection.execute(query)).all()
    numbers: set[int] = set()
    for row in rows:
        for suppression in await listed(db, row.site_id):
            if not suppression.matches(row.rule, row.url, row.fingerprint):
                continue
            if not suppression.fingerprint:
                raise StorageError(
                    f"finding {row.id}: dismissed by pattern {suppression.id}; withdraw that: xuncha findings restore --pattern"
                    f" {suppression.id}"
                )
            numbers.add(suppression.id)
    return await withdraw(db, numbers, author)


async def settle(connection: AsyncConnection, db: Database, site_id: int, site_pass: int | None, now: datetime) -> None:
    """Within the transaction that reconciles a pass: open what has run out, take out what is dismissed."""
    await expire(connection, db, site_id, now)
    await apply(connection, db, site_id, site_pass, now)


async def apply(connection: AsyncConnection, db: Database, site_id: int, site_pass: int | None, now: datetime) -> int:
    """Take out a site's open findings that are dismissed; how many."""
    holding = Dismissed(await _holding(connection, site_id, now))
    if not holding:
        return 0
    found: dict[int, list[int]] = {}
    by_number: dict[int, Suppression] = {}
    for row in await _findings(connection, site_id, UNSOLVED):
        if (suppression := holding.of(row.rule, row.url, row.fingerprint)) is not None:
            found.setdefault(suppression.id, []).append(row.id)
            by_number[suppression.id] = suppression
    for number, ids in found.items():
        why = by_number[number]
        note = said(why.reason, why.until)
        await finding_events.append(
            connection, db, ids, SUPPRESSED, SUPPRESSED, author=why.author, note=note, site_pass=site_pass, now=now
        )
    return sum(len(ids) for ids in found.values())


async def expire(
    connection: AsyncConnection, db: Database, site_id: int, now: datetime, *, event: str = "expired", author: str = ENGINE
) -> int:
    """Open a site's dismissed findings that nothing dismisses any more; how many."""
    rows = await _findings(connection, site_id, (SUPPRESSED,))
    if not rows:
        return 0
    holding = Dismissed(await _holding(connection, site_id, now))
    free = [row.id for row in rows if holding.of(row.rule, row.url, row.fingerprint) is None]
    await finding_events.append(connection, db, free, event, "open", author=author, now=now)
    return len(free)


async def expire_everywhere(db: Database) -> int:
    """`expire` for every site, before findings are shown; how many findings are open again."""
    now = datetime.now(UTC)
    query = select(t.findings.c.site_id).where(t.findings.c.state == SUPPRESSED).distinct()
    async with db.read() as connection:
        sites = list((await connection.execute(query)).scalars())
    opened = 0
    for site in sites:
        async with db.write() as connection:
            opened += await expire(connection, db, site, now)
    return opened


def said(reason: str, until: date | None) -> str:
    """A dismissal as the note of an event."""
    return f"{reason}（至{until.isoformat()}）" if until else reason


async def _findings(connection: AsyncConnection, site_id: int, states: Sequence[str]) -> Sequence[AnyRow]:
    f = t.findings.c
    query = select(f.id, f.rule, f.url, f.fingerprint).where(f.site_id == site_id, f.state.in_(states))
    return (await connection.execute(query)).all()


async def _holding(connection: AsyncConnection, site_id: int, now: datetime) -> list[Suppression]:
    day = now.astimezone(SHANGHAI).date()
    found = [_suppression(row) for row in (await connection.execute(_of_site(site_id))).all()]
    return [s for s in found if s.holds(day)]


async def _insert(
    connection: AsyncConnection, db: Database, values: Mapping[str, object], reason: str, until: date | None, author: str
) -> int:
    written = {"reason": reason, "until": until.isoformat() if until else None, "author": author}
    row = {**values, **written, "created_at": datetime.now(UTC)}
    return int((await connection.execute(db.insert(t.suppressions).values(row).returning(t.suppressions.c.id))).scalar_one())


def _of_site(site_id: int) -> Select[Any]:
    s = t.suppressions.c
    return select(t.suppressions).where(s.site_id.is_(None) | (s.site_id == site_id)).order_by(s.id)


def _suppression(row: AnyRow) -> Suppression:
    until = date.fromisoformat(row.until) if row.until else None
    return Suppression(
        row.id, row.site_id, row.rule, row.subject, row.fingerprint, row.reason, until, row.author, row.created_at,
        row.withdrawn_at,
    )  # fmt: skip
