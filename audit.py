"""One site, one pass, start to finish: the only orchestration. The daemon, a sweep and a one-off audit all call it.

Read top to bottom, it is the way of a page from address to report: open (robots, home page, sitemap, what the host
answers for a path that cannot exist) -> walk (fetch, parse, store, follow) beside settle (verify links) -> judge (checks
on links and on the site) -> close (reconcile findings, score, end the site's pass).
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

import structlog

from crawler.frontier import Planner
from crawler.urls import Scope, canonical, host_of
from model import Json, Page, PassKind, Site, SitePassId, SiteView, XunchaError
from rules import user_lexicon
from settings import lexicon_file
from stages import narrowing
from stages.arrival import NOT_OPENED, Shut, is_one_notice, learn_error_page, reach_home, read_sheets, seeds
from stages.attachment_reading import AttachmentReader
from stages.browsing import browse
from stages.closing import OPEN_REASONS, AuditResult, close, coverage_of
from stages.conclusions import Conclusions
from stages.ending import SILENT, TURNED_AWAY
from stages.judge import checks_hash, chosen
from stages.probing import Whereabouts, is_shut, probe_site
from stages.settle import Settler
from stages.walk import Walk
from storage import earlier, passes, registry
from storage.frontier import Settled
from storage.pages import Batch, SiteStore
from storage.passes import SitePass
from tools import Limits, Plan, Progress, Tools
from workers.messages import Job

log = structlog.get_logger()

LOST_REASONS = frozenset({TURNED_AWAY, SILENT})
GONE_DAYS = 100  # so long an earlier pass's proof that an address is gone needs one look to be confirmed
MANY_PAGES = 1_000  # to judge fewer takes less memory than it costs time to start workers anew for the next site
HIDING_RULES = frozenset({"hidden-link", "harmful-link"})


async def audit_site(tools: Tools, site: Site, mine: SitePass, plan: Plan, progress: Progress) -> AuditResult:
    """Audit one site whose pass this process has claimed. Raises StaleAttempt when it was given to another worker."""
    return await _Audit(tools, site, mine, plan, progress).run()


class _Audit:
    """The state of one audit while it runs."""

    def __init__(self, tools: Tools, site: Site, mine: SitePass, plan: Plan, progress: Progress) -> None:
        self.tools, self.site, self.mine, self.plan, self.progress = tools, site, mine, plan, progress
        self.store = SiteStore(tools.db, site, mine, tools.settings.calendar.lease_seconds)
        self.concluded = Conclusions(tools, self.store, plan, progress)
        self.home_url = canonical(site.home_url)  # where the home page really stands
        deadline = time.monotonic() + plan.max_seconds if plan.max_seconds else 0.0
        self.limits = Limits(plan.max_pages, deadline)
        self.arrival: Json | None = None  # the visit that opened the site
        self.unopened = ""  # why there is nothing to walk, where there is not
        self.probed = False

    async def run(self) -> AuditResult:
        walk = await self._arrive()
        if walk is None:
            if not self.tools.stop.is_set() and self.unopened in NOT_OPENED:
                self.progress.enter("probing")
                await self._probe()
                await self.concluded.judge_unreachable()
            return await self._close("interrupted" if self.tools.stop.is_set() else self.unopened, None)
        reason = await self._walk(walk)
        if not reason:
            gained = await browse(self.tools, self.site, self.store, self._job(self.home_url), walk.led_to)
            reason = await self._walk(walk) if gained else reason  # the articles of the lists that only a browser shows
        del walk  # with all that it knows of the site's addresses
        self.concluded.shut = reason in LOST_REASONS or await is_shut(self.tools, self.mine.id, self.home_url, self.progress)
        if reason in OPEN_REASONS:
            await self.concluded.judge_links()
            return await self._close(reason, None)
        await self._read_attachments()
        self.progress.enter("probing")
        await self._probe()
        if self.tools.stop.is_set():
            await self.concluded.judge_links()
            return await self._close("interrupted", None)
        self.progress.enter("judging")
        await self._make_room()
        view = await self.concluded.judge(await coverage_of(self.concluded, self.mine, reason), self.home_url)
        if view.home is None:
            # Whatever was read, an inspection that has not seen the home page has not seen the site.
            return await self._close(reason or "home-page", None)
        return await self._close(reason, view)

    @cached_property
    def _attachments(self) -> AttachmentReader:
        return AttachmentReader(self.tools, self.store, self._job(self.home_url), self.limits, self.progress)

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

    def _opening_job(self, home_url: str) -> Job:
        """To find out where the site stands, before any of its pages is judged: no lexicon is waited for."""
        return replace(self._job(home_url), rules={})

    async def _arrive(self) -> Walk | None:
        """Open the site; None when it cannot be reached."""
        self.progress.enter("opening")
        with contextlib.suppress(OSError):  # the first page tries again
            await self.tools.workers.prepare(self._opening_job(self.home_url))
        home = await reach_home(self.tools, self.site, self._opening_job, self.progress)
        if isinstance(home, Shut):
            self.unopened = home.reason
            return None
        if await self._is_another(home.url):
            self.unopened = "elsewhere"
            return None
        self.site = self.store.site = home.site
        self.home_url = home.url
        self.arrival = {"milliseconds": home.response.milliseconds, "status": home.response.status}
        settings, plan = self.tools.settings, self.plan
        rules = await self.tools.robots.of(self.site.home_url) if settings.crawler.respect_robots else None
        self.concluded.barred = rules is not None and not rules.allowed(home.url)
        budget = narrowing.budget_of(plan, settings.crawler.max_similar)
        scope = Scope(self.site.home_url, self.site.extra_hosts)
        allowed = rules.allowed if rules else lambda url: True
        planner = Planner(scope, budget, allowed, home_url=home.url, folder=home.folder)
        job = self._job(home.url)
        with contextlib.suppress(OSError):
            await self.tools.workers.prepare(job)
        error_page = await learn_error_page(self.tools, self._opening_job(home.url), home, self.progress)
        if await is_one_notice(self.tools, home, error_page):
            self.unopened = "one-notice"
            return None
        # A host that answers 200 for what is not there is only seen through by the whole reading.
        honest = error_page is None or error_page.honest
        job = replace(job, links_only=honest and self.concluded.only_links)
        if HIDING_RULES & job.rules.keys():
            sheets = await read_sheets(self.tools, job, home, allowed, self.progress)
            job = replace(job, site_hides=sheets.hides, sheet_parts=sheets.parts)
        walk = Walk(self.tools, self.store, planner, job, checks_hash(job), self.limits, self.progress)
        walk.error_page = error_page
        walk.soft.learn_home(home.page)
        self.store.fresh = await self._fresh_passes()
        self.store.gone = await self._gone_before()
        if plan.recheck is not None and plan.recheck.only:
            candidates = narrowing.candidates(plan.recheck, planner, (canonical(self.site.home_url), home.url))
        else:
            candidates = await seeds(self.tools, home, planner, rules, again=plan.kind is not PassKind.AUDIT)
        await self.store.commit(Batch(candidates=candidates))
        self.progress.known = len(candidates)
        return walk

    async def _is_another(self, home_url: str) -> bool:
        """Whether the home page sends visitors to another registered site, whose faults would be told twice."""
        if self.plan.kind is PassKind.AUDIT or host_of(home_url) == host_of(self.site.home_url):
            return False
        other = await registry.home_of_another(self.tools.db, self.site, home_url)
        if other:
            log.warning("site.elsewhere", site=self.site.home_url, url=home_url, other=other)
        return bool(other)

    async def _fresh_passes(self) -> tuple[int, ...]:
        """Passes of this site so recent that a link which they found in order need not be asked again."""
        verify = self.tools.settings.verify
        hours = verify.audit_fresh_hours if self.plan.kind is PassKind.AUDIT else verify.fresh_hours
        if not hours:
            return ()
        since = datetime.now(UTC) - timedelta(hours=hours)
        return await passes.recent(self.tools.db, self.site.id, since, self.mine.id)

    async def _gone_before(self) -> dict[int, Settled]:
        """What the site's last pass proved to be gone; a person who asks for single findings again gets the whole series."""
        if self.plan.recheck is not None:
            return {}
        since = datetime.now(UTC) - timedelta(days=GONE_DAYS)
        last = next(iter(await passes.recent(self.tools.db, self.site.id, since, self.mine.id)), None)
        return await earlier.gone_before(self.tools.db, SitePassId(last)) if last is not None else {}

    # --- walk and settle -------------------------------------------------------------------------------------------

    async def _walk(self, walk: Walk) -> str:
        self.progress.enter("walking")
        walking = asyncio.Event()
        walking.set()
        shares = self.plan.kind is not PassKind.AUDIT
        settler = Settler(self.tools, self.store, self.limits, self.progress, walk.error_page, shares)
        try:
            async with self._kept_alive(), asyncio.TaskGroup() as group:
                settling = group.create_task(settler.run(walking))
                meanwhile = None if self.probed else group.create_task(self._work_while_resting(walk, settler))
                reason = await walk.run()
                self.progress.enter("verifying links")
                walking.clear()
                await settling
                if meanwhile is not None and not self.probed:
                    meanwhile.cancel()
        except* XunchaError as group_error:
            raise first_error(group_error) from None
        if not reason and self.limits.deadline and time.monotonic() >= self.limits.deadline:
            reason = "max-seconds"
        return "interrupted" if self.tools.stop.is_set() else reason

    async def _read_attachments(self) -> None:
        """The text of attachments that is not read yet, after everything that the site's own pages need."""
        self.progress.enter("reading attachments")
        reader = self._attachments
        async with self._kept_alive():
            await reader.run()
            await self.concluded.observe(await asyncio.to_thread(reader.results))

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
        if self.probed:
            return
        self.probed = True
        where = Whereabouts(self.home_url, self.arrival, self.limits.deadline)
        async with self._kept_alive():
            await probe_site(self.tools, self.site, self.mine, self.plan, self.progress, where)

    async def _work_while_resting(self, walk: Walk, settler: Settler) -> None:
        """The same, then the attachments and the checks on the site, as soon as only links in trouble wait for another look."""
        while True:
            await walk.resting.wait()
            await settler.resting.wait()
            if walk.resting.is_set():
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._judge_ahead())
                    await self._probe()
                    await self._attachments.run()
                return

    async def _judge_ahead(self) -> None:
        """What comes after all that, as far as it does not wait for it."""
        if not self.tools.stop.is_set():
            await self._make_room()
            await self.concluded.judge_ahead(await coverage_of(self.concluded, self.mine, "", settled=True))

    async def _make_room(self) -> None:
        """Give back the memory that was needed to read pages, before the site is judged."""
        self.store.forget()
        if self.progress.pages >= MANY_PAGES:
            await self.tools.workers.rest()

    # --- close -----------------------------------------------------------------------------------------------------

    async def _close(self, reason: str, view: SiteView | None) -> AuditResult:
        self.progress.enter("closing")
        return await close(self.concluded, self.mine, reason, view, self.home_url)


def first_error(group: BaseExceptionGroup[XunchaError]) -> XunchaError:
    """The first of the program's own errors in a group of tasks that failed together."""
    inner = group.exceptions[0]
    return first_error(inner) if isinstance(inner, BaseExceptionGroup) else inner
