"""What a report of a stored pass needs: its findings with their standing in the ledger, and which pass is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from model import Confidence, Finding, SitePassId
from storage import tables as t
from storage.database import streamed
from storage.finding_rows import SUPPRESSED, finding_of
from storage.findings import person_confirmed
from storage.passes import ENDED

__all__ = ["ENDED", "Noted", "Tally", "noted", "tallies", "with_ledger"]


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding of a pass with what the ledger knows of it; number 0 where the ledger has none (an interrupted pass)."""

    finding: Finding
    number: int = 0
    state: str = ""
    first_seen: datetime | None = None
    by_person: bool = False  # a person has confirmed it

    @property
    def is_confirmed(self) -> bool:
        """Whether it counts: the program is sure of it, or a person has confirmed it."""
        return self.finding.confidence is Confidence.CONFIRMED or self.by_person


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of one rule a pass has."""

    confirmed: int = 0
    suspected: int = 0
    suppressed: int = 0

    @property
    def shown(self) -> int:
        """Those that a report shows."""
        return self.confirmed + self.suspected


def noted(connection: Connection, site_pass: SitePassId) -> Iterator[Noted]:
    """The findings of one pass that no person has suppressed, by rule and address, streamed."""
    o, f = t.observations.c, t.findings.c
    query = (
        with_ledger([site_pass])
        .where(func.coalesce(f.state, "") != SUPPRESSED)
        .add_columns(t.observations, f.id.label("number"), f.state, f.first_seen, person_confirmed(site_pass).label("said"))
        .order_by(o.rule, o.url, o.fingerprint)
    )
    for row in streamed(connection, query, 200):
        yield Noted(finding_of(row), row.number or 0, row.state or "", row.first_seen, bool(row.said))


def tallies(connection: Connection, site_pass: SitePassId) -> dict[str, Tally]:
    """How many findings of each rule a pass has."""
    o, f = t.observations.c, t.findings.c
    state = func.coalesce(f.state, "")
    each = with_ledger([site_pass]).add_columns(
        o.rule, o.confidence, state.label("state"), person_confirmed(site_pass).label("said")
    )
    parts = each.subquery().c
    query = select(parts.rule, parts.confidence, parts.state, parts.said, func.count()).group_by(*parts)
    found: dict[str, Tally] = {}
    for rule, confidence, ledger_state, said, amount in connection.execute(query).all():
        old = found.get(rule, Tally())
        if ledger_state == SUPPRESSED:
            new = Tally(old.confirmed, old.suspected, old.suppressed + amount)
        elif confidence == Confidence.CONFIRMED or said:
            new = Tally(old.confirmed + amount, old.suspected, old.suppressed)
        else:
            new = Tally(old.confirmed, old.suspected + amount, old.suppressed)
        found[rule] = new
    return dict(sorted(found.items()))


def with_ledger(site_passes: Sequence[SitePassId]) -> Select[Any]:
    """Observations of some passes, each with its row of the ledger where there is one; the caller names the columns."""
    o, f, s = t.observations.c, t.findings.c, t.site_passes.c
    return (
        select()
        .select_from(t.observations)
        .join(t.site_passes, s.id == o.site_pass_id)
        .outerjoin(t.findings, and_(f.site_id == s.site_id, f.fingerprint == o.fingerprint))
        .where(o.site_pass_id.in_(site_passes))
    )
