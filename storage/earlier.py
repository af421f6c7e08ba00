"""What an earlier pass knew of the addresses that a later one meets."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from model import LinkKind, Outcome, SitePassId
from storage import tables as t
from storage.database import Database
from storage.frontier import FrontierState, Settled, chunks_of

GONE = (404, 410)
LOOKS = 2  # of the earlier pass, that proved an address to be gone
MOST_GONE = 10_000


async def gone_before(db: Database, site_pass: SitePassId) -> dict[int, Settled]:
    """The addresses that a pass proved to be gone, with its last looks at them, each to be confirmed by one more.

    Only what says so of itself (404, 410): what fails for a while proves nothing of another day.
    """
    f = t.frontier.c
    query = (
        select(f.url_id, f.status, f.attempts)
        .where(f.site_pass_id == site_pass, f.state == FrontierState.DONE, f.outcome == Outcome.BROKEN)
        .where(f.reason == "http-status", f.status.in_(GONE))
        .limit(MOST_GONE)
    )
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
    looks = {row.url_id: (row.attempts or [])[-LOOKS:] for row in rows}
    return {
        row.url_id: Settled(None, "http-status", row.status, looks[row.url_id])
        for row in rows
        if len(looks[row.url_id]) == LOOKS
    }


async def past_candidates(db: Database, old_pass: int, numbers: Sequence[int]) -> list[tuple[int, str, LinkKind, str]]:
    """(number, address, kind, words) of addresses as an earlier pass met them; for pages that did not change."""
    found: list[tuple[int, str, LinkKind, str]] = []
    f = t.frontier.c
    async with db.read() as connection:
        for chunk in chunks_of(numbers):
            query = (
                select(f.url_id, t.urls.c.url, f.kind, f.text)
                .join(t.urls, t.urls.c.id == f.url_id)
                .where(f.site_pass_id == old_pass, f.url_id.in_(chunk))
            )
            found.extend((r.url_id, r.url, LinkKind(r.kind), r.text) for r in (await connection.execute(query)).all())
    return found
