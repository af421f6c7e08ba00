"""空白栏目

What: 栏目里没有任何信息：页面显示“暂无内容”“栏目建设中”等提示，或者列表框内一条信息也没有，或者只有“测试”条目。
Why: 国办秘函〔2019〕19号单项否决“栏目不更新”：空白栏目5个以上；不足5个的按“其他栏目”扣分。
空白栏目指开设以来从未发布信息的栏目。
Evidence: `kind`、`kind_reason`、`placeholder`（页面上的提示文字）、`body_length`（正文字数）、`items`、
`latest` 与 `days`（为空）、
`limit_days`（同类栏目的更新期限）、`first_level`。
Not a finding when: 列表由脚本加载（列为未能判断）；“数据加载中”；机构职能、领导信息、概况、公开指南等单篇栏目
（可以只有几行文字、一张机构图或一个表单，只在页面写明“暂无内容”时才算空白）；由子栏目组成的栏目；跳转到其他地址的栏目；
检索页；已归档栏目；征集调查、访谈栏目写明目前没有正在进行的；内容不是列表而是一段文字、一张图片、一个附件或者一个入口（“点击进入”）。列表位置空着的，只有同模板的其他栏目在同一位置有列表才确认。依法可以没有内容的栏目（如无规章制定权部门的“规章”）、列表接口返回0条的栏目只作疑似。
How to fix: 补充应公开的内容；不需要的栏目从导航中撤下；内容在其他栏目的，设置跳转或合并栏目。
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import Field

from checks import ColumnKind, ColumnView, Confidence, Finding, Iterator, Params, SiteView, Unknown, check
from checks.lib import cadence
from checks.lib.columns import is_copy, judged_by_children, only_tests
from checks.lib.quotes import in_quotes

RULE = "empty-column"
_DOCUMENTS = frozenset(
    {ColumnKind.ORGANISATION, ColumnKind.LEADERS, ColumnKind.OVERVIEW, ColumnKind.DISCLOSURE_GUIDE, ColumnKind.SERVICE}
)
"""Kinds that are documents by nature: a few lines, a chart of the offices or a form, and never a list."""
_PERSONS = frozenset({ColumnKind.ORGANISATION, ColumnKind.LEADERS, ColumnKind.OVERVIEW})
_WORDLESS = 20
"""Characters of text up to which a page without a list and without a placeholder holds nothing. More is a short document."""
_NO_LISTS = (
    "联系我们", "联系方式", "网站地图", "站点地图", "隐私", "声明", "关于我们", "帮助", "依申请公开", "举报", "登录", "注册",
    "链接", "网站群", "网址", "网站导航",
)  # fmt: skip
"""Pages of the frame, and of links to other sites, that have no list to be empty."""
_NO_ROWS = "接口返回0条"
"""What the answer of a list's interface is said to show (crawler.extract.lists.bare_answer): no visitor reads these words."""
_MANY = 3
_EVENTS = frozenset({ColumnKind.SURVEY, ColumnKind.INTERVIEW})
_NOW = re.compile(r"正在进行|进行中|近期|本期|当前|目前|现在|预告|安排")
"""Words that there is none at the moment, of what comes and goes."""
_LOADING = ("加载中", "载入中", "loading", "请稍候", "请稍等")


class EmptyColumnParams(Params):
    """`max_body`: characters of text beyond which a page without a list is taken for a document."""

    max_body: int = Field(default=80, ge=0)
    max_body_placeholder: int = Field(default=300, ge=0)
    may_be_empty: tuple[str, ...] = ("规章", "征集", "征求意见", "预告", "直播", "招聘", "废止", "失效", "曝光", "回应关切")


@check(RULE)
def empty_column(site: SiteView, p: EmptyColumnParams) -> Iterator[Finding | Unknown]:
    """Columns that hold nothing at all."""
    columns = {view.column.url: view for view in site.columns}
    unread = _many_without_items(columns.values())
    for view in columns.values():
        if view.archived or view.hub or view.sub_columns or judged_by_children(view, columns) or is_copy(view.column.url):
            continue
        if view.column.kind in _PERSONS and _page_of_another(view, columns.values()):
            continue  # one leader's page says 简历更新中: its column is not blank
        if view.items or view.item_count:
            if only_tests(view):
                yield _finding(view, site, "test-items", Confidence.SUSPECTED)
            continue
        reason = _unknown(view)
        if reason:
            yield Unknown(RULE, view.column.url, reason)
            continue
        if unread and not view.placeholder and not view.vacant:
            yield Unknown(RULE, view.column.url, "网站的多数栏目没有读到条目，列表可能由脚本加载")
            continue
        yield from _judge(view, site, p)


def _many_without_items(views: Iterable[ColumnView]) -> bool:
    """Whether so many columns show nothing at all that a script must be filling them."""
    bare = listed = 0
    for view in views:
        listed += bool(view.items)
        bare += (
            not (view.items or view.item_count or view.placeholder or view.single or view.hub) and view.body_length <= _WORDLESS
        )
    return bare >= _MANY and bare > listed


def _page_of_another(view: ColumnView, views: Iterable[ColumnView]) -> bool:
    """Whether another column of this name and kind holds something: this one is a page of it."""
    return any(
        other is not view
        and other.column.kind is view.column.kind
        and other.column.name == view.column.name
        and (other.items or other.item_count or (other.body_length > view.body_length and not other.placeholder))
        for other in views
    )


def _unknown(view: ColumnView) -> str:
    """Why the column cannot be judged, "" when it can."""
    if view.scripted:
        return f"列表未能读取，需要用浏览器查看：{view.scripted}"
    if any(word in view.placeholder.lower() for word in _LOADING):
        return f"页面显示“{view.placeholder}”，列表可能由脚本加载"
    if not view.reliable or view.doubt:
        return view.doubt or "列表没有读全"
    if view.pages_known and view.pages_known > 1:
        return "分页显示有内容，但没有读到条目"
    if view.pages_seen < 1:
        return "栏目页面未能读取"
    return ""


def _judge(view: ColumnView, site: SiteView, p: EmptyColumnParams) -> Iterator[Finding]:
    if not view.placeholder:
        document = view.single or view.column.kind in _DOCUMENTS or any(word in view.column.name for word in _NO_LISTS)
        says = view.column.kind in _EVENTS and view.body_length > 0  # there is none at the moment
        if not document and not says and view.body_length <= _WORDLESS and not view.holds:
            proved = view.vacant and view.body_length == 0  # sister columns have their lists where this one has nothing
            yield _finding(view, site, "no-items", Confidence.CONFIRMED if proved else Confidence.SUSPECTED)
        return
    if view.body_length > p.max_body_placeholder or (view.single and view.body_length > p.max_body):
        return
    if view.column.kind in _EVENTS and _NOW.search(view.placeholder):
        return
    doubtful = view.body_length > p.max_body or any(word in view.column.name for word in p.may_be_empty)
    doubtful = doubtful or view.column.kind is ColumnKind.SURVEY or bool(view.loaded)
    yield _finding(view, site, "placeholder", Confidence.SUSPECTED if doubtful else Confidence.CONFIRMED)


def _finding(view: ColumnView, site: SiteView, how: str, confidence: Confidence) -> Finding:
    column = view.column
    shown = {
        "placeholder": f"列表{view.placeholder}" if view.placeholder == _NO_ROWS else f"页面显示“{view.placeholder}”",
        "test-items": "只有测试条目",
        "no-items": "列表中没有任何信息",
    }[how]
    limit = cadence.LIMITS[column.kind]
    return Finding(
        rule=RULE,
        url=column.url,
        page=column.url,
        column=column.name,
        confidence=confidence,
        message=f"{in_quotes(column.name)}栏目空白（{shown}）。",
        evidence={
            "kind": column.kind.value,
            "kind_reason": column.kind_reason,
            "latest": None,
            "days": None,
            "limit_days": cadence.limit_days(cadence.today_of(site.now), limit),
            "how": how,
            "placeholder": view.placeholder,
            "body_length": view.body_length,
            "items": len(view.items),
            "first_level": column.first_level,
        },
    )
