"""A letter's particulars whose labels stand above their values (a row of headings) or below them (a card of figures)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

from crawler.extract.dates import parse_dates
from crawler.extract.letters.labels import field_of
from crawler.extract.letters.steps import dated_steps
from crawler.extract.outline import Outline
from crawler.extract.text import Line
from model import DatePlace

MAX_HEADS, MAX_CELLS = 12, 12  # rows of headings of one letter that are looked at, and cells of each
_LONGEST = 24  # characters of a heading or of a value that is a day
_STEPS = {
    **dict.fromkeys(
        ("来信", "写信", "提交", "网民来信", "网友来信", "群众来信", "信件提交", "网民留言", "提交信件"), "来信时间"
    ),
    **dict.fromkeys(
        ("答复", "回复", "办结", "反馈", "已答复", "已回复", "已办结", "单位答复", "部门答复", "答复办结"), "答复时间"
    ),
}
"""The first and the last step of a letter's course (办理过程), a row each with its day in another cell."""
_DAYS = frozenset({"sent", "accepted", "posted", "answered"})
_PARTICULARS = _DAYS | {"office", "state", "number", "kind"}


def with_values(outline: Outline, lines: Sequence[Line], today: date) -> list[Line]:
    """The lines, each label beside its value, whichever of them stood first."""
    lines = dated_steps(_course(outline, lines, today), today)
    if sum(field_of(line.text) in _PARTICULARS for line in lines) < 2:
        return list(lines)
    return _labels_below(outline, _headings_above(outline, lines), today)


def _course(outline: Outline, lines: Sequence[Line], today: date) -> list[Line]:
    """A table of a letter's steps as its days of sending and of the answer; it must show both, each once."""
    steps = [(at, label) for at, line in enumerate(lines) if len(line.text) <= 6 and (label := _STEPS.get(line.text.strip()))]
    if sorted(label for _, label in steps) != sorted(set(_STEPS.values())):
        return list(lines)
    kept = list(lines)
    for at, label in steps:
        row = outline.parents[outline.parents[lines[at].start]]
        inside = [line for line in lines[at + 1 : at + MAX_CELLS] if row >= 0 and line.start < outline.ends[row]]
        days = [line for line in inside if _is_day(line.text, today)]
        if len(days) != 1 or outline.tags[row] != "tr":
            return list(lines)
        kept[at] = Line(lines[at].start, lines[at].end, f"{label}：{days[0].text}")
    return kept


def _headings_above(outline: Outline, lines: Sequence[Line]) -> list[Line]:
    """Two rows of as many cells, the first one nothing but labels, read as pairs."""
    kept: list[Line] = []
    behind = -1  # the node behind the last row of values
    tried = 0
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.start < behind:
            continue
        kept.append(line)
        if following is None or tried >= MAX_HEADS or not field_of(line.text) or not field_of(following.text):
            continue
        tried += 1
        pairs, end = _pairs(outline, line, following)
        if pairs:
            kept[-1:] = pairs
            behind = end
    return kept


def _pairs(outline: Outline, line: Line, following: Line) -> tuple[list[Line], int]:
    row = next((up for up in outline.ancestors(line.start, 4) if outline.ends[up] > following.start), -1)
    if row < 0 or outline.parents[row] < 0:
        return [], -1
    names = [outline.text(cell) for cell in islice(outline.children(row), MAX_CELLS + 1)]
    while len(names) > 2 and not names[-1]:
        names.pop()  # a cell that only fills the row
    fit = len(names) <= MAX_CELLS and all(name and len(name) <= _LONGEST for name in names)
    if not fit or not _heads_letters(names):
        return [], -1
    values = _next_row(outline, row)
    cells = list(islice(outline.children(values), MAX_CELLS + 1)) if values >= 0 else []
    texts = [outline.text(cell) for cell in cells]
    if any(texts[len(names) :]):
        return [], -1
    cells, texts = cells[: len(names)], texts[: len(names)]
    if len(texts) != len(names) or any(field_of(text) for text in texts):
        return [], -1
    paired = zip(names, texts, cells, strict=True)
    return [Line(cell, outline.ends[cell], f"{name.rstrip('：: ')}：{text}") for name, text, cell in paired], outline.ends[
        values
    ]


def _heads_letters(names: Sequence[str]) -> bool:
    """Whether labels are those of a letter, or of its answer; 受理时间 beside 办结时间 heads a table of permits, too."""
    known = [field_of(name) for name in names]
    return len(known) > known.count(None) + 1 and ("sent" in known or ("answered" in known and "accepted" not in known))


def _next_row(outline: Outline, row: int) -> int:
    """The row behind a row of headings, that of the next part (tbody) where it is the last of its own."""
    parent = outline.parents[row]
    after = next((child for child in outline.children(parent) if child > row), -1)
    if after >= 0 or outline.parents[parent] < 0:
        return after
    part = next((child for child in outline.children(outline.parents[parent]) if child > parent), -1)
    return next(iter(outline.children(part)), -1) if part >= 0 else -1


def _labels_below(outline: Outline, lines: Sequence[Line], today: date) -> list[Line]:
    """Every label that alone shares its box with the value above it, where the first one of a day does so."""
    first = next((at for at, line in enumerate(lines) if field_of(line.text) in _DAYS), 0)
    if not first or not _is_day(lines[first - 1].text, today) or not _boxed(outline, lines, first):
        return list(lines)
    kept: list[Line] = []
    for at, line in enumerate(lines):
        if kept and field_of(line.text) in _PARTICULARS and _boxed(outline, lines, at):
            above = kept.pop()
            line = Line(above.start, line.end, f"{line.text.strip('：: ')}：{above.text}")
        kept.append(line)
    return kept


def _boxed(outline: Outline, lines: Sequence[Line], at: int) -> bool:
    """Whether a line and the one above it fill an element of their own."""
    above = lines[at - 1]
    box = next((up for up in outline.ancestors(lines[at].start, 4) if up <= above.start), -1)
    alone = at + 1 >= len(lines) or outline.ends[box] <= lines[at + 1].start
    return box >= 0 and alone and (at < 2 or lines[at - 2].start < box)


def _is_day(text: str, today: date) -> bool:
    facts = parse_dates(text, DatePlace.SHOWN, today) if 8 <= len(text) <= _LONGEST else []
    return len(facts) == 1 and len(text.replace(facts[0].raw, "").strip()) <= 9
