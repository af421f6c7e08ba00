"""专题不再更新未归档

What: 专题栏目最新一条信息的日期超过6个月，页面上又没有“已归档”标识和归档时间。
Why: 桂数广办发〔2023〕23号任务3（专题归档）；已结束的专题应归档并标明（国办发〔2017〕47号《政府网站发展指引》）。
Evidence: `latest`（最新日期）、`days`（距今天数）、`limit_days`（期限天数）、`title` 和 `item_url`（最新一条信息）、
`kind_reason`。
Not a finding when: 页面或栏目名称标明已归档、往期、回顾或停止更新；
专题汇总页（列的是各个专题）；长期开设的公开、服务类专栏；由脚本加载、
没有完整日期、没有读全的列表；子栏目仍在更新。一律为疑似：专题是否结束由人判断。
正在进行的专题6个月内应有更新，否则应归档：同一专题“栏目更新不及时”和本条都会列出，更新或者归档后两条都消除。
How to fix: 专题已结束的，在专题页显著位置标明“已归档”和归档时间；仍在开展的，恢复更新。
"""

from __future__ import annotations

import re
from datetime import date

from checks import ColumnKind, ColumnView, Confidence, Finding, Iterator, Params, SiteView, check
from checks.lib import cadence
from checks.lib.columns import children, is_finished, mostly_external
from checks.lib.quotes import in_quotes

RULE = "unarchived-topic"
_INDEX = re.compile(
    r"(?:热点|重点|政务|往期|历史|历届|更多|全部|各类)*专[题栏](?:专[题栏]|列表|集锦|汇总|导航|聚焦|回顾|报道|网站)*"
)
_STANDING = re.compile(r"公开|服务|政策|法规|法治|执法|招聘|信用|监管|审批|数据|统计|年报|预算|决算|举报|投诉|公示|指南|人事")
_PAPERS = re.compile(r"公开|政策|招聘|数据|统计|年报|预算|决算|公示|人事")
_ARCHIVE = re.compile(r"归档|存档|往[期届年]|历[届年]|回顾|历史专[题栏]")
"""Names that mark a topic as archived, or the part of the site in which such topics are kept."""
_ENOUGH = 2


class UnarchivedTopicParams(Params):
    """`span`: the time without a new item after which a topic counts as ended."""

    span: cadence.Limit = "6m"


@check(RULE)
def unarchived_topic(site: SiteView, p: UnarchivedTopicParams) -> Iterator[Finding]:
    """Topics that ended and are not marked as archived."""
    today = cadence.today_of(site.now)
    oldest = cadence.cutoff(today, p.span)
    columns = {view.column.url: view for view in site.columns}
    for view in columns.values():
        latest = view.latest
        if latest is None or oldest is None or latest.day >= oldest or not _is_topic(view, today) or not _is_readable(view):
            continue
        if any(_may_live(child) or (child.latest and child.latest.day >= oldest) for child in children(view, columns)):
            continue
        days = (today - latest.day).days
        yield Finding(
            rule=RULE,
            url=view.column.url,
            page=view.column.url,
            column=view.column.name,
            confidence=Confidence.SUSPECTED,
            message=(
                f"{in_quotes(view.column.name)}专题最新一条信息日期为{cadence.chinese_day(latest.day)}，已{days}天没有更新，"
                "页面没有归档标识和归档时间。"
            ),
            evidence={
                "latest": latest.day.isoformat(),
                "days": days,
                "limit_days": (today - oldest).days,
                "title": view.latest_title,
                "item_url": view.latest_url,
                "items": max(view.item_count, len(view.items)),
                "kind_reason": view.column.kind_reason,
            },
        )


def _is_topic(view: ColumnView, today: date) -> bool:
    """A topic of its own: not the page that lists the topics, not a standing service."""
    name = view.column.name.strip()
    if view.column.kind is not ColumnKind.TOPIC or view.archived or view.single or view.hub:
        return False
    if _ARCHIVE.search(name):
        return False
    # 2025年春运服务 is over with its year; what is only called 便民服务 goes on.
    standing = _PAPERS if is_finished(name, today) else _STANDING
    return not _INDEX.fullmatch(name) and (view.column.registered or not standing.search(name))


def _is_readable(view: ColumnView) -> bool:
    if not view.reliable or view.scripted or view.future or mostly_external(view, 0.5):
        return False
    dated = len(view.items) - view.undated
    return bool(view.latest and view.latest.certain) and dated >= _ENOUGH and view.undated * 5 <= len(view.items)


def _may_live(child: ColumnView) -> bool:
    return bool(child.scripted or child.doubt or not child.reliable)
