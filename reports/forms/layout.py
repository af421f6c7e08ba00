"""How a form's tables stand on paper: one description, from which the Word templates and the workbooks are made.

Texts may hold {{ key }} marks for values of the form, as the Word templates do. Widths are millimetres on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.forms.fields import Field

PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 156.0, 246.0
"""What is left of an A4 page between the margins of official documents."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table with a row for each element of a list."""

    head: str
    key: str
    width: float
    number: bool = False  # its digits are an amount, not a name or a code
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled value above or below a table."""

    label: str
    key: str
    optional: bool = False  # left out while it is empty


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with its title: of rows, or of the form's own fields where there are no columns."""

    name: str  # of the sheet
    title: str
    columns: tuple[Column, ...] = ()
    rows: str = "rows"  # the list in the form's tables
    every: str = ""  # another list for the workbook, where a document must be cut
    subtitle: str = ""
    above: tuple[Entry, ...] = ()
    below: tuple[Entry, ...] = ()
    remark: str = ""
    landscape: bool = False
    if_rows: bool = False  # left out while the list is empty

    @property
    def widths(self) -> list[float]:
        """Of the columns."""
        return [column.width for column in self.columns]


@dataclass(frozen=True, slots=True)
class Line:
    """One field in a table of fields. A span is how many lines a cell covers; 0: an earlier one covers this line."""

    field: Field
    block: str
    block_span: int
    group: str  # "" where the item covers both columns
    group_span: int
    item: str


def lines_of(fields: Sequence[Field]) -> list[Line]:
    """The lines of a table of fields: blocks, and in them groups of items (the part of a label before ：)."""
    parts = [(each, each.block, *_split(each.label)) for each in fields]
    lines = []
    for number, (each, block, group, item) in enumerate(parts):
        blocks = [part[1] for part in parts]
        groups = [(part[1], part[2]) for part in parts]
        span = _span(groups, number) if group else 1
        lines.append(Line(each, block, _span(blocks, number), group, span, item))
    return lines


def _split(label: str) -> tuple[str, str]:
    group, mark, item = label.partition("：")
    return (group, item) if mark else ("", label)


def _span(values: Sequence[object], at: int) -> int:
    if at and values[at - 1] == values[at]:
        return 0
    last = at
    while last + 1 < len(values) and values[last + 1] == values[at]:
        last += 1
    return last - at + 1
