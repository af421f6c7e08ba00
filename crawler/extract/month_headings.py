"""Days below the heading of their month: 2024年3月, then 15日, 12日 …; also 3月 below 2024年.

A card has its month beside each day; what heads several days is a heading. Bare numbers are days only where they run in one
direction, as those of a list do: serial numbers, counts and a calendar's cells stand in no item of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crawler.extract.date_pieces import Piece
from crawler.extract.outline import Outline
from model import DateFact, DatePlace

_MONTH = re.compile(r"^(?:((?:19|20)\d\d)\s*[-./年]\s*)?(\d{1,2})(月?)$")
_DAY = re.compile(r"^(\d{1,2})(日?)$")
_YEAR = re.compile(r"^((?:19|20)\d\d)年?$")
_CLIMB = 6
_ITEM_NODES = 60
_TITLE = 6
_FEWEST_MONTHS = 2
_LISTS = frozenset({"ul", "ol", "table", "tbody", "body", "html"})


@dataclass(slots=True)
class _Head:
    """A month, with the bare days behind it: node, number, whether 日 is written."""

    node: int
    year: int
    month: int
    days: list[tuple[int, int, bool]] = field(default_factory=list)


def under_months(outline: Outline, pieces: Sequence[Piece], today: date) -> tuple[dict[int, DateFact], frozenset[int]]:
    """The dates of days below the heading of their month, by node; and the nodes that so are no dates of their own."""
    heads = _heads(pieces)
    if not _several(heads):
        return {}, frozenset()
    for head in heads:
        end = _part_end(outline, head.node)
        inside = [day for day in head.days if day[0] < end and _in_item(outline, day[0])]
        marked = [day for day in inside if day[2]]
        head.days = marked or (inside if _runs(inside) else [])
    if not _several(heads):
        return {}, frozenset()
    found: dict[int, DateFact] = {}
    for head in heads:
        for node, number, _ in head.days:
            if fact := _fact(head, number, outline.texts[node].strip(), today):
                found[node] = fact
    return found, frozenset(head.node for head in heads if head.days)


def _heads(pieces: Sequence[Piece]) -> list[_Head]:
    heads: list[_Head] = []
    open_year = 0
    for piece in pieces:
        if year := _YEAR.match(piece.words):
            open_year = int(year[1])
            continue
        month = _MONTH.match(piece.words)
        if month and _names_month(month) and 1 <= int(month[2]) <= 12:
            open_year = int(month[1]) if month[1] else open_year
            heads.append(_Head(piece.node, open_year, int(month[2])))
        elif heads and (day := _DAY.match(piece.words)):
            heads[-1].days.append((piece.node, int(day[1]), bool(day[2])))
    return [head for head in heads if head.year]


def is_month(words: str) -> bool:
    """Whether words are nothing but a month: 2024年3月, 2024-3, 3月."""
    return (month := _MONTH.match(words)) is not None and _names_month(month)


def _names_month(month: re.Match[str]) -> bool:
    """Whether a number is told to be a month, by its year or by 月."""
    return bool(month[1] or month[3])


def _several(heads: Sequence[_Head]) -> bool:
    """Whether a month heads several days, or several months one day each that says 日."""
    if any(len(head.days) > 1 for head in heads):
        return True
    return sum(any(marked for *_, marked in head.days) for head in heads) >= _FEWEST_MONTHS


def _part_end(outline: Outline, node: int) -> int:
    """The end of the smallest part around a heading that has a link; the heading's own end where none is near."""
    for up in outline.ancestors(node, _CLIMB):
        if "a" in outline.tags[node : outline.ends[up]]:
            return outline.ends[up]
    return outline.ends[node]


def _in_item(outline: Outline, node: int) -> bool:
    """Whether a day stands in a small item beside the words of a link, and is not itself the link."""
    for up in outline.ancestors(node, 4):
        if outline.tags[up] in _LISTS or outline.ends[up] - up > _ITEM_NODES:
            return False
        if outline.tags[up] == "a" or "a" in outline.tags[up : outline.ends[up]]:
            inside = range(up, outline.ends[up])
            return any(i != node and len(outline.texts[i].strip()) >= _TITLE for i in inside)
    return False


def _runs(days: Sequence[tuple[int, int, bool]]) -> bool:
    """Whether numbers are days that run in one direction; 1, 2, 3 are an order."""
    numbers = [number for _, number, _ in days]
    if numbers == list(range(1, len(numbers) + 1)):
        return len(numbers) == 1
    return numbers in (sorted(numbers), sorted(numbers, reverse=True))


def _fact(head: _Head, number: int, raw: str, today: date) -> DateFact | None:
    try:
        day = date(head.year, head.month, number)
    except ValueError:
        return None
    return DateFact(day, f"{head.year}年{head.month}月{raw}", DatePlace.LIST) if day <= today else None
