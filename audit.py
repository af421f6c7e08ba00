"""One site, one pass, start to finish: the only orchestration. The daemon, a sweep and a one-off audit all call it.

Read top to bottom, it is the way of a page from address to report: open (robots, home page, sitemap, what the host
answers for a path that cannot exist) -> walk (fetch, parse, store, follow) beside settle (verify links) -> judge (checks
on links and on the site) -> close (reconcile findings, score, end the site's pass).
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

import structlog

import narrowing
from arrival import learn_error_page, reach_home, seeds
from attachment_reading import AttachmentReader
from browsing import browse
from crawler.frontier import Planner
from crawler.probes.cloaking import cloaking
from crawler.urls import Scope, canonical, host_of
from judge import (
    checked_rules,
    checks_hash,
    chosen,
    figures,
    link_rules,
    only_links,
    place,
    results_from_afar,
    run,
    verdict_results,
)
from model import (
    Coverage,
    Finding,
    History,
    Json,
    Page,
    PassId,
    PassKind,
    Site,
    SitePassState,
    SiteView,
    Unknown,
    XunchaError,
)
from pagework import Job
from probing import Whereabouts, probe_site
from rules import user_lexicon
from rules.score import Score
from scoring import score_pass, subjects_of
from settings import lexicon_file
from settle import Settler
from site_views import first_columns, history, home_view, site_view
from storage import columns, frontier, ledger, passes
from storage.frontier import FrontierState
from storage.packing import plain
from storage.pages import Batch, SiteStore
from storage.passes import SitePass
from tools import Limits, Plan, Progress, Tools
from walk import Walk

log = structlog.get_logger()

PLANNED_REASONS = frozenset({"max-depth", "sample"})  # a pass of the calendar that stops there did what it was to do
OPEN_REASONS = frozenset({"interrupted"})  # the site's pass stays open and can be resumed
OBSERVED_AT_ONCE = 300
PROBED_COLUMNS = 3  # pages beside the home page that are also asked as a search robot asks


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
        self.figures: Json = {}
        self.only_links = only_links(tools, plan.rules)
        self.probes: dict[str, Json] = {}
        self.home_url = canonical(site.home_url)  # where the home page really stands
        deadline = time.monotonic() + plan.max_seconds if plan.max_seconds else 0.0
        self.limits = Limits(plan.max_pages, deadline)
        self.arrival: Json | None = None  # the visit that opened the site

    async def run(self) -> AuditResult:
        walk = await self._arrive()
        if walk is None:
            if not self.tools.stop.is_set():
                await self._judge_unreachable()
            return await self._close("interrupted" if self.tools.stop.is_set() else "unreachable", None)
        reason = await self._walk(walk)
        if not reason:
            await browse(self.tools, self.site, self.store, self._job(self.home_url))
        if reason in OPEN_REASONS:
            await self._judge_links()
            return await self._close(reason, None)
        await self._read_attachments()
        await self._probe()
        if self.tools.stop.is_set():
            await self._judge_links()
            return await self._close("interrupted", None)
        view = await self._judge(reason)
        if view.home is None:
            # Whatever was read, an inspection that has not seen the home page has not seen the site.
            return await self._close(reason or "home-page", None)
        return await self._close(reason, view)

    @cached_property
    def _own_words(self) -> user_lexicon.OwnLexicon:
        """The user's own words as they were when this audit first asked: read once, the same for all its pages."""
        return user_lexicon.read(lexicon_file(self.tools.settings))

    def _job(self, home_url: str) -> Job:
        """What the parse workers must know: the home page and the page checks."""
        params = {item.check.rule: item.params.model_dump(mode="json") for item in chosen(self.tools, self.plan.rules, Page)}
        if "typo" in params:
            params["typo"] |= user_lexicon.typo_params(self._own_words, host_of(home_url))
        return Job(
            home_url=home_url,
            extra_hosts=(*self.site.extra_hosts, host_of(self.site.home_url)),
            today=self.plan.now.date(),
            rules=params,
            disabled_plugins=tuple(self.tools.settings.rules.disabled_plugins),
        )

    async def _arrive(self) -> Walk | None:
        """Open the site; None when it cannot be reached."""
        self.progress.enter("opening")
        home = await reach_home(self.tools, self.site, self._job, self.progress)
        if home is None:
            return None
        self.site = self.store.site = home.site
        self.home_url = home.url
        self.arrival = {"milliseconds": home.response.milliseconds, "status": home.response.status}
        settings, plan = self.tools.settings, self.plan
        rules = await self.tools.robots.of(self.site.home_url) if settings.crawler.respect_robots else None
        budget = narrowing.budget_of(plan, settings.crawler.max_similar)
        scope = Scope(self.site.home_url, self.site.extra_hosts)
        planner = Planner(scope, budget, rules.allowed if rules else lambda url: True)
        job = self._job(home.url)
        error_page = await learn_error_page(self.tools, job, home, self.progress)
        # A host that answers 200 for what is not there is only seen through by the whole reading.
        honest = error_page is None or error_page.honest
        job = replace(job, links_only=honest and self.only_links)
        walk = Walk(self.tools, self.store, planner, job, checks_hash(job), self.limits, self.progress)
        walk.error_page = error_page
        self.store.fresh = await self._fresh_passes()
        if plan.recheck is not None and plan.recheck.only:
            candidates = narrowing.candidates(plan.recheck, planner, (canonical(self.site.home_url), home.url))
        else:
            candidates = await seeds(self.tools, home, planner, rules, again=plan.kind is not PassKind.AUDIT)
        await self.store.commit(Batch(candidates=candidates))
        self.progress.known = len(candidates)
        return walk

    async def _fresh_passes(self) -> tuple[int, ...]:
        """Passes of this site so recent that a link which they found in order need not be asked again."""
        verify = self.tools.settings.verify
        hours = verify.audit_fresh_hours if self.plan.kind is PassKind.AUDIT else verify.fresh_hours
        if not hours:
            return ()
        since = datetime.now(UTC) - timedelta(hours=hours)
        return await passes.recent(self.tools.db, self.site.id, since, self.mine.id)

    # --- walk and settle -------------------------------------------------------------------------------------------

    async def _walk(self, walk: Walk) -> str:
        self.progress.enter("walking")
        walking = asyncio.Event()
        walking.set()
        shares = self.plan.kind is not PassKind.AUDIT
        settler = Settler(self.tools, self.store, self.limits, self.progress, walk.error_page, shares)
        try:
            async with self._kept_alive(), asyncio.TaskGroup() as group:
                group.create_task(settler.run(walking))
                reason = await walk.run()
                self.progress.enter("verifying links")
                walking.clear()
        except* XunchaError as group_error:
            raise first_error(group_error) from None
        if not reason and self.limits.deadline and time.monotonic() >= self.limits.deadline:
            reason = "max-seconds"
        return "interrupted" if self.tools.stop.is_set() else reason

    async def _read_attachments(self) -> None:
        """The text of attachments, after everything that the site's own pages need."""
        self.progress.enter("reading attachments")
        reader = AttachmentReader(self.tools, self.store, self._job(self.home_url), self.limits, self.progress)
        async with self._kept_alive():
            await self._observe(await reader.run())

    @contextlib.asynccontextmanager
    async def _kept_alive(self) -> AsyncIterator[None]:
        """Hold the lease on this site's pass while a stage runs that may write nothing for long."""
        alive = asyncio.create_task(self._keep_alive())
        try:
            yield
        finally:
            alive.cancel()

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(self.tools.settings.calendar.lease_seconds / 4)
            await self.store.keep_alive()

    # --- probe -----------------------------------------------------------------------------------------------------

    async def _probe(self) -> None:
        """The extra requests that the chosen rules need, while nothing else is asked of the site."""
        self.progress.enter("probing")
        where = Whereabouts(self.home_url, self.arrival, self.limits.deadline)
        async with self._kept_alive():
            await probe_site(self.tools, self.site, self.mine, self.plan, self.progress, where)

    async def _judge_unreachable(self) -> None:
        """What can be said of a site whose home page does not open."""
        await self._probe()
        await self._observe(await asyncio.to_thread(self._judged_from_afar))

    def _judged_from_afar(self) -> list[Finding | Unknown]:
        with self.tools.db.read_sync() as connection:
            found = results_from_afar(self.tools, connection, self.site, self.mine.id, self.plan, self.errors)
            return list(found)

    # --- judge -----------------------------------------------------------------------------------------------------

    async def _judge(self, reason: str) -> SiteView:
        self.progress.enter("judging")
        coverage = await self._coverage(reason)
        self.probes |= await self._cloaking()
        view, results = await asyncio.to_thread(self._judged, coverage, await self._resolver_works())
        results = narrowing.kept(self.plan.recheck, results)
        for start in range(0, len(results), OBSERVED_AT_ONCE):
            await self._observe(results[start : start + OBSERVED_AT_ONCE])
        if self.plan.recheck is not None or self.only_links:
            return view  # columns read out of their context teach nothing
        latest = [(c.column, c.latest.day.isoformat() if c.latest else None) for c in view.columns]
        await columns.remember(self.tools.db, self.site.id, latest, datetime.now(UTC))
        return view

    async def _cloaking(self) -> dict[str, Json]:
        """What some pages of the site tell a search robot, where a rule asks for it."""
        if "tampered-page" not in self.plan.rules or self.tools.stop.is_set():
            return {}
        urls = await asyncio.to_thread(self._first_pages)
        return {"cloaking": await cloaking(self.tools.fetcher, urls)}

    def _first_pages(self) -> list[str]:
        with self.tools.db.read_sync() as connection:
            return [self.home_url, *first_columns(connection, self.mine.id, PROBED_COLUMNS)]

    async def _judge_links(self) -> None:
        """Of an interrupted audit, what is settled already: a person sees it, and the resumed audit confirms it."""
        works = await self._resolver_works()
        await self._observe(await asyncio.to_thread(self._judged_links, works))

    def _judged_links(self, works: bool) -> list[Finding | Unknown]:
        with self.tools.db.read_sync() as connection:
            found = verdict_results(self.tools, connection, self.site, self.mine.id, self.plan, self.errors, works)
            return list(place(connection, self.site, found))

    async def _resolver_works(self) -> bool:
        """Whether our resolver knows a name that surely exists; asked only when it did not know another."""
        if not await frontier.has_reason(self.tools.db, self.mine.id, "dns"):
            return True
        for host in self.tools.settings.verify.control_hosts:
            with contextlib.suppress(OSError):
                await self.tools.fetcher.resolver.addresses(host)
                return True
        return False

    def _judged(self, coverage: Coverage, works: bool) -> tuple[SiteView, list[Finding | Unknown]]:
        with self.tools.db.read_sync() as connection:
            if self.only_links:
                view = home_view(connection, self.site, self.mine.id, self.plan, coverage)
            else:
                view = site_view(self.tools, connection, self.site, self.mine.id, self.plan, coverage, self.probes)
            found = verdict_results(self.tools, connection, self.site, self.mine.id, self.plan, self.errors, works)
            results = list(found)
            results += run(chosen(self.tools, self.plan.rules, SiteView), view, self.errors)
            if across := chosen(self.tools, self.plan.rules, History):
                results += run(across, history(connection, view, self.mine.id), self.errors)
            self.figures = {} if self.only_links else figures(view, self.errors)
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
        reason = reason or next((name for name, amount in cut if amount), "") or narrowing.reason_of(self.plan.recheck)
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
            figures=self.figures,
        )

    # --- close -----------------------------------------------------------------------------------------------------

    async def _close(self, reason: str, view: SiteView | None) -> AuditResult:
        self.progress.enter("closing")
        coverage = await self._coverage(reason)
        if coverage.reason in OPEN_REASONS:
            await passes.release(self.tools.db, self.mine, plain(coverage))
            return AuditResult(self.site, self.mine.pass_id, self.mine, coverage, None, None)
        scored = view is not None and self.plan.recheck is None
        result = await asyncio.to_thread(self._score, coverage) if scored else None
        state = SitePassState.FAILED if view is None else state_of(coverage, self.plan.kind)
        reconciled = await ledger.reconcile(
            self.tools.db,
            self.mine,
            rules=checked_rules(self.tools, self.plan.rules) if view is not None else (),
            link_rules=link_rules(),
            complete=coverage.complete,
            state=state,
            reason=coverage.reason,
            coverage=plain(coverage),
            score=plain(result) if result else None,
            absent=await asyncio.to_thread(narrowing.absent, self.tools.db, self.mine.id, self.plan.recheck),
        )
        self.log.info("site.done", state=state, reason=coverage.reason, pages=coverage.pages, seconds=coverage.seconds)
        return AuditResult(self.site, self.mine.pass_id, self.mine, coverage, result, reconciled)

    def _score(self, coverage: Coverage) -> Score:
        with self.tools.db.read_sync() as connection:
            return score_pass(
                connection,
                self.tools.ruleset,
                self.site,
                self.mine.id,
                as_of=self.plan.now.date(),
                started=self.mine.started_at,
                coverage=coverage,
                also_home=(self.home_url,),
                subjects=subjects_of(self.figures),
            ).score


def state_of(coverage: Coverage, kind: PassKind) -> SitePassState:
    """How the pass of a site that could be judged ends. Coverage says what was left out in either case."""
    planned = (kind is not PassKind.AUDIT and coverage.reason in PLANNED_REASONS) or coverage.reason == narrowing.RECHECK
    return SitePassState.DONE if coverage.complete or planned else SitePassState.PARTIAL


def first_error(group: BaseExceptionGroup[XunchaError]) -> XunchaError:
    """The first of the program's own errors in a group of tasks that failed together."""
    inner = group.exceptions[0]
    return first_error(inner) if isinstance(inner, BaseExceptionGroup) else inner
