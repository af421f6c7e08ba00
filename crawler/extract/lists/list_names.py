"""What a list is called: the short line above it, the strip of a tab; and whether it only accompanies the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from crawler.extract.addresses import Addresses
from crawler.extract.date_context import YEAR_ALONE
from crawler.extract.documents.properties import label_of
from crawler.extract.outline import Outline
from crawler.extract.survey import Survey
from crawler.extract.text import Line
from model import ListBlock

Range = tuple[int, int]

_MORE = re.compile(r"更多|more|>>|查看全部", re.IGNORECASE)
_HEADING_CLASS = re.compile(
    r"(?:^|[\s_-])(?:\w{0,8}tit(?:le)?\w{0,3}|h?head(?:ing)?|hd|name|bt|lm(?:mc|bt)?|caption|\w{0,6}tab)(?:$|[\s_-])"
)
_NO_HEADING = frozenset({"首页", "日期", "时间", "序号", "操作"})
_ASIDE_NAME = re.compile(
    r"^(?:热点(?:推荐|新闻|关注|专题|信息)?|热门.{0,6}|(?:为您|精彩|编辑)?推荐.{0,4}|相关(?:新闻|链接|阅读|文章|文档|信息|解读|稿件|报道|推荐|内容)|.{0,6}排行.{0,2}|(?:最近|最新)更新|最新文章|猜你喜欢|延伸阅读)$"
)
_ASIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sidebar|aside|rank|ranking|paihang|recommend|tuijian|related|hotnews|hot_?list)(?:$|[\s_-])"
)


def heading_of(
    outline: Outline,
    counts: Survey,
    lines: list[Line],
    starts: list[int],
    begin: int,
    addresses: Addresses,
    taken: list[Range],
    area: list[str],
) -> tuple[str, str]:
    """The nearest short line in front of a list that reads like its name, and where it or its 更多 leads."""
    more = ""
    for line in reversed(lines[max(0, bisect_left(starts, begin) - 8) : bisect_left(starts, begin)]):
        if taken and taken[-1][0] <= line.start < taken[-1][1]:
            break
        if line.start in counts.date_at or area[line.start] or begin - line.end > 60:
            continue
        anchor = next((i for i in _anchors(outline, counts, line)), -1)
        target = addresses.join(outline.get(anchor, "href")).url if anchor >= 0 and outline.get(anchor, "href") else ""
        if len(line.text) <= 12 and _MORE.search(line.text):
            more = more or target
            continue
        text = re.sub(r"\s*(?:更多|more)\s*[>》+]*\s*$", "", line.text, flags=re.IGNORECASE)
        if text in _NO_HEADING or label_of(text) is not None or YEAR_ALONE.match(text):
            continue
        if not 2 <= len(text) <= 16 or text.endswith(("：", ":", "。")):
            continue
        if not _is_close(outline, line.start, begin):
            continue
        if _is_heading(outline, line) or target or _ASIDE_NAME.match(text):
            return text, (more or target)
    return "", more


def _is_close(outline: Outline, node: int, begin: int) -> bool:
    """Whether a line stands in the box around the list, not in an earlier one."""
    levels = 5 if outline.tags[begin] == "tr" else 4
    return any(up <= node < outline.ends[up] for up in outline.ancestors(begin, levels))


def _anchors(outline: Outline, counts: Survey, line: Line) -> list[int]:
    inside = [i for i in range(line.start, line.end) if i in counts.anchor_text]
    return inside or [up for up in outline.ancestors(line.start, 4) if outline.tags[up] == "a"][:1]


def _is_heading(outline: Outline, line: Line) -> bool:
    for up in outline.ancestors(line.start, 4):
        if outline.tags[up] in ("h1", "h2", "h3", "h4", "h5", "dt", "th", "strong", "b", "legend", "caption"):
            return True
        if _HEADING_CLASS.search(outline.names(up)):
            return True
    return False


def tab_headings(outline: Outline, blocks: list[ListBlock], ranges: list[Range], addresses: Addresses) -> list[ListBlock]:
    """Name the panes of a tab by its strip: k panes side by side, k short names in one part in front of them."""
    out = list(blocks)
    panes = [_pane(outline, begin) for begin, _ in ranges]
    for parent in {outline.parents[pane] for pane in panes if pane > 0}:
        members = [i for i, pane in enumerate(panes) if pane > 0 and outline.parents[pane] == parent]
        tag = outline.tags[panes[members[0]]]
        siblings = [c for c in outline.children(parent) if outline.tags[c] == tag and c >= panes[members[0]]]
        names = strip_before(outline, siblings[0], len(siblings)) if len(siblings) > 1 else []
        for i in members if names else ():
            anchor = names[siblings.index(panes[i])]
            href = outline.get(anchor, "href")
            out[i] = replace(out[i], heading=outline.text(anchor)[:40], heading_url=addresses.join(href).url if href else "")
    return out


def _pane(outline: Outline, begin: int) -> int:
    """The part around a list that has siblings of its kind: the pane of a tab; -1 when the list stands alone."""
    for up in outline.ancestors(begin, 4):
        parent = outline.parents[up]
        if parent < 0:
            return -1
        if outline.tags[up] in ("ul", "div", "table", "ol", "dd"):
            same = [c for c in outline.children(parent) if outline.tags[c] == outline.tags[up]]
            kin = outline.get(up, "class")
            twins = any(outline.hidden[c] and outline.get(c, "class") == kin for c in same)
            if outline.tags[parent] != "body" and len(same) >= 2 and twins and same[0] <= up:
                return up
    return -1


def strip_before(outline: Outline, begin: int, count: int) -> list[int]:
    """The nodes of `count` short neighbouring names within the 60 nodes before `begin`, [] without such a strip."""
    for node in range(begin - 1, max(begin - 60, 0), -1):
        children = [c for c in outline.children(node) if 2 <= len(outline.text(c)) <= 14 and "更多" not in outline.text(c)]
        if len(children) == count and outline.ends[node] <= begin:
            return [next((k for k in range(c, outline.ends[c]) if outline.tags[k] == "a"), c) for c in children]
    return []


def is_aside(outline: Outline, heading: str, container: int) -> bool:
    """Whether a list only accompanies the page (热点推荐, 点击排行, 相关阅读): it never stands for the column."""
    if _ASIDE_NAME.match(heading):
        return True
    return any(_ASIDE_CLASS.search(outline.names(up)) for up in [container, *outline.ancestors(container, 3)])
