"""What the walk has gathered for its next transaction: pages, outcomes and new addresses, which are written together."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from storage.frontier import Candidate, Settled, Waiting
from storage.pages import PageRecord, UnchangedPage

PAGES = 150  # in one transaction
SECONDS = 1.0  # that a page waits at most to be written
POLITE_SECONDS = 5.0  # the same where the host is asked slowly, so that a transaction is worth its while


@dataclass(slots=True)
class Gathered:
    """By the number or the address of what they are about; `since` is when the first came, monotonic."""

    pages: list[PageRecord] = field(default_factory=list)
    unchanged: list[tuple[Waiting, UnchangedPage]] = field(default_factory=list)
    settled: dict[int, Settled] = field(default_factory=dict)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    since: float = 0.0

    def __len__(self) -> int:
        return len(self.settled)

    def is_due(self, *, in_hand: int, delay: float, idle: bool) -> bool:
        """Whether to write now: there is much, or it is old, or the fetchers need the new addresses.

        `in_hand` addresses are still to be answered, `delay` seconds lie between two of their requests; `idle`: a fetcher
        waits for work.
        """
        if not delay:
            dry, longest = idle, SECONDS
        else:
            dry, longest = in_hand * delay <= SECONDS, POLITE_SECONDS
        return dry or len(self) >= PAGES or time.monotonic() - self.since > longest
