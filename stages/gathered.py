"""What the walk has gathered for its next transaction: pages, outcomes and new addresses, which are written together."""

from __future__ import annotations

from dataclasses import dataclass, field

from storage.frontier import Candidate, Settled, Waiting
from storage.pages import PageRecord, UnchangedPage


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
