"""Lists that come as JSON (gkmlpt, ucap, jpaas): every array of objects that have a title and an address."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crawler.extract.addresses import Addresses
from crawler.extract.dates import parse_day, url_date
from crawler.extract.hashes import content_hash
from crawler.urls import link_kind
from model import DateFact, DatePlace, Link, ListBlock, ListItem, Page, PageKind, Pager

_TITLES = ("title", "doctitle", "articletitle", "name", "subject", "infotitle", "headline")
_URLS = ("url", "docpuburl", "link", "href", "linkurl", "pageurl", "weburl", "arturl", "docurl")
_DATES = (
    "docrelpubtime", "pubdate", "publishdate", "publishtime", "pubtime", "published_at", "first_publish_time",
    "display_publish_time", "date", "time", "createdate", "create_time", "releasetime", "publishedtime", "docreltime",
    "publish_time", "display_date", "created_at",
)  # fmt: skip
_TAG = re.compile(r"<[^>]{0,300}>")
MAX_ITEMS = 2000
MAX_NODES = 200_000


def looks_like_json(text: str) -> bool:
    """Whether a body is JSON, not a page."""
    head = text[:200].lstrip("\ufeff \r\n\t")
    return head.startswith(('{"', "[{", '{ "', "[ {", "{\n", "[\n"))


def read_json_list(text: str, addresses: Addresses, today: date) -> list[ListBlock]:
    """The lists of a JSON answer; [] for anything that is none, or that is nested beyond reason."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    stack: list[Any] = [data]
    blocks: list[ListBlock] = []
    seen = 0
    while stack and seen < MAX_NODES:
        value = stack.pop()
        seen += 1
        if isinstance(value, dict):
            stack.extend(v for v in value.values() if isinstance(v, dict | list))
        elif isinstance(value, list):
            items = [item for v in value[:MAX_ITEMS] if isinstance(v, dict) and (item := _item(v, addresses, today))]
            if items:
                blocks.append(ListBlock(tuple(items), role="main", path="json", source="json"))
            else:
                stack.extend(v for v in value[:MAX_ITEMS] if isinstance(v, dict | list))
    return sorted(blocks, key=lambda b: -len(b.items))


def _item(record: dict[str, Any], addresses: Addresses, today: date) -> ListItem | None:
    low = {key.lower(): value for key, value in record.items() if isinstance(key, str)}
    title = next((v for name in _TITLES if isinstance(v := low.get(name), str) and v.strip()), "")
    raw = next((v for name in _URLS if isinstance(v := low.get(name), str) and v.strip()), "")
    if not title or not raw:
        return None
    url = addresses.join(raw).url
    fact = next((f for name in _DATES if (f := _date(low.get(name), today))), None)
    if fact is None and url and (hint := url_date(url)):
        fact = DateFact(hint.day, hint.raw, DatePlace.LIST, certain=False)
    return ListItem(" ".join(_TAG.sub("", title).split())[:300], url, fact)


def _date(value: object, today: date) -> DateFact | None:
    if isinstance(value, str):
        return parse_day(value, DatePlace.LIST, today)
    if isinstance(value, int) and not isinstance(value, bool):
        seconds = value / 1000 if value > 10**11 else value
        if 315_532_800 <= seconds <= 4_102_444_800:
            moment = datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)
            return DateFact(moment.date(), str(value), DatePlace.LIST, f"{moment:%H:%M}")
    return None


def json_page(html: str, encoding: str, url: str, requested: str, status: int, observed_at: datetime, today: date) -> Page:
    """A JSON answer as a page: its lists, and their addresses as links."""
    blocks = tuple(read_json_list(html, Addresses(url, encoding), today))
    links = {
        item.url: Link(item.url, link_kind(item.url), item.title[:200], area="list")
        for b in blocks
        for item in b.items
        if item.url
    }
    return Page(
        url, requested, status, observed_at, encoding=encoding, lists=blocks, links=tuple(links.values()),
        kind=PageKind.LIST if blocks else PageKind.OTHER, kind_reason="JSON 列表" if blocks else "JSON 数据",
        content_hash=content_hash("", "", blocks), pager=Pager("json") if blocks else None,
    )  # fmt: skip
