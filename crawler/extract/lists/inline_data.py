"""Lists and letters that a page brings as data in its own script (var list = [{title: …, url: …, date: …}]) for a template."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape as unescape_markup
from typing import Any

from crawler.cms.source import unescape
from crawler.cms.xhr import pairs, split
from crawler.extract.addresses import Addresses
from crawler.extract.interaction import as_box
from crawler.extract.letters.json_letters import json_letters
from crawler.extract.lists.delimited_rows import delimited_rows
from crawler.extract.lists.empty_data import empty_data
from crawler.extract.lists.json_list import blocks_of
from crawler.extract.lists.literal_rows import by_form, literal_rows
from crawler.extract.lists.xml_list import read_xml_list
from crawler.urls import link_kind
from model import Link, ListBlock, Page, PageKind

_START = re.compile(r"(?:\A|=|:|\(|return)\s*(?=\[\s*\{\s*[\"']?[A-Za-z_]\w{0,30}[\"']?\s*:)")
_TEXT = re.compile(r"^(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|(\d{1,16}))$", re.DOTALL)
_ATTRIBUTE = re.compile(r"\sdata-[\w-]{1,30}\s*=\s*(?:'\s*([\[{][^'<>]{20,150000})'|\"\s*([\[{][^\"<>]{20,150000})\")")
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
    rows = (literal_rows(code) or delimited_rows(code) for code in scripts if not found)
    found += [block for part in rows for block in blocks_of(part, addresses, today)]
    # One row is a list where its fields are named and the page is a column by what else it has.
    least = 1 if page.kind in (PageKind.LIST, PageKind.HUB) else FEWEST
    lists = [block for block in found if sum(item.date is not None and bool(item.url) for item in block.items) >= least]
    if not lists:
        none = empty_data(scripts) if page.kind in (PageKind.LIST, PageKind.HUB) and not page.lists else ""
        return replace(page, placeholder=page.placeholder or none, scripted="") if none else page
    kind = PageKind.LIST if page.kind is PageKind.OTHER else page.kind
    blocks = tuple(replace(block, source="script-data", path="script") for block in lists)
    return replace(page, lists=(*page.lists, *blocks), links=(*page.links, *_links(page, blocks)), kind=kind, scripted="")


def kept_in_attributes(html: str) -> list[str]:
    """The JSON that elements carry in attributes of their own (data-list="[{…}]") for the page's scripts."""
    return [unescape_markup(one or other) for one, other in _ATTRIBUTE.findall(html)] if "data-" in html else []


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


def _by_form(data: list[Any]) -> list[Any]:
    """Records whose field names say nothing ({t: …, u: …, d: …}), named by the form of their values; else []."""
    records = (record if isinstance(record, dict) else {} for record in data)
    named = [by_form([value for value in record.values() if isinstance(value, str)]) for record in records]
    return named if all(named) else []
