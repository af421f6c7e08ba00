"""One page as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from model.dates import DateFact
from model.documents import Properties
from model.guides import About, Guide
from model.interaction import Letter, Survey
from model.links import BadLink, Link
from model.lists import Endpoint, ListBlock, MenuEntry, Pager, Stray, Vacancy
from model.page_kinds import PageKind
from model.search import SearchEntry
from model.traces import Concealed, Mark

SKETCH = 32
"""Numbers in `Page.body_sketch` at most; a shorter one is the whole text."""

LINKED_PICTURE = "带链接的图片"
"""`Page.offered` of a page whose content is nothing but pictures with links."""

AWAITED = "列表可能由脚本填入 #"
"""How `Page.scripted` begins where an empty part with an id is all that speaks for a script."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of text as a person reads it."""

    text: str
    area: Literal["title", "body", "list", "nav", "footer", "other"] = "body"


@dataclass(frozen=True, slots=True)
class Page:
    """What one page says. Facts only; `tree` and `text` live inside the parse worker."""

    url: str  # final address, canonical
    requested: str
    status: int
    observed_at: datetime
    title: str = ""  # as a person reads it on the page
    html_title: str = ""
    kind: PageKind = PageKind.OTHER
    kind_reason: str = ""
    encoding: str = ""
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # meta names in lower case -> their values
    breadcrumb: tuple[str, ...] = ()
    dates: tuple[DateFact, ...] = ()
    published: DateFact | None = None  # the date that counts: shown, then table, then tag, then URL
    date_stated: bool = False  # a label beside the shown date says 发布时间
    date_blank: bool = False  # the place of its date (a label, an element) is empty; asked only of documents without a date
    date_scripted: bool = False  # code of the page writes its date
    cycle: str = ""  # of a column: how often it says itself that it is updated: 日, 周, 月, 季, 半年, 年
    source_day: DateFact | None = None  # when the source of a reprint published it, certain where the page states it
    source: str = ""  # 来源
    lists: tuple[ListBlock, ...] = ()
    pager: Pager | None = None
    loose_links: int = 0  # of a column: links in its content that stand in no list and in no menu
    ways: tuple[int, ...] = ()  # of a column: hashes of the addresses to which its content leads outside lists
    properties: Properties | None = None
    related: tuple[Link, ...] = ()  # links of a 相关解读 / 相关文件 block and links in the first lines of the body
    related_block: str = ""  # its heading, also where it is empty; "scripted" or "written" in front: extract.related
    cited: tuple[str, ...] = ()  # 《titles》 and 文号 in the first lines of an interpretation
    placeholder: str = ""  # the words that say "nothing here"
    scripted: str = ""  # why its list or body cannot be read without a script, "" when it can
    endpoints: tuple[Endpoint, ...] = ()  # where that script gets the list, as far as the page says it
    map_links: tuple[Link, ...] = ()  # of a site map (网站地图): what it leads to
    menu: tuple[MenuEntry, ...] = ()  # of a home page: its navigation
    redirect: str = ""  # target of a meta refresh or of a script redirect
    archived: str = ""  # the words that mark it as archived
    identity: Mapping[str, str] = field(default_factory=dict)  # footer: code, icp, police, owner, conac
    features: Mapping[str, str] | None = None  # what its frame offers, see crawler.extract.frame.features; None: not read
    search: SearchEntry | None = None  # of the home page and of search pages; None: not looked for
    body_length: int = 0  # characters of the body text
    content_hash: int = 0  # of the extracted content, 64 bits; clocks and counters left out
    simhash: int = 0  # of the text, 64 bits
    said_hash: int = 0  # of the Chinese of a page that says little; 0 where it says much, or nothing
    said: tuple[str, ...] = ()  # the lines of a page that says little; lives in the parse worker only
    says_little: bool = False  # no list, hardly a body: it may be an error page; lives in the parse worker only
    body_hash: int = 0  # of the body's text and files, title and dates left out; 0 where no body is known
    figures_hash: int = 0  # of the figures in the body and its files
    body_sketch: tuple[int, ...] = ()  # a sample of the hashes of the body's clauses, in order
    letters: tuple[Letter, ...] = ()
    surveys: tuple[Survey, ...] = ()
    channel: str = ""  # labels that may be entries for messages of visitors, a line each; home and interaction pages only
    guide: Guide | None = None  # of a service guide
    strays: tuple[Stray, ...] = ()  # of a page without a list: the few links in its content
    vacancies: tuple[Vacancy, ...] = ()  # of a page without a list: where there is nothing
    calls: tuple[int, ...] = ()  # of a column: hashes of what its scripts call, and of their files
    vacant: bool = False  # nothing stands where its sister columns have their lists
    about: About | None = None  # of a page on the body itself
    offered: str = ""  # of a column page without a list: the words of a file or of an entry in its content
    concealed: tuple[Concealed, ...] = ()  # links to other sites that a person does not see
    marks: tuple[Mark, ...] = ()  # traces in the source that somebody else may have left
    asked: tuple[str, ...] = ()  # targets whose own links ask before they open
    leaving: str = ""  # the script, address or words by which the page says that a link leads out of the site
    links: tuple[Link, ...] = ()
    bad_links: tuple[BadLink, ...] = ()
    text: tuple[TextBlock, ...] = ()
    tree: object = None  # selectolax LexborHTMLParser

    @property
    def heading(self) -> str:
        """The page's name for a person: its title, else its address."""
        return self.title or self.html_title or self.url
