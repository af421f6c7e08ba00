"""When anything runs: the passes of the calendar, begun by the daemon or by a sweep, each site once a period.

A pass is unique by its kind and period, and its sites are claimed one by one; so a daemon, a second one, a cron line and
a restart at midnight are all harmless together, and whoever comes later goes on with what is open.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

import rectification
from audit import audit_site, first_error
from configured import database_url, load_rules
from inspection import COMPLETE, INCOMPLETE, begin, log_outcome, outcome_of, run_pass
from interrupts import stop_on_signals
from model import SHANGHAI, ConfigError, PassId, PassKind, Site, SiteId, SiteState, StorageError, XunchaError
from monitoring import keep_watch
from opening import Overrides, open_tools, parse_overrides
from periods import Trigger, is_due, period_key, triggers
from progress import Display
from reports.passes import outcome_lines
from rules import Ruleset
from second_looks import catch_up, keep_looking
from settings import Settings
from site_queue import Audit, Clock, SiteQueue, shanghai_now
from storage import dispatch, registry
from storage.database import Database
from storage.dispatch import Waiting
from tools import Progress

log = structlog.get_logger()

# --- from cron -------------------------------------------------------------------------------------------------------


def sweep(
    settings: Settings, kind: PassKind, *, sites: Sequence[str] = (), resolve: Sequence[str] = (), shown: bool = True
) -> int:
    """The pass of the current period, once, as from a cron line; prints how it went. The exit status."""
    overrides = parse_overrides(resolve)
    load_rules(settings)  # a broken pack ends it before any request is made
    try:
        return asyncio.run(_sweep(settings, kind, sites, overrides, shown))
    except asyncio.CancelledError:
        return INCOMPLETE


async def _sweep(settings: Settings, kind: PassKind, names: Sequence[str], overrides: Overrides, shown: bool) -> int:
    stop = asyncio.Event()
    progress: list[Progress] = []
    with stop_on_signals(stop):
        async with Database(database_url(settings)) as db:
            sites = await _chosen(db, names)
            async with open_tools(settings, db, sites=sites, overrides=overrides, stop=stop) as tools:
                with Display(progress, shown=shown):
                    period = period_key(kind, shanghai_now())
                    outcome = await run_pass(tools, kind, period, sites=sites if names else None, progress=progress)
            if not names:
                await catch_up(settings, db, stop, overrides)
    sys.stdout.write("".join(outcome_lines(outcome.inspection, outcome.sites, idle=outcome.idle)))
    return outcome.status


async def _chosen(db: Database, names: Sequence[str]) -> list[Site]:
    """The sites that a person named, or all in service. Raises ConfigError when there are none."""
    if not names:
        running = await registry.listed(db, running=True)
        if not running:
            raise ConfigError("no site in service is registered; register some with xuncha sites import FILE")
        return running
    found = [await registry.find(db, name) for name in names]
    for site in found:
        if site.state is not SiteState.RUNNING:
            raise ConfigError(f"{site.shown_name}: not in service ({site.state}), so it is not inspected")
    return list({site.id: site for site in found}.values())


# --- the daemon ------------------------------------------------------------------------------------------------------


def daemon(settings: Settings, *, resolve: Sequence[str] = ()) -> int:
    """Begin the passes of the calendar when they are due and work on them, until SIGTERM or Ctrl-C."""
    overrides, calendar = parse_overrides(resolve), triggers(settings)
    load_rules(settings)
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_daemon(settings, overrides, calendar))
    return COMPLETE


async def _daemon(settings: Settings, overrides: Overrides, calendar: Mapping[PassKind, Trigger]) -> None:
    stop = asyncio.Event()
    with stop_on_signals(stop):
        try:
            async with Database(database_url(settings)) as db, asyncio.TaskGroup() as group:
                group.create_task(keep_watch(settings, db, stop, overrides=overrides))
                group.create_task(keep_looking(settings, db, stop, overrides=overrides))
                await keep_calendar(settings, db, calendar, stop, overrides=overrides)
        except* XunchaError as error_group:
            raise first_error(error_group) from None


async def keep_calendar(
    settings: Settings,
    db: Database,
    calendar: Mapping[PassKind, Trigger],
    stop: asyncio.Event,
    *,
    overrides: Overrides | None = None,
    audit: Audit = audit_site,
    clock: Clock = shanghai_now,
) -> None:
    """Until `stop`: begin what is due, go on with what is open, and look again when a trigger fires or time passes."""
    wake = asyncio.Event()
    ruleset = load_rules(settings)
    timer = _timer(settings, calendar, wake)
    log.info("daemon.started", calendar={kind.value: str(trigger) for kind, trigger in calendar.items()})

    async def due() -> None:
        await begin_due(db, settings, ruleset, calendar, clock())

    try:
        while not stop.is_set():
            wake.clear()
            if not await _session(settings, db, due, stop, wake, overrides or {}, audit, clock):
                await _first_of(wake, stop)
    finally:
        timer.shutdown(wait=False)
    log.info("daemon.ended")


async def begin_due(
    db: Database, settings: Settings, ruleset: Ruleset, calendar: Mapping[PassKind, Trigger], now: datetime
) -> None:
    """Make the passes whose moment in this period has come, also where it came while nobody was there to see it.

    A site that is not in the pass yet (registered or put back in service since) is added.
    """
    await rectification.refresh(db, ruleset.holidays, now.date())
    running = await registry.listed(db, running=True)
    for kind, trigger in calendar.items():
        if not is_due(kind, trigger, now):
            continue
        period = period_key(kind, now)
        missing = await dispatch.without_row(db, kind, period, running)
        if missing:
            await begin(db, settings, ruleset, kind, period, missing, now)


async def _session(
    settings: Settings,
    db: Database,
    due: Callable[[], Awaitable[None]],
    stop: asyncio.Event,
    wake: asyncio.Event,
    overrides: Overrides,
    audit: Audit,
    clock: Clock,
) -> bool:
    """Work with one set of tools until nothing waits. True: sites that it did not know wait for the next session."""
    known: set[SiteId] = set()
    touched: set[PassId] = set()
    strangers = False

    async def refresh() -> list[Waiting]:
        nonlocal strangers
        await due()
        running = await registry.listed(db, running=True)
        found = await dispatch.waiting(db, running)
        # The network guard was told the hosts of the known sites; it would refuse others in a private network.
        strangers = any(item.site is not None and item.site.id not in known for item in found)
        touched.update(item.row.pass_id for item in found)
        return [] if strangers else found

    try:
        sites = await registry.listed(db, running=True)
        known.update(site.id for site in sites)
        if await refresh():
            async with open_tools(settings, db, sites=sites, overrides=overrides, stop=stop) as tools:
                await SiteQueue(tools, refresh, audit, clock, wake=wake).run()
            await dispatch.finish(db)
            for number in sorted(touched):
                log_outcome(await outcome_of(db, number))
    except StorageError as error:
        log.error("daemon.storage_trouble", error=str(error))
        return False
    return strangers


def _timer(settings: Settings, calendar: Mapping[PassKind, Trigger], wake: asyncio.Event) -> AsyncIOScheduler:
    """Wakes the daemon when a pass begins, and every check_seconds for what was missed or interrupted."""

    async def ring() -> None:
        wake.set()

    timer = AsyncIOScheduler(timezone=SHANGHAI, job_defaults={"coalesce": True, "misfire_grace_time": None})
    for kind, trigger in calendar.items():
        timer.add_job(ring, trigger, id=kind.value)
    timer.add_job(ring, "interval", seconds=settings.calendar.check_seconds, id="check")
    timer.start()
    return timer


async def _first_of(*events: asyncio.Event) -> None:
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
