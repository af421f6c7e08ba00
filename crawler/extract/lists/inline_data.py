"""Lists and letters that a page brings as data in its own script (var list = [{title: …, url: …, date: …}]) for a template."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from crawler.cms.source import unescape
from crawler.cms.xhr import pairs, split
from crawler.extract.addresses import Addresses
from crawler.extract.interaction import as_box
from crawler.extract.letters.json_letters import json_letters
from crawler.extract.lists.json_list import blocks_of
from crawler.extract.lists.xml_list import read_xml_list
from crawler.urls import link_kind
from model import Link, ListBlock, Page, PageKind

_START = re.compile(r"(?:\A|=|:|\(|return)\s*(?=\[\s*\{\s*[\"']?[A-Za-z_]\w{0,30}[\"']?\s*:)")
_TEXT = re.compile(r"^(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|(\d{1,16}))$", re.DOTALL)
MAX_ARRAYS = 8
MAX_CODE = 150_000
MAX_OBJECTS = 500
FEWEST = 2  # dated items that make a list of data


def with_data(page: Page, scripts: tuple[str, ...], addresses: Addresses, today: date) -> Page:
    """A page whose list could not be read, with the list that stands in its scripts as data; else the page as it was."""
    arrays = list(_arrays(scripts))
    if boxed := _letters(page, arrays, addresses, today):
        return boxed
    found = [block for data in arrays for block in blocks_of(data, addresses, today) or _unnamed(data, addresses, today)]
    found += [block for code in scripts if code.lstrip()[:1] == "<" for block in read_xml_list(code, addresses, today)]
    # One row is a list where its fields are named and the page is a column by what else it has.
    least = 1 if page.kind in (PageKind.LIST, PageKind.HUB) else FEWEST
    lists = [block for block in found if sum(item.date is not None and bool(item.url) for item in block.items) >= least]
    if not lists:
        return page
    kind = PageKind.LIST if page.kind is PageKind.OTHER else page.kind
    blocks = tuple(replace(block, source="script-data", path="script") for block in lists)
    return replace(page, lists=(*page.lists, *blocks), links=(*page.links, *_links(page, blocks)), kind=kind, scripted="")


def _letters(page: Page, arrays: list[list[Any]], addresses: Addresses, today: date) -> Page | None:
    """The page as a list of letters, where the data are letters with their answers; None for any other data."""
    for data in arrays:
        names = json.dumps(data[:3], ensure_ascii=False)
        letters = json_letters(names, data, page.url, addresses, today)
        if len(letters) >= FEWEST:
            return as_box(replace(page, letters=letters))
    return None


def _unnamed(data: list[Any], addresses: Addresses, today: date) -> list[ListBlock]:
    named = _by_form(data)
    return blocks_of(named, addresses, today) if len(named) >= FEWEST else []


def _links(page: Page, blocks: tuple[ListBlock, ...]) -> Iterator[Link]:
    known = {link.target for link in page.links}
    for url, title in {item.url: item.title for block in blocks for item in block.items}.items():
        if url and url not in known:
            yield Link(url, link_kind(url), title[:200], area="list")


def _arrays(scripts: tuple[str, ...]) -> Iterator[list[Any]]:
    """The arrays of objects that stand in the scripts, as JSON or as a literal of JavaScript."""
    left = MAX_ARRAYS
    for code in scripts:
        end = 0
        for match in _START.finditer(code[:MAX_CODE]):
            if match.end() < end or left <= 0:
                continue
            left -= 1
            text = code[match.end() : match.end() + MAX_CODE]
            try:
                data, length = json.JSONDecoder().raw_decode(text)
                end = match.end() + length
            except (ValueError, RecursionError):
                data = [_object(piece.strip()) for piece in _objects(text)]
            yield data


def _objects(text: str) -> Iterator[str]:
    for n, piece in enumerate(split(text[1:], ",", closing="]")):
        if n >= MAX_OBJECTS:
            return
        yield piece


def _object(literal: str) -> dict[str, Any]:
    """The fields of an object literal that are texts or numbers."""
    found: dict[str, Any] = {}
    for name, expression in pairs(literal).items() if literal.startswith("{") else ():
        match = _TEXT.match(expression)
        if match:
            found[name] = int(match[3]) if match[3] else unescape(match[1] if match[1] is not None else match[2])
        elif expression == "null":
            found[name] = None
    return found


_ADDRESS_LIKE = re.compile(r"^(?:https?://|/|\.{1,2}/)\S{3,300}$|^[\w./-]{3,200}\.(?:s?html?|aspx?|jsp|php)(?:\?\S{0,200})?$")
_DAY_LIKE = re.compile(r"^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
_TITLE_LIKE = re.compile(r"[\u4e00-\u9fff].{0,80}[\u4e00-\u9fff].{0,80}[\u4e00-\u9fff]")


def _by_form(data: list[Any]) -> list[Any]:
    """Records whose field names say nothing ({t: …, u: …, d: …}), named by the form of their values; else []."""
    named = []
    for record in data:
        fields = [value for value in record.values() if isinstance(value, str)] if isinstance(record, dict) else []
        urls = [value for value in fields if _ADDRESS_LIKE.match(value)]
        days = [value for value in fields if _DAY_LIKE.match(value)]
        titles = [value for value in fields if value not in urls and value not in days and _TITLE_LIKE.search(value)]
        if len(urls) != 1 or len(days) != 1 or not titles:
            return []
        named.append({"title": titles[0], "url": urls[0], "date": days[0]})
    return named
