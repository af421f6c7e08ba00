"""A real web server on loopback for tests: `with LoopbackServer({"/": page("<p>好</p>")}) as server: server.url("/")`.

A route is a path (with or without its query) and what answers: bytes of a whole HTTP answer (`answer(...)`, `page(...)`)
or an async function (`Visit`) that may behave as badly as it likes. Unknown paths answer 404. It runs in its own
thread with its own loop, so that a blocked client cannot hide behind it. `server.log` lists the requests.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import Self

REASONS = {200: "OK", 206: "Partial Content", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found"}


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    at: float  # time.monotonic
    connection: int

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request with the connection to answer on."""

    request: Request
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    nth: int  # how often this target was asked before

    async def send(self, data: bytes) -> None:
        """Write and wait until the client takes it."""
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """Break the connection off with a TCP reset."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(1, 13, b"\x01\x00\x00\x00\x00\x00\x00\x00")  # SOL_SOCKET, SO_LINGER: on, 0 seconds
        self.writer.transport.abort()


Handler = Callable[[Visit], Awaitable[None]]
Route = bytes | Handler


def answer(status: int = 200, body: bytes = b"", headers: Mapping[str, str] | None = None, reason: str = "") -> bytes:
    """A whole HTTP answer with its Content-Length."""
    lines = [f"HTTP/1.1 {status} {reason or REASONS.get(status, 'Status')}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page(html: str, *, encoding: str = "utf-8", status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """An HTML page."""
    return answer(status, html.encode(encoding), {"Content-Type": f"text/html; charset={encoding}", **(headers or {})})


def redirect(to: str, status: int = 302, headers: Mapping[str, str] | None = None) -> bytes:
    """A redirect."""
    return answer(status, b"", {"Location": to, **(headers or {})})


class LoopbackServer:
    """Serves `routes` on 127.0.0.1 (or another `address`, e.g. "::1") while the context lasts."""

    def __init__(
        self,
        routes: Mapping[str, Route] | None = None,
        *,
        address: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.routes: dict[str, Route] = dict(routes or {})
        self.log: list[Request] = []
        self.address = address
        self.port = port
        self._tls = tls
        self._counts: dict[str, int] = {}
        self._connections = 0
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._started: Future[None] = Future()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="loopback server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.result(10)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def authority(self) -> str:
        """ "127.0.0.1:8123"."""
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"

    def url(self, path: str = "/", host: str = "") -> str:
        """The address of `path`, under another host name where one is given."""
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{f'{host}:{self.port}' if host else self.authority}{path}"

    def asked(self, target: str) -> int:
        """How many requests for `target` came."""
        return sum(request.target == target for request in self.log)

    def _run(self) -> None:
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        try:
            server = await asyncio.start_server(self._connected, self.address, self.port, ssl=self._tls, limit=1 << 20)
        except OSError as error:
            self._started.set_exception(error)
            return
        self.port = server.sockets[0].getsockname()[1]
        self._started.set_result(None)
        await self._stop.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)  # transports close in the next round

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._connections += 1
        number = self._connections
        try:
            while (request := await _read_request(reader, number)) is not None:
                await self._answer(request, reader, writer)
                if writer.is_closing():
                    return
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.transport.abort() if writer.is_closing() else writer.close()

    async def _answer(self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nth = self._counts.get(request.target, 0)
        self._counts[request.target] = nth + 1
        self.log.append(request)
        route = self.routes.get(request.target) or self.routes.get(request.path) or page("没有找到", status=404)
        if callable(route):
            await route(Visit(request, reader, writer, nth))
            return
        data = route.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if request.method == "HEAD" else route
        writer.write(data)
        await writer.drain()


async def _read_request(reader: asyncio.StreamReader, connection: int) -> Request | None:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Request(method, target, headers, time.monotonic(), connection)
