"""The extra requests at the end of a site's pass: which probes the chosen rules need, on what ground, within what time.

A probe that fails, hangs or is cut off costs its own facts and nothing else; its rules then say that they do not know.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice

import structlog
from sqlalchemy import Connection

from crawler.extract.frame.frame_file import address_in
from crawler.probes import PROBES, Ground, Title
from crawler.urls import authority_of, canonical, host_of, join
from model import Json, Page, Site, SitePassId, SiteView
from stages.arrival import shut_home
from stages.judge import REMOTE, chosen
from stages.link_verdicts import SHUT
from storage import coverage, probes, stored_pages, visits
from storage.passes import SitePass
from tools import Plan, Progress, Tools

log = structlog.get_logger()

MANY_UNREAD, SHARE_UNREAD = 5, 0.1  # pages of the site that failed, and their share of those that were read
_HISTORY_DAYS = 8
_SAMPLE_DAYS = 365
_SECOND_LEVEL = 8
_BOTTOMS = 5
_FRAMED_PAGES = 2000  # pages that are asked which file writes their bottom


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """How far the audit has come: where the home page stands, the visit that opened it, when to end (monotonic, 0: never)."""

    landed_url: str
    arrival: Json | None
    deadline: float = 0.0


def needed(tools: Tools, rules: Iterable[str]) -> tuple[set[str], Json]:
    """The probes that some rules need, and the parameters of their checks."""
    names: set[str] = set()
    options: Json = {}
    for item in chosen(tools, rules, SiteView):
        if item.check.needs:
            names.update(item.check.needs)
            options |= item.params.model_dump(mode="json")
    return names, options


async def probe_site(tools: Tools, site: Site, mine: SitePass, plan: Plan, progress: Progress, where: Whereabouts) -> None:
    """Run what the plan's rules need and keep the facts with the pass."""
    wanted, options = needed(tools, plan.rules)
    names = [name for name in PROBES if name in wanted and (where.arrival is not None or name in REMOTE)]
    if not names:
        return
    settings = tools.settings.probes
    until = min(time.monotonic() + settings.seconds, where.deadline or float("inf"))
    ground = Ground(
        fetcher=tools.fetcher,
        signatures=tools.signatures,
        home_url=site.home_url,
        landed_url=where.landed_url,
        until=until,
        overrides=tools.overrides,
        control_hosts=tuple(tools.settings.verify.control_hosts),
        spacing=tools.settings.verify.spacing,
        visits=settings.visits,
        options=options,
        arrival=where.arrival,
        allowed=lambda url: _allowed(tools, url),
        count=lambda: _count(progress),
    )
    ground, record = await asyncio.to_thread(_with_facts, tools, site, mine, plan, ground, names)
    facts = await _run_all(tools, ground, names)
    if "uptime" in facts and record:
        facts["uptime"]["history"] = record
    await probes.save(tools.db, mine, facts, tools.settings.calendar.lease_seconds)


def _count(progress: Progress) -> None:
    progress.requests += 1


async def _allowed(tools: Tools, url: str) -> bool:
    """Whether robots.txt lets us ask for an address."""
    return not tools.settings.crawler.respect_robots or (await tools.robots.of(url)).allowed(url)


async def _run_all(tools: Tools, ground: Ground, names: Collection[str]) -> Json:
    """The facts of the probes that came to an end; all at once, since most of their time is waiting."""
    tasks = {name: asyncio.create_task(PROBES[name](ground)) for name in names}
    stopped = asyncio.create_task(tools.stop.wait())
    waiting = set(tasks.values())
    try:
        while waiting and not stopped.done() and ground.left > 0:
            await asyncio.wait({*waiting, stopped}, timeout=ground.left, return_when=asyncio.FIRST_COMPLETED)
            waiting = {task for task in waiting if not task.done()}
    finally:
        for task in (*waiting, stopped):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks.values(), stopped, return_exceptions=True)
    return {name: facts for name, task in tasks.items() if (facts := _facts_of(name, task)) is not None}


def _facts_of(name: str, task: asyncio.Task[Json]) -> Json | None:
    """What a probe found, None when it was cut off or failed; the boundary at which its errors end."""
    if task.cancelled():
        log.info("probe.cut_off", probe=name)
        return None
    error = task.exception()
    if error is None:
        return task.result()
    log.warning("probe.failed", probe=name, error=f"{type(error).__name__}: {error}")
    return None


def _with_facts(
    tools: Tools, site: Site, mine: SitePass, plan: Plan, ground: Ground, names: Collection[str]
) -> tuple[Ground, Json]:
    """The ground with what storage knows of the site for the probes named, and the site's record of visits."""
    with tools.db.read_sync() as connection:
        record = visits.history(connection, site.id, datetime.now(UTC), _HISTORY_DAYS)
        secure = _secure_hosts(tools, connection, site, mine, ground)
        ground = replace(ground, secure_hosts=secure)
        if ground.arrival is None:
            return ground, record
        stored = stored_pages.page_by_url(connection, site.id, ground.landed_url)
        home = stored.page if stored else None
        ground = replace(
            ground,
            home=home,
            search_page=_search_page(connection, site, home),
            titles=_titles(connection, mine, plan, ground),
            second_level=tuple(probes.second_level(connection, mine.id, _SECOND_LEVEL)),
            bottoms=_bottoms(connection, mine, home) if home and "frame" in names else (),
        )
        return ground, record


def _search_page(connection: Connection, site: Site, home: Page | None) -> Page | None:
    """The page to which the home page's search link leads, if it was read."""
    target = home.search.page if home and home.search and not home.search.forms else ""
    stored = stored_pages.page_by_url(connection, site.id, canonical(target)) if target else None
    return stored.page if stored else None


def _bottoms(connection: Connection, mine: SitePass, home: Page) -> tuple[str, ...]:
    """The files that write the bottoms of pages where the home page's is written by another file: an old template's."""
    first = _bottom_file(home)
    pages = islice(stored_pages.pages_of(connection, mine.id), _FRAMED_PAGES) if first else ()
    named = dict.fromkeys(_bottom_file(seen.page) for seen in pages)
    return tuple(url for url in named if url and url != first)[:_BOTTOMS]


def _bottom_file(page: Page) -> str:
    """The address of the file that writes a page's bottom, "" without one."""
    named = address_in((page.features or {}).get("scripted_footer", ""))
    return join(page.url, named).url if named else ""


def _titles(connection: Connection, mine: SitePass, plan: Plan, ground: Ground) -> tuple[Title, ...]:
    """Articles to search for: settled, not old, spread over what there is, each title once."""
    last = plan.now.date() - timedelta(days=int(ground.options.get("settle_days", 7)) + 1)
    found = probes.titles(connection, mine.id, last - timedelta(days=_SAMPLE_DAYS), last)
    host = host_of(ground.landed_url)
    own = list({title: url for url, title in reversed(found) if host_of(url) == host}.items())
    amount = max(1, min(3, int(ground.options.get("titles", 3))))
    # A blank in a stored title is not always the blank of the page (full-width, several), and a simple search is exact.
    own = [(title, url) for title, url in own if not re.search(r"\s", title)] or own
    step = max(1, len(own) // amount)
    return tuple(Title(url, title) for title, url in own[::-1][::step][:amount])


def _secure_hosts(tools: Tools, connection: Connection, site: Site, mine: SitePass, ground: Ground) -> tuple[str, ...]:
    """The authorities of the site that are reached over https.

    Where the operator gave an address with its port, that port serves the home page's own scheme and nothing else.
    """
    urls = [url for url in (site.home_url, ground.landed_url) if url.startswith("https://")]
    others = [host for host in (host_of(site.home_url), *site.extra_hosts) if host and not _has_port(tools, host)]
    urls += probes.secure_addresses(connection, mine.id, list(dict.fromkeys(others)))
    return tuple(dict.fromkeys(authority_of(url) for url in urls))


def _has_port(tools: Tools, host: str) -> bool:
    override = tools.overrides.get(host)
    return override is not None and override[1] is not None


async def is_shut(tools: Tools, site_pass: SitePassId, home_url: str, progress: Progress) -> bool:
    """Whether many of a site's pages failed and its home page, asked once more, does so too: it stopped answering us."""
    failed = sum((await coverage.unread_pages(tools.db, site_pass, SHUT | {"refused"})).values())
    if tools.stop.is_set() or failed < MANY_UNREAD or failed < SHARE_UNREAD * await coverage.page_count(tools.db, site_pass):
        return False
    return await shut_home(tools, home_url, progress) is not None
