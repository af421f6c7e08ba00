"""HTTP/1.1 on a socket, as little as a test server needs and as fast as asyncio can: keep-alive and pipelining.

A `Handler` gives each request a `Reply`; a reply may be late, or end in a reset or in the middle of its body.
Requests with bodies are read and their bodies dropped.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

MAX_HEAD = 65536
"""Bytes of a request's head; a client that sends more is cut off."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The bytes to send, and how."""

    data: bytes
    delay: float = 0.0
    action: Literal["", "reset", "drop"] = ""


Handler = Callable[[bytes, bytes, bytes], Reply]
"""(method, target, rest of the head) -> reply."""


class HttpProtocol(asyncio.Protocol):
    """One connection. Replies leave in the order of their requests, also when one of them is late."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._buffer = b""
        self._skip = 0  # bytes of a request body still to drop
        self._late: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport; answers are small, so they go out at once."""
        self._transport = cast(asyncio.Transport, transport)
        sock = transport.get_extra_info("socket")
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a reply that is still waiting."""
        if self._late:
            self._late.cancel()
        self._transport = None

    def abort(self) -> None:
        """Cut the connection, if it is still open."""
        if self._transport:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Answer every complete request in the buffer."""
        self._buffer += data
        self._work()

    def _work(self) -> None:
        while self._transport and not self._late:
            if self._skip:
                dropped = min(self._skip, len(self._buffer))
                self._buffer, self._skip = self._buffer[dropped:], self._skip - dropped
            end = -1 if self._skip else self._buffer.find(b"\r\n\r\n")
            if end < 0:
                if len(self._buffer) > MAX_HEAD:
                    self._transport.abort()
                return
            head, self._buffer = self._buffer[:end], self._buffer[end + 4 :]
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        line, _, rest = head.partition(b"\r\n")
        parts = line.split(b" ")
        if len(parts) < 3:
            self._send(Reply(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", action="drop"))
            return
        self._skip = _length(rest) if parts[0] not in (b"GET", b"HEAD") else 0
        reply = self._handler(parts[0], b" ".join(parts[1:-1]), rest)
        if reply.delay:
            loop = asyncio.get_running_loop()
            self._late = loop.call_later(reply.delay, self._send_late, reply)
        else:
            self._send(reply)

    def _send_late(self, reply: Reply) -> None:
        self._late = None
        self._send(reply)
        self._work()

    def _send(self, reply: Reply) -> None:
        transport = self._transport
        if not transport:
            return
        if reply.action == "reset":
            # Linger of zero seconds makes the kernel send RST.
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            transport.abort()
            return
        transport.write(reply.data)
        if reply.action == "drop":
            transport.close()


def _length(rest: bytes) -> int:
    for line in rest.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    return 0


def response(status: int, headers: list[tuple[str, str]], body: bytes, *, head: bool = False) -> bytes:
    """A response with its length; without its body for HEAD."""
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers), f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + (b"" if head else body)
