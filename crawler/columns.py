"""Which pages of a site are columns (栏目), of which kind, and what their lists hold over all their pages.

Works on facts alone: pages of one pass, in any order. A column is named by its first page; index_1.html, ?page=2 and
the second prefix under which some systems publish the same list belong to it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from crawler.column_answers import addresses_of, answers_below, believed, catalogue, fills, template_addresses
from crawler.column_boxes import without_boxes
from crawler.column_candidates import COLUMN_KINDS, SortedPages, sorted_pages
from crawler.column_frames import as_answer, framed_documents
from crawler.column_names import column_key, column_name, first_value, is_column
from crawler.column_pages import Group, Seen, grouped, is_wordless, named_by_menu, without_furniture
from crawler.column_siblings import with_vacancies
from crawler.column_sides import without_sides
from crawler.column_views import Published, view_of
from crawler.urls import folder_of
from model import ArticleView, Column, ColumnKind, ColumnView, Document, Page, PageKind


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
    pages = sorted_pages(seen, home_url, told)
    answers = believed(pages.answers, silent)
    framed = framed_documents((*pages.candidates, *pages.shells))
    answers |= {url: as_answer(seen.page) for url, seen in framed.items()}
    candidates, template = _with_filled(pages, answers, framed)
    groups = [_answered(group, answers, template) for group in grouped(candidates)]
    asking = (seen.page for seen in (*candidates, *pages.shells))
    groups += [Group(Seen(address, 2, answer), []) for address, answer in catalogue(asking, answers)]
    groups = [_catalogued(group, answers) for group in groups]
    views = [view_of(group, today, in_scope, published, _told(group, told), template) for group in groups]
    views = without_boxes(groups, views)
    leading = _leading([group.root.page for group in groups])
    # A list on a page without any name is a part of another page: nobody could be told which column it is.
    named = (view for view in _with_children(without_articles(views), leading) if view.column.name)
    kept = tuple(_with_archives([view for view in named if not view.column.ignored]))
    return SiteReading(pages.home, kept, tuple(pages.documents.values()), pages.site_map)


def _with_filled(pages: SortedPages, answers: Mapping[str, Page], framed: Container[str]) -> tuple[list[Seen], frozenset[str]]:
    """The pages that are columns, also through what fills them; and the template's interfaces."""
    candidates = [seen for seen in pages.candidates if seen.url not in framed]
    template = template_addresses((_name(seen.page), seen.page) for seen in (*candidates, *pages.shells))
    filled = [seen for seen in pages.shells if fills(seen.page, answers, template)]
    bare = [seen for seen in pages.shells if is_wordless(seen.page) and not seen.page.scripted and seen not in filled]
    candidates += (*filled, *named_by_menu(bare, pages.home))
    return with_vacancies(without_sides(without_furniture(candidates))), template


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


def _with_archives(views: Sequence[ColumnView]) -> Iterator[ColumnView]:
    """Columns below an archived one are archived with it: its own page alone bears the mark."""
    marks = {view.column.name: view.archived for view in views if view.archived}
    below = {url: view.archived for view in views if view.archived for url in view.sub_columns}
    for view in views:
        above = view.path[:-1] if view.path[-1:] == (view.column.name,) else view.path
        mark = below.get(view.column.url, "") or next((marks[name] for name in above if name in marks), "")
        yield view if view.archived or not mark else replace(view, archived=mark)


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
    "COLUMN_KINDS",
    "ColumnKind",
    "SiteReading",
    "article_of",
    "column_key",
    "column_name",
    "first_value",
    "is_column",
    "read_site",
]
