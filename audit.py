"""One site, one pass, start to finish: the only orchestration. The daemon, a sweep and a one-off audit all call it.

Read top to bottom, it is the way of a page from address to report: open (robots, home page, sitemap, what the host
answers for a path that cannot exist) -> walk (fetch, parse, store, follow) beside settle (verify links) -> judge (checks
on links and on the site) -> close (reconcile findings, score, end the site's pass).
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog

import checks
from crawler.fetch import Response
from crawler.frontier import HOME, Budget, Planner
from crawler.robots import RobotsRules
from crawler.sitemaps import read_addresses
from crawler.urls import Scope, canonical, host_of, is_government, origin_of, registrable_domain
from crawler.verify import ErrorPage, fault_of
from judge import checked_rules, chosen, place, run, site_view, verdict_results
from model import (
    Coverage,
    Finding,
    LinkKind,
    Page,
    PassId,
    PassKind,
    Site,
    SitePassState,
    SiteView,
    Unknown,
    Verdict,
    XunchaError,
)
from pagework import Job, PageInput, PageOutput
from rules.score import Score, score
from settle import Settler
from storage import frontier, ledger, passes, registry
from storage.frontier import Candidate, FrontierState
from storage.packing import plain
from storage.pages import Batch, SiteStore
from storage.passes import SitePass
from tools import Limits, Plan, Progress, Tools
from walk import Walk

log = structlog.get_logger()

PLANNED_REASONS = frozenset({"max-depth", "sample"})  # a pass of the calendar that stops there did what it was to do
OPEN_FINDING_PAGES = 500
OPEN_REASONS = frozenset({"interrupted"})  # the site's pass stays open and can be resumed
OBSERVED_AT_ONCE = 300
HOME_TRIES = 3


@dataclass(frozen=True, slots=True)
class AuditResult:
    """How one site's pass went."""

    site: Site
    pass_id: PassId
    site_pass: SitePass
    coverage: Coverage
    score: Score | None
    ledger: ledger.Reconciled | None


async def audit_site(tools: Tools, site: Site, mine: SitePass, plan: Plan, progress: Progress) -> AuditResult:
    """Audit one site whose pass this process has claimed. Raises StaleAttempt when it was given to another worker."""
    return await _Audit(tools, site, mine, plan, progress).run()


class _Audit:
    """The state of one audit while it runs."""

    def __init__(self, tools: Tools, site: Site, mine: SitePass, plan: Plan, progress: Progress) -> None:
        self.tools, self.site, self.mine, self.plan, self.progress = tools, site, mine, plan, progress
        self.store = SiteStore(tools.db, site, mine, tools.settings.calendar.lease_seconds)
        self.log = log.bind(site=site.home_url, site_pass=mine.id)
        self.errors: dict[str, int] = {}
        deadline = time.monotonic() + plan.max_seconds if plan.max_seconds else 0.0
        self.limits = Limits(plan.max_pages, deadline)

    async def run(self) -> AuditResult:
        home = await self._reach_home()
        if home is None:
            reason = "interrupted" if self.tools.stop.is_set() else "unreachable"
            return await self._close(reason, None)
        walk = await self._open(home)
        reason = await self._walk(walk)
        view = None if reason in OPEN_REASONS else await self._judge(reason)
        return await self._close(reason, view)

    # --- open ------------------------------------------------------------------------------------------------------

    async def _reach_home(self) -> Response | None:
        """The home page's answer, None when the site cannot be reached. A site that moved is followed."""
        self.progress.enter("opening")
        for tries in range(HOME_TRIES):
            response = await self.tools.fetcher.get(self.site.home_url, browser=tries > 0)
            self.progress.requests += 1
            if not fault_of(response, LinkKind.PAGE, self.site.home_url) or self.tools.stop.is_set():
                break
            await asyncio.sleep(min(2.0, self.tools.settings.verify.spacing) * tries)
        if self.tools.stop.is_set():
            return None
        if fault_of(response, LinkKind.PAGE, self.site.home_url):
            self.log.warning("site.unreachable", status=response.status, error=response.error, detail=response.detail)
            self.unreachable = response
            return None
        self._follow_move(response)
        return response

    def _follow_move(self, response: Response) -> None:
        """A home page that redirects within its office's domain takes the site's scope along."""
        target, own = host_of(response.url), host_of(self.site.home_url)
        if target == own or Scope(self.site.home_url, self.site.extra_hosts).contains(response.url):
            return
        related = registrable_domain(target) == registrable_domain(own) or (is_government(own) and is_government(target))
        if related:
            self.site = replace(self.site, extra_hosts=(*self.site.extra_hosts, target))
            self.store.site = self.site

    async def _open(self, home: Response) -> Walk:
        settings = self.tools.settings
        rules = await self.tools.robots.of(self.site.home_url) if settings.crawler.respect_robots else None
        scope = Scope(self.site.home_url, self.site.extra_hosts)
        plan = self.plan
        budget = Budget(plan.max_depth, settings.crawler.max_similar, plan.external, plan.sample, plan.sample_key)
        planner = Planner(scope, budget, rules.allowed if rules else lambda url: True)
        job = self._job(canonical(home.url))
        walk = Walk(self.tools, self.store, planner, job, checks_hash(job), self.limits, self.progress)
        walk.error_page = await self._learn_error_page(job, home)
        await self._seed(planner, rules)
        return walk

    def _job(self, home_url: str) -> Job:
        params = {item.check.rule: item.params.model_dump(mode="json") for item in chosen(self.tools, self.plan.rules, Page)}
        return Job(
            home_url=home_url,
            extra_hosts=(*self.site.extra_hosts, host_of(self.site.home_url)),
            today=self.plan.now.date(),
            rules=params,
            disabled_plugins=tuple(self.tools.settings.rules.disabled_plugins),
        )

    async def _learn_error_page(self, job: Job, home: Response) -> ErrorPage | None:
        """What the host answers for a path that cannot exist."""
        url = f"{origin_of(canonical(home.url))}/{secrets.token_hex(6)}/{secrets.token_hex(4)}.html"
        response = await self.tools.fetcher.get(url)
        self.progress.requests += 1
        if response.error or response.status is None:
            return None
        final = response.url if response.hops else ""
        if response.status >= 400:
            return ErrorPage(response.status, final, "", 0, 0)
        pages = [_as_input(0, url, response), _as_input(1, self.site.home_url, home)]
        outputs = await self.tools.workers.run(job, pages)
        if not all(isinstance(output, PageOutput) for output in outputs):
            return None
        sample, at_home = (output.head for output in outputs if isinstance(output, PageOutput))
        same = final == canonical(home.url) or sample.content_hash == at_home.content_hash
        return ErrorPage(response.status, final, sample.html_title, sample.simhash, sample.body_length, same)

    async def _seed(self, planner: Planner, rules: RobotsRules | None) -> None:
        """Home page, columns of the register and of earlier passes, sitemap and feeds."""
        home = Candidate(canonical(self.site.home_url), LinkKind.PAGE, "crawl", HOME, 0)
        candidates = [home, *await self._open_findings(planner)]
        for column in await registry.columns(self.tools.db, self.site.id):
            plan = planner.plan(column.url, LinkKind.PAGE, 1, area="nav")
            candidates.append(Candidate(column.url, LinkKind.PAGE, plan.job, plan.priority, 1, None, column.name, plan.skip))
        if self.tools.settings.crawler.sitemaps:
            for url in await read_addresses(self.tools.fetcher, self.site.home_url, rules.sitemaps if rules else ()):
                plan = planner.plan(url, LinkKind.PAGE, 2)
                if planner.contains(url) and plan.skip in ("", "sample"):
                    candidates.append(Candidate(url, LinkKind.PAGE, plan.job, plan.priority + 5, 2, None, "", plan.skip))
        await self.store.commit(Batch(candidates=candidates))
        self.progress.known = len(candidates)

    async def _open_findings(self, planner: Planner) -> list[Candidate]:
        """Pages that a pass of the calendar must see again, so that a finding is not left open unchecked."""
        if self.plan.kind is PassKind.AUDIT:
            return []
        urls = await ledger.open_finding_pages(self.tools.db, self.site.id, OPEN_FINDING_PAGES)
        plans = {url: planner.plan(url, LinkKind.PAGE, 1) for url in urls if planner.contains(url)}
        return [
            Candidate(url, LinkKind.PAGE, plan.job, HOME + 1, 1, skip=plan.skip)
            for url, plan in plans.items()
            if plan.job == "crawl"
        ]

    # --- walk and settle -------------------------------------------------------------------------------------------

    async def _walk(self, walk: Walk) -> str:
        self.progress.enter("walking")
        walking = asyncio.Event()
        walking.set()
        settler = Settler(self.tools, self.store, self.limits, self.progress)
        alive = asyncio.create_task(self._keep_alive())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(settler.run(walking))
                reason = await walk.run()
                self.progress.enter("verifying links")
                walking.clear()
        except* XunchaError as group_error:
            raise first_error(group_error) from None
        finally:
            alive.cancel()
        if not reason and self.limits.deadline and time.monotonic() >= self.limits.deadline:
            reason = "max-seconds"
        return "interrupted" if self.tools.stop.is_set() else reason

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(self.tools.settings.calendar.lease_seconds / 4)
            await self.store.keep_alive()

    # --- judge -----------------------------------------------------------------------------------------------------

    async def _judge(self, reason: str) -> SiteView:
        self.progress.enter("judging")
        coverage = await self._coverage(reason)
        view, results = await asyncio.to_thread(self._judged, coverage)
        for start in range(0, len(results), OBSERVED_AT_ONCE):
            await self._observe(results[start : start + OBSERVED_AT_ONCE])
        latest = [(c.column, c.latest.day.isoformat() if c.latest else None) for c in view.columns]
        await registry.remember_columns(self.tools.db, self.site.id, latest, datetime.now(UTC))
        return view

    def _judged(self, coverage: Coverage) -> tuple[SiteView, list[Finding | Unknown]]:
        with self.tools.db.read_sync() as connection:
            view = site_view(self.tools, connection, self.site, self.mine.id, self.plan, coverage)
            results = list(verdict_results(self.tools, connection, self.site, self.mine.id, self.plan, self.errors))
            results += run(chosen(self.tools, self.plan.rules, SiteView), view, self.errors)
            return view, list(place(connection, self.site, results))

    async def _observe(self, results: Iterable[Finding | Unknown]) -> None:
        findings = [r for r in results if isinstance(r, Finding)]
        await self.store.observe(findings, [r for r in results if isinstance(r, Unknown)])
        self.progress.count(finding.rule for finding in findings)

    async def _coverage(self, reason: str) -> Coverage:
        counts = await frontier.counts(self.tools.db, self.mine.id)
        pending = counts.get(FrontierState.PENDING, 0) + counts.get(FrontierState.CONFIRM, 0)
        skipped = await frontier.skipped(self.tools.db, self.mine.id)
        # Nothing may be called complete while an address waits, whatever the walk believed.
        cut = (("pending", pending), ("max-depth", skipped.get("depth")), ("sample", skipped.get("sample")))
        reason = reason or next((name for name, amount in cut if amount), "")
        earlier = (self.mine.coverage or {}) if self.mine.attempt > 1 else {}
        return Coverage(
            complete=not reason,
            reason=reason,
            pages=await frontier.page_count(self.tools.db, self.mine.id),
            requests=self.progress.requests + earlier.get("requests", 0),
            bytes=self.progress.bytes + earlier.get("bytes", 0),
            seconds=round(self.progress.seconds + earlier.get("seconds", 0.0), 2),
            pending=pending,
            skipped=skipped,
            check_errors=self.errors | dict(self.progress.check_errors),
            unparseable=self.progress.unparseable,
        )

    # --- close -----------------------------------------------------------------------------------------------------

    async def _close(self, reason: str, view: SiteView | None) -> AuditResult:
        self.progress.enter("closing")
        coverage = await self._coverage(reason)
        if coverage.reason in OPEN_REASONS:
            await passes.release(self.tools.db, self.mine, plain(coverage))
            return AuditResult(self.site, self.mine.pass_id, self.mine, coverage, None, None)
        result = await asyncio.to_thread(self._score, coverage) if view is not None else None
        state = SitePassState.FAILED if view is None else state_of(coverage, self.plan.kind)
        reconciled = await ledger.reconcile(
            self.tools.db,
            self.mine,
            rules=checked_rules(self.tools, self.plan.rules) if view is not None else (),
            link_rules=_link_rules(),
            complete=coverage.complete,
            state=state,
            reason=coverage.reason,
            coverage=plain(coverage),
            score=plain(result) if result else None,
        )
        self.log.info("site.done", state=state, reason=coverage.reason, pages=coverage.pages, seconds=coverage.seconds)
        return AuditResult(self.site, self.mine.pass_id, self.mine, coverage, result, reconciled)

    def _score(self, coverage: Coverage) -> Score:
        with self.tools.db.read_sync() as connection:
            return score(
                ledger.observed(connection, self.mine.id),
                self.tools.ruleset,
                self.site.kind,
                home_url=self.site.home_url,
                as_of=self.plan.now.date(),
                coverage=coverage,
            )


def state_of(coverage: Coverage, kind: PassKind) -> SitePassState:
    """How the pass of a site that could be judged ends. Coverage says what was left out in either case."""
    planned = kind is not PassKind.AUDIT and coverage.reason in PLANNED_REASONS
    return SitePassState.DONE if coverage.complete or planned else SitePassState.PARTIAL


def first_error(group: BaseExceptionGroup[XunchaError]) -> XunchaError:
    """The first of the program's own errors in a group of tasks that failed together."""
    inner = group.exceptions[0]
    return first_error(inner) if isinstance(inner, BaseExceptionGroup) else inner


def _link_rules() -> frozenset[str]:
    """Rules whose subject is a link's target."""
    return frozenset(rule for rule, found in checks.registry().items() if any(check.subject is Verdict for check in found))


def checks_hash(job: Job) -> str:
    """Identity of the page checks and their parameters: results are carried over only while it stays the same."""
    text = json.dumps(dict(job.rules), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _as_input(number: int, requested: str, response: Response) -> PageInput:
    return PageInput(
        id=number,
        url=response.url,
        requested=requested,
        status=response.status or 0,
        content_type=response.headers.get("content-type", ""),
        observed_at=response.observed_at,
        body=response.body,
    )
