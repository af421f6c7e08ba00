"""Property tables in odd dress: labels in a row of their own above the values, in brackets in one line, or without a colon."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, pairwise

from crawler.extract.outline import Outline
from crawler.extract.text import Line

FEWEST = 3
"""Labels side by side that make a heading row, or a line of bracketed labels."""
_MOST_CELLS, _MOST_ROWS = 16, 200
_LONGEST_RUN, _FEWEST_WORDS = 300, 2
_VALUE = re.compile(r"[:：\dA-Za-z]|(?:现行|继续)?有效$|废止$|失效$")
_A_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(【][12]\d{3}[〕\]）)】]第?\d{1,5}号")
_BRACKETED = re.compile(r"[【\[]\s*([\u4e00-\u9fff][\u4e00-\u9fff\s\u3000]{1,12})[】\]]\s*[:：]?")


def with_rows(outline: Outline, lines: Sequence[Line], is_label: Callable[[str], bool]) -> list[Line]:
    """The lines; a row of labels with the row of values below it as pairs, empty values too."""
    pairs = _pairs(outline, is_label)
    if not pairs:
        return list(lines)
    begin, end = pairs[0].start, pairs[-1].end
    kept = [line for line in lines if not begin <= line.start < end]
    return sorted([*kept, *pairs], key=lambda line: line.start)


def _pairs(outline: Outline, is_label: Callable[[str], bool]) -> list[Line]:
    rows = [node for node, tag in enumerate(outline.tags) if tag == "tr"][:_MOST_ROWS]
    for row, below in pairwise(rows):
        names = [outline.text(cell) for cell in islice(outline.children(row), _MOST_CELLS)]
        if len(names) < FEWEST or not all(is_label(name) for name in names):
            continue
        cells = list(islice(outline.children(below), _MOST_CELLS))
        values = [outline.text(cell) for cell in cells]
        if len(values) == len(names) and not any(is_label(value) for value in values):
            # Each pair stands where its value does, the first one where the labels begin.
            starts = [row, *cells[1:]]
            ends = [outline.ends[cell] for cell in cells]
            paired = zip(starts, ends, names, values, strict=True)
            return [Line(start, end, f"{name.rstrip('：: ')}：{value}") for start, end, name, value in paired]
    return []


def unbracketed(line: Line, is_label: Callable[[str], bool]) -> list[Line]:
    """A line of 【索引号】… 【文号】… as a line for each label; any other line as it is."""
    found = [match for match in _BRACKETED.finditer(line.text) if is_label(match[1])]
    if len(found) < FEWEST:
        return [line]
    ends = [*(match.start() for match in found[1:]), len(line.text)]
    return [
        Line(line.start, line.end, f"{match[1]}：{line.text[match.end() : end].strip()}")
        for match, end in zip(found, ends, strict=True)
    ]


def run_on(line: Line, label_before: Callable[[str], str]) -> list[Line]:
    """A line whose words each begin with a label and go on with its value (索引号014/2026-1　成文日期2026-03-05), cut there."""
    words = line.text.split() if len(line.text) <= _LONGEST_RUN else []
    if len(words) < _FEWEST_WORDS:
        return [line]
    labelled = [(word, label_before(word)) for word in words]
    pairs = [_pair(word, label) for word, label in labelled]
    bare = any(label and word[len(label) :][:1] not in "：:" for word, label in labelled)
    return [Line(line.start, line.end, pair) for pair in pairs] if bare and all(pairs) else [line]


def _pair(word: str, label: str) -> str:
    """索引号：014/2026-1 for a word that begins with a label, or is a 文号 itself; "" for any other."""
    if label and not _VALUE.match(word, len(label)):
        return ""  # 文号由办公室统一编制: a sentence
    if label:
        return f"{label}：{word[len(label) :].lstrip('：:')}"
    return f"文号：{word}" if _A_NUMBER.fullmatch(word) else ""
