"""The lists of a page as far as they can be told before it is known what kind of page it is."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.extract.documents.properties import holds_labels, may_stand_in_cells
from crawler.extract.lists.blocks import Range, read_lists
from crawler.extract.lists.groups import find_groups
from crawler.extract.meta import first
from crawler.extract.reading import (
    Reading,
)
from model import ListBlock

A_HEADING = 8  # characters of a page's own heading
PROSE = 300  # characters in a known body that make an article of a page with an ArticleTitle tag


def lists_of(r: Reading, tags: Mapping[str, tuple[str, ...]]) -> tuple[list[ListBlock], list[Range]]:
    """The lists of the markup; of a page that is an article beyond doubt only where they stand, which costs a third."""
    body = r.body if r.named else (0, 0)
    prose = r.counts.chars[body[1]] - r.counts.chars[body[0]]
    if first(tags, "articletitle") and prose >= PROSE and r.counts.dates[body[1]] - r.counts.dates[body[0]] < 3:
        groups = find_groups(r.outline, r.counts, r.area, body)
        return [], [(group.spans[0].start, group.spans[-1].end) for group in groups]
    return read_lists(r.outline, r.counts, r.area, r.lines, r.addresses, r.today, body)


def without_tables(r: Reading, blocks: list[ListBlock], ranges: list[Range]) -> tuple[list[ListBlock], list[Range]]:
    """The lists less what is none: one link beside a date in a property table, or in what holds the page's own heading.

    So stands the way from a document to its interpretation.
    """
    alone = [at for at in range(len(ranges)) if not blocks or len(blocks[at].items) == 1]
    if not alone:
        return blocks, ranges
    cells = may_stand_in_cells(r.html)
    none = {at for at in alone if (cells and holds_labels(r.lines, *ranges[at])) or _holds_page(r, *ranges[at])}
    if not none:
        return blocks, ranges
    kept = [at for at in range(len(ranges)) if at not in none]
    return [blocks[at] for at in kept] if blocks else blocks, [ranges[at] for at in kept]


def _holds_page(r: Reading, start: int, end: int) -> bool:
    """Whether a part with one link holds the page itself: its text, or a heading that is no link."""
    if r.counts.anchors[end] - r.counts.anchors[start] > 1:
        return False
    if r.named and start < r.body[0] and r.body[1] <= end:
        return True
    return any(
        r.outline.tags[node] in ("h1", "h2")
        and r.counts.anchors[r.outline.ends[node]] == r.counts.anchors[node]
        and r.counts.chars[r.outline.ends[node]] - r.counts.chars[node] >= A_HEADING
        for node in range(start, end)
    )


def sole_list(blocks: list[ListBlock], ranges: list[Range], *, paged: bool) -> int:
    """The first node of the list that the page is about, as far as can be said before its title is known; else -1."""
    own = [begin for block, (begin, _) in zip(blocks, ranges, strict=False) if block.role != "side"]
    return own[0] if len(own) == 1 or (paged and own) else -1
