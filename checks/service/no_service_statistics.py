"""办事统计未公开或未更新

What: 政府门户网站有办事指南而没有公开办事统计（受理量、办结量等），或者办事统计栏目超过3个月没有更新；
统计是一个页面而没有日期的，看其中数据的统计期（按次月底前公布计，作疑似）；统计放在只叫“数据”之类的栏目里的，
以全站各页中最新的统计期为准（作疑似）。
Why: 国办秘函〔2019〕19号扣分指标“办事统计”：未公开办事统计数据或3个月内未更新，扣2分。
Evidence: `reason`（`missing`、`stale`）、`latest`（最新一条的日期）、`days`、`limit_days`、
`columns`（找过的办事类栏目）、`guides`（本站办事指南数）。
Not a finding when: 部门网站；本站没有自己的办事指南（办事在统一的政务服务平台上）；首页链接、
栏目、条目或者栏目页的标题出现“办事统计”“办件统计”
“办件公示”“办结情况”等字样；首页链接了统一的政务服务平台而本站没有成规模的办事栏目、
统计栏目由脚本加载或没有读全、首页未能读取、检查没有做完——列为未能判断。乡镇、街道网站不查。找不到的只作疑似。
How to fix: 在办事服务栏目公开办事统计并至少每季度更新；统计在上级平台的，在首页或办事栏目加链接。
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from pydantic import Field

from checks import (
    ColumnKind,
    ColumnView,
    Confidence,
    DateFact,
    DatePlace,
    Finding,
    Iterator,
    Page,
    PageKind,
    Params,
    SiteKind,
    SiteView,
    Unknown,
    check,
)
from checks.lib import cadence
from checks.lib.frames import HOME_UNREAD, readable_home
from checks.lib.guides import guides_of
from checks.lib.portals import is_government_portal

RULE = "no-service-statistics"
STATISTICS = re.compile(
    r"(?:办事|办件|办结|受理|服务|审批|业务|事项)(?:量|数据|情况|信息|结果)?(?:的)?(?:统计|公示|公告|公开|通报|排行|月报|季报|一览)|"
    r"(?:办件|受理|办结|办理)(?:量|数|总数|件数|情况)|(?:今日|本月|本年|累计|实时)(?:办件|受理|办结)|办件(?:信息|状态|结果|反馈)|政务服务(?:数据|月报|季报|效能)"
)
_TITLE = re.compile(
    r"(?:办事|办件|办结|受理|审批|政务服务)(?:事项)?(?:量|数据|情况|信息|结果)?(?:的)?(?:统计|公示|公开|通报|排行|月报|季报|一览)|"
    r"(?:办件|受理|办结|办理)(?:量|总数|件数|情况)|办件(?:信息|状态|结果|反馈)|政务服务(?:数据|月报|季报|效能)"
)
"""The same in a headline, where 有关事项的公告 and 服务采购结果公告 speak of anything."""
_ONLY_TITLE = re.compile(
    rf"(?:20\d\d年)?(?:度|\d{{1,2}}月份?|第?[一二三四1-4]季度|上半年)?(?:{_TITLE.pattern})(?:表|情况|数据|信息)?"
)
"""A headline that is nothing else: a page of figures, whatever the menu that leads there calls it."""
_NAME = re.compile(
    r"(?:办事|办件|办理|政务服务|行政审批).{0,6}(?:统计|数据|月报|季报)|(?:受理|办结).{0,4}统计|^(?:办件|办结)(?:情况|结果|量)?公[示开]$"
)
_PLATFORM = re.compile(r"政务服务(?:网|平台|一体化|大厅)|网上(?:办事|政务|服务)(?:大厅|平台)|一网通办|一体化.{0,6}平台")
_BELOW = re.compile(r"人民政府.{1,12}(?:局|委|厅|委员会)$|(?:镇|乡|街道)人民政府$|街道办事处$")
"""Offices of a government, and what stands below a county: no portals as the indicators mean them."""
_OF_A_MONTH = re.compile(r"((?:19|20)\d\d)年(?:\d{1,2}月?[-—–~～至到])?(\d{1,2})月")

_SHORT = 12
"""Characters of a menu's entry; what is longer is a headline."""

_STANDING = frozenset({PageKind.SINGLE, PageKind.LIST, PageKind.HUB, PageKind.OTHER})
"""Pages that are part of the site's frame; an article of such a title is news of one day."""
_NOT_PORTAL = re.compile(r"[局委厅办部署会院镇乡]$|街道(?:办事处)?$|委员会$|管委会$|中心$|办公室$")


class NoServiceStatisticsParams(Params):
    """`span`: how old the newest figures may be; `own_guides`: so many guides of its own in a column of its own make the
    site one that offers services itself, whatever platform it links."""

    span: cadence.Limit = "3m"
    own_guides: int = Field(default=5, ge=1)


@check(RULE)
def no_service_statistics(site: SiteView, p: NoServiceStatisticsParams) -> Iterator[Finding | Unknown]:
    """A portal without statistics of its services, or with old ones."""
    if not _is_portal(site):
        return
    columns = list(site.columns)
    held = [view for view in columns if _NAME.search(view.column.name)]
    if held:
        yield from _stale(site, held, p)
        return
    guides = guides_of(site)
    if not is_government_portal(site) or not guides or _named_somewhere(site, columns):
        return
    if titles := _headlines(site, columns):
        yield from _old_headlines(site, titles, p)
        return
    told = [page for page in site.pages if (page.features or {}).get("period")]
    if told or any(_heads(page) for page in site.pages):
        # A column's plain words (数据公示, 统计) lead there.
        yield from _old_figures(site, told, p)
        return
    home = readable_home(site)
    reason = HOME_UNREAD if home is None else "" if site.coverage.complete else "检查没有做完"
    if _led_away(site, columns, len(guides), p):
        reason = reason or "办事服务在政务服务平台上，统计可能在平台上公开"
    if any(view.scripted for view in columns if view.column.kind is ColumnKind.SERVICE):
        reason = reason or "办事栏目由脚本加载，统计可能在其中"
    url = home.url if home else site.site.home_url
    if reason:
        yield Unknown(RULE, url, reason)
        return
    services = [view.column.name for view in columns if view.column.kind is ColumnKind.SERVICE]
    yield Finding(
        rule=RULE,
        url=url,
        page=url,
        confidence=Confidence.SUSPECTED,
        message="未见公开办事统计数据（受理量、办结量等）。",
        evidence={
            "reason": "missing",
            "latest": None,
            "days": None,
            "limit_days": cadence.limit_days(cadence.today_of(site.now), p.span),
            "missing": ["办事统计"],
            "columns": services[:20],
            "guides": len(guides),
        },
    )


def _led_away(site: SiteView, columns: list[ColumnView], guides: int, p: NoServiceStatisticsParams) -> bool:
    """Whether the services are on a platform: it is linked, and the site has no column of services with guides of its own."""
    if not any(_PLATFORM.search(word) for word in (*site.link_words, *(view.column.name for view in columns))):
        return False
    own = any(view.column.kind is ColumnKind.SERVICE and view.items and view.external * 2 < len(view.items) for view in columns)
    return not own or guides < p.own_guides


def _is_portal(site: SiteView) -> bool:
    """A portal by the register and by its own name: an audit without a register takes every site for one."""
    if site.site.kind is not SiteKind.PORTAL:
        return False
    tagged = site.home.tags.get("sitename", ("",))[0] if site.home else ""
    names = [site.site.name, site.site.owner, tagged, site.home.title if site.home else ""]
    said = [re.sub(r"(?:政府)?(?:门户)?网站?$", "", name.strip()) for name in names if name.strip()]
    if any("人民政府" in name for name in said):
        return not any(_BELOW.search(name) for name in said)
    return not any(_NOT_PORTAL.search(name) for name in said)


def _named_somewhere(site: SiteView, columns: list[ColumnView]) -> bool:
    words = (*site.link_words, *(view.column.name for view in columns))
    return any(STATISTICS.search(word) for word in words if len(word) <= _SHORT)


def _headlines(site: SiteView, columns: list[ColumnView]) -> list[str]:
    """The headlines of the site that are of figures: on its home page, and in its columns of services."""
    words = (word for word in (*site.link_words, *(view.column.name for view in columns)) if len(word) > _SHORT)
    items = (item.title for view in columns if view.column.kind is ColumnKind.SERVICE for item in view.items)
    on_home = (item.title for block in (site.home.lists if site.home else ()) for item in block.items)
    return [word for word in (*words, *items, *on_home) if _TITLE.search(word)]


def _old_headlines(site: SiteView, titles: list[str], p: NoServiceStatisticsParams) -> Iterator[Finding | Unknown]:
    """Figures among other items (2026年5月办件统计): the newest month that the items tell of, if each tells one."""
    today = cadence.today_of(site.now)
    oldest = cadence.cutoff(today, p.span)
    months = [(match, title) for title in titles if (match := _OF_A_MONTH.search(title))]
    periods = [(f"{match[1]}-{int(match[2]):02}", title) for match, title in months if 1 <= int(match[2]) <= 12]
    if oldest is None or len(periods) < len(titles):
        return
    period, newest = max(periods, key=lambda one: one[0])
    latest = _made_up(period)
    if latest is None or latest.day >= oldest:
        return
    views = (view for view in site.columns for item in view.items if item.title == newest)
    url = next((view.column.url for view in views), site.site.home_url)
    yield _if_all_was_read(site, _old(url, newest, latest, today, p, []))


def _old_figures(site: SiteView, told: list[Page], p: NoServiceStatisticsParams) -> Iterator[Finding | Unknown]:
    """Figures outside any column named for them: judged by the newest period that a page tells of, if every page was read."""
    today = cadence.today_of(site.now)
    oldest = cadence.cutoff(today, p.span)
    dated = [(latest, page) for page in told if (latest := _day_of_figures(page, today)) is not None]
    if oldest is None or not dated or any(latest.day >= oldest for latest, _ in dated):
        return
    latest, page = max(dated, key=lambda one: one[0].day)
    if not _heads(page) and not (page.features or {}).get("figures"):
        return
    name = page.breadcrumb[-1] if page.breadcrumb else page.title
    yield _if_all_was_read(site, _old(page.url, name, replace(latest, certain=False), today, p, []))


def _if_all_was_read(site: SiteView, finding: Finding) -> Finding | Unknown:
    """The finding of old figures, unless newer ones may stand on a page that was not read."""
    if site.coverage.complete:
        return finding
    return Unknown(RULE, finding.url, "检查没有做完，更新的办事统计可能没有读到")


def _heads(page: Page) -> bool:
    """Whether a page of the site's frame is headed as one of figures, or any page by nothing else (2026年4月办件统计表)."""
    standing = page.kind in _STANDING
    names = (page.title, *page.breadcrumb[-1:])
    return any(_TITLE.search(name) if standing else _ONLY_TITLE.fullmatch(name.strip()) for name in names)


def _with_own_day(site: SiteView, view: ColumnView, today: date) -> ColumnView:
    """Statistics that are one page: the day that the page itself shows is that of its newest figures.

    Where it shows none, or figures of a later month than its day, these count.
    """
    if view.latest is not None or view.items:
        return view
    page = next((page for page in site.pages if page.url == view.column.url), None)
    latest = _day_of_figures(page, today) if page else None
    return replace(view, latest=latest) if latest else view


def _day_of_figures(page: Page, today: date) -> DateFact | None:
    shown = page.published
    if shown and (not shown.certain or shown.place not in (DatePlace.SHOWN, DatePlace.TABLE) or shown.day > today):
        shown = None
    period = (page.features or {}).get("period", "")
    return shown if shown and shown.day.isoformat()[:7] >= period else _made_up(period)


def _made_up(period: str) -> DateFact | None:
    """The last day on which the figures of a month (2026-04) are made up as a rule: that of the next month, not for certain."""
    if not period:
        return None
    year, month = int(period[:4]), int(period[5:])
    after_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return DateFact(after_next - timedelta(days=1), f"{year}年{month}月", DatePlace.TABLE, certain=False)


def _stale(site: SiteView, held: list[ColumnView], p: NoServiceStatisticsParams) -> Iterator[Finding | Unknown]:
    today = cadence.today_of(site.now)
    oldest = cadence.cutoff(today, p.span)
    held = [_with_own_day(site, view, today) for view in held]
    unread = next((view for view in held if view.scripted or not view.reliable), None)
    dated = [view for view in held if view.latest is not None]
    if oldest is None or any(view.latest and view.latest.day >= oldest for view in dated):
        return
    if unread or not dated:
        view = unread or held[0]
        yield Unknown(RULE, view.column.url, view.doubt or view.scripted or "办事统计没有日期")
        return
    view = max(dated, key=lambda one: one.latest.day if one.latest else today)
    if view.latest is None:
        return
    yield _old(view.column.url, view.column.name, view.latest, today, p, [one.column.name for one in held])


def _old(url: str, name: str, latest: DateFact, today: date, p: NoServiceStatisticsParams, columns: list[str]) -> Finding:
    days, sure = (today - latest.day).days, latest.certain
    newest = f"最新一条为{cadence.chinese_day(latest.day)}" if sure else f"最新的数据为{latest.raw}"
    said = f"已{days}天未更新" if sure else "未及时更新"
    return Finding(
        rule=RULE,
        url=url,
        page=url,
        column=name,
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=f"“{name}”{said}（{newest}，要求{cadence.limit_words(p.span)}内更新）。",
        evidence={
            "reason": "stale",
            "latest": latest.day.isoformat(),
            "days": days,
            "limit_days": cadence.limit_days(today, p.span),
            "missing": [],
            "columns": columns,
        },
    )
