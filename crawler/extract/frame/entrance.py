"""An entrance page (引导页): a picture and 进入网站 at the address of the home page, which itself stands one click behind."""

from __future__ import annotations

import re
from collections.abc import Callable

from model import Link, LinkKind, Page, PageKind

ENTRANCE = "引导页，首页在其后"
"""The reason that the kind of such a page has."""

_ENTER = re.compile(
    r"进入|跳过|点击(?:图片)?进|(?:门户|网站|政府网|中文|简体)首?\s*(?:首页|主页|版)$|^(?:网站)?[首主]页$|^enter", re.IGNORECASE
)
_OTHERS = re.compile(r"英文|english|繁体|无障碍|适老|长者|手机|移动|wap|隐私|声明|地图|联系|关于", re.IGNORECASE)
_FEW_LINKS = 15
_LITTLE = 300  # characters outside the bottom; a notice that says more is a page of its own
_LONGEST = 24  # characters of the words that lead in


def entrance_to(page: Page, in_scope: Callable[[str], bool]) -> str:
    """The address of the home page behind an entrance, "" where the page is the home page itself.

    An entrance has no list and few links; one address alone is what its picture or the words 进入 lead to. That may be
    /index.html: whether it is the same page under its other name, only its answer tells.
    """
    if page.kind is not PageKind.HOME or page.redirect or page.scripted:
        return ""
    if sum(len(block.items) for block in page.lists) > 2:
        return ""
    if sum(len(block.text) for block in page.text if block.area != "footer") > _LITTLE:
        return ""
    links = [link for link in page.links if _may_lead_in(link, page.url) and in_scope(link.target)]
    if not links or len({link.target for link in links}) > _FEW_LINKS:
        return ""
    named = {link.target for link in links if len(link.text) <= _LONGEST and _ENTER.search(link.text)}
    if not named:
        named = {link.target for link in links if not _OTHERS.search(link.text)}
    return named.pop() if len(named) == 1 else ""


def _may_lead_in(link: Link, own: str) -> bool:
    return link.kind is LinkKind.PAGE and not link.hidden and _address(link.target) != _address(own)


def _address(url: str) -> str:
    """An address without what two spellings of one page may differ in; index.html is another address here."""
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")
