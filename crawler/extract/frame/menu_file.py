"""A site's navigation in a script file of its own (menu.js, nav.js): written links, or a table of names and addresses.

The file is read as data of the home page: relative addresses are the home page's, and nothing of it is ever run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.cms.source import unescape
from crawler.extract.addresses import Addresses
from crawler.extract.frame.script_menu import FEWEST, MAX_CODE, entries, entry
from crawler.extract.hidden.written_links import written_links
from model import NEVER, Link, MenuEntry, Page, PageKind

_ANCHOR = re.compile(
    r"<a\b[^<>]{0,300}?\bhref\s*=\s*\\?[\"']?([^\"'\\\s<>+]{1,300})\\?[\"']?[^<>]{0,300}>"
    r"(?:<[^<>]{1,100}>){0,3}([^<>\"'+]{2,30})<",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\[\s*[\"']([^\"'\n<>]{2,20})[\"']\s*,\s*[\"']((?:https?:/)?/[^\"'\s<>]{1,300})[\"']")
_PIECE = re.compile(r"[{\[]([^{}\[\]]{8,600})")
_VALUE = re.compile(r"\"([^\"\n]{0,300})\"|'([^'\n]{0,300})'")
_PLACE = re.compile(
    r"^(?:(?:https?:/)?/\S+|\.{1,2}/\S+|[\w-]+(?:/[\w.-]*)+|[\w./-]+\.(?:s?html?|aspx?|jsp|php|do)(?:\?\S*)?)$", re.ASCII
)
_NAME_LIKE = re.compile(r"^[\u4e00-\u9fff][\u4e00-\u9fff、·（）()\s]{1,18}$")
_TABLE = re.compile(
    r"(?:menu|nav|channel|column|lanmu|daohang|tree|head)\w{0,12}\.(?:json|js|do|action)(?:\?|$)", re.IGNORECASE
)
MAX_ENTRIES = 300


def named_as_menu(url: str) -> bool:
    """Whether an address is, by its name, that of a navigation's table (nav.json, menuTree.do)."""
    return bool(_TABLE.search(url))


def is_script(content_type: str) -> bool:
    """Whether an answer is a script by what the server says."""
    return content_type.partition(";")[0].strip().lower().endswith("javascript")


def menu_page(code: str, url: str, home_url: str, encoding: str) -> Page:
    """The links and the entries of a menu in a script file; none where it holds no menu."""
    addresses = Addresses(home_url or url, encoding)
    code = code[:MAX_CODE]
    found = {link.target: link for link in (*_written(code, addresses), *entries(code, addresses))}
    if len(found) < FEWEST:
        found |= {link.target: link for link in _told_by_form(code, addresses)}
    links = tuple(found.values())[:MAX_ENTRIES] if len(found) >= FEWEST else ()
    if links and (clicked := _clicked(code, addresses)):
        links = tuple(replace(link, area="nav") if link.target in clicked else link for link in links)
    page = Page(url, url, 200, NEVER, kind=PageKind.DATA, kind_reason="脚本文件", encoding=encoding, links=links)
    return replace(page, menu=tuple(MenuEntry("".join(link.text.split()), link.target) for link in links))


def with_table(page: Page, text: str, home_url: str) -> Page:
    """A JSON answer whose name is a navigation's (nav.json) with the entries that it holds; every other as it is."""
    if not named_as_menu(page.url) or any(item.date for block in page.lists for item in block.items):
        return page
    table = menu_page(text, page.url, home_url, page.encoding)
    return replace(page, links=table.links, menu=table.menu, lists=(), kind_reason="导航数据") if table.menu else page


def _clicked(code: str, addresses: Addresses) -> frozenset[str]:
    """Where the anchors lead that a script writes for every visitor, as far as that is the same on all pages."""
    written = written_links([(0, code)])
    return frozenset(addresses.join(raw).url for raw, _, _ in written if raw[:1] == "/" or raw[:4].lower() == "http")


def _written(code: str, addresses: Addresses) -> Iterator[Link]:
    """Links in the texts that a script writes, and pairs of a name and an address."""
    for match in _ANCHOR.finditer(code) if "href" in code or "HREF" in code else ():
        yield from _link(match[2], html.unescape(match[1]), addresses)
    for match in _PAIR.finditer(code):
        yield from _link(match[1], match[2], addresses)


def _told_by_form(code: str, addresses: Addresses) -> Iterator[Link]:
    """Entries whose fields' names say nothing ({n: "工作动态", u: "/gzdt/"}): one name and one address, by their forms."""
    for piece in _PIECE.finditer(code):
        values = [match[1] if match[1] is not None else match[2] for match in _VALUE.finditer(piece[1])]
        where = [value for value in values if _PLACE.match(value)]
        names = [value for value in values if _NAME_LIKE.match(value)]
        if len(where) == 1 and len(names) == 1:
            yield from _link(names[0], where[0], addresses)


def _link(name: str, address: str, addresses: Addresses) -> Iterator[Link]:
    if address[0] != "#" and address[:11].lower() != "javascript:":
        yield from entry(unescape(name).replace("&nbsp;", " ").strip(), unescape(address), addresses)
