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
    """The lists less a property table that leads to the interpretation of its document: one link beside dates is no list."""
    alone = [at for at in range(len(ranges)) if not blocks or len(blocks[at].items) == 1]
    if not alone or not may_stand_in_cells(r.html):
        return blocks, ranges
    tables = {at for at in alone if holds_labels(r.lines, *ranges[at])}
    kept = [at for at in range(len(ranges)) if at not in tables]
    return [blocks[at] for at in kept] if blocks else blocks, [ranges[at] for at in kept]


def sole_list(blocks: list[ListBlock], ranges: list[Range], *, paged: bool) -> int:
    """The first node of the list that the page is about, as far as can be said before its title is known; else -1."""
    own = [begin for block, (begin, _) in zip(blocks, ranges, strict=False) if block.role != "side"]
    return own[0] if len(own) == 1 or (paged and own) else -1
