"""One host: when the next request may start, how many at once, and what to do when it suffers."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from types import TracebackType

from crawler.hanging import Hanging
from crawler.politeness import HostDown, HostStatistics, Politeness

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[object]]
_SUFFERING = frozenset({"timeout", "reset"})
_UNREACHED = frozenset({"dns", "connect", "reset", "timeout"})
_EASING = 0.8  # a good answer takes this share of a raised delay away
_REMEMBERED_TROUBLE = 2_000
_ANSWERS_PER_STEP = 10  # good answers until one more request may be under way again


class Host:
    """The manners towards one authority. `async with host.turn():` waits for the turn, first come, first served.

    The wait for a place comes before the wait for the time, and one task at a time waits for the time: so starts are
    in order and exactly `delay` apart, also after a pause that the host asked for.
    """

    def __init__(self, politeness: Politeness, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._politeness = politeness
        self._clock = clock
        self._sleep = sleep
        self._floor = politeness.delay
        self.delay = politeness.delay
        self.concurrency = politeness.concurrency
        self.statistics = HostStatistics()
        self._active = 0
        self._places: deque[asyncio.Future[None]] = deque()
        self._gate = asyncio.Lock()
        self._not_before = 0.0
        self._troubled_at = float("-inf")
        self._good_in_row = 0
        self._failures_in_row = 0
        self._refused_in_row = 0
        self._down_until = float("-inf")
        self._troubled: set[int] = set()  # addresses that failed
        self.hanging = Hanging()
        self.doubted = False  # failures in a row: a page that answered before is to show whether the host is alive
        self.alive_at = ""  # the latest address that answered well
        self.looking = False  # that page is being asked
        self._all_hung = True  # of the failures in a row

    @property
    def down(self) -> bool:
        """Whether requests are refused at the moment."""
        return self._clock() < self._down_until

    @property
    def idle(self) -> bool:
        """Nothing under way, nothing to remember for the next request."""
        calm = self.delay <= self._floor and not self.down and self._clock() >= self._not_before
        return calm and not self._active and not self._places

    def turn(self, *, held: bool = False) -> _Turn:
        """The right to make one request, as an async context. Raises HostDown.

        `held`: the request starts when `begin` is called, and until then nobody else's does: whoever still has to wait for
        something else would otherwise start too soon before the next one.
        """
        return _Turn(self, held)

    def slow_to(self, crawl_delay: float) -> None:
        """Obey a crawl-delay: the longer of it and the configured delay, capped."""
        self._floor = max(self._politeness.delay, min(crawl_delay, self._politeness.crawl_delay_cap))
        self.delay = max(self.delay, self._floor)

    def record(
        self,
        status: int | None,
        error: str,
        *,
        started: float,
        seconds: float,
        size: int = 0,
        retry_after: float | None = None,
        address: str = "",
        hung: bool = False,
    ) -> None:
        """Learn from a request that began at `started` (this host's clock) and took `seconds`.

        An `address` that fails as it failed before is its own trouble: it slows the host down once. `hung`: there was a
        connection, and then no answer.
        """
        self._count(status, error, seconds, size)
        news = self._is_news(address) if status in (429, 503) or error in _SUFFERING else False
        own = hung and self.hanging.is_own_trouble(news=news)
        if not own:
            self._watch_connection(status, error, hung=hung)
        if address and not error and status is not None and status < 400:
            self.alive_at = address
        if status in (429, 503) or error in _SUFFERING:
            if status == 429 or (news and not own):
                self._back_off(started)
        elif not error and status is not None and status < 400:
            self._ease()
        self._refused_in_row = self._refused_in_row + 1 if status in (429, 503) else 0
        # One address that always says 503 is its own trouble; 429, or a second refusal in a row, is meant for us.
        if retry_after is not None and (status == 429 or self._refused_in_row > 1):
            wait = min(retry_after, self._politeness.retry_after_cap)
            self._not_before = max(self._not_before, self._clock() + wait)

    def _is_news(self, address: str) -> bool:
        """Whether the trouble with an address was not met before. Dead links are asked again one after the other."""
        if not address:
            return True
        known = hash(address) in self._troubled
        if not known and len(self._troubled) < _REMEMBERED_TROUBLE:
            self._troubled.add(hash(address))
        return not known

    def _count(self, status: int | None, error: str, seconds: float, size: int) -> None:
        figures = self.statistics
        figures.requests += 1
        figures.bytes += size
        figures.seconds_total += seconds
        figures.seconds_max = max(figures.seconds_max, seconds)
        if error:
            figures.errors[error] += 1
        elif status is not None and status >= 400:
            figures.errors[str(status)] += 1
        if not error and status is not None and status < 500:
            self.hanging.answered(seconds)

    def is_alive(self) -> None:
        """The page that was to show it answered: those that fail are trouble of their own, and the delay need not grow.

        Where they only hang we need not hold back at all; after resets as few requests as now stay under way at once.
        """
        all_hung, self._failures_in_row, self._all_hung = self._all_hung, 0, True
        self.delay, self._not_before = self._floor, min(self._not_before, self._clock() + self._floor)
        if not all_hung:
            return
        self.hanging.proved_alive()
        self.concurrency = self._politeness.concurrency
        self._hand_on()

    def _watch_connection(self, status: int | None, error: str, *, hung: bool) -> None:
        if status is not None or error not in _UNREACHED:
            self._failures_in_row, self._all_hung = 0, True
            return
        self._failures_in_row += 1
        self._all_hung &= hung
        if self.looking:
            return
        if self._failures_in_row == self._politeness.breaker_failures and self.alive_at:
            self.doubted = True  # and if nobody looks, the next failure opens the breaker
        elif self._failures_in_row >= self._politeness.breaker_failures:
            self.is_gone()

    def is_gone(self) -> None:
        """Leave the host alone for a while."""
        self._down_until = self._clock() + self._politeness.breaker_seconds
        self._failures_in_row = self._politeness.breaker_failures - 1  # afterwards one look decides
        self._hand_on()

    def _back_off(self, started: float) -> None:
        self._good_in_row = 0
        if started < self._troubled_at:
            return  # sent before we slowed down: the same trouble, not a second one
        self._troubled_at = self._clock()
        self.delay = min(max(self.delay * 2, self._politeness.backoff_step), self._politeness.backoff_cap)
        self.delay = max(self.delay, self._floor)
        self.concurrency = max(1, self.concurrency // 2)
        self._not_before = max(self._not_before, self._clock() + self.delay)

    def _ease(self) -> None:
        if self.delay > self._floor:
            self.delay = max(self._floor, self.delay * _EASING)
            if self.delay - self._floor < 0.01:
                self.delay = self._floor
        if self.concurrency >= self._politeness.concurrency:
            return
        self._good_in_row += 1
        if self._good_in_row >= _ANSWERS_PER_STEP:
            self._good_in_row = 0
            self.concurrency += 1
            self._hand_on()

    async def enter(self) -> bool:
        """Wait for a place and for the time; whether the gate is now held until `begin()`. Use `turn()`."""
        self._refuse_if_down()
        if self._places or self._active >= self.concurrency:
            await self._wait_for_place()
        else:
            self._active += 1
        try:
            self._refuse_if_down()
            if self.delay or self._gate.locked() or self._clock() < self._not_before:
                await self._wait_for_time()
                return True
        except BaseException:
            self.leave()
            raise
        return False

    def begin(self) -> None:
        """The request starts now; the next one may, a delay later. Use `turn()`."""
        if self.delay:
            self._not_before = max(self._not_before, self._clock() + self.delay)
        self._gate.release()

    def leave(self) -> None:
        """Give the place to the next in line. Use `turn()`."""
        self._active -= 1
        self._hand_on()

    async def _wait_for_place(self) -> None:
        place = asyncio.get_running_loop().create_future()
        self._places.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.leave()
            elif place in self._places:
                self._places.remove(place)
            raise

    async def _wait_for_time(self) -> None:
        await self._gate.acquire()
        try:
            self._refuse_if_down()
            while (wait := self._not_before - self._clock()) > 0:
                await self._sleep(wait)
                self._refuse_if_down()
        except BaseException:
            self._gate.release()
            raise

    def _hand_on(self) -> None:
        down = self.down
        while self._places and (down or self._active < self.concurrency):
            place = self._places.popleft()
            if not place.done():
                self._active += 1
                place.set_result(None)

    def _refuse_if_down(self) -> None:
        if self._down_until > self._clock():
            raise HostDown


class _Turn:
    """One turn of a host."""

    __slots__ = ("_gated", "_held", "_host")

    def __init__(self, host: Host, held: bool) -> None:
        self._host = host
        self._held = held
        self._gated = False

    async def __aenter__(self) -> _Turn:
        self._gated = await self._host.enter()
        if not self._held:
            self.begin()
        return self

    def begin(self) -> None:
        """The request starts now."""
        if self._gated:
            self._gated = False
            self._host.begin()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.begin()  # of a turn that was given up
        self._host.leave()
