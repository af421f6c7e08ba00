"""When sites were opened, went out of service and came back: one appended row for each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from model import SHANGHAI, Site, SiteId, SiteState, StorageError
from storage import tables as t
from storage.database import AnyRow, Database

OPENED, PAUSED, RESUMED, CLOSED, MERGED = "opened", "paused", "resumed", "closed", "merged"
AFTER: Mapping[str, SiteState] = {
    OPENED: SiteState.RUNNING,
    PAUSED: SiteState.PAUSED,
    RESUMED: SiteState.RUNNING,
    CLOSED: SiteState.CLOSED,
    MERGED: SiteState.CLOSED,
}
"""The state that a change leads to. Merged (整合迁移): closed, its contents are on another site now."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change; a day that is not known lies before all others."""

    event: str
    at: datetime | None

    @property
    def day(self) -> date | None:
        """The day in Asia/Shanghai."""
        return self.at.astimezone(SHANGHAI).date() if self.at else None


def event_to(state: SiteState) -> str:
    """The change that leads to a state."""
    return {SiteState.PAUSED: PAUSED, SiteState.CLOSED: CLOSED}.get(state, RESUMED)


async def record(connection: AsyncConnection, db: Database, site: Site, event: str, at: datetime | None, author: str) -> None:
    """Append a change. Raises StorageError for one that lies before the last."""
    last = await _last(connection, site.id)
    if at is not None and last is not None and last.at is not None and at < last.at:
        day = last.at.astimezone(SHANGHAI).date()
        if at.astimezone(SHANGHAI).date() < day:
            raise StorageError(f"{site.home_url}: its last change ({last.event}) was on {day}; this one cannot be before that")
        at = last.at  # the same day
    values = {"site_id": site.id, "event": event, "at": at, "author": author, "entered_at": datetime.now(UTC)}
    await connection.execute(db.insert(t.site_changes).values(values))


async def date_last(connection: AsyncConnection, site: Site, at: datetime) -> None:
    """Correct the day of a site's last change. Raises StorageError where there is none, or where it would pass another."""
    last = await _last(connection, site.id)
    if last is None:
        raise StorageError(f"{site.home_url}: has always been in service; a day belongs to a new --state")
    c = t.site_changes.c
    earlier = select(c.at).where(c.site_id == site.id, c.id != last.id, c.at > at).limit(1)
    if (await connection.execute(earlier)).first() is not None:
        raise StorageError(f"{site.home_url}: another change of its state is later than that day")
    await connection.execute(update(t.site_changes).where(c.id == last.id).values(at=at))


async def date_opening(connection: AsyncConnection, db: Database, site: Site, at: datetime, author: str) -> None:
    """Enter or correct the day on which a site was opened. Raises StorageError when it went out of service before that."""
    c = t.site_changes.c
    earlier = select(c.at).where(c.site_id == site.id, c.event != OPENED, c.at < at).limit(1)
    if (await connection.execute(earlier)).first() is not None:
        raise StorageError(f"{site.home_url}: went out of service before that day, so it was open")
    changed = update(t.site_changes).where(c.site_id == site.id, c.event == OPENED).values(at=at, author=author)
    if not (await connection.execute(changed)).rowcount:
        values = {"site_id": site.id, "event": OPENED, "at": at, "author": author, "entered_at": datetime.now(UTC)}
        await connection.execute(db.insert(t.site_changes).values(values))


async def _last(connection: AsyncConnection, site_id: SiteId) -> AnyRow | None:
    """The change that counts now; an opening counts only where nothing else is known."""
    c = t.site_changes.c
    query = select(t.site_changes).where(c.site_id == site_id, c.event != OPENED).order_by(c.id.desc()).limit(1)
    return (await connection.execute(query)).first()
