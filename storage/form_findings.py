"""The confirmed problems that forms count: what passes saw, what people entered, and what was mended by a moment.

A form for a past period says what was so then: whether a problem was mended, and what people had said of it (confirmed,
dismissed), is read from the events up to a moment, never from its present state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from model import Confidence, SiteId, SitePassId
from storage import suppressions
from storage import tables as t
from storage.database import AnyRow
from storage.finding_rows import BY_A_PERSON, SUPPRESSED, UNSOLVED
from storage.findings import BEGINS, person_confirmed
from storage.reporting import with_ledger

DONE_WITH = ("fixed", "closed")
CHUNK = 400
"""Sites' passes that one query asks for: databases limit the values of a query."""

Amounts = Mapping[str, tuple[int, int]]
"""rule -> (confirmed findings, how many of them were mended by the moment that is asked for)."""


@dataclass(frozen=True, slots=True)
class Example:
    """A confirmed finding as a form quotes it."""

    message: str
    column: str
    by_person: bool  # a person has confirmed or entered it


@dataclass(frozen=True, slots=True)
class OpenProblem:
    """A confirmed finding of the ledger that is not mended."""

    number: int
    rule: str
    url: str
    page: str
    message: str
    by_person: bool  # a person has confirmed it


@dataclass(frozen=True, slots=True)
class Until:
    """The moments before which something must have happened to count in a form."""

    mended: datetime
    said: datetime  # what people say of findings: they look at them after the inspection


class _Tally:
    """Amounts by owner and rule while they are counted."""

    def __init__(self) -> None:
        self.found: dict[int, dict[str, tuple[int, int]]] = {}

    def add(self, owner: int, rule: str, mended: bool, amount: int = 1) -> None:
        rules = self.found.setdefault(owner, {})
        total, done = rules.get(rule, (0, 0))
        rules[rule] = (total + amount, done + (amount if mended else 0))


def confirmed_by_rule(connection: Connection, numbers: Sequence[SitePassId], until: Until) -> dict[SitePassId, Amounts]:
    """What is wrong for certain in some sites' passes, and what of it was mended."""
    o = t.observations.c
    tally = _Tally()
    dismissed = _dismissed(connection, numbers, until.said)
    mended = mended_by(until.mended).label("mended")
    for some in _chunks([number for number in numbers if number not in dismissed]):
        query = _confirmed(some, until.said).add_columns(o.site_pass_id, o.rule, mended, func.count())
        for number, rule, done, amount in connection.execute(query.group_by(o.site_pass_id, o.rule, mended)).all():
            tally.add(number, rule, bool(done), amount)
    for some in _chunks(list(dismissed)):
        query = _confirmed(some, until.said).add_columns(o.site_pass_id, o.rule, o.url, o.fingerprint, mended)
        for row in connection.execute(query):
            if dismissed[row.site_pass_id].of(row.rule, row.url, row.fingerprint) is None:
                tally.add(row.site_pass_id, row.rule, bool(row.mended))
    return {SitePassId(number): rules for number, rules in tally.found.items()}


def examples(connection: Connection, numbers: Sequence[SitePassId], until: Until) -> dict[SitePassId, Mapping[str, Example]]:
    """The first confirmed finding of each rule in some sites' passes."""
    o = t.observations.c
    found: dict[SitePassId, dict[str, Example]] = {}
    dismissed = _dismissed(connection, numbers, until.said)
    place = func.row_number().over(partition_by=(o.site_pass_id, o.rule), order_by=(o.url, o.fingerprint)).label("place")
    for some in _chunks([number for number in numbers if number not in dismissed]):
        said = person_confirmed(o.site_pass_id, until.said).label("said")
        ranked = _confirmed(some, until.said).add_columns(o.site_pass_id, o.fingerprint, said, place).subquery()
        same = and_(o.site_pass_id == ranked.c.site_pass_id, o.fingerprint == ranked.c.fingerprint)
        query = select(o.site_pass_id, o.rule, o.message, o.column, ranked.c.said).join(ranked, same).where(ranked.c.place == 1)
        for row in connection.execute(query).all():
            found.setdefault(SitePassId(row.site_pass_id), {})[row.rule] = _example(row)
    for some in _chunks(list(dismissed)):
        said = person_confirmed(o.site_pass_id, until.said).label("said")
        names = (o.site_pass_id, o.rule, o.url, o.fingerprint, o.message, o.column, said)
        for row in connection.execute(_confirmed(some, until.said).add_columns(*names).order_by(o.url, o.fingerprint)):
            if dismissed[row.site_pass_id].of(row.rule, row.url, row.fingerprint) is None:
                found.setdefault(SitePassId(row.site_pass_id), {}).setdefault(row.rule, _example(row))
    return dict(found.items())


def _example(row: AnyRow) -> Example:
    return Example(row.message, row.column or "", bool(row.said))


@dataclass(frozen=True, slots=True)
class Entered:
    """What people entered of one site for a period."""

    amounts: Amounts
    examples: Mapping[str, Example]


def entered_by_rule(connection: Connection, start: datetime, end: datetime, until: Until) -> dict[SiteId, Entered]:
    """Problems that people entered before the end of a period and that stood at its beginning or later, by site."""
    f = t.findings.c
    tally = _Tally()
    quoted: dict[int, dict[str, Example]] = {}
    query = (
        select(f.site_id, f.rule, f.message, f.column, mended_by(until.mended).label("mended"))
        .where(f.entered, f.first_seen < end, ~mended_by(start), _last_word(until.said) != SUPPRESSED)
        .where(or_(f.confidence == Confidence.CONFIRMED, _last_word(until.said) == "confirmed"))
        .order_by(f.url, f.id)
    )
    for row in connection.execute(query):
        tally.add(row.site_id, row.rule, bool(row.mended))
        quoted.setdefault(row.site_id, {}).setdefault(row.rule, Example(row.message, row.column or "", by_person=True))
    return {SiteId(number): Entered(rules, quoted[number]) for number, rules in tally.found.items()}


def mended_by(until: datetime) -> ColumnElement[bool]:
    """Of rows of the ledger in a query: whether the fault had ended before a moment and not come back by then."""
    e = t.finding_events.c
    life = e.event.in_((*BEGINS, *DONE_WITH))
    last = select(e.event).where(e.finding_id == t.findings.c.id, life, e.at < until)
    last = last.order_by(e.at.desc(), e.id.desc()).limit(1)
    return func.coalesce(last.correlate(t.findings).scalar_subquery(), "").in_(DONE_WITH)


def _last_word(until: datetime) -> ColumnElement[str]:
    """Of rows of the ledger in a query: the last event before a moment that says whether it is a fault at all."""
    e = t.finding_events.c
    words = e.event.in_((*BEGINS, "confirmed", SUPPRESSED, "restored", "expired"))
    last = (
        select(e.event).where(e.finding_id == t.findings.c.id, words, e.at < until).order_by(e.at.desc(), e.id.desc()).limit(1)
    )
    return func.coalesce(last.correlate(t.findings).scalar_subquery(), "")


def said_later(connection: Connection, numbers: Sequence[SitePassId], moment: datetime) -> int:
    """How many faults of some passes people have judged since a moment."""
    e = t.finding_events.c
    by_people = exists().where(
        e.finding_id == t.findings.c.id, e.event.in_(("confirmed", SUPPRESSED, "restored")), e.at >= moment
    )
    return sum(
        connection.execute(with_ledger(some).add_columns(func.count(t.findings.c.id.distinct())).where(by_people)).scalar_one()
        for some in _chunks(numbers)
    )


def _confirmed(numbers: Sequence[SitePassId], until: datetime) -> Select[Any]:
    """The observations that are certain, or that a person has confirmed."""
    o = t.observations.c
    sure = or_(o.confidence == Confidence.CONFIRMED, person_confirmed(o.site_pass_id, until))
    return with_ledger(numbers).where(sure)


def _dismissed(
    connection: Connection, numbers: Sequence[SitePassId], until: datetime
) -> dict[SitePassId, suppressions.Dismissed]:
    """What people had dismissed of some sites' passes; passes of which nothing is dismissed are left out."""
    holding = suppressions.said_before(connection, until)
    if not holding:
        return {}
    s = t.site_passes.c
    found = {}
    for some in _chunks(numbers):
        for row in connection.execute(select(s.id, s.site_id, s.ended_at).where(s.id.in_(some))).all():
            if dismissed := suppressions.of_site(holding, row.site_id, row.ended_at):
                found[SitePassId(row.id)] = dismissed
    return found


def _chunks(numbers: Sequence[SitePassId]) -> Iterator[Sequence[SitePassId]]:
    return (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))


def open_problems(connection: Connection, site_id: SiteId) -> list[OpenProblem]:
    """Findings of a site in the ledger that are confirmed and neither mended nor suppressed, by rule and address."""
    f = t.findings.c
    query = (
        select(f.id, f.rule, f.url, f.page, f.message, f.state)
        .where(f.site_id == site_id, f.state.in_(UNSOLVED))
        .where(or_(f.confidence == Confidence.CONFIRMED, f.state.in_(BY_A_PERSON)))
        .order_by(f.rule, f.url, f.id)
    )
    return [OpenProblem(*row[:-1], row.state in BY_A_PERSON) for row in connection.execute(query).all()]
