"""How hosts are treated, and what is counted of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Politeness:
    """How hosts are treated. Times in seconds."""

    delay: float = 0.0  # least time between two request starts
    concurrency: int = 8  # requests under way at once
    retry_after_cap: float = 60.0
    backoff_step: float = 0.25  # the first delay that trouble brings
    backoff_cap: float = 30.0
    crawl_delay_cap: float = 10.0
    breaker_failures: int = 5  # so many connection failures in a row: the host is down ...
    breaker_seconds: float = 60.0  # ... for so long


class HostDown(Exception):
    """The host gave no connection several times in a row; it is not asked for a while."""


@dataclass(slots=True)
class HostStatistics:
    """What happened on a host, or on all of them."""

    requests: int = 0
    bytes: int = 0
    seconds_total: float = 0.0
    seconds_max: float = 0.0
    errors: Counter[str] = field(default_factory=Counter)  # error words, and "429", "500", ... for statuses

    def add(self, other: HostStatistics) -> None:
        """Count another host's figures in."""
        self.requests += other.requests
        self.bytes += other.bytes
        self.seconds_total += other.seconds_total
        self.seconds_max = max(self.seconds_max, other.seconds_max)
        self.errors.update(other.errors)
