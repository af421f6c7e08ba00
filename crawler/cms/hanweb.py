"""大汉 hanweb jcms, jpaas: lists stand as CDATA records inside a script; the nextgroup link leads to the following ones."""

from __future__ import annotations

import re

from crawler.cms.source import Fragment, Source
from model import Pager

NAME = "hanweb"
_MARKS = ("<datastore", "dataproxy", "/module/web/jpage", "jpaas", "produced by ", "/col/col", "zjeg_rss")
_CDATA = re.compile(r"^\s*<!\[CDATA\[|\]\]>\s*$")
_HREF = re.compile(r"href\s*=\s*[\"']([^\"']{1,1500})[\"']")
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,8})|totalRecord\s*[:=]\s*[\"']?(\d{1,8})", re.IGNORECASE)
_PAGES = re.compile(r"<totalpage>\s*(\d{1,6})|totalPage\s*[:=]\s*[\"']?(\d{1,6})", re.IGNORECASE)
_PER_PAGE = re.compile(r"perPage\s*[:=]\s*[\"']?(\d{1,3})", re.IGNORECASE)
MAX_RECORDS = 2000


def recognise(html: str) -> bool:
    """Whether, by its lower-case markup, the page comes from this system."""
    return any(mark in html for mark in _MARKS)


def records(source: Source) -> list[Fragment]:
    """The markup of each datastore's records; a page may hold several stores."""
    found: list[Fragment] = []
    for store in _stores(source):
        items = _elements(store, "record", MAX_RECORDS)
        if items:
            found.append(Fragment("<ul>" + "\n".join(_one(item) for item in items) + "</ul>", "jpage"))
    return found


def _elements(store: str, name: str, limit: int) -> list[str]:
    """The contents of the elements of a name, CDATA marks taken off; linear in the size of the store."""
    found: list[str] = []
    for piece in re.split(f"<{name}>", store, maxsplit=limit, flags=re.IGNORECASE)[1:]:
        content = re.split(f"</{name}>", piece[:100_000], maxsplit=1, flags=re.IGNORECASE)[0]
        found.append(_CDATA.sub("", content.strip()).strip())
    return [text for text in found if text]


def _one(record: str) -> str:
    """A record as a list item; rows of a table keep their cells."""
    text = record.strip()
    head = text[:4].lower()
    if head.startswith("<li"):
        return text
    return (
        "<li>"
        + re.sub(r"</?(?:tr|td|table|tbody)\b[^>]{0,300}>", lambda m: "<div>" if m[0][1] != "/" else "</div>", text)
        + "</li>"
    )


def _stores(source: Source) -> list[str]:
    stores = [code for code in source.scripts if "<record>" in code.lower() or "<nextgroup" in code.lower()]
    if not stores and "<datastore" in source.html.lower():
        stores = [source.html]
    return stores


def pager(source: Source) -> Pager | None:
    """The next group and the counts, None where the page has no such list."""
    for store in _stores(source):
        links = [
            source.join(m[1].replace("&amp;", "&"))
            for group in _elements(store, "nextgroup", 5)
            for m in _HREF.finditer(group[:4000])
        ]
        counted = [n for code in (store, *source.scripts) if (n := _number(_TOTAL, code)) is not None]
        total = next((n for n in counted if n), 0 if counted else None)
        pages = _number(_PAGES, store) or next((n for code in source.scripts if (n := _number(_PAGES, code))), None)
        per_page = next((int(m[1]) for code in source.scripts if (m := _PER_PAGE.search(code))), 0)
        if pages is None and total and per_page:
            pages = -(-total // per_page)
        return Pager("jpage", pages, total, tuple(u for u in links if u))
    return None


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(match[1] or match[2]) if match else None
