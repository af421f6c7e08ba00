"""Links inside drawings of a page (svg), which the outline takes as a whole: maps of counties, entries drawn as tiles."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_DRAWING = re.compile(r"<svg\b", re.IGNORECASE), re.compile(r"</svg", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
_ANCHOR = re.compile(
    r"<a\b[^<>]{0,400}?\s(?:xlink:)?href\s*=\s*(?:\"([^\"<>]{1,1000})\"|'([^'<>]{1,1000})')[^<>]{0,400}>", re.I
)
_CLOSING = re.compile(r"</a\s{0,3}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,400}>")
_WORDS = 400  # characters in which the words of a link are looked for
MAX_DRAWINGS = 200


def has_drawn_links(source: str) -> bool:
    """A cheap question before `drawn_links`."""
    return "</svg" in source and next(drawn_links(source), None) is not None


def drawn_links(source: str) -> Iterator[tuple[str, str]]:
    """(address as written, words) of the links in a page's drawings."""
    at, (opening, closing) = 0, _DRAWING
    page = _COMMENT.sub("", source) if "</svg" in source else ""
    for _ in range(MAX_DRAWINGS):
        start = opening.search(page, at)
        end = closing.search(page, start.end()) if start else None
        if start is None or end is None:
            return
        drawing, at = page[start.end() : end.start()], end.end()
        for anchor in _ANCHOR.finditer(drawing):
            words = _CLOSING.split(drawing[anchor.end() : anchor.end() + _WORDS], maxsplit=1)[0]
            yield html.unescape(anchor[1] or anchor[2]), " ".join(html.unescape(_TAG.sub(" ", words)).split())
