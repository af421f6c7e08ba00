"""未按时发布年度报表

What: 到了规定日期（默认1月31日）之后，首页和各栏目都找不到上一年度的《政府网站工作年度报表》（或监管年度报表）。
Why: 国办函〔2018〕12号（政府网站年度报表）要求每年1月31日前在首页公开上年度报表；各地沿用。由人确认。
Evidence: `missing`（哪一年度的报表）、`due`（应发布的日期）、`seen`（找到的其他年度的报表）。
Not a finding when: 没有到规定日期；首页链接、栏目名称或栏目里的条目是该年度的报表，或者是该日期所在年份发布的报表；首页的报表
链接不写年度而通向没有读到的栏目；栏目没有读全；页面底部由脚本写入；门户网站下的子站（年度报表由门户网站发布）——这些列为未能判断。政府信息公开工作年度报告是另一种报告，不能代替。
How to fix: 在首页显著位置发布上年度政府网站工作年度报表；往年报表集中在一个栏目的，按年度列出。
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from checks import ColumnKind, ColumnView, Confidence, Finding, Iterator, ListItem, Page, Params, SiteView, Unknown, check
from checks.lib import cadence, frames, sub_sites

RULE = "missing-annual-report"
_REPORT = re.compile(
    r"网站.{0,8}(?:年度.{0,8}报表|年\s*报|年度报告|工作报表|监管报表)|(?:工作|监管)年度报表|年度(?:工作|监管)报表|年度.{0,6}网站.{0,8}报表"
)
_YEAR = re.compile(r"(20\d{2})\s*年?")


class MissingAnnualReportParams(Params):
    """`month`, `day`: the last day for the report of the year before."""

    month: int = Field(default=1, ge=1, le=12)
    day: int = Field(default=31, ge=1, le=31)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Labels of reports, and whether one of them is the report that is due."""

    labels: tuple[str, ...] = ()
    due: bool = False
    without_year: bool = False  # a link that names no year leads to pages that may hold the report


@check(RULE, needs=["frame"])
def missing_annual_report(site: SiteView, p: MissingAnnualReportParams) -> Iterator[Finding | Unknown]:
    """The yearly report of the website for last year is nowhere to be found."""
    today = cadence.today_of(site.now)
    due = date(today.year, p.month, p.day)
    if today <= due:
        return
    home = frames.readable_home(site)
    if home is None:
        yield Unknown(RULE, site.site.home_url, frames.HOME_UNREAD)
        return
    columns = list(site.columns)
    seen = _search(home, columns, today.year - 1)
    if seen.due:
        return
    reason = _unknown(site, home, columns, seen)
    if reason:
        yield Unknown(RULE, home.url, reason)
        return
    year = today.year - 1
    yield Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        confidence=Confidence.SUSPECTED,
        message=f"未见{year}年度政府网站工作年度报表（应于{cadence.chinese_day(due)}前在首页发布）。",
        evidence={"missing": [f"{year}年度政府网站年度报表"], "due": due.isoformat(), "seen": list(seen.labels[:10])},
    )


def _search(home: Page, columns: list[ColumnView], year: int) -> _Seen:
    """Every report that the home page and the columns name."""
    labels = [label for label in (home.features or {}).get("annual_reports", "").split("\n") if label]
    items = [item for block in home.lists for item in block.items]
    in_columns = [item for view in columns for item in view.items if _is_report_column(view)]
    items += [item for view in columns if not _is_report_column(view) for item in view.items]
    items = [item for item in items if _REPORT.search(item.title)] + in_columns
    names = [view.column.name for view in columns if _REPORT.search(view.column.name)]
    words = [*labels, *names, *(item.title for item in items)]
    single = [view.holds for view in columns if view.holds and _is_report_column(view)]
    due = any(_is_of(word, year) for word in [*labels, *names, *single]) or any(_item_is_of(item, year) for item in items)
    read = any(view.items for view in columns if _is_report_column(view))
    without_year = any(not _YEAR.search(label) for label in labels) and not read
    return _Seen(tuple(dict.fromkeys(words)), due, without_year)


def _is_report_column(view: ColumnView) -> bool:
    return view.column.kind is ColumnKind.SITE_REPORT or _REPORT.search(view.column.name) is not None


def _is_of(words: str, year: int) -> bool:
    return str(year) in _YEAR.findall(words)


def _item_is_of(item: ListItem, year: int) -> bool:
    """A report that names its year counts for it; one that does not, for the year before its publication."""
    if _YEAR.search(item.title):
        return _is_of(item.title, year)
    return item.date is not None and item.date.day.year == year + 1


def _unknown(site: SiteView, home: Page, columns: list[ColumnView], seen: _Seen) -> str:
    if unread := frames.bottom_unread(home):
        return unread
    if seen.without_year:
        return "首页有年度报表链接，但没有读到各年度的条目"
    if sub_sites.is_sub_site(site):
        return sub_sites.REASON
    if any(_is_report_column(view) and (view.scripted or not view.reliable) for view in columns):
        return "年度报表栏目没有读全"
    return "" if site.coverage.complete else f"检查没有做完（{site.coverage.reason or '未完成'}）"
