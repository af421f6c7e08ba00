"""What a page that says little says: its lines outside menus, footer and links. A page of many words has none.

A list is no such page; but a line of loss over a list of other articles (信息不存在，看看大家都在读) may be an error page.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.loss_words import lost_words
from crawler.extract.reading import Reading

_LITTLE = 200  # characters of a body below which a page says little
_FEW_ITEMS = 3
_MOST = 400
_LONGEST = 300
_A_LINE = 60
_MAY_BE_LOST = (
    "不存在",
    "找",
    "删除",
    "下线",
    "下架",
    "404",
    "撤",
    "失效",
    "走丢",
    "无法",
    "不能",
    "错误",
    "出错",
    "迁",
    "不到",
    "没有",
    "过期",
)
_FRAME = frozenset({"nav", "crumb", "footer", "friend", "pager"})


def what_is_said(r: Reading, length: int, items: int, *, home: bool) -> tuple[bool, tuple[str, ...]]:
    """Whether a page with a body of `length` and so many list items says little, and its visible lines that are no links.

    Of the home page the lines of its frame too: all other pages repeat them.
    """
    short = length < _LITTLE and not home
    if short and items >= _FEW_ITEMS:
        lines = _lines(r, home=False)
        return (True, lines) if _tells_a_loss(lines) else (False, ())
    return short, _lines(r, home=home) if short or home else ()


def _tells_a_loss(lines: Sequence[str]) -> bool:
    """Whether one of the first short lines that are no links says that something is gone: beside it stand articles to read."""
    first = [line for line in lines[:40] if len(line) <= _A_LINE and any(word in line for word in _MAY_BE_LOST)]
    return bool(first) and bool(lost_words("\n".join(first)))


def _lines(r: Reading, *, home: bool) -> tuple[str, ...]:
    chars = r.counts.link_chars
    return tuple(
        line.text[:_LONGEST]
        for line in r.lines[:_MOST]
        if (home or r.area[line.start] not in _FRAME)
        and not r.outline.hidden[line.start]
        and (chars[line.end] - chars[line.start]) * 2 < len(line.text)
    )
