"""Inspections in a database, made without a crawl: register, passes, findings, ledger."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update

from model import SHANGHAI, Finding, PassKind, Site, SiteId, SiteKind, SitePassState
from storage import finding_events, ledger, passes, registry, tables
from storage.database import Database
from storage.finding_rows import UNSOLVED
from storage.packing import plain
from storage.pages import SiteStore
from tests.reports.sample import SCORE

TOWN = Site(SiteId(0), "http://www.qingshan.gov.cn/", "青山县人民政府", "5399000001", "青山县人民政府办公室", SiteKind.PORTAL)
BUREAU = Site(SiteId(0), "http://jyj.qingshan.gov.cn/", "青山县教育局", "5399000002", "青山县教育局", SiteKind.DEPARTMENT)
HEALTH = Site(
    SiteId(0), "http://wjj.qingshan.gov.cn/", "青山县卫生健康局", "5399000003", "青山县卫生健康局", SiteKind.DEPARTMENT
)


async def register(db: Database, *sites: Site) -> list[Site]:
    """Registered sites with their numbers; they have been in the register since the year began."""
    numbers = await registry.add(db, sites)
    async with db.write() as connection:
        await connection.execute(update(tables.sites).values(created_at=datetime(2026, 1, 1, tzinfo=SHANGHAI)))
    return [await registry.get(db, number) for number in numbers]


async def inspect(
    db: Database,
    kind: PassKind,
    period: str,
    ended: datetime,
    found: Mapping[SiteId, Sequence[Finding]],
    results: Mapping[SiteId, tuple[str, float | None]],
    *,
    complete: bool = True,
    looked_at: bool = False,
) -> None:
    """One pass over some sites. `looked_at`: what it does not find again counts as mended."""
    number, _ = await passes.create(db, kind, period, "chk-2019", "hash", list(found), {"rules": ["broken-link"]})
    for row in await passes.sites_of(db, number):
        mine = await passes.claim(db, row.id, "me", 60)
        assert mine is not None
        site = await registry.get(db, row.site_id)
        await SiteStore(db, site, mine, 60).observe(list(found[row.site_id]), [])
        result, total = results[row.site_id]
        vetoes = [] if result == "合格" else plain(SCORE)["vetoes"]
        score = plain(SCORE) | {
            "result": result,
            "total": total,
            "vetoes": [v | {"suspected": result != "不合格"} for v in vetoes],
        }
        await ledger.reconcile(
            db, mine, rules=(), link_rules=(), complete=complete, state=SitePassState.DONE, reason="",
            coverage={"complete": complete, "pages": 50}, score=score,
        )  # fmt: skip
        async with db.write() as connection:
            t, f, e = tables.site_passes, tables.findings, tables.finding_events
            await connection.execute(update(t).where(t.c.id == row.id).values(ended_at=ended, started_at=ended))
            await connection.execute(update(e).where(e.c.site_pass_id == row.id).values(at=ended))
            if looked_at:
                gone = select(f.c.id).where(f.c.site_id == row.site_id, f.c.last_pass_id != row.id, ~f.c.entered)
                numbers = (await connection.execute(gone.where(f.c.state.in_(UNSOLVED)))).scalars().all()
                await finding_events.append(
                    connection, db, numbers, "fixed", "fixed", author="xuncha", site_pass=row.id, now=ended
                )


def problem(site: Site, rule: str, number: int, message: str, *, column: str | None = None, **more: object) -> Finding:
    """A confirmed finding of a site."""
    url = f"{site.home_url}p/{number}.html"
    return Finding(rule, url, url, message, column=column, evidence=dict(more), discriminator=str(number))
