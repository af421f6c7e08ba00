"""A row of an openpyxl sheet repeated: the rows below move down with everything that belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import CellRange


def repeat_row(sheet: Any, row: int, more: int) -> None:
    """Copy the look of a row into `more` new rows below it; what stood below moves down with heights, merges, print area.

    openpyxl moves the cells alone.
    """
    heights = {at: sheet.row_dimensions[at].height for at in range(1, sheet.max_row + 1)}
    merged = [(each.min_row, each.min_col, each.max_row, each.max_col) for each in sheet.merged_cells.ranges]
    area = sheet.print_area
    sheet.merged_cells.ranges.clear()
    sheet.insert_rows(row + 1, more)
    for at, points in sorted(heights.items(), reverse=True):
        if at > row:
            sheet.row_dimensions[at + more].height = points
    for offset in range(1, more + 1):
        sheet.row_dimensions[row + offset].height = heights[row]
        for cell in list(sheet[row]):
            if not isinstance(cell, MergedCell) and cell.has_style:
                sheet.cell(row + offset, cell.column)._style = copy(cell._style)
    for top, left, bottom, right in merged:
        for first, last in _moved(top, bottom, row, more):
            _merge(sheet, first, left, last, right)
    if area:
        sheet.print_area = _longer(area, row, more)


def _moved(top: int, bottom: int, row: int, more: int) -> Iterator[tuple[int, int]]:
    """Where merged cells stand once a row is repeated: those of the row itself stand in each copy."""
    if bottom < row:
        yield top, bottom
    elif top > row:
        yield top + more, bottom + more
    elif top == bottom == row:
        yield from ((row + offset, row + offset) for offset in range(more + 1))
    else:
        yield top, bottom + more


def _merge(sheet: Any, top: int, left: int, bottom: int, right: int) -> None:
    """Merge without rewriting borders: what is covered keeps its look."""
    for at in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (at, column) != (top, left) and not isinstance(sheet.cell(at, column), MergedCell):
                style = copy(sheet.cell(at, column)._style)
                covered: Any = MergedCell(sheet, at, column)
                covered._style = style
                sheet._cells[(at, column)] = covered
    sheet.merged_cells.add(CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right))


def _longer(area: str, row: int, more: int) -> str:
    """A print area that takes in the rows that were added."""
    made = []
    for part in area.split(","):
        left, top, right, bottom = range_boundaries(part.rsplit("!", 1)[-1].replace("$", ""))
        last = (bottom or row) + more if (bottom or row) >= row else bottom
        made.append(f"{get_column_letter(left or 1)}{top or 1}:{get_column_letter(right or 1)}{last}")
    return ",".join(made)
