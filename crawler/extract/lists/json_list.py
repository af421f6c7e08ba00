"""Lists that come as JSON (gkmlpt, ucap, jpaas, own interfaces): every array of objects that have a title and an address."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.addresses import Addresses
from crawler.extract.dates import parse_day, url_date
from crawler.extract.hashes import content_hash, simhash
from crawler.extract.letters.json_letters import json_letters
from crawler.extract.lists.bare_answer import why_bare
from crawler.extract.lists.blocks import read_lists
from crawler.extract.lists.literal_rows import joined_rows
from crawler.extract.outline import read_outline
from crawler.extract.survey import survey
from crawler.urls import link_kind
from model import DateFact, DatePlace, Link, ListBlock, ListItem, Page, PageKind, Pager

_TITLES = (
    "title", "doctitle", "articletitle", "infotitle", "newstitle", "vc_title", "showtitle", "subject", "headline", "name",
)  # fmt: skip
_URLS = (
    "url", "docpuburl", "link", "href", "linkurl", "pageurl", "weburl", "arturl", "docurl", "articleurl", "detailurl",
    "infourl", "puburl", "viewurl", "jumpurl", "path",
)  # fmt: skip
_DATES = (
    "display_publish_time", "docrelpubtime", "docreltime", "docpubtime", "pubdate", "pub_date", "publishdate", "publish_date",
    "publishtime", "publish_time", "pubtime", "published_at", "publishedtime", "publishedtimestr",
    "publishdatestr", "first_publish_time", "releasetime", "releasedate", "display_date", "deploytime", "showdate",
    "showtime", "issuedate", "infodate", "newsdate", "date", "time", "createdate", "create_time", "createtime", "created_at",
)  # fmt: skip
_PARTS = (("y", "year", "yyyy", "nian"), ("m", "mon", "month", "mm", "yue"), ("d", "day", "dd", "ri"))
"""Names of fields that hold the year, the month and the day apart."""
_COUNTS = frozenset(
    {"total", "totalcount", "totalelements", "recordcount", "totalrecord", "totalrecords", "totalrow", "totalrows"}
)
_PAGES = frozenset({"pages", "totalpages", "totalpage", "pagecount", "page_count", "total_page", "total_pages"})
_TAG = re.compile(r"<[^>]{0,300}>")
_WRAPPER = re.compile(r"^[\s\ufeff]*(?:/\*.{0,40}?\*/\s*)?[\w$.]{1,80}\s*\(\s*(?=[\[{])")
_PAGE_FIELD = re.compile(
    r"(?<=[?&])(page|page_?no|page_?num(?:ber)?|page_?index|cur(?:rent)?_?page|current|p|pn)=(\d{1,4})(?=&|$)", re.IGNORECASE
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TITLE_LENGTH = 5
_PLACE = re.compile(
    r"(?:https?:/|\.{0,2})/[^\s<>\"']{2,500}|[\w./-]{1,200}\.s?html?(?:\?[^\s<>\"']{0,300})?", re.ASCII | re.IGNORECASE
)
_ROWS = 500
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?")
MAX_ITEMS = 2000
MAX_NODES = 200_000
MAX_PAGES = 200
MAX_MARKUP = 400_000
CHAINED = 5  # items that a page of unknown count must have for a next page to be looked for


def looks_like_json(text: str) -> bool:
    """Whether a body is JSON (also handed to a function by name: JSONP), not a page."""
    head = text[:200].lstrip("\ufeff \r\n\t")
    if not head.startswith(("{", "[")):
        return bool(_WRAPPER.match(head))
    return head[1:].lstrip()[:1] in ('"', "{", "[", "}", "]") and not head.startswith("[[")


def _parsed(text: str) -> Any:
    wrapper = _WRAPPER.match(text[:200])
    try:
        return json.JSONDecoder().raw_decode(text[wrapper.end() :])[0] if wrapper else json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None


def blocks_of(data: Any, addresses: Addresses, today: date) -> list[ListBlock]:
    """The lists in parsed JSON, the longest first."""
    if isinstance(data, list) and data and all(isinstance(row, str) for row in data[:_ROWS]):
        data = joined_rows(data[:_ROWS]) or data  # ["title|/a.html|2026-01-15", …]
    blocks: list[ListBlock] = []
    for value in _values(data):
        if isinstance(value, list):
            items = [item for v in value[:MAX_ITEMS] if isinstance(v, dict) and (item := _item(v, addresses, today))]
            if items:
                blocks.append(ListBlock(tuple(items), role="main", path="json", source="json"))
        elif isinstance(value, str):
            blocks += _markup(value, addresses, today)
    return sorted(blocks, key=lambda b: -len(b.items))


def _values(data: Any) -> Iterator[Any]:
    """Every array and every text with markup, less what lies inside an array of items; at most MAX_NODES."""
    stack: list[Any] = [data]
    seen = 0
    while stack and seen < MAX_NODES:
        value = stack.pop()
        seen += 1
        if isinstance(value, dict):
            stack.extend(v for v in value.values() if isinstance(v, dict | list) or _is_markup(v))
        elif isinstance(value, list):
            yield value
            if not any(isinstance(v, dict) and _words(v) for v in value[:5]):
                stack.extend(v for v in value[:MAX_ITEMS] if isinstance(v, dict | list))
        else:
            yield value


def _is_markup(value: object) -> bool:
    return isinstance(value, str) and "<a" in value and len(value) <= MAX_MARKUP


def _markup(html: str, addresses: Addresses, today: date) -> list[ListBlock]:
    """The lists of a piece of markup that is a value of the answer."""
    outline = read_outline(LexborHTMLParser(html))
    blocks, _ = read_lists(outline, survey(outline, today), [""] * len(outline), [], addresses, today)
    return [replace(block, role="main", source="json", path="json") for block in blocks if block.role != "side"]


def _low(record: dict[str, Any]) -> dict[str, Any]:
    low = {key.lower(): value for key, value in record.items() if isinstance(key, str)}
    if day := _day_in_parts(low):
        low.setdefault("date", day)
    return low if any(name in low for name in _TITLES) else low | _told_by_form(low)


def _day_in_parts(low: dict[str, Any]) -> str:
    """The day of a record that has year, month and day in fields of their own, "" for others."""
    parts = [next((low[name] for name in names if name in low), None) for names in _PARTS]
    if not all(isinstance(part, int | str) and str(part).strip().isdigit() for part in parts):
        return ""
    year, month, day = (int(str(part)) for part in parts)
    fits = 1990 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31
    return f"{year}-{month}-{day}" if fits else ""


def _told_by_form(low: dict[str, Any]) -> dict[str, str]:
    """Fields whose names say nothing ({"tt": …, "dt": …}): one title, one address and one day, by their forms."""
    values = [value.strip() for value in low.values() if isinstance(value, str)]
    titles = [value for value in values if len(_HAN.findall(value)) >= _TITLE_LENGTH]
    places = [value for value in values if _PLACE.fullmatch(value)]
    days = [value for value in values if _DAY.fullmatch(value)]
    if not len(titles) == len(places) == len(days) == 1:
        return {}
    return {_TITLES[0]: titles[0], _URLS[0]: places[0], "date": days[0]}


def _words(record: dict[str, Any]) -> str:
    low = _low(record)
    return next((v for name in _TITLES if isinstance(v := low.get(name), str) and v.strip()), "")


def _item(record: dict[str, Any], addresses: Addresses, today: date) -> ListItem | None:
    """An item; without an address, which a script then builds, only where a date stands beside the title."""
    low, title = _low(record), _words(record)
    raw = next((v for name in _URLS if isinstance(v := low.get(name), str) and v.strip()), "")
    if not title:
        return None
    url = addresses.join(raw).url if raw else ""
    fact = next((f for name in _DATES if (f := _date(low.get(name), today))), None)
    if fact is None:
        days = [value for value in low.values() if isinstance(value, str) and _DAY.fullmatch(value.strip())]
        fact = _date(days[0], today) if len(days) == 1 else None  # a field of the site's own name
    if fact is None and url and (hint := url_date(url)):
        fact = DateFact(hint.day, hint.raw, DatePlace.LIST, certain=False)
    if not raw and (fact is None or len(title.strip()) < 4):
        return None
    return ListItem(" ".join(_TAG.sub("", title).split())[:300], url, fact)


def _date(value: object, today: date) -> DateFact | None:
    if isinstance(value, str) and value.isdigit() and len(value) in (10, 13):
        value = int(value)
    if isinstance(value, str):
        return parse_day(value, DatePlace.LIST, today)
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 10**11 else value
        if 315_532_800 <= seconds <= 4_102_444_800:
            moment = datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)
            return DateFact(moment.date(), str(value), DatePlace.LIST, f"{moment:%H:%M}")
    return None


def json_page(html: str, encoding: str, url: str, requested: str, status: int, observed_at: datetime, today: date) -> Page:
    """A JSON answer as a page: its lists, how they go on, and their addresses as links."""
    data = _parsed(html)
    blocks = tuple(blocks_of(data, Addresses(url, encoding), today))
    links = {
        item.url: Link(item.url, link_kind(item.url), item.title[:200], area="list")
        for b in blocks
        for item in b.items
        if item.url
    }
    records, pages = _number(data, _COUNTS), _number(data, _PAGES)
    words = "\n".join(item.title for b in blocks for item in b.items)
    return Page(
        url, requested, status, observed_at, encoding=encoding, lists=blocks, links=tuple(links.values()),
        kind=PageKind.DATA, kind_reason="JSON 列表" if blocks else "JSON 数据",
        placeholder="" if blocks else why_bare(data, records),
        content_hash=content_hash("", "" if blocks else html[:4000], blocks), simhash=simhash(words or html[:4000]),
        pager=_pager(url, blocks, records, pages) if blocks else None,
        letters=json_letters(html, data, url, Addresses(url, encoding), today),
    )  # fmt: skip


def _number(data: Any, names: frozenset[str]) -> int | None:
    """The first count of one of some names, on the upper levels of an answer."""
    level = [data]
    for _ in range(4):
        for value in level:
            for key, number in value.items() if isinstance(value, dict) else ():
                if str(key).lower() in names and str(number).isdigit() and not isinstance(number, bool):
                    return int(number)
        level = [v for value in level if isinstance(value, dict) for v in value.values() if isinstance(v, dict)]
    return None


def _pager(url: str, blocks: tuple[ListBlock, ...], records: int | None, pages: int | None) -> Pager:
    """The further pages of the answer, where its address has a page number to count up."""
    size = len(blocks[0].items)
    if pages is None and records is not None:
        pages = math.ceil(records / size)
    field = _PAGE_FIELD.search(url)
    if field is None:
        return Pager("json", pages, records)
    here = int(field[2])
    if pages is not None:
        last = pages - 1 if here == 0 else pages
        wanted = [n for n in range(0 if here == 0 else 1, min(last, MAX_PAGES) + 1) if n != here] if here <= 1 else []
    else:
        wanted = [here + 1] if size >= CHAINED and here < MAX_PAGES else []
    return Pager("json", pages, records, tuple(f"{url[: field.start(2)]}{n}{url[field.end(2) :]}" for n in wanted))
