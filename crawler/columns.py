"""Which pages of a site are columns (栏目), of which kind, and what their lists hold over all their pages.

Works on facts alone: pages of one pass, in any order. A column is named by its first page; index_1.html, ?page=2 and
the second prefix under which some systems publish the same list belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlsplit

from crawler.column_answers import addresses_of, answers_below, catalogue, fills, loaded, says_empty, template_addresses, unread
from crawler.column_kinds import kind_of
from crawler.column_twins import twins_of
from crawler.frontier import page_number
from crawler.urls import folder_of
from model import ArticleView, Column, ColumnKind, ColumnView, DateFact, Document, ListBlock, ListItem, Page, PageKind

ITEMS_KEPT = 300
COLUMN_KINDS = frozenset(
    {PageKind.LIST, PageKind.HUB, PageKind.SINGLE, PageKind.MESSAGES, PageKind.SURVEY, PageKind.GUIDE, PageKind.OTHER}
)
LISTED_KINDS = frozenset({PageKind.LIST, PageKind.HUB, PageKind.MESSAGES, PageKind.SURVEY})
DOCUMENT_KINDS = frozenset({PageKind.POLICY, PageKind.INTERPRETATION})

_NO_NAMES = frozenset({"文章列表", "列表", "信息列表", "栏目列表", "正文", "内容", "首页"})
TEMPLATE_PAGES = 4  # differently titled pages on which the very same list belongs to the template

Published = Callable[[Sequence[str]], Mapping[str, DateFact]]


@dataclass(frozen=True, slots=True)
class SiteReading:
    """What a pass says of a site's structure."""

    home: Page | None
    columns: tuple[ColumnView, ...]
    documents: tuple[Document, ...]
    site_map: Page | None = None


@dataclass(slots=True)
class _Group:
    """The pages of one list, first page first."""

    root: _Seen
    others: list[_Seen] = field(default_factory=list)

    @property
    def pages(self) -> list[_Seen]:
        return [self.root, *self.others]


@dataclass(frozen=True, slots=True)
class _Seen:
    url: str
    depth: int
    page: Page


def read_site(
    seen: Iterable[tuple[str, int, Page]],
    *,
    home_url: str,
    today: date,
    in_scope: Callable[[str], bool],
    published: Published,
    registered: Mapping[str, Column] | None = None,
) -> SiteReading:
    """Columns and documents of a site. `published` gives the dates of articles for items that show none.

    `registered` holds by `column_key` what a person said of columns: their name and kind, or that they are none.
    """
    told = registered or {}
    home: Page | None = None
    candidates: list[_Seen] = []
    documents: dict[str, Document] = {}
    answers: dict[str, Page] = {}
    silent: list[_Seen] = []  # pages that show nothing, unless an interface fills them
    site_map: Page | None = None
    for url, depth, page in seen:
        if page.map_links:
            site_map = site_map or page
            continue
        if page.kind is PageKind.HOME and (home is None or url == home_url):
            home = page
        elif page.kind in COLUMN_KINDS and (is_column(page) or column_key(url) in told):
            candidates.append(_Seen(url, depth, page))
        elif page.kind in DOCUMENT_KINDS:
            documents.setdefault(page.url, document_of(page))
        elif page.kind is PageKind.DATA:
            answers[url] = page
        elif page.endpoints:
            silent.append(_Seen(url, depth, page))
    template = template_addresses((_name(seen.page), seen.page) for seen in (*candidates, *silent))
    candidates += [seen for seen in silent if fills(seen.page, answers, template)]
    candidates = _without_furniture(candidates)
    groups = [_answered(group, answers, template) for group in _grouped(candidates)]
    shells = (seen.page for seen in (*candidates, *silent))
    groups += [_Group(_Seen(address, 2, answer), []) for address, answer in catalogue(shells, answers)]
    groups = [_catalogued(group, answers) for group in groups]
    views = [_view(group, today, in_scope, published, _told(group, told), template) for group in groups]
    kept = (view for view in _with_children(views) if not view.column.ignored)
    return SiteReading(home, tuple(kept), tuple(documents.values()), site_map)


def _name(page: Page) -> str:
    return column_name(page) or page.title or page.html_title or page.url


def _answered(group: _Group, answers: Mapping[str, Page], template: frozenset[str]) -> _Group:
    """A column's pages with the answers of the interfaces that fill its list."""
    start = [url for seen in group.pages for url in addresses_of(seen.page)]
    found = answers_below(start, answers, template)
    return _Group(group.root, [*group.others, *(_Seen(url, group.root.depth + 1, page) for url, page in found)])


def _catalogued(group: _Group, answers: Mapping[str, Page]) -> _Group:
    """A column that is only an interface's answer, with the answers that follow it."""
    page = group.root.page
    if page.kind is not PageKind.DATA:
        return group
    following = answers_below(addresses_of(page), answers, frozenset())
    return _Group(group.root, [_Seen(url, group.root.depth, other) for url, other in following if url != page.url])


_INDEX_NAME = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)


def column_key(url: str) -> str:
    """One form of a column's address for its trivial variants: scheme, www., /index.html."""
    return _INDEX_NAME.sub("/", url.split("#", 1)[0].partition("://")[2].removeprefix("www."))


def _told(group: _Group, told: Mapping[str, Column]) -> Column | None:
    return next((told[key] for seen in group.pages if (key := column_key(seen.url)) in told), None)


def _without_furniture(candidates: list[_Seen]) -> list[_Seen]:
    """Lists that stand alike on many differently titled pages (最近更新, 栏目导航) belong to the template."""
    titles: dict[tuple[str, ...], set[str]] = {}
    for seen in candidates:
        for block in seen.page.lists:
            titles.setdefault(_addresses(block), set()).add(seen.page.title)
    template = {addresses for addresses, names in titles.items() if len(names) >= TEMPLATE_PAGES}
    return [_unfurnished(seen, template) for seen in candidates] if template else candidates


def _addresses(block: ListBlock) -> tuple[str, ...]:
    return tuple(item.url for item in block.items)


def _unfurnished(seen: _Seen, template: set[tuple[str, ...]]) -> _Seen:
    """A page without its template's lists; the one dated list that is left is what the page is about."""
    kept = [block for block in seen.page.lists if _addresses(block) not in template]
    if len(kept) == len(seen.page.lists):
        return seen
    own = [block for block in kept if block.role != "side"]
    dated = [block for block in kept if any(item.date for item in block.items)] or own
    if len(dated) == 1 and not any(block.role == "main" for block in kept):
        kept = [replace(block, role="main") if block is dated[0] else block for block in kept]
    kind = PageKind.LIST if seen.page.kind is PageKind.HUB and len(own) <= 1 else seen.page.kind
    return replace(seen, page=replace(seen.page, lists=tuple(kept), kind=kind))


def _with_children(views: Sequence[ColumnView]) -> Iterator[ColumnView]:
    """Columns with those that lie below them in the address tree; one without a list of its own is a hub."""
    roots = sorted(view.column.url for view in views)
    for view in views:
        folder = _own_folder(view.column.url)
        below = [url for url in roots if folder and url.startswith(folder) and url != view.column.url]
        children = tuple(dict.fromkeys((*view.sub_columns, *below)))
        yield replace(view, sub_columns=children, hub=view.hub or bool(children and not view.items))


def _own_folder(url: str) -> str:
    """The folder that a column has for itself, "" where its address is not a folder's."""
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    if parts.query or (name and not name.startswith(("index.", "default.", "list."))) or parts.path.count("/") < 2:
        return ""
    return folder_of(url)


def is_column(page: Page) -> bool:
    """Whether a page is a column at all; pages of kind OTHER are only when they say so themselves."""
    if page.guide is not None:
        return False
    if page.kind is not PageKind.OTHER:
        return True
    return bool(first_value(page, "columnname")) and not first_value(page, "articletitle") and bool(page.placeholder)


def column_name(page: Page) -> str:
    """The name of the column that a page belongs to (or is), "" when it does not say."""
    tagged = first_value(page, "columnname")
    if tagged and not tagged.isdigit():
        return tagged
    if page.breadcrumb:
        named = [crumb for crumb in page.breadcrumb if crumb not in _NO_NAMES]
        return (named or list(page.breadcrumb))[-1]
    return ""


def first_value(page: Page, tag: str) -> str:
    """The first filled value of a page tag."""
    return next((value.strip() for value in page.tags.get(tag, ()) if value.strip()), "")


def document_of(page: Page) -> Document:
    """A policy document or interpretation as it is paired."""
    properties = page.properties
    return Document(
        url=page.url,
        title=page.title or page.html_title,
        kind=page.kind,
        number=properties.document_number if properties else "",
        published=page.published,
        office=(properties.office if properties else "") or page.source,
        column=column_name(page) or None,
        related=page.related,
        related_block=page.related_block,
        links=tuple(link.target for link in page.related),
        cited=page.cited,
    )


def article_of(page: Page) -> ArticleView:
    """A page as a column's item leads to it."""
    return ArticleView(
        url=page.url,
        title=page.title or page.html_title,
        kind=page.kind,
        observed_at=page.observed_at,
        column=column_name(page),
        published=page.published,
        dates=page.dates,
        redirect=page.redirect,
        body_length=page.body_length,
        content_hash=page.content_hash,
        body_hash=page.body_hash,
        figures_hash=page.figures_hash,
        simhash=page.simhash,
    )


# --- which pages form one list -----------------------------------------------------------------------------------


def _grouped(candidates: list[_Seen]) -> list[_Group]:
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
    members: dict[str, list[_Seen]] = {}
    for seen in candidates:
        members.setdefault(root_of(seen.url), []).append(seen)
    return [_Group(pages[0], pages[1:]) for pages in (sorted(m, key=_firstness) for m in members.values())]


_PAGE_PARAMETER = re.compile(r"(?<=[?&])(?:page|pageno|pageindex|pagenum|cur_?page|currentpage|p|pn)=\d+(?:&|$)", re.IGNORECASE)
_PAGE_SUFFIX = re.compile(r"(?<=/)(index|list|default|more)_?\d+(?=\.\w+$)", re.IGNORECASE)


def _numbered(candidates: Sequence[_Seen]) -> Iterator[tuple[str, str]]:
    """Pairs (further page, first page) of addresses that differ only in a page number."""
    first: dict[str, _Seen] = {}
    for seen in sorted(candidates, key=_firstness):
        bare = _PAGE_PARAMETER.sub("", _PAGE_SUFFIX.sub(r"\1", seen.url)).rstrip("?&")
        known = first.setdefault(bare, seen)
        if known is not seen and _one_list(known, seen):
            yield seen.url, known.url


def _one_list(one: _Seen, other: _Seen) -> bool:
    """Pagers lie at times (a link to a sister column); two pages of one list have one name."""
    first, second = column_name(one.page), column_name(other.page)
    return not first or not second or first == second


def _firstness(seen: _Seen) -> tuple[int, int, int, str]:
    number = page_number(seen.url)
    return (0 if number is None else 1, seen.depth, len(seen.url), seen.url)


def _aliases(candidates: Sequence[_Seen]) -> list[tuple[str, str]]:
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


# --- one column --------------------------------------------------------------------------------------------------


def _view(
    group: _Group,
    today: date,
    in_scope: Callable[[str], bool],
    published: Published,
    registered: Column | None,
    template: frozenset[str] = frozenset(),
) -> ColumnView:
    root, page = group.root, group.root.page
    items = _items(group)
    items = _with_article_dates(items, published)
    dated = [item for item in items if item.date is not None and item.date.day <= today]
    newest = max(dated, key=_by_day, default=None)
    name = registered.name if registered else column_name(page) or page.title or page.html_title
    kind, reason = (registered.kind, "登记") if registered else kind_of(page, name, root.url)
    read = {seen.url: seen.page for seen in group.others if seen.page.kind is PageKind.DATA}
    says = says_empty(page, read) if not items else ""
    counts = [seen.page.pager.pages for seen in group.pages if seen.page.pager and seen.page.pager.pages]
    return ColumnView(
        column=Column(
            root.url, name, kind, reason, root.depth <= 1, registered is not None, registered is not None and registered.ignored
        ),
        items=tuple(sorted(items, key=_by_day, reverse=True)[:ITEMS_KEPT]),
        item_count=len(items),
        latest=newest.date if newest else None,
        latest_title=newest.title if newest else "",
        latest_url=newest.url if newest else "",
        undated=sum(item.date is None for item in items),
        future=sum(item.date is not None and item.date.day > today for item in items),
        external=sum(not in_scope(item.url) for item in items),
        pages_seen=len(group.pages),
        pages_known=counts[0] if counts else None,
        placeholder=page.placeholder or says,
        scripted=(page.scripted or unread(page, read, template)) if not items and not says else "",
        archived=page.archived,
        single=page.kind is PageKind.SINGLE,
        hub=page.kind is PageKind.HUB,
        sub_columns=_sub_columns(page),
        body_length=page.body_length,
        reliable=not _doubt(group, items, says),
        doubt=_doubt(group, items, says),
        twins=twins_of(page, ((seen.url, seen.page) for seen in group.others)),
        loaded="sure" if page.kind is PageKind.DATA else loaded(page, read),
    )


def _by_day(item: ListItem) -> str:
    return item.date.day.isoformat() if item.date else ""


def _items(group: _Group) -> list[ListItem]:
    """The items of a column's lists, each address once; the main list where there is one, else all blocks."""
    found: dict[tuple[str, str], ListItem] = {}
    for seen in group.pages:
        blocks = [block for block in seen.page.lists if block.role == "main"]
        for block in blocks or [block for block in seen.page.lists if block.role == "block"]:
            for item in block.items:
                known = found.get((item.url, item.title))
                if known is None or (known.date is None and item.date is not None):
                    found[(item.url, item.title)] = item
    return list(found.values())


def _with_article_dates(items: list[ListItem], published: Published) -> list[ListItem]:
    """Items without a date take the date of their article."""
    missing = [item.url for item in items if item.date is None]
    if not missing:
        return items
    dates = published(missing)
    return [replace(item, date=dates.get(item.url)) if item.date is None else item for item in items]


def _sub_columns(page: Page) -> tuple[str, ...]:
    if any(block.role == "main" for block in page.lists):
        return ()
    headings = (block.heading_url for block in page.lists if block.heading_url and block.heading_url != page.url)
    return tuple(dict.fromkeys(headings))


def _doubt(group: _Group, items: Sequence[ListItem], says: str) -> str:
    """Why a column's list cannot be judged, "" when it can."""
    page = group.root.page
    if page.scripted and not says and not any(block.role == "main" for seen in group.pages for block in seen.page.lists):
        return f"列表由脚本加载：{page.scripted}"
    if page.redirect:
        return "页面跳转"
    answers = [seen.page for seen in group.pages if seen.page.kind is PageKind.DATA]
    for first, amount in ((page, len(group.pages)), *((one, len(answers)) for one in answers[:1])):
        if first.pager and first.pager.pages and first.pager.pages > amount and _ascending(first):
            return "列表按时间升序排列，后面的页未读取"
    return ""


def _ascending(page: Page) -> bool:
    """Whether the first page shows its oldest item first, so that the newest are on pages not read."""
    days = [item.date.day for block in page.lists if block.role == "main" for item in block.items if item.date]
    return len(days) >= 4 and days == sorted(days) and days[0] != days[-1]


__all__ = [
    "ColumnKind",
    "SiteReading",
    "article_of",
    "column_key",
    "column_name",
    "document_of",
    "first_value",
    "is_column",
    "read_site",
]
