"""Plain text tables whose columns stand straight although a Chinese character is two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from reports.table import plain

GAP = "  "


def aligned(rows: Sequence[Sequence[str]], *, numbers: frozenset[int] = frozenset()) -> Iterator[str]:
    """Rows as lines, every column as wide as its widest cell; the columns in `numbers` are flush right."""
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)] if cells else []
    for row in cells:
        padded = [_pad(cell, widths[i], right=i in numbers) for i, cell in enumerate(row)]
        yield GAP.join(padded).rstrip() + "\n"


def width(text: str) -> int:
    """Cells of a terminal that a text takes."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pad(text: str, to: int, *, right: bool) -> str:
    blank = " " * (to - width(text))
    return blank + text if right else text + blank
