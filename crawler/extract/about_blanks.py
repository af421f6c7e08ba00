"""What was never filled in on a page on the body itself: a leader's empty part, XXX of a template, columns of empty cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.extract.outline import Outline

_PART = re.compile(
    r"^\s*(?P<name>(?:工作|主要|分管|个人|本人)?(?:分工|职责|简\s*历|履\s*历|经历|分管工作))\s*[:：]\s*(?P<said>.{0,40})",
    re.DOTALL,
)
_LABEL = re.compile(r"^\s*[\u4e00-\u9fff]{2,6}\s*[:：]")
_TEMPLATE = re.compile(
    r"(?<![A-Za-z0-9])[XxＸ×]{2,}(?:-[XxＸ×]{3,})?[市县区省路街镇乡号室局]|[:：]\s*(?:[XxＸ×]{3,}(?:-[XxＸ×]{3,})?|某某某?)\s*$|^[XxＸ×]{2,8}$"
    r"|[（(【]\s*(?:待补充|待完善|待填写|请填写|此处填写)[^（）()]{0,10}[）)】]"
)
"""Left from a template: XX市XX路, 电话：XXXX-XXXXXXX, a name XXX, （待补充）."""
_HEAD = re.compile(r"^(?:办公|联系|单位)?(?:电\s*话|地\s*址)$|^(?:联系|办公|咨询)电话$|^负责人(?:姓名)?$|^(?:主要)?职[能责]$")
_SHORT = 8
_ROWS = 2
"""Rows of names of offices below the head of a table before an empty column means anything."""
MAX_TABLES, MAX_CELLS = 20, 2000


def blank_parts(texts: Sequence[str]) -> int:
    """How many parts of a person (工作分工：, 个人简历：) say nothing where the same part of another person says something.

    What follows in the next line is the part's text, unless it is the next label or the page ends.
    """
    filled: set[str] = set()
    blank: list[str] = []
    for number, text in enumerate(texts):
        if not (part := _PART.match(text[:80])):
            continue
        below = texts[number + 1] if number + 1 < len(texts) else ""
        said = part["said"].strip() or ("" if _LABEL.match(below) else below.strip())
        name = "".join(part["name"].split())
        if said:
            filled.add(name)
        else:
            blank.append(name)
    return sum(name in filled for name in blank)


def template_words(texts: Sequence[str]) -> str:
    """The first words left from a template, "" where there are none."""
    return next((match[0].strip(" :：") for text in texts if (match := _TEMPLATE.search(text[:400]))), "")


def blank_column(outline: Outline, own: Sequence[int]) -> str:
    """The head of a column of telephones, addresses or heads of offices that no row fills, "" where there is none."""
    tables = [node for node in own if outline.tags[node] == "table"]
    for table in tables[:MAX_TABLES]:
        rows = [row for row in _rows(outline, table) if len(row) > 1]
        if len(rows) <= _ROWS or not all(0 < len(head) <= _SHORT for head in rows[0]):
            continue
        body = [row for row in rows[1:] if len(row) == len(rows[0]) and row[0]]
        for place, head in enumerate(rows[0]):
            if place and len(body) >= _ROWS and _HEAD.match(head) and not any(row[place] for row in body):
                return head
    return ""


def _rows(outline: Outline, table: int) -> Iterator[list[str]]:
    """The texts of the cells of a table's rows; a picture, a link or a field in a cell counts as something said."""
    if outline.ends[table] - table > MAX_CELLS or "table" in outline.tags[table + 1 : outline.ends[table]]:
        return
    for node in range(table + 1, outline.ends[table]):
        if outline.tags[node] == "tr":
            cells = (cell for cell in outline.children(node) if outline.tags[cell] in ("td", "th"))
            yield [_said(outline, cell) for cell in cells]


def _said(outline: Outline, cell: int) -> str:
    inside = outline.tags[cell + 1 : outline.ends[cell]]
    return outline.text(cell) or ("…" if {"img", "a", "input", "script", "iframe"} & set(inside) else "")
