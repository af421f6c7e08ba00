"""Visits of home pages, many times a day: from the daemon all the time, or once by `xuncha probe` from cron.

The official measure of 站点无法访问 is a week of spaced visits. Each is stored; a pass judges by the record. What may be
our own trouble (late event loop, no control host in reach, most sites failing at once) is stored as ours and never counts.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

from configured import database_url, load_rules
from crawler.fetch import Fetcher
from crawler.probes import Ground, health, uptime
from crawler.urls import host_of
from interrupts import stop_on_signals
from model import Site, SiteId, StorageError
from opening import Overrides, new_fetcher, parse_overrides
from reports.visits import visit_lines
from rules.signatures import Signatures, load_signatures
from settings import Settings
from storage import registry, visits
from storage.database import Database
from storage.visits import Visit

log = structlog.get_logger()

ALL_OPEN, SOME_FAILED, NOTHING_LEARNT = 0, 1, 3
"""Exit statuses of `xuncha probe`: every site opened; some did not; our own trouble, nothing was learnt."""
_MANY = 5
_CONTROL_SECONDS = 30.0
_LIMIT = 15.0
_RECORD_DAYS = 8


async def visit_round(
    settings: Settings, fetcher: Fetcher, signatures: Signatures, sites: Sequence[Site], limit: float, stop: asyncio.Event
) -> list[Visit]:
    """Visit some sites once, a few at the same time. What is our own trouble is marked so."""
    room = asyncio.Semaphore(settings.probes.monitor_at_once)

    async def one(site: Site) -> Visit | None:
        async with room:
            if stop.is_set():
                return None
            seen = await uptime.visit(fetcher, signatures, site.home_url, limit)
            if seen.outcome in ("failed", "refused"):  # some hosts turn programs away with any status
                again = await uptime.visit(fetcher, signatures, site.home_url, limit, browser=True)
                seen = again if again.outcome == "ok" else seen
            return Visit(site.id, seen.at, seen.outcome, seen.status, seen.error, seen.milliseconds, seen.note)

    found = [each for each in await asyncio.gather(*(one(site) for site in sites)) if each is not None]
    return await _without_our_trouble(settings, fetcher, signatures, {site.id: site for site in sites}, found)


async def _without_our_trouble(
    settings: Settings, fetcher: Fetcher, signatures: Signatures, sites: Mapping[SiteId, Site], found: Sequence[Visit]
) -> list[Visit]:
    """Failures without any answer count only while our own network is known to work."""
    silent = [each for each in found if each.outcome == "failed" and each.status is None]
    distant = [v for v in silent if not await health.is_loopback(fetcher.resolver, host_of(sites[v.site_id].home_url))]
    if not distant:
        return list(found)
    controls = tuple(settings.verify.control_hosts)
    until = time.monotonic() + _CONTROL_SECONDS
    works = await health.network_works(Ground(fetcher, signatures, "", "", until, control_hosts=controls))
    many = len(distant) >= _MANY and len(distant) * 2 > len(found)
    if works and not many:
        return list(found)
    log.warning("monitor.our_trouble", failed=len(distant), sites=len(found), control=works)
    doubted = {each.site_id for each in distant}
    return [replace(v, outcome="ours", note="对照网站无法访问或多数网站同时失败") if v.site_id in doubted else v for v in found]


# --- from cron -------------------------------------------------------------------------------------------------------


def probe(settings: Settings, *, sites: Sequence[str] = (), resolve: Sequence[str] = ()) -> int:
    """Visit the sites in service once, keep and print what came of it. The exit status."""
    overrides = parse_overrides(resolve)
    return asyncio.run(_probe(settings, sites, overrides))


async def _probe(settings: Settings, names: Sequence[str], overrides: Overrides) -> int:
    stop = asyncio.Event()
    with stop_on_signals(stop):
        async with Database(database_url(settings)) as db:
            chosen = [await registry.find(db, name) for name in names] or await registry.listed(db, running=True)
            async with new_fetcher(settings, chosen, overrides) as fetcher:
                found = await visit_round(settings, fetcher, load_signatures(), chosen, limit_of(settings), stop)
            await visits.add(db, found)
            await asyncio.to_thread(_print, db, chosen, found)
    if any(each.outcome == "failed" for each in found):
        return SOME_FAILED
    return ALL_OPEN if found and all(each.outcome == "ok" for each in found) else NOTHING_LEARNT


def _print(db: Database, sites: Sequence[Site], found: Sequence[Visit]) -> None:
    seen = {each.site_id: each for each in found}
    now = datetime.now(UTC)
    with db.read_sync() as connection:
        for site in sites:
            if site.id in seen:
                record = visits.history(connection, site.id, now, _RECORD_DAYS)
                sys.stdout.write("".join(visit_lines(site, seen[site.id], record)))


def limit_of(settings: Settings) -> float:
    """Seconds after which a home page counts as not opened, by the configured pack."""
    rule = load_rules(settings).rules.get("site-unreachable")
    return float(rule.params.get("timeout_seconds", _LIMIT)) if rule else _LIMIT


# --- in the daemon ---------------------------------------------------------------------------------------------------


async def keep_watch(settings: Settings, db: Database, stop: asyncio.Event, *, overrides: Overrides | None = None) -> None:
    """Until `stop`: visit every site in service whenever its last visit is long enough ago."""
    every = timedelta(minutes=settings.probes.monitor_minutes)
    if not every:
        return
    limit, signatures = limit_of(settings), load_signatures()
    pause = min(settings.calendar.check_seconds, every.total_seconds())
    while not stop.is_set():
        try:
            await _watch_once(settings, db, signatures, limit, every, stop, overrides or {})
        except StorageError as error:
            log.error("monitor.storage_trouble", error=str(error))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


async def _watch_once(
    settings: Settings,
    db: Database,
    signatures: Signatures,
    limit: float,
    every: timedelta,
    stop: asyncio.Event,
    overrides: Overrides,
) -> None:
    now = datetime.now(UTC)
    last = await visits.latest(db)
    # A last visit in the time to come was made while the clock was ahead.
    due = [s for s in await registry.listed(db, running=True) if s.id not in last or not last[s.id] <= now < last[s.id] + every]
    if not due:
        return
    async with new_fetcher(settings, due, overrides) as fetcher:
        found = await visit_round(settings, fetcher, signatures, due, limit, stop)
    await visits.add(db, found)
    log.info("monitor.visited", sites=len(found), failed=sum(each.outcome == "failed" for each in found))
