"""Who works on which site: never two audits of one site, never more than its share for a host group."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from model import PassId, PassKind, Site, SiteId, SitePassState
from storage import dispatch, overview, passes, registry
from storage.database import Database
from storage.passes import SitePass

LEASE = 60.0


async def register(db: Database, amount: int, group: str = "") -> list[Site]:
    new = [Site(SiteId(0), f"http://www.s{i}.gov.cn/", f"站{i}", host_group=group) for i in range(amount)]
    await registry.add(db, new)
    return await registry.listed(db)


async def make(db: Database, kind: PassKind, period: str, sites: list[Site]) -> tuple[PassId, list[SitePass]]:
    number, _ = await passes.create(db, kind, period, "p", "h", [site.id for site in sites], {})
    return number, await passes.sites_of(db, number)


async def take(db: Database, row: SitePass, now: datetime | None = None, group: int = 2) -> SitePass | None:
    return await dispatch.take(db, row, "worker", LEASE, per_group=group, options={}, now=now)


async def reload(db: Database, row: SitePass) -> SitePass:
    return next(r for r in await passes.sites_of(db, row.pass_id) if r.id == row.id)


async def test_one_site_is_in_one_audit_whatever_the_pass(db: Database) -> None:
    sites = await register(db, 1)
    _, [weekly] = await make(db, PassKind.WEEKLY, "2026-W47", sites)
    _, [monthly] = await make(db, PassKind.MONTHLY, "2026-11", sites)
    async with Database(db.url) as other:
        got = await asyncio.gather(*(take(d, row) for d in (db, other) for row in (weekly, monthly)))
    [mine] = [g for g in got if g is not None]
    async with db.write() as connection:
        await passes.end(connection, mine, SitePassState.DONE, "", {}, None)
    left = monthly if mine.id == weekly.id else weekly
    assert await take(db, left) is not None


async def test_person_s_audit_is_waited_for(db: Database) -> None:
    sites = await register(db, 1)
    _, [audit] = await make(db, PassKind.AUDIT, "x", sites)
    _, [weekly] = await make(db, PassKind.WEEKLY, "2026-W47", sites)
    person = await passes.claim(db, audit.id, "person", LEASE)
    assert person is not None
    assert await take(db, weekly) is None
    await passes.release(db, person, {})
    assert await take(db, weekly) is not None, "an audit that a person may resume some day blocks nothing"


async def test_host_group_has_its_share(db: Database) -> None:
    sites = await register(db, 5, "集约化平台")
    _, rows = await make(db, PassKind.WEEKLY, "2026-W47", sites)
    async with Database(db.url) as other:
        got = await asyncio.gather(*(take(d, row) for d, row in zip((db, other, db, other, db), rows, strict=True)))
    assert sum(g is not None for g in got) == 2
    late = datetime.now(UTC) + timedelta(seconds=LEASE + 1)
    free = [row for row, g in zip(rows, got, strict=True) if g is None]
    assert await take(db, free[0], now=late) is not None, "the dead do not count"


async def test_interrupted_pass_of_a_site_goes_before_another_one(db: Database) -> None:
    sites = await register(db, 1)
    _, [monthly] = await make(db, PassKind.MONTHLY, "2026-11", sites)
    _, [weekly] = await make(db, PassKind.WEEKLY, "2026-W47", sites)
    begun = await take(db, weekly)
    assert begun is not None
    await passes.release(db, begun, {})
    listed = await dispatch.waiting(db, sites)
    assert [item.row.id for item in listed] == [weekly.id, monthly.id]
    assert await take(db, monthly) is None
    again = await take(db, listed[0].row)
    assert again is not None and again.attempt == 2


async def test_interrupted_site_waits_until_its_lease_has_ended(db: Database) -> None:
    sites = await register(db, 1)
    _, [row] = await make(db, PassKind.WEEKLY, "2026-W47", sites)
    began = datetime.now(UTC)
    assert await take(db, row, now=began) is not None
    soon, late = began + timedelta(seconds=LEASE - 1), began + timedelta(seconds=LEASE + 1)
    assert await dispatch.waiting(db, sites, soon) == []
    assert await take(db, row, now=soon) is None
    [item] = await dispatch.waiting(db, sites, late)
    taken = await take(db, item.row, now=late)
    assert taken is not None and taken.attempt == 2


async def test_begun_first_then_the_shorter_pass(db: Database) -> None:
    sites = await register(db, 2)
    quarterly, _ = await make(db, PassKind.QUARTERLY, "2026-Q4", sites)
    monthly, [first, _] = await make(db, PassKind.MONTHLY, "2026-11", sites)
    weekly, _ = await make(db, PassKind.WEEKLY, "2026-W47", sites)
    begun = await take(db, first)
    assert begun is not None
    await passes.release(db, begun, {})
    order = [item.row.pass_id for item in await dispatch.waiting(db, sites)]
    assert order == [monthly, weekly, weekly, monthly, quarterly, quarterly]


async def test_next_pass_of_a_kind_ends_what_the_last_one_left(db: Database) -> None:
    sites = await register(db, 4)
    old, [done, begun, live, _] = await make(db, PassKind.WEEKLY, "2026-W46", sites)
    _, [monthly, *_] = await make(db, PassKind.MONTHLY, "2026-11", sites[:1])
    for row in (done, begun, live):
        mine = await take(db, row)
        assert mine is not None
        if row is done:
            async with db.write() as connection:
                await passes.end(connection, mine, SitePassState.DONE, "", {}, None)
        if row is begun:
            await passes.release(db, mine, {"pages": 3})
            stale = mine
    new, _ = await make(db, PassKind.WEEKLY, "2026-W47", sites)
    assert await dispatch.supersede(db, PassKind.WEEKLY, new) == 2
    rows = await passes.sites_of(db, old)
    assert [(row.state, row.reason) for row in rows] == [
        (SitePassState.DONE, ""),
        (SitePassState.PARTIAL, "interrupted"),
        (SitePassState.RUNNING, ""),
        (SitePassState.FAILED, "period-over"),
    ]
    assert rows[1].coverage == {"pages": 3}
    assert rows[1].attempt > stale.attempt, "a worker that wakes up must find itself out of date"
    assert (await reload(db, monthly)).state is SitePassState.DUE
    assert await dispatch.supersede(db, PassKind.WEEKLY, new) == 0


async def test_site_out_of_service_is_left_out(db: Database) -> None:
    sites = await register(db, 2)
    number, [row, other] = await make(db, PassKind.WEEKLY, "2026-W47", sites)
    await registry.retire(db, sites[0].id)
    listed = await dispatch.waiting(db, await registry.listed(db, running=True))
    assert [item.site is None for item in listed] == [True, False]
    assert await dispatch.leave_out(db, row)
    assert not await dispatch.leave_out(db, row)
    left = await reload(db, row)
    assert (left.state, left.reason) == (SitePassState.FAILED, dispatch.NOT_RUNNING)
    await dispatch.leave_out(db, other)
    inspection = await passes.get(db, number)
    assert inspection is not None and inspection.finished_at is not None


async def test_pass_whose_last_sites_ended_together_is_finished(db: Database) -> None:
    sites = await register(db, 1)
    number, [row] = await make(db, PassKind.WEEKLY, "2026-W47", sites)
    assert await dispatch.finish(db) == []
    mine = await take(db, row)
    assert mine is not None
    await dispatch.fail(db, mine, "ValueError: x")
    async with db.write() as connection:
        await connection.exec_driver_sql("UPDATE passes SET finished_at = NULL")
    assert await dispatch.finish(db) == [number]
    assert await dispatch.finish(db) == []


async def test_sites_without_a_row(db: Database) -> None:
    sites = await register(db, 3)
    await make(db, PassKind.WEEKLY, "2026-W47", sites[:2])
    assert await dispatch.without_row(db, PassKind.WEEKLY, "2026-W47", sites) == sites[2:]
    assert await dispatch.without_row(db, PassKind.WEEKLY, "2026-W48", sites) == sites


async def test_history_of_a_site_is_newest_first(db: Database) -> None:
    sites = await register(db, 1)
    for period in ("2026-W45", "2026-W46", "2026-W47"):
        await make(db, PassKind.WEEKLY, period, sites)
    history = await overview.history_of(db, sites[0].id, limit=2)
    assert [inspection.period for inspection, _ in history] == ["2026-W47", "2026-W46"]
    assert all(newer.id > older.id for (_, newer), (_, older) in pairwise(history))
