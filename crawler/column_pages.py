"""Which pages form one column's list: joined by pagers and page numbers, aliases and the template's lists dropped."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from crawler.column_names import column_key, column_name
from crawler.extract.lists.ways_on import way_number
from crawler.frontier import page_number
from crawler.urls import folder_of
from model import AWAITED, LINKED_PICTURE, ListBlock, Page, PageKind

MANY_LINKS = 2
WORDLESS = 20  # characters of text up to which a page says nothing
ONE_LINK = "链接"
TEMPLATE_PAGES = 4  # differently titled pages on which the very same list belongs to the template


@dataclass(frozen=True, slots=True)
class Seen:
    url: str
    depth: int
    page: Page


@dataclass(slots=True)
class Group:
    """The pages of one list, first page first."""

    root: Seen
    others: list[Seen] = field(default_factory=list)

    @property
    def pages(self) -> list[Seen]:
        return [self.root, *self.others]


def grouped(candidates: list[Seen]) -> list[Group]:
    """One group for each list: its pages joined by their pagers, aliases of one page dropped."""
    by_url = {seen.url: seen for seen in candidates}
    parent = {url: url for url in by_url}

    def root_of(url: str) -> str:
        while parent[url] != url:
            parent[url] = parent[parent[url]]
            url = parent[url]
        return url

    for seen in candidates:
        for other in seen.page.pager.next_urls if seen.page.pager else ():
            if other in by_url and other != seen.url and _one_list(seen, by_url[other]):
                parent[root_of(other)] = root_of(seen.url)
    for follower, first in _numbered(candidates):
        parent[root_of(follower)] = root_of(first)
    for alias, original in _aliases(candidates):
        parent[root_of(alias)] = root_of(original)
    members: dict[str, list[Seen]] = {}
    for seen in candidates:
        members.setdefault(root_of(seen.url), []).append(seen)
    return [Group(pages[0], pages[1:]) for pages in (sorted(m, key=_firstness) for m in members.values())]


_PAGE_PARAMETER = re.compile(r"(?<=[?&])(?:page|pageno|pageindex|pagenum|cur_?page|currentpage|p|pn)=\d+(?:&|$)", re.IGNORECASE)
_PAGE_SUFFIX = re.compile(r"(?<=/)(index|list|default|more)_?\d+(?=\.\w+$)", re.IGNORECASE)


def _numbered(candidates: Sequence[Seen]) -> Iterator[tuple[str, str]]:
    """Pairs (further page, first page) of addresses that differ only in a page number."""
    first: dict[str, Seen] = {}
    for seen in sorted(candidates, key=_firstness):
        bare = _PAGE_PARAMETER.sub("", _PAGE_SUFFIX.sub(r"\1", seen.url)).rstrip("?&")
        known = first.setdefault(bare, seen)
        if known is not seen and _one_list(known, seen):
            yield seen.url, known.url


def _one_list(one: Seen, other: Seen) -> bool:
    """Pagers lie at times (a link to a sister column); two pages of one list have one name."""
    first, second = column_name(one.page), column_name(other.page)
    return not first or not second or first == second


def _firstness(seen: Seen) -> tuple[int, int, int, str]:
    number = page_number(seen.url)
    return (0 if number is None else 1, seen.depth, len(seen.url), seen.url)


def _aliases(candidates: Sequence[Seen]) -> list[tuple[str, str]]:
    """Pairs of addresses that show one page: / and /index.html, index_1.html, another prefix."""
    pairs: list[tuple[str, str]] = []
    first: dict[tuple[object, ...], str] = {}
    for seen in candidates:
        items = tuple(item.url for block in seen.page.lists for item in block.items)
        folder = folder_of(seen.url) if len(items) < 3 else ""
        key = (seen.page.content_hash, column_name(seen.page), seen.page.title, items[:5], len(items), folder)
        if not items and urlsplit(seen.url).query:
            continue
        original = first.setdefault(key, seen.url)
        if original != seen.url:
            pairs.append((seen.url, original))
    return pairs


def without_furniture(candidates: list[Seen]) -> list[Seen]:
    """Lists and links that stand alike on many differently titled pages (最近更新, 栏目导航) belong to the template."""
    lists: dict[tuple[str, ...], set[str]] = {}
    ways: dict[int, set[str]] = {}
    for seen in candidates:
        for block in seen.page.lists:
            lists.setdefault(_addresses(block), set()).add(seen.page.title)
        for way in seen.page.ways:
            ways.setdefault(way, set()).add(seen.page.title)
    links: dict[str, set[str]] = {}
    for seen in candidates:
        for stray in seen.page.strays:
            links.setdefault(stray.item.url, set()).add(seen.page.title)
    boxes = {url for url, names in links.items() if len(names) > 1}
    template = {addresses for addresses, names in lists.items() if len(names) >= TEMPLATE_PAGES}
    menu = {way for way, names in ways.items() if len(names) >= TEMPLATE_PAGES}
    everywhere = {url for url, names in links.items() if len(names) >= TEMPLATE_PAGES}
    own = (_without_offers(_unfurnished(seen, template, boxes), everywhere) for seen in candidates)
    return [_without_menu(seen, menu) for seen in own]


def _addresses(block: ListBlock) -> tuple[str, ...]:
    return tuple(item.url for item in block.items)


def _unfurnished(seen: Seen, template: set[tuple[str, ...]], boxes: set[str]) -> Seen:
    """A page without its template's lists; the one dated list that is left is what the page is about."""
    kept = [block for block in seen.page.lists if _addresses(block) not in template]
    if len(kept) == len(seen.page.lists):
        return seen
    seen = _without_strays_in(seen, {block.path for block in seen.page.lists if block not in kept})
    own = [block for block in kept if block.role != "side"]
    lost = not own and any(block.role != "side" for block in seen.page.lists)
    seen = _with_own_links(seen, boxes) if lost else seen
    dated = [block for block in kept if any(item.date for item in block.items)] or own
    if len(dated) == 1 and not any(block.role == "main" for block in kept):
        kept = [replace(block, role="main") if block is dated[0] else block for block in kept]
    kind = PageKind.LIST if seen.page.kind is PageKind.HUB and len(own) <= 1 else seen.page.kind
    if not own and seen.page.loose_links >= MANY_LINKS and not seen.page.placeholder:
        kind = PageKind.HUB  # the template's list was the only one; what is left are ways to other pages
    return replace(seen, page=replace(seen.page, lists=tuple(kept), kind=kind))


def _without_strays_in(seen: Seen, paths: Set[str]) -> Seen:
    """A page without the links in the template's lists: the day beside one makes no item of it."""
    own = tuple(stray for stray in seen.page.strays if paths.isdisjoint(stray.paths))
    return seen if len(own) == len(seen.page.strays) else replace(seen, page=replace(seen.page, strays=own))


def _with_own_links(seen: Seen, boxes: set[str]) -> Seen:
    """A page that lost its lists with the links that are its own: they may be the items of its column, or lead to them."""
    listed = boxes | {item.url for block in seen.page.lists for item in block.items}
    own = tuple(stray for stray in seen.page.strays if stray.item.url not in listed)
    offered = seen.page.offered or next((stray.item.title[:60] for stray in own), "")
    return replace(seen, page=replace(seen.page, strays=own, offered=offered))


def _without_offers(seen: Seen, everywhere: Container[str]) -> Seen:
    """A page that seems to offer a document whose link stands on many pages (阅读排行), with what it offers itself."""
    page = seen.page
    if not page.offered:
        return seen
    words = page.offered.rstrip("….")
    boxed = any(stray.item.title.startswith(words) for stray in page.strays if stray.item.url in everywhere)
    own = [stray.item.title for stray in page.strays if stray.item.url not in everywhere]
    if not boxed or any(title.startswith(words) for title in own):
        return seen
    return replace(seen, page=replace(page, offered=next((title[:60] for title in own), "")))


def _without_menu(seen: Seen, menu: set[int]) -> Seen:
    """A page without items by the links that it has for itself, those of the template's menus left out.

    None: a column without items, also where the menu made it look like a hub. Several: a hub, also by pictures alone; a
    hub waits for no script. A single one that leads elsewhere (互动交流: 局长信箱) is what the page is there for.
    """
    page, own = seen.page, [way for way in seen.page.ways if way not in menu]
    if any(block.role != "side" for block in page.lists) or page.placeholder:
        return seen
    if page.ways and not own and page.offered == LINKED_PICTURE:
        page = replace(page, offered="")
    if page.kind is PageKind.HUB and page.ways and len(own) < MANY_LINKS:
        page = replace(page, kind=PageKind.LIST, kind_reason="只有各页相同的菜单，没有条目")
    elif len(own) >= MANY_LINKS and page.kind in (PageKind.LIST, PageKind.HUB):
        page = replace(page, kind=PageKind.HUB, scripted="" if page.scripted.startswith(AWAITED) else page.scripted)
    if own and page.kind is not PageKind.HUB and not page.offered and not _only_itself(page, own):
        page = replace(page, offered=ONE_LINK)
    return seen if page is seen.page else replace(seen, page=page)


def _only_itself(page: Page, own: Sequence[int]) -> bool:
    """Whether the only link of a page leads to the page itself, as a heading's does."""
    return set(own) <= {way_number(page.url, 1), way_number(page.url, 2)}


def is_wordless(page: Page) -> bool:
    """Whether a page shows nothing: no list, no file, no entry, hardly a word, and no script that may bring them."""
    bare = page.kind is PageKind.OTHER and page.status < 400 and not (page.lists or page.offered or page.redirect)
    return bare and page.body_length <= WORDLESS


def named_by_menu(pages: Sequence[Seen], home: Page | None) -> Iterator[Seen]:
    """Pages that say nothing, not even where they stand, but that the home page's navigation names as columns."""
    names = {column_key(entry.url): entry.name for entry in home.menu} if home and pages else {}
    for seen in pages:
        if name := names.get(column_key(seen.url), ""):
            page = replace(seen.page, kind=PageKind.LIST, kind_reason="导航中的栏目，没有内容", breadcrumb=("首页", name))
            yield Seen(seen.url, seen.depth, page)
