"""A stored pass judged by another pack, without one request: what would be found, and what score it would make.

Checks on links and on the site run again from what is stored. Checks on pages ran in the parse workers and need the
page's text, so their results are kept; where the other pack sets them differently the answer says so. Nothing is written.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel
from sqlalchemy import Connection

import checks
from crawler.urls import host_of
from model import Finding, Pass, Site, SiteView, Verdict
from rules import Ruleset
from rules.catalogue import catalogue
from scoring import Scored, coverage_of, homes_in, mark_of, score_stored
from stages.judge import chosen, place, run, verdict_results
from stages.site_views import site_view, with_probes
from storage import ledger, passes, probes, registry, suppressions
from storage.database import Database
from storage.passes import SitePass
from tools import Plan, Tools

CHANGED_SINCE = "此后又检查过该网站，页面已是新的内容：沿用当时的判定，只重新计分"


@dataclass(frozen=True, slots=True)
class Rejudged:
    """One site of a pass by both packs."""

    site: Site
    inspection: Pass
    before: Scored | None  # None: the pack of that time is not there any more
    after: Scored
    gone: tuple[Finding, ...]  # found then, not by the other pack
    new: tuple[Finding, ...]
    remarks: tuple[str, ...]


def changed_rules(old: Ruleset | None, new: Ruleset, disabled: Collection[str] = ()) -> frozenset[str]:
    """The rules whose checks the two packs set differently; all that have a check where the old pack is not known."""
    known = checks.registry(frozenset(disabled))
    if old is None:
        return frozenset(known)
    return frozenset(rule for rule, found in known.items() if rule in new.rules and _params(old, found) != _params(new, found))


def _params(ruleset: Ruleset, found: Sequence[checks.Check]) -> list[BaseModel]:
    setting = ruleset.rules.get(found[0].rule)
    return [check.params.model_validate(dict(setting.params) if setting else {}) for check in found]


def repeatable(rule: str, disabled: Collection[str] = ()) -> bool:
    """Whether every check of a rule can run again from storage: on links and on the site, without a probe's answer."""
    found = checks.registry(frozenset(disabled)).get(rule, ())
    return bool(found) and all(check.subject in (Verdict, SiteView) and not check.needs for check in found)


async def rejudge(tools: Tools, inspection: Pass, old: Ruleset | None, sites: Collection[int] = ()) -> list[Rejudged]:
    """The sites of a pass that saw something, judged by the rules of `tools`. `old`: the rules of that time."""
    changed = changed_rules(old, tools.ruleset, tools.settings.rules.disabled_plugins)
    found: list[Rejudged] = []
    for row in await passes.sites_of(tools.db, inspection.id):
        if row.score is None or row.options.get("recheck") or (sites and row.site_id not in sites):
            continue
        site = await registry.get(tools.db, row.site_id)
        found.append(await asyncio.to_thread(_site, tools, tools.db, site, row, inspection, old, changed))
    return found


def _site(
    tools: Tools, db: Database, site: Site, row: SitePass, inspection: Pass, old: Ruleset | None, changed: frozenset[str]
) -> Rejudged:
    with db.read_sync() as connection:
        before = score_stored(connection, old, site, row) if old is not None else None
        stored = list(ledger.observed(connection, row.id))
        newest = passes.next_start(connection, site.id, row.id) is None
        plan = Plan.from_json(row.options)
        concerned = changed & set(plan.rules)
        again = frozenset(rule for rule in concerned if repeatable(rule, tools.settings.rules.disabled_plugins))
        fresh = _again(tools, connection, site, row, plan, again) if newest and again else []
        kept = [finding for finding in stored if not (newest and finding.rule in again)]
        after = score_stored(connection, tools.ruleset, site, row, observed=[*kept, *fresh])
    marks_then, marks_now = {mark_of(f) for f in stored}, {mark_of(f) for f in (*kept, *fresh)}
    return Rejudged(
        site,
        inspection,
        before,
        after,
        tuple(f for f in stored if mark_of(f) not in marks_now),
        tuple(f for f in fresh if mark_of(f) not in marks_then),
        tuple(_remarks(concerned, again, newest=newest, known=old is not None)),
    )


def _again(tools: Tools, connection: Connection, site: Site, row: SitePass, plan: Plan, again: frozenset[str]) -> list[Finding]:
    """What the checks of some rules find in what is stored of a pass."""
    hosts = [host_of(url) for url in homes_in(connection, row.id)]
    site = replace(site, extra_hosts=tuple(dict.fromkeys((*site.extra_hosts, *hosts))))
    plan = replace(plan, rules=tuple(rule for rule in plan.rules if rule in again))
    errors: dict[str, int] = {}
    bare = site_view(tools, connection, site, row.id, plan, coverage_of(row))
    view = with_probes(connection, bare, row.id, probes.of_pass(connection, row.id))
    results = list(verdict_results(tools, connection, site, row.id, plan, errors, resolver_works=True))
    results += run(chosen(tools, plan.rules, SiteView), view, errors)
    dismissed = suppressions.dismissed_in(connection, row.id)
    found = [result for result in place(connection, site, results) if isinstance(result, Finding)]
    return [f for f in found if dismissed.of_finding(f.rule, f.url, f.discriminator) is None]


def _remarks(concerned: frozenset[str], again: frozenset[str], *, newest: bool, known: bool) -> list[str]:
    remarks = []
    if not known:
        remarks.append("检查时的规则包已不在或已改动，无法比较参数")
    if not newest:
        remarks.append(CHANGED_SINCE)
    names = [catalogue()[rule].name for rule in catalogue() if rule in (concerned - again if newest else concerned)]
    if names and known:
        remarks.append(f"两个规则包对{'、'.join(names)}的参数不同，这些问题沿用检查时的判定")
    return remarks
