"""Between walk and judgement: columns whose list only scripts show are opened in a browser, where one is installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import structlog
from sqlalchemy import Connection

from crawler.column_names import first_value
from crawler.fetch import Response
from crawler.render import available, rendered
from crawler.urls import Scope
from model import Outcome, Page, PageKind, Site, SitePassId
from stages.answers import page_input, record_of
from storage.frontier import Candidate, Settled
from storage.pages import Batch, SiteStore
from storage.stored_pages import SeenPage, pages_of
from tools import Tools
from workers.messages import Job, PageOutput

log = structlog.get_logger()

SHELLS = (PageKind.LIST, PageKind.HUB, PageKind.OTHER, PageKind.DATA)


LedTo = Callable[[int, str, int, PageOutput], Sequence[Candidate]]


async def browse(tools: Tools, site: Site, store: SiteStore, job: Job, led_to: LedTo) -> int:
    """Read the site's script columns as a browser shows them; how many gained a list. `led_to` plans what they lead to."""
    most = tools.settings.crawler.browser_pages
    if not most:
        return 0
    with tools.db.read_sync() as connection:
        shells = {seen.url: seen for seen in unread_columns(connection, store.id)[:most]}
    if not shells:
        return 0
    if not available():
        log.info("browser.missing", site=site.home_url, columns=len(shells), hint="pip install xuncha[browser]")
        return 0
    scope = Scope(site.home_url, site.extra_hosts)
    gained = 0
    settings = tools.settings.crawler
    async for url, markup in rendered(
        list(shells),
        fetch=tools.fetcher.get,
        allow=scope.contains,
        user_agent=settings.user_agent,
        seconds=settings.browser_seconds,
        program=settings.browser_program,
    ):
        response = _response(url, markup)
        [output] = await tools.workers.run(job, [page_input(shells[url].url_id, url, response)])
        if isinstance(output, PageOutput) and output.head.kind in (PageKind.LIST, PageKind.HUB):
            # Its bytes are not those of the server: the next pass must not take them for unchanged.
            record = replace(record_of(shells[url].url_id, response, output, ""), steady_hash="", etag="", modified="")
            settled = {shells[url].url_id: Settled(Outcome.OK, "", 200)}
            found = led_to(shells[url].url_id, url, shells[url].depth, output)
            await store.commit(Batch(pages=[record], settled=settled, candidates=found))
            gained += 1
    log.info("browser.done", site=site.home_url, columns=len(shells), read=gained)
    return gained


def unread_columns(connection: Connection, site_pass: SitePassId) -> list[SeenPage]:
    """The columns of a pass whose list is neither on the page nor in an interface's answer, those near the home page first."""
    shells: list[SeenPage] = []
    answered: set[str] = set()
    for seen in pages_of(connection, site_pass, SHELLS):
        if seen.page.kind is PageKind.DATA:
            answered.update([seen.url] if seen.page.lists or seen.page.placeholder else [])
        elif seen.page.scripted and (seen.page.kind is not PageKind.OTHER or _names_itself(seen.page)):
            shells.append(seen)
    left = [seen for seen in shells if not any(endpoint.url in answered for endpoint in seen.page.endpoints)]
    return sorted(left, key=lambda seen: (seen.depth, seen.url))


def _names_itself(page: Page) -> bool:
    """Whether a page without a list says that it is a column: by its tag, or at the end of its path."""
    return bool(first_value(page, "columnname")) or (len(page.breadcrumb) >= 2 and page.breadcrumb[-1] == page.title)


def _response(url: str, markup: str) -> Response:
    """The markup as if a server had sent it."""
    return Response(
        requested=url, url=url, final=url, status=200, headers={"content-type": "text/html; charset=utf-8"}, set_cookie=(),
        body=markup.encode("utf-8", "replace"), truncated=False, error="", detail="", hops=(), milliseconds=0, family="",
        observed_at=datetime.now(UTC),
    )  # fmt: skip
