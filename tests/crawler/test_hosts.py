"""Manners: order, delay, back-off, pauses asked for, the breaker. The clock is a toy; sleeping moves it."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from crawler.host import Host
from crawler.hosts import Hosts, parse_retry_after
from crawler.politeness import HostDown, Politeness


class Toy:
    """A clock that only sleepers move."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept = 0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept += 1
        due = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, due)


def host_of(toy: Toy, **manners: float) -> Host:
    return Host(Politeness(**manners), toy.clock, toy.sleep)  # type: ignore[arg-type]


@asynccontextmanager
async def taken(host: Host, toy: Toy, starts: list[tuple[float, int]], number: int) -> AsyncIterator[None]:
    async with host.turn():
        starts.append((toy.now, number))
        yield


async def visit(host: Host, toy: Toy, starts: list[tuple[float, int]], number: int) -> None:
    async with taken(host, toy, starts, number):
        await asyncio.sleep(0)


async def test_starts_are_in_order_and_apart() -> None:
    toy = Toy()
    host = host_of(toy, delay=2.0, concurrency=3)
    starts: list[tuple[float, int]] = []
    await asyncio.gather(*(visit(host, toy, starts, n) for n in range(6)))
    assert starts == [(100.0 + 2 * n, n) for n in range(6)]


async def test_a_turn_that_is_held_delays_the_next_from_its_begin() -> None:
    toy = Toy()
    host, machine = host_of(toy, delay=2.0, concurrency=3), host_of(toy, delay=1.5, concurrency=3)
    starts: list[float] = []

    async def one() -> None:
        async with host.turn(held=True) as mine, machine.turn(held=True) as shared:
            mine.begin()
            shared.begin()
            starts.append(toy.now)

    async with machine.turn():  # a neighbour has just asked
        pass
    await asyncio.gather(*(one() for _ in range(4)))
    assert starts == [101.5, 103.5, 105.5, 107.5]


async def test_a_held_turn_that_is_given_up_lets_the_next_one_go() -> None:
    toy = Toy()
    host = host_of(toy, delay=2.0, concurrency=3)
    with pytest.raises(ValueError, match="given up"):
        async with host.turn(held=True):
            raise ValueError("given up")
    starts: list[tuple[float, int]] = []
    await visit(host, toy, starts, 1)
    assert starts == [(102.0, 1)]


async def test_without_a_delay_nobody_sleeps_and_concurrency_holds() -> None:
    toy = Toy()
    host = host_of(toy, concurrency=3)
    running = most = 0

    async def one() -> None:
        nonlocal running, most
        async with host.turn():
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    await asyncio.gather(*(one() for _ in range(20)))
    assert (most, toy.slept, host.idle) == (3, 0, True)


async def test_a_cancelled_waiter_leaves_no_hole() -> None:
    toy = Toy()
    host = host_of(toy, concurrency=1)
    starts: list[tuple[float, int]] = []
    async with host.turn():
        waiting = [asyncio.create_task(visit(host, toy, starts, n)) for n in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.sleep(0)
    waiting[1].cancel()  # it has just been given the place
    await asyncio.gather(*waiting, return_exceptions=True)
    assert [number for _, number in starts] == [2]
    assert host.idle


def good(host: Host, toy: Toy) -> None:
    host.record(200, "", started=toy.now, seconds=0.1, size=10)


async def test_a_dead_address_asked_again_is_no_new_trouble() -> None:
    toy = Toy()
    host = host_of(toy, concurrency=8)
    for look in range(6):  # one address that never answers, between good ones
        toy.now += 100
        host.record(None, "timeout", started=toy.now, seconds=1.0, address="http://a.cn/dead")
        if look == 0:
            assert host.delay > 0
        for _ in range(20):
            toy.now += 1
            good(host, toy)
    assert host.delay == 0
    host.record(429, "", started=toy.now, seconds=1.0, address="http://a.cn/dead")
    assert host.delay > 0  # that is said to us


def hang(host: Host, toy: Toy, number: int, seconds: float = 30.0) -> None:
    host.record(None, "timeout", started=toy.now, seconds=seconds, address=f"http://a.cn/{number}", hung=True)


async def test_single_pages_that_hang_do_not_slow_a_host_that_answers() -> None:
    toy = Toy()
    host = host_of(toy, concurrency=4, breaker_failures=5)
    for number in range(30):
        for _ in range(10 if not number else 20):
            toy.now += 1
            good(host, toy)
        toy.now += 30
        hang(host, toy, number)
    assert (host.delay, host.concurrency, host.down) == (0, 4, False)
    for number in range(30):  # asked again at the end, when nothing else is asked
        toy.now += 30
        hang(host, toy, number)
    assert (host.delay, host.concurrency, host.down) == (0, 4, False)


async def test_a_host_whose_every_page_hangs_is_left_alone() -> None:
    toy = Toy()
    host = host_of(toy, concurrency=4, breaker_failures=5)
    for number in range(5):
        hang(host, toy, number)
        assert host.delay > 0
    assert host.down  # nothing ever answered
    host = host_of(toy, concurrency=4, breaker_failures=5)
    for _ in range(50):
        good(host, toy)
    for number in range(12):
        toy.now += 30
        hang(host, toy, number)
    assert host.down and host.delay > 0 and host.concurrency < 4  # it went down half-way
    host = host_of(toy, breaker_failures=5)
    for _ in range(5):  # no connection at all is another matter, also at an address that failed before
        host.record(None, "timeout", started=toy.now, seconds=10.0, address="http://a.cn/1")
    assert host.down


async def test_pages_that_hang_in_a_row_are_weighed_against_one_that_answered() -> None:
    toy = Toy()
    host = host_of(toy, concurrency=4, breaker_failures=5)
    host.record(200, "", started=toy.now, seconds=0.1, address="http://a.cn/good")
    for number in range(5):
        assert not host.doubted
        hang(host, toy, number)
    assert host.doubted and not host.down and host.alive_at == "http://a.cn/good"
    host.doubted = False
    assert host.delay > 0 and host.concurrency == 1
    host.is_alive()
    for number in range(5, 25):
        hang(host, toy, number)
    assert (host.doubted, host.down, host.delay, host.concurrency) == (False, False, 0, 4)
    for number in range(25, 30):
        hang(host, toy, number)
    assert host.doubted
    hang(host, toy, 30)  # nobody looked, or nothing answered
    assert host.down


async def test_first_looks_become_shorter_where_some_pages_hang() -> None:
    toy = Toy()
    host = host_of(toy)
    for _ in range(20):
        good(host, toy)
    assert host.hanging.patience(30.0) == 30.0
    for number in range(3):
        hang(host, toy, number)
    assert (host.hanging.patience(30.0), host.hanging.patience(5.0)) == (10.0, 5.0)
    host.record(200, "", started=toy.now, seconds=6.0)
    assert (host.hanging.patience(30.0), host.hanging.patience(20.0)) == (24.0, 20.0)


async def test_back_off_and_recovery() -> None:
    toy = Toy()
    host = host_of(toy, delay=0.1, concurrency=8, backoff_cap=5.0)
    for _ in range(4):  # one burst counts once
        host.record(503, "", started=99.0, seconds=1.0)
    assert (host.delay, host.concurrency) == (0.25, 4)
    for _ in range(10):
        toy.now += 10
        host.record(None, "timeout", started=toy.now, seconds=1.0)
        host.record(200, "", started=toy.now, seconds=1.0)  # keeps the breaker shut
    assert host.concurrency == 1
    assert host.delay <= 5.0
    raised = host.delay
    for status in (404, 500, 403):
        host.record(status, "", started=toy.now, seconds=0.1)
    assert host.delay == raised
    for _ in range(100):
        good(host, toy)
    assert (host.delay, host.concurrency) == (0.1, 8)


async def test_retry_after_is_obeyed_up_to_the_cap() -> None:
    toy = Toy()
    host = host_of(toy, retry_after_cap=60.0, delay=1.0, concurrency=4)
    host.record(429, "", started=99.0, seconds=0.1, retry_after=3600.0)
    starts: list[tuple[float, int]] = []
    await asyncio.gather(*(visit(host, toy, starts, n) for n in range(3)))
    assert starts[0][0] == 160.0
    assert [round(b - a, 6) for (a, _), (b, _) in itertools.pairwise(starts)] == [2.0, 2.0]


async def test_crawl_delay() -> None:
    host = host_of(Toy(), delay=1.0, crawl_delay_cap=10.0)
    host.slow_to(0.5)
    assert host.delay == 1.0
    host.slow_to(86_400.0)
    assert host.delay == 10.0


async def test_the_breaker_opens_looks_once_and_closes() -> None:
    toy = Toy()
    host = host_of(toy, concurrency=1, breaker_failures=3, breaker_seconds=30.0)
    async with host.turn():
        waiting = asyncio.create_task(visit(host, toy, [], 1))
        await asyncio.sleep(0)
        for _ in range(3):
            host.record(None, "connect", started=toy.now, seconds=0.1)
        assert host.down
    with pytest.raises(HostDown):
        await waiting
    with pytest.raises(HostDown):
        await visit(host, toy, [], 2)
    toy.now += 31
    await visit(host, toy, [], 3)
    host.record(None, "dns", started=toy.now, seconds=0.1)
    assert host.down
    toy.now += 31
    good(host, toy)
    host.record(None, "dns", started=toy.now, seconds=0.1)
    assert not host.down
    assert host.statistics.errors == {"connect": 3, "dns": 2}


async def test_certificates_and_slow_bodies_do_not_open_the_breaker() -> None:
    host = host_of(Toy(), breaker_failures=2)
    for error in ("tls-certificate", "tls", "protocol") * 3:
        host.record(None, error, started=0.0, seconds=0.1)
    for _ in range(5):
        host.record(200, "timeout", started=0.0, seconds=0.1)
    assert not host.down


async def test_the_register_is_bounded_and_forgets_only_the_idle() -> None:
    toy = Toy()
    hosts = Hosts(Politeness(), special={"own:80": Politeness(delay=3.0)}, idle=10, clock=toy.clock, sleep=toy.sleep)
    assert hosts.at("own:80").delay == 3.0
    hosts.at("down:80").record(429, "", started=0.0, seconds=0.1, size=7, retry_after=50.0)
    for number in range(100):
        good(hosts.at(f"h{number}:80"), toy)
    assert hosts.at("down:80").statistics.requests == 1
    assert hosts.statistics().requests == 101
    assert hosts.statistics().bytes == 1007
    assert len(hosts._hosts) <= 12


def test_retry_after_forms() -> None:
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    assert parse_retry_after(" 120 ", now) == 120
    assert parse_retry_after("Sat, 21 Nov 2026 09:00:30 GMT", now) == 30
    assert parse_retry_after("Sat, 21 Nov 2026 08:00:00 GMT", now) == 0
    assert parse_retry_after("soon", now) is None
    assert parse_retry_after("", now) is None
