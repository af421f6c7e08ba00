"""What stands at the head of a page's content: its title, the date shown beside it, the property table, the document number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crawler.extract import page_dates
from crawler.extract.documents.properties import may_stand_in_cells, number_near_title, read_properties, with_colons
from crawler.extract.lists.blocks import Range
from crawler.extract.lists.page_lists import sole_list
from crawler.extract.meta import first
from crawler.extract.reading import Reading, outside
from crawler.extract.text import below_title
from crawler.extract.title import read_title
from model import DateFact, ListBlock, Properties


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a page. `node` is the title's, -1 where it stands nowhere; `line` that of the shown date."""

    title: str
    node: int
    shown: DateFact | None
    line: int
    properties: Properties | None
    number: str


_PROSE = 40  # characters of a line that belongs to the text
_PARTICULARS = 4
"""Lines below a title from which a date is no longer one of its particulars."""
_TITLE = 6
"""Characters of a title that is more than the name of a column."""


def read_heading(
    r: Reading, tags: Mapping[str, tuple[str, ...]], blocks: list[ListBlock], ranges: list[Range], *, paged: bool
) -> Heading:
    """The head of a page whose lists are known. Where the body has no container, it begins below the title: `r.body` moves."""
    candidates = page_dates.date_lines(r.lines, r.outline, r.area, r.today, ranges)
    properties = _properties(r, ranges)
    title, node = read_title(
        r.outline,
        r.counts,
        r.area,
        tags,
        r.lines,
        properties.title if properties else "",
        r.body,
        page_dates.first_dated_node(candidates, r.lines),
        ranges,
        sole_list(blocks, ranges, paged=paged),
    )
    head = node if node >= 0 else _line_of(r, title)
    if not r.body[1] and head >= 0 and first(tags, "articletitle"):
        r.body = below_title(r.outline, r.counts, r.area, head, len(title))
    shown, line = page_dates.shown_date(candidates, r.lines, head, r.body, title)
    if not r.body[1] and head >= 0 and shown and _has_own_line(r, head, line) and not ranges:
        r.body = below_title(r.outline, r.counts, r.area, head, len(title))
    if shown and properties and properties.published and _in_cell(r, line):
        shown = None  # it is the table's own cell
    number = number_near_title(r.lines, r.body, node)
    if number and (properties is None or not properties.document_number):
        properties = replace(properties or Properties(), document_number=number)
    return Heading(title, node, shown, line, properties, number)


def _has_own_line(r: Reading, head: int, line: int) -> bool:
    """Whether the day of publication stands in the line below the title, as that of an article does."""
    between = sum(head < one.start <= r.lines[line].start for one in r.lines[max(0, line - _PARTICULARS) : line + 1])
    return 1 <= between < _PARTICULARS


def _line_of(r: Reading, title: str) -> int:
    """Where a title stands as a line of its own that no markup marks as a heading (a cell of a layout table), -1 if nowhere.

    A body that was found without a name may hold it, above the first line of its text.
    """
    if len(title) < _TITLE or (r.body[1] and r.named):
        return -1
    begin, end = r.body
    text = next((line.start for line in r.lines if begin <= line.start < end and len(line.text) >= _PROSE), end)
    lines = (line for line in r.lines if not end or begin <= line.start < text)
    return next((line.start for line in lines if line.text == title and not r.area[line.start]), -1)


def _properties(r: Reading, ranges: list[Range]) -> Properties | None:
    lines = outside(r.lines, ranges)
    return read_properties(with_colons(r.outline, lines) if may_stand_in_cells(r.html) else lines, r.today)


def _in_cell(r: Reading, line: int) -> bool:
    return r.outline.tags[r.outline.parents[r.lines[line].start]] in ("td", "th")
