"""Bars for a page without scripts: plain numbers that a template draws as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 26
LABEL = 110
WIDTH = 640
ROOM = 130
"""Space for the number behind a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart, in SVG units."""

    label: str
    y: int
    first: float  # width of the first part (confirmed)
    second: float  # width of the second part (suspected)
    amount: str


def bars(rows: Sequence[tuple[str, int, int]]) -> list[Bar]:
    """Rows of (label, first, second) as bars; the longest takes the whole width, none that counts vanishes."""
    most = max((one + two for _, one, two in rows), default=0) or 1
    scale = (WIDTH - LABEL - ROOM) / most
    found = []
    for index, (label, one, two) in enumerate(rows):
        amount = " + ".join([*([str(one)] if one or not two else []), *([f"疑似{two}"] if two else [])])
        found.append(Bar(label, index * ROW, _width(one, scale), _width(two, scale), amount))
    return found


def _width(amount: int, scale: float) -> float:
    return round(max(amount * scale, 2.0), 1) if amount else 0.0
