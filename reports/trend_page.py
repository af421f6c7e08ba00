"""Figures over time as a page: passes, weeks, time to fix, worst columns, in tables and bars without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.page_templates import environment
from reports.passes import KINDS
from reports.visible import visible
from rules.catalogue import catalogue
from storage.trends import PassRate, TimeToFix, Trends, Week, WorstColumn

MOST_TIMES = 30
NAME = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures as the template reads them; widths are percent of the room."""

    one_site: bool
    rates: list[dict[str, object]]
    weeks: list[dict[str, object]]
    times: list[dict[str, object]]
    columns: list[dict[str, object]]


def lines(trends: Trends, title: str, until: str) -> Iterator[str]:
    """A whole page of its own."""
    yield from environment().get_template("trends.html").generate(trends=shown(trends), title=title, until=until)


def shown(trends: Trends) -> Shown:
    """The figures with everything from the web made visible."""
    most = max((max(week.opened + week.regressed, week.fixed) for week in trends.weeks), default=0) or 1
    worst = max((column.open for column in trends.columns), default=0) or 1
    times = [each for each in trends.times if each.fixed or (each.waiting and not each.rule)]
    return Shown(
        trends.one_site,
        [_rate(each) for each in trends.rates],
        [_week(each, most) for each in trends.weeks],
        [_time(each) for each in times[:MOST_TIMES]],
        [_column(each, worst) for each in trends.columns],
    )


def _rate(each: PassRate) -> dict[str, object]:
    share = each.rate
    result = "合格" if each.passed else "不合格" if each.failed else "疑似单项否决" if each.suspected else "–"
    return {
        "kind": KINDS[each.kind], "period": each.period, "sites": each.sites, "passed": each.passed, "failed": each.failed,
        "suspected": each.suspected, "score": "–" if each.mean_score is None else f"{each.mean_score:g}",
        "findings": each.findings, "share": round((share or 0) * 100, 1), "rate": "–" if share is None else f"{share:.1%}",
        "result": result,
    }  # fmt: skip


def _week(each: Week, most: int) -> dict[str, object]:
    new = each.opened + each.regressed
    return {
        "name": each.name, "opened": new, "regressed": each.regressed, "fixed": each.fixed, "suppressed": each.suppressed,
        "opened_width": _width(new, most), "fixed_width": _width(each.fixed, most),
    }  # fmt: skip


def _time(each: TimeToFix) -> dict[str, object]:
    rule = catalogue().get(each.rule)
    mean, middle = (f"{each.mean_days:g}", f"{each.median_days:g}") if each.fixed else ("–", "–")
    name = rule.name if rule else each.rule or "全部"
    return {"name": name, "fixed": each.fixed, "mean": mean, "median": middle, "waiting": each.waiting}


def _column(each: WorstColumn, most: int) -> dict[str, object]:
    site, name = visible(each.site_name, NAME), visible(each.column, NAME)
    return {"site": site, "name": name, "open": each.open, "width": _width(each.open, most)}


def _width(amount: int, most: int) -> float:
    """Percent of the room beside which the words stand."""
    return round(amount / most * 60, 1)
