"""What a report of a stored pass needs: its findings with their standing in the ledger, and which pass is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, or_, select

from model import Confidence, Finding, SitePassId
from storage import tables as t
from storage.database import streamed
from storage.finding_rows import finding_of
from storage.findings import person_confirmed
from storage.ledger import dismissed_count
from storage.passes import ENDED
from storage.suppressions import dismissed_in

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
    """The findings of one pass but for what a person had dismissed for its day, by rule and address, streamed."""
    o, f = t.observations.c, t.findings.c
    dismissed = dismissed_in(connection, site_pass)
    query = (
        with_ledger([site_pass])
        .add_columns(t.observations, f.id.label("number"), f.state, f.first_seen, person_confirmed(site_pass).label("said"))
        .order_by(o.rule, o.url, o.fingerprint)
    )
    for row in streamed(connection, query, 200):
        if dismissed.of(row.rule, row.url, row.fingerprint) is None:
            yield Noted(finding_of(row), row.number or 0, row.state or "", row.first_seen, bool(row.said))


def tallies(connection: Connection, site_pass: SitePassId) -> dict[str, Tally]:
    """How many findings of each rule a pass has."""
    found: dict[str, Tally] = {}
    for rule, certain, out, amount in _amounts(connection, site_pass):
        old = found.get(rule, Tally())
        if out:
            new = replace(old, suppressed=old.suppressed + amount)
        elif certain:
            new = replace(old, confirmed=old.confirmed + amount)
        else:
            new = replace(old, suspected=old.suspected + amount)
        found[rule] = new
    return dict(sorted(found.items()))


def _amounts(connection: Connection, site_pass: SitePassId) -> Iterator[tuple[str, bool, bool, int]]:
    """(rule, whether it counts, whether it is dismissed, how many): one by one only where something is dismissed."""
    o = t.observations.c
    dismissed = dismissed_in(connection, site_pass)
    rows = with_ledger([site_pass]).add_columns(o.rule, o.confidence, person_confirmed(site_pass).label("said"))
    if dismissed:
        for row in streamed(connection, rows.add_columns(o.url, o.fingerprint), 200):
            out = dismissed.of(row.rule, row.url, row.fingerprint) is not None
            yield row.rule, row.confidence == Confidence.CONFIRMED or bool(row.said), out, 1
        return
    parts = rows.subquery().c
    query = select(parts.rule, parts.confidence, parts.said, func.count()).group_by(*parts)
    for rule, confidence, said, amount in connection.execute(query).all():
        yield rule, confidence == Confidence.CONFIRMED or bool(said), False, amount


def found_in(connection: Connection, pass_id: int) -> dict[SitePassId, int]:
    """What the sites' passes of a pass found but for what a person had dismissed for their day."""
    o, s, of = t.observations.c, t.site_passes.c, t.suppressions.c
    amounts = select(o.site_pass_id, func.count().label("amount")).join(t.site_passes, s.id == o.site_pass_id)
    rows = connection.execute(amounts.where(s.pass_id == pass_id).group_by(o.site_pass_id)).all()
    found = {SitePassId(row.site_pass_id): int(row.amount) for row in rows}
    told = exists().where(of.withdrawn_at.is_(None), or_(of.site_id.is_(None), of.site_id == s.site_id))
    for number in connection.execute(select(s.id).where(s.pass_id == pass_id, told)).scalars().all():
        if number in found:
            found[number] -= dismissed_count(connection, number)
    return found


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
