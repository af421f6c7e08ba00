"""The one way in which a finding changes its state outside a pass: the new state and an appended event, together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables as t
from storage.database import Database
from storage.frontier import CHUNK

KEEPS = ""
"""As the new state: the event is appended, the state stays what it is."""


async def append(
    connection: AsyncConnection,
    db: Database,
    ids: Iterable[int],
    event: str,
    state: str,
    *,
    author: str,
    note: str = "",
    site_pass: int | None = None,
    now: datetime | None = None,
) -> None:
    """Within a writing transaction: append one event to each finding and set its state (`KEEPS`: leave it)."""
    now = now or datetime.now(UTC)
    numbers = sorted(set(ids))
    for start in range(0, len(numbers), CHUNK):
        await _append(connection, db, numbers[start : start + CHUNK], event, state, author, note, site_pass, now)


async def _append(
    connection: AsyncConnection,
    db: Database,
    ids: Sequence[int],
    event: str,
    state: str,
    author: str,
    note: str,
    site_pass: int | None,
    now: datetime,
) -> None:
    f = t.findings.c
    if state != KEEPS:
        await connection.execute(update(t.findings).where(f.id.in_(ids)).values(state=state))
    states = {row.id: row.state for row in (await connection.execute(select(f.id, f.state).where(f.id.in_(ids)))).all()}
    common = {"at": now, "event": event, "author": author, "note": note, "site_pass_id": site_pass}
    rows = [common | {"finding_id": number, "state": states[number]} for number in ids if number in states]
    if rows:
        await connection.execute(db.insert(t.finding_events), rows)
