"""An optional browser behind one function: the markup of a page after its scripts ran. Needs the extra xuncha[browser].

The browser itself never reaches the network: it is started with a resolver that knows no host and a proxy that does not
exist, and what its pages ask for is fetched by the program, with the program's manners, guard and limits, or refused:
other hosts, pictures, media, downloads, sockets, and everything but GET. Nothing is clicked and nothing is sent.
"""

from __future__ import annotations

import asyncio
import importlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.response import Response
from crawler.urls import canonical

Fetch = Callable[[str], Awaitable[Response]]

_IDLE = frozenset({"image", "media", "font", "manifest", "texttrack", "eventsource", "websocket", "ping"})
_KEPT = ("content-type", "access-control-allow-origin", "access-control-allow-credentials")
_INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_NOWHERE = "http://browser.invalid:9"
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--dns-prefetch-disable",
    "--js-flags=--max-old-space-size=256",
    "--renderer-process-limit=1",
    "--disable-dev-shm-usage",
    "--disable-gpu",
)
_SETTLED = 0.5  # seconds that scripts have after the last answer
_CLOSING = 5.0  # seconds
MAX_MARKUP = 5_000_000  # characters
MAX_REQUESTS = 80  # of one page
MAX_BYTES = 20_000_000  # of one page


@dataclass(slots=True)
class _Allowance:
    """What one page may still ask for."""

    requests: int = MAX_REQUESTS
    bytes: int = MAX_BYTES


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
    urls: Sequence[str], *, fetch: Fetch, allow: Callable[[str], bool], user_agent: str, seconds: float, program: str = ""
) -> AsyncIterator[tuple[str, str]]:
    """(address, markup) of the pages that could be shown, one after the other in one browser; nothing without the extra.

    `fetch` makes every request that the pages may make; `allow`: which addresses these are; `seconds`: the time limit of
    one page with all that it loads; `program`: the path of a Chromium, "" for the library's own or one that is installed.
    """
    library = _playwright()
    if library is None or not urls:
        return
    async with library.async_playwright() as started:
        path = program or _found(started.chromium) or None
        try:
            browser = await started.chromium.launch(args=list(_ARGUMENTS), proxy={"server": _NOWHERE}, executable_path=path)
        except library.Error:  # the library is there and its Chromium is not
            return
        try:
            for url in urls:
                markup = await _one(browser, url, fetch, allow, user_agent, seconds, library.Error)
                if markup:
                    yield url, markup[:MAX_MARKUP]
                if not browser.is_connected():
                    return
        finally:
            with suppress(library.Error, TimeoutError):
                await asyncio.wait_for(browser.close(), _CLOSING)


def _found(chromium: Any) -> str:
    """The path of the system's Chromium where the library has none of its own."""
    if Path(chromium.executable_path).exists():
        return ""
    return next((path for name in _INSTALLED if (path := shutil.which(name))), "")


async def _one(
    browser: Any,
    url: str,
    fetch: Fetch,
    allow: Callable[[str], bool],
    user_agent: str,
    seconds: float,
    failure: type[Exception],
) -> str:
    """The markup of one page in a context of its own, "" where it cannot be shown, left its address or took too long."""
    left = _Allowance()

    async def answered(route: Any) -> None:
        with suppress(failure):  # the page may be gone by now
            await _answer(route, fetch, allow, left)

    context = None
    try:
        async with asyncio.timeout(seconds):
            context = await browser.new_context(
                user_agent=user_agent, accept_downloads=False, service_workers="block", timezone_id="Asia/Shanghai"
            )
            await context.route("**/*", answered)
            return await _shown(await context.new_page(), url, seconds, failure)
    except (failure, TimeoutError):
        return ""
    finally:
        if context is not None:
            await _closed(context, browser, failure)


async def _shown(page: Any, url: str, seconds: float, failure: type[Exception]) -> str:
    """Its markup once its requests have come to rest; what never rests is read at two thirds of its time."""
    await page.goto(url, timeout=seconds * 1000, wait_until="domcontentloaded")
    with suppress(failure):
        await page.wait_for_load_state("networkidle", timeout=seconds * 1000 * 2 / 3)
    await asyncio.sleep(min(_SETTLED, seconds / 10))
    here, there = urlsplit(page.url), urlsplit(url)
    return str(await page.content()) if (here.netloc, here.path) == (there.netloc, there.path) else ""


async def _closed(context: Any, browser: Any, failure: type[Exception]) -> None:
    """End a page; where it does not let go (an endless script), the whole browser."""
    try:
        await asyncio.wait_for(context.close(), _CLOSING)
    except (failure, TimeoutError):
        with suppress(failure, TimeoutError):
            await asyncio.wait_for(browser.close(), _CLOSING)


async def _answer(route: Any, fetch: Fetch, allow: Callable[[str], bool], left: _Allowance) -> None:
    """Answer one request of a page out of our own hands, or refuse it."""
    request = route.request
    left.requests -= 1
    spent = left.requests < 0 or left.bytes <= 0
    if spent or request.method != "GET" or request.resource_type in _IDLE or not allow(request.url):
        await route.abort()
        return
    response = await fetch(request.url)
    left.bytes -= len(response.body)
    moved = canonical(request.url) != response.url and request.resource_type == "document"
    if response.status is None or response.error or moved or not allow(response.url):
        await route.abort()
        return
    kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
    await route.fulfill(status=response.status, headers=kept, body=response.body)
