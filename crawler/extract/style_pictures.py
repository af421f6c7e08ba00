"""Pictures that stand in the style of an element: <div style="background:url(/images/a.jpg)">."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_HAS = re.compile(r"style\s*=\s*(?:\"[^\"<>]{0,300}?|'[^'<>]{0,300}?)url\s*\(", re.IGNORECASE)
_URL = re.compile(r"url\s*\(\s*[\"']?([^\"')\s]{1,1000})", re.IGNORECASE)


def has_style_pictures(html: str) -> bool:
    """A cheap question before `style_pictures`."""
    return ("url(" in html or "URL(" in html) and _HAS.search(html) is not None


def style_pictures(elements: Iterable[tuple[int, tuple[str, Mapping[str, str | None]]]]) -> Iterator[tuple[str, int]]:
    """(address as written, number of the element)."""
    for node, (_, attrs) in elements:
        style = attrs.get("style") if attrs else None
        if style and "url" in style.lower():
            for address in _URL.findall(style[:4000]):
                if address[:5].lower() not in ("data:", "about") and address[0] != "#":
                    yield address, node
