"""The servers: every host on one port, bad manners included, and fast enough."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import pytest

from demo.external import REFUSED
from demo.server import DemoServer
from tests.demo.links import fetch

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(AS_OF) as running:
        yield running


def ask(server: DemoServer, url: str, method: str = "GET", **headers: str) -> tuple[int, bytes, dict[str, str]]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers={"Host": parts.netloc, **headers})
        answer = connection.getresponse()
        return answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()}
    finally:
        connection.close()


def test_serves_what_the_web_holds(server: DemoServer) -> None:
    slow = "http://www.demo-external.com.cn/slow.html"
    once = ("busy-once", "reset-once")
    urls = {e.url for e in server.web.truth.expected} | {s.url for s in server.web.truth.spared} - {slow}
    for url in sorted(urls):
        host = urlsplit(url).hostname
        if host not in server.web.hosts or any(name in url for name in once):
            continue
        status, body, _ = ask(server, url)
        expected = fetch(server.web, url)
        assert (status, body) == (expected.status, expected.body), url


def test_slow_answer_takes_its_time(server: DemoServer) -> None:
    before = time.monotonic()
    assert ask(server, "http://www.demo-external.com.cn/slow.html")[0] == 200
    assert 2.9 < time.monotonic() - before < 6


def test_head_is_refused_where_claimed(server: DemoServer) -> None:
    url = "http://www.demo-external.com.cn/head-refused.html"
    assert ask(server, url, "HEAD")[0] == 405
    assert ask(server, url)[0] == 200
    status, body, headers = ask(server, "http://www.demo-external.com.cn/ok.html", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 0


def test_refusals_carry_their_signs(server: DemoServer) -> None:
    assert {ask(server, url)[0] for url in REFUSED} == {403, 412, 429, 521}
    _, body, headers = ask(server, "http://waf.demo-external.com.cn/521.html")
    assert "x-via-jsl" in headers
    assert "__jsluid_h" in headers["set-cookie"]
    assert b"__jsl_clearance" in body


def test_browsers_are_let_in(server: DemoServer) -> None:
    url = "http://www.demo-external.com.cn/browsers-only.html"
    assert ask(server, url)[0] == 403
    agent = {"User-Agent": "Mozilla/5.0 Chrome/130.0 Safari/537.36", "Accept-Language": "zh-CN"}
    assert ask(server, url, **agent)[0] == 200


def test_first_trouble_passes(server: DemoServer) -> None:
    with DemoServer(web=server.web) as fresh:
        assert ask(fresh, "http://www.demo-external.com.cn/busy-once.html")[0] == 503
        assert ask(fresh, "http://www.demo-external.com.cn/busy-once.html")[0] == 200
        with pytest.raises(ConnectionError):
            ask(fresh, "http://www.demo-external.com.cn/reset-once.html")
        assert ask(fresh, "http://www.demo-external.com.cn/reset-once.html")[0] == 200


def test_closed_host_refuses(server: DemoServer) -> None:
    option = next(o for o in server.resolve_options() if o.startswith("www.demo-refused.com.cn="))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(option.rsplit(":", 1)[1])), timeout=5)


def test_every_host_has_a_resolve_option(server: DemoServer) -> None:
    named = {option.split("=")[0] for option in server.resolve_options()}
    assert named == set(server.web.hosts) | set(server.web.closed)


def test_raw_bytes_and_percent_forms_are_one_address(server: DemoServer) -> None:
    answers = set()
    for target in ("/fj/清江%20指南.html".encode(), b"/fj/%e6%b8%85%E6%B1%9F%20%E6%8C%87%E5%8D%97.html"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as plain:
            plain.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: www.demo-qingjiang.gov.cn\r\n\r\n")
            answers.add(plain.recv(65536))
    assert len(answers) == 1
    assert next(iter(answers)).startswith(b"HTTP/1.1 200 ")


def test_rubbish_does_not_stop_it(server: DemoServer) -> None:
    for rubbish in (b"\r\n\r\n", b"GET\r\n\r\n", b"\0" * 70000, b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as plain:
            plain.sendall(rubbish)
    assert ask(server, "http://www.demo-qingjiang.gov.cn/")[0] == 200


def test_serves_five_hundred_a_second(server: DemoServer) -> None:
    request = b"GET /lxwm/ HTTP/1.1\r\nHost: www.demo-qingjiang.gov.cn\r\n\r\n"
    size = 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as plain:
        plain.sendall(request)
        size = len(plain.recv(1 << 20, socket.MSG_PEEK))
        time.sleep(0.05)
        size = len(plain.recv(1 << 20))
        before, count = time.monotonic(), 500
        for _ in range(count):
            plain.sendall(request)
            got = 0
            while got < size:
                got += len(plain.recv(1 << 20))
        assert count / (time.monotonic() - before) >= 500
