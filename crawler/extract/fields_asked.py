"""Whether the content of a page asks its visitor for something: a query, and not the site's own search box."""

from __future__ import annotations

import re

from crawler.extract.outline import Outline
from crawler.extract.reading import Reading, behind_crumb

_ASKS = re.compile(r"查\s*询|查\s*找|检\s*索|搜\s*索")
_SEARCHES = re.compile(r"(?:站内|全站|本站)?(?:搜\s*索|检\s*索|搜一下|搜一搜)", re.IGNORECASE)


def asks(r: Reading) -> bool:
    """Whether the content, behind the breadcrumb, has a field to fill in."""
    start = behind_crumb(r) or max((node for node, where in enumerate(r.area) if where == "crumb"), default=-1) + 1
    if not start:
        return False
    if any(
        tag == "select" and not r.area[node] and _is_asked(r.outline, node)
        for node, tag in enumerate(r.outline.tags[start:], start)
    ):
        return True
    return any(
        tag == "input" and not r.area[node] and _is_written_in(r.outline, node) and not _is_site_search(r, node)
        for node, tag in enumerate(r.outline.tags[start:], start)
    )


def _is_asked(outline: Outline, select: int) -> bool:
    """Whether something is chosen and then asked for: a list of choices in a form with a button 查询."""
    form = next((up for up in outline.ancestors(select, 6) if outline.tags[up] == "form"), -1)
    inside = range(form, outline.ends[form]) if form >= 0 else range(0)
    said = (
        outline.text(at) or outline.get(at, "value") for at in inside if outline.tags[at] == "button" or _submits(outline, at)
    )
    return any(_ASKS.search(words) for words in said)


def _is_written_in(outline: Outline, node: int) -> bool:
    return outline.tags[node] == "input" and (outline.get(node, "type").lower() or "text") in ("text", "search")


def _is_site_search(r: Reading, node: int) -> bool:
    """Whether a field is the only one of a form that leads to another page and whose button says no more than 搜索."""
    outline = r.outline
    form = next((up for up in outline.ancestors(node, 6) if outline.tags[up] == "form"), -1)
    action = r.addresses.join(outline.get(form, "action")).url if form >= 0 and outline.get(form, "action") else ""
    inside = range(form, outline.ends[form]) if form >= 0 else range(0)
    own = action.partition("?")[0] == r.url.partition("?")[0]
    if not action or (own and not any(outline.get(at, "type").lower() == "hidden" for at in inside)):
        return False
    said = [
        outline.text(at) or outline.get(at, "value") for at in inside if outline.tags[at] == "button" or _submits(outline, at)
    ]
    return sum(_is_written_in(outline, at) for at in inside) == 1 and any(_SEARCHES.fullmatch(words.strip()) for words in said)


def _submits(outline: Outline, node: int) -> bool:
    return outline.tags[node] == "input" and outline.get(node, "type").lower() in ("submit", "button")
