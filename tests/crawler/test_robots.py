"""robots.txt in every state of repair."""

from collections.abc import AsyncIterator

import pytest

from crawler.address import Resolver
from crawler.fetch import Fetcher, Limits
from crawler.politeness import Politeness
from crawler.robots import Robots
from tests.server import LoopbackServer, Route, answer, page
from tests.server.hostile import drip

RULES = """\ufeffUser-agent: *
Disallow: /admin/
Disallow: /*.bak$
Crawl-delay: 0.01

User-agent: otherbot
Disallow: /

Sitemap: /sitemap.xml
Sitemap: mailto:x
"""


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    resolver = Resolver(allowed_hosts=["127.0.0.1"])
    async with Fetcher(resolver=resolver, limits=Limits(total=0.5), politeness=Politeness(backoff_cap=0.0)) as running:
        yield running


async def test_rules(fetcher: Fetcher) -> None:
    with LoopbackServer({"/robots.txt": answer(200, RULES.encode())}) as server:
        rules = await Robots(fetcher).of(server.url("/a"))
        assert rules.allowed(server.url("/a.html"))
        assert not rules.allowed(server.url("/admin/x"))
        assert not rules.allowed(server.url("/x.bak"))
        assert rules.sitemaps == (server.url("/sitemap.xml"),)
        assert (rules.crawl_delay, rules.note) == (0.01, "")
        assert fetcher.hosts.at(server.authority).delay == 0.01


async def test_one_request_for_an_origin(fetcher: Fetcher) -> None:
    import asyncio

    with LoopbackServer({"/robots.txt": answer(200, b"User-agent: *\nCrawl-delay: 86400")}) as server:
        robots = Robots(fetcher, crawl_delay_cap=5.0)
        found = await asyncio.gather(*(robots.of(server.url(f"/{n}")) for n in range(5)))
        assert server.asked("/robots.txt") == 1
        assert {rules.crawl_delay for rules in found} == {5.0}


@pytest.mark.parametrize(
    ("route", "note"),
    [
        (answer(404), "none"),
        (answer(403), "none"),
        (answer(500), "unreachable: 500"),
        (page("<!DOCTYPE html><p>User-agent: *\nDisallow: /"), "html"),
        (drip, "unreachable: timeout"),
        (answer(200, bytes(range(256)) * 3000), "cut"),
        (answer(200, b"Disallow: /x\n" * 10 + b"Crawl-delay: -1\nUser-agent\n:::\nSitemap: http://["), ""),
        (answer(200, b"User-agent: *\nDisallow: /" + b"*a" * 5000), ""),
    ],
)
async def test_whatever_cannot_be_understood_allows_everything(route: Route, note: str, fetcher: Fetcher) -> None:
    with LoopbackServer({"/robots.txt": route}) as server:
        rules = await Robots(fetcher).of(server.url("/"))
        assert rules.note == note
        assert rules.allowed(server.url("/" + "a" * 2000))
