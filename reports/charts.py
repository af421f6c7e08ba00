"""Bars for a page without scripts: shares of the room that a template gives to a bar, so that letters keep their size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 1.0
"""Percent: none that counts vanishes."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart."""

    label: str
    first: float  # percent of the room: confirmed
    second: float  # suspected
    amount: str


def bars(rows: Sequence[tuple[str, int, int]]) -> list[Bar]:
    """Rows of (label, first, second) as bars; the longest takes the whole room."""
    most = max((one + two for _, one, two in rows), default=0) or 1
    found = []
    for label, one, two in rows:
        amount = " + ".join([*([str(one)] if one or not two else []), *([f"疑似{two}"] if two else [])])
        found.append(Bar(label, _width(one, most), _width(two, most), amount))
    return found


def _width(amount: int, most: int) -> float:
    return round(max(amount / most * 100, LEAST), 1) if amount else 0.0
