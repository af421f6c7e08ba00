"""The site map (网站地图): which columns it leads to, and by which names."""

from __future__ import annotations

import re
from dataclasses import replace

from model import LinkKind, Page, PageKind

_NAME = re.compile(r"(?:网站|站点|本站)地图|^site\s?map$", re.IGNORECASE)
_NOT_ITS_OWN = frozenset({"footer", "friend"})
_NO_MAP = frozenset({PageKind.HOME, PageKind.ARTICLE, PageKind.POLICY, PageKind.ERROR, PageKind.INTERSTITIAL, PageKind.DATA})
MAX_LINKS = 800
FEWEST = 8


def with_map(page: Page) -> Page:
    """The page with the links of the map that it is; any other page as it was."""
    if page.kind in _NO_MAP or not _NAME.search(page.title.strip()):
        return page
    links = tuple(
        link
        for link in page.links
        if link.kind is LinkKind.PAGE and link.text.strip() and link.area not in _NOT_ITS_OWN and len(link.text) <= 30
    )
    return replace(page, map_links=links[:MAX_LINKS]) if len(links) >= FEWEST else page
