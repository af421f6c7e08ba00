"""Links to a page deep inside another site that end at its home page: what they promised is not there any more. Pure.

Portals are moved and send every old address to their entrance, or show it for every address. An entrance that a link names,
addresses that are entrances themselves, and shells that a script fills prove nothing.
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
_SHELL = re.compile(r"javascript|浏览器|加载|loading|请稍候|登录", re.IGNORECASE)
_PROMISE, _CONTENT = 4, 20


def is_deep(url: str) -> bool:
    """Whether an address is that of one page of a site, and no entrance nor a service that every site links to."""
    parts = urlsplit(url)
    if _SERVICES.search(parts.netloc):
        return False
    steps = [step for step in parts.path.split("/") if step and not _ENTRANCE.fullmatch(step)]
    return len(steps) > 1 or (bool(steps) and any(c.isdigit() for c in parts.path + parts.query))


def root_of(url: str) -> str:
    """The address of the home page of an address' host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def is_home(url: str) -> bool:
    """Whether an address is that of a site's home page."""
    parts = urlsplit(url)
    return _HOME.fullmatch(parts.path) is not None and not parts.query


def is_missed(promise: str, shown: Shown) -> bool:
    """Whether a link names a matter (and no site) of which a page says nothing."""
    if len(_HAN.findall(promise)) < _PROMISE or _NAMES_A_SITE.search(promise):
        return False
    return not names(promise, "\n".join((shown.title, shown.keywords, shown.description, shown.text)))


def is_same_home(shown: Shown, home: Shown) -> bool:
    """Whether a page is its site's home page over again, with words of its own."""
    said = len(_HAN.findall(shown.text)) >= _CONTENT and not _SHELL.search(shown.text[:200])
    return said and (shown.title, shown.text) == (home.title, home.text)
