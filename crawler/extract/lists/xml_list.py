"""Lists that come as XML for a page's script: records with title, address and date as child elements or attributes."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from itertools import islice

from crawler.extract.addresses import Addresses
from crawler.extract.lists.json_list import blocks_of
from model import ListBlock

_RECORD = re.compile(
    r"<(item|record|row|news|article|info|node|entry|doc)\b[^>]{0,300}>(.{10,6000}?)</\1\s*>", re.DOTALL | re.I
)
_FIELD = re.compile(
    r"<([a-z][\w-]{0,30})(?:\s[^>]{0,200})?>\s*(?:<!\[CDATA\[)?(.{0,600}?)(?:\]\]>)?\s*</\1\s*>", re.DOTALL | re.I
)
_FLAT = re.compile(
    r"<(item|record|row|news|article|info|node|entry|doc)\b((?:\s+[a-z][\w-]{0,30}\s*=\s*(?:\"[^\"<>]{0,600}\"|'[^'<>]{0,600}')){2,20})\s*/?>",
    re.I,
)
_ATTRIBUTE = re.compile(r"([a-z][\w-]{0,30})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_ISLAND = re.compile(r"<xml\b[^<>]{0,200}>(.{10,500000}?)</xml\s*>", re.DOTALL | re.I)
_NOT_DATA = ("<html", "xhtml", "<urlset", "<sitemapindex", "<rss", "<feed")
_SHORT = 600
_EMPTY_ROOT = re.compile(
    r"<\?xml[^<>]{0,120}\?>\s*<([a-z][\w-]{0,30})((?:\s[^<>]{0,300}?)?)(?:/>|>\s*</\1\s*>)\s*", re.IGNORECASE
)
_NOUGHT = re.compile(r"(?:count|total|records|size|num)\s*=\s*[\"']0[\"']", re.IGNORECASE)
_LISTS = frozenset({"list", "items", "records", "rows", "datalist", "newslist", "articles", "news"})
MAX_CHARACTERS = 500_000
MAX_RECORDS = 500


def is_xml(html: str) -> bool:
    """Whether a body is an XML document and no page."""
    head = html[:2000].lstrip("\ufeff \r\n\t").lower()
    return head.startswith("<?xml") and not any(mark in head for mark in _NOT_DATA)


def says_none(html: str) -> bool:
    """Whether an XML answer holds no record at all: its root is empty, with a count of nought or the name of a list."""
    found = _EMPTY_ROOT.fullmatch(html.lstrip("\ufeff \r\n\t")[:_SHORT]) if len(html) < _SHORT else None
    return found is not None and (_NOUGHT.search(found[2]) is not None or found[1].lower() in _LISTS)


def islands(html: str) -> list[str]:
    """The XML that a page keeps in an element of its own (<xml id="data">) for its scripts."""
    return _ISLAND.findall(html) if "<xml" in html.lower() else []


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): unescape(one or other).strip() for name, one, other in _ATTRIBUTE.findall(text)}


def read_xml_list(html: str, addresses: Addresses, today: date) -> list[ListBlock]:
    """The lists of an XML answer; [] for one without dated records."""
    records = []
    for match in _RECORD.finditer(html[:MAX_CHARACTERS]):
        fields = {name.lower(): unescape(value).strip() for name, value in _FIELD.findall(match[2])}
        if fields:
            records.append(fields)
        if len(records) >= MAX_RECORDS:
            break
    records = records or [_attributes(match[2]) for match in islice(_FLAT.finditer(html[:MAX_CHARACTERS]), MAX_RECORDS)]
    blocks = blocks_of(records, addresses, today) if records else []
    return [block for block in blocks if any(item.date for item in block.items)]
