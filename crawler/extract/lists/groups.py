"""Where the lists of a page are: containers whose parts repeat "something to click, and a date".

Top-down over the outline. A part that has at least one anchor and one date is a dated part; siblings that are dated parts
make a list; a part that itself holds several of them is a list of its own. Lists without dates are groups of siblings
with long anchors outside navigation, footer and friendly links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from crawler.extract.outline import TEXT, Outline
from crawler.extract.survey import Survey

_ITEM_TAGS = frozenset({"li", "tr", "dl", "dd", "article"})
_CONTAINERS = frozenset({"ul", "ol", "table", "tbody"})
_GROUPABLE = _ITEM_TAGS | {"div", "p", "a", "section", "td", "span", "h3", "h4"}
_ARTICLE = re.compile(
    r"t\d{6,8}_\d|content_\d|post_\d|/art/|/info/\d+/\d|\d{4,}[^/]*\.(?:s?html?|aspx|jsp)|[?&](?:article|info|news)?id=[\w-]{2,}|/c\d+a\d+/|[0-9a-f]{32}",
    re.IGNORECASE,
)
_FOLDER = re.compile(r"/(?:[\w-]*|(?:index|default)\.\w+)$")
MAX_ITEMS = 2000
MAX_PLAIN = 80  # characters beside its links that a single dated part of a container may have
_STEPS = 6  # links of a breadcrumb
_FRAME = frozenset({"nav", "crumb", "footer", "friend"})
MAX_ITEM = 1500  # characters; a longer part is an article with a link and a date in it


@dataclass(slots=True)
class Span:
    """One item: nodes start … end-1, less the nested list cut[0] … cut[1]-1."""

    start: int
    end: int
    cut: tuple[int, int] = (0, 0)

    def nodes(self) -> Iterator[int]:
        """The item's own nodes."""
        for i in range(self.start, self.end):
            if not self.cut[0] <= i < self.cut[1]:
                yield i


@dataclass(slots=True)
class Group:
    """A list before its items are read: the container node and the spans of its items."""

    container: int
    spans: list[Span] = field(default_factory=list)
    dated: bool = True


@dataclass(slots=True)
class _Search:
    """The arrays of one search; `best[i]` is the largest number of dated siblings anywhere below node i."""

    outline: Outline
    counts: Survey
    area: list[str]
    best: list[int]
    groups: list[Group] = field(default_factory=list)

    def dates(self, node: int) -> int:
        return self.counts.dates[self.outline.ends[node]] - self.counts.dates[node]

    def size(self, node: int) -> int:
        return self.counts.chars[self.outline.ends[node]] - self.counts.chars[node]

    def plain(self, node: int) -> int:
        end = self.outline.ends[node]
        return self.size(node) - (self.counts.link_chars[end] - self.counts.link_chars[node])

    def anchors(self, node: int) -> int:
        return self.counts.anchors[self.outline.ends[node]] - self.counts.anchors[node]


def find_groups(outline: Outline, counts: Survey, area: list[str], body: tuple[int, int] = (0, 0)) -> list[Group]:
    """All lists in document order. Nothing inside `body`, the range of an article's text, is a list."""
    search = _Search(outline, counts, area, _best(outline, counts))
    _dated(search, body)
    _undated(search, body)
    return sorted((g for g in search.groups if g.spans), key=lambda g: g.spans[0].start)


def _best(outline: Outline, counts: Survey) -> list[int]:
    n = len(outline)
    best, pairs = [0] * n, [0] * n
    for i in range(n - 1, 0, -1):
        end = outline.ends[i]
        if outline.tags[i] == TEXT or counts.dates[end] == counts.dates[i] or counts.anchors[end] == counts.anchors[i]:
            continue
        parent = outline.parents[i]
        here = max(best[i], pairs[i])
        best[i] = here
        if parent >= 0:
            pairs[parent] += 1
            best[parent] = max(best[parent], here)
    if n:
        best[0] = max(best[0], pairs[0])
    return best


def _dated(search: _Search, body: tuple[int, int]) -> None:
    outline = search.outline
    stack = [0] if len(outline) else []
    while stack:
        node = stack.pop()
        if not search.dates(node) or not search.anchors(node) or body[0] <= node < body[1]:
            continue
        kids = [c for c in outline.children(node) if search.dates(c) and search.anchors(c)]
        if not kids:
            _flat(search, node)
            continue
        if len(kids) == 1 and _is_path(search, kids[0]):
            continue
        if len(kids) == 1 and search.plain(kids[0]) > MAX_PLAIN:
            stack.append(kids[0])  # a row of a layout table with an article in it
            continue
        rows = {c for c in kids if _is_row(search, c)}
        rows = rows if len(rows) >= (3 if any(outline.tags[c] == "table" for c in rows) else 2) else set()
        deeper = [c for c in kids if c not in rows and (search.size(c) > MAX_ITEM or _is_list(search, c))]
        apart = set(deeper)
        spans = [s for c in kids if c not in apart for s in _spans(search, c)]
        stack.extend(reversed(deeper))
        if not spans:
            continue
        if len(kids) == 1 and outline.tags[kids[0]] not in _ITEM_TAGS:
            stack.append(kids[0])
        elif len(spans) == 1 and outline.tags[spans[0].start] not in _ITEM_TAGS:
            if any(outline.tags[c] in _CONTAINERS for c in deeper):  # a lead item above its list
                search.groups.append(Group(node, spans))
            else:
                stack.append(spans[0].start)
        else:
            search.groups.append(Group(node, _with_undated(search, node, spans)))


def _is_path(search: _Search, node: int) -> bool:
    """Whether the links of a dated part are only its breadcrumb's: the row of a layout table with a short article."""
    if search.anchors(node) > _STEPS:
        return False
    outline, area = search.outline, search.area
    links = [i for i in range(node, outline.ends[node]) if outline.tags[i] == "a"]
    return bool(links) and all(area[i] == "crumb" for i in links)


def _is_row(search: _Search, node: int) -> bool:
    """Whether a container is one item, its columns as cells: a table, or a <ul> of number, title and date."""
    tag = search.outline.tags[node]
    if search.dates(node) != 1:
        return False
    return tag == "table" or (tag in ("ul", "ol") and search.best[node] == 0 and search.anchors(node) <= 2)


def _is_list(search: _Search, node: int) -> bool:
    """Whether a dated part is a list of its own, not an item."""
    tag = search.outline.tags[node]
    if tag in _CONTAINERS:
        return True
    if search.best[node] >= 2:
        return tag not in _ITEM_TAGS or not _own(search, node)
    if tag not in _ITEM_TAGS and "li" in search.outline.tags[node : search.outline.ends[node]]:
        return True
    return search.best[node] <= 1 and min(search.dates(node), search.anchors(node)) >= (3 if search.best[node] == 0 else 4)


def _nested(search: _Search, node: int) -> tuple[int, int]:
    """The first list inside an item, (0, 0) without one."""
    outline = search.outline
    for i in range(node + 1, outline.ends[node]):
        if outline.tags[i] in ("ul", "ol", "table") and search.anchors(i) >= 1:
            return i, outline.ends[i]
    return 0, 0


def _own(search: _Search, node: int) -> bool:
    """Whether an item with nested lists has an anchor and a date outside of them."""
    outline, anchors, dates = search.outline, search.anchors(node), search.dates(node)
    found, i = False, node + 1
    while i < outline.ends[node]:
        if outline.tags[i] in ("ul", "ol", "table") and search.anchors(i) >= 1:
            found = True
            anchors, dates = anchors - search.anchors(i), dates - search.dates(i)
            i = outline.ends[i]
        else:
            i += 1
    return found and 1 <= anchors <= 4 and 1 <= dates <= 3


def _spans(search: _Search, node: int) -> list[Span]:
    """The items of a dated part: one, or several where anchors and dates alternate without further markup."""
    if search.outline.tags[node] in _ITEM_TAGS | {"div"} and _own(search, node):
        return [Span(node, search.outline.ends[node], _nested(search, node))]
    if min(search.dates(node), search.anchors(node)) >= 2 and search.best[node] == 0:
        return _alternating(search, node)
    return [Span(node, search.outline.ends[node])]


def _flat(search: _Search, node: int) -> None:
    """Dates and anchors are in different children: an alternating run, or a single item."""
    tag = search.outline.tags[node]
    if min(search.dates(node), search.anchors(node)) >= 2:
        spans = _alternating(search, node)
        if len(spans) >= 2 and _is_dense(search, node, len(spans)) and not _joins_frame(search, node):
            search.groups.append(Group(node, spans))
    elif tag in _ITEM_TAGS and search.anchors(node) <= 3:
        search.groups.append(Group(search.outline.parents[node], [Span(node, search.outline.ends[node])]))


def _joins_frame(search: _Search, node: int) -> bool:
    """Whether the clicks of a run are those of the frame around a document: 蒙古文 in the header, 技术支持 at the very end."""
    if search.area[node] in _FRAME:
        return False
    inside = range(node, search.outline.ends[node])
    clicks = [i for i in inside if search.outline.tags[i] == "a" and search.counts.anchor_text.get(i)]
    return sum(search.area[i] not in _FRAME for i in clicks) < 2 <= len(clicks)


def _is_dense(search: _Search, node: int, items: int) -> bool:
    """Whether there is little text beside the anchors: a run of items, not an article with links and dates in it."""
    counts, end = search.counts, search.outline.ends[node]
    plain = counts.chars[end] - counts.chars[node] - (counts.link_chars[end] - counts.link_chars[node])
    return plain <= 60 * items and items * 2 >= search.dates(node)


def _alternating(search: _Search, node: int) -> list[Span]:
    """Cut a run of anchors and dates into items, by what comes first."""
    outline, counts = search.outline, search.counts
    end = outline.ends[node]
    marks = [
        (i, i in counts.date_at)
        for i in range(node, end)
        if i in counts.date_at or (i in counts.anchor_text and counts.anchors[i + 1] > counts.anchors[i])
    ]
    first_is_date = marks[0][1]
    if outline.tags[node] == "tr" and sum(d for _, d in marks) != sum(not d for _, d in marks):
        return [Span(node, end)]
    starts: list[int] = []
    seen_other = True
    for i, is_date in marks:
        if is_date == first_is_date and seen_other:
            starts.append(i)
            seen_other = False
        elif is_date != first_is_date:
            seen_other = True
    return [Span(a, b) for a, b in zip(starts, [*starts[1:], end], strict=True)]


def _with_undated(search: _Search, node: int, spans: list[Span]) -> list[Span]:
    """Add siblings of the same tag that have an anchor but no date."""
    outline = search.outline
    starts = {s.start for s in spans}
    tags = {outline.tags[s.start] for s in spans if outline.parents[s.start] == node}
    if len(tags) != 1 or not tags <= {"li", "tr", "dl", "div"}:
        return spans
    for child in outline.children(node):
        if child in starts or outline.tags[child] not in tags or search.dates(child) or search.area[child]:
            continue
        if 1 <= search.anchors(child) <= 3:
            spans.append(Span(child, outline.ends[child]))
    return sorted(spans, key=lambda s: s.start)


def _undated(search: _Search, body: tuple[int, int]) -> None:
    """Groups of siblings with long anchors and no dates."""
    outline, counts = search.outline, search.counts
    stack = [0] if len(outline) else []
    taken = {g.container for g in search.groups}
    while stack:
        node = stack.pop()
        if node in taken or search.area[node] or search.anchors(node) < 3 or body[0] <= node < body[1]:
            continue
        kids = [c for c in outline.children(node) if search.anchors(c)]
        same: dict[str, list[int]] = {}
        for child in kids:
            if not search.dates(child) and outline.tags[child] in _GROUPABLE and search.anchors(child) <= 2:
                same.setdefault(outline.tags[child], []).append(child)
        chosen = max(same.values(), key=len, default=[])
        if len(chosen) >= 3 and _titles(search, chosen):
            search.groups.append(Group(node, [Span(c, outline.ends[c]) for c in chosen[:MAX_ITEMS]], dated=False))
            listed = set(chosen)
            kids = [c for c in kids if c not in listed]
        stack.extend(k for k in reversed(kids) if counts.anchors[outline.ends[k]] - counts.anchors[k] >= 3)


def _titles(search: _Search, nodes: list[int]) -> bool:
    """Whether the anchors of these siblings read like titles of articles, not like names of columns."""
    lengths: list[int] = []
    addresses = folders = 0
    for node in nodes[:40]:
        anchor = next((i for i in range(node, search.outline.ends[node]) if search.counts.anchor_text.get(i)), -1)
        if anchor < 0:
            continue
        lengths.append(len(search.counts.anchor_text[anchor]))
        href = search.outline.get(anchor, "href")
        addresses += bool(_ARTICLE.search(href))
        folders += bool(_FOLDER.search(href)) and not _ARTICLE.search(href)
    if len(lengths) < 3 or folders * 2 > len(lengths):
        return False
    middle = median(lengths)
    return middle >= 10 or (middle >= 6 and addresses * 2 > len(lengths))
