"""Rows of a list that a script has as one text with marks between them: "1718|title|2026-05-06#1724|title|2026-03-16".

The marks are those that cut the text into rows of one form, each with one day and one title. Where the code builds the
address of a row from one of its fields, it is built in the same way. Nothing is run; any row that does not fit ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.cms.source import unescape

_TEXT = re.compile(r"\"((?:[^\"\\\n]|\\.){20,100000})\"|'((?:[^'\\\n]|\\.){20,100000})'")
_ROWS = ("@@", "##", "$$", "||", "&&", ";;", "^^", "#", "|", ";", "^", "@", "$", "~", "§", "\n", "&")
_FIELDS = ("||", "##", "$$", "@@", "^^", "|", "^", ",", "#", "@", "$", "~", "\t", "*", "_")
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_TITLE = re.compile(r"[\u4e00-\u9fff].{2,}[\u4e00-\u9fff]")
_ADDRESS = re.compile(r"(?:https?://|/|\.{1,2}/)\S{3,300}|[\w./-]{3,200}\.(?:s?html?|aspx?|jsp|php)(?:\?\S{0,200})?", re.ASCII)
_BUILT = re.compile(
    r"href\s*=\s*\\?[\"']?([\w./?=&%:-]{0,200})[\"']\s*\+\s*[A-Za-z_$]\w{0,20}\[\s*(\d{1,2})\s*\]\s*\+\s*[\"']([\w./?=&%-]{0,60})"
)
_SPLITS = re.compile(r"split *\( *([\"'])(.{1,9}?)\1")
"""Where the code cuts something, and at which mark."""
FEWEST = 2
MAX_CODE, MAX_TEXTS, MAX_ROWS = 150_000, 20, 500


def delimited_rows(code: str) -> list[dict[str, str]]:
    """The rows of the first text that is a list, [] where none is."""
    if "split" not in code or ("201" not in code and "202" not in code):
        return []
    texts = (unescape(match[1] or match[2] or "") for match in _TEXT.finditer(code[:MAX_CODE]))
    dated = (text for text in texts if len(_DAY.findall(text)) >= FEWEST)
    for _, text in zip(range(MAX_TEXTS), dated, strict=False):
        if rows := _rows(text, code):
            return rows
    return []


def _rows(text: str, code: str) -> list[dict[str, str]]:
    marks = {mark.replace(" ", "") for _, mark in _SPLITS.findall(code)} | {"\n"}
    rows_end = [mark for mark in _ROWS if mark in marks and mark in text]
    fields_end = [mark for mark in _FIELDS if mark in marks and mark in text]
    for between, inside in ((row, field) for row in rows_end for field in fields_end if row != field):
        table = [row.split(inside) for row in text.split(between) if row.strip()]
        if FEWEST <= len(table) <= MAX_ROWS and len({len(row) for row in table}) == 1:
            rows = [_row(fields, code) for fields in table]
            if all(rows):
                return [row for row in rows if row]
    return []


def _row(fields: list[str], code: str) -> dict[str, str] | None:
    days = [field.strip() for field in fields if _DAY.fullmatch(field.strip())]
    titles = [field.strip() for field in fields if _TITLE.search(field)]
    urls = [field.strip() for field in fields if _ADDRESS.fullmatch(field.strip())]
    if len(days) != 1 or not titles or len(urls) > 1:
        return None
    url = urls[0] if urls else next(_built(fields, code), "")
    return {"title": titles[0], "url": url, "date": days[0]} if url else None


def _built(fields: list[str], code: str) -> Iterator[str]:
    for before, number, behind in _BUILT.findall(code[:MAX_CODE]):
        if int(number) < len(fields) and re.fullmatch(r"[\w./-]{1,80}", fields[int(number)].strip()):
            yield f"{before}{fields[int(number)].strip()}{behind}"
