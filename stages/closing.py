"""How an audit ends: what was looked at and what was not, the score, the ledger brought up to date."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from model import Coverage, PassId, PassKind, Site, SitePassState, SiteView
from rules.reasons import PLANNED
from rules.score import Score
from scoring import keep_scores, score_pass, subjects_of
from stages import narrowing
from stages.conclusions import Conclusions
from stages.judge import checked_rules, link_rules
from storage import coverage, ledger, passes
from storage.frontier import FrontierState
from storage.over_time import Demand, hold_back
from storage.packing import plain
from storage.passes import SitePass

log = structlog.get_logger()

OPEN_REASONS = frozenset({"interrupted"})  # the site's pass stays open and can be resumed


@dataclass(frozen=True, slots=True)
class AuditResult:
    """How one site's pass went."""

    site: Site
    pass_id: PassId
    site_pass: SitePass
    coverage: Coverage
    score: Score | None
    ledger: ledger.Reconciled | None


async def coverage_of(concluded: Conclusions, mine: SitePass, reason: str, *, settled: bool = False) -> Coverage:
    """What was looked at so far. `reason` says why the audit went no further, "" when nothing stopped it.

    `settled`: as it will be when what waits for another look has had it.
    """
    db, progress = concluded.tools.db, concluded.progress
    counts = await coverage.counts(db, mine.id)
    pending = counts.get(FrontierState.PENDING, 0) + (0 if settled else counts.get(FrontierState.CONFIRM, 0))
    skipped = await coverage.skipped(db, mine.id)
    # Nothing may be called complete while an address waits, whatever the walk believed.
    cut = (
        ("turned-away", concluded.shut),
        ("robots", concluded.barred),
        ("pending", pending),
        ("max-depth", skipped.get("depth")),
        ("sample", skipped.get("sample")),
    )
    reason = reason or next((name for name, amount in cut if amount), "") or narrowing.reason_of(concluded.plan.recheck)
    earlier = (mine.coverage or {}) if mine.attempt > 1 else {}
    return Coverage(
        complete=not reason,
        reason=reason,
        pages=await coverage.page_count(db, mine.id),
        requests=progress.requests + earlier.get("requests", 0),
        bytes=progress.bytes + earlier.get("bytes", 0),
        seconds=round(progress.seconds + earlier.get("seconds", 0.0), 2),
        pending=pending,
        skipped=skipped,
        check_errors=concluded.errors | dict(progress.check_errors),
        unparseable=progress.unparseable,
        figures=concluded.figures,
    )


async def close(concluded: Conclusions, mine: SitePass, reason: str, view: SiteView | None, home_url: str) -> AuditResult:
    """End the site's pass: its score, its findings in the ledger. An interrupted one is given back to be resumed.

    `view` is None where the site could not be judged.
    """
    tools, plan, site = concluded.tools, concluded.plan, concluded.store.site
    coverage = await coverage_of(concluded, mine, reason)
    if coverage.reason in OPEN_REASONS:
        await passes.release(tools.db, mine, plain(coverage))
        return AuditResult(site, mine.pass_id, mine, coverage, None, None)
    await _await_second_look(concluded, mine)
    scored = view is not None and plan.recheck is None
    result = await asyncio.to_thread(_score, concluded, mine, coverage, home_url) if scored else None
    state = SitePassState.FAILED if view is None else state_of(coverage, plan.kind)
    reconciled = await ledger.reconcile(
        tools.db,
        mine,
        rules=checked_rules(tools, plan.rules) if view is not None else (),
        link_rules=link_rules(),
        complete=coverage.complete,
        state=state,
        reason=coverage.reason,
        coverage=plain(coverage),
        score=plain(result) if result else None,
        absent=await asyncio.to_thread(narrowing.absent, tools.db, mine.id, plan.recheck),
        proves_since=datetime.now(UTC) - timedelta(days=tools.settings.forms.review_days),
    )
    if reconciled.proved:
        await keep_scores(tools.db, tools.ruleset, [site.id])
    told = log.bind(site=site.home_url, site_pass=mine.id)
    told.info("site.done", state=state, reason=coverage.reason, pages=coverage.pages, seconds=coverage.seconds)
    return AuditResult(site, mine.pass_id, mine, coverage, result, reconciled)


async def _await_second_look(concluded: Conclusions, mine: SitePass) -> None:
    """Of a monitored site some faults are certain only when a look at another time shows them again.

    A one-off audit has no other time: it confirms within its run.
    """
    tools, plan = concluded.tools, concluded.plan
    if plan.kind is PassKind.AUDIT and plan.recheck is None:
        return
    demands = {
        rule: Demand(setting.confirm.passes or 0, setting.confirm.hours or 0.0)
        for rule, setting in tools.ruleset.rules.items()
        if setting.confirm.passes or setting.confirm.hours
    }
    lease = tools.settings.calendar.lease_seconds
    held = await hold_back(tools.db, mine, demands, datetime.now(UTC), lease) if demands else 0
    if held:
        log.info("site.held_back", site=concluded.store.site.home_url, site_pass=mine.id, findings=held)


def _score(concluded: Conclusions, mine: SitePass, coverage: Coverage, home_url: str) -> Score:
    with concluded.tools.db.read_sync() as connection:
        return score_pass(
            connection,
            concluded.tools.ruleset,
            concluded.store.site,
            mine.id,
            as_of=concluded.plan.now.date(),
            started=mine.started_at,
            coverage=coverage,
            also_home=(home_url,),
            subjects=subjects_of(concluded.figures),
        ).score


def state_of(coverage: Coverage, kind: PassKind) -> SitePassState:
    """How the pass of a site that could be judged ends. Coverage says what was left out in either case."""
    planned = (kind is not PassKind.AUDIT and coverage.reason in PLANNED) or coverage.reason == narrowing.RECHECK
    return SitePassState.DONE if coverage.complete or planned else SitePassState.PARTIAL
