"""Scores of ended passes as people's words change them; what a score was before stays known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, and_, select, update

from model import Json, SitePassId
from storage import tables as t
from storage.database import Database
from storage.frontier import CHUNK


async def keep(db: Database, site_pass: SitePassId, score: Json) -> None:
    """Keep the score of an ended pass as it stands now that people have spoken."""
    table = t.site_passes.c
    one = and_(table.id == site_pass, table.ended_at.is_not(None))
    async with db.write() as connection:
        before = (await connection.execute(select(table.score).where(one))).first()
        if before is None or before.score == score:
            return
        if before.score is not None:
            values = {"site_pass_id": site_pass, "until": datetime.now(UTC), "score": before.score}
            await connection.execute(db.insert(t.former_scores).values(values))
        await connection.execute(update(t.site_passes).where(one).values(score=score))


def as_of(connection: Connection, numbers: Sequence[SitePassId], moment: datetime) -> dict[SitePassId, Json]:
    """The scores that some passes had at a moment; those whose score has not changed since are left out."""
    f = t.former_scores.c
    found: dict[SitePassId, Json] = {}
    for start in range(0, len(numbers), CHUNK):
        some = and_(f.site_pass_id.in_(numbers[start : start + CHUNK]), f.until >= moment)
        for row in connection.execute(select(f.site_pass_id, f.score).where(some).order_by(f.until, f.id)):
            found.setdefault(SitePassId(row.site_pass_id), row.score)
    return found
