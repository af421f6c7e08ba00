"""The cells of yearly forms that come from the quarterly inspections."""

from __future__ import annotations

from reports.forms.facts import Facts, today
from reports.forms.fields import Computed
from reports.forms.site_results import FAILED, PASSED, UNDECIDED


def quarter_cells(
    facts: Facts,
    *,
    total: str,
    checked: str,
    rate: str,
    failed: str,
    share: str = "",
    problems: str = "",
    mended: str = "",
) -> Computed:
    """Fill the quarterly cells with these keys. A rate is left empty while a site is undecided."""
    assert facts.period is not None
    year = facts.period.year
    made = Computed({"date": today(facts), "year": str(year), "running": str(_running(facts))})
    if late := sum(service.since >= facts.moment for service in facts.services):
        made.warnings.append(
            f"有{late}个网站在{facts.last_day}之后才登记，未计入运行网站总数；早已开设的请登记开设日期：sites change"
        )
    for number, results in facts.by_quarter.items():
        seen = [result for result in results if result.checked]
        if not seen:
            continue
        undecided = sum(result.result == UNDECIDED for result in seen)
        passed = sum(result.result == PASSED for result in seen)
        cells = {
            total: str(len(results)),
            checked: str(len(seen)),
            share: _percent(len(seen), len(results)),
            rate: "" if undecided else _percent(passed, len(seen)),
            failed: "" if undecided else str(sum(result.result == FAILED for result in seen)),
            problems: str(sum(result.amount for result in seen)),
            mended: str(sum(result.mended for result in seen)),
        }
        made.values.update({f"{key}_q{number}": value for key, value in cells.items() if key})
        if undecided:
            made.warnings.append(f"第{number}季度有{undecided}个网站的疑似单项否决尚未确认，合格率和不合格数量未填")
    return made


def _running(facts: Facts) -> int:
    """Sites in service at the end of the year, today while it lasts."""
    return sum(service.in_service(facts.moment) for service in facts.services)


def _percent(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}%".replace(".0%", "%") if whole else ""
