"""The register of government accounts on other platforms (政务新媒体), and its figures for reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import and_, case, func, select

from model import SHANGHAI, MediaAccount, MediaState
from storage import tables as t
from storage.database import AnyRow, Database

CHUNK = 500
DAYS = 14
"""An account without an update for more days is unqualified (国办秘函〔2019〕19号, 新媒体单项否决)."""


@dataclass(frozen=True, slots=True)
class MediaFigures:
    """How many running accounts there are and how many were not kept up to date."""

    total: int
    dated: int  # those whose newest item's day is known
    unqualified: int  # of these, without an update for more than the limit

    @property
    def share(self) -> float | None:
        """Percent of the dated ones that are qualified (合格率); None where none is dated."""
        return round((self.dated - self.unqualified) * 100 / self.dated, 1) if self.dated else None


async def put(db: Database, accounts: Sequence[MediaAccount]) -> None:
    """Register accounts, all or none; one that is known by platform and name is brought up to date.

    A row without a day keeps the day that is known, and with it the day on which that was known.
    """
    now = datetime.now(UTC)
    async with db.write() as connection:
        for start in range(0, len(accounts), CHUNK):
            rows = [_values(account, now) for account in accounts[start : start + CHUNK]]
            insert = db.insert(t.media)
            new = insert.excluded
            changes = {name: new[name] for name in ("owner", "account", "state")}
            changes["latest"] = func.coalesce(new["latest"], t.media.c.latest)
            keeps = and_(new["latest"].is_(None), t.media.c.latest.is_not(None))
            changes["imported_at"] = case((keeps, t.media.c.imported_at), else_=new["imported_at"])
            await connection.execute(insert.on_conflict_do_update(index_elements=["platform", "name"], set_=changes), rows)


async def listed(db: Database) -> list[MediaAccount]:
    """Every account, by owner, platform and name."""
    c = t.media.c
    async with db.read() as connection:
        rows = (await connection.execute(select(t.media).order_by(c.owner, c.platform, c.name))).all()
    return [_account(row) for row in rows]


def figures(accounts: Iterable[MediaAccount], today: date, days: int) -> MediaFigures:
    """The figures of a register on one day; an account is unqualified without an update for more than `days` days."""
    running = [account for account in accounts if account.state is MediaState.RUNNING]
    idle = [known for account in running if (known := idle_days(account, today)) is not None]
    return MediaFigures(len(running), len(idle), sum(known > days for known in idle))


def idle_days(account: MediaAccount, today: date) -> int | None:
    """Days without an update as far as the register knows: what came after it was imported nobody has looked at."""
    return age_of(account, min(today, account.imported or today))


def age_of(account: MediaAccount, today: date) -> int | None:
    """Days since the newest item, None where its day is not known."""
    return None if account.latest is None else (today - account.latest).days


def _values(account: MediaAccount, now: datetime) -> dict[str, object]:
    return {
        "platform": account.platform,
        "name": account.name,
        "owner": account.owner,
        "account": account.account,
        "latest": account.latest.isoformat() if account.latest else None,
        "state": account.state,
        "imported_at": now,
    }


def _account(row: AnyRow) -> MediaAccount:
    latest = date.fromisoformat(row.latest) if row.latest else None
    imported = row.imported_at.astimezone(SHANGHAI).date()
    return MediaAccount(row.name, row.platform, row.owner, row.account, latest, MediaState(row.state), imported)
