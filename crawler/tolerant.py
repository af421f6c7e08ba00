"""A second look at an answer that our HTTP library calls malformed, read as forgivingly as browsers read it.

Wrong Content-Length with bytes left over, blanks in header names, bare line feeds: visitors never notice them, so
they must not become findings. Used only after the strict reading failed without a status.
"""

from __future__ import annotations

import asyncio
import re
import ssl

from crawler.address import Resolver
from crawler.decoding import Decoder
from crawler.exchange import Exchange, Order, settle_headers
from crawler.host_names import authority_of, host_of, origin_of

_STATUS = re.compile(rb"\s*HTTP/\d(?:\.\d+)?\s+(\d{3})\b[^\n]*\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\n]*\n")
_MOST_HEAD = 262_144
_PIECE = 65_536
_CONNECT_SECONDS = 10.0


async def look_again(
    resolver: Resolver, url: str, order: Order, cookie: str, seconds: float, trust: ssl.SSLContext
) -> Exchange | None:
    """The answer for `url` as far as it can be understood; None where it still is not HTTP, or nothing came."""
    writer: asyncio.StreamWriter | None = None
    try:
        async with asyncio.timeout(max(seconds, 0.001)):
            reader, writer = await _connect(resolver, url, order, trust)
            writer.write(_request(url, order, cookie))
            data = await _receive(reader, order)
    except (OSError, TimeoutError, ValueError):
        return None
    finally:
        if writer is not None:
            writer.transport.abort()
    return _understood(data, order)


async def _connect(
    resolver: Resolver, url: str, order: Order, trust: ssl.SSLContext
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host = host_of(url)
    resolver.check_literal(host)
    port = int(authority_of(url).rpartition(":")[2])
    places = await resolver.only(order.family).resolve(host, port)
    secure = {"ssl": trust, "server_hostname": host} if url.startswith("https:") else {}
    async with asyncio.timeout(_CONNECT_SECONDS):
        return await asyncio.open_connection(places[0]["host"], places[0]["port"], **secure)  # type: ignore[arg-type]


def _request(url: str, order: Order, cookie: str) -> bytes:
    origin = origin_of(url)
    lines = [f"{order.method} {url[len(origin) :] or '/'} HTTP/1.1", f"Host: {origin.partition('://')[2]}"]
    lines += [f"{name}: {value}" for name, value in order.headers if name.lower() != "connection"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


async def _receive(reader: asyncio.StreamReader, order: Order) -> bytes:
    """Everything until the server closes, has sent what it announced, or the limit."""
    data = bytearray()
    enough = _MOST_HEAD + order.max_body
    try:
        while len(data) < enough and (piece := await reader.read(_PIECE)):
            data += piece
            head = _HEAD_END.search(data, 0, _MOST_HEAD)
            length = re.search(rb"\ncontent-length\s*:\s*(\d{1,12})", data[: head.start()].lower()) if head else None
            if head and (order.method == "HEAD" or (length and len(data) - head.end() >= int(length.group(1)))):
                break
    except ConnectionError:
        pass  # what came before still counts
    return bytes(data)


def _understood(data: bytes, order: Order) -> Exchange | None:
    status = _STATUS.match(data)
    head = _HEAD_END.search(data, 0, _MOST_HEAD)
    if status is None or head is None:
        return None
    pairs = (line.partition(b":") for line in data[status.end() : head.start()].splitlines())
    exchange = Exchange(status=int(status.group(1)), detail="malformed, read as browsers do")
    settle_headers(exchange, [(name.strip(), value.strip()) for name, _, value in pairs if name.strip()])
    body = data[head.end() :]
    exchange.received = len(body)
    if "chunked" in exchange.first("transfer-encoding").lower():
        body = _unchunked(body)
    announced = exchange.first("content-length")
    if announced.isdecimal() and len(announced) < 13:
        exchange.truncated = order.method == "GET" and len(body) < int(announced)
        body = body[: int(announced)]
    decoder = Decoder(exchange.first("content-encoding"), order.max_body)
    decoder.feed(body)
    exchange.body = decoder.body()
    exchange.truncated |= decoder.full or decoder.broken_off or bool(decoder.problem)
    return exchange


def _unchunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK.match(body, at)) is not None:
        length = int(size.group(1), 16)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if not length:
            break
    return b"".join(parts)
