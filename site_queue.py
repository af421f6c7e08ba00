"""Works through the waiting sites of passes: so many at once, each claimed, its lease held, its failure recorded."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from model import SHANGHAI, ConfigError, Site, SiteId, StaleAttempt, StorageError
from storage import dispatch, passes
from storage.dispatch import Waiting
from storage.passes import SitePass
from tools import Plan, Progress, Tools

log = structlog.get_logger()

Audit = Callable[[Tools, Site, SitePass, Plan, Progress], Awaitable[object]]
Refresh = Callable[[], Awaitable[list[Waiting]]]
Clock = Callable[[], datetime]
MAX_REASON = 300


def shanghai_now() -> datetime:
    """The moment by which an audit judges that begins now."""
    return datetime.now(SHANGHAI)


@dataclass(slots=True)
class SiteQueue:
    """The workers of this process. `refresh` says what waits; `progress` holds the audits that are under way."""

    tools: Tools
    refresh: Refresh
    audit: Audit
    clock: Clock = shanghai_now
    progress: list[Progress] = field(default_factory=list)
    wake: asyncio.Event = field(default_factory=asyncio.Event)  # look again now
    _waiting: list[Waiting] = field(default_factory=list)
    _running: dict[SiteId, str] = field(default_factory=dict)  # site -> its host group
    _looked: float = float("-inf")

    async def run(self) -> None:
        """Work until nothing waits and nothing is under way, or until told to stop; then what runs is drained.

        Raises StorageError and ConfigError: they are nobody's site's fault.
        """
        try:
            async with asyncio.TaskGroup() as group:
                while not self.tools.stop.is_set():
                    self.wake.clear()
                    await self._look()
                    if await self._start_some(group):
                        await self._look(again=True)
                    if not self._running and not self._waiting:
                        return
                    await self._pause()
        except BaseExceptionGroup as error:
            raise innermost(error) from None

    @property
    def _look_again(self) -> float:
        calendar = self.tools.settings.calendar
        return min(calendar.check_seconds, calendar.lease_seconds / 4)

    async def _look(self, *, again: bool = False) -> None:
        """Ask what waits, when the list is used up or old."""
        now = asyncio.get_running_loop().time()
        if again or not self._waiting or now - self._looked >= self._look_again:
            self._waiting = await self.refresh()
            self._looked = now

    async def _pause(self) -> None:
        """Until an audit ends, somebody wakes us, we are told to stop, or it is time to look again."""
        waits = [asyncio.create_task(event.wait()) for event in (self.wake, self.tools.stop)]
        await asyncio.wait(waits, timeout=self._look_again, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()

    # --- claim -----------------------------------------------------------------------------------------------------

    async def _start_some(self, group: asyncio.TaskGroup) -> bool:
        """Claim and start what may run now. True: a claim failed, so the list is not what it was."""
        failed = False
        full: set[str] = set()  # host groups that have their share, here or elsewhere
        for item in list(self._waiting):
            if len(self._running) >= self.tools.settings.crawler.sites_at_once or self.tools.stop.is_set():
                break
            if item.site is not None and (self._has_its_share(item.site) or item.site.host_group in full):
                continue
            self._waiting.remove(item)
            if item.site is None:
                await self._leave_out(item)
            elif not await self._start(group, item, item.site):
                failed = True
                full |= {item.site.host_group} - {""}
        return failed

    def _has_its_share(self, site: Site) -> bool:
        if site.id in self._running:
            return True
        there = sum(1 for name in self._running.values() if name == site.host_group)
        return bool(site.host_group) and there >= self.tools.settings.crawler.per_host_group

    async def _leave_out(self, item: Waiting) -> None:
        if await dispatch.leave_out(self.tools.db, item.row):
            log.info("site.left_out", site_pass=item.row.id, reason=dispatch.NOT_RUNNING)

    async def _start(self, group: asyncio.TaskGroup, item: Waiting, site: Site) -> bool:
        settings = self.tools.settings
        # What a page says is judged on the day it is read, so a site that is begun or continued later has a later now.
        plan = replace(Plan.from_json(item.row.options), now=self.clock())
        mine = await dispatch.take(
            self.tools.db,
            item.row,
            self.tools.owner,
            settings.calendar.lease_seconds,
            per_group=settings.crawler.per_host_group,
            options=plan.to_json(),
        )
        if mine is None:
            return False
        self._running[site.id] = site.host_group
        group.create_task(self._work(site, mine, plan))
        return True

    # --- work ------------------------------------------------------------------------------------------------------

    async def _work(self, site: Site, mine: SitePass, plan: Plan) -> None:
        progress = Progress(site.home_url)
        self.progress.append(progress)
        try:
            await self._audited(site, mine, plan, progress)
        finally:
            self.progress.remove(progress)
            del self._running[site.id]
            self.wake.set()

    async def _audited(self, site: Site, mine: SitePass, plan: Plan, progress: Progress) -> None:
        """One audit; the site's boundary: whatever it raises is recorded, and the other sites go on."""
        bound = log.bind(site=site.home_url, site_pass=mine.id)
        try:
            await self._held(mine, self.audit(self.tools, site, mine, plan, progress))
        except StaleAttempt:
            bound.info("site.elsewhere")
        except (ConfigError, StorageError):
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"[:MAX_REASON]
            bound.error("site.failed", reason=reason, exc_info=True)
            with contextlib.suppress(StaleAttempt):
                await dispatch.fail(self.tools.db, mine, reason)

    async def _held(self, mine: SitePass, work: Awaitable[object]) -> None:
        """Do some work while the lease is renewed. Raises StaleAttempt as soon as another worker has the site."""
        try:
            async with asyncio.TaskGroup() as group:
                beat = group.create_task(self._beat(mine))
                try:
                    await work
                finally:
                    beat.cancel()
        except BaseExceptionGroup as error:
            raise innermost(error) from None

    async def _beat(self, mine: SitePass) -> None:
        lease = self.tools.settings.calendar.lease_seconds
        while True:
            await asyncio.sleep(lease / 4)
            try:
                async with self.tools.db.write() as connection:
                    await passes.still_mine(connection, mine, lease)
            except StaleAttempt:
                raise
            except StorageError as error:
                log.warning("lease.not_renewed", site_pass=mine.id, error=str(error))


def innermost(error: BaseException) -> BaseException:
    """The first error of a group of tasks that failed together."""
    return innermost(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error
