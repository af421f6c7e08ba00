"""Facts about columns that several freshness checks need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from checks.lib.hosts import host_of, is_government
from model import ColumnView

_TEST = re.compile(
    r"(?:这是)?(?:一[个条篇])?(?:测试)+(?:一下|数据|信息|文章|标题|新闻|内容|稿件|栏目|发布)?[\d一二三]*|test\w{0,6}|(?:(?:此处|这里)?[为是]?(?:新闻|文章|信息)?标题(?:内容|文字)?)+\d{0,2}|1{2,}|123\d*|"
    r"暂无.{0,4}|无|asdf?\w{0,4}|aaa+",
    re.IGNORECASE,
)

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:\s*[-—–~至到]\s*((?:19|20)\d\d))?\s*(?:年|$)")
_PAST = re.compile(
    r"往期|往年|历届|历年|过往|存档|归档|旧版|旧站|老版|回顾|历史(?:专题|专栏|文件|公报|信息|数据|资料|栏目|存档|记录|版本)|已?(?:废止|失效|过期)"
    r"|史料|史话|史志|文史|方志|[省市县区州旗镇乡村]志(?![愿士])|大事年[鉴表]|老照片|旧影"
)


def is_finished(name: str, today: date) -> bool:
    """Whether a column's name says that nothing is to come: a year that is over (2023年政府公报), 往期专题, 废止文件."""
    years = [int(last or first) for first, last in _YEAR.findall(name)]
    return bool(years and max(years) < today.year) or bool(_PAST.search(name))


_COPIES = frozenset({"m", "wap", "mobile", "app", "tc", "ft", "fanti", "big5", "gbig5", "zh-hant", "zh-tw", "zh-hk", "tw"})


def is_copy(url: str) -> bool:
    """Whether an address is that of another form of the site: for phones, in traditional characters. Its columns repeat."""
    return urlsplit(url).path.lower().strip("/").split("/")[0] in _COPIES


def only_tests(view: ColumnView) -> bool:
    """Whether the few items of the list are leftovers of a trial."""
    if view.item_count > len(view.items) or not 1 <= len(view.items) <= 3:
        return False
    return all(_TEST.fullmatch(item.title.strip()) for item in view.items)


def has_list(view: ColumnView) -> bool:
    """Whether any item of the column's list was seen."""
    return bool(view.items or view.item_count)


def children(view: ColumnView, columns: Mapping[str, ColumnView]) -> list[ColumnView]:
    """The sub-columns that were looked at; two columns that name each other are neighbours, not parent and child."""
    found = (columns.get(url) for url in view.sub_columns if url != view.column.url)
    return [child for child in found if child is not None and view.column.url not in child.sub_columns]


def judged_by_children(view: ColumnView, columns: Mapping[str, ColumnView]) -> bool:
    """Whether the column is a hub: its sub-columns carry the lists and are judged one by one."""
    below = children(view, columns)
    return any(has_list(child) or child.scripted or not child.reliable for child in below)


def mostly_external(view: ColumnView, share: float) -> bool:
    """Whether more than `share` of the items lead to other sites."""
    total = len(view.items) or view.item_count
    return total > 0 and view.external > share * total


def on_government_sites(view: ColumnView) -> bool:
    """Whether the items that lead elsewhere lead to other government sites: the column's own dates still tell its age."""
    away = [host for item in view.items if (host := host_of(item.url)) != host_of(view.column.url)]
    return bool(away) and all(is_government(host) for host in away)
