"""The walk through one site: frontier -> fetch -> parse worker -> storage, until nothing waits.

Four stages, each with a bounded queue behind it, so a slow stage slows the one before it and the fetchers last; memory
is a constant, not a function of the site. An address that answers badly comes round again, spaced out, until its
verdict is settled.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterable, Sequence

import structlog

from crawler.fetch import Response
from crawler.frontier import Planner
from crawler.urls import authority_of, canonical
from crawler.verify import ENOUGH, ErrorPage, attempt_of, judge
from model import Attempt, LinkKind, Outcome
from stages.answers import Fetched, attempts_with, error_of, has_guesses, is_readable, page_input, record_of, shown_elsewhere
from stages.ending import Ending
from stages.follow import Lead, candidate_of, feed_links, implied_links
from stages.gathered import Gathered
from stages.handing_out import HandingOut
from stages.soft_errors import Found, SoftErrors, noted
from stages.unchanged import LeadsOfUnchanged, is_same
from storage.frontier import Candidate, FrontierState, Settled, Waiting
from storage.packing import plain
from storage.pages import Batch, SiteStore, unchanged_of
from tools import Limits, Progress, Tools
from workers.messages import Job, LinkOut, PageHead, PageInput, PageOutput, target_of

log = structlog.get_logger()

HANDED_OUT = 96  # addresses in memory that wait for a fetcher
LOOK_SECONDS = 0.02  # between two looks whether what was gathered is to be written ...
POLITE_LOOK = 0.2  # ... where the host is asked slowly


class Walk:
    """Walks one site's pass. `run` returns why it ended: "" when the frontier is dry."""

    def __init__(
        self, tools: Tools, store: SiteStore, planner: Planner, job: Job, checks_hash: str, limits: Limits, progress: Progress
    ) -> None:
        self._tools = tools
        self._store = store
        self._planner = planner
        self._job = job
        self._checks_hash = checks_hash
        self.progress = progress
        self.error_page: ErrorPage | None = None
        self.soft = SoftErrors(tools, job, progress)
        self._out = HandingOut(tools, store, "crawl", HANDED_OUT, checks_hash)
        self._fetched: asyncio.Queue[Fetched] = asyncio.Queue(4 * tools.settings.workers.batch)
        self._twins: set[int] = set()  # numbers of the addresses under the site's other name that were handed out
        self._buffer = Gathered()
        self._leads = LeadsOfUnchanged(tools.db)
        self._committed = asyncio.Event()
        self._news = asyncio.Event()  # something was gathered
        self._ending = Ending(tools, job.home_url, limits, progress)

    @property
    def resting(self) -> asyncio.Event:
        """Set while nothing is left but pages to look at again, later."""
        return self._out.resting

    async def run(self) -> str:
        """Fetch and read until nothing waits, a limit is hit or the run is stopped."""
        concurrency = self._tools.settings.crawler.concurrency
        self.resting.clear()
        async with asyncio.TaskGroup() as group:
            helpers = [group.create_task(self._fetcher()) for _ in range(concurrency)]
            helpers += [group.create_task(self._reader()) for _ in range(self._tools.workers.processes + 1)]
            helpers.append(group.create_task(self._committer()))
            try:
                await self._feed()
            finally:
                for task in helpers:
                    task.cancel()
        await self._commit()
        return self._ending.reason

    # --- stage 1: hand out -------------------------------------------------------------------------------------

    async def _feed(self) -> None:
        out = self._out
        while not self._ending.is_due():
            if self._ending.is_full(len(out.under_way)):
                await self._pause_for_commit()
                continue
            # Looked at before the database is asked: what is under way then may still add addresses.
            quiet = not out.under_way
            ready, due_in = await out.next()
            for waiting in ready:
                await self._after_the_own_name(waiting)
                await out.hand_out(waiting)
                if self._ending.is_full(len(out.under_way)) or self._ending.is_due():
                    break
            if ready:
                continue
            if quiet:
                if due_in is None:
                    return
                await self._pause(max(0.0, due_in))
            elif out.under_way:
                await self._pause_for_commit()
        await self._drain()

    async def _after_the_own_name(self, waiting: Waiting) -> None:
        """A page under the site's other name waits for those under its own: only then is it known what it shows again."""
        if not self._planner.is_at_another_door(waiting.url):
            return
        while self._out.under_way - self._twins and not self._ending.is_due():
            await self._pause_for_commit()
        self._twins.add(waiting.id)

    async def _pause_for_commit(self) -> None:
        self._committed.clear()
        await self._pause(1.0)

    async def _drain(self) -> None:
        """Let what is under way end; what has not been asked yet stays pending in the database."""
        self._out.take_back()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._tools.settings.crawler.total_seconds):
                while self._out.under_way:
                    self._committed.clear()
                    await self._pause(0.25)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(seconds, 1.0)):
                await self._committed.wait() if self._out.under_way else await self._tools.stop.wait()

    # --- stage 2: fetch ----------------------------------------------------------------------------------------

    async def _fetcher(self) -> None:
        while True:
            waiting = await self._out.todo.get()
            await self._fetch(waiting)

    async def _fetch(self, waiting: Waiting) -> None:
        again = waiting.state is FrontierState.CONFIRM
        known = waiting.checks_hash == self._checks_hash and not again
        response = await self._ask(waiting, known=known, again=again)
        while response.error == "host-down":
            # The site rests after failures in a row; nothing was asked, so nothing is learnt.
            if self._ending.is_due():
                self._out.under_way.discard(waiting.id)
                self._committed.set()
                return
            await asyncio.sleep(1.0)
            response = await self._ask(waiting, known=False, again=again)
        if response.status is not None:
            self.progress.requests += 1
        self.progress.bytes += len(response.body)
        latest = attempt_of(response, note="browser headers" if again else "")
        attempts = attempts_with(waiting, latest, self._store.mine.started_at)
        if known and is_same(waiting, response):
            # What now redirects is another page's, however alike: a site that moved to https would be told twice.
            if response.url == canonical(waiting.url) and self._is_unchanged(waiting, attempts):
                return
            if response.not_modified:
                response = await self._tools.fetcher.get(waiting.url)
        kind = LinkKind.PAGE if waiting.kind is LinkKind.FRAME else waiting.kind
        step = judge(response, len(attempts), kind, waiting.url, self._tools.signatures, self._tools.ways)
        await self._ending.watch(response, step)
        if step.outcome is not Outcome.OK:
            self._settle(waiting, Settled(step.outcome, step.reason, step.status, plain(attempts)))
        elif not self._planner.contains(response.url) or not is_readable(response, script=waiting.kind is LinkKind.SCRIPT):
            self._plan(self._buffer, waiting, feed_links(response, self._planner), explore=True)
            shown = shown_elsewhere(response, self._planner.contains)
            self._settle(waiting, Settled(Outcome.OK, "", response.status, plain(attempts), shown))
        else:
            await self._fetched.put(Fetched(waiting, response, attempts))

    async def _ask(self, waiting: Waiting, *, known: bool, again: bool) -> Response:
        """The answer of an address, by a conditional request where its page is known."""
        return await self._tools.fetcher.get_content(
            waiting.url,
            etag=waiting.etag or None if known else None,
            modified=waiting.modified or None if known else None,
            browser=again,
        )

    def _is_unchanged(self, waiting: Waiting, attempts: list[Attempt]) -> bool:
        """Take a page as an earlier pass left it; False where it must be read all the same."""
        stored = unchanged_of(waiting)
        if stored is None or has_guesses(stored.seen) or self._planner.is_shown_at_home(waiting.url, stored.seen.content_hash):
            return False
        self._buffer.unchanged.append((waiting, stored))
        self.soft.siblings.count(waiting.url, stored.seen.body_length)
        self.progress.count(f.rule for f in stored.results.findings)
        self._read(waiting, attempts, stored.seen.status)
        return True

    # --- stage 3: read -----------------------------------------------------------------------------------------

    async def _reader(self) -> None:
        while True:
            batch = [await self._fetched.get()]
            while len(batch) < self._tools.settings.workers.batch and not self._fetched.empty():
                batch.append(self._fetched.get_nowait())
            inputs = [page_input(item.waiting.id, item.waiting.url, item.response) for item in batch]
            outputs = await self._tools.workers.run(self._job, inputs)
            for item, output in zip(batch, outputs, strict=True):
                self._take(item, output, await self._trouble(item, output) if isinstance(output, PageOutput) else None)

    async def _trouble(self, item: Fetched, output: PageOutput) -> Found | None:
        """Whether an answer with status 200 is an error page, or proves nothing."""
        known = error_of(output.head, item.response, self.error_page, item.waiting.kind)
        if known is not None:
            return *known, ""
        if not self.soft.note(item.waiting, item.response, output):
            return None
        if len(item.attempts) < ENOUGH:
            return Outcome.BROKEN, "soft-404", ""  # looked at again when its siblings are known
        return await self.soft.judge(item.waiting, item.response, output)

    def _take(self, item: Fetched, output: PageOutput | PageInput, trouble: Found | None) -> None:
        waiting, response = item.waiting, item.response
        if isinstance(output, PageInput):
            log.error("page.unparseable", url=waiting.url, bytes=len(response.body))
            self.progress.unparseable += 1
            self._settle(waiting, Settled(Outcome.OK, "unparseable", response.status, plain(item.attempts)))
            return
        if trouble is not None:
            looks_settle = len(item.attempts) >= ENOUGH
            outcome = trouble[0] if looks_settle or trouble[0] is not Outcome.BROKEN else None
            attempts = noted(item.attempts, trouble[2])
            self._settle(waiting, Settled(outcome, trouble[1], response.status, plain(attempts)))
            return
        again = self._planner.is_shown_at_home(waiting.url, output.head.content_hash)
        self._follow(self._buffer, waiting, output.head, output.links)
        if again or response.url != canonical(waiting.url):
            # The page belongs to the address it was found at, which gets its own turn; or which had it under the other name.
            self._settle(waiting, Settled(Outcome.OK, "redirected", response.status, plain(item.attempts)))
            return
        self._buffer.pages.append(record_of(waiting.id, response, output, self._checks_hash))
        for rule in output.errors:
            log.warning("check.failed", rule=rule, url=waiting.url, error=output.errors[rule])
            self.progress.check_errors[rule] += 1
        self.progress.count(f.rule for f in output.findings)
        self._read(waiting, item.attempts, response.status)

    def _follow(self, buffer: Gathered, waiting: Waiting, page: PageHead | Lead, links: Sequence[LinkOut]) -> None:
        """Plan the addresses that a page leads to and that are not known yet."""
        explore = self._planner.note(waiting.url, page.content_hash)
        self._plan(buffer, waiting, (*links, *implied_links(page, waiting.url)), explore)

    def led_to(self, number: int, url: str, depth: int, output: PageOutput) -> list[Candidate]:
        """What a page leads to that was read outside the walk, planned as if the walk had read it; known addresses are not."""
        waiting = Waiting(number, url, LinkKind.PAGE, "crawl", depth, "", FrontierState.DONE, ())
        links = (*output.links, *implied_links(output.head, url))
        new = [link for link in links if link.target not in self._store.known.numbers]
        return [candidate_of(self._planner, waiting, link, True) for link in new]

    def _plan(self, buffer: Gathered, waiting: Waiting, links: Iterable[LinkOut], explore: bool) -> None:
        known, planned, links = self._store.known.numbers, buffer.candidates, tuple(links)
        new = set(map(target_of, links)).difference(known, planned)  # of most pages nothing is left, so that no loop is needed
        for link in links if new else ():
            if link.target in new and link.target not in planned:
                planned[link.target] = candidate_of(self._planner, waiting, link, explore)

    # --- stage 4: write ----------------------------------------------------------------------------------------

    def _read(self, waiting: Waiting, attempts: list[Attempt], status: int | None) -> None:
        self.progress.pages += 1
        kept = plain(attempts) if len(attempts) > 1 else []
        self._settle(waiting, Settled(Outcome.OK, "", status, kept))

    def _settle(self, waiting: Waiting, settled: Settled) -> None:
        self._buffer.since = self._buffer.since or time.monotonic()
        self._buffer.settled[waiting.id] = settled
        self._news.set()

    async def _committer(self) -> None:
        while True:
            await self._news.wait()
            delay = self._tools.fetcher.hosts.at(authority_of(self._job.home_url)).delay
            await asyncio.sleep(POLITE_LOOK if delay else LOOK_SECONDS)
            in_hand = len(self._out.under_way) - len(self._buffer)
            if self._buffer.is_due(in_hand=in_hand, delay=delay, idle=self._out.todo.empty()):
                await self._commit()

    async def _commit(self) -> None:
        buffer, self._buffer = self._buffer, Gathered()
        self._news.clear()
        if not len(buffer):
            return
        for waiting, lead, links in await self._leads.of(buffer.unchanged):
            self._follow(buffer, waiting, lead, links)
        unchanged = [stored for _, stored in buffer.unchanged]
        await self._store.commit(Batch(buffer.pages, unchanged, buffer.settled, list(buffer.candidates.values())))
        self._out.under_way.difference_update(buffer.settled)
        self.progress.known += len(buffer.candidates)
        self._committed.set()
