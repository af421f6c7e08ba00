"""The second look at what a pass saw for the first time, as soon as its rule lets it count.

By the daemon between passes, by a sweep behind its own. Without it a fault of a quarterly pass would be certain only a
quarter later. Each look is the smallest re-check that can settle the findings of a site; a site that a pass is working on
is left to that pass.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import structlog

from configured import load_rules
from model import ConfigError, Site, SiteId, StorageError
from opening import Overrides, open_tools
from rechecks import by_program, period_of, recheck_site, summary
from settings import Settings
from site_queue import shanghai_now
from storage import findings, over_time, registry
from storage.database import Database
from storage.findings import LedgerFinding
from tools import Tools

log = structlog.get_logger()

LABEL = "再次核实"
Tried = dict[int, datetime]
"""Findings that could not be settled, and when that was: they are not asked again at every turn."""


async def keep_looking(settings: Settings, db: Database, stop: asyncio.Event, *, overrides: Overrides | None = None) -> None:
    """Until `stop`: look again at every finding whose time has come."""
    hours, tried = _hours(settings), Tried()
    while hours and not stop.is_set():
        try:
            await look_once(settings, db, hours, tried, stop, overrides or {})
        except StorageError as error:
            log.error("second_look.storage_trouble", error=str(error))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), settings.calendar.check_seconds)


async def catch_up(settings: Settings, db: Database, stop: asyncio.Event, overrides: Overrides) -> int:
    """Look once at every finding whose time has come, as from a cron line; how many that were."""
    hours = _hours(settings)
    return await look_once(settings, db, hours, Tried(), stop, overrides) if hours and not stop.is_set() else 0


def _hours(settings: Settings) -> dict[str, float]:
    """The rules that ask for a second look, and after how many hours; none where second looks are switched off."""
    rules = load_rules(settings).rules.items() if settings.calendar.second_looks else ()
    return {rule: setting.confirm.hours for rule, setting in rules if setting.confirm.hours}


async def look_once(
    settings: Settings, db: Database, hours: Mapping[str, float], tried: Tried, stop: asyncio.Event, overrides: Overrides
) -> int:
    """One turn; how many findings were looked at."""
    now = datetime.now(UTC)
    pause = timedelta(hours=max(hours.values()))
    due = [number for number in await over_time.due(db, hours, now) if number not in tried or tried[number] + pause <= now]
    known = by_program(await findings.get(db, due), settings) if due else []
    sites = {site.id: site for site in await registry.listed(db, running=True)} if known else {}
    of_site: dict[SiteId, list[LedgerFinding]] = {}
    for each in known:
        if each.site_id in sites:
            of_site.setdefault(each.site_id, []).append(each)
    if not of_site:
        return 0
    tried.update(dict.fromkeys((each.id for some in of_site.values() for each in some), now))
    chosen = [sites[number] for number in of_site]
    period = period_of(LABEL)  # one pass for all the sites of a turn
    room = asyncio.Semaphore(settings.crawler.sites_at_once)
    async with open_tools(settings, db, sites=chosen, overrides=overrides, stop=stop) as tools, asyncio.TaskGroup() as group:
        for some in _by_platform(chosen):
            group.create_task(_one_after_another(tools, some, of_site, room, period))
    return sum(map(len, of_site.values()))


def _by_platform(sites: Sequence[Site]) -> list[list[Site]]:
    """Sites of one platform stand together: they are looked at one after another."""
    found: dict[str, list[Site]] = {}
    for site in sites:
        found.setdefault(site.host_group or f"site {site.id}", []).append(site)
    return list(found.values())


async def _one_after_another(
    tools: Tools,
    sites: Sequence[Site],
    of_site: Mapping[SiteId, Sequence[LedgerFinding]],
    room: asyncio.Semaphore,
    period: str,
) -> None:
    for site in sites:
        async with room:
            if tools.stop.is_set():
                return
            await _look(tools, site, of_site[site.id], period)


async def _look(tools: Tools, site: Site, found: Sequence[LedgerFinding], period: str) -> None:
    """The site's boundary: what goes wrong with one site leaves the others alone."""
    try:
        results = await recheck_site(tools, site, found, period, shanghai_now())
    except ConfigError:
        return  # somebody is auditing it at this moment
    except StorageError:
        raise
    except Exception as error:
        log.error("second_look.failed", site=site.home_url, error=f"{type(error).__name__}: {error}", exc_info=True)
        return
    log.info("second_look.done", site=site.home_url, findings=len(found), result=summary(results.values()))
