"""From where a page whose list is not in its markup gets that list, as far as its scripts say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from crawler.cms import Family, endpoints_of, hanweb
from crawler.cms.source import Source
from crawler.cms.xhr import calls
from crawler.extract.addresses import Addresses
from crawler.extract.frame.home_files import navigation_of
from crawler.extract.lists.bare_answer import NOTHING, NULLS
from crawler.extract.lists.inline_data import kept_in_attributes, with_data
from crawler.extract.lists.scripted import IN_FRAME, TEMPLATE, without_frame_parts
from crawler.extract.lists.xml_list import is_xml, islands, read_xml_list, says_none
from crawler.urls import link_kind
from model import Endpoint, Link, LinkKind, Page, PageKind

_WITHOUT = frozenset({PageKind.HOME, PageKind.ERROR, PageKind.INTERSTITIAL, PageKind.SEARCH, PageKind.MESSAGE, PageKind.DATA})
_PEOPLE = ("<html", "<head", "<body", "<title", "<!doctype", "<frameset")
_STORE = ("<datastore", "<recordset")
MAX_FRAMES = 4
_UNREAD = frozenset({PageKind.LIST, PageKind.HUB, PageKind.OTHER})


def with_endpoints(
    page: Page,
    source: Source,
    families: tuple[Family, ...],
    in_scope: Callable[[str], bool],
    addresses: Addresses,
    today: date,
) -> Page:
    """The page with the interfaces that fill its list; costs nothing on pages whose content can be read.

    What has neither head nor body of a page is itself such an interface's answer.
    """
    if is_xml(source.html) and (records := _xml(page, source, addresses, today)):
        return records
    if not any(mark in source.html[:2000].lower() for mark in _PEOPLE):
        return _answer(page, source)
    if page.kind in _WITHOUT:
        return page
    if page.kind in _UNREAD or page.placeholder or page.scripted:
        source = replace(source, scripts=tuple(without_frame_parts(code) for code in source.scripts))
    if page.placeholder and not page.scripted:
        return _first_words(page, source, families, in_scope)
    may_hold = page.kind in _UNREAD and (page.scripted or not page.lists or _has_rows(source.scripts))
    if may_hold and not calls(source.scripts, source.html):  # else what it asks for is the list
        kept = (*islands(source.html), *kept_in_attributes(source.html))
        page = with_data(page, (*source.scripts, *kept), addresses, today)
    if not (page.scripted or _lacks_records(page, source)):
        return page
    if page.scripted.startswith(IN_FRAME):
        return replace(page, endpoints=_inside(page, _frames(page, addresses), in_scope))
    found = _inside(page, endpoints_of(source, families), in_scope)
    return replace(page, endpoints=found, scripted=page.scripted or "列表由接口 dataproxy 加载") if found else page


def _has_rows(scripts: tuple[str, ...]) -> bool:
    """Whether a script holds rows with addresses as data; the lists of the markup may be boxes beside them."""
    return any("[{" in code and "/" in code for code in scripts)


def _inside(page: Page, found: list[Endpoint], in_scope: Callable[[str], bool]) -> tuple[Endpoint, ...]:
    return tuple(endpoint for endpoint in found if endpoint.url != page.url and (not endpoint.url or in_scope(endpoint.url)))


def _first_words(page: Page, source: Source, families: tuple[Family, ...], in_scope: Callable[[str], bool]) -> Page:
    """A page that says 暂无内容 may say so only until its script has run."""
    if TEMPLATE.search(source.html):
        page = replace(page, scripted="列表由页面模板脚本生成")
    found = endpoints_of(source, families)
    if not found and any(not call.url for call in calls(source.scripts, source.html)):
        found = [Endpoint("", sure=False)]
    return replace(page, endpoints=_inside(page, found, in_scope))


def _lacks_records(page: Page, source: Source) -> bool:
    """A 大汉 column whose own list is not among the lists of the page: those are the template's (最新, 热点)."""
    if page.kind not in _UNREAD or "dataproxy.jsp" not in source.html:
        return False
    if any(block.role == "main" for block in page.lists):
        return False
    return hanweb.recognise(source.html.lower()) and not hanweb.records(source)


def _frames(page: Page, addresses: Addresses) -> list[Endpoint]:
    """The documents in the page's frames; beside the list there may be a menu."""
    first = addresses.join(page.scripted.removeprefix(IN_FRAME)).url
    shown = [link.target for link in page.links if link.kind is LinkKind.FRAME and not link.hidden]
    urls = [url for url in dict.fromkeys((first, *shown)) if url][:MAX_FRAMES]
    return [Endpoint(url, sure=len(urls) == 1, frame=True) for url in urls]


def _nothing(page: Page) -> Page:
    """An answer that holds nothing."""
    return replace(page, kind=PageKind.DATA, kind_reason="空应答", lists=(), scripted="", features=None, placeholder=NOTHING)


def _xml(page: Page, source: Source, addresses: Addresses, today: date) -> Page | None:
    """Records in XML of the site's own making, None for any other XML."""
    lists = () if any(mark in source.html[:20_000].lower() for mark in _STORE) else read_xml_list(source.html, addresses, today)
    if not lists:
        return _nothing(page) if says_none(source.html) else None
    known = {link.target for link in page.links}
    new = {item.url: item.title for block in lists for item in block.items if item.url and item.url not in known}
    links = tuple(Link(url, link_kind(url), title[:200], area="list") for url, title in new.items())
    return replace(
        page, kind=PageKind.DATA, kind_reason="记录 XML", lists=tuple(lists), links=(*page.links, *links), scripted="",
        features=None, placeholder="",
    )  # fmt: skip


def _answer(page: Page, source: Source) -> Page:
    """Records in XML or a fragment with a list, as the script of another page asks for them."""
    if source.html[:20].strip() in NULLS:
        return _nothing(page)
    low = source.html.lower()
    store = any(mark in low for mark in _STORE)
    if page.kind in _WITHOUT or any(mark in low for mark in _PEOPLE):
        return page
    if menu := navigation_of(page) if not store else ():
        return replace(page, kind=PageKind.DATA, kind_reason="导航片段", lists=(), scripted="", features=None, menu=menu)
    if not (store or page.lists or page.placeholder):
        return page
    lists = tuple(replace(block, role="main") for block in page.lists if block.role != "side")
    empty = store and not lists and page.pager is not None and page.pager.records == 0
    words = page.placeholder if not (store or lists) else ""
    return replace(
        page, kind=PageKind.DATA, kind_reason="记录 XML" if store else "页面片段", lists=lists, scripted="", features=None,
        placeholder="接口返回0条" if empty else words,
    )  # fmt: skip
