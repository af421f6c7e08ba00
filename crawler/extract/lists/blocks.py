"""The lists of a page as facts: items, heading, and whether the page is about the list or only carries it."""

from __future__ import annotations

from datetime import date

from crawler.extract.addresses import Addresses
from crawler.extract.lists.groups import find_groups
from crawler.extract.lists.items import read_items
from crawler.extract.lists.joining import joined
from crawler.extract.lists.list_names import heading_of, is_aside, tab_headings
from crawler.extract.lists.roles import Role
from crawler.extract.outline import Outline
from crawler.extract.survey import Survey
from crawler.extract.text import Line
from model import ListBlock

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
    for group, merged in joined(outline, counts, groups):
        items = read_items(outline, counts, merged, addresses, today)
        if not items or (not group.dated and len(items) < 3):
            continue
        begin, end = merged.spans[0].start, merged.spans[-1].end
        heading, link = heading_of(outline, counts, lines, starts, begin, addresses, ranges, area)
        role: Role = "side" if is_aside(outline, heading, group.container) else "main"
        blocks.append(ListBlock(tuple(items), heading, link, role, path_of(outline, group.container)))
        ranges.append((begin, end))
    return tab_headings(outline, blocks, ranges, addresses), ranges


def path_of(outline: Outline, node: int) -> str:
    """The tags and names of a container and of three around it, as `ListBlock.path` has them."""
    parts: list[str] = []
    for up in [node, *outline.ancestors(node, 3)]:
        names = outline.get(up, "id") or outline.get(up, "class").split(" ")[0]
        parts.append(f"{outline.tags[up]}.{names[:40]}" if names else outline.tags[up])
    return " > ".join(reversed(parts))
