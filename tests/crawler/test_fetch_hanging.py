"""Pages that hang on a host that is alive: the fetcher looks for life before it gives the host up."""

from __future__ import annotations

import asyncio

import pytest

from crawler.address import Resolver
from crawler.fetch import Fetcher, Limits
from crawler.politeness import Politeness
from tests.server import LoopbackServer, Visit, page
from tests.server.hostile import reset


async def hang(visit: Visit) -> None:
    await asyncio.sleep(60)


@pytest.mark.parametrize("lives", [True, False])
async def test_a_host_is_given_up_only_when_nothing_answers(lives: bool) -> None:
    routes = {"/": page("好"), **{f"/hang/{n}": hang for n in range(12)}}
    with LoopbackServer(routes) as server:
        resolver = Resolver(allowed_networks=["127.0.0.0/8"])
        limits = Limits(total=0.2, connect=0.5)
        manners = Politeness(concurrency=12, backoff_step=0.0, backoff_cap=0.0, breaker_failures=5)
        async with Fetcher(resolver=resolver, limits=limits, politeness=manners) as fetcher:
            assert (await fetcher.get(server.url("/"))).status == 200
            if not lives:
                server.routes["/"] = hang
            answers = await asyncio.gather(*(fetcher.get(server.url(f"/hang/{n}")) for n in range(12)))
            last = await fetcher.get(server.url("/"))
    assert {answer.error for answer in answers} <= {"timeout", "host-down"}
    assert last.error == ("" if lives else "host-down")


@pytest.mark.parametrize("lives", [True, False])
async def test_addresses_that_reset_are_not_the_host(lives: bool) -> None:
    routes = {"/": page("好"), **{f"/down/{n}": reset for n in range(12)}, **{f"/good/{n}": page("好") for n in range(6)}}
    with LoopbackServer(routes) as server:
        resolver = Resolver(allowed_networks=["127.0.0.0/8"])
        manners = Politeness(concurrency=4, backoff_step=0.0, backoff_cap=0.0, breaker_failures=5)
        async with Fetcher(resolver=resolver, limits=Limits(total=2.0, connect=0.5), politeness=manners) as fetcher:
            assert not fetcher.has_answered(server.url("/"))
            assert (await fetcher.get(server.url("/"))).status == 200
            assert fetcher.has_answered(server.url("/"))
            if not lives:
                server.routes.update(dict.fromkeys(routes, reset))
            bad = [(await fetcher.get(server.url(f"/down/{n}"))).error for n in range(12)]
            good = [(await fetcher.get(server.url(f"/good/{n}"))).status for n in range(6)]
    if lives:
        assert (set(bad), set(good)) == ({"reset"}, {200})
    else:
        assert bad[-1] == "host-down" and set(good) == {None}
