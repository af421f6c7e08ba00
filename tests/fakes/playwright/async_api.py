"""The few calls of playwright.async_api that crawler/render.py makes; pages come from the file that FAKE_BROWSER names.

The file maps addresses to markup (JSON). What would be loaded is first shown to the program's own guard.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_PAGES = json.loads(Path(os.environ["FAKE_BROWSER"]).read_text(encoding="utf-8"))


class Error(Exception):
    """What the library raises."""


class _Request:
    def __init__(self, url: str, kind: str, method: str) -> None:
        self.url, self.resource_type, self.method = url, kind, method


class _Route:
    def __init__(self, url: str, kind: str, method: str = "GET") -> None:
        self.request, self.done = _Request(url, kind, method), ""

    async def abort(self) -> None:
        self.done = "abort"

    async def fulfill(self, *, status: int, headers: dict[str, str], body: bytes) -> None:
        assert (status, headers) == (200, {"content-type": "text/html; charset=utf-8"}) and body
        self.done = "fulfill"


class _Page:
    def __init__(self, guard: Any) -> None:
        self._guard, self.url = guard, ""

    async def goto(self, url: str, **options: Any) -> None:
        for route, wanted in (
            (_Route(url, "document"), "fulfill"),
            (_Route("http://127.0.0.1/", "xhr"), "abort"),
            (_Route(url, "image"), "abort"),
            (_Route(url, "xhr", "POST"), "abort"),
        ):
            await self._guard(route)
            if route.done != wanted:
                raise AssertionError(f"{route.request.url} ({route.request.resource_type}): {route.done}")
        if url.endswith("/hangs/"):
            raise Error("timeout")
        self.url = url

    async def wait_for_load_state(self, state: str, **options: Any) -> None:
        raise Error("never idle")

    async def content(self) -> str:
        return str(_PAGES.get(self.url, "<html></html>"))


class _Context:
    async def route(self, pattern: str, guard: Any) -> None:
        self._guard = guard

    async def new_page(self) -> _Page:
        return _Page(self._guard)

    async def close(self) -> None:
        pass


class _Browser:
    async def new_context(self, **options: Any) -> _Context:
        return _Context()

    def is_connected(self) -> bool:
        return True

    async def close(self) -> None:
        pass


class _Chromium:
    executable_path = __file__

    async def launch(self, args: list[str], **options: Any) -> _Browser:
        assert "--host-resolver-rules=MAP * ~NOTFOUND" in args
        return _Browser()


class async_playwright:
    """The library's entry."""

    chromium = _Chromium()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass
