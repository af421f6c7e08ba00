"""The navigation of a home page, entry by entry in its order, with how deep each stands; and where a site map repeats it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crawler.extract.reading import Reading
from crawler.urls import link_kind
from model import LinkKind, MenuEntry, Page

_LEVELS = frozenset({"li", "dd", "dl"})
MAX_ENTRIES = 400
MAX_WORDS = 16


def read_menu(r: Reading) -> tuple[MenuEntry, ...]:
    """The entries of every navigation on the page; the same entry of several navigations once."""
    found: dict[MenuEntry, None] = {}
    for node, text, url in _anchors(r):
        if r.area[node] == "nav" and 2 <= len(text) <= MAX_WORDS:
            level = sum(r.outline.tags[up] in _LEVELS for up in r.outline.ancestors(node, 12))
            found[MenuEntry("".join(text.split()), url, level)] = None
    return tuple(found)[:MAX_ENTRIES]


def outside_menu(r: Reading, page: Page) -> Page:
    """A site map whose links are marked as the navigation's only where nothing but that leads to their target.

    A page keeps each link once, at its first place; a map stands below the navigation and repeats it.
    """
    seen: dict[tuple[str, str], int] = {}
    for node, text, url in _anchors(r):
        seen[url, text] = seen.get((url, text), 0) + (1 if r.area[node] == "nav" else 2)
    freed = tuple(
        replace(link, area="") if link.area == "nav" and seen.get((link.target, link.text), 0) > 1 else link
        for link in page.map_links
    )
    return replace(page, map_links=freed)


def _anchors(r: Reading) -> Iterator[tuple[int, str, str]]:
    for node, text in r.counts.anchor_text.items():
        href = r.outline.get(node, "href") if r.outline.tags[node] == "a" else ""
        if not text or not href or href[0] == "#" or href[:11].lower() == "javascript:":
            continue
        joined = r.addresses.join(href)
        if not joined.problem and joined.url and link_kind(joined.url) is LinkKind.PAGE:
            yield node, text.strip(), joined.url
