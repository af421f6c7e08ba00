"""One pass of the calendar: what its audits look for, made once a period, worked through, and where it then stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

import checks
import rules
from audit import audit_site
from model import Pass, PassId, PassKind, Site, SiteId, SitePassState, SiteState
from rules import Ruleset
from settings import Settings
from site_queue import Audit, Clock, SiteQueue, shanghai_now
from storage import dispatch, overview, passes, registry
from storage.database import Database
from storage.dispatch import Waiting
from storage.overview import SiteInPass
from storage.passes import OPEN_STATES
from tools import Plan, Progress, Tools

log = structlog.get_logger()

COMPLETE, FOUND, INCOMPLETE = 0, 1, 3
"""Exit statuses of a sweep: all sites done, done with findings, some site not done (2 is a wrong command)."""


@dataclass(frozen=True, slots=True)
class PassOutcome:
    """Where a pass stands when this process has done its share."""

    inspection: Pass
    sites: tuple[SiteInPass, ...]  # the sites that were asked for
    idle: bool  # everything had been done before in this period

    def count(self, *states: SitePassState) -> int:
        """How many sites stand in one of some states, those taken out of service left aside."""
        return sum(1 for s in self.sites if s.row.state in states and s.row.reason != dispatch.NOT_RUNNING)

    @property
    def findings(self) -> int:
        """What was found on the sites that are done."""
        return sum(site.findings for site in self.sites if site.row.state is SitePassState.DONE)

    @property
    def status(self) -> int:
        """The exit status."""
        if self.count(*(state for state in SitePassState if state is not SitePassState.DONE)):
            return INCOMPLETE
        return FOUND if self.findings else COMPLETE


def plan_of(settings: Settings, ruleset: Ruleset, kind: PassKind, period: str, now: datetime) -> Plan:
    """What the sites of a pass are audited for and how far; the configuration's limits hold for every pass."""
    setting, c = ruleset.passes[kind], settings.crawler
    known = checks.registry(frozenset(settings.rules.disabled_plugins))
    return Plan(
        rules=tuple(rule for rule in rules.select(ruleset, setting.rules, setting.skip) if rule in known),
        now=now,
        max_pages=min(setting.max_pages or c.max_pages, c.max_pages),
        max_depth=min(setting.depth or c.max_depth, c.max_depth),
        max_seconds=c.max_seconds,
        external=setting.external and settings.verify.external,
        kind=kind,
        sample=setting.sample,
        sample_key=f"{kind}/{period}",
    )


async def begin(
    db: Database, settings: Settings, ruleset: Ruleset, kind: PassKind, period: str, sites: Sequence[Site], now: datetime
) -> PassId:
    """The pass of a period with a row for each of some sites, made where it is missing; ends what older ones left."""
    plan = plan_of(settings, ruleset, kind, period, now)
    numbers = [site.id for site in sites]
    number, made = await passes.create(db, kind, period, ruleset.pack.name, ruleset.hash, numbers, plan.to_json())
    given_up = await dispatch.supersede(db, kind, number)
    if given_up:
        log.warning("pass.superseded", kind=kind, by=period, sites=given_up)
    if made:
        log.info("pass.begun", kind=kind, period=period, sites=len(numbers))
    return number


async def run_pass(
    tools: Tools,
    kind: PassKind,
    period: str,
    *,
    sites: Sequence[Site] | None = None,
    progress: list[Progress] | None = None,
    audit: Audit = audit_site,
    clock: Clock = shanghai_now,
) -> PassOutcome:
    """Make the pass of a period, or go on with it, and work through its open sites (`sites` None: all in service)."""
    db = tools.db
    running = await registry.listed(db, running=True)
    chosen = running if sites is None else [site for site in sites if site.state is SiteState.RUNNING]
    number = await begin(db, tools.settings, tools.ruleset, kind, period, chosen, clock())
    ids = {site.id for site in chosen}

    async def refresh() -> list[Waiting]:
        found = await dispatch.waiting(db, await registry.listed(db, running=True))
        return [item for item in found if _concerns(item, number, ids, everything=sites is None)]

    idle = not any(item.row.pass_id == number for item in await refresh())
    await SiteQueue(tools, refresh, audit, clock, progress if progress is not None else []).run()
    await dispatch.finish(db)
    outcome = await outcome_of(db, number, only=None if sites is None else ids, idle=idle)
    log_outcome(outcome)
    return outcome


async def outcome_of(
    db: Database, number: PassId, *, only: Collection[SiteId] | None = None, idle: bool = False
) -> PassOutcome:
    """Where a pass, or some of its sites, stands."""
    inspection = await passes.get(db, number)
    assert inspection is not None
    rows = tuple(site for site in await overview.sites_in(db, number) if only is None or site.row.site_id in only)
    return PassOutcome(inspection, rows, idle and not any(site.row.state in OPEN_STATES for site in rows))


def log_outcome(outcome: PassOutcome) -> None:
    """The one line of a pass in the log."""
    states = {state.value: outcome.count(state) for state in SitePassState}
    inspection = outcome.inspection
    event = "pass.done" if inspection.finished_at else "pass.open"
    log.info(event, kind=inspection.kind, period=inspection.period, **states, findings=outcome.findings)


def _concerns(item: Waiting, number: PassId, ids: Collection[SiteId], *, everything: bool) -> bool:
    """Rows of this pass; and what another pass began on the same sites, which must be ended first."""
    ours = item.row.site_id in ids
    return (ours and item.row.attempt > 0) or (item.row.pass_id == number and (ours or everything))
