"""Menus that a page keeps as data in its own script ([{name: "工作动态", url: "/gzdt/"}, …]): columns without an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crawler.cms.source import unescape
from crawler.extract.addresses import Addresses
from crawler.urls import link_kind
from model import HEAD, Link, LinkKind, Page, PageKind

_PAGES = frozenset({PageKind.HOME, PageKind.HUB, PageKind.OTHER})
_HINT = re.compile(r"[\"']?(?:url|href|link\w{0,3}|path)[\"']?\s*:\s*[\"'](?:https?:)?/", re.IGNORECASE)
_PIECE = re.compile(r"\{([^{}\[\]]{10,600})")
_NAME = re.compile(r"[\"']?\b(?:name|title|text|label|\w{2,10}name)[\"']?\s*:\s*[\"']([^\"'\n<>]{2,60})[\"']", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[\"']?\b(?:url|href|link(?:url)?|path|\w{2,10}url)[\"']?\s*:\s*[\"']((?:https?:)?/[^\"'\s<>]{1,300})[\"']", re.IGNORECASE
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_API = re.compile(r"/api/|\.(?:json|do|action|ashx|xml|js|css|png|jpe?g|gif)(?:[?#]|$)|[{}$]", re.IGNORECASE)
FEWEST = 3  # entries that make a menu
MAX_LINKS = 300
MAX_CODE = 200_000


def with_menu(page: Page, scripts: Sequence[str], addresses: Addresses) -> Page:
    """The page with the links of menus in its scripts that its anchors lack; a page that no menu fills stays as it was.

    They lead on, but whether a person can click them only the script knows: they are no links to be verified.
    """
    if page.kind not in _PAGES:
        return page
    found: dict[str, Link] = {}
    for code in scripts:
        if len(found) < MAX_LINKS and _HINT.search(code[:MAX_CODE]):
            found.update((link.target, link) for link in entries(code[:MAX_CODE], addresses))
    known = {link.target for link in page.links}
    new = tuple(link for target, link in found.items() if target not in known)[:MAX_LINKS]
    return replace(page, links=(*page.links, *new)) if new and len(found) >= FEWEST else page


def entries(code: str, addresses: Addresses) -> Iterator[Link]:
    """The entries of the menus that code holds as objects."""
    for piece in _PIECE.finditer(code):
        name, address = _NAME.search(piece[1]), _ADDRESS.search(piece[1])
        if name is None or address is None or _API.search(address[1]):
            continue
        yield from entry(unescape(name[1]).strip(), unescape(address[1]).replace("\\/", "/"), addresses)


def entry(name: str, address: str, addresses: Addresses) -> Iterator[Link]:
    """The link of a menu's entry; nothing for what is no name of a column or leads to no page."""
    if not _CHINESE.search(name) or len(name) > 20:
        return
    joined = addresses.join(address)
    if not joined.problem and joined.url and link_kind(joined.url) is LinkKind.PAGE:
        yield Link(joined.url, LinkKind.PAGE, name, area=HEAD)
