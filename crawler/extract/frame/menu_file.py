"""A site's navigation in a script file of its own (menu.js, nav.js): written links, or a table of names and addresses.

The file is read as data of the home page: relative addresses are the home page's, and nothing of it is ever run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from crawler.cms.source import unescape
from crawler.extract.addresses import Addresses
from crawler.extract.frame.script_menu import FEWEST, MAX_CODE, entries, entry
from model import Link, MenuEntry, Page, PageKind

_ANCHOR = re.compile(
    r"<a\b[^<>]{0,300}?\bhref\s*=\s*\\?[\"']?([^\"'\\\s<>+]{1,300})\\?[\"']?[^<>]{0,300}>"
    r"(?:<[^<>]{1,100}>){0,3}([^<>\"'+]{2,30})<",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\[\s*[\"']([^\"'\n<>]{2,20})[\"']\s*,\s*[\"']((?:https?:/)?/[^\"'\s<>]{1,300})[\"']")
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
MAX_ENTRIES = 300


def is_script(content_type: str) -> bool:
    """Whether an answer is a script by what the server says."""
    return content_type.partition(";")[0].strip().lower().endswith("javascript")


def menu_page(code: str, url: str, home_url: str, encoding: str) -> Page:
    """The links and the entries of a menu in a script file; none where it holds no menu."""
    addresses = Addresses(home_url or url, encoding)
    code = code[:MAX_CODE]
    found = {link.target: link for link in (*_written(code, addresses), *entries(code, addresses))}
    links = tuple(found.values())[:MAX_ENTRIES] if len(found) >= FEWEST else ()
    page = Page(url, url, 200, _NEVER, kind=PageKind.DATA, kind_reason="脚本文件", encoding=encoding, links=links)
    return replace(page, menu=tuple(MenuEntry("".join(link.text.split()), link.target) for link in links))


def _written(code: str, addresses: Addresses) -> Iterator[Link]:
    """Links in the texts that a script writes, and pairs of a name and an address."""
    for match in _ANCHOR.finditer(code) if "href" in code or "HREF" in code else ():
        yield from _link(match[2], html.unescape(match[1]), addresses)
    for match in _PAIR.finditer(code):
        yield from _link(match[1], match[2], addresses)


def _link(name: str, address: str, addresses: Addresses) -> Iterator[Link]:
    if address[0] != "#" and address[:11].lower() != "javascript:":
        yield from entry(unescape(name).replace("&nbsp;", " ").strip(), unescape(address), addresses)
