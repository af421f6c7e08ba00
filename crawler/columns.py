"""Which pages of a site are columns (栏目), of which kind, and what their lists hold over all their pages.

Works on facts alone: pages of one pass, in any order. A column is named by its first page; index_1.html, ?page=2 and
the second prefix under which some systems publish the same list belong to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from crawler.column_answers import addresses_of, answers_below, catalogue, fills, silent_answers, template_addresses
from crawler.column_frames import as_answer, framed_documents
from crawler.column_names import column_key, column_name, first_value, is_column
from crawler.column_pages import Group, Seen, grouped, is_wordless, named_by_menu, without_furniture
from crawler.column_siblings import with_vacancies
from crawler.column_views import Published, view_of
from crawler.extract.frame.entrance import ENTRANCE
from crawler.urls import folder_of
from model import DOCUMENT_KINDS, ArticleView, Column, ColumnKind, ColumnView, Document, MenuEntry, Page, PageKind

COLUMN_KINDS = frozenset(
    {PageKind.LIST, PageKind.HUB, PageKind.SINGLE, PageKind.MESSAGES, PageKind.SURVEY, PageKind.GUIDE, PageKind.OTHER}
)


@dataclass(frozen=True, slots=True)
class SiteReading:
    """What a pass says of a site's structure."""

    home: Page | None
    columns: tuple[ColumnView, ...]
    documents: tuple[Document, ...]
    site_map: Page | None = None


def read_site(
    seen: Iterable[tuple[str, int, Page]],
    *,
    home_url: str,
    today: date,
    in_scope: Callable[[str], bool],
    published: Published,
    registered: Mapping[str, Column] | None = None,
    silent: Iterable[str] = (),
) -> SiteReading:
    """Columns and documents of a site. `published` gives the dates of articles for items that show none.

    `registered` holds by `column_key` what a person said of columns: their name and kind, or that they are none.
    `silent` are addresses that answered with nothing at all.
    """
    told = registered or {}
    home: Page | None = None
    candidates: list[Seen] = []
    documents: dict[str, Document] = {}
    answers: dict[str, Page] = {}
    shells: list[Seen] = []  # pages that show nothing, unless an interface fills them
    menu: tuple[MenuEntry, ...] = ()  # of the home page, as a script file has it
    wordless: list[Seen] = []  # pages that say nothing: columns where the navigation calls them so
    site_map: Page | None = None
    for url, depth, page in seen:
        if page.map_links:
            site_map = site_map or page
            continue
        if page.kind is PageKind.HOME:
            home = _home_of(home, page, url == home_url)
        elif page.kind in COLUMN_KINDS and (is_column(page) or column_key(url) in told):
            candidates.append(Seen(url, depth, page))
        elif page.kind in DOCUMENT_KINDS:
            documents.setdefault(page.url, document_of(page))
        elif page.kind is PageKind.DATA:
            answers[url] = page
            menu += page.menu
        elif page.endpoints:
            shells.append(Seen(url, depth, page))
        elif is_wordless(page):
            wordless.append(Seen(url, depth, page))
    home = replace(home, menu=(*home.menu, *menu)) if home and menu else home
    candidates += named_by_menu(wordless, home)
    answers |= silent_answers(silent, answers)
    framed = framed_documents((*candidates, *shells))
    answers |= {url: as_answer(seen.page) for url, seen in framed.items()}
    candidates = [seen for seen in candidates if seen.url not in framed]
    template = template_addresses((_name(seen.page), seen.page) for seen in (*candidates, *shells))
    filled = [seen for seen in shells if fills(seen.page, answers, template)]
    bare = [seen for seen in shells if is_wordless(seen.page) and not seen.page.scripted and seen not in filled]
    candidates += (*filled, *named_by_menu(bare, home))
    candidates = with_vacancies(without_furniture(candidates))
    groups = [_answered(group, answers, template) for group in grouped(candidates)]
    asking = (seen.page for seen in (*candidates, *shells))
    groups += [Group(Seen(address, 2, answer), []) for address, answer in catalogue(asking, answers)]
    groups = [_catalogued(group, answers) for group in groups]
    views = [view_of(group, today, in_scope, published, _told(group, told), template) for group in groups]
    leading = _leading([group.root.page for group in groups])
    # A list on a page without any name is a part of another page: nobody could be told which column it is.
    named = (view for view in _with_children(without_articles(views), leading) if view.column.name)
    kept = (view for view in named if not view.column.ignored)
    return SiteReading(home, tuple(kept), tuple(documents.values()), site_map)


def _home_of(known: Page | None, page: Page, asked: bool) -> Page:
    """Of two pages that stand for the home page the one that was asked for, unless that is the entrance before the other."""
    if known is None:
        return page
    if (known.kind_reason == ENTRANCE) != (page.kind_reason == ENTRANCE):
        return page if known.kind_reason == ENTRANCE else known
    return page if asked else known


def _name(page: Page) -> str:
    return column_name(page) or page.title or page.html_title or page.url


def _answered(group: Group, answers: Mapping[str, Page], template: frozenset[str]) -> Group:
    """A column's pages with the answers of the interfaces that fill its list."""
    start = [url for seen in group.pages for url in addresses_of(seen.page)]
    found = answers_below(start, answers, template)
    return Group(group.root, [*group.others, *(Seen(url, group.root.depth + 1, page) for url, page in found)])


def _catalogued(group: Group, answers: Mapping[str, Page]) -> Group:
    """A column that is only an interface's answer, with the answers that follow it."""
    page = group.root.page
    if page.kind is not PageKind.DATA:
        return group
    following = answers_below(addresses_of(page), answers, frozenset())
    return Group(group.root, [Seen(url, group.root.depth, other) for url, other in following if url != page.url])


def _told(group: Group, told: Mapping[str, Column]) -> Column | None:
    return next((told[key] for seen in group.pages if (key := column_key(seen.url)) in told), None)


def _leading(pages: Sequence[Page]) -> frozenset[str]:
    """Names of columns through which the breadcrumbs of other columns lead: 政务公开 in 首页 > 政务公开 > 通知公告.

    Many systems (col/col12/index.html, list.asp?id=3) do not show in addresses what lies below what.
    """
    return frozenset(name for page in pages for name in page.breadcrumb[:-1] if name != column_name(page))


def _with_children(views: Sequence[ColumnView], leading: frozenset[str]) -> Iterator[ColumnView]:
    """Columns with those that lie below them in the address tree; one without a list of its own is a hub."""
    roots = sorted(view.column.url for view in views)
    for view in views:
        folder = _own_folder(view.column.url)
        below = [url for url in roots if folder and url.startswith(folder) and url != view.column.url]
        children = tuple(dict.fromkeys((*view.sub_columns, *below)))
        parent = bool(children) or view.column.name in leading
        yield replace(view, sub_columns=children, hub=view.hub or (parent and not view.items))


def without_articles(views: Sequence[ColumnView]) -> list[ColumnView]:
    """Columns without documents that are items of the very column whose name they bear: articles that show no date."""
    listed = {(item.url, view.column.name) for view in views for item in view.items}
    own = (v for v in views if (v.items and not v.single) or v.column.registered or (v.column.url, v.column.name) not in listed)
    return list(own)


def _own_folder(url: str) -> str:
    """The folder that a column has for itself, "" where its address is not a folder's."""
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    if parts.query or (name and not name.startswith(("index.", "default.", "list."))) or parts.path.count("/") < 2:
        return ""
    return folder_of(url)


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
        validity=properties.validity if properties else "",
        category=properties.category if properties else "",
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
        date_stated=page.date_stated,
        date_blank=page.date_blank,
        date_scripted=page.date_scripted,
        source_day=page.source_day,
        redirect=page.redirect,
        body_length=page.body_length,
        content_hash=page.content_hash,
        body_hash=page.body_hash,
        figures_hash=page.figures_hash,
        body_sketch=page.body_sketch,
    )


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
