"""Rows of a list that a script has as literals in any form: ["title", "/a.html", "2026-01-15"], add("title", …), a[0] = {…}.

A row is told by the form of its values: one address, one day, one title. Nothing is run; a text that is put together
from pieces makes no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.cms.source import unescape

_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){0,2000})\"|'((?:[^'\\\n]|\\.){0,2000})'")
_GROUP = re.compile(r"[\[({]([^\[\](){}]{3,1000})[\])}]")
_MARK = re.compile(r"\x00(\d+)\x00")
_ONLY_VALUES = re.compile(r"[\s\w$:,.\x00-]*")
_ADDRESS_LIKE = re.compile(r"^(?:https?://|/|\.{1,2}/)\S{3,300}$|^[\w./-]{3,200}\.(?:s?html?|aspx?|jsp|php)(?:\?\S{0,200})?$")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|svg|ico)(?:\?|$)", re.IGNORECASE)
_DAY_LIKE = re.compile(r"^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
_TITLE_LIKE = re.compile(r"[\u4e00-\u9fff].{0,80}[\u4e00-\u9fff].{0,80}[\u4e00-\u9fff]")
_MARKS, _FEWEST_MARKS = ("||", "|", "##", "#", "@@", "^", "~", "$$", ";"), 2
FEWEST = 2
MAX_CODE = 150_000
MAX_ROWS = 500


def by_form(values: list[str]) -> dict[str, str]:
    """One record told by the form of its values, {} where there is not one address and one day, or no title."""
    urls = [value for value in values if _ADDRESS_LIKE.match(value) and not PICTURE.search(value)]
    days = [value for value in values if _DAY_LIKE.match(value)]
    titles = [value for value in values if value not in urls and value not in days and _TITLE_LIKE.search(value)]
    return {"title": titles[0], "url": urls[0], "date": days[0]} if len(urls) == len(days) == 1 and titles else {}


def literal_rows(code: str) -> list[dict[str, str]]:
    """The rows of a script, [] where they are too few or some of them cannot be told: the newest may be one of those."""
    if "201" not in code and "202" not in code:
        return []
    rows: list[dict[str, str]] = []
    for values in _groups(code[:MAX_CODE]):
        if joined := joined_rows(values):
            rows += joined
            continue
        row = by_form(values)
        if not row and _may_be_one(values):
            return []
        rows += [row] if row else []
        if len(rows) >= MAX_ROWS:
            break
    return rows if len(rows) >= FEWEST else []


def joined_rows(values: list[str]) -> list[dict[str, str]]:
    """The rows of literals that each hold a whole row with marks between its fields: ["title|/a.html|2026-01-15", …]."""
    for mark in _MARKS:
        if values and all(value.count(mark) == values[0].count(mark) >= _FEWEST_MARKS for value in values):
            rows = [by_form([field.strip() for field in value.split(mark)]) for value in values]
            return rows if all(rows) else []
    return []


def _groups(code: str) -> Iterator[list[str]]:
    """The literals of each innermost pair of brackets that holds nothing but values and their names."""
    literals = [unescape(match[1] if match[1] is not None else match[2]) for match in _LITERAL.finditer(code)]
    numbers = iter(range(len(literals)))
    masked = _LITERAL.sub(lambda _: f"\x00{next(numbers)}\x00", code)
    for match in _GROUP.finditer(masked):
        if _ONLY_VALUES.fullmatch(match[1]) and (marks := _MARK.findall(match[1])):
            yield [literals[int(number)] for number in marks]


def _may_be_one(values: list[str]) -> bool:
    """Whether a group has a title and an address: a row whose day cannot be told."""
    return any(_ADDRESS_LIKE.match(value) for value in values) and any(_TITLE_LIKE.search(value) for value in values)
