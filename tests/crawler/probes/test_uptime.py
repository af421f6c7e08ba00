"""Visits of a home page: what counts, how many, and when it is us."""

import asyncio
import time

import pytest

from crawler.probes import Ground, health, uptime
from tests.crawler.probes.ground import ground_on
from tests.server import LoopbackServer, Route, Visit, answer, page

GOOD = page("<p>首页</p>")


def outcomes(facts: dict[str, object]) -> list[str]:
    visits = facts["visits"]
    assert isinstance(visits, list)
    return [visit["outcome"] for visit in visits]


@pytest.mark.parametrize(
    ("route", "arrival", "expected"),
    [
        (GOOD, {"milliseconds": 5}, ["ok"] * 3),
        (answer(500), None, ["failed"] * 6),
        (answer(404), None, ["failed"] * 6),
        (answer(403), None, ["refused"] * 6),
        (answer(521, b"<script>", {"X-Via-JSL": "a", "Set-Cookie": "__jsluid_h=1"}), None, ["refused"] * 6),
        (answer(503), {"milliseconds": 5}, ["failed"] * 6),  # shut after the walk: we stop asking
    ],
)
async def test_what_counts_and_how_often(route: Route, arrival: object, expected: list[str]) -> None:
    with LoopbackServer({"/": route}) as server:
        async with ground_on(server, arrival=arrival) as ground:
            facts = await uptime.probe(ground)
    assert outcomes(facts) == expected
    assert facts["network"] is True, "nothing lies between us and this machine"


async def test_a_mixed_series_goes_on_to_its_end() -> None:
    async def flapping(visit: Visit) -> None:
        await visit.send(answer(502) if visit.nth % 3 == 1 else GOOD)

    with LoopbackServer({"/": flapping}) as server:
        async with ground_on(server) as ground:
            facts = await uptime.probe(ground)
    assert len(outcomes(facts)) == 20 and outcomes(facts).count("failed") == 7


async def test_who_serves_browsers_is_not_down() -> None:
    async def picky(visit: Visit) -> None:
        await visit.send(answer(500) if "xuncha" in visit.request.headers["user-agent"] else GOOD)

    with LoopbackServer({"/": picky}) as server:
        async with ground_on(server, arrival=None) as ground:
            facts = await uptime.probe(ground)
    assert {"ok", "failed"} == set(outcomes(facts))


async def test_an_announced_maintenance_is_noted() -> None:
    with LoopbackServer({"/": page("<p>网站正在升级维护中，请稍后访问。</p>", status=503)}) as server:
        async with ground_on(server, arrival=None) as ground:
            facts = await uptime.probe(ground)
    assert {visit["note"] for visit in facts["visits"]} == {"maintenance"}


async def test_waiting_longer_than_the_limit_is_a_failure_and_our_own_deadline_is_not() -> None:
    async def hangs(visit: Visit) -> None:
        await asyncio.sleep(5)

    with LoopbackServer({"/": hangs}) as server:
        async with ground_on(server, arrival=None, options={"timeout_seconds": 0.1}) as ground:
            patient = await uptime.probe(ground)
        async with ground_on(server, arrival=None, until=time.monotonic() + 0.3, options={"timeout_seconds": 0.5}) as ground:
            hurried = await uptime.probe(ground)
    assert [visit["error"] for visit in patient["visits"]] == ["timeout"] * 6
    assert hurried["visits"] == []


async def test_a_late_event_loop_is_our_trouble() -> None:
    with LoopbackServer({"/": answer(500)}) as server:
        async with ground_on(server) as ground:
            blocked = asyncio.get_running_loop().call_later(0.0, time.sleep, 0.8)
            seen = await uptime.visit(ground.fetcher, ground.signatures, ground.home_url, 5)
            blocked.cancel()
    assert seen.outcome == "ours" and "delay" in seen.note


async def test_control_hosts_tell_whether_our_network_works() -> None:
    with LoopbackServer({"/": answer(404)}) as server:
        async with ground_on(server) as ground:
            assert await health.network_works(of_controls(ground, f"127.0.0.1:{server.port}"))
            assert await health.control_milliseconds(of_controls(ground, f"127.0.0.1:{server.port}")) is not None
            assert not await health.network_works(of_controls(ground, "127.0.0.1:1"))
            assert not await health.network_works(of_controls(ground))


def of_controls(ground: Ground, *hosts: str) -> Ground:
    import dataclasses

    return dataclasses.replace(ground, control_hosts=hosts)


@pytest.mark.parametrize(("values", "middle"), [([], 0), ([3], 3), ([1, 9], 5), ([9, 1, 4], 4)])
def test_median(values: list[int], middle: float) -> None:
    assert uptime.median(values) == middle
