"""Settles links whose target is not a page of the site: pictures, attachments, styles, scripts, other sites.

Runs beside the walk and after it. Each target is asked once, whoever links to it; a bad answer is asked again after a
pause, as a browser would ask, before it counts. What another site has found out in the same pass is not asked again.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from checks.lib.hosts import is_known
from crawler.fetch import Response
from crawler.file_faults import FILES
from crawler.outside import (
    PAGE_BYTES,
    ROBOT,
    SCRIPT_BYTES,
    is_library,
    moves_on,
    read_outside,
    read_script,
    says_lost_of,
    says_missing,
    with_robot,
)
from crawler.urls import Scope, host_of
from crawler.verify import ErrorPage, Step, attempt_of, judge
from model import LinkKind, Outcome, Shown
from stages.answers import attempts_with
from stages.handing_out import HandingOut
from stages.outside_faults import is_taken, outside_fault
from stages.outside_samples import OutsideSamples
from stages.soft_errors import HOME_FOR_UNKNOWN, Found, noted
from storage import outside
from storage.frontier import FrontierState, Settled, Waiting
from storage.packing import plain
from storage.pages import Batch, SiteStore
from tools import Limits, Progress, Tools

FETCHERS = 24
HANDED_OUT = 128
FILE_BYTES = 4_096
ROBOT_HOSTS = 500  # hosts of one pass that are also asked as a search robot asks
PAGES = frozenset({LinkKind.PAGE, LinkKind.FRAME})
DRAIN_SECONDS = 5.0
RESTS = 30.0  # seconds that a target waits for a host which answered before and rests now
LOOK_SECONDS = 0.25  # between two looks for what waits
SETTLED = 50  # in one transaction
COMMIT_SECONDS = 1.0  # between two of them, while there is something to settle


@dataclass(slots=True)
class Settler:
    """Verifies the targets of one site's pass."""

    tools: Tools
    store: SiteStore
    limits: Limits
    progress: Progress
    error_page: ErrorPage | None = None
    shares: bool = False  # other sites are looked at in the same pass
    _scope: Scope = field(init=False)
    _out: HandingOut = field(init=False)
    _samples: OutsideSamples = field(init=False)
    _robots: set[str] = field(default_factory=set)  # hosts that were asked as a robot
    _kinds: dict[int, tuple[str, LinkKind]] = field(default_factory=dict)  # outside targets under way
    _settled: dict[int, Settled] = field(default_factory=dict)
    _written: float = 0.0  # monotonic; the last transaction

    def __post_init__(self) -> None:
        self._scope = Scope(self.store.site.home_url, self.store.site.extra_hosts)
        self._out = HandingOut(self.tools, self.store, "verify", HANDED_OUT)
        self._samples = OutsideSamples(self.tools, self.progress)

    @property
    def resting(self) -> asyncio.Event:
        """Set while nothing is left but targets to look at again, later."""
        return self._out.resting

    async def run(self, walking: asyncio.Event) -> None:
        """Verify until nothing waits and the walk has ended (`walking` is cleared)."""
        async with asyncio.TaskGroup() as group:
            fetchers = [group.create_task(self._fetcher()) for _ in range(FETCHERS)]
            try:
                await self._feed(walking)
            finally:
                for task in fetchers:
                    task.cancel()
        await self._commit()

    async def _feed(self, walking: asyncio.Event) -> None:
        while not self._must_end():
            # Looked at before the database is asked: what is under way then may still come back to be confirmed.
            quiet = not self._out.under_way and not walking.is_set()
            ready, due_in = await self._out.next()
            for waiting in await self._not_shared(ready):
                await self._out.hand_out(waiting)
            if self._is_due():
                await self._commit()
            if ready:
                continue
            if quiet and due_in is None:
                return
            await self._pause(LOOK_SECONDS if due_in is None else min(LOOK_SECONDS, max(0.02, due_in)))
        await self._drain()

    async def _not_shared(self, ready: list[Waiting]) -> list[Waiting]:
        """Those of some targets that no other site of this pass has settled; the others are settled by it."""
        if not self.shares:
            return ready
        outward = {w.id: (w.url, w.kind) for w in ready if not self._scope.contains(w.url)}
        self._kinds.update(outward)
        known = await outside.shared(self.tools.db, self.store.mine.pass_id, list(outward.values()))
        for number, key in outward.items():
            if key in known:
                self._out.under_way.add(number)
                self._settled[number] = known[key]
                self._kinds.pop(number)
                self.progress.verified += 1
        return [w for w in ready if outward.get(w.id) not in known]

    async def _drain(self) -> None:
        """Keep the answers that are nearly here; what has not been asked stays pending in the database."""
        self._out.take_back()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                while self._out.under_way:
                    await asyncio.sleep(0.1)
                    await self._commit()

    def _must_end(self) -> bool:
        return self.tools.stop.is_set() or bool(self.limits.deadline and time.monotonic() >= self.limits.deadline)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.tools.stop.wait() if not self.tools.stop.is_set() else await asyncio.sleep(seconds)

    async def _fetcher(self) -> None:
        while True:
            waiting = await self._out.todo.get()
            response = await self._ask_patiently(waiting)
            self.progress.requests += 1
            self.progress.bytes += len(response.body)
            note = "browser headers" if waiting.state is FrontierState.CONFIRM else ""
            attempts = attempts_with(waiting, attempt_of(response, note=note), self.store.mine.started_at)
            again = len(attempts) > 1
            step = judge(response, len(attempts), waiting.kind, waiting.url, self.tools.signatures, self.tools.ways)
            if step.outcome is Outcome.OK and self._ends_at_error_page(waiting, response):
                step = Step(Outcome.BROKEN if again else None, "soft-404", response.status)
            shown = await self._shown(waiting, response) if step.outcome is Outcome.OK else None
            if shown is not None and waiting.kind in PAGES and (fault := await self._fault(waiting, response, shown)):
                step = Step(fault[0] if again else None, fault[1], response.status)
                attempts = noted(attempts, fault[2])
                shown = None
            kept = [] if step.outcome is Outcome.OK and len(attempts) == 1 else plain(attempts)
            if step.outcome is not None:
                self.progress.verified += 1
            said = plain(shown) if shown is not None else None
            self._settled[waiting.id] = Settled(step.outcome, step.reason, step.status, kept, said)

    async def _fault(self, waiting: Waiting, response: Response, shown: Shown) -> Found | None:
        """What an outside page that answered well proves to be; None for a page like others."""
        if fault := outside_fault(waiting, response, shown):
            return fault
        alike = await self._samples.says_to_all(waiting, response, shown)
        return (Outcome.UNVERIFIED, HOME_FOR_UNKNOWN, "") if alike and not is_taken(waiting, shown) else None

    async def _shown(self, waiting: Waiting, response: Response) -> Shown | None:
        """What a target that answered well shows: a page of another site, or a script that may guard the way out."""
        if waiting.kind is LinkKind.SCRIPT:
            return read_script(response) if not is_known(host_of(waiting.url)) or self._scope.contains(waiting.url) else None
        if waiting.kind not in PAGES or self._scope.contains(waiting.url):
            return None
        shown = read_outside(response)
        if shown is None:
            return None
        whole = not response.truncated
        if says_missing(shown, whole=whole) or says_lost_of(shown, waiting.text, whole=whole):
            return shown  # it sends its visitor on because it has nothing for him
        onward = moves_on(response, shown)
        if onward and not self._scope.contains(onward):
            # A page that only sends its visitor on shows what stands there.
            following = await self._look(onward)
            shown = replace(following, final=following.final or onward) if following is not None else shown
        host = host_of(waiting.url)
        if not self.tools.settings.verify.robot_look or is_known(host) or host in self._robots:
            return shown
        if len(self._robots) >= ROBOT_HOSTS or self._must_end():
            return shown
        self._robots.add(host)
        return with_robot(shown, await self._look(waiting.url, ROBOT))

    async def _look(self, url: str, headers: Mapping[str, str] | None = None) -> Shown | None:
        """One more look at an outside page; nothing where it does not answer well."""
        response = await self.tools.fetcher.get(url, headers=headers, max_body=PAGE_BYTES)
        self.progress.requests += 1
        self.progress.bytes += len(response.body)
        return read_outside(response) if response.ok else None

    def _ends_at_error_page(self, waiting: Waiting, response: Response) -> bool:
        """Whether a file's address was redirected to where the site sends every path that does not exist."""
        sample = self.error_page
        if sample is None or not sample.final or waiting.kind not in FILES:
            return False
        return bool(response.hops) and response.url == sample.final

    async def _ask_patiently(self, waiting: Waiting) -> Response:
        """An answer, not the rest that a living host is given after failures in a row: then nothing was asked or learnt."""
        response = await self._ask(waiting)
        until = time.monotonic() + RESTS
        while response.error == "host-down" and self.tools.fetcher.has_answered(waiting.url):
            if self._must_end() or time.monotonic() > until:
                break
            await asyncio.sleep(min(1.0, self.tools.settings.verify.spacing))
            response = await self._ask(waiting)
        return response

    async def _ask(self, waiting: Waiting) -> Response:
        browser = waiting.state is FrontierState.CONFIRM
        if waiting.kind in FILES and not browser:
            part = (0, FILE_BYTES - 1)
            return await self.tools.fetcher.get(waiting.url, byte_range=part, max_body=FILE_BYTES, first_look=True)
        # The second look is without a range: some servers answer ranges wrongly.
        limit = FILE_BYTES if waiting.kind in FILES else PAGE_BYTES
        if waiting.kind is LinkKind.SCRIPT and not is_library(waiting.url):
            limit = SCRIPT_BYTES
        # A visitor comes from the site: some show him, and nobody else, what should not be there.
        comes_from = {"Referer": self.store.site.home_url} if waiting.kind in PAGES else None
        return await self.tools.fetcher.get(
            waiting.url, headers=comes_from, max_body=limit, browser=browser, first_look=not browser
        )

    def _is_due(self) -> bool:
        """Whether what is settled is to be written now: it is much or old, or nothing else is in the fetchers' hands."""
        dry = len(self._out.under_way) <= len(self._settled)
        return dry or len(self._settled) >= SETTLED or time.monotonic() - self._written > COMMIT_SECONDS

    async def _commit(self) -> None:
        self._written = time.monotonic()
        settled, self._settled = self._settled, {}
        if not settled:
            return
        await self.store.commit(Batch(settled=settled))
        if self.shares:
            theirs = {self._kinds.pop(n): s for n, s in settled.items() if n in self._kinds and _holds_for_all(s)}
            await outside.share(self.tools.db, self.store.mine.pass_id, theirs)
        self._out.under_way.difference_update(settled)


def _holds_for_all(settled: Settled) -> bool:
    """Whether a verdict says something of the target, and not of the moment or of us."""
    return settled.outcome is not None and settled.reason not in ("our-trouble", "private-address", "host-down")
