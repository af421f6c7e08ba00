"""Inspections of a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from model.terms import PassId


class PassKind(StrEnum):
    """周检测, 月监测, 季普查, and the one-off audit."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    AUDIT = "audit"


class SitePassState(StrEnum):
    """Where one site of a pass stands; every one ends with a reason."""

    DUE = "due"
    RUNNING = "running"
    DONE = "done"  # complete
    PARTIAL = "partial"  # ended by a limit or interrupted for good
    FAILED = "failed"  # could not be audited at all


@dataclass(frozen=True, slots=True)
class Pass:
    """One inspection of a set of sites in one period."""

    id: PassId
    kind: PassKind
    period: str  # "2026-W47", "2026-11", "2026-Q4"; an audit has its own unique key
    ruleset: str
    ruleset_hash: str
    created_at: datetime
    finished_at: datetime | None = None
