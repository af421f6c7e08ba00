"""A form written into a workbook that a user has laid out: the marks in its cells become values.

{{ key }} stands for a value of the form. A row with {{ LIST.key }} is written once for each row of that list. What stands
in [[ … ]] is left out while its values are empty. Everything else of the workbook stays as it is; rows below a list
move down. Amounts become numbers where the mark is all of its cell; every other value is a text, never a formula.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from model import ConfigError
from reports.forms.fields import Filled
from reports.forms.layouts import sheets_of
from reports.forms.repeated_rows import repeat_row
from reports.official_sheet import CELL_SIZE, PIXELS_A_MM, amount_in, height
from reports.packed import packed

ONE_MARK = re.compile(r"\{\{\s*(?:(\w+)\.)?(\w+)\s*\}\}")
_ANY_MARK = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
LONGEST = 8_000
STANDARD_WIDTH = 8.43
PIXELS_A_CHARACTER, PIXELS_OF_PADDING = 7, 5
NUMBERS = ("int", "number", "percent")


class _Unknown(Exception):
    """A mark that names nothing, with where it stands."""


def fill(template: Path, what: Filled, path: Path) -> None:
    """Write the workbook. Raises ConfigError for a template that cannot be used."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know
            book = load_workbook(template)
        _without_empty_lists(book, what)
        for sheet in book.worksheets:
            _Filling(sheet, what).fill()
        made = packed(book.save)
    except _Unknown as error:
        raise ConfigError(f"template {template}: {error}; see xuncha forms show {what.form.id}") from None
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError) as error:
        said = " ".join(str(error).split())[:200]
        raise ConfigError(
            f"template {template}: {type(error).__name__}: {said}; start again from xuncha forms template {what.form.id}"
        ) from None
    path.write_bytes(made)


def _without_empty_lists(book: Any, what: Filled) -> None:
    """Take out the sheets of lists that have no rows and that the form leaves out then, but never all of them."""
    absent = {each.name for each in sheets_of(what.form) if each.if_rows and not what.tables.get(each.rows)}
    kept = [sheet for sheet in book.worksheets if sheet.title not in absent] or book.worksheets[:1]
    for sheet in [sheet for sheet in book.worksheets if sheet not in kept]:
        book.remove(sheet)


class _Filling:
    """One sheet while its marks are replaced."""

    def __init__(self, sheet: Worksheet, what: Filled) -> None:
        self._sheet, self._what = sheet, what
        self._numbers = {key for key, each in what.form.cells().items() if each.kind in NUMBERS}
        self._numbers_of_rows = {
            (name, column.key)
            for each in sheets_of(what.form)
            for column in each.columns
            for name in (each.rows, each.every)
            if column.number
        }

    def fill(self) -> None:
        """Rows of lists from the last up, so that what moves down is filled already or needs no more."""
        for row in range(self._sheet.max_row, 0, -1):
            marked = [cell for cell in self._sheet[row] if isinstance(cell, Cell) and "{{" in str(cell.value)]
            if marked:
                self._row(row, marked)

    def _row(self, row: int, cells: Sequence[Cell]) -> None:
        names = {mark[1] for cell in cells for mark in ONE_MARK.finditer(str(cell.value)) if mark[1]}
        if not names:
            self._write(cells, {cell.column: str(cell.value) for cell in cells}, {}, "")
            return
        if len(names) > 1:
            raise _Unknown(f"{self._place(cells[0])}: a row belongs to one list, not to {' and '.join(sorted(names))}")
        [name] = names
        if name not in self._what.tables:
            lists = ", ".join(sorted(self._what.tables))
            raise _Unknown(f"{self._place(cells[0])}: there is no list {name}" + (f"; {lists} are known" if lists else ""))
        items = self._what.tables[name]
        marks = {cell.column: str(cell.value) for cell in cells}
        if len(items) > 1:
            repeat_row(self._sheet, row, len(items) - 1)
        for offset, item in enumerate(items or [{}]):
            here = [cell for column in marks if isinstance(cell := self._sheet.cell(row + offset, column), Cell)]
            self._write(here, marks, item, name)

    def _write(self, cells: Sequence[Cell], marks: Mapping[int, str], item: Mapping[str, str], name: str) -> None:
        needed = 0.0
        for cell in cells:
            text = self._text(cell, marks[cell.column], item, name)[:LONGEST]
            whole = ONE_MARK.fullmatch(marks[cell.column].strip())
            self._put(cell, text, whole is not None and self._is_number(whole))
            needed = max(needed, height([(text, self._width(cell))], float(cell.font.sz or CELL_SIZE)))
        dimension = self._sheet.row_dimensions[cells[0].row]
        if dimension.height is not None and dimension.height < needed:
            dimension.height = needed

    def _put(self, cell: Cell, text: str, number: bool) -> None:
        found = amount_in(text) if number else None
        if found is not None:
            cell.value, shown = found
            if cell.number_format in ("@", "General"):
                cell.number_format = shown
            return
        cell.value = text or None
        if text:
            cell.data_type = "s"  # whatever it begins with

    def _is_number(self, mark: re.Match[str]) -> bool:
        return (mark[1], mark[2]) in self._numbers_of_rows if mark[1] else mark[2] in self._numbers

    def _text(self, cell: Cell, text: str, item: Mapping[str, str], name: str) -> str:
        """The text with its marks replaced in one go, so that a value is never read as a mark."""

        def value(mark: re.Match[str]) -> str:
            known = ONE_MARK.fullmatch(mark[0])
            if known is None:
                raise _Unknown(f"{self._place(cell)}: {mark[0][:60]}: write {{{{ key }}}} or {{{{ LIST.key }}}}")
            if known[1]:
                if item and known[2] not in item:
                    raise _Unknown(f"{self._place(cell)}: {mark[0]}: the list {name} has {', '.join(item)}")
                return item.get(known[2], "")
            if known[2] not in self._what.values:
                raise _Unknown(f"{self._place(cell)}: {mark[0]}: the form has no such value")
            return self._what.values[known[2]]

        def made() -> Iterator[str]:
            for index, part in enumerate(_OPTIONAL.split(text)):
                values = [value(mark) for mark in _ANY_MARK.finditer(part)]
                if index % 2 and values and not any(values):
                    continue
                yield _ANY_MARK.sub(value, part)

        return "".join(made()).strip() if _OPTIONAL.search(text) else "".join(made())

    def _place(self, cell: Cell) -> str:
        return f"{self._sheet.title}!{cell.coordinate}"

    def _width(self, cell: Cell) -> float:
        """Millimetres of the cell and those merged with it."""
        last = cell.column
        for merged in self._sheet.merged_cells.ranges:
            if merged.min_row == cell.row and merged.min_col == cell.column:
                last = merged.max_col
        widths = _column_widths(self._sheet)
        characters = [widths.get(column, STANDARD_WIDTH) for column in range(cell.column, last + 1)]
        return sum(each * PIXELS_A_CHARACTER + PIXELS_OF_PADDING for each in characters) / PIXELS_A_MM


def _column_widths(sheet: Worksheet) -> dict[int, float]:
    """Characters of each column that has a width; equal ones side by side are kept as one."""
    found: dict[int, float] = {}
    for dimension in sheet.column_dimensions.values():
        if dimension.width and dimension.min and dimension.max:
            found.update(dict.fromkeys(range(dimension.min, min(dimension.max, 200) + 1), float(dimension.width)))
    return found
