"""One request and its answer, within its limits, with every failure as a word; no redirects, no politeness."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import httpx

from crawler.address import Family
from crawler.decoding import Decoder
from crawler.response import Error
from crawler.transport import (
    AiohttpTransport,
    BodyStream,
    CertificateError,
    DnsError,
    HeadersTooLarge,
    PrivateAddressError,
    ResetError,
    ShortBody,
    TlsError,
)
from crawler.urls import origin_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_REDIRECT_BODY = 16_384  # read to its end, so that the connection can be used again
_WIRE_EXTRA = 65_536  # compressed bytes that may come beyond the limit for decoded ones

_ERRORS: tuple[tuple[type[Exception], Error], ...] = (  # the first that fits
    (PrivateAddressError, "private-address"),
    (DnsError, "dns"),
    (CertificateError, "tls-certificate"),
    (TlsError, "tls"),
    (HeadersTooLarge, "too-large"),
    (httpx.TimeoutException, "timeout"),
    (ResetError, "reset"),
    (httpx.ConnectError, "connect"),
    (httpx.NetworkError, "reset"),
    (httpx.InvalidURL, "bad-url"),
    (httpx.HTTPError, "protocol"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What to ask for and how much of the answer to take."""

    url: str
    method: Literal["GET", "HEAD", "POST"]
    headers: tuple[tuple[str, str], ...]
    max_body: int  # decoded bytes
    follow: bool  # the body of a redirect does not matter
    family: Family
    content: bytes = b""  # sent with POST


@dataclass(slots=True)
class Exchange:
    """One request and what has arrived of its answer so far."""

    status: int | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    location: str = ""  # with its raw bytes percent-encoded, as browsers send them on
    body: bytes = b""
    received: int = 0  # bytes over the wire, without headers
    truncated: bool = False
    error: Error = ""
    detail: str = ""
    seconds: float = 0.0
    family: Family = ""
    certificate_error: str = ""

    def first(self, name: str) -> str:
        """The first value of a header; the name in lower case."""
        return next((value for key, value in self.headers if key == name), "")

    def cookies(self) -> list[str]:
        """The Set-Cookie lines."""
        return [value for key, value in self.headers if key == "set-cookie"]

    def redirects(self) -> bool:
        """Whether the answer sends the visitor elsewhere; what became of its body does not matter then."""
        return self.status in REDIRECTS and bool(self.location)


async def perform(
    transport: AiohttpTransport, url: str, order: Order, cookie: str, seconds: float, *, insecure: bool
) -> Exchange:
    """Send one request for `url` and read its answer; the whole takes at most `seconds`."""
    exchange = Exchange()
    headers = (*order.headers, ("Cookie", cookie)) if cookie else order.headers
    extensions = {"url": url, "headers": headers, "insecure": insecure, "seconds": seconds}
    begun = time.perf_counter()
    try:
        # Given a stream, httpx adds no headers; Host and Content-Length are aiohttp's business.
        body = httpx.ByteStream(order.content)
        request = httpx.Request(order.method, _front_door(origin_of(url)), extensions=extensions, stream=body)
        async with asyncio.timeout(max(seconds, 0.001)):
            await _read(exchange, await transport.handle_async_request(request), order)
    except TimeoutError:
        exchange.error, exchange.detail = "timeout", "total"
    except ShortBody:
        exchange.truncated, exchange.detail = True, "the body is shorter than announced"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        exchange.error = next(word for kind, word in _ERRORS if isinstance(error, kind))
        exchange.detail = str(error)[:300]
    exchange.seconds = time.perf_counter() - begun
    exchange.truncated |= bool(exchange.error) and exchange.status is not None
    return exchange


async def _read(exchange: Exchange, answer: httpx.Response, order: Order) -> None:
    exchange.status = answer.status_code
    exchange.family = answer.extensions.get("family", "")
    settle_headers(exchange, answer.extensions["headers"])
    stream = answer.stream
    assert isinstance(stream, BodyStream)
    try:
        if order.method != "HEAD" and exchange.status not in (204, 304):
            limit = min(order.max_body, _REDIRECT_BODY) if order.follow and exchange.redirects() else order.max_body
            await _read_body(exchange, stream, limit)
    finally:
        await stream.aclose()


def settle_headers(exchange: Exchange, raw: Sequence[tuple[bytes, bytes]]) -> None:
    """Take over the answer's headers as they came."""
    exchange.headers = [(name.decode("latin-1").lower(), _text(value)) for name, value in raw]
    exchange.location = next((_escaped(value) for name, value in raw if name.lower() == b"location"), "")


async def _read_body(exchange: Exchange, stream: BodyStream, limit: int) -> None:
    decoder = Decoder(exchange.first("content-encoding"), limit)
    try:
        async with aclosing(stream.chunks()) as chunks:
            async for chunk in chunks:
                exchange.received += len(chunk)
                decoder.feed(chunk)
                if decoder.full or decoder.problem or exchange.received > limit + _WIRE_EXTRA:
                    break
    finally:
        exchange.body = decoder.body()
        exchange.truncated = decoder.full or decoder.broken_off or exchange.received > limit + _WIRE_EXTRA
        if decoder.problem:
            exchange.error, exchange.detail = "decode", decoder.problem


@lru_cache(maxsize=2048)
def _front_door(origin: str) -> httpx.URL:
    # httpx only needs to know the host; the exact address travels beside it, since httpx would quote it anew, and so do
    # the headers.
    return httpx.URL(origin + "/")


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("gb18030", "replace")


def _escaped(location: bytes) -> str:
    return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in location.strip())
