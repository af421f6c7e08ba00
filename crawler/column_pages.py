"""Which pages form one column's list: joined by pagers and page numbers, aliases and the template's lists dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from crawler.column_names import column_name
from crawler.frontier import page_number
from crawler.urls import folder_of
from model import ListBlock, Page, PageKind

MANY_LINKS = 2
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
    """Lists that stand alike on many differently titled pages (最近更新, 栏目导航) belong to the template."""
    titles: dict[tuple[str, ...], set[str]] = {}
    for seen in candidates:
        for block in seen.page.lists:
            titles.setdefault(_addresses(block), set()).add(seen.page.title)
    template = {addresses for addresses, names in titles.items() if len(names) >= TEMPLATE_PAGES}
    return [_unfurnished(seen, template) for seen in candidates] if template else candidates


def _addresses(block: ListBlock) -> tuple[str, ...]:
    return tuple(item.url for item in block.items)


def _unfurnished(seen: Seen, template: set[tuple[str, ...]]) -> Seen:
    """A page without its template's lists; the one dated list that is left is what the page is about."""
    kept = [block for block in seen.page.lists if _addresses(block) not in template]
    if len(kept) == len(seen.page.lists):
        return seen
    own = [block for block in kept if block.role != "side"]
    dated = [block for block in kept if any(item.date for item in block.items)] or own
    if len(dated) == 1 and not any(block.role == "main" for block in kept):
        kept = [replace(block, role="main") if block is dated[0] else block for block in kept]
    kind = PageKind.LIST if seen.page.kind is PageKind.HUB and len(own) <= 1 else seen.page.kind
    if not own and seen.page.loose_links >= MANY_LINKS and not seen.page.placeholder:
        kind = PageKind.HUB  # the template's list was the only one; what is left are ways to other pages
    return replace(seen, page=replace(seen.page, lists=tuple(kept), kind=kind))
