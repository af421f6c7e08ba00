"""Boxes beside a column's list (热点, 阅读排行, 猜你喜欢), known by where they stand on the other columns of the template.

On a column whose own list is empty such a box would pass for the list, and where it weighs as much as the list it would
lend the column its dates. What it shows is on other pages too, in the same place or as items of their own lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crawler.column_pages import TEMPLATE_PAGES, Seen
from model import ListBlock, PageKind

_COLUMNS = frozenset({PageKind.LIST, PageKind.HUB})


@dataclass(frozen=True, slots=True)
class _Sides:
    """Where boxes stand, and on which pages each address does: (place, address) -> titles."""

    boxes: frozenset[str]
    lists: frozenset[str]
    holders: dict[tuple[str, str], set[str]]
    own: dict[str, set[str]]  # address -> titles of the pages with it in their list outside the boxes


def without_sides(candidates: Sequence[Seen]) -> list[Seen]:
    """The pages, lists in the place of their sisters' boxes taken for boxes."""
    sides = _sides(candidates)
    return [_judged(seen, sides) for seen in candidates] if sides.boxes else list(candidates)


def _sides(candidates: Iterable[Seen]) -> _Sides:
    mains: dict[str, set[str]] = {}
    beside: dict[str, set[str]] = {}
    pages = [seen.page for seen in candidates if seen.page.kind in _COLUMNS]
    for page in pages:
        main = {block.path for block in page.lists if block.role == "main" and block.source == "html"}
        others = {block.path for block in page.lists if block.role != "main" and block.source == "html"} - main
        for path in main:
            mains.setdefault(path, set()).add(page.title)
        for path in others if main else ():
            beside.setdefault(path, set()).add(page.title)
    often = {path for path, names in beside.items() if path and len(names) >= TEMPLATE_PAGES}
    boxes = frozenset(path for path in often if len(beside[path]) > len(mains.get(path, ())))
    lists = frozenset(path for path, names in mains.items() if path not in boxes and len(names) > 1)
    holders: dict[tuple[str, str], set[str]] = {}
    own: dict[str, set[str]] = {}
    for page in pages if boxes else ():
        for block in page.lists:
            for item in block.items:
                held = (
                    holders.setdefault((block.path, item.url), set())
                    if block.path in boxes
                    else own.setdefault(item.url, set())
                )
                held.add(page.title)
    return _Sides(boxes, lists, holders, own)


def _judged(seen: Seen, sides: _Sides) -> Seen:
    page = seen.page
    shown = [block for block in page.lists if block.role != "side"]
    boxes = [block for block in shown if block.path in sides.boxes and _is_elsewhere(block, page.title, sides)]
    if page.kind not in _COLUMNS or not boxes:
        return seen
    own = [block for block in shown if block not in boxes]
    if not own or (len(own) == 1 and own[0].path in sides.lists):
        lists = (replace(b, role="side" if b in boxes else "main") if b in shown else b for b in page.lists)
        return replace(seen, page=replace(page, lists=tuple(lists)))
    return seen


def _is_elsewhere(block: ListBlock, title: str, sides: _Sides) -> bool:
    """Whether all that a box shows is on other pages too: in their boxes, or in their own lists."""
    return all(
        sides.holders.get((block.path, item.url), set()) - {title} or sides.own.get(item.url, set()) - {title}
        for item in block.items
    )
