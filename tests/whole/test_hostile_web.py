"""A whole audit of a site that leads to everything hostile: each ends in a verdict within its limits, and the audit ends."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

from tests.server import LoopbackServer, Route, page
from tests.server.hostile import hostile_routes
from tests.whole.run import audit, command, run
from tests.whole.site import HOME, HOST, small_site

QUICK = (
    "--set", "crawler.total_seconds=1", "--set", "crawler.backoff_cap=0.1", "--set", "verify.attempts=2",
    "--set", "crawler.concurrency=16", "--set", "crawler.max_redirects=5",
)  # fmt: skip
RULES = ("--rules", "broken-link,broken-image,broken-attachment")
BROKEN = {
    "/delay": "timeout", "/drip-headers": "timeout", "/reset": "reset", "/close": "reset", "/header-flood": "too-large",
    "/header-line": "too-large", "/garbage": "protocol", "/loop": "redirect-loop", "/loop-self": "redirect-loop",
    "/loop-far": "redirect-loop", "/to-file": "bad-url", "/to-nowhere": "bad-url", "/empty": "empty",
}  # fmt: skip
"""What nobody could open, and why."""

SURELY_OPEN = ("/drop", "/too-long", "/broken-chunk", "/endless", "/gzip-cut", "/cookie-wall", "/no-head")
"""What a browser shows all the same."""


def test_every_hostile_answer_ends_in_a_verdict(tmp_path: Path) -> None:
    hostile = hostile_routes()
    extra = "".join(f'<a href="{path}">{path.strip("/")}项目</a> ' for path in hostile)
    extra += '<img src="/bomb.png"><a href="/drip.pdf">附件</a><a href="http://10.1.2.3/">内网</a><a href="http://0x7f000001:22/">本机</a>'
    more: dict[str, Route] = {**hostile, "/bomb.png": hostile["/gzip-bomb"], "/drip.pdf": hostile["/drip"]}
    begun = time.monotonic()
    with LoopbackServer(small_site(extra=extra, more=more)) as server:
        ran = audit(server, tmp_path, *RULES, *QUICK)
    assert ran.status == 1 and ran.summary["complete"] is True, ran.err
    assert time.monotonic() - begun < 80
    found = {f["url"]: (f["rule"], f["evidence"]["reason"]) for f in ran.findings}
    for path, reason in BROKEN.items():
        assert found[HOME + path[1:]] == ("broken-link", reason)
    assert not {HOME + path[1:] for path in SURELY_OPEN} & found.keys()
    assert not [url for url in found if "10.1.2.3" in url or "127.0.0.1" in url]  # nobody asked: unverified
    assert ran.summary["not_judged"]["broken-link"] >= 4  # private, metadata, file, 429


# --- other sites with TLS of every bad kind ---------------------------------------------------------------------------


@contextmanager
def says(data: bytes) -> Iterator[int]:
    """A port where every hello is answered with the same bytes: a TLS alert, plain HTTP, or nothing."""
    loop, ports = asyncio.new_event_loop(), []
    ready, stop = threading.Event(), asyncio.Event()

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(512)
        writer.write(data)
        writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(speak, "127.0.0.1")
        ports.append(server.sockets[0].getsockname()[1])
        ready.set()
        await stop.wait()
        server.close()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    ready.wait(5)
    try:
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)
        loop.close()


def certified(name: str, *, days: int = 100) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    now = datetime.now(UTC)
    leaf = trustme.CA().issue_cert(name, not_before=now - timedelta(days=200), not_after=now + timedelta(days=days))
    leaf.configure_cert(context)
    return context


def alert(code: int) -> bytes:
    return bytes((0x15, 3, 3, 0, 2, 2, code))


WRONG = {"www.wrong-name.gov.cn": certified("www.another.gov.cn"), "www.past.gov.cn": certified("www.past.gov.cn", days=-5)}
SPEAKERS = {
    "www.only-sm2.gov.cn": alert(40),  # handshake_failure
    "www.too-old.gov.cn": alert(70),  # protocol_version
    "www.silent.gov.cn": b"",
    "www.plain.gov.cn": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "www.inner-fault.gov.cn": alert(80),  # internal_error
}


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


SIX = has_ipv6()


def test_other_sites_of_every_bad_kind_from_a_site_that_has_ipv6_alone(tmp_path: Path) -> None:
    shown = {"/": page("<title>好</title><p>" + "办事大厅欢迎您。" * 50)}
    with ExitStack() as stack:
        ports = {h: stack.enter_context(LoopbackServer(shown, tls=c)).port for h, c in WRONG.items()}
        ports |= {h: stack.enter_context(says(data)) for h, data in SPEAKERS.items()}
        held = stack.enter_context(socket.socket())
        held.bind(("127.0.0.1", 0))  # a port where nobody listens
        ports["www.dead.gov.cn"] = held.getsockname()[1]
        extra = "".join(f'<a href="https://{host}/">{host}</a> ' for host in ports) + '<a href="/gone.html">旧页</a>'
        options = [part for host, port in ports.items() for part in ("--resolve", f"{host}=127.0.0.1:{port}")]
        site = stack.enter_context(LoopbackServer(small_site(extra=extra), address="::1" if SIX else "127.0.0.1"))
        at_home = f"{HOST}=127.0.0.1:{site.port}"
        arguments = command(site, tmp_path, *RULES, *QUICK, *options)
        ran = run([f"{HOST}=[::1]:{site.port}" if SIX and each == at_home else each for each in arguments])
    found = {f["url"]: f["evidence"] for f in ran.findings}
    # A visitor may pass a warning; where only we and the server have no common language, others may have one.
    assert {url: evidence["reason"] for url, evidence in found.items()} == {
        "https://www.inner-fault.gov.cn/": "tls",
        "https://www.dead.gov.cn/": "connect",
        HOME + "gone.html": "http-status",
    }, ran.err
    assert {each["family"] for each in found[HOME + "gone.html"]["attempts"]} == {"IPv6" if SIX else "IPv4"}
    assert ran.summary["not_judged"]["broken-link"] == 4
    assert ran.summary["complete"] is True
