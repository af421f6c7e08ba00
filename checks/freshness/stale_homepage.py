"""首页不更新

What: 首页各列表中最新一条信息的日期距监测时间点超过2周；首页只是导航入口或没有列表的，
看首页所链接的全部栏目（二级页面）。
Why: 国办秘函〔2019〕19号单项否决“首页不更新”：监测时间点前2周内首页无信息更新；首页仅为网站栏目导航入口的，
所有二级页面均无信息更新。
Evidence: `latest`（最新日期）、`days`、`limit_days`、`title` 和 `item_url`（最新一条信息）、
`basis`（依据首页列表还是栏目）、
`dated`（有完整日期的条目数）、`undated`、`missing`（为空列表）。
Not a finding when: 首页列表不标日期而文章或栏目是新的；日期缺年份（单凭推测的年份不下结论）；首页列表由脚本加载；
置顶旧信息之外还有新信息。时钟、天气、访问量、轮播顺序的变化不算更新。
How to fix: 及时在首页发布或转载信息；首页模板中的列表没有自动更新的，检查栏目与首页的关联。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain

from checks import ColumnView, Confidence, Finding, Iterator, ListItem, Page, PageKind, Params, SiteView, Unknown, check
from checks.lib import cadence

RULE = "stale-homepage"
_ENOUGH = 3
_UNREADABLE = frozenset({PageKind.ERROR, PageKind.INTERSTITIAL})


class StaleHomepageParams(Params):
    """`days`: the longest time without a new item."""

    days: cadence.Limit = 14


@dataclass(frozen=True, slots=True)
class _Newest:
    day: date
    title: str
    url: str
    basis: str


@dataclass(frozen=True, slots=True)
class _HomeDates:
    """What the lists of the home page say: full dates, guessed ones, none."""

    sure: tuple[_Newest, ...]
    guessed: tuple[date, ...]
    undated: int


@check(RULE)
def stale_homepage(site: SiteView, p: StaleHomepageParams) -> Iterator[Finding | Unknown]:
    """The home page has shown nothing new for two weeks."""
    today = cadence.today_of(site.now)
    oldest = cadence.cutoff(today, p.days)
    home = site.home
    if oldest is None:
        return
    if home is None or home.kind in _UNREADABLE or home.status >= 400:
        yield Unknown(RULE, site.site.home_url, "首页未能读取")
        return
    columns = list(site.columns)
    dates = _home_dates(home, columns, today)
    if any(item.day >= oldest for item in dates.sure) or _leads_to_fresh(home, columns, oldest, today):
        return
    yield from _judge(site, home, dates, columns, today, oldest, p)


def _judge(
    site: SiteView, home: Page, dates: _HomeDates, columns: list[ColumnView], today: date, oldest: date,
    p: StaleHomepageParams,
) -> Iterator[Finding | Unknown]:  # fmt: skip
    if any(day >= oldest for day in dates.guessed):
        yield Unknown(RULE, home.url, "首页列表日期缺年份，按推测的年份在期限内")
        return
    below = _column_dates(columns, today)
    fresh_below = any(item.day >= oldest for item in below)
    on_home = len(dates.sure) >= _ENOUGH and dates.undated <= len(dates.sure) and not home.scripted
    if on_home and fresh_below and (home.features or {}).get("asks"):
        yield Unknown(RULE, home.url, "首页有一部分由脚本加载，未能读取，各栏目有期限内的更新")
        return
    if on_home:
        newest = max(dates.sure, key=lambda item: item.day)
        sure = not fresh_below and dates.undated == 0
        yield _finding(home, newest, dates, today, oldest, p, Confidence.CONFIRMED if sure else Confidence.SUSPECTED)
        return
    if fresh_below:
        return
    reason = _unknown(columns, below, home)
    if reason:
        yield Unknown(RULE, home.url, reason)
        return
    newest = max((*below, *dates.sure), key=lambda item: item.day)
    yield _finding(home, newest, dates, today, oldest, p, Confidence.SUSPECTED)


def _leads_to_fresh(home: Page, columns: list[ColumnView], oldest: date, today: date) -> bool:
    """Whether the home page leads to something new that its lists show without a day, or outside of any list."""
    shown = {link.target for link in home.links if link.area not in ("nav", "footer", "friend", "crumb")}
    for view in columns:
        items = (item.date for item in view.items if item.url in shown)
        articles = (article.published for article in view.articles if article.url in shown)
        if any(fact is not None and fact.certain and oldest <= fact.day <= today for fact in chain(items, articles)):
            return True
    return False


def _home_dates(home: Page, columns: list[ColumnView], today: date) -> _HomeDates:
    """Dates of the home page's list items; an item without a full date takes it from the column that also lists it."""
    known = {item.url: item.date.day for view in columns for item in view.items if item.date is not None and item.date.certain}
    sure: list[_Newest] = []
    guessed: list[date] = []
    undated = 0
    for item in (item for block in home.lists for item in block.items):
        day = _day(item) or known.get(item.url)
        if day is not None and day <= today:
            sure.append(_Newest(day, item.title, item.url, "home"))
        elif day is None and item.date is not None:
            guessed.append(item.date.day)
        elif day is None:
            undated += 1
    return _HomeDates(tuple(sure), tuple(guessed), undated)


def _day(item: ListItem) -> date | None:
    return item.date.day if item.date is not None and item.date.certain else None


def _column_dates(columns: list[ColumnView], today: date) -> list[_Newest]:
    return [
        _Newest(view.latest.day, view.latest_title, view.latest_url, "columns")
        for view in columns
        if view.latest is not None and view.latest.certain and view.latest.day <= today and not view.archived
    ]


def _unknown(columns: list[ColumnView], below: list[_Newest], home: Page) -> str:
    """Why neither the home page nor its columns allow a judgement, "" when they do."""
    if not below:
        return f"首页列表由脚本加载：{home.scripted}" if home.scripted else "首页和栏目均未见完整日期"
    if any(not view.archived and not view.single and (view.scripted or not view.reliable) for view in columns):
        return "首页列表没有可用的日期，且部分栏目未能读全"
    if len(below) < _ENOUGH:
        return "首页列表没有可用的日期，有日期的栏目太少"
    return ""


def _finding(
    home: Page, newest: _Newest, dates: _HomeDates, today: date, oldest: date, p: StaleHomepageParams,
    confidence: Confidence,
) -> Finding:  # fmt: skip
    days = (today - newest.day).days
    where = "首页" if newest.basis == "home" else "首页及所链接的栏目"
    return Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        confidence=confidence,
        message=(
            f"{where}超过{cadence.limit_words(p.days)}未更新（最新信息日期为{cadence.chinese_day(newest.day)}，距今{days}天）。"
        ),
        evidence={
            "latest": newest.day.isoformat(),
            "days": days,
            "limit_days": (today - oldest).days,
            "missing": [],
            "title": newest.title,
            "item_url": newest.url,
            "basis": newest.basis,
            "dated": len(dates.sure),
            "undated": dates.undated,
        },
    )
