"""The lists of a page as facts: items, heading, and whether the page is about the list or only carries it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from typing import Literal

from crawler.extract.addresses import Addresses
from crawler.extract.documents.properties import label_of
from crawler.extract.lists.groups import Group, Span, find_groups
from crawler.extract.lists.items import read_items
from crawler.extract.outline import Outline
from crawler.extract.survey import Survey
from crawler.extract.text import Line
from model import ListBlock

_MORE = re.compile(r"更多|more|>>|查看全部", re.IGNORECASE)
_HEADING_CLASS = re.compile(
    r"(?:^|[\s_-])(?:\w{0,8}tit(?:le)?\w{0,3}|h?head(?:ing)?|hd|name|bt|lm(?:mc|bt)?|caption|\w{0,6}tab)(?:$|[\s_-])"
)
_NO_HEADING = frozenset({"首页", "日期", "时间", "序号", "操作"})
_ASIDE_NAME = re.compile(
    r"^(?:热点(?:推荐|新闻|关注|专题|信息)?|热门.{0,6}|(?:为您|精彩|编辑)?推荐.{0,4}|相关(?:新闻|链接|阅读|文章|文档|信息|解读|稿件|报道)|.{0,6}排行.{0,2}|(?:最近|最新)更新|最新文章|猜你喜欢|延伸阅读)$"
)
_ASIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sidebar|aside|rank|ranking|paihang|recommend|tuijian|related|hotnews|hot_?list)(?:$|[\s_-])"
)
_NUMBERS = re.compile(r"\d+")
Role = Literal["main", "block", "side"]
Range = tuple[int, int]


def read_lists(
    outline: Outline,
    counts: Survey,
    area: list[str],
    lines: list[Line],
    addresses: Addresses,
    today: date,
    body: Range = (0, 0),
) -> tuple[list[ListBlock], list[Range]]:
    """The lists of the markup in page order, roles not yet settled, and the node range of each."""
    groups = find_groups(outline, counts, area, body)
    blocks: list[ListBlock] = []
    ranges: list[Range] = []
    starts = [line.start for line in lines]
    for group, merged in _merged(outline, counts, groups):
        items = read_items(outline, counts, merged, addresses, today)
        if not items or (not group.dated and len(items) < 3):
            continue
        begin, end = merged.spans[0].start, merged.spans[-1].end
        heading, link = _heading(outline, counts, lines, starts, begin, addresses, ranges, area)
        role: Role = "side" if _is_aside(outline, heading, group.container) else "main"
        blocks.append(ListBlock(tuple(items), heading, link, role, path_of(outline, group.container)))
        ranges.append((begin, end))
    return _tab_headings(outline, blocks, ranges, addresses), ranges


def _merged(outline: Outline, counts: Survey, groups: list[Group]) -> list[tuple[Group, Group]]:
    """A single lead item (头条) joins the list that follows it in the same part."""
    out: list[tuple[Group, Group]] = []
    lead: Group | None = None
    groups = _rejoined(outline, counts, groups)
    for i, group in enumerate(groups):
        following = groups[i + 1] if i + 1 < len(groups) else None
        if len(group.spans) == 1 and group.dated and following and following.dated and lead is None:
            near = 0 <= following.spans[0].start - group.spans[0].end <= 12
            if near and group.container < following.container < outline.ends[group.container]:
                lead = group
                continue
        merged = Group(group.container, [*lead.spans, *group.spans], group.dated) if lead else group
        out.append((group, merged))
        lead = None
    return out


def _rejoined(outline: Outline, counts: Survey, groups: list[Group]) -> list[Group]:
    """A list whose items stand in several equal containers, five in each, is one list; the panes of a tab are not."""
    out: list[Group] = []
    for group in groups:
        last = out[-1] if out else None
        if last and _continues(outline, counts, last, group):
            out[-1] = Group(last.container, [*last.spans, *group.spans], last.dated)
        else:
            out.append(group)
    return out


def _continues(outline: Outline, counts: Survey, last: Group, group: Group) -> bool:
    a, b = last.container, group.container
    end = last.spans[-1].end
    if outline.parents[a] != outline.parents[b]:
        a, b = _wrappers(outline, a, b)
    if a == b or outline.parents[a] != outline.parents[b] or last.dated != group.dated or group.spans[0].start < end:
        return False
    if (
        outline.tags[a] != outline.tags[b]
        or _unnumbered(outline.names(a)) != _unnumbered(outline.names(b))
        or counts.chars[group.spans[0].start] != counts.chars[end]
    ):
        return False
    # Numbered containers may be tabs just as well as groups of one list.
    if outline.hidden[a] or outline.hidden[b] or outline.names(a) != outline.names(b):
        return _runs_on(outline, counts, last, group)
    panes = sum(outline.tags[c] == outline.tags[a] for c in outline.children(outline.parents[a]))
    return not _strip(outline, last.spans[0].start - 1, panes)


def _unnumbered(names: str) -> str:
    """Names without the numbers by which groups of one list differ: g0, g1, page-2."""
    return _NUMBERS.sub("", names)


def _wrappers(outline: Outline, a: int, b: int) -> tuple[int, int]:
    """The equal elements around two equal lists that stand side by side, where the later one is hidden (paged by script)."""
    up, other = outline.parents[a], outline.parents[b]
    same = outline.tags[a] == outline.tags[b] and outline.names(a) == outline.names(b)
    if not same or not outline.hidden[b] or up < 0 or other < 0 or outline.parents[up] != outline.parents[other]:
        return a, b
    return up, other


def _runs_on(outline: Outline, counts: Survey, last: Group, group: Group) -> bool:
    """Whether hidden items go on with the list before them (paged by script): older, and from the same folder.

    The panes of a tab begin with their newest item again, or lead to other folders.
    """
    before = [(_first_date(counts, span), _folder_in(outline, counts, span)) for span in (last.spans[0], last.spans[-1])]
    after = [(_first_date(counts, span), _folder_in(outline, counts, span)) for span in (group.spans[0], group.spans[-1])]
    folders = {folder for _, folder in (*before, *after)}
    oldest, newest = before[-1][0], after[0][0]
    return len(folders) == 1 and None not in folders and oldest is not None and newest is not None and oldest >= newest


def _first_date(counts: Survey, span: Span) -> date | None:
    return next((counts.date_at[i].day for i in span.nodes() if i in counts.date_at), None)


def _folder_in(outline: Outline, counts: Survey, span: Span) -> str | None:
    """The folder of an item's address without its numbers, for months and days differ."""
    href = next((outline.get(i, "href") for i in span.nodes() if i in counts.anchor_text and outline.tags[i] == "a"), "")
    if not href:
        return None
    path, _, query = href.partition("?")
    return _NUMBERS.sub("", path if query else path.rpartition("/")[0])


def _heading(
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
        if text in _NO_HEADING or label_of(text) is not None:
            continue
        if not 2 <= len(text) <= 16 or text.endswith(("：", ":", "。")):
            continue
        if not _is_close(outline, line.start, begin):
            continue
        if _is_heading(outline, line) or target:
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


def _tab_headings(outline: Outline, blocks: list[ListBlock], ranges: list[Range], addresses: Addresses) -> list[ListBlock]:
    """Name the panes of a tab by its strip: k panes side by side, k short names in one part in front of them."""
    out = list(blocks)
    panes = [_pane(outline, begin) for begin, _ in ranges]
    for parent in {outline.parents[pane] for pane in panes if pane > 0}:
        members = [i for i, pane in enumerate(panes) if pane > 0 and outline.parents[pane] == parent]
        tag = outline.tags[panes[members[0]]]
        siblings = [c for c in outline.children(parent) if outline.tags[c] == tag and c >= panes[members[0]]]
        names = _strip(outline, siblings[0], len(siblings)) if len(siblings) > 1 else []
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


def _strip(outline: Outline, begin: int, count: int) -> list[int]:
    """The nodes of `count` short neighbouring names within the 60 nodes before `begin`, [] without such a strip."""
    for node in range(begin - 1, max(begin - 60, 0), -1):
        children = [c for c in outline.children(node) if 2 <= len(outline.text(c)) <= 14 and "更多" not in outline.text(c)]
        if len(children) == count and outline.ends[node] <= begin:
            return [next((k for k in range(c, outline.ends[c]) if outline.tags[k] == "a"), c) for c in children]
    return []


def _is_aside(outline: Outline, heading: str, container: int) -> bool:
    """Whether a list only accompanies the page (热点推荐, 点击排行, 相关阅读): it never stands for the column."""
    if _ASIDE_NAME.match(heading):
        return True
    return any(_ASIDE_CLASS.search(outline.names(up)) for up in [container, *outline.ancestors(container, 3)])


def path_of(outline: Outline, node: int) -> str:
    """The tags and names of a container and of three around it, as `ListBlock.path` has them."""
    parts: list[str] = []
    for up in [node, *outline.ancestors(node, 3)]:
        names = outline.get(up, "id") or outline.get(up, "class").split(" ")[0]
        parts.append(f"{outline.tags[up]}.{names[:40]}" if names else outline.tags[up])
    return " > ".join(reversed(parts))


def settle_roles(
    blocks: list[ListBlock],
    ranges: list[Range],
    area: list[str],
    *,
    article: bool,
    home: bool,
    paged: bool,
    pager_at: int = -1,
    title: str = "",
    folder: str = "",
) -> tuple[ListBlock, ...]:
    """Say which list the page is about: none on an article, none alone on a home page, else the one that dominates.

    A list dominates by its size, by the pager after it, by its heading being the page's title, and by items that lie
    in the page's own folder.
    """
    if article:
        return tuple(replace(block, role="side") for block in blocks)
    free = [i for i, block in enumerate(blocks) if block.role != "side"]
    if home or not free:
        return tuple(replace(block, role="block") if i in free else block for i, block in enumerate(blocks))
    named = _areas(ranges, area, blocks)
    weights = {i: _weight(blocks[i]) * (0.2 if named[i] else 1) * _bonus(blocks[i], title, folder) for i in free}
    top = max(free, key=lambda i: weights[i])
    rest = max((w for i, w in weights.items() if i != top), default=0.0)
    before = [i for i in free if i < len(ranges) and 0 <= pager_at - ranges[i][1] <= 200 and len(blocks[i].items) >= 2]
    if before:
        top = before[-1]
    dominant = paged or bool(before) or len(free) == 1 or weights[top] >= 2 * rest
    chosen: list[Role] = [
        ("main" if i == top else "side") if dominant or i not in weights else "block" for i in range(len(blocks))
    ]
    return tuple(replace(block, role=role) for block, role in zip(blocks, chosen, strict=True))


def _bonus(block: ListBlock, title: str, folder: str) -> float:
    inside = sum(item.url.startswith(folder) for item in block.items) if folder.count("/") > 3 else 0
    return (2.5 if inside * 10 >= len(block.items) * 6 else 1.0) * (3.0 if title and block.heading == title else 1.0)


def _areas(ranges: list[Range], area: list[str], blocks: list[ListBlock]) -> list[str]:
    named = [area[begin] for begin, _ in ranges]
    return [*named, *([""] * (len(blocks) - len(named)))]


def _weight(block: ListBlock) -> float:
    """Items with a date count fully, others less."""
    dated = sum(item.date is not None for item in block.items)
    return dated + (3 if dated else 0) + 0.2 * (len(block.items) - dated)
