"""大汉 hanweb jcms, jpaas: lists stand as CDATA records inside a script; the nextgroup link leads to the following ones."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode

from crawler.cms.islands import as_item
from crawler.cms.source import Fragment, Source
from crawler.cms.xhr import pairs
from model import Endpoint, Pager

NAME = "hanweb"
_MARKS = ("<datastore", "dataproxy", "/module/web/jpage", "jpaas", "produced by ", "/col/col", "zjeg_rss")
_CDATA = re.compile(r"^\s*<!\[CDATA\[|\]\]>\s*$")
_HREF = re.compile(r"href\s*=\s*[\"']([^\"']{1,1500})[\"']")
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,8})|totalRecord\s*[:=]\s*[\"']?(\d{1,8})", re.IGNORECASE)
_PAGES = re.compile(r"<totalpage>\s*(\d{1,6})|totalPage\s*[:=]\s*[\"']?(\d{1,6})", re.IGNORECASE)
_PER_PAGE = re.compile(r"perPage\s*[:=]\s*[\"']?(\d{1,3})", re.IGNORECASE)
_PROXY = re.compile(r"[\"']([^\"'\s<>]{0,200}dataproxy\.jsp[^\"'\s<>]{0,800})[\"']")
_PARAMETERS = re.compile(r"\{[^{}]{0,1500}\bcolumnid\b[^{}]{0,1500}\}", re.IGNORECASE)
_UNIT = re.compile(r"<script\b[^>]{0,2000}\bquerydata\s*=\s*\"(\{[^\"]{5,1500}\})\"[^>]{0,2000}>", re.IGNORECASE)
_UNIT_URL = re.compile(r"\b(?:url|src)\s*=\s*\"([^\"\s]{1,300}/unit)\"", re.IGNORECASE)
_NEXT_RECORDS = re.compile(r"(?<=[?&])(startrecord|endrecord)=(\d{1,7})", re.IGNORECASE)
_LITERAL = re.compile(r"^(?:[\"']([^\"']{0,200})[\"']|(\d{1,12}))$")
PER_PAGE = 15
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
            found.append(Fragment("<ul>" + "\n".join(as_item(item) for item in items) + "</ul>", "jpage"))
    return found


def _elements(store: str, name: str, limit: int) -> list[str]:
    """The contents of the elements of a name, CDATA marks taken off; linear in the size of the store."""
    found: list[str] = []
    for piece in re.split(f"<{name}>", store, maxsplit=limit, flags=re.IGNORECASE)[1:]:
        content = re.split(f"</{name}>", piece[:100_000], maxsplit=1, flags=re.IGNORECASE)[0]
        found.append(_CDATA.sub("", content.strip()).strip())
    return [text for text in found if text]


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
        return Pager("jpage", pages, total, tuple(u for u in (links or _following(source.url, total)) if u))
    return None


def _following(url: str, total: int | None) -> list[str]:
    """The groups of records after those that an answer's own address asks for, where it has no link to the next."""
    asked = {name.lower(): int(number) for name, number in _NEXT_RECORDS.findall(url)}
    first, last = asked.get("startrecord", 0), asked.get("endrecord", 0)
    size = last - first + 1
    if not total or first < 1 or size < 1:
        return []
    starts = range(last + 1, min(total, MAX_RECORDS) + 1, size)
    return [_NEXT_RECORDS.sub(lambda m, s=s: f"{m[1]}={s if m[1].lower()[0] == 's' else s + size - 1}", url) for s in starts]  # type: ignore[misc]


def endpoints(source: Source) -> list[Endpoint]:
    """The proxy that hands out the records, with the page's own parameters; also the parts that newer systems build."""
    named = [_asked(match, code, source) for code in source.scripts for match in _PROXY.finditer(code[:200_000])]
    built = [_unit(match, source) for match in _UNIT.finditer(source.html)]
    urls = [url for url in dict.fromkeys((*named, *built)) if url][:4]
    return [Endpoint(url, sure=len(urls) == 1) for url in urls]


def _asked(match: re.Match[str], code: str, source: Source) -> str:
    """The proxy's address for the first records, "" where the page does not say of which column."""
    address, _, query = match[1].replace("&amp;", "&").partition("?")
    fields = dict(parse_qsl(query, keep_blank_values=True))
    near = code[max(0, match.start() - 3000) : match.end() + 3000]
    for literal in _PARAMETERS.findall(near)[:3]:
        fields |= {name: (m[1] or m[2] or "") for name, text in pairs(literal).items() if (m := _LITERAL.match(text.strip()))}
    if not any(name.lower() in ("columnid", "infotypeid") for name in fields):
        return source.join(match[1].replace("&amp;", "&")) if "?" in match[1] and len(fields) >= 2 else ""
    if not any(name.lower() in ("page", "startrecord") for name in fields):
        per_page = next((int(m[1]) for c in (near, *source.scripts) if (m := _PER_PAGE.search(c))), 0) or PER_PAGE
        fields = {"startrecord": "1", "endrecord": str(3 * per_page), "perpage": str(per_page), **fields}
    return source.join(f"{address}?{urlencode(fields, quote_via=quote, safe='/')}")


def _unit(match: re.Match[str], source: Source) -> str:
    """The address of a part that jpaas builds on request: its parameters stand in an attribute of the script element."""
    url = _UNIT_URL.search(match[0])
    fields = {name: m[1] or "" for name, text in pairs(match[1]).items() if (m := _LITERAL.match(text.strip()))}
    return source.join(f"{url[1]}?{urlencode(fields, quote_via=quote)}") if url and fields else ""


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(match[1] or match[2]) if match else None
