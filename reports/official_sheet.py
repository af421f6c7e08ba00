"""The page of an official table for XlsxWriter: paper, margins, fonts, rules, rows as high as their text.

Every value is written as a text or as a number, never as a formula, whatever it begins with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter

TITLE_FONT, LINE_FONT, CELL_FONT = "方正小标宋简体", "仿宋_GB2312", "宋体"
TITLE_SIZE, LINE_SIZE, CELL_SIZE = 20, 12, 10.5
A4 = 9
MARGIN = 0.79
"""Inches: 20 mm."""
PIXELS_A_MM = 96 / 25.4
MM_A_POINT = 25.4 / 72
PADDING = 2.0
"""Millimetres of a cell that its text cannot use."""
LINE_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT = 14.5, 21.0, 409.0
"""Points; Excel has no higher row."""
OPTIONS: Mapping[str, bool] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_AMOUNT = re.compile(r"(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?")


def new_book(path: Path, title: str) -> Any:
    """An empty workbook that takes texts as texts."""
    book = xlsxwriter.Workbook(str(path), {**OPTIONS, "in_memory": True})
    book.set_properties({"title": title, "author": "", "comments": ""})
    return book


class Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._amounts: dict[tuple[str, bool], Any] = {}
        centre = {"align": "center", "valign": "vcenter", "text_wrap": True}
        cell = {"font_name": CELL_FONT, "font_size": CELL_SIZE, "border": 1, "valign": "vcenter", "text_wrap": True}
        self._cell = cell
        self.title = book.add_format({"font_name": TITLE_FONT, "font_size": TITLE_SIZE, **centre})
        self.line = book.add_format({"font_name": LINE_FONT, "font_size": LINE_SIZE, "valign": "vcenter", "text_wrap": True})
        self.subtitle = book.add_format({"font_name": LINE_FONT, "font_size": LINE_SIZE, **centre})
        self.head = book.add_format({**cell, "bold": True, "align": "center"})
        self.text = book.add_format({**cell, "num_format": "@"})
        self.centred = book.add_format({**cell, "align": "center", "num_format": "@"})

    def amount(self, shown: str, *, centred: bool) -> Any:
        """For a number that is shown with as many decimals as it was given."""
        key = (shown, centred)
        if key not in self._amounts:
            align = "center" if centred else "left"
            self._amounts[key] = self._book.add_format({**self._cell, "align": align, "num_format": shown})
        return self._amounts[key]


def set_page(sheet: Any, widths: Sequence[float], *, landscape: bool) -> None:
    """A4, everything on one page's width, centred, numbered; columns in millimetres."""
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer(f'&C&"{CELL_FONT},Regular"&12— &P —')
    for index, width in enumerate(widths):
        sheet.set_column_pixels(index, index, round(width * PIXELS_A_MM))


def put(sheet: Any, row: int, column: int, text: str, formats: Formats, *, number: bool, centred: bool = False) -> None:
    """A value: a number where it is one and may be, else the text itself."""
    found = amount_in(text) if number else None
    if found is not None:
        sheet.write_number(row, column, found[0], formats.amount(found[1], centred=centred))
    elif text:
        sheet.write_string(row, column, text, formats.centred if centred else formats.text)
    else:
        sheet.write_blank(row, column, None, formats.text)


def amount_in(text: str) -> tuple[float, str] | None:
    """The number that a text is, with the format that shows it as it was given; None for any other text."""
    plain, percent = text.removesuffix("%"), text.endswith("%")
    if not _AMOUNT.fullmatch(plain):
        return None
    decimals = len(plain.partition(".")[2])
    shown = f"0.{'0' * decimals}" if decimals else "0"
    return (round(float(plain) / 100, 6), f"{shown}%") if percent else (float(plain), shown)


def span(sheet: Any, first: tuple[int, int], last: tuple[int, int], text: str, style: Any) -> None:
    """A text over one or several cells."""
    if first != last:
        sheet.merge_range(*first, *last, "", style)
    sheet.write_string(*first, text, style)


def height(cells: Iterable[tuple[str, float]], size: float = CELL_SIZE) -> float:
    """Points that a row needs for (text, millimetres) cells: not every program fits rows to wrapped text by itself."""
    lines = max((_lines(text, width, size) for text, width in cells), default=1)
    return min(max(LEAST_HEIGHT, lines * LINE_HEIGHT * size / CELL_SIZE + 6), MOST_HEIGHT)


def _lines(text: str, width: float, size: float) -> int:
    room = max((width - PADDING) / (size * MM_A_POINT), 1.0)  # full-width characters in a line
    return sum(max(1, ceil(_wide(part) / room)) for part in text.split("\n"))


def _wide(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.52 for character in text)
