"""Serves a folder of static files from memory as fast as asyncio can, in a process of its own.

Like a static web server it knows HEAD, 404, a folder's index.html, ETag and If-None-Match; nothing else. It can pretend
that some days passed: a share of the pages changed; and that a program makes the pages: no ETag, and a clock, a visit
counter and a token that differ on every visit.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import multiprocessing
import multiprocessing.synchronize
import socket
from collections.abc import Mapping
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlsplit

from demo.wire import Handler, HttpProtocol, Reply, response

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
START_SECONDS = 120.0
CHANGE = "<p>补充：请各单位认真布署，详见<a href='/lost/later/{name}.html'>后续通知</a>。</p>".encode()
VISIT = (
    "<div class='foot-tool'>今天是2026年11月{day:02d}日 {hour:02d}:{minute:02d}:{minute:02d} 浏览次数：{number}"
    "<input type='hidden' name='csrf_token' value='{number:032x}'><!-- made in {number} ms --></div>"
)

Kept = tuple[Reply, Reply, Reply, bytes]
"""The whole answer, the answer to HEAD, the answer "not modified", the entity tag."""


def load(folder: Path, changed: float = 0.0) -> dict[bytes, Kept]:
    """Every file below `folder` as ready answers, by request target; `changed` is the share of articles that changed."""
    made = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        body = path.read_bytes()
        name = hashlib.sha1(path.name.encode(), usedforsecurity=False).hexdigest()[:8]
        if path.suffix == ".html" and path.name != "index.html" and int(name, 16) < changed * 2**32:
            body = body.replace(b"</p>", b"</p>" + CHANGE.replace(b"{name}", name.encode()), 1)
        etag = f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()[:16]}"'
        headers = [("Content-Type", TYPES.get(path.suffix, "application/octet-stream")), ("ETag", etag)]
        whole = response(200, headers, body)
        same = response(304, headers[1:], b"").replace(b"Content-Length: 0\r\n", b"")
        kept = (Reply(whole), Reply(whole[: len(whole) - len(body)]), Reply(same), etag.encode())
        target = "/" + quote(path.relative_to(folder).as_posix())
        made[target.encode()] = kept
        if path.name == "index.html":
            made[target.removesuffix("index.html").encode()] = kept
    return made


def handler(answers: Mapping[bytes, Kept], visits: bool = False) -> Handler:
    """The handler over ready answers; `visits`: what changes on every visit is put into every page."""
    counter = count(1)
    body = b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"
    missing = Reply(response(404, [("Content-Type", "text/html")], body))
    missing_head = Reply(missing.data[: len(missing.data) - len(body)])

    def handle(method: bytes, target: bytes, rest: bytes) -> Reply:
        found = answers.get(target) or answers.get(target.partition(b"?")[0])
        if found is None:
            return missing_head if method == b"HEAD" else missing
        if visits:
            return visited(found[0], next(counter), head=method == b"HEAD")
        if found[3] in rest:
            return found[2]
        return found[1] if method == b"HEAD" else found[0]

    return handle


def visited(page: Reply, number: int, *, head: bool) -> Reply:
    """An answer as a program would make it anew."""
    start, _, body = page.data.partition(b"\r\n\r\n")
    if b"text/html" not in start:
        return Reply(start + b"\r\n\r\n") if head else page
    mark = VISIT.format(day=number % 28 + 1, hour=number % 24, minute=number % 60, number=number)
    body = body.replace(b"</body>", mark.encode() + b"</body>")
    made = response(200, [("Content-Type", "text/html; charset=utf-8")], body)
    return Reply(made[: len(made) - len(body)] if head else made)


async def _serve(
    folder: Path,
    listener: socket.socket,
    ready: multiprocessing.synchronize.Event | None,
    changed: float = 0.0,
    visits: bool = False,
) -> None:
    handle = handler(load(folder, changed), visits)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpProtocol(handle), sock=listener, backlog=1024)
    if ready:
        ready.set()
    async with server:
        await server.serve_forever()


def _process(
    folder: Path, listener: socket.socket, ready: multiprocessing.synchronize.Event, changed: float, visits: bool
) -> None:
    asyncio.run(_serve(folder, listener, ready, changed, visits))


class BenchServer:
    """A context manager around the serving process. `folder` is what `bench.site` wrote."""

    def __init__(self, folder: Path, port: int = 0, *, changed: float = 0.0, visits: bool = False) -> None:
        self.folder = folder
        self.changed = changed
        self.visits = visits
        self.port = port
        home = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["home"]
        self.host = str(urlsplit(home).hostname)
        self._process: BaseProcess | None = None

    def __enter__(self) -> Self:
        listener = socket.create_server(("127.0.0.1", self.port), backlog=1024)
        self.port = listener.getsockname()[1]
        context = multiprocessing.get_context("spawn")
        ready = context.Event()
        self._process = context.Process(
            target=_process, args=(self.folder / "www", listener, ready, self.changed, self.visits), daemon=True
        )
        self._process.start()
        listener.close()
        if not ready.wait(START_SECONDS):
            self.__exit__(None, None, None)
            raise TimeoutError(f"the bench server did not start within {START_SECONDS:.0f} s")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process:
            self._process.terminate()
            self._process.join(10)

    @property
    def pid(self) -> int | None:
        """The serving process."""
        return self._process.pid if self._process else None

    def resolve_options(self) -> list[str]:
        """Values for --resolve."""
        return [f"{self.host}=127.0.0.1:{self.port}"]


def main() -> None:
    """`python -m bench.server DIR`: serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bench.server", description="Serve a bench site from memory.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    listener = socket.create_server(("127.0.0.1", options.port), backlog=1024)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
    try:
        asyncio.run(_serve(options.folder / "www", listener, None))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
