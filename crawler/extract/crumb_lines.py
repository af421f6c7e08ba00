"""A line 首页 > 通知公告, 首页·通知公告 or » 通知公告 that no markup and no words mark as where one is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.text import Line

_LINE = re.compile(r"(?:网站)?首\s*页\s*(?:[>＞»›→]+\s*\S.{0,100}|[·•]\s*[\u4e00-\u9fff]{2,12})")
_MARKED = re.compile(r"[»›]\s*[\u4e00-\u9fff]{2,12}")
"""Only where it is the one line that begins so: menus and lists have the mark in front of each entry."""
_MARKS = re.compile(r"\s*[>＞»›→·•]+\s*")
_FIRST_LINES, _MOST = 30, 12


def crumb_line(lines: Sequence[Line]) -> tuple[str, ...]:
    """The names of such a line among the first ones of a page, () without one."""
    line = next((line for line in lines[:_FIRST_LINES] if _LINE.fullmatch(line.text)), None)
    line = line or _only_marked(lines)
    names = (name.strip(" :：")[:60] for name in _MARKS.split(line.text)) if line else ()
    return tuple(name for name in names if name)[:_MOST]


def _only_marked(lines: Sequence[Line]) -> Line | None:
    marked = [(at, line) for at, line in enumerate(lines) if line.text[:1] in ("»", "›")]
    at, line = marked[0] if len(marked) == 1 else (len(lines), None)
    return line if line is not None and at < _FIRST_LINES and _MARKED.fullmatch(line.text) else None
