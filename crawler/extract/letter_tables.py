"""Public letters in a table without links: the heading names the fields, each row is a whole letter (gkmlpt, small sites)."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.extract.letter_labels import TEXTS, field_of
from crawler.extract.letter_record import Record
from crawler.extract.outline import Outline
from crawler.extract.reading import Reading
from model import Letter, Page

MAX_ROWS = 500
_KNOWN = 3  # fields that a heading must name


def table_letters(r: Reading, page: Page) -> Iterator[Letter]:
    """The letters of every table whose heading names a day of sending and an answer or a state."""
    tags, ends = r.outline.tags, r.outline.ends
    for table, tag in enumerate(tags):
        if tag != "table" or r.area[table] or "table" in tags[table + 1 : ends[table]]:
            continue
        rows = [node for node in range(table, ends[table]) if tags[node] == "tr"][: MAX_ROWS + 1]
        head = [_field(r.outline.text(cell)) for cell in _cells(r.outline, rows[0])] if len(rows) > 1 else []
        if not _is_heading({name for name, _ in head}):
            continue
        for row in rows[1:]:
            letter = _letter(r, page, row, head)
            if letter is not None:
                yield letter


def _field(text: str) -> tuple[str, str]:
    return field_of(text) or "", "".join(text.split())


def _is_heading(names: set[str]) -> bool:
    dated = names & {"sent", "accepted"}
    return len(names - {""}) >= _KNOWN and bool(dated) and bool(names & {"answered", "answer", "state"}) and "title" in names


def _cells(outline: Outline, row: int) -> list[int]:
    return [cell for cell in outline.children(row) if outline.tags[cell] in ("td", "th")]


def _letter(r: Reading, page: Page, row: int, head: list[tuple[str, str]]) -> Letter | None:
    cells = _cells(r.outline, row)
    if len(cells) != len(head):
        return None
    record, title = Record(r.today, row, r.outline.ends[row]), ""
    for (name, label), cell in zip(head, cells, strict=True):
        text = r.outline.text(cell)
        if name == "title":
            title = text
        elif name and name not in TEXTS and text:
            record.put(name, label, text)
    return record.letter(title=title, url="", page=page.url, own_page=True) if title else None
