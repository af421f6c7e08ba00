"""One endpoint for each bad behaviour, to be mixed into a LoopbackServer's routes: `LoopbackServer({**HOSTILE, ...})`."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping

import brotli  # type: ignore[import-untyped]

from tests.server import Route, Visit, answer, page, redirect

ENDLESS = 3600.0  # seconds that an endpoint goes on, unless the client leaves
BOMB_BYTES = 200_000_000


async def delay(visit: Visit) -> None:
    """Answers after `?seconds` (default: never)."""
    await asyncio.sleep(float(visit.request.target.partition("?")[2] or ENDLESS))
    await visit.send(page("慢"))


async def drip(visit: Visit) -> None:
    """A byte of the body now and then, for ever."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    for _ in range(36_000):
        await visit.send(b".")
        await asyncio.sleep(0.1)


async def drip_headers(visit: Visit) -> None:
    """A header now and then, for ever."""
    await visit.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(36_000):
        await visit.send(b"X-%d: 1\r\n" % number)
        await asyncio.sleep(0.1)


async def drop(visit: Visit) -> None:
    """Closes in the middle of the announced body."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>half")
    visit.writer.close()


async def reset_in_body(visit: Visit) -> None:
    """Resets in the middle of the body."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<p>half")
    await asyncio.sleep(0.05)
    visit.reset()


async def reset(visit: Visit) -> None:
    """Resets without an answer."""
    visit.reset()


async def close(visit: Visit) -> None:
    """Closes without an answer."""
    visit.writer.close()


async def too_long(visit: Visit) -> None:
    """More body than announced."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n123456789")
    visit.writer.close()


async def broken_chunk(visit: Visit) -> None:
    """A chunk size that is no number."""
    await visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\nzz\r\nbad\r\n0\r\n\r\n")
    visit.writer.close()


async def endless(visit: Visit) -> None:
    """A body without end, as fast as it is taken."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        await visit.send(b"x" * 65_536)


async def endless_chunks(visit: Visit) -> None:
    """The same in chunks of one byte."""
    await visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await visit.send(b"1\r\nx\r\n" * 5000)


async def header_flood(visit: Visit) -> None:
    """Headers without end."""
    await visit.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await visit.send(b"".join(b"X-Flood-%d: %s\r\n" % (n, b"y" * 100) for n in range(500)))


async def header_line(visit: Visit) -> None:
    """One header line without end."""
    await visit.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        await visit.send(b"z" * 65_536)


async def garbage(visit: Visit) -> None:
    """Not HTTP at all."""
    await visit.send(b"\x00\x01\x02SSH-2.0-OpenSSH\r\n\r\n")
    visit.writer.close()


async def twice_503(visit: Visit) -> None:
    """503 twice, then a page."""
    await visit.send(answer(503, b"busy") if visit.nth < 2 else page("<p>好</p>"))


async def no_head(visit: Visit) -> None:
    """HEAD is refused, GET is served."""
    await visit.send(answer(405) if visit.request.method == "HEAD" else page("<p>好</p>"))


async def loop_far(visit: Visit) -> None:
    """Redirects to ever new addresses."""
    await visit.send(redirect(f"/loop-far?{visit.request.target.count('x') * 'x'}x"))


async def cookie_wall(visit: Visit) -> None:
    """Redirects to itself until the cookie it sets is brought back."""
    if "session=1" in visit.request.headers.get("cookie", ""):
        await visit.send(page("<p>进来了</p>"))
        return
    await visit.send(redirect("/cookie-wall", headers={"Set-Cookie": "session=1; Path=/; HttpOnly"}))


def _bomb(name: str, data: bytes) -> bytes:
    return answer(200, data, {"Content-Type": "text/html", "Content-Encoding": name})


def hostile_routes() -> Mapping[str, Route]:
    """Every endpoint by its path."""
    zeros = bytes(1_000_000)
    return {
        "/delay": delay,
        "/drip": drip,
        "/drip-headers": drip_headers,
        "/drop": drop,
        "/reset-in-body": reset_in_body,
        "/reset": reset,
        "/close": close,
        "/too-long": too_long,
        "/broken-chunk": broken_chunk,
        "/endless": endless,
        "/endless-chunks": endless_chunks,
        "/header-flood": header_flood,
        "/header-line": header_line,
        "/garbage": garbage,
        "/twice-503": twice_503,
        "/no-head": no_head,
        "/gzip-bomb": _bomb("gzip", gzip.compress(zeros, 1) * (BOMB_BYTES // len(zeros))),
        "/br-bomb": _bomb("br", brotli.compress(bytes(BOMB_BYTES // 4), quality=1)),
        "/gzip-cut": _bomb("gzip", gzip.compress(b"<p>" + b"text " * 1000)[:-20]),
        "/gzip-lie": _bomb("gzip", "<p>没有压缩</p>".encode()),
        "/loop": redirect("/loop-back"),
        "/loop-back": redirect("/loop"),
        "/loop-self": redirect("/loop-self"),
        "/loop-far": loop_far,
        "/cookie-wall": cookie_wall,
        "/to-private": redirect("http://10.0.0.1/secret"),
        "/to-metadata": redirect("http://169.254.169.254/latest/meta-data/"),
        "/to-file": redirect("file:///etc/passwd"),
        "/to-nowhere": redirect("http://"),
        "/no-location": answer(302, b"moved"),
        "/429": answer(429, b"slow down", {"Retry-After": "1"}),
        "/empty": answer(200),
    }
