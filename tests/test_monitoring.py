"""Visits from cron and from the daemon: what is kept, what is told, and what is our own trouble."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import monitoring
from model import Site, SiteId
from opening import new_fetcher
from rules.signatures import load_signatures
from settings import Settings, load
from storage import registry, visits
from storage.database import Database
from storage.visits import Visit
from tests.server import LoopbackServer, answer, page

HOSTS = ["www.open.gov.cn", "www.shut.gov.cn", "www.walled.gov.cn", "www.picky.gov.cn"]


async def picky(visit: object) -> None:
    browser = "xuncha" not in visit.request.headers["user-agent"]  # type: ignore[attr-defined]
    await visit.send(page("首页") if browser else answer(403))  # type: ignore[attr-defined]


def settings_for(path: Path, *more: str) -> Settings:
    return load(None, [f"database.url=sqlite:///{path}", "crawler.delay=0", "crawler.connect_seconds=1", *more])


def sites() -> list[Site]:
    return [Site(SiteId(0), f"http://{host}/", host) for host in HOSTS]


def test_one_round_from_cron(tmp_path: Path, empty_sqlite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(empty_sqlite.read_bytes())
    settings = settings_for(path)

    async def register() -> None:
        async with Database(f"sqlite:///{path}") as db:
            await registry.add(db, sites())

    asyncio.run(register())
    routes = {HOSTS[0]: page("首页"), HOSTS[1]: answer(500), HOSTS[2]: answer(412), HOSTS[3]: picky}
    servers = {host: LoopbackServer({"/": route}) for host, route in routes.items()}
    for server in servers.values():
        server.__enter__()
    try:
        resolve = [f"{host}=127.0.0.1:{server.port}" for host, server in servers.items()]
        assert monitoring.probe(settings, resolve=resolve) == monitoring.SOME_FAILED
        assert monitoring.probe(settings, sites=[HOSTS[0]], resolve=resolve) == monitoring.ALL_OPEN
        assert monitoring.probe(settings, sites=[HOSTS[2]], resolve=resolve) == monitoring.NOTHING_LEARNT
    finally:
        for server in servers.values():
            server.__exit__(None, None, None)
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("　")[2][:3] for line in lines[:4]] == ["已打开", "未打开", "按程序", "已打开"]
    assert "（500）" in lines[1] and "1次中未打开1次（100.0%）" in lines[1]
    assert "2次中未打开0次" in lines[4]


async def test_many_silent_sites_and_no_control_host_are_our_own_trouble(tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "x.db", "verify.control_hosts=no-such-host.invalid")
    far = [Site(SiteId(n), f"http://no-such-host-{n}.invalid/") for n in range(1, 4)]
    with LoopbackServer({"/": page("首页")}) as server:
        near = Site(SiteId(9), "http://www.near.gov.cn/")
        overrides = {"www.near.gov.cn": ("127.0.0.1", server.port)}
        async with new_fetcher(settings, [*far, near], overrides) as fetcher:
            found = await monitoring.visit_round(settings, fetcher, load_signatures(), [*far, near], 5, asyncio.Event())
    assert [each.outcome for each in found] == ["ours"] * 3 + ["ok"]


async def test_a_site_on_this_machine_that_refuses_needs_no_control(tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "x.db", "verify.control_hosts=no-such-host.invalid")
    site = Site(SiteId(1), "http://www.refuses.gov.cn/")
    async with new_fetcher(settings, [site], {"www.refuses.gov.cn": ("127.0.0.1", 1)}) as fetcher:
        [visit] = await monitoring.visit_round(settings, fetcher, load_signatures(), [site], 5, asyncio.Event())
    assert (visit.outcome, visit.error) == ("failed", "connect")


async def test_the_watch_visits_what_is_due_and_ends_when_told(sqlite_db: Database) -> None:
    settings = load(None, ["crawler.delay=0", "calendar.check_seconds=0.05"])
    numbers = await registry.add(sqlite_db, sites()[:2])
    await visits.add(sqlite_db, [Visit(numbers[1], datetime.now(UTC) - timedelta(minutes=5), "ok")])
    stop = asyncio.Event()
    with LoopbackServer({"/": page("首页")}) as server:
        overrides = dict.fromkeys(HOSTS, ("127.0.0.1", server.port))
        watch = asyncio.create_task(monitoring.keep_watch(settings, sqlite_db, stop, overrides=overrides))
        for _ in range(200):
            await asyncio.sleep(0.02)
            if numbers[0] in await visits.latest(sqlite_db):
                break
        stop.set()
        await asyncio.wait_for(watch, 5)
        assert [request.headers["host"].partition(":")[0] for request in server.log] == [HOSTS[0]], "the other was not due"
    never = load(None, ["probes.monitor_minutes=0"])
    await asyncio.wait_for(monitoring.keep_watch(never, sqlite_db, asyncio.Event()), 1)
