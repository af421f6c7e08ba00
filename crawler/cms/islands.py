"""Finished markup of list items that a page keeps in a script element of its own, for code that shows it page by page."""

from __future__ import annotations

import re
from html import unescape

from crawler.cms.source import Fragment
from crawler.cms.source import unescape as js_text

_CDATA = re.compile(r"<!\[CDATA\[(.{5,6000}?)\]\]>", re.DOTALL)
_ANCHOR = re.compile(r"<a\b[^<>]{0,600}\bhref\s*=\s*[\"']?[^\"'\s<>#{$]", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d")
_PART = re.compile(r"<(template|textarea)\b([^<>]{0,300})>(.{20,500000}?)</\1\s*>", re.DOTALL)
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){0,20000})\"|'((?:[^'\\\n]|\\.){0,20000})'|`([^`]{0,100000})`", re.DOTALL)
_WHOLE = re.compile(r"<a\b[^<>]{0,300}\bhref\s*=\s*[\"']?[^\"'\s<>#][^<>]{0,400}>.{1,400}?</a>", re.DOTALL | re.IGNORECASE)
_ITEM = re.compile(r"<(?:li|tr|dd|p|div)\b", re.IGNORECASE)
_WRITES = re.compile(r"innerHTML|insertAdjacentHTML|\.(?:html|append|prepend)\s*\(")
FEWEST = 2
_TEMPLATE = ("{{", "<%", "${", "{$", "{%", "[%")
_STORES = ("<datastore", "<recordset", "<record>")  # crawler.cms.hanweb reads these
_CELLS = re.compile(r"</?(?:tr|td|table|tbody)\b[^>]{0,300}>", re.IGNORECASE)
MAX_CHARACTERS = 500_000
MAX_RECORDS = 2000


def kept_parts(html: str) -> tuple[str, ...]:
    """The contents of a page's templates, and of the fields in which its code finds markup."""
    if "<template" not in html and "<textarea" not in html:
        return ()
    return tuple(unescape(match[3]) if match[1] == "textarea" else match[3] for match in _PART.finditer(html))


def assembled(scripts: tuple[str, ...]) -> list[Fragment]:
    """Finished items that code has as literals, row by row or in one piece, and writes into the page.

    Where a day stands without a whole link, or a link without a day, the code puts its rows together itself.
    """
    found = (_rows_of(code[:MAX_CHARACTERS]) for code in scripts if "<a" in code.lower() and _WRITES.search(code))
    return [Fragment(markup, "literals") for markup in found if markup]


def _rows_of(code: str) -> str:
    pieces = [js_text(match[1] or match[2] or match[3] or "") for match in _LITERAL.finditer(code) if match[0][1:-1].strip()]
    rows = [piece for piece in pieces if _WHOLE.search(piece)]
    loose = [piece for piece in pieces if "<a" in piece.lower() and not _WHOLE.search(piece)]
    days = sum(len(_DAY.findall(row)) for row in rows)
    links = sum(len(_WHOLE.findall(row)) for row in rows)
    if loose or any("${" in row for row in rows) or not FEWEST <= links == days:
        return ""
    return "<ul>" + "".join(row if _ITEM.search(row) else f"<li>{row}</li>" for row in rows) + "</ul>"


def islands(scripts: tuple[str, ...]) -> list[Fragment]:
    """The dated items in scripts that are markup and no code; markup with places to fill in is a template of items."""
    found = (_markup(code[:MAX_CHARACTERS]) for code in scripts if code.lstrip()[:1] == "<")
    return [Fragment(markup, "island") for markup in found if markup]


def _markup(code: str) -> str:
    low = code.lower()
    if any(mark in code for mark in _TEMPLATE) or any(mark in low for mark in _STORES) or not _DAY.search(code):
        return ""
    records = [record for record in _CDATA.findall(code)[:MAX_RECORDS] if _ANCHOR.search(record)]
    if records:
        return "<ul>" + "".join(as_item(record) for record in records) + "</ul>"
    return code if _ANCHOR.search(code) and "<![cdata[" not in low else ""


def as_item(record: str) -> str:
    """A record as a list item; rows of a table keep their cells."""
    text = record.strip()
    if text[:3].lower() == "<li":
        return text
    return "<li>" + _CELLS.sub(lambda m: "<div>" if m[0][1] != "/" else "</div>", text) + "</li>"
