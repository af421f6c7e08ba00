"""crawlee with its parsel crawler: every link of the site, 32 at once, no session pool, no retries, nothing stored on disk."""

import asyncio
import json
import logging
import sys
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from crawlee import ConcurrencySettings, Request
from crawlee.crawlers import ParselCrawler, ParselCrawlingContext
from crawlee.storage_clients import MemoryStorageClient

HOST, PORT = sys.argv[1], sys.argv[2]
BASE = f"http://127.0.0.1:{PORT}"


async def main() -> None:
    pages: set[str] = set()
    broken: list[str] = []
    seen: set[str] = {f"{BASE}/"}
    crawler = ParselCrawler(
        storage_client=MemoryStorageClient(),
        concurrency_settings=ConcurrencySettings(min_concurrency=32, desired_concurrency=32, max_concurrency=32),
        max_request_retries=0,
        use_session_pool=False,
        respect_robots_txt_file=False,
        ignore_http_error_status_codes=[404],
        configure_logging=False,
        request_handler_timeout=timedelta(seconds=120),
        statistics_log_format="inline",
    )

    @crawler.router.default_handler
    async def handle(context: ParselCrawlingContext) -> None:
        url = context.request.url
        if context.http_response.status_code >= 400:
            broken.append(urlsplit(url).path)
            return
        if "html" not in context.http_response.headers.get("content-type", ""):
            return
        if urlsplit(url).path != "/":  # the same page as /index.html
            pages.add(url)
        new = []
        for raw in context.selector.xpath("//@href|//@src").getall():
            target = urljoin(url, raw).partition("#")[0]
            if target.startswith(BASE) and target not in seen:
                seen.add(target)
                new.append(Request.from_url(target))
        if new:
            await context.add_requests(new)

    logging.disable(logging.CRITICAL)
    await crawler.run([f"{BASE}/"])
    print(json.dumps({"pages": len(pages), "broken": broken}))


asyncio.run(main())
