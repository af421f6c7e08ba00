"""Where the lists of a page are: containers whose parts repeat "something to click, and a date".

Top-down over the outline. A part that has at least one anchor and one date is a dated part; siblings that are dated parts
make a list; a part that itself holds several of them is a list of its own. Lists without dates: `undated`.
"""

from __future__ import annotations

from crawler.extract.lists.parts import ITEM_TAGS, Group, Search, Span
from crawler.extract.lists.undated import undated
from crawler.extract.outline import TEXT, Outline
from crawler.extract.survey import Survey

_CONTAINERS = frozenset({"ul", "ol", "table", "tbody"})
MAX_PLAIN = 80  # characters beside its links that a single dated part of a container may have
_CLICKS = 3  # links of a single item
_DAYS_OF_A_BOX = 3  # a period has two
_STEPS = 6  # links of a breadcrumb
_FRAME = frozenset({"nav", "crumb", "footer", "friend"})
MAX_ITEM = 1500  # characters; a longer part is an article with a link and a date in it


def find_groups(outline: Outline, counts: Survey, area: list[str], body: tuple[int, int] = (0, 0)) -> list[Group]:
    """All lists in document order. Nothing inside `body`, the range of an article's text, is a list."""
    search = Search(outline, counts, area, _best(outline, counts))
    _dated(search, body)
    undated(search, body)
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


def _dated(search: Search, body: tuple[int, int]) -> None:
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
        if len(kids) == 1 and (_is_path(search, kids[0]) or _is_beside_days(search, kids[0])):
            continue
        if len(kids) == 1 and (search.plain(kids[0]) > MAX_PLAIN or _is_layout(search, kids[0])):
            stack.append(kids[0])  # a row of a layout table with an article or a list of one item in it
            continue
        rows = {c for c in kids if _is_row(search, c)}
        rows = rows if len(rows) >= (3 if any(outline.tags[c] == "table" for c in rows) else 2) else set()
        deeper = [c for c in kids if c not in rows and (search.size(c) > MAX_ITEM or _is_list(search, c))]
        apart = set(deeper)
        spans = [s for c in kids if c not in apart for s in _spans(search, c)]
        stack.extend(reversed(deeper))
        if not spans:
            continue
        if len(kids) == 1 and outline.tags[kids[0]] not in ITEM_TAGS:
            stack.append(kids[0])
        elif len(spans) == 1 and outline.tags[spans[0].start] not in ITEM_TAGS:
            if any(outline.tags[c] in _CONTAINERS for c in deeper):  # a lead item above its list
                search.groups.append(Group(node, spans))
            else:
                stack.append(spans[0].start)
        else:
            search.groups.append(Group(node, _with_undated(search, node, spans)))


def _is_path(search: Search, node: int) -> bool:
    """Whether the links of a dated part are only its breadcrumb's: the row of a layout table with a short article."""
    if search.anchors(node) > _STEPS:
        return False
    outline, area = search.outline, search.area
    links = [i for i in range(node, outline.ends[node]) if outline.tags[i] == "a"]
    return bool(links) and all(area[i] == "crumb" for i in links)


def _is_layout(search: Search, node: int) -> bool:
    """Whether a dated part holds a list with its only dates, titles and all, and other links besides: a breadcrumb, a menu."""
    dates, anchors, tags = search.dates(node), search.anchors(node), search.outline.tags
    parts = (i for i in range(node + 1, search.outline.ends[node]) if tags[i] in ("ul", "ol", "table", "dl"))
    return any(search.dates(i) == dates and 0 < search.anchors(i) < anchors for i in parts)


def _is_row(search: Search, node: int) -> bool:
    """Whether a container is one item, its columns as cells: a table, or a <ul> of number, title and date."""
    tag = search.outline.tags[node]
    if search.dates(node) != 1:
        return False
    return tag == "table" or (tag in ("ul", "ol") and search.best[node] == 0 and search.anchors(node) <= 2)


def _is_list(search: Search, node: int) -> bool:
    """Whether a dated part is a list of its own, not an item."""
    tag = search.outline.tags[node]
    if tag in _CONTAINERS:
        return True
    if search.best[node] >= 2:
        return tag not in ITEM_TAGS or not _own(search, node)
    if tag not in ITEM_TAGS and "li" in search.outline.tags[node : search.outline.ends[node]]:
        return True
    return search.best[node] <= 1 and min(search.dates(node), search.anchors(node)) >= (3 if search.best[node] == 0 else 4)


def _nested(search: Search, node: int) -> tuple[int, int]:
    """The first list inside an item, (0, 0) without one."""
    outline = search.outline
    for i in range(node + 1, outline.ends[node]):
        if outline.tags[i] in ("ul", "ol", "table") and search.anchors(i) >= 1:
            return i, outline.ends[i]
    return 0, 0


def _own(search: Search, node: int) -> bool:
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


def _spans(search: Search, node: int) -> list[Span]:
    """The items of a dated part: one, or several where anchors and dates alternate without further markup."""
    if search.outline.tags[node] in ITEM_TAGS | {"div"} and _own(search, node):
        return [Span(node, search.outline.ends[node], _nested(search, node))]
    if min(search.dates(node), search.anchors(node)) >= 2 and search.best[node] == 0:
        return _alternating(search, node)
    return [Span(node, search.outline.ends[node])]


def _flat(search: Search, node: int) -> None:
    """Dates and anchors are in different children: an alternating run, or a single item."""
    tag = search.outline.tags[node]
    if min(search.dates(node), search.anchors(node)) >= 2:
        spans = _alternating(search, node)
        if len(spans) >= 2 and _is_dense(search, node, len(spans)) and not _joins_frame(search, node):
            search.groups.append(Group(node, spans))
    elif tag in ITEM_TAGS and search.anchors(node) <= _CLICKS and not _is_beside_days(search, node):
        search.groups.append(Group(search.outline.parents[node], [Span(node, search.outline.ends[node])]))


def _is_beside_days(search: Search, node: int) -> bool:
    """Whether one cell has all the days and none of the links: the row of a layout table with a box (历年回顾) in it."""
    if search.outline.tags[node] not in ITEM_TAGS or search.anchors(node) > _CLICKS:
        return False
    return any(search.dates(c) >= _DAYS_OF_A_BOX and not search.anchors(c) for c in search.outline.children(node))


def _joins_frame(search: Search, node: int) -> bool:
    """Whether the clicks of a run are those of the frame around a document: 蒙古文 in the header, 技术支持 at the very end."""
    if search.area[node] in _FRAME:
        return False
    inside = range(node, search.outline.ends[node])
    clicks = [i for i in inside if search.outline.tags[i] == "a" and search.counts.anchor_text.get(i)]
    return sum(search.area[i] not in _FRAME for i in clicks) < 2 <= len(clicks)


def _is_dense(search: Search, node: int, items: int) -> bool:
    """Whether there is little text beside the anchors: a run of items, not an article with links and dates in it."""
    counts, end = search.counts, search.outline.ends[node]
    plain = counts.chars[end] - counts.chars[node] - (counts.link_chars[end] - counts.link_chars[node])
    return plain <= 60 * items and items * 2 >= search.dates(node)


def _defined(search: Search, node: int) -> list[Span]:
    """The items of a definition list, each from one dt to the next, [] where these hold no links or hardly a date."""
    outline = search.outline
    children = list(outline.children(node)) if outline.tags[node] == "dl" else []
    heads = [place for place, child in enumerate(children) if outline.tags[child] == "dt"]
    if len(heads) < 2:
        return []
    parts = [children[a:b] for a, b in zip(heads, [*heads[1:], len(children)], strict=True)]
    starts = [part[0] for part in parts]
    spans = [Span(a, b) for a, b in zip(starts, [*starts[1:], outline.ends[node]], strict=True)]
    linked = all(any(map(search.anchors, part)) for part in parts)
    dated = sum(any(map(search.dates, part)) for part in parts)
    return spans if linked and 2 * dated > len(spans) else []


def _alternating(search: Search, node: int) -> list[Span]:
    """Cut a run of anchors and dates into items, by what comes first; some items of a definition list may lack a date."""
    if spans := _defined(search, node):
        return spans
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


def _with_undated(search: Search, node: int, spans: list[Span]) -> list[Span]:
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
