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
    def __init__(self, url: str, kind: str) -> None:
        self.url, self.resource_type = url, kind


class _Route:
    def __init__(self, url: str, kind: str) -> None:
        self.request, self.done = _Request(url, kind), ""

    async def abort(self) -> None:
        self.done = "abort"

    async def continue_(self) -> None:
        self.done = "continue"


class _Page:
    def __init__(self, guard: Any) -> None:
        self._guard, self.url = guard, ""

    async def goto(self, url: str, **options: Any) -> None:
        for target, kind, wanted in (
            (url, "document", "continue"),
            ("http://127.0.0.1/", "xhr", "abort"),
            (url, "image", "abort"),
        ):
            route = _Route(target, kind)
            await self._guard(route)
            if route.done != wanted:
                raise AssertionError(f"{target} ({kind}): {route.done}")
        if url.endswith("/hangs/"):
            raise Error("timeout")
        self.url = url

    async def wait_for_load_state(self, state: str, **options: Any) -> None:
        raise Error("never idle")

    async def content(self) -> str:
        return str(_PAGES.get(self.url, "<html></html>"))

    async def close(self) -> None:
        self.url = ""


class _Context:
    async def route(self, pattern: str, guard: Any) -> None:
        self._guard = guard

    async def new_page(self) -> _Page:
        return _Page(self._guard)


class _Browser:
    async def new_context(self, **options: Any) -> _Context:
        return _Context()

    async def close(self) -> None:
        pass


class _Chromium:
    async def launch(self, args: list[str]) -> _Browser:
        assert args[0].startswith("--host-resolver-rules=MAP www.test-site.gov.cn 127.0.0.1:")
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
