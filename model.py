"""The nouns of the program: sites, columns, pages, links, verdicts, findings, rules, passes.

Frozen dataclasses without side effects, input/output or SQL; standard library only, so that every room may import them.

The errors of the program, as a tree:

    XunchaError               one line for the user: what, where, how to mend; never a traceback
    ├── ConfigError           a broken configuration, option or rule pack (exit status 2)
    ├── StorageError          the database cannot be opened, read or written
    │   └── StaleAttempt      the site's pass was given to another worker; this one must stop writing
    └── WorkerLost            a parse worker died or was too slow; carries the pages it held

Expected outcomes of a crawl (a dead link, a refused request) are values (`Verdict`, `Unknown`), not exceptions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Literal, NewType, Protocol, runtime_checkable
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Business days, deadlines and everything shown to a person are in this zone; storage is UTC."""

SiteId = NewType("SiteId", int)
PassId = NewType("PassId", int)
SitePassId = NewType("SitePassId", int)

Json = dict[str, Any]
"""A JSON object: evidence, parameters, coverage. Its inner types are the border's business."""


class XunchaError(Exception):
    """A mistake that its reader can mend; printed as one line."""


class ConfigError(XunchaError):
    """The configuration, an option or a rule pack is wrong."""


class StorageError(XunchaError):
    """The database cannot be opened, read or written. `while_running`: after it had been opened."""

    while_running = False


class StaleAttempt(StorageError):
    """Another worker has taken over this site's pass."""


# --- sites and columns -------------------------------------------------------------------------------------------


class SiteKind(StrEnum):
    """网站类型 of the register (REP-2018)."""

    PORTAL = "门户"
    DEPARTMENT = "部门"
    SPECIAL = "专项"


class SiteState(StrEnum):
    """Whether the site is in service; only running sites are inspected."""

    RUNNING = "running"
    PAUSED = "temporarily-closed"
    CLOSED = "closed"


class ColumnKind(StrEnum):
    """What a column (栏目) publishes; the cadence table of the rule packs is keyed by these words."""

    NEWS = "动态"
    NOTICE = "公告"
    POLICY = "政策"
    INTERPRETATION = "解读"
    REPRINT = "转载"
    PLAN = "规划"
    PERSONNEL = "人事"
    BUDGET = "财政"
    STATISTICS = "数据"
    OVERVIEW = "概况"
    ORGANISATION = "机构"
    LEADERS = "领导"
    DISCLOSURE_GUIDE = "公开指南"
    DISCLOSURE_REPORT = "公开年报"
    SITE_REPORT = "年度报表"
    MESSAGES = "互动"
    SURVEY = "征集"
    INTERVIEW = "访谈"
    SERVICE = "办事"
    TOPIC = "专题"
    RESPONSE = "回应"
    QUESTIONS = "问答"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Site:
    """A government website under inspection."""

    id: SiteId
    home_url: str
    name: str = ""
    code: str = ""  # 网站标识码
    owner: str = ""  # 主办单位
    kind: SiteKind = SiteKind.PORTAL
    state: SiteState = SiteState.RUNNING
    host_group: str = ""  # sites of one group share a platform and its request budget
    extra_hosts: tuple[str, ...] = ()  # hosts beside the home page's that belong to the site
    expected_columns: tuple[str, ...] = ()

    @property
    def shown_name(self) -> str:
        """What operators read: its name, its home page where it has none."""
        return self.name or self.home_url


@dataclass(frozen=True, slots=True)
class Column:
    """A column (栏目) of a site: the address of its first page."""

    url: str
    name: str
    kind: ColumnKind
    kind_reason: str = ""  # why it is held to be of this kind
    first_level: bool = True  # linked from the home page's navigation; the veto counts only these for 公告, 政策
    registered: bool = False
    ignored: bool = False  # a person said that it is none, or not to be judged


# --- facts of a page ---------------------------------------------------------------------------------------------


class LinkKind(StrEnum):
    """What a link asks for."""

    PAGE = "page"
    IMAGE = "image"
    ATTACHMENT = "attachment"
    STYLE = "style"
    SCRIPT = "script"
    FRAME = "frame"
    MEDIA = "media"
    ICON = "icon"


NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""Stands where whoever reads a page does not know when it was fetched; whoever fetched it puts the moment in."""

HEAD = "head"
"""The area of addresses that only programs read: a canonical address, a feed. They lead on, but no visitor can click them."""

READ = "read"
"""The area of files of a page's own scripts that hold what it shows: its navigation, or the rows of its list."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a page."""

    target: str  # absolute, canonical, without fragment
    kind: LinkKind
    text: str = ""  # anchor text, alt or title, at most 200 characters
    hidden: str = ""  # why a person does not see it, "" when visible
    area: str = ""  # "nav", "footer", "friend", "body", "list", "related": where on the page, "" when unknown
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class BadLink:
    """A link whose address cannot be parsed (a browser could not open it either)."""

    raw: str
    kind: LinkKind
    text: str = ""


SKETCH = 32
"""Numbers in `Page.body_sketch` at most; a shorter one is the whole text."""
LINKED_PICTURE = "带链接的图片"
"""`Page.offered` of a page whose content is nothing but pictures with links."""
AWAITED = "列表可能由脚本填入 #"
"""How `Page.scripted` begins where an empty part with an id is all that speaks for a script."""


class DatePlace(StrEnum):
    """Where on a page a date stands; the places are different facts (cms.md 1.2)."""

    SHOWN = "shown"  # beside the title
    LIST = "list"
    TAG = "tag"  # PubDate
    URL = "url"
    TABLE = "table"  # property table of 信息公开: 发布日期
    WRITTEN = "written"  # 成文日期
    GENERATED = "generated"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date as written, with its place."""

    day: date
    raw: str
    place: DatePlace
    clock: str = ""  # "10:53" where a time is written
    certain: bool = True  # False: the year or the day had to be guessed


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


class PageKind(StrEnum):
    """What a page is for."""

    HOME = "home"
    HUB = "hub"  # columns of columns
    LIST = "list"
    SINGLE = "single"  # a column that is one document: 机构职能, 领导信息, 联系我们
    ARTICLE = "article"
    POLICY = "policy"
    INTERPRETATION = "interpretation"
    MESSAGES = "messages"
    MESSAGE = "message"
    GUIDE = "guide"
    SURVEY = "survey"
    SEARCH = "search"
    ERROR = "error"  # an error page served as if it were a page
    INTERSTITIAL = "interstitial"  # block page, captcha, redirect by script, login
    DATA = "data"  # an answer for a script of another page, not for people: JSON, records in XML, a fragment
    OTHER = "other"


ARTICLE_KINDS = frozenset({PageKind.ARTICLE, PageKind.POLICY, PageKind.INTERPRETATION})
"""Pages that publish one text at a time."""

DOCUMENT_KINDS = frozenset({PageKind.POLICY, PageKind.INTERPRETATION})
"""Pages that are paired with each other: what a policy document leads to is judged when the site's pass ends."""

NO_CONTENT_KINDS = frozenset({PageKind.ERROR, PageKind.INTERSTITIAL, PageKind.SEARCH})
"""Pages on which the site itself publishes nothing."""


@dataclass(frozen=True, slots=True)
class Properties:
    """The property table of a published document (信息公开 table), "" or None where absent."""

    index_number: str = ""  # 索引号
    document_number: str = ""  # 文号, normalised brackets: 国发〔2018〕43号
    office: str = ""  # 发文机关
    title: str = ""
    validity: str = ""  # 有效性
    written: DateFact | None = None  # 成文日期
    published: DateFact | None = None  # 发布日期
    category: str = ""  # 组配分类, 信息类别: 规范性文件


# --- interaction: letters and surveys ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letter:
    """A public letter (留言, 来信) as a list or its own page shows it. What is not shown is None or ""."""

    url: str = ""  # of its own page, "" where it has none
    page: str = ""  # where it was read
    title: str = ""
    number: str = ""  # 信件编号
    kind: str = ""  # 咨询, 投诉, 建议, 求助, ... as written
    received: DateFact | None = None  # sent, else taken over (受理), else the only date that its list shows
    received_label: str = ""  # the label of that date, "" where it has none
    answered: DateFact | None = None  # of the first answer
    answered_label: str = ""
    state: str = ""  # as written: 已办结, 办理中, ...
    office: str = ""  # who answers
    question: str = ""  # its beginning
    answer: str = ""  # its beginning
    answer_blank: bool = False  # a place for the answer is there, and empty or marked 暂无回复
    own_page: bool = False  # read on the letter's own page, not only in a list
    column: str = ""  # names of the column and of what stands above it
    accepted: DateFact | None = None  # 受理时间 where it stands beside the day of sending


@dataclass(frozen=True, slots=True)
class Survey:
    """A 征集调查 as its page, or a row of a list, shows it."""

    url: str
    title: str
    start: DateFact | None = None
    end: DateFact | None = None
    state: str = ""  # 进行中, 已结束 as written
    result: str = ""  # the words that show a result on the page, "" where there is none
    result_blank: str = ""  # the heading of a result that is empty
    online: str = ""  # what shows that opinions can be submitted on line: a form, a link, words
    offline: tuple[str, ...] = ()  # other ways that the page names: 电子邮件, 信函, 电话, 传真
    own_page: bool = False  # read on the survey's own page, not only in a list
    column: str = ""


# --- service guides and the body itself -----------------------------------------------------------------------------


class ElementState(StrEnum):
    """What stands behind the label of an element of a service guide."""

    FILLED = "filled"
    EMPTY = "empty"  # nothing, a dash, unrendered template code
    NONE = "none"  # says 无 and no more
    UNREAD = "unread"  # a script, a picture or a file may hold it


@dataclass(frozen=True, slots=True)
class GuideElement:
    """One element of a service guide, of one of the classes of `crawler.extract.guides.words`."""

    name: str  # 设定依据, 办理材料, ...; also 监督电话, 表格样表, which are no classes of the ten
    label: str  # as written, "" where only the content shows it
    state: ElementState
    value: str = ""  # at most some hundred characters


@dataclass(frozen=True, slots=True)
class Guide:
    """A service guide (办事指南) as its page shows it."""

    named: str = ""  # the words of title or column that call it one; "" where only its labels do
    elements: tuple[GuideElement, ...] = ()
    layout: str = ""  # how most of its elements are shown: "cells", "text", "tabs"
    files: tuple[tuple[str, str], ...] = ()  # (words, address) of the files and downloads in its content
    doubt: str = ""  # why it cannot be judged
    withdrawn: str = ""  # 已取消, 暂停办理


@dataclass(frozen=True, slots=True)
class About:
    """A page on the body itself: 概况, 机构职能, 领导信息."""

    names: int = 0  # names of persons
    posts: int = 0  # lines that begin with a post: 局长, 副县长：
    blank_names: int = 0  # "姓名：" without a name
    year: int = 0  # newest year to which a figure on the page refers, 0 without one
    media: int = 0  # pictures, frames and files in the content
    links: int = 0  # links in the content
    characters: int = 0
    told: bool = True  # something is said of the persons: 简历, 出生, 分工, 负责
    blank_resume: bool = False  # a heading 工作简历 with nothing below it, or 简历更新中, and no word of a life on the page
    life: bool = True  # something is said of a person's life, or 简历 stands on the page


@dataclass(frozen=True, slots=True)
class Concealed:
    """A link to another site (no government's) that a person does not see on the page; many of them are honest."""

    target: str
    text: str = ""
    reason: str = ""  # display:none, off-screen, no-size, comment, encoded-script, ...; see crawler.extract.hidden.concealed
    group: int = 0  # the same number: hidden by the same element
    sure: bool = False  # a way of hiding that menus, tabs and picture titles do not need
    sheet: bool = False  # by a rule of an outside style sheet, which other rules may undo


@dataclass(frozen=True, slots=True)
class Mark:
    """A trace in a page's source: what it is (encoded-title, hidden-frame, ...), its words, where it leads."""

    reason: str
    text: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A form that looks like the site's search."""

    action: str  # absolute address, "" where the form names none
    field: str  # name of the text field, "" where it has none
    method: str = "get"
    values: tuple[tuple[str, str], ...] = ()  # what the form sends beside the words
    charset: str = ""  # in which the words are sent, "" for UTF-8
    scripted: str = ""  # why only a script knows what it does, "" when it can be sent as it stands
    handled: bool = False  # a script looks at it, and may change it, before it is sent


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What a page offers to search its site; without form, page and hint: looked for and nothing found."""

    forms: tuple[SearchForm, ...] = ()
    page: str = ""  # where a link named search leads
    hint: str = ""  # words, an address or a name in the markup that speak of a search
    links: int = 0  # distinct addresses that the page leads to: an entrance has few


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


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of text as a person reads it."""

    text: str
    area: Literal["title", "body", "list", "nav", "footer", "other"] = "body"


# --- links under verification ------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """What is known of a link's target."""

    OK = "ok"
    BROKEN = "broken"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request that was made to settle a verdict."""

    at: datetime
    method: str
    status: int | None
    error: str = ""  # "dns", "connect", "timeout", "tls", ... where no answer came
    milliseconds: int = 0
    family: str = ""  # "IPv4" or "IPv6" where known
    note: str = ""  # "browser headers", "range", "after Retry-After", first bytes


@dataclass(frozen=True, slots=True)
class Place:
    """A page that holds a link, with the words of the link."""

    page: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of another site shows, cut to what a judgement needs; of a script only `notice` and `whole`."""

    final: str = ""  # where redirects ended, "" when at the target itself
    title: str = ""
    keywords: str = ""
    description: str = ""
    text: str = ""
    robot: str = ""  # title, keywords and description as a search robot is told, "" where it is told the same
    notice: str = ""  # of a script: what tells visitors that they leave the site
    whole: bool = True  # False: longer than was read


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one distinct target, with every attempt and where it is linked."""

    target: str
    kind: LinkKind
    outcome: Outcome
    reason: str = ""  # http-status, dns, connect, timeout, tls, redirect-loop, soft-404, empty, bad-url, refused, ...
    status: int | None = None
    attempts: tuple[Attempt, ...] = ()
    external: bool = False
    places: tuple[Place, ...] = ()  # the first ones found
    pages: int = 0  # how many pages hold it
    column: str | None = None
    shown: Shown | None = None  # of another site's page that answered well
    hidden: str = ""  # why nobody sees the link on the first of its places


# --- findings ----------------------------------------------------------------------------------------------------


class Confidence(StrEnum):
    """Whether a finding counts at once or a person must look first."""

    CONFIRMED = "confirmed"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True)
class Finding:
    """The record of interface.md; `discriminator` tells apart several findings of one rule on one url."""

    rule: str
    url: str
    page: str
    message: str
    confidence: Confidence = Confidence.CONFIRMED
    column: str | None = None
    evidence: Json = field(default_factory=dict)
    discriminator: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A judgement that coverage or the page does not allow; shown, never scored."""

    rule: str
    url: str
    reason: str


class Group(StrEnum):
    """The groups of the rule table."""

    AVAILABILITY = "availability"
    FRESHNESS = "freshness"
    INTERPRETATION = "interpretation"
    EXPRESSION = "expression"
    INTERACTION = "interaction"
    SERVICE = "service"
    STANDARD = "standard"
    SECURITY = "security"
    WORKFLOW = "workflow"


class Counts(StrEnum):
    """What a rule's finding does to a score, strongest first."""

    VETO = "veto"
    VETO_COUNT = "veto-count"
    DEDUCT = "deduct"
    LOCAL = "local"
    SERIOUS = "serious"
    NOTICE = "notice"


class How(StrEnum):
    """Who decides."""

    AUTO = "auto"
    ASSISTED = "assisted"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding as the catalogue states it."""

    id: str
    name: str
    group: Group
    counts: Counts
    how: How
    basis: str = ""  # clause of the official document
    mark: str = ""  # how sure the source is: V, V2, I, M+, M, M-, P


# --- a site at the end of its pass -------------------------------------------------------------------------------


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
class Document:
    """A policy document or an interpretation, as needed to pair them."""

    url: str
    title: str
    kind: PageKind  # POLICY or INTERPRETATION
    number: str = ""
    published: DateFact | None = None
    office: str = ""
    column: str | None = None
    related: tuple[Link, ...] = ()
    related_block: str = ""
    links: tuple[str, ...] = ()  # every address its body and related blocks lead to
    cited: tuple[str, ...] = ()  # 《titles》 and numbers in the first lines of an interpretation
    validity: str = ""  # 有效, 失效, 废止 as its property table says
    category: str = ""  # 规范性文件 and the like, as its property table says


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a site's pass looked at, and what it did not."""

    complete: bool
    reason: str = ""  # why not: "max-pages", "max-seconds", "interrupted", "unreachable", "turned-away", ...
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


# --- a site over its passes --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ColumnPast:
    """A column that an earlier pass found or a person registered, and what this pass met at its address."""

    column: Column
    first_seen: datetime
    last_seen: datetime  # by a pass before this one
    outcome: str = ""  # Outcome of this pass, "" where it did not look
    status: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An article that a pass met in a list for the first time although an earlier pass had read that list."""

    column: Column
    article: ArticleView
    looked_at: datetime  # the last pass that read the list without it
    older: int  # items below it, by date, that this pass did see
    newcomers: int  # new ones among the items of the list ...
    items: int  # ... of so many
    titled_before: bool = False  # its title stood at another address before: the address changed, not the article


@dataclass(frozen=True, slots=True)
class Redating:
    """A text that an earlier pass read under an earlier date than it shows now."""

    url: str
    title: str
    was: date
    now: date
    seen_at: datetime  # when it was read under the earlier date
    found_at: datetime  # when a pass first met it under the later date
    was_url: str = ""  # another address, now gone, where it stood


@dataclass(frozen=True, slots=True)
class History:
    """A site across its passes, this one included."""

    site: SiteView
    passes: int = 0  # earlier ones that looked at it
    columns: tuple[ColumnPast, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    redated: tuple[Redating, ...] = ()


# --- passes ------------------------------------------------------------------------------------------------------


class PassKind(StrEnum):
    """周检测, 月监测, 季普查, and the one-off audit."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    AUDIT = "audit"


class SitePassState(StrEnum):
    """Where one site of a pass stands; every one ends with a reason."""

    DUE = "due"
    RUNNING = "running"
    DONE = "done"  # complete
    PARTIAL = "partial"  # ended by a limit or interrupted for good
    FAILED = "failed"  # could not be audited at all


@dataclass(frozen=True, slots=True)
class Pass:
    """One inspection of a set of sites in one period."""

    id: PassId
    kind: PassKind
    period: str  # "2026-W47", "2026-11", "2026-Q4"; an audit has its own unique key
    ruleset: str
    ruleset_hash: str
    created_at: datetime
    finished_at: datetime | None = None


# --- new media (政务新媒体) ---------------------------------------------------------------------------------------


class MediaState(StrEnum):
    """Whether an account is in service; only running ones are judged."""

    RUNNING = "running"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class MediaAccount:
    """An account of a government office on a platform of others (政务新媒体), as its register says."""

    name: str
    platform: str  # 微信, 微博, 抖音, ...
    owner: str = ""  # 主办单位
    account: str = ""  # the platform's own name of it, where the register gives one
    latest: date | None = None  # its newest item when the register was written
    state: MediaState = MediaState.RUNNING
    imported: date | None = None  # when `latest` was told; None for one that is not stored yet
