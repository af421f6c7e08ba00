"""The title of a card whose link holds none of it: a picture, 查看详情, nothing at all; the title stands beside the link."""

from __future__ import annotations

import re
from collections.abc import Collection

from crawler.extract.outline import TEXT, Outline

_CARDS = frozenset({"li", "div", "dl", "dd", "tr", "td", "article", "section", "p"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "b"})
_CLIMB = 4
MAX_NODES = 60  # of a card
SHORTEST = 6  # characters of a title
LONGEST = 400  # characters of a card with its summary; what says more is the text of an article


def card_title(outline: Outline, anchor: int, dates: Collection[int], no_title: re.Pattern[str]) -> str:
    """The words of the card around an anchor without words of its own: its heading, else its first line; "" without a card.

    A card is the nearest part with a date in it; all its links lead to one address, and none of them has the title.
    """
    href = outline.get(anchor, "href")
    if not href or href[0] == "#" or not dates:
        return ""
    for up in outline.ancestors(anchor, _CLIMB):
        end = outline.ends[up]
        if outline.tags[up] not in _CARDS or end - up > MAX_NODES:
            return ""
        if any(node in dates for node in range(up, end)):
            return _title_in(outline, up, anchor, dates, no_title) if _is_card(outline, up, href, no_title) else ""
    return ""


def _is_card(outline: Outline, card: int, href: str, no_title: re.Pattern[str]) -> bool:
    if sum(map(len, outline.texts[card : outline.ends[card]])) > LONGEST:
        return False
    for node in range(card, outline.ends[card]):
        if outline.tags[node] != "a":
            continue
        words = outline.text(node)
        if outline.get(node, "href") != href or (words and not no_title.match(words)):
            return False
    return True


def _title_in(outline: Outline, card: int, anchor: int, dates: Collection[int], no_title: re.Pattern[str]) -> str:
    texts = []
    for node in range(card, outline.ends[card]):
        words = outline.texts[node].strip() if outline.tags[node] == TEXT and node not in dates else ""
        if len(words) >= SHORTEST and not anchor < node < outline.ends[anchor] and not no_title.match(words):
            texts.append(node)
    headed = (node for node in texts if any(outline.tags[up] in _HEADINGS for up in outline.ancestors(node, 2) if up > card))
    titled = (node for node in texts if any("tit" in outline.names(up) for up in outline.ancestors(node, 2) if up > card))
    node = next(headed, next(titled, texts[0] if texts else -1))
    return (
        outline.text(outline.parents[node])[:300]
        if node >= 0 and outline.parents[node] != card
        else (" ".join(outline.texts[node].split())[:300] if node >= 0 else "")
    )
