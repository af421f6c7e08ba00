"""Days of publication that no calendar has: 2月30日, a thirteenth month, the year 2206."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

Figures = tuple[str, ...]

_DAY = r"(?<![\d\w./-])(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?![\d./-]|\s*号)"
_STATED = re.compile(
    rf"(?:(?:发布|发文|公开|更新|发稿|添加|录入)\s*(?:时\s*间|日\s*期)|(?:^|[\s|｜【\[（(])(?:时\s*间|日\s*期))\s*[:：]?\s*{_DAY}"
)
_PARTICULARS = re.compile(
    rf"^\s*[【\[（(]?{_DAY}[】\]）)]?\s*(?:\d{{1,2}}:\d\d|\S{{0,6}}(?:来源|浏览|点击|阅读)|作者|发布(?:单位|机构|部门))"
    rf"|(?:来源|作者|编辑|发布)\s*[:：]?\s*\S{{0,20}}\s+{_DAY}\s+\d{{1,2}}:\d\d"
)
"""A date without a label in a line of particulars: a clock or the source stands beside it."""
_ANYWHERE = re.compile(_DAY)
_TAGGED = re.compile(rf"^\s*{_DAY}")
LATEST_YEAR = 2099
"""Years beyond it are a slip of the keyboard (2206) and no day to come."""


def stated_on(lines: Iterable[str], tags: Iterable[str]) -> str:
    """The day that a page states as that of its publication, where there is no such day; "" where there is one, or none."""
    tagged = next((match.groups() for value in tags if (match := _TAGGED.search(value))), ())
    stated = next((day for line in lines if (day := _stated_in(line, tagged))), None)
    return "" if stated is None or _exists(*map(int, stated)) else "-".join(stated)


def _stated_in(line: str, tagged: Figures) -> Figures | None:
    """The figures of the day of publication that a line states: by its label, its particulars, or as the tag repeats it."""
    if match := _STATED.search(line) or _PARTICULARS.search(line):
        return tuple(figure for figure in match.groups() if figure)
    same = (match.groups() for match in _ANYWHERE.finditer(line))
    return next((day for day in same if tagged and [int(n) for n in day] == [int(n) for n in tagged]), None)


def _exists(year: int, month: int, day: int) -> bool:
    if year > LATEST_YEAR:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
