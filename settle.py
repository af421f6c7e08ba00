"""Settles links whose target is not a page of the site: pictures, attachments, styles, scripts, other sites.

Runs beside the walk and after it. Each target is asked once, whoever links to it; a bad answer is asked again after a
pause, as a browser would ask, before it counts.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field

from answers import stored_attempts, wait_of
from crawler.fetch import Response
from crawler.verify import FILES, ErrorPage, Step, attempt_of, judge
from model import Outcome
from storage import frontier
from storage.frontier import FrontierState, Settled, Waiting
from storage.packing import plain
from storage.pages import Batch, SiteStore
from tools import Limits, Progress, Tools

FETCHERS = 24
HANDED_OUT = 128
FILE_BYTES = 2_048
PAGE_BYTES = 16_384
DRAIN_SECONDS = 5.0


@dataclass(slots=True)
class Settler:
    """Verifies the targets of one site's pass."""

    tools: Tools
    store: SiteStore
    limits: Limits
    progress: Progress
    error_page: ErrorPage | None = None
    _todo: asyncio.Queue[Waiting] = field(default_factory=lambda: asyncio.Queue(HANDED_OUT))
    _under_way: set[int] = field(default_factory=set)
    _settled: dict[int, Settled] = field(default_factory=dict)

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
            quiet = not self._under_way and not walking.is_set()
            ready, due_in = await self._next()
            for waiting in ready:
                self._under_way.add(waiting.id)
                await self._todo.put(waiting)
            await self._commit()
            if ready:
                continue
            if quiet and due_in is None:
                return
            await self._pause(0.25)
        await self._drain()

    async def _drain(self) -> None:
        """Keep the answers that are nearly here; what has not been asked stays pending in the database."""
        while not self._todo.empty():
            self._under_way.discard(self._todo.get_nowait().id)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                while self._under_way:
                    await asyncio.sleep(0.1)
                    await self._commit()

    async def _next(self) -> tuple[list[Waiting], float | None]:
        """Targets to ask now, and seconds until the next confirmation is due (None: none waits)."""
        db, site_pass = self.tools.db, self.store.id
        ready = await frontier.window(db, site_pass, FrontierState.PENDING, "verify", HANDED_OUT, self._under_way)
        if ready:
            return ready, 0.0
        again = await frontier.window(db, site_pass, FrontierState.CONFIRM, "verify", 10 * HANDED_OUT, self._under_way)
        waits = {w.id: wait_of(w, self.tools.settings.verify.spacing) for w in again}
        due = [w for w in again if waits[w.id] <= 0][:HANDED_OUT]
        return due, min(waits.values(), default=None)

    def _must_end(self) -> bool:
        return self.tools.stop.is_set() or bool(self.limits.deadline and time.monotonic() >= self.limits.deadline)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.tools.stop.wait() if not self.tools.stop.is_set() else await asyncio.sleep(seconds)

    async def _fetcher(self) -> None:
        while True:
            waiting = await self._todo.get()
            response = await self._ask(waiting)
            self.progress.requests += 1
            self.progress.bytes += len(response.body)
            again = waiting.state is FrontierState.CONFIRM
            attempts = [*stored_attempts(waiting.attempts), attempt_of(response, note="browser headers" if again else "")]
            step = judge(response, len(attempts), waiting.kind, waiting.url, self.tools.signatures, self.tools.ways)
            if step.outcome is Outcome.OK and self._ends_at_error_page(waiting, response):
                step = Step(Outcome.BROKEN if again else None, "soft-404", response.status)
            kept = [] if step.outcome is Outcome.OK and len(attempts) == 1 else plain(attempts)
            if step.outcome is not None:
                self.progress.verified += 1
            self._settled[waiting.id] = Settled(step.outcome, step.reason, step.status, kept)

    def _ends_at_error_page(self, waiting: Waiting, response: Response) -> bool:
        """Whether a file's address was redirected to where the site sends every path that does not exist."""
        sample = self.error_page
        if sample is None or not sample.final or waiting.kind not in FILES:
            return False
        return bool(response.hops) and response.url == sample.final

    async def _ask(self, waiting: Waiting) -> Response:
        browser = waiting.state is FrontierState.CONFIRM
        if waiting.kind in FILES and not browser:
            return await self.tools.fetcher.get(waiting.url, byte_range=(0, FILE_BYTES - 1), max_body=FILE_BYTES)
        # The second look is without a range: some servers answer ranges wrongly.
        limit = FILE_BYTES if waiting.kind in FILES else PAGE_BYTES
        return await self.tools.fetcher.get(waiting.url, max_body=limit, browser=browser)

    async def _commit(self) -> None:
        settled, self._settled = self._settled, {}
        if not settled:
            return
        await self.store.commit(Batch(settled=settled))
        self._under_way.difference_update(settled)
