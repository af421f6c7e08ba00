"""Where the value of a label stands by the structure of the page: beside it in a table, in its dd, in the panel of its tab."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawler.extract.outline import TEXT, Outline, squeeze

Span = tuple[int, int]
"""Nodes start … end-1."""

_CELLS = frozenset({"td", "th", "dt"})
_STOP = frozenset({"table", "tr", "tbody", "dl", "dd", "body", "ul", "ol", "li"})
_EMPTY_TAGS = frozenset({"div", "p", "td", "dd", "span", "ul", "section"})
MOST_NODES = 300
"""A cell or tab of more nodes is no label; a value is read that far."""

_SERIAL = re.compile(r"\s*(?:序\s*号|编\s*号|项\s*次|(?i:no)\.?)\s*")
_FEWEST = 3
SHORT = 12
"""The longest label of a tab."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The value's nodes, None where nobody can tell; `rows`: rows of data under a row of labels, 0 for a label at the side."""

    span: Span | None
    rows: int = 0


def is_whole(outline: Outline, node: int, text: str) -> bool:
    """Whether the words that begin at `node` fill their cell."""
    cell = _cell(outline, node)
    return cell >= 0 and outline.ends[cell] - cell <= MOST_NODES and outline.text(cell) == text


def _cell(outline: Outline, node: int) -> int:
    for up in outline.ancestors(node, 8):
        if outline.tags[up] in _CELLS:
            return up
        if outline.tags[up] in _STOP:
            return -1
    return -1


def cell_value(outline: Outline, node: int, is_label: Callable[[str], bool], begins: Callable[[str], bool]) -> Cell | None:
    """The value of a label that fills its cell; None where its row or list says nothing of where that is.

    `is_label`: a text is nothing but a label; `begins`: it begins with one.
    """
    cell = _cell(outline, node)
    holder = outline.parents[cell]
    if outline.tags[cell] == "dt":
        return Cell(_until(outline, holder, cell, lambda other: outline.tags[other] == "dt"))
    if outline.tags[holder] != "tr":
        return None
    cells = [child for child in outline.children(holder) if outline.tags[child] in ("td", "th")]
    at = cells.index(cell)
    labels = [_is_bare(outline, other, is_label) for other in cells]
    if len(cells) >= 3 and all(labels):
        return _below(outline, holder, at, len(cells), is_label)
    after = cells[at + 1 :]
    if not after:
        return Cell(_rows_below(outline, holder, begins))
    end = next((other for other, label in zip(after, labels[at + 1 :], strict=True) if label), outline.ends[holder])
    return Cell((after[0], end) if end != after[0] else (after[0], after[0]))


def in_numbered_row(outline: Outline, node: int) -> bool:
    """Whether the cell of a label stands in a row that begins with 序号: the head of a table that lists many."""
    cell = next((up for up in (node, *outline.ancestors(node, 6)) if outline.tags[up] in ("td", "th")), -1)
    row = outline.parents[cell] if cell >= 0 else -1
    first = next((child for child in outline.children(row) if outline.tags[child] in ("td", "th")), cell) if row >= 0 else cell
    return first != cell and _SERIAL.fullmatch(outline.text(first, min(outline.ends[first], first + MOST_NODES))) is not None


def _is_bare(outline: Outline, cell: int, is_label: Callable[[str], bool]) -> bool:
    text = outline.text(cell, min(outline.ends[cell], cell + MOST_NODES))
    if not 0 < len(text) <= 24 or not is_label(text) or text.rstrip().endswith(("。", "；")):
        return False
    return not any(leads_on(outline, node) for node in range(cell, min(outline.ends[cell], cell + MOST_NODES)))


def leads_on(outline: Outline, node: int) -> bool:
    """Whether a link stands here that has a page or file to lead to: its words (流程图, 材料清单) are a value, no label."""
    if outline.tags[node] != "a":
        return False
    href = outline.get(node, "href").strip()
    return bool(href) and href[0] != "#" and href[:11].lower() != "javascript:"


def _until(outline: Outline, holder: int, start: int, stops: Callable[[int], bool]) -> Span:
    """The siblings behind `start` up to the first that stops."""
    begin = end = outline.ends[start]
    for child in outline.children(holder):
        if child < begin:
            continue
        if stops(child):
            break
        end = outline.ends[child]
    return begin, end


def _below(outline: Outline, row: int, at: int, width: int, is_label: Callable[[str], bool]) -> Cell:
    """The value under a label in a row of labels."""
    rows = 0
    span: Span | None = None
    table = next((up for up in outline.ancestors(row, 3) if outline.tags[up] == "table"), outline.parents[row])
    for other in range(outline.ends[row], outline.ends[table]):
        if outline.tags[other] != "tr":
            continue
        cells = [child for child in outline.children(other) if outline.tags[child] in ("td", "th")]
        if len(cells) != width or _is_bare(outline, cells[0], is_label):
            break
        rows += 1
        if rows == 1:
            span = (cells[at], outline.ends[cells[at]])
    return Cell(span, rows)


def _rows_below(outline: Outline, row: int, begins: Callable[[str], bool]) -> Span:
    """The rows under a label that has a row for itself, up to the next row that begins with a label."""

    def begins_with_label(other: int) -> bool:
        first = next((child for child in outline.children(other) if outline.tags[child] in ("td", "th")), -1)
        return first >= 0 and begins(outline.text(first, min(outline.ends[first], first + MOST_NODES))[:200])

    return _until(outline, outline.parents[row], row, begins_with_label)


@dataclass(frozen=True, slots=True)
class Tabs:
    """Labels that are tabs, each with the nodes of its panel (None where it cannot be told), and tabs of other words."""

    labels: dict[int, Span | None]
    strange: tuple[tuple[str, Span], ...] = ()


def strips(outline: Outline, labels: Sequence[tuple[int, str]]) -> Tabs:
    """The labels of the strips of tabs on a page."""
    groups: dict[int, dict[int, int]] = {}
    for node, text in labels:
        child = _outermost(outline, node, text)
        if child > 0:
            groups.setdefault(outline.parents[child], {})[child] = node
    found: dict[int, Span | None] = {}
    strange: list[tuple[str, Span]] = []
    for parent, members in groups.items():
        children = list(outline.children(parent))
        panels = _panels(outline, parent, len(children)) if len(children) > _FEWEST else None
        if not _is_strip(outline, children, members, paired=panels is not None):
            continue
        for place, child in enumerate(children):
            if child in members:
                found[members[child]] = panels[place] if panels else None
            elif panels:
                strange.append((squeeze(outline.text(child)), panels[place]))
    return Tabs(found, tuple(strange))


def _outermost(outline: Outline, node: int, text: str) -> int:
    """The largest element around a label that holds nothing else, -1 in tables and lists of definitions."""
    best = -1
    for up in outline.ancestors(node, 6):
        if outline.tags[up] in ("td", "th", "tr", "dt", "dl", "table", "body") or outline.ends[up] - up > MOST_NODES:
            break
        if outline.text(up) != text:
            break
        best = up
    return best


def _is_strip(outline: Outline, children: Sequence[int], members: dict[int, int], *, paired: bool) -> bool:
    """Three or more tabs beside each other, most of them labels, none of them empty or long, nothing empty within.

    `paired`: there are as many panels as tabs, so that fewer known labels will do.
    """
    if len(members) < (_FEWEST - 1 if paired else _FEWEST) or len(members) * 10 < len(children) * (2 if paired else 6):
        return False
    if any(not 2 <= len(outline.text(child)) <= SHORT for child in children):
        return False
    return not any(_holds_empty(outline, child) for child in members)


def _holds_empty(outline: Outline, child: int) -> bool:
    return any(
        outline.tags[node] in _EMPTY_TAGS and not any(outline.tags[i] == TEXT for i in range(node, outline.ends[node]))
        for node in range(child + 1, outline.ends[child])
    )


def _panels(outline: Outline, strip: int, count: int) -> list[Span] | None:
    """As many parts as there are tabs, in an element behind the strip or as its siblings."""
    node = strip
    for _ in range(3):
        parent = outline.parents[node]
        if parent < 0:
            return None
        behind = [child for child in outline.children(parent) if child >= outline.ends[node]]
        for sibling in behind:
            inner = _sole(outline, sibling, count)
            if inner:
                return inner
        if len(behind) >= count and len({outline.tags[child] for child in behind[:count]}) == 1:
            return [(child, outline.ends[child]) for child in behind[:count]]
        node = parent
    return None


def _sole(outline: Outline, node: int, count: int) -> list[Span] | None:
    """The children of an element, or of the only element in it, where there are exactly `count`."""
    for _ in range(3):
        children = [child for child in outline.children(node) if outline.tags[child] not in ("script", "style", "br")]
        if len(children) == count and all(outline.tags[child] in ("div", "li", "section", "dd", "table") for child in children):
            return [(child, outline.ends[child]) for child in children]
        if len(children) != 1:
            return None
        node = children[0]
    return None
