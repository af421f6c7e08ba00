"""Lists without dates: groups of siblings with long anchors outside navigation, footer and friendly links."""

from __future__ import annotations

import re
from statistics import median

from crawler.extract.lists.parts import ITEM_TAGS, MAX_ITEMS, Group, Search, Span

_GROUPABLE = ITEM_TAGS | {"div", "p", "a", "section", "td", "span", "h3", "h4"}
_ARTICLE = re.compile(
    r"t\d{6,8}_\d|content_\d|post_\d|/art/|/info/\d+/\d|\d{4,}[^/]*\.(?:s?html?|aspx|jsp)|[?&](?:article|info|news)?id=[\w-]{2,}|/c\d+a\d+/|[0-9a-f]{32}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"/\d{3,}/?$")
"""The address of an article in systems that name no file, where its words are long enough for a title."""
_TITLE = 10
_FOLDER = re.compile(r"/(?:[\w-]*|(?:index|default)\.\w+)$")


def undated(search: Search, body: tuple[int, int]) -> None:
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


def _titles(search: Search, nodes: list[int]) -> bool:
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
        numbered = lengths[-1] >= _TITLE and _NUMBERED.search(href) is not None
        folders += bool(_FOLDER.search(href)) and not _ARTICLE.search(href) and not numbered
    if len(lengths) < 3 or folders * 2 > len(lengths):
        return False
    middle = median(lengths)
    return middle >= _TITLE or (middle >= 6 and addresses * 2 > len(lengths))
