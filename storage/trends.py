"""Figures over time: how many sites pass, what is opened and fixed, how long it takes, which columns are worst.

Read with a synchronous connection (`Database.read_sync`) by reports and pages; every figure may be of one site or of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from sqlalchemy import Connection, func, select

from model import SHANGHAI, PassKind, SiteId, SitePassState
from storage import tables as t
from storage.database import AnyRow, streamed
from storage.finding_rows import UNSOLVED
from storage.reporting import found_in

COUNTED = ("opened", "regressed", "fixed", "suppressed")


@dataclass(frozen=True, slots=True)
class PassRate:
    """How the sites of one pass came out."""

    pass_id: int
    kind: PassKind
    period: str
    sites: int
    judged: int  # sites with a result: those that could be inspected
    passed: int  # 合格
    failed: int  # 不合格
    suspected: int  # 疑似单项否决, no person has decided
    mean_score: float | None  # of the sites that have a number
    findings: int  # seen in the pass, without what a person dismissed: the count of `passes show`

    @property
    def rate(self) -> float | None:
        """Share of the judged sites that passed, 0 to 1; suspected ones count as not decided, and so not as passed."""
        return self.passed / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in one ISO week of Asia/Shanghai."""

    monday: date
    opened: int
    regressed: int
    fixed: int
    suppressed: int

    @property
    def name(self) -> str:
        """Such as 2026-W47."""
        return f"{self.monday:%G-W%V}"


@dataclass(frozen=True, slots=True)
class TimeToFix:
    """How long the faults of one rule stood before they were fixed ("": of all rules together)."""

    rule: str
    fixed: int
    mean_days: float
    median_days: float
    waiting: int  # not fixed yet: they are in no mean, so read both numbers together


@dataclass(frozen=True, slots=True)
class WorstColumn:
    """A column with what is open in it."""

    site_id: SiteId
    site_name: str
    column: str
    open: int
    oldest: datetime  # first seen of the oldest
    rules: tuple[tuple[str, int], ...]  # most frequent first


@dataclass(frozen=True, slots=True)
class Trends:
    """All figures together, of one site or of all."""

    one_site: bool
    rates: Sequence[PassRate]
    weeks: Sequence[Week]
    times: Sequence[TimeToFix]
    columns: Sequence[WorstColumn]


def every(connection: Connection, now: datetime, *, site_id: int | None = None, count: int = 12) -> Trends:
    """Everything that follows, of the last `count` weeks where it is by weeks."""
    return Trends(
        site_id is not None,
        pass_rates(connection, site_id=site_id),
        weeks(connection, now, site_id=site_id, count=count),
        times_to_fix(connection, site_id=site_id),
        worst_columns(connection, site_id=site_id),
    )


def pass_rates(
    connection: Connection, *, kind: PassKind | None = None, site_id: int | None = None, limit: int = 12
) -> list[PassRate]:
    """The newest passes of the calendar, oldest first. Audits and re-checks of single sites are no passes."""
    p, s = t.passes.c, t.site_passes.c
    query = select(t.passes).where(p.kind != PassKind.AUDIT).order_by(p.id.desc()).limit(limit)
    if kind is not None:
        query = query.where(p.kind == kind)
    if site_id is not None:
        query = query.where(select(s.id).where(s.pass_id == p.id, s.site_id == site_id).exists())
    return [_rate(connection, row, site_id) for row in reversed(connection.execute(query).all())]


def _rate(connection: Connection, row: AnyRow, site_id: int | None) -> PassRate:
    s, number = t.site_passes.c, row.id
    sites = select(s.id, s.state, s.score).where(s.pass_id == number)
    if site_id is not None:
        sites = sites.where(s.site_id == site_id)
    rows = connection.execute(sites).all()
    found = found_in(connection, number)
    scores = [each.score for each in rows if each.score and each.state in (SitePassState.DONE, SitePassState.PARTIAL)]
    results = [score.get("result") for score in scores]
    totals = [float(score["total"]) for score in scores if score.get("total") is not None]
    return PassRate(
        pass_id=number,
        kind=PassKind(row.kind),
        period=row.period,
        sites=len(rows),
        judged=sum(result in ("合格", "不合格", "疑似单项否决") for result in results),
        passed=results.count("合格"),
        failed=results.count("不合格"),
        suspected=results.count("疑似单项否决"),
        mean_score=round(sum(totals) / len(totals), 2) if totals else None,
        findings=sum(found.get(each.id, 0) for each in rows),
    )


def weeks(connection: Connection, now: datetime, *, site_id: int | None = None, count: int = 12) -> list[Week]:
    """The last `count` weeks up to the one of `now`, oldest first, also those in which nothing happened."""
    today = now.astimezone(SHANGHAI).date()
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - timedelta(weeks=back) for back in range(count - 1, -1, -1)]
    begin = datetime.combine(mondays[0], datetime.min.time(), SHANGHAI)
    e, f = t.finding_events.c, t.findings.c
    query = select(e.at, e.event).join(t.findings, f.id == e.finding_id)
    query = query.where(e.at >= begin, e.at <= now, e.event.in_(COUNTED))
    if site_id is not None:
        query = query.where(f.site_id == site_id)
    amounts: dict[tuple[date, str], int] = defaultdict(int)
    for row in streamed(connection, query, 1000):
        day = row.at.astimezone(SHANGHAI).date()
        amounts[day - timedelta(days=day.weekday()), row.event] += 1
    return [Week(day, *(amounts[day, event] for event in COUNTED)) for day in mondays]


def times_to_fix(connection: Connection, *, site_id: int | None = None, since: datetime | None = None) -> list[TimeToFix]:
    """All rules together, then each rule, the slowest first. `since`: only what was fixed after it.

    A fault that came back is counted again, from its return. Dismissed findings were no faults.
    """
    e, f = t.finding_events.c, t.findings.c
    query = select(e.finding_id, e.event, e.at, f.rule).join(t.findings, f.id == e.finding_id).order_by(e.id)
    query = query.where(e.event.in_(("opened", "regressed", "fixed", "closed", "suppressed")))
    if site_id is not None:
        query = query.where(f.site_id == site_id)
    begun: dict[int, datetime] = {}
    days: dict[str, list[float]] = defaultdict(list)
    for row in streamed(connection, query, 1000):
        if row.event in ("opened", "regressed"):
            begun[row.finding_id] = row.at
            continue
        start = begun.pop(row.finding_id, None)
        if start is not None and row.event != "suppressed" and (since is None or row.at >= since):
            days[row.rule].append((row.at - start).total_seconds() / 86400)
    waiting = _waiting(connection, site_id)
    rules = sorted({*days, *waiting}, key=lambda rule: (-_mean(days[rule]), rule))
    every = [day for rule in rules for day in days[rule]]
    total = TimeToFix("", len(every), _mean(every), round(median(every), 1) if every else 0.0, sum(waiting.values()))
    return [total, *(_time(rule, days[rule], waiting.get(rule, 0)) for rule in rules)]


def _time(rule: str, days: Sequence[float], waiting: int) -> TimeToFix:
    return TimeToFix(rule, len(days), _mean(days), round(median(days), 1) if days else 0.0, waiting)


def _mean(days: Sequence[float]) -> float:
    return round(sum(days) / len(days), 1) if days else 0.0


def _waiting(connection: Connection, site_id: int | None) -> dict[str, int]:
    f = t.findings.c
    query = select(f.rule, func.count()).where(f.state.in_(UNSOLVED)).group_by(f.rule)
    if site_id is not None:
        query = query.where(f.site_id == site_id)
    return {row[0]: row[1] for row in connection.execute(query).all()}


def worst_columns(connection: Connection, *, site_id: int | None = None, limit: int = 10) -> list[WorstColumn]:
    """The columns in which most is open, the worst first. Findings that belong to no column are left out."""
    f = t.findings.c
    query = (
        select(f.site_id, t.sites.c.name, t.sites.c.home_url, f.column, f.rule, func.count(), func.min(f.first_seen))
        .join(t.sites, t.sites.c.id == f.site_id)
        .where(f.state.in_(UNSOLVED), f.column.is_not(None), f.column != "")
        .group_by(f.site_id, t.sites.c.name, t.sites.c.home_url, f.column, f.rule)
    )
    if site_id is not None:
        query = query.where(f.site_id == site_id)
    found: dict[tuple[int, str], WorstColumn] = {}
    for number, name, home, column, rule, amount, oldest in connection.execute(query).all():
        known = found.get((number, column))
        rules: Iterable[tuple[str, int]] = (*(known.rules if known else ()), (rule, amount))
        found[number, column] = WorstColumn(
            SiteId(number),
            name or home,
            column,
            amount + (known.open if known else 0),
            min(oldest, known.oldest) if known else oldest,
            tuple(sorted(rules, key=lambda pair: (-pair[1], pair[0]))),
        )
    return sorted(found.values(), key=lambda each: (-each.open, each.oldest, each.site_id, each.column))[:limit]
