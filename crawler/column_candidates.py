"""The pages of a pass sorted by what they may be for its columns: home page, columns, documents, answers, shells."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace

from crawler.column_names import column_key, column_name, is_column
from crawler.column_pages import Seen, is_wordless, named_by_menu
from crawler.extract.frame.entrance import ENTRANCE
from model import CITED, DOCUMENT_KINDS, Document, MenuEntry, Page, PageKind

COLUMN_KINDS = frozenset(
    {PageKind.LIST, PageKind.HUB, PageKind.SINGLE, PageKind.MESSAGES, PageKind.SURVEY, PageKind.GUIDE, PageKind.OTHER}
)


@dataclass(slots=True)
class SortedPages:
    """The pages of one pass; each is in at most one of these places."""

    home: Page | None = None
    site_map: Page | None = None
    candidates: list[Seen] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    answers: dict[str, Page] = field(default_factory=dict)
    shells: list[Seen] = field(default_factory=list)  # pages that show nothing, unless an interface fills them
    wordless: list[Seen] = field(default_factory=list)  # pages that say nothing: columns where the navigation calls them so
    menu: tuple[MenuEntry, ...] = ()  # of the home page, as a script file has it

    def place(self, seen: Seen, home_url: str, told: Container[str]) -> None:
        """Put a page where it belongs; `told` are the keys of columns that a person named."""
        page = seen.page
        if page.map_links:
            self.site_map = self.site_map or page
        elif page.kind is PageKind.HOME:
            self.home = _home_of(self.home, page, seen.url == home_url)
        elif page.kind in COLUMN_KINDS and (is_column(page) or column_key(seen.url) in told):
            self.candidates.append(seen)
        elif page.kind in DOCUMENT_KINDS:
            self.documents.setdefault(page.url, document_of(page))
        elif page.kind is PageKind.DATA:
            self.answers[seen.url] = page
            self.menu += page.menu
        elif page.endpoints:
            self.shells.append(seen)
        elif is_wordless(page):
            self.wordless.append(seen)


def sorted_pages(seen: Iterable[tuple[str, int, Page]], home_url: str, told: Container[str]) -> SortedPages:
    """The pages of a pass; the home page has the menu that a script file brings it, and what it names is a candidate too."""
    found = SortedPages()
    for url, depth, page in seen:
        found.place(Seen(url, depth, page), home_url, told)
    if found.home and found.menu:
        found.home = replace(found.home, menu=(*found.home.menu, *found.menu))
    found.candidates += named_by_menu(found.wordless, found.home)
    return found


def _home_of(known: Page | None, page: Page, asked: bool) -> Page:
    """Of two pages that stand for the home page the one that was asked for, unless that is the entrance before the other."""
    if known is None:
        return page
    if (known.kind_reason == ENTRANCE) != (page.kind_reason == ENTRANCE):
        return page if known.kind_reason == ENTRANCE else known
    return page if asked else known


def document_of(page: Page) -> Document:
    """A policy document or interpretation as it is paired."""
    properties, related = page.properties, tuple(link for link in page.related if link.area != CITED)
    return Document(
        url=page.url,
        title=page.title or page.html_title,
        kind=page.kind,
        number=properties.document_number if properties else "",
        published=page.published,
        office=(properties.office if properties else "") or page.source,
        column=column_name(page) or None,
        related=related,
        related_block=page.related_block,
        links=tuple(link.target for link in related),
        mentions=tuple(link.target for link in page.related if link.area == CITED),
        cited=page.cited,
        validity=properties.validity if properties else "",
        category=properties.category if properties else "",
    )
