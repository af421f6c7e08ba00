"""What a column page shows: lists, how they go on, from where they come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.dates import DateFact


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list: what a person can click, with its date."""

    title: str
    url: str
    date: DateFact | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """One list of a page."""

    items: tuple[ListItem, ...]
    heading: str = ""
    heading_url: str = ""  # where the heading or its 更多 leads
    role: Literal["main", "block", "side"] = "main"  # main: the page is about it; block: one of several on a hub
    path: str = ""  # tag and class path of its container, for the explanation
    source: str = "html"  # or the mechanism: "jpage", "document.write", "json", ...


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A place of a page without a list in which there is nothing, or no more than a few words."""

    path: str  # as `ListBlock.path`
    words: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """A link in the content of a page without a list: an item of one, where sister columns have theirs in its place."""

    item: ListItem
    paths: tuple[str, ...]  # of what stands around it, the nearest first, as `ListBlock.path`


@dataclass(frozen=True, slots=True)
class Pager:
    """How a list goes on."""

    mechanism: str  # "links", "createPageHTML", "jpage", "json", "scripted", ...
    pages: int | None = None  # page count where the page says so
    records: int | None = None
    next_urls: tuple[str, ...] = ()  # addresses of the further list pages that are known


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of the site from which a script of a page loads a list."""

    url: str  # "" where the script makes it up of what cannot be told
    name: str = ""  # of the column that it fills, "" for the page's own list
    page: str = ""  # where a person sees that column, "" for the page itself
    sure: bool = True  # False: one of several that the scripts load, so that it may fill something else
    frame: bool = False  # a document in a frame of the page, not an interface


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of a site's navigation."""

    name: str
    url: str
    level: int = 0  # how many lists it stands within
