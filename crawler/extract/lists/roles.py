"""Which list a page is about: none on an article, none alone on a home page, else the one that dominates."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from model import ListBlock

Role = Literal["main", "block", "side"]
Range = tuple[int, int]


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
