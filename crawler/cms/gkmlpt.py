"""广东集约化 gkmlpt: the 信息公开 list is a JSON interface of the platform."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.cms.source import Fragment, Source
from crawler.cms.xhr import calls
from model import Endpoint, Pager

NAME = "gkmlpt"
_MARKS = ("gkmlpt",)
_API = re.compile(r"[\"'](/?(?:[\w./:-]{0,200}/)?(?:gkmlpt/)?api/(?:all|list|article)[^\"'\s]{0,300})[\"']")
_TREE = re.compile(r"[\"']?\bTREE[\"']?\s*[:=]\s*(?:JSON\.parse\(\s*['\"`])?(?=\[)")
_COLUMN = re.compile(
    r"[\"']?\b(?:COLUMN_ID|CATE(?:GORY)?_ID|columnId|cateId|categoryId|classifyId)[\"']?\s*[:=]\s*[\"']?(\d{1,9})"
)
_SITE = re.compile(r"(?:SID|sid|siteId|site_id|SITE_ID)[\"']?\s*[:=]\s*[\"']?(\d{1,12})")
MAX_TREE = 400_000  # characters
MAX_COLUMNS = 150
MAX_LEVELS = 12


def recognise(html: str) -> bool:
    """Whether, by its lower-case markup, the page comes from this system."""
    return any(mark in html for mark in _MARKS)


def records(source: Source) -> list[Fragment]:
    """The records come from the interface."""
    return []


def pager(source: Source) -> Pager | None:
    """The interface's address where the page names it, None elsewhere."""
    for code in source.scripts:
        match = _API.search(code)
        if match:
            url = source.join(match[1])
            return Pager("json", None, None, (url,) if url else ())
    if any(_SITE.search(code) for code in source.scripts if "gkmlpt" in code):
        return Pager("json")
    return None


def endpoints(source: Source) -> list[Endpoint]:
    """The interface that the page names, else that of its column, else those of the catalogue's columns."""
    asked = [source.join(call.url) for call in calls(source.scripts, source.html) if "/api/" in call.url]
    literal = [source.join(m[1]) for code in source.scripts for m in _API.finditer(code[:MAX_TREE]) if m[1][-1] not in "/="]
    urls = list(dict.fromkeys(url for url in (*asked, *literal) if url))
    if urls:
        return [Endpoint(url, sure=len(urls) == 1) for url in urls[:2]]
    code = next((code for code in source.scripts if _SITE.search(code[:MAX_TREE])), "")
    site = _SITE.search(code[:MAX_TREE])
    head, platform, _ = source.url.partition("/gkmlpt/")
    if site is None or not platform:
        return []
    base = f"{head}/gkmlpt"
    own = _COLUMN.search(code[:MAX_TREE])
    if own:
        return [Endpoint(f"{base}/api/all/{own[1]}?page=1&sid={site[1]}")]
    return [
        Endpoint(f"{base}/api/all/{number}?page=1&sid={site[1]}", name, f"{base}/index#{number}")
        for number, name in _columns(code)
    ]


def _columns(code: str) -> list[tuple[str, str]]:
    """(number, name) of the columns of the catalogue that have none below them."""
    start = _TREE.search(code)
    if start is None:
        return []
    text = code[start.end() : start.end() + MAX_TREE]
    if "JSON" in start[0]:
        text = text.replace('\\"', '"').replace("\\/", "/")
    try:
        tree, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return []
    return list(dict.fromkeys(_leaves(tree, 0)))[:MAX_COLUMNS]


def _leaves(nodes: Any, level: int) -> Iterator[tuple[str, str]]:
    for node in nodes if isinstance(nodes, list) and level < MAX_LEVELS else ():
        if not isinstance(node, dict):
            continue
        below = next((v for v in node.values() if isinstance(v, list) and v and isinstance(v[0], dict)), None)
        number, name = str(node.get("id", "")), node.get("name", node.get("title", ""))
        if below:
            yield from _leaves(below, level + 1)
        elif number.isdigit() and isinstance(name, str) and name.strip() and not _elsewhere(node):
            yield number, name.strip()[:60]


def _elsewhere(node: dict[str, Any]) -> bool:
    """Whether the catalogue's entry leads to another page instead of a list."""
    return any(isinstance(v, str) and v.startswith(("http://", "https://", "/")) for v in node.values())
