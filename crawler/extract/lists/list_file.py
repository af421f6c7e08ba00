"""The rows of a list that stand in a script file of their own (list.js, data/602.js), and which file of a page that may be.

A page names such a file where it has no list, and either loops over something that its own code does not define, or has
the file's script element in the place of the list. The file is read as data; nothing of it is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from crawler.cms.source import written
from crawler.extract.addresses import Addresses
from crawler.extract.lists.inline_data import with_data
from crawler.extract.lists.scripted import came_along
from crawler.extract.reading import Reading, behind_crumb, lists_of_fragment
from crawler.link_kinds import is_library, is_menu_file, link_kind
from model import READ, Endpoint, Link, LinkKind, Page, PageKind

_LOOP = re.compile(
    r"(?<![\w.$])([A-Za-z_$][\w$]{0,40})(?:\.[\w$]{1,40})?\.(?:length|forEach|map)\b|\bin\s+([A-Za-z_$][\w$]{0,40})\s*\)"
)
_WRITES = re.compile(r"document\.write|innerHTML|\.html\s*\(|\.append\s*\(|appendChild|insertAdjacent")
_EMPTY = re.compile(r"=\s*(?:\[\s*\]|\{\s*[\"']?\w{1,20}[\"']?\s*:\s*\[\s*\]\s*\})\s*;?\s*\Z")
_UNREAD = frozenset({PageKind.LIST, PageKind.HUB, PageKind.OTHER})
_LISTS = ("ul", "ol", "dl", "tbody")
MAX_FILES = 2
MAX_LOOKED = 60_000


def with_list_file(r: Reading, page: Page, in_scope: Callable[[str], bool]) -> Page:
    """The page with the script files that may hold its list, their links marked to be read."""
    files = _list_files(r, page, in_scope) if r.outline.scripts else ()
    if not files:
        return page
    wanted = {endpoint.url for endpoint in files}
    read = (link.kind is LinkKind.SCRIPT and link.target in wanted for link in page.links)
    links = tuple(replace(link, area=READ) if yes else link for link, yes in zip(page.links, read, strict=True))
    return replace(page, links=links, endpoints=files)


def _list_files(r: Reading, page: Page, in_scope: Callable[[str], bool]) -> tuple[Endpoint, ...]:
    """The files that may hold the page's list, () where nothing says so or too many may."""
    if (
        page.kind not in _UNREAD
        or page.endpoints
        or came_along(page.pager)
        or any(block.role != "side" for block in page.lists)
    ):
        return ()
    looped = _loops_over_unknown(r)
    start = 0 if looped else behind_crumb(r)
    anywhere = bool(start or looped)
    found: dict[str, None] = {}
    for node, tag in enumerate(r.outline.tags):
        if tag != "script" or node < start or r.area[node] in ("nav", "footer", "friend"):
            continue
        if not anywhere and not _in_a_list(r, node):
            continue
        url = r.addresses.join(source).url if (source := r.outline.get(node, "src")) else ""
        if url and in_scope(url) and not is_library(url) and not is_menu_file(url) and link_kind(url) is LinkKind.SCRIPT:
            found[url] = None
    return tuple(Endpoint(url, sure=len(found) == 1) for url in found) if len(found) <= MAX_FILES else ()


def _in_a_list(r: Reading, node: int) -> bool:
    """Whether a script file is all that a list holds: also on a page without a breadcrumb it stands for the items."""
    up = next(iter(r.outline.ancestors(node, 1)), -1)
    return up >= 0 and r.outline.tags[up] in _LISTS and list(r.outline.children(up)) == [node]


def _loops_over_unknown(r: Reading) -> bool:
    """Whether the page's own code writes, entry by entry, something that it does not define."""
    codes = [code[:MAX_LOOKED] for _, code in r.outline.scripts if code]
    for code in codes:
        if not _WRITES.search(code):
            continue
        names = {match[1] or match[2] for match in _LOOP.finditer(code)}
        if any(not any(_defines(other, name) for other in codes) for name in names):
            return True
    return False


def _defines(code: str, name: str) -> bool:
    return re.search(rf"(?<![\w.$]){re.escape(name)}\s*(?:=(?!=)|\)\s*(?:=>|\{{)|,\s*[\w$]+\s*\)\s*\{{)", code) is not None


def with_rows(page: Page, code: str, addresses: Addresses, today: date) -> Page:
    """A script file with the list that it holds as data or writes as markup; one whose only data is an empty array says so."""
    filled = with_data(page, (code,), addresses, today)
    if filled is page:
        read = (block for fragment in written((code,)) for block in lists_of_fragment(fragment, addresses, today))
        blocks = [block for block in read if block.role != "side"]
        items = {item.url: item.title for block in blocks for item in block.items if item.url}
        links = tuple(Link(url, link_kind(url), title[:200], area="list") for url, title in items.items())
        filled = replace(page, lists=tuple(blocks), links=(*page.links, *links)) if items else page
    if filled.lists:
        lists = tuple(replace(block, role="main") for block in filled.lists)
        return replace(filled, lists=lists, links=filled.links, menu=())
    return replace(page, placeholder="数据文件中没有条目") if len(code) < MAX_LOOKED and _EMPTY.search(code) else page
