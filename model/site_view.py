"""A site at the end of its pass, as site-level checks see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, runtime_checkable

from model.dates import DateFact, DatePlace
from model.documents import Document
from model.interaction import Letter, Survey
from model.lists import ListItem
from model.page import Page
from model.page_kinds import PageKind
from model.sites import Column, Site
from model.terms import Json
from model.verdicts import Place


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The page behind an item of a column, as it was last read."""

    url: str
    title: str
    kind: PageKind = PageKind.ARTICLE
    observed_at: datetime | None = None
    column: str = ""  # the column that the page itself names
    published: DateFact | None = None
    dates: tuple[DateFact, ...] = ()
    date_stated: bool = False  # the shown date is labelled 发布时间
    date_blank: bool = False  # the place of its date is empty: a script may fill it in
    date_scripted: bool = False  # code of the page writes its date
    source_day: DateFact | None = None  # when its source published it, certain where the page states it
    redirect: str = ""  # where the page sends its reader
    body_length: int = 0
    content_hash: int = 0
    body_hash: int = 0
    figures_hash: int = 0
    body_sketch: tuple[int, ...] = ()

    def dated(self, place: DatePlace) -> DateFact | None:
        """The page's date of one place."""
        return next((fact for fact in self.dates if fact.place is place), None)


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column with what this pass saw of it."""

    column: Column
    items: tuple[ListItem, ...] = ()  # of the list pages looked at, at most some hundred, newest first where dated
    item_count: int = 0
    latest: DateFact | None = None  # newest date that is not in the future
    latest_title: str = ""
    latest_url: str = ""
    undated: int = 0
    future: int = 0
    external: int = 0  # items that lead to other sites
    pages_seen: int = 1
    pages_known: int | None = None
    placeholder: str = ""
    scripted: str = ""
    archived: str = ""
    single: bool = False  # one document, no list expected
    hub: bool = False  # a column of columns: judged through them
    sub_columns: tuple[str, ...] = ()
    body_length: int = 0
    reliable: bool = True  # False: the list was not read completely enough to judge it
    doubt: str = ""  # why not
    twins: tuple[str, ...] = ()  # the same list at other places of the navigation (another breadcrumb)
    loaded: Literal["", "sure", "unsure"] = ""  # its list came from an interface that the page's scripts ask
    articles: Iterable[ArticleView] = ()  # the pages behind `items` that were read, in the same order
    holds: str = ""  # of a page without a list: the words of a file or of an entry to another place that it offers
    path: tuple[str, ...] = ()  # the breadcrumb of its first page
    cycle: str = ""  # how often it says itself that it is updated: 日, 周, 月, 季, 半年, 年
    vacant: bool = False  # nothing stands where its sister columns have their lists


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a site's pass looked at, and what it did not."""

    complete: bool
    reason: str = ""  # why not: "max-pages", "max-seconds", "interrupted", "unreachable", "refused", "turned-away", ...
    pages: int = 0
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    pending: int = 0  # addresses known and not visited
    skipped: Mapping[str, int] = field(default_factory=dict)  # reason -> addresses left out on purpose (robots, trap)
    check_errors: Mapping[str, int] = field(default_factory=dict)
    unparseable: int = 0
    figures: Json = field(default_factory=dict)  # counts for the official forms, see checks.lib.figures


@dataclass(frozen=True, slots=True)
class Exits:
    """How a site lets its visitors out: some links for each other host, and what its scripts say about leaving."""

    links: tuple[tuple[str, Place], ...] = ()  # (target, first place)
    notice: str = ""  # what in the site's scripts tells visitors that they leave
    unread: tuple[str, ...] = ()  # scripts of the site that could not be read whole
    unasked: tuple[str, ...] = ()  # targets of which nobody knows whether they open: one for each further host
    unguarded: tuple[tuple[str, Place], ...] = ()  # where a script gives the notice: those on pages that do not load it


@runtime_checkable
class PagesByKind(Protocol):
    """Stored pages that can be read by kind: a site has few guides and many articles."""

    def of(self, kinds: Collection[PageKind]) -> Iterable[Page]:
        """Those of some kinds, in the same order."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class SiteView:
    """A site when its pass ends. The iterables can be walked more than once and read from storage as they go."""

    site: Site
    now: datetime
    coverage: Coverage
    home: Page | None
    columns: Iterable[ColumnView]
    documents: Iterable[Document]
    probes: Mapping[str, Json] = field(default_factory=dict)
    pages: Iterable[Page] = ()  # facts of home, column and content pages in the order of their discovery
    site_map: Page | None = None  # 网站地图, with its `map_links`
    link_words: tuple[str, ...] = ()  # the words of the home page's links, also of those that lead to other sites
    # interaction: what lists and own pages say of a letter is one record
    letters: tuple[Letter, ...] = ()
    surveys: tuple[Survey, ...] = ()
    channels: tuple[str, ...] = ()  # the words of entries for messages on home and interaction pages
    result_titles: tuple[ListItem, ...] = ()  # pages whose titles speak of a result, 采纳 or 反馈
    holidays: Mapping[date, bool] = field(default_factory=dict)  # corrections of the calendar: True is a working day
    exits: Exits | None = None  # None: not looked at

    def pages_of(self, *kinds: PageKind) -> Iterable[Page]:
        """The pages of some kinds, without reading the others where they are stored."""
        if isinstance(self.pages, PagesByKind):
            return self.pages.of(kinds)
        return (page for page in self.pages if page.kind in kinds)
