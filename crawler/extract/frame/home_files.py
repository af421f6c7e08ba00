"""The files from which a home page's scripts take its navigation: pieces of pages, script files, a table in JSON.

Each becomes a link to be read (`READ`), as deep as the home page itself: what it holds stands on the home page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from crawler.cms.source import Source
from crawler.cms.xhr import calls
from crawler.extract.frame.menu_file import named_as_menu
from crawler.link_kinds import is_library
from model import READ, Link, LinkKind, MenuEntry, Page, PageKind

_INCLUDED = re.compile(
    r"<[a-z][\w-]{0,30}\b[^<>]{0,300}?\b(?:data-include|include-html|w3-include-html|data-load|data-src|include)\s*=\s*"
    r"[\"']([^\"'<>\s]{3,200}\.(?:s?html?|inc|jsp|aspx?|php|txt)(?:\?[^\"'<>\s]{0,80})?)[\"']",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\.(?:s?html?|inc|jsp|aspx?|php|txt)(?:\?|$)", re.IGNORECASE)
_CHINESE = re.compile(r"^[\u4e00-\u9fff][\u4e00-\u9fff、·（）()\s]{1,15}$")
MAX_FILES = 8
FEW_WAYS = 6
"""Links to pages of the site up to which a home page has no navigation of its own, so that its scripts must write one."""
FEWEST = 3  # entries of a navigation


def with_home_files(page: Page, source: Source, in_scope: Callable[[str], bool]) -> Page:
    """The home page with the files of its navigation marked to be read; every other page as it is."""
    if page.kind is not PageKind.HOME:
        return page
    found = dict.fromkeys((*_pieces(source), *(_own_scripts(page) if _ways(page, in_scope) <= FEW_WAYS else ())))
    wanted = dict.fromkeys([url for url in found if url and in_scope(url)][:MAX_FILES])
    kept = tuple(replace(link, area=READ) if link.target in wanted else link for link in page.links)
    known = {link.target for link in kept}
    new = tuple(Link(url, LinkKind.SCRIPT, area=READ) for url in wanted if url not in known)
    return replace(page, links=(*kept, *new)) if wanted else page


def _pieces(source: Source) -> Iterator[str]:
    """Pieces of pages and tables of a navigation that the page's scripts or attributes load."""
    for match in _INCLUDED.finditer(source.html[:400_000]) if "include" in source.html or "data-load" in source.html else ():
        yield source.join(match[1])
    for call in calls(source.scripts, source.html):
        if _PIECE.search(call.url) or named_as_menu(call.url):
            yield source.join(call.url)


def _own_scripts(page: Page) -> Iterator[str]:
    return (link.target for link in page.links if link.kind is LinkKind.SCRIPT and not is_library(link.target))


def _ways(page: Page, in_scope: Callable[[str], bool]) -> int:
    ways = {link.target for link in page.links if link.kind is LinkKind.PAGE and not link.hidden and in_scope(link.target)}
    return len(ways - {page.url})


def navigation_of(page: Page) -> tuple[MenuEntry, ...]:
    """The entries of a piece of a page that is a navigation: hardly anything but links with the names of columns; else ()."""
    own = [link for link in page.links if link.kind is LinkKind.PAGE and link.text]
    named = [link for link in own if _CHINESE.match(link.text)]
    if len(named) < FEWEST or len(named) * 2 < len(own):
        return ()
    if any(item.date for block in page.lists for item in block.items):
        return ()
    return tuple(MenuEntry("".join(link.text.split()), link.target) for link in named)
