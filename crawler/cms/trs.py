"""拓尔思 TRS WCM: createPageHTML(pages, current, "index", "html"[, records]) names the further pages index_1.html …"""

from __future__ import annotations

import math
import re

from crawler.cms.source import Fragment, Source
from model import Pager

NAME = "trs"
_MARKS = ("createpage", "trs_editor", "trs_ueditor", "currchnlcls", "countpage", "/t20")
_CALL = re.compile(r"createPage(?:HTML)?\d?\s*\(([^()]{3,200})\)", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:countPage|nPageCount|pageCount|totalPage)\s*=\s*[\"']?(\d{1,6})[\"']?", re.IGNORECASE)
_CURRENT = re.compile(r"\b(?:currentPage|nCurrIndex|curPage)\s*=\s*[\"']?(\d{1,6})[\"']?", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:countnum|recordCount|totalRecord|nRecordCount|m_nRecordCount)\s*=\s*[\"']?(\d{1,8})[\"']?", re.IGNORECASE
)
_PER_PAGE = re.compile(r"Math\.ceil\s*\(\s*\w*record\w*\s*/\s*(\d{1,3})\s*\)", re.IGNORECASE)
_LOOP = re.compile(
    r"[\"']?(?:[^\"']{0,60}href=\\?[\"'])?(index|default|list)\\?[\"']?\s*\+\s*[\"']_[\"']\s*\+\s*\w+\s*\+\s*[\"']\.[\"']?\s*\+?\s*[\"']?(s?html?)"
)
_NAME = re.compile(r"index\w*\.(s?html?)$")
MAX_PAGES = 500


def recognise(html: str) -> bool:
    """Whether, by its lower-case markup, the page comes from this system."""
    return any(mark in html for mark in _MARKS)


def records(source: Source) -> list[Fragment]:
    """TRS lists are plain markup."""
    return []


def pager(source: Source) -> Pager | None:
    """The pages that createPageHTML, or a hand-written loop with countPage, leads to; None without either."""
    for code in source.scripts:
        if "createPage" in code:
            found = _from_call(code, source)
            if found:
                return found
    for code in source.scripts:
        if "countPage" in code or "PageCount" in code:
            found = _from_loop(code, source)
            if found:
                return found
    return None


def _from_call(code: str, source: Source) -> Pager | None:
    for match in _CALL.finditer(code):
        if code[max(0, match.start() - 12) : match.start()].rstrip().endswith("function"):
            continue
        values = [v.strip().strip("\"'\\").strip() for v in match[1].split(",")]
        while values and not re.fullmatch(r"\d{1,6}|[A-Za-z_]\w*", values[0]):
            values = values[1:]
        if values and not values[0].isdigit():
            values = _resolve(values, code)
        if len(values) < 4 or not values[0].isdigit() or not values[1].isdigit():
            continue
        if _commented(code, match.start()):
            continue
        records = int(values[4]) if len(values) > 4 and values[4].isdigit() else None
        return _build(int(values[0]), int(values[1]), values[2], values[3], records, code, source, "createPageHTML")
    return None


def _resolve(values: list[str], code: str) -> list[str]:
    """Take the count from a variable, or drop a leading element name."""
    if len(values) > 4 and values[1].isdigit():
        return values[1:]
    count, current = _COUNT.search(code), _CURRENT.search(code)
    if count and len(values) >= 4:
        return [count[1], current[1] if current else "0", *values[2:]]
    return values


def _commented(code: str, start: int) -> bool:
    line = code[code.rfind("\n", 0, start) + 1 : start]
    before = code[:start]
    return "//" in line.replace("://", "") or before.rfind("/*") > before.rfind("*/")


def _from_loop(code: str, source: Source) -> Pager | None:
    """A page that commented the call out and writes its own loop: the count still holds."""
    count = _COUNT.search(code)
    if not count:
        call = next((m for m in _CALL.finditer(code) if re.match(r"\s*\d", m[1])), None)
        count = re.match(r"\s*(\d{1,6})", call[1]) if call else None
    if not count:
        return None
    current, total, loop = _CURRENT.search(code), _TOTAL.search(code), _LOOP.search(code)
    own = _NAME.search(source.url)
    name, kind = (loop[1], loop[2]) if loop else ("index", own[1] if own else "html")
    return _build(
        int(count[1]),
        int(current[1]) if current else 0,
        name,
        kind,
        int(total[1]) if total else None,
        code,
        source,
        "script-loop",
    )


def _build(
    pages: int, current: int, name: str, kind: str, records: int | None, code: str, source: Source, mechanism: str
) -> Pager:
    per_page = _PER_PAGE.search(code)
    if records and per_page:
        pages = math.ceil(records / int(per_page[1])) if int(per_page[1]) else pages
    kind = kind.lstrip(".")
    urls = (
        source.join(f"{name}.{kind}" if i == 0 else f"{name}_{i}.{kind}") for i in range(min(pages, MAX_PAGES)) if i != current
    )
    return Pager(mechanism, pages, records, tuple(u for u in urls if u and u != source.url))
