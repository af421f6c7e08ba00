"""Finished markup of list items that a page keeps in a script element of its own, for code that shows it page by page."""

from __future__ import annotations

import re

from crawler.cms.source import Fragment

_CDATA = re.compile(r"<!\[CDATA\[(.{5,6000}?)\]\]>", re.DOTALL)
_ANCHOR = re.compile(r"<a\b[^<>]{0,600}\bhref\s*=\s*[\"']?[^\"'\s<>#{$]", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d")
_TEMPLATE = ("{{", "<%", "${", "{$", "{%", "[%")
_STORES = ("<datastore", "<recordset", "<record>")  # crawler.cms.hanweb reads these
_CELLS = re.compile(r"</?(?:tr|td|table|tbody)\b[^>]{0,300}>", re.IGNORECASE)
MAX_CHARACTERS = 500_000
MAX_RECORDS = 2000


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
