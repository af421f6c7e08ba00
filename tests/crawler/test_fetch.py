"""Fetching from a real server on loopback: every bad behaviour ends in time and within bounds, as a value."""

import asyncio
import gzip
import itertools
import time
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from datetime import UTC

import pytest

from crawler.address import Resolver
from crawler.fetch import Fetcher, Limits
from crawler.hosts import Hosts
from crawler.politeness import Politeness
from tests.server import LoopbackServer, Route, Visit, answer, page, redirect
from tests.server.hostile import hostile_routes

QUICK = Limits(connect=1.0, read=0.6, total=0.8, max_body=300_000)
CALM = Politeness(concurrency=50, backoff_step=0.0, backoff_cap=0.0, retry_after_cap=0.0, breaker_failures=1000)


async def echo(visit: Visit) -> None:
    """The request's headers as the body."""
    lines = "\n".join(f"{name}: {value}" for name, value in visit.request.headers.items())
    await visit.send(answer(200, f"{visit.request.target}\n{lines}".encode()))


async def ranged(visit: Visit) -> None:
    """Two bytes where a range is asked for."""
    status, body = (206, b"%P") if visit.request.headers.get("range") == "bytes=0-1" else (200, b"%PDF-1.7")
    await visit.send(answer(status, body))


async def conditional(visit: Visit) -> None:
    """304 for whoever has it."""
    known = visit.request.headers.get("if-none-match") == '"v1"'
    await visit.send(answer(304) if known else answer(200, b"new", {"ETag": '"v1"'}))


async def slow(visit: Visit) -> None:
    """Answers a little later."""
    await asyncio.sleep(0.15)
    await visit.send(page("慢"))


@pytest.fixture(scope="module")
def server() -> Iterator[LoopbackServer]:
    own: dict[str, Route] = {
        "/": page("<p>首页</p>", headers={"X-Twice": "1\r\nX-Twice: 2", "Set-Cookie": "sid=1; Path=/"}),
        "/echo": echo,
        "/range": ranged,
        "/conditional": conditional,
        "/slow": slow,
        "/moved": redirect("中文/页.html?q=中"),
        "/moved-gbk": redirect("/\u00d6\u00d0.html"),  # sent as UTF-8 bytes
        "/%E4%B8%AD%E6%96%87/%E9%A1%B5.html?q=%E4%B8%AD": page("到了"),
        "/exact%zz|a'b?x=%7E|": page("exact"),
        "/zip": answer(200, gzip.compress(b"x" * 1_000_000), {"Content-Encoding": "gzip"}),
        "/gone": page("没有", status=410),
        "/session;jsessionid=AB": page("会话"),
    }
    with LoopbackServer({**hostile_routes(), **own}) as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    resolver = Resolver(overrides={"www.example.gov.cn": ("127.0.0.1", None)}, allowed_hosts=["127.0.0.1"])
    async with Fetcher(resolver=resolver, limits=QUICK, politeness=CALM) as running:
        yield running


async def test_a_page(server: LoopbackServer, fetcher: Fetcher) -> None:
    response = await fetcher.get(server.url("/"))
    assert (response.status, response.error, response.ok, response.truncated) == (200, "", True, False)
    assert response.body.decode() == "<p>首页</p>"
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["x-twice"] == "1"
    assert response.set_cookie == ("sid",)
    assert response.family == "IPv4"
    assert response.observed_at.tzinfo is UTC


async def test_an_error_status_is_an_answer(server: LoopbackServer, fetcher: Fetcher) -> None:
    response = await fetcher.get(server.url("/gone"))
    assert (response.status, response.error, response.ok) == (410, "", False)
    assert "没有".encode() in response.body


HOSTILE = {
    "/delay": (None, "timeout"),
    "/drip": (200, "timeout"),
    "/drip-headers": (None, "timeout"),
    "/drop": (200, ""),
    "/reset-in-body": (200, "reset"),
    "/reset": (None, "reset"),
    "/close": (None, "reset"),
    "/too-long": (200, ""),
    "/broken-chunk": (200, ""),
    "/endless": (200, ""),
    "/endless-chunks": (200, ""),
    "/header-flood": (None, "too-large"),
    "/header-line": (None, "too-large"),
    "/garbage": (None, "protocol"),
    "/gzip-bomb": (200, ""),
    "/br-bomb": (200, ""),
    "/gzip-cut": (200, ""),
    "/gzip-lie": (200, ""),
    "/loop": (302, "redirect-loop"),
    "/loop-self": (302, "redirect-loop"),
    "/loop-far": (302, "too-many-redirects"),
    "/cookie-wall": (200, ""),
    "/to-private": (None, "private-address"),
    "/to-metadata": (None, "private-address"),
    "/to-file": (302, "bad-url"),
    "/to-nowhere": (302, "bad-url"),
    "/no-location": (302, ""),
    "/429": (429, ""),
    "/empty": (200, ""),
}
CUT = {"/drip", "/drop", "/reset-in-body", "/endless", "/endless-chunks", "/gzip-bomb", "/br-bomb", "/gzip-cut"}


@pytest.mark.parametrize("path", HOSTILE)
async def test_bad_behaviour_ends_as_a_value(path: str, server: LoopbackServer, fetcher: Fetcher) -> None:
    begun = time.monotonic()
    response = await fetcher.get(server.url(path), within=3.0 if path == "/endless-chunks" else None)
    assert time.monotonic() - begun < 4
    status, error = HOSTILE[path]
    if path != "/endless-chunks" or response.error != "timeout":  # a slow machine may take its time
        assert (response.status, response.error) == (status, error)
    assert response.truncated == (path in CUT)
    assert len(response.body) <= QUICK.max_body


@pytest.mark.parametrize("path", ["/gzip-bomb", "/br-bomb", "/endless", "/header-flood", "/header-line"])
async def test_bad_behaviour_takes_little_memory(path: str, server: LoopbackServer, fetcher: Fetcher) -> None:
    await fetcher.get(server.url("/"))
    tracemalloc.start()
    try:
        await fetcher.get(server.url(path))
        assert tracemalloc.get_traced_memory()[1] < 12_000_000
    finally:
        tracemalloc.stop()


def test_every_hostile_endpoint_is_tried() -> None:
    assert set(hostile_routes()) - set(HOSTILE) == {"/twice-503", "/no-head", "/loop-back"}


async def blank_in_name(visit: Visit) -> None:
    """A header name with a blank, bare line feeds, chunks."""
    await visit.send(b"HTTP/1.1 200 OK\nServer : x\nContent Type: y\nTransfer-Encoding: chunked\n\n4\r\ngood\r\n0\r\n\r\n")
    visit.writer.close()


async def test_what_browsers_forgive_is_forgiven(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.routes["/blank-in-name"] = blank_in_name
    response = await fetcher.get(server.url("/blank-in-name"))
    assert (response.status, response.error, response.body) == (200, "", b"good")
    assert response.headers["server"] == "x"
    assert (await fetcher.get(server.url("/too-long"))).body == b"12345"
    assert (await fetcher.get(server.url("/broken-chunk"))).body == b"good"


async def test_503_twice_then_a_page_and_head_refused(server: LoopbackServer, fetcher: Fetcher) -> None:
    statuses = [(await fetcher.get(server.url("/twice-503"))).status for _ in range(3)]
    assert statuses == [503, 503, 200]
    assert (await fetcher.get(server.url("/no-head"), method="HEAD")).status == 405
    head = await fetcher.get(server.url("/"), method="HEAD")
    assert (head.status, head.body, head.truncated) == (200, b"", False)


async def test_redirects_are_followed_with_their_chinese(server: LoopbackServer, fetcher: Fetcher) -> None:
    response = await fetcher.get(server.url("/moved"))
    assert response.body.decode() == "到了"
    assert response.url == server.url("/%E4%B8%AD%E6%96%87/%E9%A1%B5.html?q=%E4%B8%AD")
    assert response.hops == ((server.url("/moved"), 302),)
    first = await fetcher.get(server.url("/moved"), follow=False)
    assert (first.status, first.error, first.hops) == (302, "", ())
    await fetcher.get(server.url("/moved-gbk"))
    assert server.log[-1].target == "/%C3%96%C3%90.html"


async def test_addresses_are_sent_exactly_and_named_canonically(server: LoopbackServer, fetcher: Fetcher) -> None:
    assert (await fetcher.get(server.url("/exact%zz|a'b?x=%7E|"))).body == b"exact"
    response = await fetcher.get(server.url("/session;jsessionid=AB"))
    assert response.status == 200
    assert response.url == server.url("/session")
    assert response.final == server.url("/session;jsessionid=AB")


async def test_a_large_page_is_cut(server: LoopbackServer, fetcher: Fetcher) -> None:
    response = await fetcher.get(server.url("/zip"))
    assert (len(response.body), response.truncated, response.error) == (300_000, True, "")
    small = await fetcher.get(server.url("/zip"), max_body=10)
    assert (small.body, small.truncated) == (b"x" * 10, True)


async def test_headers(server: LoopbackServer, fetcher: Fetcher) -> None:
    plain = (await fetcher.get(server.url("/echo"))).body.decode()
    assert "xuncha" in plain and f"host: {server.authority}" in plain
    browser = (await fetcher.get(server.url("/echo"), browser=True)).body.decode()
    assert "Chrome/" in browser and "xuncha" not in browser and "accept-language: zh-CN" in browser
    own = (await fetcher.get(server.url("/echo"), headers={"Referer": "http://www.baidu.com/", "accept": "x/y"})).body
    assert b"referer: http://www.baidu.com/" in own and own.count(b"accept: ") == 1


async def test_ranges_and_conditions(server: LoopbackServer, fetcher: Fetcher) -> None:
    part = await fetcher.get(server.url("/range"), byte_range=(0, 1))
    assert (part.status, part.body) == (206, b"%P")
    first = await fetcher.get(server.url("/conditional"))
    again = await fetcher.get(server.url("/conditional"), etag=first.headers["etag"])
    assert (first.not_modified, again.not_modified, again.ok, again.body) == (False, True, True, b"")


async def test_the_override_keeps_the_name(server: LoopbackServer, fetcher: Fetcher) -> None:
    response = await fetcher.get(server.url("/echo", host="www.example.gov.cn"))
    assert f"host: www.example.gov.cn:{server.port}" in response.body.decode()


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("ftp://www.example.gov.cn/", "scheme"),
        ("http://", "bad-url"),
        ("http://www.example.gov.cn:1/", "connect"),
        ("http://localhost:1/", "private-address"),
        ("http://0x7f.0.0.2/", "private-address"),
        ("http://[::ffff:10.0.0.1]/", "private-address"),
        ("http://a..b/", "dns"),
    ],
)
async def test_no_answer(url: str, error: str, fetcher: Fetcher) -> None:
    response = await fetcher.get(url)
    assert (response.status, response.error, response.requested) == (None, error, url)


async def test_identical_questions_share_one_answer(server: LoopbackServer, fetcher: Fetcher) -> None:
    before = server.asked("/slow")
    first = asyncio.create_task(fetcher.get(server.url("/slow")))
    await asyncio.sleep(0.02)
    others = [asyncio.create_task(fetcher.get(server.url("/slow"))) for _ in range(4)]
    await asyncio.sleep(0.02)
    first.cancel()  # the others must not lose the answer
    responses = await asyncio.gather(*others)
    assert {response.status for response in responses} == {200}
    assert server.asked("/slow") - before == 2
    assert first.cancelled()


async def test_waiting_for_the_turn_is_no_slowness_of_the_server(server: LoopbackServer) -> None:
    resolver = Resolver(allowed_hosts=["127.0.0.1"])
    manners = Politeness(delay=0.3, concurrency=2)
    async with Fetcher(resolver=resolver, limits=Limits(total=0.25), politeness=manners) as fetcher:
        responses = await asyncio.gather(*(fetcher.get(server.url(f"/?{n}")) for n in range(4)))
    assert [response.error for response in responses] == [""] * 4
    assert max(response.milliseconds for response in responses) < 250
    times = sorted(request.at for request in server.log if request.target in {f"/?{n}" for n in range(4)})
    assert all(later - earlier > 0.28 for earlier, later in itertools.pairwise(times))


async def test_hosts_on_one_machine_share_its_budget(server: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.address._ask_system", lambda _: ("127.0.0.1",))
    resolver = Resolver(allowed_networks=["127.0.0.0/8"])
    hosts = Hosts(Politeness(delay=0.2, concurrency=2), neighbours=2)
    port = server.url("/").rpartition(":")[2].strip("/")
    async with Fetcher(resolver=resolver, hosts=hosts) as fetcher:
        asked = [f"http://{name}.test:{port}/?{name}" for name in "abcdef"]
        responses = await asyncio.gather(*map(fetcher.get, asked))
    assert [response.status for response in responses] == [200] * 6
    times = sorted(request.at for request in server.log if request.target in {f"/?{name}" for name in "abcdef"})
    assert all(later - earlier > 0.09 for earlier, later in itertools.pairwise(times))
    assert times[-1] - times[0] < 1.1  # two hosts' worth, not one's


async def test_an_override_says_nothing_of_the_machine(server: LoopbackServer) -> None:
    port = server.url("/").rpartition(":")[2].strip("/")
    resolver = Resolver(overrides={f"{name}.test": ("127.0.0.1", int(port)) for name in "ghijkl"})
    async with Fetcher(resolver=resolver, hosts=Hosts(Politeness(delay=2.0), neighbours=1)) as fetcher:
        await asyncio.gather(*(fetcher.get(f"http://{name}.test/?{name}") for name in "ghijkl"))
    times = sorted(request.at for request in server.log if request.target in {f"/?{name}" for name in "ghijkl"})
    assert len(times) == 6
    assert times[-1] - times[0] < 1.5


async def test_a_dead_host_is_left_alone(fetcher: Fetcher) -> None:
    manners = Politeness(breaker_failures=2, backoff_step=0.0, backoff_cap=0.0)
    resolver = Resolver(allowed_hosts=["127.0.0.1"])
    async with Fetcher(resolver=resolver, politeness=manners) as own:
        errors = [(await own.get(f"http://127.0.0.1:1/{n}")).error for n in range(4)]
        assert errors == ["connect", "connect", "host-down", "host-down"]
        assert own.hosts.down() == ("127.0.0.1:1",)


async def test_cancelling_passes_and_frees_the_place(server: LoopbackServer, fetcher: Fetcher) -> None:
    task = asyncio.create_task(fetcher.get(server.url("/delay")))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await fetcher.get(server.url("/"))).ok


async def test_many_requests_use_few_connections(server: LoopbackServer, fetcher: Fetcher) -> None:
    start = len(server.log)
    for number in range(30):
        await fetcher.get(server.url(f"/echo?{number}"))
    assert len({request.connection for request in server.log[start:]}) == 1
