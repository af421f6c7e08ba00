"""An optional browser behind one function: the markup of a page after its scripts ran. Needs the extra xuncha[browser].

The browser loads from the audited site only: every other host is refused before a request is made, as are pictures, media
and downloads. Nothing is clicked and nothing is sent.
"""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

Overrides = Mapping[str, tuple[str, int | None]]
_IDLE = frozenset({"image", "media", "font"})
MAX_MARKUP = 5_000_000  # characters


def available() -> bool:
    """Whether the extra is installed."""
    return _playwright() is not None


def _playwright() -> Any:
    # Imported here: most installations have no browser.
    try:
        return importlib.import_module("playwright.async_api")
    except ImportError:
        return None


async def rendered(
    urls: Sequence[str], *, allow: Callable[[str], bool], overrides: Overrides, user_agent: str, seconds: float
) -> AsyncIterator[tuple[str, str]]:
    """(address, markup) of the pages that could be shown, one after the other in one browser; nothing without the extra.

    `allow`: which addresses may be loaded; `overrides`: host -> (address, port) as --resolve gave them; `seconds`: the
    time limit of one page, in which its requests should have come to rest.
    """
    library = _playwright()
    if library is None or not urls:
        return
    async with library.async_playwright() as started:
        try:
            browser = await started.chromium.launch(args=_arguments(overrides))
        except library.Error:  # the library is there and its Chromium is not
            return
        try:
            context = await browser.new_context(user_agent=user_agent, accept_downloads=False, service_workers="block")
            await context.route("**/*", lambda route: _guarded(route, allow))
            for url in urls:
                markup = await _one(context, url, seconds, library.Error)
                if markup:
                    yield url, markup[:MAX_MARKUP]
        finally:
            await browser.close()


async def _one(context: Any, url: str, seconds: float, failure: type[Exception]) -> str:
    """The markup of one page, "" where it cannot be shown or left its address."""
    page = await context.new_page()
    try:
        await page.goto(url, timeout=seconds * 1000, wait_until="domcontentloaded")
        with suppress(failure):  # a page that never rests is read as it is
            await page.wait_for_load_state("networkidle", timeout=seconds * 1000)
        here, there = urlsplit(page.url), urlsplit(url)
        return str(await page.content()) if (here.netloc, here.path) == (there.netloc, there.path) else ""
    except failure:
        return ""
    finally:
        await page.close()


async def _guarded(route: Any, allow: Callable[[str], bool]) -> None:
    request = route.request
    if request.resource_type in _IDLE or not allow(request.url):
        await route.abort()
    else:
        await route.continue_()


def _arguments(overrides: Overrides) -> list[str]:
    """The browser's own form of --resolve."""
    rules = [f"MAP {host} {address}{f':{port}' if port else ''}" for host, (address, port) in overrides.items()]
    return [f"--host-resolver-rules={','.join(rules)}"] if rules else []
