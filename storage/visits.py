"""Visits of home pages over time: the record by which a site is held to be out of reach or slow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from model import SHANGHAI, Json, SiteId
from storage import tables as t
from storage.database import Database

_FAILURES_SHOWN = 20
_KEPT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a site's home page; `outcome` is ok, failed, refused or ours."""

    site_id: SiteId
    at: datetime
    outcome: str
    status: int | None = None
    error: str = ""
    milliseconds: int = 0
    note: str = ""


async def add(db: Database, new: Sequence[Visit]) -> None:
    """Append visits; those of more than some months ago are forgotten."""
    if not new:
        return
    values = [
        {
            "site_id": each.site_id,
            "at": each.at,
            "outcome": each.outcome,
            "status": each.status,
            "error": each.error[:40],
            "milliseconds": each.milliseconds,
            "note": each.note[:200],
        }
        for each in new
    ]
    async with db.write() as connection:
        await connection.execute(db.insert(t.visits), values)
        oldest = max(each.at for each in new) - timedelta(days=_KEPT_DAYS)
        await connection.execute(delete(t.visits).where(t.visits.c.at < oldest))


async def latest(db: Database) -> dict[SiteId, datetime]:
    """When each site was last visited."""
    v = t.visits.c
    async with db.read() as connection:
        rows = (await connection.execute(select(v.site_id, func.max(v.at)).group_by(v.site_id))).all()
    return {SiteId(row[0]): row[1].replace(tzinfo=UTC) if row[1].tzinfo is None else row[1] for row in rows}


def history(connection: Connection, site_id: SiteId, until: datetime, days: int) -> Json:
    """A site's record of the last whole days and today, by Shanghai day; empty where there is none.

    `days`: [{day, visits, failed, refused, ours}], visits counting what says something of the site (opened or not);
    `opened` and `median_ms` of those that opened; `failures`: the last ones.
    """
    v = t.visits.c
    since = (until - timedelta(days=days)).astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    query = select(t.visits).where(v.site_id == site_id, v.at >= since, v.at <= until).order_by(v.at)
    table: dict[str, Json] = {}
    times: list[int] = []
    failures: list[Json] = []
    for row in connection.execute(query):
        day = row.at.astimezone(SHANGHAI).date().isoformat()
        counts = table.setdefault(day, {"day": day, "visits": 0, "failed": 0, "refused": 0, "ours": 0})
        if row.outcome in ("refused", "ours"):
            counts[row.outcome] += 1
            continue
        counts["visits"] += 1
        if row.outcome == "ok":
            times.append(row.milliseconds)
            continue
        counts["failed"] += 1
        moment = row.at.astimezone(SHANGHAI).isoformat(timespec="seconds")
        failures.append({"at": moment, "status": row.status, "error": row.error, "milliseconds": row.milliseconds})
    if not table:
        return {}
    middle = sorted(times)[len(times) // 2] if times else None
    return {"days": list(table.values()), "opened": len(times), "median_ms": middle, "failures": failures[-_FAILURES_SHOWN:]}
