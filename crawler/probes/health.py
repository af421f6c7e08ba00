"""Whether it is we who are unwell: the event loop's delay, and whether hosts that surely work can be reached."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
from collections.abc import Awaitable
from typing import TypeVar

from crawler.address import Family, Resolver
from crawler.probes.ground import Ground

T = TypeVar("T")

SICK_LAG = 0.5
"""Seconds by which the event loop may be late before its own times mean nothing."""
_BEAT = 0.05
_CONTROL_SECONDS = 8.0


async def timed(work: Awaitable[T]) -> tuple[T, float]:
    """What `work` gives, and by how many seconds our own event loop was late at worst meanwhile."""
    worst = 0.0
    loop = asyncio.get_running_loop()

    async def beat() -> None:
        nonlocal worst
        while True:
            begun = loop.time()
            await asyncio.sleep(_BEAT)
            worst = max(worst, loop.time() - begun - _BEAT)

    heart = asyncio.create_task(beat())
    try:
        result = await work
    finally:
        heart.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await heart
    return result, worst


async def is_loopback(resolver: Resolver, host: str) -> bool:
    """Whether a host is this machine: then no network lies between that could be at fault."""
    try:
        found = await resolver.addresses(host)
    except OSError:
        return False
    return bool(found) and all(ipaddress.ip_address(each.partition("%")[0]).is_loopback for each in found)


async def network_works(ground: Ground, family: Family = "") -> bool:
    """Whether one of the hosts that surely exist answers us, whatever it says."""
    for host in ground.control_hosts:
        if ground.left <= 0:
            return False
        answer = await ground.get(f"http://{host}/", seconds=_CONTROL_SECONDS, ipv6=family == "IPv6", max_body=1024)
        if answer.status is not None:
            return True
    return False


async def control_milliseconds(ground: Ground) -> int | None:
    """How fast a host that surely works gives us its home page; None when none does."""
    for host in ground.control_hosts:
        if ground.left <= 0:
            return None
        answer = await ground.get(f"http://{host}/", seconds=_CONTROL_SECONDS)
        if answer.status is not None and not answer.error:
            return answer.milliseconds
    return None
