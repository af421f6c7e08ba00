"""A site that moves from http to https (or back) keeps its findings: the same page under the other scheme is the same page."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables as t
from storage.database import AnyRow
from storage.packing import fingerprint
from storage.passes import SitePass

_OTHER = {"http": "https", "https": "http"}


async def adopt(connection: AsyncConnection, mine: SitePass, new: Sequence[AnyRow]) -> int:
    """Give findings of a site that a pass sees under the other scheme only their new address; how many there were.

    `new` are observations that the ledger does not know. A finding that the pass sees under both schemes stays two.
    Dismissals of such findings go along.
    """
    twins = {twin: row for row in new if (twin := _twin(row))}
    if not twins:
        return 0
    f, o = t.findings.c, t.observations.c
    both = select(o.fingerprint).where(o.site_pass_id == mine.id, o.fingerprint.in_(twins))
    seen = {row.fingerprint for row in (await connection.execute(both)).all()}
    query = select(f.id, f.fingerprint).where(f.site_id == mine.site_id, f.fingerprint.in_(twins.keys() - seen), ~f.entered)
    known = (await connection.execute(query)).all()
    for old in known:
        row = twins[old.fingerprint]
        moved = update(t.findings).where(f.id == old.id).values(fingerprint=row.fingerprint, url=row.url)
        await connection.execute(moved)
        s = t.suppressions.c
        holding = and_(s.site_id == mine.site_id, s.fingerprint == old.fingerprint)
        await connection.execute(update(t.suppressions).where(holding).values(fingerprint=row.fingerprint))
        await _tell_earlier_passes(connection, mine, old.fingerprint, row.fingerprint)
    return len(known)


async def _tell_earlier_passes(connection: AsyncConnection, mine: SitePass, old: str, new: str) -> None:
    """What earlier passes saw keeps its finding, so that their reports can be printed again."""
    o, own = t.observations.c, select(t.site_passes.c.id).where(t.site_passes.c.site_id == mine.site_id)
    other = t.observations.alias()
    taken = select(other.c.site_pass_id).where(other.c.fingerprint == new)
    earlier = and_(o.fingerprint == old, o.site_pass_id.in_(own), o.site_pass_id.not_in(taken))
    await connection.execute(update(t.observations).where(earlier).values(fingerprint=new))


def _twin(row: AnyRow) -> str:
    """The fingerprint that the observation would have under the other scheme, "" where its address has none."""
    scheme, colon, rest = row.url.partition("://")
    other = _OTHER.get(scheme)
    return fingerprint(row.rule, f"{other}{colon}{rest}", row.discriminator) if other else ""
