"""The daemon looks again at what counts only when it is seen at two times, as soon as that is due."""

import asyncio
from datetime import timedelta

from sqlalchemy import update

from model import Finding, Outcome, PassKind
from second_looks import catch_up, keep_looking, look_once
from settings import Settings, load
from storage import findings, over_time, passes, registry, tables
from storage.database import Database
from storage.findings import Wanted
from tests.server import LoopbackServer, answer, page
from tests.storage.inspected import look
from tests.whole.site import HOME, HOST, small_site

LINK = HOME + "gone.html"
PAGE = HOME + "xwzx/202611/t20261101_1000.html"
HOURS = {"broken-link": 24.0}
DEMANDS = {"broken-link": over_time.Demand(hours=24)}
GONE = small_site(extra='<a href="/gone.html">办事指南</a>')
MENDED = GONE | {"/gone.html": page("<h1>办事指南</h1><p>材料齐全的当场受理。</p>")}


def settings(*more: str) -> Settings:
    quick = ("crawler.delay=0", "verify.spacing=0.1", "workers.processes=1", "calendar.check_seconds=0.1", "log.level=error")
    return load(None, [*quick, *more])


async def seen_at_first(db: Database, ago: timedelta) -> int:
    """A weekly pass saw a dead link so long ago; the number of its site's pass."""
    evidence = {"status": 404, "reason": "http-status", "pages": 1, "attempts": [{"status": 404}]}
    broken = Finding("broken-link", LINK, PAGE, "“办事指南”链接无法打开（返回404）。", evidence=evidence)
    also = {LINK: Outcome.BROKEN, PAGE: Outcome.OK}
    store, _ = await look(db, "2026-W47", [broken], home=HOME, kind=PassKind.WEEKLY, also=also, demands=DEMANDS)
    e = tables.finding_events
    async with db.write() as connection:
        await connection.execute(update(tables.sites).values(registered=True))
        row = (await connection.execute(tables.finding_events.select())).one()
        await connection.execute(update(e).values(at=row.at - ago))
    return store.id


async def once(db: Database, server: LoopbackServer, tried: dict[int, object] | None = None) -> int:
    host = {HOST: ("127.0.0.1", server.port)}
    return await look_once(settings(), db, HOURS, tried if tried is not None else {}, asyncio.Event(), host)  # type: ignore[arg-type]


async def now_is(db: Database) -> tuple[str, str]:
    (found,) = await findings.listed(db, Wanted(rules=["broken-link"]))
    return found.state, found.finding.confidence


async def test_what_still_fails_a_day_later_is_certain(sqlite_db: Database) -> None:
    first = await seen_at_first(sqlite_db, timedelta(hours=25))
    with LoopbackServer(GONE) as server:
        assert await once(sqlite_db, server) == 1
        assert await now_is(sqlite_db) == ("open", "confirmed")
        assert await once(sqlite_db, server) == 0
    with sqlite_db.read_sync() as connection:
        rows = connection.execute(tables.observations.select()).all()
    assert {row.site_pass_id: row.confidence for row in rows}[first] == "confirmed"


async def test_what_works_by_then_is_fixed(sqlite_db: Database) -> None:
    await seen_at_first(sqlite_db, timedelta(hours=25))
    with LoopbackServer(MENDED) as server:
        assert await once(sqlite_db, server) == 1
    assert await now_is(sqlite_db) == ("fixed", "suspected")


async def test_nothing_is_asked_before_its_time_or_while_a_pass_is_at_work(sqlite_db: Database) -> None:
    await seen_at_first(sqlite_db, timedelta(hours=3))
    with LoopbackServer(GONE) as server:
        assert await once(sqlite_db, server) == 0
        later = timedelta(hours=25)
        async with sqlite_db.write() as connection:
            e = tables.finding_events
            row = (await connection.execute(e.select())).one()
            await connection.execute(update(e).values(at=row.at - later))
        (site,) = await registry.listed(sqlite_db)
        await passes.create(sqlite_db, PassKind.WEEKLY, "2026-W48", "chk-2019", "hash", [site.id], {})
        assert await once(sqlite_db, server) == 0
        assert server.log == []


async def test_a_site_that_does_not_answer_is_not_asked_at_every_turn(sqlite_db: Database) -> None:
    await seen_at_first(sqlite_db, timedelta(hours=25))
    tried: dict[int, object] = {}
    with LoopbackServer({"/": answer(503), "/robots.txt": answer(404)}) as server:
        assert [await once(sqlite_db, server, tried) for _ in range(2)] == [1, 0]
    assert await now_is(sqlite_db) == ("open", "suspected")


async def test_it_ends_when_told_to_and_does_nothing_when_switched_off(sqlite_db: Database) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(keep_looking(settings(), sqlite_db, stop))
    await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(task, 5)
    off = settings("calendar.second_looks=false")
    await asyncio.wait_for(keep_looking(off, sqlite_db, asyncio.Event()), 5)


async def test_a_sweep_looks_again_when_its_own_pass_is_done(sqlite_db: Database) -> None:
    await seen_at_first(sqlite_db, timedelta(hours=25))
    with LoopbackServer(GONE) as server:
        host = {HOST: ("127.0.0.1", server.port)}
        off = settings("calendar.second_looks=false")
        assert await catch_up(off, sqlite_db, asyncio.Event(), host) == 0  # type: ignore[arg-type]
        assert await now_is(sqlite_db) == ("open", "suspected")
        assert await catch_up(settings(), sqlite_db, asyncio.Event(), host) == 1  # type: ignore[arg-type]
    assert await now_is(sqlite_db) == ("open", "confirmed")
