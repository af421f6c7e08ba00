"""What an audit concludes when its walk is over: the checks on links and on the site, run and kept.

The checks on the site may run while the last links in trouble wait for another look: see `judge_ahead`.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.probes.cloaking import cloaking
from model import Coverage, Finding, Json, SiteView, Unknown
from stages import narrowing
from stages.judge import figures, only_links, place, results_from_afar, verdict_results
from stages.site_results import SiteResults, complete, without_probes
from stages.site_views import first_columns, home_view
from storage import columns, coverage, last_looks
from storage.pages import SiteStore
from tools import Plan, Progress, Tools

OBSERVED_AT_ONCE = 300
PROBED_COLUMNS = 3  # pages beside the home page that are also asked as a search robot asks


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What the checks on the site said before the last looks; it holds as long as nothing but those looks has come since."""

    site: SiteResults
    gains: int  # SiteStore.gains then
    waiting: frozenset[int]  # numbers of the addresses that waited


class Conclusions:
    """The results of one audit's checks. `errors` counts checks that failed, `figures` are counts for the forms."""

    def __init__(self, tools: Tools, store: SiteStore, plan: Plan, progress: Progress) -> None:
        self.tools, self.store, self.plan, self.progress = tools, store, plan, progress
        self.only_links = only_links(tools, plan.rules)
        self.errors: dict[str, int] = {}
        self.figures: Json = {}
        self.shut = False  # the site stopped answering us on the way
        self.barred = False  # its robots.txt keeps us out of its own home page
        self._ahead: _Ahead | None = None

    async def judge(self, coverage: Coverage, home_url: str) -> SiteView:
        """Run every chosen check on the links and on the site, and keep what they say."""
        probes = await self._cloaking(home_url)
        known = self._ahead.site if self._ahead is not None and await self._holds(self._ahead, coverage) else None
        self._ahead = None
        works = await self._resolver_works()
        view, results = await asyncio.to_thread(self._judged, coverage, probes, works, known)
        results = narrowing.kept(self.plan.recheck, results)
        for start in range(0, len(results), OBSERVED_AT_ONCE):
            await self.observe(results[start : start + OBSERVED_AT_ONCE])
        if self.plan.recheck is not None or self.only_links:
            return view  # columns read out of their context teach nothing
        latest = [(c.column, c.latest.day.isoformat() if c.latest else None) for c in view.columns]
        await columns.remember(self.tools.db, self.store.site.id, latest, datetime.now(UTC))
        return view

    async def judge_ahead(self, coverage: Coverage) -> None:
        """Run the checks on the site while the audit waits for the last looks and probes, if nothing but those can still come.

        `coverage` as it will be then. What is found is kept back until `judge` has seen that it holds.
        """
        site, number = self.store.site, self.store.id
        gains = self.store.gains
        waiting = None if self.only_links else await last_looks.of_no_consequence(self.tools.db, site.id, number)
        if waiting is None:
            return
        found = await asyncio.to_thread(self._judged_ahead, coverage)
        if not self.tools.stop.is_set():
            self._ahead = _Ahead(found, gains, waiting)

    def _judged_ahead(self, coverage: Coverage) -> SiteResults:
        with self.tools.db.read_sync() as connection:
            known = (self.store.site, self.store.id, self.plan, coverage)
            return without_probes(self.tools, connection, *known, stopped=self.tools.stop.is_set)

    async def _holds(self, ahead: _Ahead, coverage: Coverage) -> bool:
        expected = ahead.site.view.coverage
        if ahead.gains != self.store.gains or (expected.complete, expected.reason) != (coverage.complete, coverage.reason):
            return False
        return await last_looks.have_failed(self.tools.db, self.store.id, ahead.waiting)

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

    def _judged(
        self, coverage: Coverage, probes: Mapping[str, Json], works: bool, known: SiteResults | None
    ) -> tuple[SiteView, list[Finding | Unknown]]:
        store, plan = self.store, self.plan
        with self.tools.db.read_sync() as connection:
            results = list(
                verdict_results(self.tools, connection, store.site, store.id, plan, self.errors, works, shut=self.shut)
            )
            if self.only_links:
                view = home_view(connection, store.site, store.id, plan, coverage)
                return view, list(place(connection, store.site, results))
            site = known or without_probes(self.tools, connection, store.site, store.id, plan, coverage)
            site = complete(self.tools, connection, site, store.id, plan, probes)
            for rule, times in site.errors.items():
                self.errors[rule] = self.errors.get(rule, 0) + times
            self.figures = figures(site.view, self.errors)
            return site.view, list(place(connection, store.site, [*results, *site.all()]))

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
