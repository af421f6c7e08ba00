"""What the sites of one pass have in common is asked once: a real sweep over two sites with one outside friend."""

from __future__ import annotations

import asyncio
import base64

from sqlalchemy import select

from inspection import run_pass
from model import PassKind, Site, SiteId
from opening import open_tools
from settings import load
from storage import registry
from storage import tables as t
from storage.database import Database
from tests.server import LoopbackServer, Visit, page
from tests.server.hostile import reset
from tests.whole.site import small_site

FRIEND = "http://www.old-friend.com/"
HOSTS = ("www.one.gov.cn", "www.two.gov.cn")


_PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


async def picture(visit: Visit) -> None:
    """A picture of one dot."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n" % len(_PNG) + _PNG)


async def test_an_outside_target_is_asked_once_for_all_sites_of_a_pass(sqlite_db: Database) -> None:
    settings = load(
        None,
        [
            "crawler.sites_at_once=1",
            "workers.processes=1",
            "log.level=error",
            "crawler.delay=0",
            "verify.spacing=0.1",
            "verify.robot_look=false",
        ],
    )
    friend = page("<html><head><title>澳门新葡京娱乐城</title></head><body>x</body></html>")
    routes = small_site(extra=f'<a href="{FRIEND}">合作单位</a>')
    with LoopbackServer(routes) as site, LoopbackServer({"/": friend}) as other:
        await registry.add(sqlite_db, [Site(SiteId(0), f"http://{host}/", host) for host in HOSTS])
        overrides = dict.fromkeys(HOSTS, ("127.0.0.1", site.port)) | {"www.old-friend.com": ("127.0.0.1", other.port)}
        sites = await registry.listed(sqlite_db)
        async with open_tools(settings, sqlite_db, sites=sites, overrides=overrides, stop=asyncio.Event()) as tools:
            await run_pass(tools, PassKind.QUARTERLY, "2026-Q4")
        assert other.asked("/") == 1
    async with sqlite_db.read() as connection:
        found = (await connection.execute(select(t.findings.c.url).where(t.findings.c.rule == "harmful-link"))).scalars().all()
    assert found == [FRIEND, FRIEND]


async def test_pictures_of_a_host_that_rests_are_asked_before_they_count_as_broken(sqlite_db: Database) -> None:
    quick = ["workers.processes=1", "log.level=error", "crawler.delay=0", "verify.spacing=0.1", "verify.robot_look=false"]
    files = [f"/files/{n}.pdf" for n in range(12)]
    pictures = [f"/images/{n}.png" for n in range(6)]
    body = "".join(f'<a href="{path}">附件</a>' for path in files) + "".join(f'<img src="{path}">' for path in pictures)
    routes = small_site(extra=body) | dict.fromkeys(files, reset) | dict.fromkeys(pictures, picture)
    with LoopbackServer(routes) as server:
        await registry.add(sqlite_db, [Site(SiteId(0), f"http://{HOSTS[0]}/", HOSTS[0])])
        overrides = {HOSTS[0]: ("127.0.0.1", server.port)}
        sites = await registry.listed(sqlite_db)
        async with open_tools(load(None, quick), sqlite_db, sites=sites, overrides=overrides, stop=asyncio.Event()) as tools:
            await run_pass(tools, PassKind.QUARTERLY, "2026-Q4")
        assert all(server.asked(path) for path in (*files, *pictures))
    async with sqlite_db.read() as connection:
        rules = t.findings.c.rule.in_(("broken-image", "broken-attachment"))
        found = (await connection.execute(select(t.findings.c.url).where(rules))).scalars().all()
    assert sorted(found) == sorted(f"http://{HOSTS[0]}{path}" for path in files)
