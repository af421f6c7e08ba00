"""Links to a page deep inside another site that end at its home page: what they promised is not there any more. Pure.

Portals are moved and send every old address to their entrance. An entrance that a link names, and addresses that are entrances
themselves, prove nothing; nor does a host that shows one page for every address.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.soft_errors import names
from model import Shown

_ENTRANCE = re.compile(
    r"(?:index|default|home|main|portal|web|site|www|cn|zh|front|pc|page|login|sso|#)\w{0,4}(?:\.\w{2,5})?", re.IGNORECASE
)
_SERVICES = re.compile(
    r"beian|conac\.cn|zfwzgl|jiucuo|123(?:77|88|45|89)|jubao|tousu|wza|weibo|weixin|\.qq\.com|mail\.", re.IGNORECASE
)
"""Registers, complaints and platforms, whose pages do not repeat what a footer calls them."""
_HOME = re.compile(r"/?|/(?:index|default|main|home)\.\w{2,5}|/(?:index|home|main)/?", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NAMES_A_SITE = re.compile(r"首页|主页|返回|网站|官网|门户|平台|网$")
_PROMISE = 4


def is_deep(url: str) -> bool:
    """Whether an address is that of one page of a site, and no entrance nor a service that every site links to."""
    parts = urlsplit(url)
    if _SERVICES.search(parts.netloc):
        return False
    steps = [step for step in parts.path.split("/") if step and not _ENTRANCE.fullmatch(step)]
    return len(steps) > 1 or (bool(steps) and any(c.isdigit() for c in parts.path + parts.query))


def is_home(url: str) -> bool:
    """Whether an address is that of a site's home page."""
    parts = urlsplit(url)
    return _HOME.fullmatch(parts.path) is not None and not parts.query


def is_missed(promise: str, shown: Shown) -> bool:
    """Whether a link names a matter (and no site) of which a page says nothing."""
    if len(_HAN.findall(promise)) < _PROMISE or _NAMES_A_SITE.search(promise):
        return False
    return not names(promise, "\n".join((shown.title, shown.keywords, shown.description, shown.text)))
