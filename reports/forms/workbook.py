"""A filled form as a workbook: its tables as the originals have them, ready to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reports import official_sheet as page
from reports.forms.fields import QUARTER_WORDS, QUARTERS, YEAR, Filled, Form
from reports.forms.layout import Entry, Line, Sheet, lines_of
from reports.forms.layouts import sheets_of, table_fields
from reports.official_sheet import Formats, height, put, set_page, span

NO_CELL = "／"
BLOCK, GROUP, ITEM, VALUE = range(4)
QUARTERLY_WIDTHS = (20.0, 22.0, 34.0, 16.0, 16.0, 16.0, 16.0, 16.0)
PLAIN_WIDTHS = (24.0, 30.0, 54.0, 48.0)
LONGEST = 8_000
BETWEEN = "    "
_MARK = re.compile(r"\{\{ ([\w.]+) \}\}")


def write(what: Filled, path: Path) -> None:
    """Write the workbook; a list without rows has no sheet where the document would leave it out too."""
    sheets = sheets_of(what.form)
    there = [each for each in sheets if not each.if_rows or what.tables.get(each.rows)] or list(sheets[:1])
    _write(there, what, path)


def write_template(form: Form, path: Path) -> None:
    """The same workbook with marks instead of values, for a user to lay out anew (own_workbook.py fills it)."""
    sheets = sheets_of(form)
    listed = {name: each.columns for each in sheets for name in (each.rows, each.every) if name and each.columns}
    tables = {name: [{c.key: f"{{{{ {name}.{c.key} }}}}" for c in columns}] for name, columns in listed.items()}
    keys = {*form.cells(), *(key for each in sheets for key in _keys(each))}
    values = {key: f"{{{{ {key} }}}}" for key in keys}
    _write(sheets, Filled(form, values, tables, frozenset(), (), ()), path, marks=True)


def _keys(sheet: Sheet) -> Iterator[str]:
    """The values that stand outside the sheet's table."""
    for text in (sheet.title, sheet.subtitle, sheet.remark):
        yield from _MARK.findall(text)
    yield from (each.key for each in (*sheet.above, *sheet.below))


def _write(sheets: Sequence[Sheet], what: Filled, path: Path, *, marks: bool = False) -> None:
    with page.new_book(path, what.form.title if marks else _text(sheets[0].title, what.values)) as book:
        formats = Formats(book)
        for each in sheets:
            _Page(book.add_worksheet(each.name), each, what, formats, marks=marks).write()


class _Page:
    """One sheet while it is written from top to bottom."""

    def __init__(self, sheet: Any, layout: Sheet, what: Filled, formats: Formats, *, marks: bool) -> None:
        self._sheet, self._layout, self._what, self._formats = sheet, layout, what, formats
        self._marks = marks  # a template: marks stand for values, and take no room
        self._fields = [] if layout.columns else table_fields(what.form)
        self._quarterly = any(each.over for each in self._fields)
        self._widths = layout.widths or list(QUARTERLY_WIDTHS if self._quarterly else PLAIN_WIDTHS)
        self._last = len(self._widths) - 1
        self._row = 0

    def write(self) -> None:
        """Title, entries, table, entries, and how it prints."""
        layout, values = self._layout, self._what.values
        set_page(self._sheet, self._widths, landscape=layout.landscape)
        self._across(_text(layout.title, values), self._formats.title, page.TITLE_SIZE)
        if layout.subtitle:
            self._across(_text(layout.subtitle, values), self._formats.subtitle, page.LINE_SIZE)
        self._across(_entries(layout.above, values, marks=self._marks), self._formats.line, page.LINE_SIZE)
        head = self._row
        if layout.columns:
            self._rows(self._what.tables.get(layout.every or layout.rows, []))
        else:
            self._head(("项目", "指标", "指标", *((*QUARTER_WORDS, "年度") if self._quarterly else ("内容",))))
            for line in lines_of(self._fields):
                self._field(line)
        self._across(_entries(layout.below, values, marks=self._marks), self._formats.line, page.LINE_SIZE)
        self._across(_text(layout.remark, values), self._formats.line, page.LINE_SIZE)
        self._sheet.freeze_panes(head + 1, 0)
        self._sheet.repeat_rows(head)
        self._sheet.print_area(0, 0, self._row - 1, self._last)

    def _across(self, text: str, style: Any, size: float) -> None:
        if not text:
            return
        self._sheet.set_row(self._row, self._height([(text, sum(self._widths))], size) + (12 if size == page.TITLE_SIZE else 0))
        span(self._sheet, (self._row, 0), (self._row, self._last), text, style)
        self._row += 1

    def _head(self, names: Sequence[str]) -> None:
        """The head of the table; equal names side by side are one cell."""
        self._sheet.set_row(self._row, height(zip(names, self._widths, strict=True)))
        first = 0
        for column in range(1, len(names) + 1):
            if column == len(names) or names[column] != names[first]:
                span(self._sheet, (self._row, first), (self._row, column - 1), names[first], self._formats.head)
                first = column
        self._row += 1

    def _rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        columns = self._layout.columns
        self._head([column.head for column in columns])
        for row in rows:
            texts = [str(row.get(column.key, ""))[:LONGEST] for column in columns]
            self._sheet.set_row(self._row, self._height(zip(texts, self._widths, strict=True)))
            for index, (column, text) in enumerate(zip(columns, texts, strict=True)):
                put(self._sheet, self._row, index, text, self._formats, number=column.number, centred=column.centred)
            self._row += 1

    def _field(self, line: Line) -> None:
        """One line: its names, merged over those below that share them, and its cells."""
        row, field = self._row, line.field
        values = self._values(line)
        beside = self._widths[VALUE:] if len(values) > 1 else [sum(self._widths[VALUE:])]
        names = (line.item, sum(self._widths[ITEM:VALUE]) if line.group else sum(self._widths[GROUP:VALUE]))
        self._sheet.set_row(row, self._height([names, *zip(values, beside, strict=True)]))
        if line.block_span:
            span(self._sheet, (row, BLOCK), (row + line.block_span - 1, BLOCK), line.block, self._formats.centred)
        if line.group and line.group_span:
            span(self._sheet, (row, GROUP), (row + line.group_span - 1, GROUP), line.group, self._formats.centred)
        span(self._sheet, (row, ITEM if line.group else GROUP), (row, ITEM), line.item, self._formats.text)
        number, centred = field.kind in ("int", "number", "percent"), self._quarterly
        if len(values) == 1 and self._last > VALUE:
            span(self._sheet, (row, VALUE), (row, self._last), "", self._formats.centred)
        for index, text in enumerate(values):
            put(self._sheet, row, VALUE + index, text, self._formats, number=number, centred=centred)
        self._row += 1

    def _height(self, cells: Iterable[tuple[str, float]], size: float = page.CELL_SIZE) -> float:
        return height(((_MARK.sub("", text) if self._marks else text, width) for text, width in cells), size)

    def _values(self, line: Line) -> list[str]:
        key, values = line.field.key, self._what.values
        if not line.field.over:
            return [values.get(key, "")[:LONGEST]]
        year = NO_CELL if line.field.over == "quarter" else values.get(f"{key}_{YEAR}", "")
        return [*(values.get(f"{key}_{quarter}", "") for quarter in QUARTERS), year]


def _entries(entries: Sequence[Entry], values: Mapping[str, str], *, marks: bool) -> str:
    shown = [each for each in entries if not each.optional or values.get(each.key)]
    texts = [f"{each.label}：{values.get(each.key, '')}" for each in shown]
    if not marks:
        return BETWEEN.join(texts)
    parts = [f"[[{text}{BETWEEN}]]" if each.optional else f"{text}{BETWEEN}" for each, text in zip(shown, texts, strict=True)]
    return "".join(parts).strip()


def _text(text: str, values: Mapping[str, str]) -> str:
    return _MARK.sub(lambda mark: values.get(mark[1], ""), text)
