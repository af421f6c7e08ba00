"""Re-checks: the smallest audit that settles some findings of a site; their state changes by the ledger's rules alone."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

import checks
from audit import audit_site
from interrupts import stop_on_signals
from model import ARTICLE_KINDS, SHANGHAI, ConfigError, PassKind, Site
from one_off import is_alive, moment_of
from opening import Overrides, open_tools
from rules.reasons import BRIEFLY
from settings import Settings
from stages.arrival import NOT_OPENED
from stages.narrowing import DEEPER, narrow, siblings_among
from storage import columns, dispatch, findings, ledger, passes, registry, stored_pages
from storage.database import Database
from storage.finding_rows import SUPPRESSED
from storage.findings import LedgerFinding
from tools import Plan, Progress, Tools

Outcome = Literal["fixed", "still-there", "regressed", "gone-before", "not-settled", "by-hand"]

WORDS: dict[Outcome, str] = {
    "fixed": "已整改",
    "still-there": "仍存在",
    "regressed": "整改后再次出现",
    "gone-before": "此前已整改，未再出现",
    "not-settled": "未能核实",
    "by-hand": "需人工复查",
}


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What became of one finding."""

    before: LedgerFinding
    outcome: Outcome
    why: str = ""  # where it could not be settled


def by_program(found: Iterable[LedgerFinding], settings: Settings) -> list[LedgerFinding]:
    """Those that a program can look at again: found by a pass, by a rule that has a check, and not dismissed."""
    known = checks.registry(frozenset(settings.rules.disabled_plugins))
    return [f for f in found if not f.entered and f.state != SUPPRESSED and f.finding.rule in known]


async def recheck(
    db: Database,
    settings: Settings,
    found: Sequence[LedgerFinding],
    overrides: Overrides,
    label: str,
    as_of: date | None = None,
) -> list[Rechecked]:
    """Look at some findings again, site by site. `label` names the pass, `as_of` is the day by which it judges.

    Raises ConfigError where a site is being audited.
    """
    able = by_program(found, settings)
    sites = {number: await registry.get(db, number) for number in sorted({each.site_id for each in able})}
    results = {each.id: Rechecked(each, "by-hand") for each in found}
    if able:
        stop = asyncio.Event()
        period = period_of(label)
        with stop_on_signals(stop):
            async with open_tools(settings, db, sites=sites.values(), overrides=overrides, stop=stop) as tools:
                for number, site in sites.items():
                    mine = [each for each in able if each.site_id == number]
                    if not stop.is_set():
                        results |= await recheck_site(tools, site, mine, period, moment_of(as_of))
    return [results[each.id] for each in found]


def period_of(label: str) -> str:
    """A key for one re-check that no other has."""
    return f"{label}/{datetime.now(SHANGHAI):%Y-%m-%dT%H:%M:%S}-{secrets.token_hex(3)}"


async def recheck_site(
    tools: Tools, site: Site, found: Sequence[LedgerFinding], period: str, now: datetime
) -> dict[int, Rechecked]:
    """Look at some findings of one site again. Raises ConfigError where it is being audited."""
    await _prove_free(tools.db, site)
    plan = await plan_of(tools, site, found, now)
    number, _ = await passes.create(
        tools.db, PassKind.AUDIT, period, tools.ruleset.pack.name, tools.ruleset.hash, [site.id], plan.to_json()
    )
    row = next(row for row in await passes.sites_of(tools.db, number) if row.site_id == site.id)
    mine = await passes.claim(tools.db, row.id, tools.owner, tools.settings.calendar.lease_seconds)
    if mine is None:
        return {each.id: Rechecked(each, "not-settled", "该网站正在检查") for each in found}
    result = await audit_site(tools, site, mine, plan, Progress(site.home_url))
    if result.coverage.reason == "interrupted":
        await dispatch.fail(tools.db, mine, "interrupted")  # an audit that is resumed later must not go on with this
    after = {each.id: each for each in await findings.get(tools.db, [each.id for each in found])}
    with tools.db.read_sync() as connection:
        doubts = {(rule, url): why for rule, url, why in ledger.unknowns_of(connection, mine.id)}
    unopened = result.ledger is None or result.coverage.reason in NOT_OPENED
    reason = BRIEFLY.get(result.coverage.reason, "首页没有打开") if unopened else ""
    return {each.id: _outcome(each, after[each.id], mine.id, doubts, reason) for each in found}


def _outcome(
    before: LedgerFinding, after: LedgerFinding, site_pass: int, doubts: dict[tuple[str, str], str], reason: str
) -> Rechecked:
    was_gone = before.state in ("fixed", "closed")
    if after.last_pass_id == site_pass:
        return Rechecked(before, "regressed" if was_gone else "still-there")
    if was_gone:
        return Rechecked(before, "gone-before")
    if after.state == "fixed":
        return Rechecked(before, "fixed")
    why = doubts.get((before.finding.rule, before.finding.url)) or reason or "页面或链接未能读取"
    return Rechecked(before, "not-settled", why)


async def plan_of(tools: Tools, site: Site, found: Sequence[LedgerFinding], now: datetime) -> Plan:
    """The plan of a site's re-check."""
    disabled = tools.settings.rules.disabled_plugins
    recheck = narrow([each.finding for each in found], await columns.columns(tools.db, site.id), disabled)
    doubted = [each.finding.url for each in found if each.finding.evidence.get("reason") == "soft-404"]
    if doubted and recheck.only:
        with tools.db.read_sync() as connection:
            beside = siblings_among(doubted, stored_pages.addresses_of(connection, site.id, ARTICLE_KINDS))
        recheck = replace(recheck, only={**dict.fromkeys(beside, DEEPER), **recheck.only})
    c = tools.settings.crawler
    return Plan(
        rules=tuple(sorted({each.finding.rule for each in found})),
        now=now,
        max_pages=c.max_pages,
        max_depth=c.max_depth,
        max_seconds=c.max_seconds,
        external=tools.settings.verify.external,
        recheck=recheck,
    )


async def _prove_free(db: Database, site: Site) -> None:
    busy = [owner for owner in await dispatch.live_owners(db, site.id) if is_alive(owner)]
    if busy:
        raise ConfigError(f"{site.home_url}: is being audited by {busy[0]} in this database; wait for it or end it")


def summary(results: Collection[Rechecked]) -> str:
    """已整改3，仍存在2."""
    amounts = Counter(each.outcome for each in results)
    return "，".join(f"{word}{amounts[outcome]}" for outcome, word in WORDS.items() if amounts[outcome])
