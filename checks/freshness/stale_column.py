"""栏目更新不及时

What: 栏目列表中最新一条信息的日期早于该类栏目的更新期限：动态、要闻类和重要信息转载类2周，通知公告、政策文件、
政策解读类6个月，
互动答复2个月，规划计划、人事、财政、统计等1年。
页面自己写明更新频率（更新频率：每季度），或者统计类栏目的名称说明周期（月度数据、价格周报），而短于上述期限的，按约两个周期计，只作疑似。最新日期取列表全部条目中最晚的一个（不含未来日期），
不看排在第一位的条目。
Why: 国办秘函〔2019〕19号单项否决“栏目不更新”：动态、要闻类栏目超过2周未更新与通知公告、
政策文件类一级栏目超过6个月未更新
合计5个以上，或者应更新但长期未更新的栏目10个以上；未达到否决数量的按“其他栏目”等指标扣分。
Evidence: `kind`（栏目类型）及 `kind_reason`（判定依据）、`latest`（最新日期）、`days`（距今天数）、
`limit_days`（期限天数）、
`bucket`（A类、B类计数）、`first_level`（是否一级栏目）、`title` 和 `item_url`（最新一条信息）、
`pages_seen`（读取了几页列表）。
Not a finding when: 置顶旧信息排在前面而后面有新信息；栏目由子栏目组成（由子栏目分别判断）；机构职能、
领导信息等单篇栏目；列表中只有通向其他栏目的链接的栏目；
已归档的栏目、名称为往年或往期的栏目（2023年政府公报、往期专题、废止文件）；只收本地立法的栏目（规章、
自治条例和单行条例）；收录现行有效文本的栏目（应急预案、权责清单、示范文本、表格下载）；列表只写来信日期、期限内还有答复的留言栏目；手机版、繁体版中重复的栏目；列表由脚本加载、条目都没有日期、日期缺年份、多数条目链接到非政府网站——这些无法判断，列为“未能判断”。
类型不明的栏目、只能从上级栏目或者网址推断类型的栏目（推断为动态、互动的按1年计）、收录法律法规的栏目（法律、规章何时修订不由网站决定）、不能确定哪个接口是其列表的栏目、多数条目链接到其他政府网站的栏目、列表只写“4周前”“3个月前”的栏目只作疑似。
How to fix: 按期发布信息；确实没有内容可更新的栏目，合并、调整或者归档并注明归档时间；用外部链接代替内容的，
改为在本站发布。
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pydantic import Field

from checks import ColumnKind, ColumnView, Confidence, DatePlace, Finding, Iterator, Params, SiteView, Unknown, check
from checks.lib import cadence
from checks.lib.columns import children, is_copy, is_finished, mostly_external, on_government_sites, only_tests
from checks.lib.newest_letter import newest_of
from checks.lib.quotes import in_quotes

RULE = "stale-column"
_WEAK_PLACES = frozenset({DatePlace.URL, DatePlace.GENERATED})
_WEAK_KINDS = frozenset({ColumnKind.OTHER, ColumnKind.TOPIC})
_BORROWED = ("页面路径", "网址")  # the kind is the parent column's, or a guess from the address
_SHORT = frozenset({ColumnKind.NEWS, ColumnKind.MESSAGES})  # weeks: too short where only the column above is of the kind
_OF_CYCLES: Mapping[str, cadence.Limit] = {"日": "14d", "周": "21d", "月": "3m", "季": "6m", "半年": "1y"}
_NAMED_CYCLES = (
    ("周", re.compile(r"每周|周报(?!道|刊)|周度")),
    ("月", re.compile(r"每月|月报(?!道|刊)|月度(?!人物|之星|考)")),
    ("季", re.compile(r"每季|季报(?!道|刊)|季度(?!人物|之星|考)")),
)
"""Names that promise figures for each week, month or quarter: 月度数据, 价格周报."""
_OF_FIGURES = frozenset({ColumnKind.STATISTICS, ColumnKind.OTHER})
_UNDATED_SHARE = 0.2
_WEEKS_AGO = re.compile(r"\d\s*(?:周|个月)前")  # its day is the latest that the words allow
_LIBRARY = re.compile(r"法律|法规库|规章库|^(?!.*(?:政策|文件|制度)).*(?:法规|规章|条例)")  # laws come when they are made

_MADE = r"(?:自治条例|单行条例|地方性法规|(?:地方政府|政府|部门)?规章)"
_LEGISLATION = re.compile(rf"(?:现行(?:有效)?的?|本[省市州县])?{_MADE}(?:(?:以?及|[和与、]){_MADE})*库?")
"""Names of columns that hold what a legislator makes every few years: no new one is no neglect."""

_STANDING = re.compile(
    r"(?:总体|部门|专项|突发(?:公共)?事件|本级)?应急预案(?:体系)?|(?:行政|部门)?(?:权责|权力|责任|权力和责任|公共服务事项|证明事项)清单|"
    r"(?:合同)?示范文本|(?:表格|资料|常用|文件)下载|下载(?:中心|专区)"
)
"""Names of columns that hold documents in force and forms until others take their place."""


class StaleColumnParams(Params):
    """Limits and veto counters per kind of column; a pack states what differs from checks/lib/cadence.py."""

    days: dict[ColumnKind, cadence.Limit] = Field(default_factory=dict)
    buckets: dict[ColumnKind, cadence.Bucket] = Field(default_factory=dict)
    first_level: frozenset[ColumnKind] = frozenset({ColumnKind.NOTICE, ColumnKind.POLICY})
    external_share: float = Field(default=0.5, ge=0, le=1)

    def limit(self, kind: ColumnKind) -> cadence.Limit:
        """The limit for a kind of column."""
        return self.days.get(kind, cadence.LIMITS[kind])

    def bucket(self, kind: ColumnKind, *, first_level: bool) -> cadence.Bucket:
        """The veto counter; below the first level 公告 and 政策 count only as 长期未更新 (B)."""
        bucket = self.buckets.get(kind, cadence.BUCKETS.get(kind, "B"))
        return "B" if bucket == "A" and kind in self.first_level and not first_level else bucket


@check(RULE)
def stale_column(site: SiteView, p: StaleColumnParams) -> Iterator[Finding | Unknown]:
    """Columns whose newest item is older than the limit of their kind."""
    columns = {view.column.url: view for view in site.columns}
    today = cadence.today_of(site.now)
    for view in columns.values():
        if not _concerned(view, today, p) or only_tests(view) or _lists_columns(view, columns):
            continue
        below = children(view, columns)
        if below and (view.hub or any(_is_fresh(child, site, p) for child in (view, *below))):
            continue  # judged one by one, or alive through what stands below it
        reason = _unknown(view, p) or next((doubt for child in below if (doubt := _unread(child))), "")
        if reason:
            yield Unknown(RULE, view.column.url, reason)
            continue
        yield from _judge(view, site, p)


def _lists_columns(view: ColumnView, columns: Mapping[str, ColumnView]) -> bool:
    """Whether all that the list holds are ways to other columns: a day beside them is no item's."""
    return bool(view.items) and all(item.url in columns and item.url != view.column.url for item in view.items)


def _is_fresh(view: ColumnView, site: SiteView, p: StaleColumnParams) -> bool:
    today = cadence.today_of(site.now)
    oldest = cadence.cutoff(today, _limit(view, today, p))
    return oldest is not None and view.latest is not None and view.latest.day >= oldest


def _limit(view: ColumnView, today: date, p: StaleColumnParams) -> cadence.Limit:
    """The limit of a column's kind; the short ones are only for columns that are of that kind by what they say themselves.

    A column that states a shorter cycle of its own (更新频率：每季度) is held to about twice that.
    """
    kind = view.column.kind
    limit = p.limit(ColumnKind.OTHER if kind in _SHORT and _is_borrowed(view) else kind)
    own = _OF_CYCLES.get(_cycle(view), "none")
    oldest, stated = cadence.cutoff(today, limit), cadence.cutoff(today, own)
    return own if oldest and stated and stated > oldest else limit


def _cycle(view: ColumnView) -> str:
    """How often a column promises to be updated: by a sentence of its page, else by its name."""
    if view.cycle or view.column.kind not in _OF_FIGURES:
        return view.cycle
    return next((cycle for cycle, names in _NAMED_CYCLES if names.search(view.column.name)), "")


def _is_borrowed(view: ColumnView) -> bool:
    return view.column.kind_reason.startswith(_BORROWED) and not view.column.registered


def _holds_what_is_in_force(view: ColumnView) -> bool:
    """Whether a column holds what stays in force for years; one that states how often it is updated must keep to that."""
    if view.column.kind is ColumnKind.POLICY and _LEGISLATION.fullmatch(view.column.name):
        return True
    return not view.cycle and _STANDING.fullmatch(view.column.name) is not None


def _unread(child: ColumnView) -> str:
    """A sub-column that could not be read may hold what is newer."""
    return f"子栏目“{child.column.name}”未能读取" if child.scripted or child.doubt else ""


def _concerned(view: ColumnView, today: date, p: StaleColumnParams) -> bool:
    if not view.column.registered and (is_finished(view.column.name, today) or is_copy(view.column.url)):
        return False
    if view.archived or view.single or p.limit(view.column.kind) == "none":
        return False
    if not view.column.registered and _holds_what_is_in_force(view):
        return False
    return bool(view.item_count or view.items or view.scripted)


def _unknown(view: ColumnView, p: StaleColumnParams) -> str:
    """Why the column cannot be judged, "" when it can."""
    if view.scripted:
        return f"列表未能读取，需要用浏览器查看：{view.scripted}"
    if not view.reliable or view.doubt:
        return view.doubt or "列表没有读全"
    if mostly_external(view, p.external_share) and not on_government_sites(view):
        return "外链栏目：多数条目链接到其他网站"
    if view.latest is None:
        return "只有未来日期的条目" if view.future else "条目均未标注日期"
    if not view.latest.certain and not _WEEKS_AGO.search(view.latest.raw):
        return "列表日期不完整，年份为推测"
    if view.undated * 2 > len(view.items):
        return "多数条目未标注日期"
    return ""


def _judge(view: ColumnView, site: SiteView, p: StaleColumnParams) -> Iterator[Finding]:
    column, latest = view.column, view.latest
    today = cadence.today_of(site.now)
    limit = _limit(view, today, p)
    oldest = cadence.cutoff(today, limit)
    if latest is None or oldest is None or latest.day >= oldest or _is_answered(view, site, oldest):
        return
    days = (today - latest.day).days
    yield Finding(
        rule=RULE,
        url=column.url,
        page=column.url,
        column=column.name,
        confidence=_confidence(view),
        message=(
            f"{in_quotes(column.name)}栏目超过{cadence.limit_words(limit)}未更新"
            f"（最新一条信息日期为{cadence.chinese_day(latest.day)}，距今{days}天）。"
        ),
        evidence={
            "kind": column.kind.value,
            "kind_reason": column.kind_reason,
            "latest": latest.day.isoformat(),
            "latest_raw": latest.raw,
            "days": days,
            "limit": str(limit),
            "limit_days": (today - oldest).days,
            "bucket": p.bucket(column.kind, first_level=column.first_level),
            "first_level": column.first_level,
            "cycle": _cycle(view),
            "title": view.latest_title,
            "item_url": view.latest_url,
            **_counts(view),
        },
    )


def _is_answered(view: ColumnView, site: SiteView, oldest: date) -> bool:
    """Whether a letter of a column of letters was answered in time: its list tells the days of the letters alone."""
    newest = newest_of(view, site.letters) if view.column.kind is ColumnKind.MESSAGES else None
    return newest is not None and newest.answer and newest.day is not None and newest.day >= oldest


def _counts(view: ColumnView) -> Mapping[str, int | None]:
    return {
        "items": max(view.item_count, len(view.items)),
        "undated": view.undated,
        "future": view.future,
        "pages_seen": view.pages_seen,
        "pages_known": view.pages_known,
    }


def _confidence(view: ColumnView) -> Confidence:
    """A person must look where the kind is not known, or the newest date rests on weak ground."""
    weak_date = view.latest is not None and view.latest.place in _WEAK_PLACES
    undated = view.undated > _UNDATED_SHARE * max(1, len(view.items))
    if (
        (view.column.kind in _WEAK_KINDS and not view.column.registered)
        or _is_borrowed(view)
        or weak_date
        or (view.latest is not None and not view.latest.certain)
        or (view.column.kind is ColumnKind.POLICY and _LIBRARY.search(view.column.name) and not view.column.registered)
        or undated
        or view.future
        or _cycle(view) in _OF_CYCLES
        or view.loaded == "unsure"
        or mostly_external(view, 0.5)
    ):
        return Confidence.SUSPECTED
    return Confidence.CONFIRMED
