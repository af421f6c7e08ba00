"""All hosts that a run has met, by authority and by address; `host.py` is one of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crawler.host import Clock, Host, Sleep
from crawler.politeness import HostStatistics, Politeness


class Hosts:
    """Every host that was spoken to; the idle ones beyond a bound are forgotten, their figures kept.

    `neighbours`: all hosts on one machine together get as much as so many hosts would.
    """

    def __init__(
        self,
        politeness: Politeness | None = None,
        *,
        special: Mapping[str, Politeness] | None = None,
        neighbours: int = 2,
        idle: int = 1000,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._politeness = politeness or Politeness()
        self._special = dict(special or {})
        self._bound = idle
        self.clock = clock
        self._sleep = sleep
        self._hosts: dict[str, Host] = {}
        own = self._politeness
        self._shared = replace(own, delay=own.delay / neighbours, concurrency=own.concurrency * neighbours)
        self._forgotten = HostStatistics()

    def at(self, authority: str) -> Host:
        """The host for "name:port"."""
        return self._hosts.get(authority) or self._met(authority, self._special.get(authority, self._politeness))

    def machine(self, address: str) -> Host:
        """The budget that all hosts at one IP address share. Nothing is recorded on it: one host's trouble is its own."""
        return self._hosts.get(f"@{address}") or self._met(f"@{address}", self._shared)

    def _met(self, name: str, politeness: Politeness) -> Host:
        self._forget_idle()
        host = self._hosts[name] = Host(politeness, self.clock, self._sleep)
        return host

    def statistics(self) -> HostStatistics:
        """The figures of all hosts together."""
        total = HostStatistics()
        total.add(self._forgotten)
        for host in self._hosts.values():
            total.add(host.statistics)
        return total

    def down(self) -> tuple[str, ...]:
        """The authorities that count as down."""
        return tuple(authority for authority, host in self._hosts.items() if host.down)

    def _forget_idle(self) -> None:
        if len(self._hosts) < self._bound:
            return
        for authority in [name for name, host in self._hosts.items() if host.idle][: self._bound // 4 + 1]:
            self._forgotten.add(self._hosts.pop(authority).statistics)


def parse_retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (seconds or HTTP-date); None where it says nothing sensible."""
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
