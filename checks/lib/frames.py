"""Which pages carry the frame of a site (tags, bottom, entries) and can be judged by it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urljoin

from model import ARTICLE_KINDS, Page, PageKind, SiteView

HOME_UNREAD = "首页未能读取，或者几乎没有内容"

WORDS: Mapping[PageKind, str] = {
    PageKind.HOME: "首页",
    PageKind.HUB: "频道页",
    PageKind.LIST: "栏目页",
    PageKind.SINGLE: "栏目页",
    PageKind.ARTICLE: "内容页",
    PageKind.POLICY: "政策文件页",
    PageKind.INTERPRETATION: "解读页",
}
"""What a person calls pages of each kind that is judged."""

OF_NO_KIND = "其他页面"
"""Short pages on one thing, of which nothing else is known."""

_OF_A_BOTTOM = 3
"""Items of a site's identity that show the bottom of a page to be the site's own."""

_CALENDAR = re.compile(r"(?:政务|工作|办事|信息|新闻|活动|会议|公开)?日历(?:$|[\s_\-—|])")


def readable_home(site: SiteView) -> Page | None:
    """The home page where it was read as one; None when nothing can be said of it."""
    home = site.home
    if home is None or home.kind is not PageKind.HOME or home.status >= 400:
        return None
    return None if home.features is None or "bare" in home.features else home


def framed_pages(site: SiteView, kinds: Container[PageKind] = WORDS) -> Iterator[Page]:
    """The pages of the site of some kinds that are whole documents, each once.

    Left out: data, fragments (no title), error pages, hubs that carry nothing of the site's frame (an application),
    views of a calendar, the home page under another address (/index.html), an entrance before it, and further pages of
    one address that differ in their parameters only.
    """
    seen: set[int] = set()
    home = site.home
    for page in site.pages:
        if page.features is None or page.status >= 400 or not page.html_title or page.kind not in kinds:
            continue
        if (page.kind is PageKind.HUB and not _in_frame(page)) or (page.kind is PageKind.OTHER and not _is_of_the_site(page)):
            continue
        if _CALENDAR.search(page.title or page.html_title) and page.kind not in ARTICLE_KINDS:
            continue  # a program's view of days
        if home and page.url != home.url and _stands_for(page, home):
            continue
        variant = hash((page.url.split("?", 1)[0], page.kind, page.title, page.html_title))
        if variant in seen:
            continue
        seen.add(variant)
        yield page


def _stands_for(page: Page, home: Page) -> bool:
    """Whether a page is the home page under another address, or the entrance before it."""
    return page.kind is PageKind.HOME and bool(page.redirect or page.html_title == home.html_title)


def _in_frame(page: Page) -> bool:
    tagged = any(name in page.tags for name in ("sitename", "siteidcode", "columnname"))
    return tagged or bool(page.identity) or "error_entry" in (page.features or {})


def _is_of_the_site(page: Page) -> bool:
    """Whether a page of no certain kind has a place in the site's menu and its bottom: a short page on one thing."""
    shown = sum(bool(page.identity.get(key)) for key in ("code", "icp", "police", "owner"))
    return bool(page.title and page.breadcrumb) and shown >= _OF_A_BOTTOM


def has_identity(page: Page) -> bool:
    """Whether anything of the site's identity was read on a page: a bottom of which nothing was found may be unseen."""
    return any(page.identity.get(key) for key in ("code", "icp", "police", "conac", "owner"))


def scripted_footer(page: Page) -> str:
    """What fills the bottom of the page, "" when it stands in its source."""
    return (page.features or {}).get("scripted_footer", "")


def is_by_file(home: Page, key: str) -> bool:
    """Whether only a file of the frame, and not the home page itself, shows an item of its identity or a feature."""
    return key in (home.features or {}).get("by_file", "").split()


def bottom_unread(page: Page) -> str:
    """Why the bottom of the page cannot be judged, "" when it was read."""
    filler = scripted_footer(page)
    return f"页面底部由脚本或框架写入（{filler}），未能读取" if filler else ""


def with_own_bottom(page: Page, site: SiteView) -> Page:
    """A page with what the file writes that fills its bottom, where that is another one than the home page's and was read."""
    filler = scripted_footer(page)
    written = site.probes.get("frame", {}).get("bottoms", {})
    if not written or not filler:
        return page
    path = _path_of(_joined(page.url, filler))
    said = next((said for url, said in written.items() if _path_of(url) == path), None)
    if said is None or not (said["whole"] and said["bottom"]):
        return page
    features = {key: value for key, value in (page.features or {}).items() if key != "scripted_footer"}
    return replace(page, identity={**said["identity"], **page.identity}, features={**said["features"], **features})


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # //[
        return ""


def _path_of(url: str) -> str:
    return url.partition("://")[2].partition("/")[2]
