"""The addresses of a pass that only wait for another look, when all else is done: what may still come of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, or_, select

from model import LinkKind, Outcome, SitePassId
from storage import tables as t
from storage.database import Database
from storage.frontier import FrontierState, chunks_of

MOST = 2_000


async def of_no_consequence(db: Database, site_id: int, site_pass: SitePassId) -> frozenset[int] | None:
    """The addresses that still wait, where nobody but the checks on links asks what becomes of one that fails once more.

    None where one of them means more: a page that was read before, a column, a script, a way to another site; or an address
    that has not been asked at all.
    """
    f = t.frontier.c
    query = (
        select(f.url_id, f.state, f.kind, f.job, f.reason, t.pages.c.id.label("page"), t.urls.c.url)
        .join(t.urls, t.urls.c.id == f.url_id)
        .outerjoin(t.pages, t.pages.c.url_id == f.url_id)
        .where(f.site_pass_id == site_pass, f.state.in_((FrontierState.PENDING, FrontierState.CONFIRM)))
        .limit(MOST + 1)
    )
    async with db.read() as connection:
        rows = (await connection.execute(query)).all()
        known = set((await connection.execute(select(t.columns.c.url).where(t.columns.c.site_id == site_id))).scalars())
    columns = {url.partition("#")[0] for url in known}
    if len(rows) > MOST or any(
        row.state != FrontierState.CONFIRM
        or row.page is not None
        or row.kind == LinkKind.SCRIPT
        or (row.kind == LinkKind.PAGE and row.job == "verify")
        or row.url in columns
        for row in rows
    ):
        return None
    return frozenset(row.url_id for row in rows)


async def have_failed(db: Database, site_pass: SitePassId, numbers: Collection[int]) -> bool:
    """Whether each of some addresses has failed for good, and not by an answer without a word."""
    f = t.frontier.c
    failed = 0
    async with db.read() as connection:
        for chunk in chunks_of(sorted(numbers)):
            query = select(func.count()).where(
                f.site_pass_id == site_pass,
                f.url_id.in_(chunk),
                f.state == FrontierState.DONE,
                or_(f.outcome == Outcome.BROKEN, f.outcome == Outcome.UNVERIFIED),
                f.reason != "empty",  # such a page stands among the site's columns
            )
            failed += (await connection.execute(query)).scalar_one()
    return failed == len(numbers)
