"""What people say of findings: confirmed, assigned, entered by hand, closed. Each an appended event with its author."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import Finding, SiteId, StorageError
from storage import finding_events, suppressions
from storage import tables as t
from storage.database import AnyRow, Database
from storage.finding_events import KEEPS
from storage.finding_rows import SUPPRESSED
from storage.packing import fingerprint, plain


async def confirm(db: Database, ids: Collection[int], author: str, note: str = "") -> None:
    """A person looked: these are findings. Raises StorageError for one that is missing or dismissed."""
    async with db.write() as connection:
        rows = await _rows(connection, ids)
        if dismissed := [row.id for row in rows if row.state == SUPPRESSED]:
            number = dismissed[0]
            raise StorageError(f"finding {number}: is dismissed; take that back first: xuncha findings restore {number}")
        still = [row.id for row in rows if row.state == "open"]
        others = [row.id for row in rows if row.state != "open"]
        await finding_events.append(connection, db, still, "confirmed", "confirmed", author=author, note=note)
        await finding_events.append(connection, db, others, "confirmed", KEEPS, author=author, note=note)


async def assign(db: Database, ids: Collection[int], assignee: str, author: str) -> None:
    """Say who sees to some findings ("": nobody). Raises StorageError for one that is missing."""
    async with db.write() as connection:
        await _rows(connection, ids)
        await connection.execute(update(t.findings).where(t.findings.c.id.in_(ids)).values(assignee=assignee))
        await finding_events.append(connection, db, ids, "assigned", KEEPS, author=author, note=assignee or "—")


async def enter(
    db: Database, site_id: SiteId, finding: Finding, author: str, note: str = "", *, confirmed: bool = True
) -> tuple[int, str]:
    """Enter a finding by hand, or bring an entered one up to date: (its number, opened, refreshed or regressed).

    Raises StorageError when a pass has found the same: that one is confirmed instead.
    """
    now = datetime.now(UTC)
    mark = fingerprint(finding.rule, finding.url, finding.discriminator)
    f = t.findings.c
    async with db.write() as connection:
        known = (await connection.execute(select(t.findings).where(f.site_id == site_id, f.fingerprint == mark))).first()
        if known is not None and not known.entered:
            raise StorageError(f"finding {known.id}: a pass has found the same; use xuncha findings confirm {known.id}")
        values = _content(finding) | {"last_seen": now}
        if known is None:
            first = {"site_id": site_id, "fingerprint": mark, "state": "open", "first_seen": now, "last_pass_id": 0}
            row = values | first | {"seen_passes": 0, "entered": True}
            number = int((await connection.execute(db.insert(t.findings).values(row).returning(f.id))).scalar_one())
            event = "opened"
        else:
            number, event = known.id, "regressed" if known.state in ("fixed", "closed") else "refreshed"
            await connection.execute(update(t.findings).where(f.id == number).values(values))
        if event != "refreshed":
            await finding_events.append(connection, db, [number], event, "open", author=author, note=note, now=now)
            if confirmed:
                await finding_events.append(connection, db, [number], "confirmed", "confirmed", author=author, now=now)
            await suppressions.apply(connection, db, site_id, None, now)
    return number, event


async def end_entered(db: Database, ids: Collection[int], event: str, author: str, note: str = "") -> None:
    """End (`closed` or `fixed`) findings that no pass can end. Raises StorageError for one that a pass found."""
    async with db.write() as connection:
        rows = await _rows(connection, ids)
        if found := [row.id for row in rows if not row.entered and row.state != "fixed"]:
            number = found[0]
            raise StorageError(
                f"finding {number}: was found by a pass, and only a look at the site ends it: xuncha findings recheck {number}"
            )
        ends = [row.id for row in rows if row.state not in ("closed", SUPPRESSED)]
        await finding_events.append(connection, db, ends, event, event, author=author, note=note)


async def _rows(connection: AsyncConnection, ids: Collection[int]) -> list[AnyRow]:
    f = t.findings.c
    rows = (await connection.execute(select(f.id, f.state, f.entered).where(f.id.in_(ids)).order_by(f.id))).all()
    if missing := sorted(set(ids) - {row.id for row in rows}):
        raise StorageError(f"finding {missing[0]}: there is none with this number; see xuncha findings list")
    return list(rows)


def _content(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule, "url": finding.url, "page": finding.page, "column": finding.column,
        "confidence": finding.confidence, "message": finding.message, "evidence": plain(finding.evidence),
        "discriminator": finding.discriminator,
    }  # fmt: skip
