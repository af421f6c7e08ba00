"""What to fetch next in one site, and what not: priorities, budgets and the guards against traps.

Pure: it plans an address from the address itself, the page that led there and counters of this pass.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from crawler.link_kinds import is_menu_file
from crawler.sub_site import is_beside
from crawler.urls import Scope, link_kind
from model import READ, LinkKind

HOME, COLUMN, LIST_PAGE, RECENT, PAGE, RESOURCE, EXTERNAL, LAST = 0, 10, 20, 30, 50, 60, 70, 90
ANOTHER_DOOR = 50
"""So much later, behind every page under its own name, is the turn of addresses under the bare name or the other scheme."""

ENDPOINT = "endpoint"  # the area of addresses that a script asks for a list

MAX_URL = 2_000
MAX_PATH_SEGMENTS = 16
MAX_SEGMENT_REPEATS = 2
MAX_LIST_PAGE = 1_000
CALENDAR_LIMIT = 60
EXPLORED_PATTERNS = 50_000
NOTED_CONTENTS = 20_000
SAME_CONTENT_LIMIT = 12

_PRINT = re.compile(
    r"(?:^|[/_.?&-])print(?:article|page|view|news|info|content)?(?:[_.=/?]|$)|[?&](?:print|dayin)=|_print\.|/printpage", re.I
)
_PHONE = re.compile(r"/(?:wap|mobile|phone|wapindex)/|^/(?:m|app)/|wap_index|_app\.s?html|_wap\.s?html|/wap_", re.I)
_GATE = re.compile(r"/gate/(?:big5|gb)/|\.ipv6best\.|/big5/", re.I)
_CALENDAR = re.compile(r"calendar|/rili|/schedule|/richeng|archive_?date", re.I)
_CALENDAR_FOLDER = re.compile(r"/\d{4}/\d{1,2}(?:/\d{1,2})?/?$")
_DATE_VALUE = re.compile(r"^(?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?|月)?$")
_DATE_NAME = re.compile(r"date|day|month|year|riqi|^rq$|^ny$|^(?:y|m|d)$", re.I)
_SEARCH = re.compile(r"db_search|search\.s?html|searchword=|[?&](?:q|kw|keyword|searchWord)=|/search\b.*\?|irs-c-web", re.I)
_COUNTER = re.compile(r"/(?:count|counter|tongji|hits|click|visit)[^/]*\.(?:jsp|php|aspx?|do)|_showDynClicks|dynclicks", re.I)
_LOGIN = re.compile(r"/(?:login|logout|register|regist|signin|signup|sso|passport|captcha|oauth2?)\b", re.I)
_THEME = re.compile(r"[?&](?:fontsize|font|theme|skin|style|lang|locale)=", re.I)
_SORT = re.compile(r"[?&](?:sort|order|orderby|sortby|dir|filter)=", re.I)
_PAGE_NUMBER = re.compile(
    r"(?:[?&](?:page|pageno|pageindex|p|pn|cur_page|currentpage|pagenum)=|index_|list_?|more_)(\d+)", re.I
)
_DAY_IN_PATH = re.compile(r"/(?:20\d\d)(?:[-/]?(?:0?[1-9]|1[0-2]))?[-/]?(?:t?20\d{6}|\d{0,2})", re.I)
_COLUMN_NAME = re.compile(
    r"zwgk|xxgk|zcfg|zcjd|jdhy|tzgg|gsgg|zwdt|gzdt|dtxx|yaowen|xwzx|zwyw|ldzc|jgzn|jggk|ghjh|rsxx|czyjs|hdjl|zmhd|bszn|ztzl"
    r"|zfwj|zcwj|zhengce|jiedu|gonggao|news|list|column|channel|col/",
    re.I,
)
_CRAWLED = frozenset({LinkKind.PAGE, LinkKind.FRAME})


@dataclass(frozen=True, slots=True)
class Budget:
    """How far one pass goes."""

    max_depth: int = 50
    max_similar: int = 5_000
    external: bool = True
    sample: float = 1.0  # share of the articles that is read
    sample_key: str = ""  # chooses which
    only: frozenset[str] = frozenset()  # a re-check: these addresses and no others
    reach: frozenset[int] = frozenset()  # but also the items of lists at these depths


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with an address."""

    job: Literal["crawl", "verify"]
    priority: int
    skip: str = ""  # reason for leaving it out: "depth", "robots", "trap: calendar", "external links are off", "sample", ...


class Planner:
    """Plans the addresses of one site's pass. Its counters are bounded; what it forgets costs a request, not a finding."""

    def __init__(
        self, scope: Scope, budget: Budget, allowed: Callable[[str], bool], *, home_url: str = "", folder: str = ""
    ) -> None:
        """`folder`: the path on the home page's host below which the site lies, "" where it has the host for itself."""
        self._home_url, self._folder = home_url, folder
        self._scope = scope
        self._budget = budget
        self._allowed = allowed
        self._similar: Counter[str] = Counter()
        self._contents: Counter[int] = Counter()
        self._shown: set[int] = set()  # path and content of the pages at the home page's door
        self._last_pages: dict[str, int] = {}
        self._paged: dict[str, set[int]] = {}

    def note(self, url: str, content_hash: int) -> bool:
        """Remember what a page showed. False: its content was met so often that its new links lead nowhere."""
        if len(self._contents) >= NOTED_CONTENTS:
            self._contents.clear()
            self._shown.clear()
        self._contents[content_hash] += 1
        if not self.is_at_another_door(url):
            self._shown.add(_shown(url, content_hash))
        number = _PAGE_NUMBER.search(url)
        if number and len(self._paged) < EXPLORED_PATTERNS:
            pattern = _numberless(url, number)
            shown = self._paged.setdefault(pattern, set())
            if content_hash in shown:
                # The server answers any page number with the last or an empty page.
                self._last_pages[pattern] = min(int(number[1][:9]), self._last_pages.get(pattern, MAX_LIST_PAGE))
            shown.add(content_hash)
        if content_hash and self._contents[content_hash] > 1 and self.is_at_another_door(url):
            return False  # the bare name or the other scheme shows the same site once more
        return self._contents[content_hash] <= SAME_CONTENT_LIMIT

    def is_shown_at_home(self, url: str, content_hash: int) -> bool:
        """Whether an address at another door shows what its twin under the home page's own host and scheme has shown.

        It is the same page then, and a visitor's way to it: whatever is wrong there is wrong once.
        """
        return bool(content_hash) and self.is_at_another_door(url) and _shown(url, content_hash) in self._shown

    def is_at_another_door(self, url: str) -> bool:
        """Whether an address of the site has another scheme or host than the home page: its www or bare twin."""
        door, home = ("/".join(one.split("/", 3)[:3]) for one in (url, self._home_url))
        bare, own = (one.partition("://")[2].removeprefix("www.") for one in (door, home))
        return door != home and bare == own

    def _beyond_last(self, url: str) -> bool:
        number = _PAGE_NUMBER.search(url)
        if number is None:
            return False
        return int(number[1][:9]) > self._last_pages.get(_numberless(url, number), MAX_LIST_PAGE)

    def contains(self, url: str) -> bool:
        """Whether an address belongs to the site."""
        return self._scope.contains(url) and not is_beside(url, self._home_url, self._folder)

    def plan(self, url: str, kind: LinkKind, depth: int, *, area: str = "") -> Plan:
        """The plan for one address that is not known yet."""
        if self._budget.only and not self._within(url, kind, depth, area):
            return Plan("verify", LAST, "recheck")
        if not self._scope.contains(url):
            return self._external(url, kind)
        if is_beside(url, self._home_url, self._folder):
            return Plan("verify", RESOURCE, self._robots(url))
        if kind is LinkKind.SCRIPT and (area == READ or (depth <= 1 and is_menu_file(url))):
            return Plan("crawl", COLUMN, self._robots(url))
        if kind not in _CRAWLED or link_kind(url) not in _CRAWLED:
            return Plan("verify", RESOURCE, self._robots(url))
        if len(url) > MAX_URL:
            return Plan("verify", LAST)
        if area == ENDPOINT:  # asked as the page itself asks it; its form (sort=, /search?) is no trap then
            over = "trap: too many of one pattern" if self._repeated(url) else ""
            return Plan("crawl", LIST_PAGE, over or self._robots(url))
        trap = trap_of(url) or ("page number" if self._beyond_last(url) else "") or self._repeated(url)
        if trap:
            # A trap is not walked, but a link that a person can click is still a link: it is looked at once unless
            # the trap would make endlessly many of them.
            endless = trap in ENDLESS
            return Plan("verify", LAST, f"trap: {trap}" if endless else self._robots(url))
        if depth > self._budget.max_depth:
            return Plan("crawl", LAST, "depth")
        value = value_of(url, depth, area)
        # What the home page's own host shows is known first: then its twin has nothing new to lead to.
        turn = min(LAST, value + ANOTHER_DOOR) if self.is_at_another_door(url) else value
        return Plan("crawl", turn, self._robots(url) or self._sampled_out(url, value, depth))

    def _within(self, url: str, kind: LinkKind, depth: int, area: str) -> bool:
        """Whether a re-check looks at an address."""
        listed = kind in _CRAWLED and depth in self._budget.reach and area in ("list", "")
        return url in self._budget.only or listed

    def _sampled_out(self, url: str, value: int, depth: int) -> str:
        """Articles beyond the sample are left out; list pages and what the home page leads to (columns) never are."""
        if self._budget.sample >= 1 or value < RECENT or depth <= 1 or page_number(url) is not None:
            return ""
        return "" if share_of(url, self._budget.sample_key) < self._budget.sample else "sample"

    def _external(self, url: str, kind: LinkKind) -> Plan:
        if _GATE.search(url):
            return Plan("verify", LAST, "trap: gate")
        return Plan("verify", EXTERNAL, "" if self._budget.external else "external links are off")

    def _robots(self, url: str) -> str:
        return "" if self._allowed(url) else "robots"

    def _repeated(self, url: str) -> str:
        """Too many addresses of one pattern: query variants of one path, or a calendar in the path."""
        parts = urlsplit(url)
        if parts.query:
            names = "&".join(sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True)))
            pattern = f"{parts.path}?{names}"
            limit = self._budget.max_similar
        elif _CALENDAR.search(parts.path) or _CALENDAR_FOLDER.search(parts.path):
            pattern, limit = re.sub(r"\d+", "0", parts.path), self._budget.max_similar
        else:
            return ""
        if dated_query(parts.query) or _CALENDAR.search(parts.path):
            limit = min(limit, CALENDAR_LIMIT)
        if pattern not in self._similar and len(self._similar) >= EXPLORED_PATTERNS:
            return ""
        self._similar[pattern] += 1
        if self._similar[pattern] <= limit:
            return ""
        return "calendar" if limit == CALENDAR_LIMIT else "too many of one pattern"


ENDLESS = frozenset({"gate", "repeating path", "calendar", "too many of one pattern", "page number", "deep path"})
"""Traps that make ever new addresses; the others (print views, phone copies, login pages) are looked at once."""


def trap_of(url: str) -> str:
    """Why an address is a trap by its form alone, "" when it is not."""
    parts = urlsplit(url)
    if _GATE.search(url):
        return "gate"
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > MAX_PATH_SEGMENTS:
        return "deep path"
    if _repeats(segments):
        return "repeating path"
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for pattern, name in ((_PRINT, "print view"), (_COUNTER, "counter"), (_LOGIN, "login"), (_SEARCH, "search")):
        if pattern.search(target):
            return name
    if parts.query and (_THEME.search(target) or _SORT.search(target)):
        return "view switch"
    return "phone copy" if _PHONE.search(parts.path) else ""


def _shown(url: str, content_hash: int) -> int:
    """One number for what stands below an address's host, and for what it showed."""
    return hash(("/".join(url.split("/", 3)[3:]), content_hash))


def _numberless(url: str, number: re.Match[str]) -> str:
    return f"{url[: number.start(1)]}0{url[number.end(1) :]}"


def _repeats(segments: list[str]) -> bool:
    """xxgk/xxgk/xxgk: a segment, or a run of segments, that stands more than twice in a row; or one too often in all."""
    if len(set(segments)) == len(segments):
        return False  # nothing stands twice, as in most addresses
    for size in range(1, len(segments) // (MAX_SEGMENT_REPEATS + 1) + 1):
        run = size * (MAX_SEGMENT_REPEATS + 1)
        for start in range(len(segments) - run + 1):
            block = segments[start : start + size]
            if segments[start : start + run] == block * (MAX_SEGMENT_REPEATS + 1):
                return True
    words = Counter(s for s in segments if not s.isdigit())
    return any(amount > MAX_SEGMENT_REPEATS + 1 for amount in words.values())


def dated_query(query: str) -> bool:
    """Whether a query asks for a day or a month: a calendar."""
    if not query:
        return False
    # Numbers alone are no dates: id=201906 is an article.
    return any(_DATE_VALUE.match(value) or (_DATE_NAME.search(name) and value.isdigit()) for name, value in parse_qsl(query))


def value_of(url: str, depth: int, area: str) -> int:
    """The priority of a page of the site: home, columns, list pages, recent articles, the rest; smaller is sooner."""
    path = urlsplit(url).path
    deep = min(depth, 9)
    if path.endswith("/") or re.search(r"/(?:index|list)\.\w+$", path):
        return COLUMN + deep
    if re.search(r"(?:index|list|more)_?\d+\.\w+$", path) or re.search(r"[?&]page=\d", url):
        return LIST_PAGE + deep
    if area == "nav" or (_COLUMN_NAME.search(path) and not _DAY_IN_PATH.search(path)):
        return COLUMN + 5 + deep
    return (RECENT if area == "list" else PAGE) + deep


def share_of(url: str, key: str) -> float:
    """A number from 0 to 1 that depends on nothing but an address and the key of a sample."""
    digest = hashlib.blake2b(f"{key}\x00{url}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def page_number(url: str) -> int | None:
    """The list page that an address asks for, None when it names none."""
    number = _PAGE_NUMBER.search(url)
    return int(number[1][:9]) if number else None
