"""Which addresses of one job of a site's pass are asked next: those that wait, then those that are due to be asked again.

The walk and the settling of links each have one. The database knows what waits; here is only what is in the hands of the
fetchers.
"""

from __future__ import annotations

import asyncio
import time

from stages.answers import wait_of
from storage import frontier
from storage.frontier import FrontierState, Job, Waiting
from storage.pages import SiteStore
from tools import Tools

AGAIN = 10  # times as many of those that wait for another look are looked through for the ones that are due


class HandingOut:
    """The addresses of one job on their way to its fetchers.

    `resting`: nothing is left but to look at some addresses again, later, and the home page is not among them.
    """

    def __init__(self, tools: Tools, store: SiteStore, job: Job, at_once: int, reading: str = "") -> None:
        self.todo: asyncio.Queue[Waiting] = asyncio.Queue(at_once)
        self.under_way: set[int] = set()
        self.resting = asyncio.Event()
        self._tools = tools
        self._store = store
        self._job: Job = job
        self._at_once = at_once
        self._reading = reading
        self._looked = -1  # commits of the store when nothing waited
        self._due_at: float | None = None  # monotonic; the next look again that was known then

    async def next(self) -> tuple[list[Waiting], float | None]:
        """Addresses to ask now, and seconds until the next one is due to be asked again (None: none waits).

        Where nothing waited and nothing was written since, the database is not asked: of hundreds of sites that are
        walked slowly at the same time, most stand here.
        """
        due_in = None if self._due_at is None else self._due_at - time.monotonic()
        if self._looked == self._store.commits and (due_in is None or due_in > 0):
            return [], due_in
        # Noted before the database is asked: what is under way then may still bring what its answer does not show.
        commits, quiet = self._store.commits, not self.under_way
        ready = await self._window(FrontierState.PENDING, self._at_once)
        again = [] if ready else await self._window(FrontierState.CONFIRM, AGAIN * self._at_once)
        waits = {waiting.id: wait_of(waiting, self._tools.settings.verify.spacing) for waiting in again}
        ready = ready or [waiting for waiting in again if waits[waiting.id] <= 0][: self._at_once]
        due_in = min(waits.values(), default=None)
        if ready:
            self.resting.clear()
        elif quiet and all(waiting.depth for waiting in again):
            self.resting.set()
        self._looked = -1 if ready else commits
        self._due_at = None if due_in is None else time.monotonic() + due_in
        return ready, due_in

    async def _window(self, state: FrontierState, limit: int) -> list[Waiting]:
        db, site_pass, reading = self._tools.db, self._store.id, self._reading if state is FrontierState.PENDING else ""
        return await frontier.window(db, site_pass, state, self._job, limit, self.under_way, reading)

    async def hand_out(self, waiting: Waiting) -> None:
        """Give an address to the next fetcher that is free."""
        self.under_way.add(waiting.id)
        await self.todo.put(waiting)

    def take_back(self) -> None:
        """What no fetcher has begun stays waiting in the database."""
        while not self.todo.empty():
            self.under_way.discard(self.todo.get_nowait().id)
