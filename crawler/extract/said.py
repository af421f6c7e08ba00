"""What a page that says little says: its lines outside menus, footer and links. A page of many words has none."""

from __future__ import annotations

from crawler.extract.reading import Reading

_LITTLE = 200  # characters of a body below which a page says little
_FEW_ITEMS = 3
_MOST = 400
_LONGEST = 300
_FRAME = frozenset({"nav", "crumb", "footer", "friend", "pager"})


def what_is_said(r: Reading, length: int, items: int, *, home: bool) -> tuple[bool, tuple[str, ...]]:
    """Whether a page with a body of `length` and so many list items says little, and its visible lines that are no links.

    Of the home page the lines of its frame too: all other pages repeat them.
    """
    little = length < _LITTLE and items < _FEW_ITEMS and not home
    return little, _lines(r, home=home) if little or home else ()


def _lines(r: Reading, *, home: bool) -> tuple[str, ...]:
    chars = r.counts.link_chars
    return tuple(
        line.text[:_LONGEST]
        for line in r.lines[:_MOST]
        if (home or r.area[line.start] not in _FRAME)
        and not r.outline.hidden[line.start]
        and (chars[line.end] - chars[line.start]) * 2 < len(line.text)
    )
