"""Serves the demo web on one loopback port, every host by its name, with all its bad manners."""

from __future__ import annotations

import asyncio
import socket
import threading
from datetime import date
from types import TracebackType
from typing import Self
from urllib.parse import quote
from weakref import WeakSet

import demo
from demo.web import Answer, Request, Web, key
from demo.wire import HttpProtocol, Reply, response

STARTUP_SECONDS = 10.0


class DemoServer:
    """A context manager: the server runs in a thread of its own while the block runs."""

    def __init__(self, as_of: date | None = None, web: Web | None = None, port: int = 0) -> None:
        self.web = web or demo.build(as_of)
        self.port = port
        self.requests = 0
        self._seen: set[tuple[str, bytes]] = set()
        self._ready: dict[int, tuple[Answer, bytes, bytes]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = socket.socket()

    def __enter__(self) -> Self:
        # Bound and never listening: a port that refuses connections for as long as we live.
        self._closed.bind(("127.0.0.1", 0))
        listener = socket.create_server(("127.0.0.1", self.port), backlog=512)
        self.port = listener.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(self._loop, listener, started), name="demo-web", daemon=True)
        self._thread.start()
        started.wait(STARTUP_SECONDS)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._loop and self._thread:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(STARTUP_SECONDS)
        self._closed.close()

    def resolve_options(self) -> list[str]:
        """Values for --resolve: every host of the demo web, and the host where nothing listens."""
        refused = self._closed.getsockname()[1]
        return [f"{name}=127.0.0.1:{self.port}" for name in self.web.hosts] + [
            f"{name}=127.0.0.1:{refused}" for name in self.web.closed
        ]

    def _run(self, loop: asyncio.AbstractEventLoop, listener: socket.socket, started: threading.Event) -> None:
        asyncio.set_event_loop(loop)
        connections: WeakSet[HttpProtocol] = WeakSet()

        def accept() -> HttpProtocol:
            made = HttpProtocol(self._handle)
            connections.add(made)
            return made

        server = loop.run_until_complete(loop.create_server(accept, sock=listener))
        loop.call_soon(started.set)
        loop.run_forever()
        server.close()
        for connection in connections:
            connection.abort()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    def _handle(self, method: bytes, target: bytes, rest: bytes) -> Reply:
        self.requests += 1
        request = _request(method, target, rest)
        answer = self.web.answer(request)
        if answer.first:
            place = (request.host, key(request.target))
            if place not in self._seen:
                self._seen.add(place)
                answer = answer.first
        return self._reply(request, answer)

    def _reply(self, request: Request, answer: Answer) -> Reply:
        if request.method == "HEAD" and answer.head_status:
            return Reply(response(answer.head_status, [], b"", head=True))
        kept = self._ready.get(id(answer))
        if kept is None:
            headers = [("Content-Type", answer.content_type), *answer.headers]
            whole = response(answer.status, headers, answer.body)
            # The answer itself is kept beside its bytes, so that its id stays its own; made ones are not kept for long.
            kept = (answer, whole, whole[: len(whole) - len(answer.body)])
            if len(self._ready) > 4000:
                self._ready.clear()
            self._ready[id(answer)] = kept
        _, whole, head = kept
        data = head if request.method == "HEAD" else whole
        if answer.action == "drop":
            data = data[: len(data) // 2]
        return Reply(data, answer.delay, answer.action)


def _request(method: bytes, target: bytes, rest: bytes) -> Request:
    headers: dict[str, str] = {}
    for line in rest.split(b"\r\n"):
        name, _, value = line.partition(b":")
        headers[name.strip().lower().decode("latin-1")] = value.strip().decode("latin-1")
    host = headers.get("host", "").rsplit(":", 1)[0].lower()
    # Bytes outside ASCII (a client that does not encode) are percent-encoded, so that a target is always plain text.
    return Request(method.decode("latin-1"), host, quote(target, safe="/:?#[]@!$&'()*+,;=%-._~ "), headers)
