"""What an audit concludes when its walk is over: the checks on links and on the site, run and kept."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from crawler.probes.cloaking import cloaking
from model import Coverage, Finding, History, Json, SiteView, Unknown
from stages import narrowing
from stages.judge import chosen, figures, only_links, place, results_from_afar, run, verdict_results
from stages.site_views import first_columns, history, home_view, site_view
from storage import columns, coverage
from storage.pages import SiteStore
from tools import Plan, Progress, Tools

OBSERVED_AT_ONCE = 300
PROBED_COLUMNS = 3  # pages beside the home page that are also asked as a search robot asks


class Conclusions:
    """The results of one audit's checks. `errors` counts checks that failed, `figures` are counts for the forms."""

    def __init__(self, tools: Tools, store: SiteStore, plan: Plan, progress: Progress) -> None:
        self.tools, self.store, self.plan, self.progress = tools, store, plan, progress
        self.only_links = only_links(tools, plan.rules)
        self.errors: dict[str, int] = {}
        self.figures: Json = {}
        self.shut = False  # the site stopped answering us on the way
        self.barred = False  # its robots.txt keeps us out of its own home page

    async def judge(self, coverage: Coverage, home_url: str) -> SiteView:
        """Run every chosen check on the links and on the site, and keep what they say."""
        probes = await self._cloaking(home_url)
        view, results = await asyncio.to_thread(self._judged, coverage, probes, await self._resolver_works())
        results = narrowing.kept(self.plan.recheck, results)
        for start in range(0, len(results), OBSERVED_AT_ONCE):
            await self.observe(results[start : start + OBSERVED_AT_ONCE])
        if self.plan.recheck is not None or self.only_links:
            return view  # columns read out of their context teach nothing
        latest = [(c.column, c.latest.day.isoformat() if c.latest else None) for c in view.columns]
        await columns.remember(self.tools.db, self.store.site.id, latest, datetime.now(UTC))
        return view

    async def _cloaking(self, home_url: str) -> dict[str, Json]:
        """What some pages of the site tell a search robot, where a rule asks for it."""
        if "tampered-page" not in self.plan.rules or self.tools.stop.is_set():
            return {}
        urls = await asyncio.to_thread(self._first_pages, home_url)
        return {"cloaking": await cloaking(self.tools.fetcher, urls)}

    def _first_pages(self, home_url: str) -> list[str]:
        with self.tools.db.read_sync() as connection:
            return [home_url, *first_columns(connection, self.store.id, PROBED_COLUMNS)]

    async def judge_links(self) -> None:
        """Of an interrupted audit, what is settled already: a person sees it, and the resumed audit confirms it."""
        works = await self._resolver_works()
        await self.observe(await asyncio.to_thread(self._judged_links, works))

    def _judged_links(self, works: bool) -> list[Finding | Unknown]:
        with self.tools.db.read_sync() as connection:
            known = (self.store.site, self.store.id, self.plan, self.errors, works)
            found = verdict_results(self.tools, connection, *known, shut=self.shut)
            return list(place(connection, self.store.site, found))

    async def _resolver_works(self) -> bool:
        """Whether our resolver knows a name that surely exists; asked only when it did not know another."""
        if not await coverage.has_reason(self.tools.db, self.store.id, "dns"):
            return True
        for host in self.tools.settings.verify.control_hosts:
            with contextlib.suppress(OSError):
                await self.tools.fetcher.resolver.addresses(host)
                return True
        return False

    def _judged(self, coverage: Coverage, probes: Mapping[str, Json], works: bool) -> tuple[SiteView, list[Finding | Unknown]]:
        with self.tools.db.read_sync() as connection:
            if self.only_links:
                view = home_view(connection, self.store.site, self.store.id, self.plan, coverage)
            else:
                view = site_view(self.tools, connection, self.store.site, self.store.id, self.plan, coverage, probes)
            known = (self.store.site, self.store.id, self.plan, self.errors, works)
            found = verdict_results(self.tools, connection, *known, shut=self.shut)
            results = list(found)
            results += run(chosen(self.tools, self.plan.rules, SiteView), view, self.errors)
            if across := chosen(self.tools, self.plan.rules, History):
                results += run(across, history(connection, view, self.store.id), self.errors)
            self.figures = {} if self.only_links else figures(view, self.errors)
            return view, list(place(connection, self.store.site, results))

    async def observe(self, results: Iterable[Finding | Unknown]) -> None:
        """Keep results of this pass, and count them for the display."""
        findings = [r for r in results if isinstance(r, Finding)]
        await self.store.observe(findings, [r for r in results if isinstance(r, Unknown)])
        self.progress.count(finding.rule for finding in findings)

    async def judge_unreachable(self) -> None:
        """What can be said of a site whose home page does not open."""
        await self.observe(await asyncio.to_thread(self._judged_from_afar))

    def _judged_from_afar(self) -> list[Finding | Unknown]:
        with self.tools.db.read_sync() as connection:
            found = results_from_afar(self.tools, connection, self.store.site, self.store.id, self.plan, self.errors)
            return list(found)
