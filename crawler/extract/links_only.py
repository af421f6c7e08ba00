"""The short reading of a page for audits that ask for nothing but links: no dates, lists, properties or frame.

A page that might be an error page, a block page or a login is not for it: those need the whole reading.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from crawler.cms import endpoints_of, families_of, pager_of
from crawler.extract.hashes import content_hash, said_hash
from crawler.extract.kind import same_page
from crawler.extract.links import read_links
from crawler.extract.meta import read_tags
from crawler.extract.reading import (
    Reading,
    breadcrumb,
    cms_source,
    in_site,
    input_types,
    redirect_of,
    scripted_lists,
    with_list_links,
)
from model import Page, PageKind

LEAST = 600
"""Characters below which a page may be anything."""

_DOUBTFUL = (
    "不存在", "找到", "不到", "404", "found", "FOUND", "Found", "出错", "错误", "验证", "拦截", "无效", "删除", "审核", "滑块",
    "防火墙", "威胁", "拒绝", "频繁", "创宇盾", "安全狗", "云锁", "Error", "error", "ERROR", "Denied", "denied", "moment",
    "browser",
)  # fmt: skip
"""Words of error and block pages. An article may hold them too and is then read as a whole: dearer, never wrong."""

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def read_links_only(r: Reading, home_url: str, status: int, in_scope: Callable[[str], bool]) -> Page | None:
    """The page's links, how its list goes on and where it sends its reader; None for a page that needs the whole reading."""
    if status != 200 or r.counts.chars[-1] < LEAST or "password" in input_types(r.outline):
        return None
    text = "\n".join(line.text for line in r.lines)
    if any(word in text or word in r.outline.title for word in _DOUBTFUL):
        return None
    source = cms_source(r)
    families = families_of(r.signs)
    if endpoints_of(source, families):
        return None  # its list is elsewhere, perhaps
    links, bad = read_links(r.outline, r.counts, r.area, r.addresses, r.body)
    content = "\n".join(line.text for line in r.lines if not r.area[line.start])
    home = same_page(r.url, home_url)
    tags = read_tags(r.outline)
    page = Page(
        url=r.url,
        requested=r.url,
        status=status,
        observed_at=_NEVER,
        title=r.outline.title,
        html_title=r.outline.title,
        kind=PageKind.HOME if home else PageKind.OTHER,
        kind_reason="地址是首页" if home else "只看了链接",
        tags=tags,
        breadcrumb=breadcrumb(r),
        pager=in_site(pager_of(source, families), in_scope),
        links=with_list_links(links, scripted_lists(r, source, families), []),
        bad_links=bad,
        content_hash=content_hash(r.outline.title, content, ()),
        said_hash=said_hash(content),
        body_length=len(content),
    )
    redirect = redirect_of(r, page, len(text))
    return page if not redirect else None
