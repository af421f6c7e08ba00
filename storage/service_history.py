"""Which sites were in service at a past moment, read from their changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from model import Site, SiteId, SiteState
from storage import tables as t
from storage.database import Database
from storage.registry import site_of
from storage.site_changes import AFTER, OPENED, Change


@dataclass(frozen=True, slots=True)
class Service:
    """A registered site with its changes, the oldest first."""

    site: Site
    registered_at: datetime
    changes: tuple[Change, ...] = ()

    @property
    def since(self) -> datetime:
        """From when on the site is known: the day it was opened, else the day it came into the register."""
        opened = [each.at for each in self.changes if each.event == OPENED and each.at]
        return min([self.registered_at, *opened])

    def state_at(self, moment: datetime) -> SiteState:
        """Whether it was in service just before a moment."""
        before = [each for each in self.changes if each.at is None or each.at < moment]
        return AFTER[before[-1].event] if before else SiteState.RUNNING

    def in_service(self, moment: datetime) -> bool:
        """Whether it was known and in service just before a moment."""
        return self.since < moment and self.state_at(moment) is SiteState.RUNNING

    def between(self, start: datetime, end: datetime) -> list[Change]:
        """The changes in a span of time."""
        return [each for each in self.changes if each.at is not None and start <= each.at < end]


async def services(db: Database) -> dict[SiteId, Service]:
    """Every registered site, also those that are closed."""
    s, c = t.sites.c, t.site_changes.c
    changes: dict[int, list[Change]] = {}
    async with db.read() as connection:
        rows = (await connection.execute(select(t.sites).where(s.registered).order_by(s.id))).all()
        for row in (await connection.execute(select(c.site_id, c.event, c.at).order_by(c.id))).all():
            changes.setdefault(row.site_id, []).append(Change(row.event, row.at))
    return {SiteId(row.id): Service(site_of(row), row.created_at, _in_order(changes.get(row.id, []))) for row in rows}


def _in_order(changes: list[Change]) -> tuple[Change, ...]:
    first = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(changes, key=lambda each: each.at or first))
