"""留言答复未公开或未更新

What: 公开留言的栏目（领导信箱、咨询投诉、留言选登等）最近2个月内没有新的留言或答复；规则包要求时，
还包括全站找不到留言受理统计。
Why: 国办秘函〔2019〕19号扣分指标“留言公开”：未公开留言受理反馈情况的统计数据、未公开留言及答复，或者2个月内未更新。
Evidence: `latest`（最近的来信或答复日期）、`latest_kind`（该日期是答复还是来信）、`days`（距今天数）、`limit_days`、
`letters`（读到的留言数）、`reason`（`stale` 未更新、`statistics` 未见统计）。
Not a finding when: 任何一封公开留言的来信或答复日期在2个月内；下级栏目有更新；
网上信访、纪检举报、在线访谈、征集调查、常见问题等栏目；
栏目没有日期、列表由脚本加载或者没有读全、只看得到来信日期而答复可能更晚——这些列为未能判断。
How to fix: 定期公开有代表性的留言和答复，至少每2个月更新一次，并公布收到、办结数量等统计数据。
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from pydantic import Field

from checks import ColumnKind, ColumnView, Confidence, Finding, Iterator, Params, SiteKind, SiteView, Unknown, check
from checks.lib import cadence
from checks.lib.columns import children, only_tests
from checks.lib.letters import is_special
from checks.lib.newest_letter import Newest, newest_of

RULE = "message-disclosure"
_STATISTICS = re.compile(r"统计|办结率|回复率|答复率|受理情况|办理情况|信件总数|来信总数|留言总数|累计(?:收到|受理)|满意率")
_NOT_LETTERS = re.compile(r"须知|说明|指南|办法|规定|流程|常见|问答|我要|写信|提交|查询|统计|简介|制度|声明|热线")


class MessageDisclosureParams(Params):
    """`span`: age of the newest answer that is too old; `answer_days`: how much later than the newest letter its answer
    may be; `statistics`: whether a portal without figures of its letters is reported."""

    span: cadence.Limit = "2m"
    answer_days: int = Field(default=15, ge=0)
    statistics: bool = False


@check(RULE)
def message_disclosure(site: SiteView, p: MessageDisclosureParams) -> Iterator[Finding | Unknown]:
    """Columns of public letters without anything new."""
    columns = {view.column.url: view for view in site.columns}
    boxes = [view for view in columns.values() if _is_box(view)]
    newest = {view.column.url: newest_of(view, site.letters) for view in boxes}
    for view in boxes:
        below = [newest[child.column.url] for child in children(view, columns) if child.column.url in newest]
        yield from _judge(view, newest[view.column.url], below, site, p)
    if p.statistics:
        yield from _statistics(site, boxes, columns)


def _is_box(view: ColumnView) -> bool:
    name = view.column.name
    if view.column.kind is not ColumnKind.MESSAGES or view.archived or view.single or only_tests(view):
        return False
    return not is_special(name) and not _NOT_LETTERS.search(name) and bool(view.items or view.scripted)


def _judge(
    view: ColumnView, newest: Newest, below: Sequence[Newest], site: SiteView, p: MessageDisclosureParams
) -> Iterator[Finding | Unknown]:
    today = cadence.today_of(site.now)
    oldest = cadence.cutoff(today, p.span)
    if oldest is None or any(each.day and each.day >= oldest for each in (newest, *below)):
        return
    reason = _unknown(view, newest, oldest, p)
    if reason:
        yield Unknown(RULE, view.column.url, reason)
        return
    if newest.day is not None:
        yield _stale(view, newest, newest.day, today, oldest, p)


def _unknown(view: ColumnView, newest: Newest, oldest: date, p: MessageDisclosureParams) -> str:
    if view.scripted:
        return f"留言列表由脚本加载，未能读取：{view.scripted}"
    if not view.reliable or view.doubt:
        return view.doubt or "列表没有读全"
    if newest.day is None:
        return "留言列表未标注日期"
    if not newest.answer and newest.day >= oldest - timedelta(days=p.answer_days):
        return "只有来信日期，最近的答复可能在期限之内"
    return ""


def _stale(view: ColumnView, newest: Newest, day: date, today: date, oldest: date, p: MessageDisclosureParams) -> Finding:
    column = view.column
    what = "答复" if newest.answer else "留言"
    return Finding(
        rule=RULE,
        url=column.url,
        page=column.url,
        column=column.name,
        confidence=Confidence.CONFIRMED if newest.letters >= 2 or newest.answer else Confidence.SUSPECTED,
        message=(
            f"“{column.name}”栏目公开的留言和答复超过{cadence.limit_words(p.span)}未更新"
            f"（最近一次{what}日期为{cadence.chinese_day(day)}，距今{(today - day).days}天）。"
        ),
        evidence={
            "reason": "stale",
            "latest": day.isoformat(),
            "latest_kind": what,
            "days": (today - day).days,
            "limit_days": (today - oldest).days,
            "letters": newest.letters,
        },
    )


def _statistics(site: SiteView, boxes: Sequence[ColumnView], columns: Mapping[str, ColumnView]) -> Iterator[Finding | Unknown]:
    """A portal whose letters can be read, all of it seen, and figures of them nowhere."""
    readable = [view for view in boxes if not view.scripted and view.items]
    if site.site.kind is not SiteKind.PORTAL or not readable:
        return
    words = [*site.link_words, *site.channels, *(view.column.name for view in columns.values())]
    words += [item.title for view in columns.values() for item in view.items]
    words += [item.title for item in site.result_titles]
    told = (word for word in words if _STATISTICS.search(word))
    if any(re.search(r"信|留言|咨询|诉求|12345|热线|互动|办件", word) for word in told):
        return
    first = min(readable, key=lambda view: len(view.column.url)).column
    if not site.coverage.complete:
        yield Unknown(RULE, first.url, "检查没有做完，办理统计可能在没有读到的页面")
        return
    yield Finding(
        rule=RULE,
        url=first.url,
        page=first.url,
        column=first.name,
        confidence=Confidence.SUSPECTED,
        message="未见公开留言受理反馈情况的统计数据。",
        evidence={"reason": "statistics", "columns": [view.column.name for view in readable][:20]},
        discriminator="statistics",
    )
