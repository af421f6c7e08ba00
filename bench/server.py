"""Serves a folder of static files from memory as fast as asyncio can, in a process of its own.

Like a static web server it knows HEAD, 404, a folder's index.html, ETag and If-None-Match; nothing else.
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

Kept = tuple[Reply, Reply, Reply, bytes]
"""The whole answer, the answer to HEAD, the answer "not modified", the entity tag."""


def load(folder: Path) -> dict[bytes, Kept]:
    """Every file below `folder` as ready answers, by request target."""
    made = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        body = path.read_bytes()
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


def handler(answers: Mapping[bytes, Kept]) -> Handler:
    """The handler over ready answers."""
    body = b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"
    missing = Reply(response(404, [("Content-Type", "text/html")], body))
    missing_head = Reply(missing.data[: len(missing.data) - len(body)])

    def handle(method: bytes, target: bytes, rest: bytes) -> Reply:
        found = answers.get(target) or answers.get(target.partition(b"?")[0])
        if found is None:
            return missing_head if method == b"HEAD" else missing
        if found[3] in rest:
            return found[2]
        return found[1] if method == b"HEAD" else found[0]

    return handle


async def _serve(folder: Path, listener: socket.socket, ready: multiprocessing.synchronize.Event | None) -> None:
    handle = handler(load(folder))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpProtocol(handle), sock=listener, backlog=1024)
    if ready:
        ready.set()
    async with server:
        await server.serve_forever()


def _process(folder: Path, listener: socket.socket, ready: multiprocessing.synchronize.Event) -> None:
    asyncio.run(_serve(folder, listener, ready))


class BenchServer:
    """A context manager around the serving process. `folder` is what `bench.site` wrote."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.port = port
        home = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["home"]
        self.host = str(urlsplit(home).hostname)
        self._process: BaseProcess | None = None

    def __enter__(self) -> Self:
        listener = socket.create_server(("127.0.0.1", self.port), backlog=1024)
        self.port = listener.getsockname()[1]
        context = multiprocessing.get_context("spawn")
        ready = context.Event()
        self._process = context.Process(target=_process, args=(self.folder / "www", listener, ready), daemon=True)
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
