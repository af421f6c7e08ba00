"""Whether the content of a page asks its visitor for something: a query, and not the site's own search box."""

from __future__ import annotations

import re

from crawler.extract.outline import Outline
from crawler.extract.reading import Reading, behind_crumb

_ASKS = re.compile(r"查\s*询|查\s*找|检\s*索|搜\s*索")
_SEARCHES = re.compile(r"(?:站内|全站|本站)?(?:搜\s*索|检\s*索|搜一下|搜一搜)", re.IGNORECASE)
_FIELDS = ("select", "input")


def asks(r: Reading) -> bool:
    """Whether the content, behind the breadcrumb, has a field to fill in."""
    start = behind_crumb(r) or max((node for node, where in enumerate(r.area) if where == "crumb"), default=-1) + 1
    if not start:
        return False
    fields = (node for node, tag in enumerate(r.outline.tags[start:], start) if tag in _FIELDS and not r.area[node])
    return any(
        _is_asked(r.outline, node)
        if r.outline.tags[node] == "select"
        else _is_written_in(r.outline, node) and not _is_site_search(r, node)
        for node in fields
    )


def _is_asked(outline: Outline, select: int) -> bool:
    """Whether something is chosen and then asked for: a list of choices in a form with a button 查询."""
    return any(_ASKS.search(words) for words in _buttons(outline, _form(outline, select)))


def _is_written_in(outline: Outline, node: int) -> bool:
    return outline.tags[node] == "input" and (outline.get(node, "type").lower() or "text") in ("text", "search")


def _is_site_search(r: Reading, node: int) -> bool:
    """Whether a field is the only one of a form that leads to another page and whose button says no more than 搜索."""
    outline = r.outline
    form = _form(outline, node)
    written = outline.get(form[0], "action") if form else ""
    action = r.addresses.join(written).url if written else ""
    own = action.partition("?")[0] == r.url.partition("?")[0]
    if not action or (own and not any(outline.get(at, "type").lower() == "hidden" for at in form)):
        return False
    said = _buttons(outline, form)
    return sum(_is_written_in(outline, at) for at in form) == 1 and any(_SEARCHES.fullmatch(words.strip()) for words in said)


def _form(outline: Outline, node: int) -> range:
    """The nodes of the form around a field, the form itself first; none without one."""
    form = next((up for up in outline.ancestors(node, 6) if outline.tags[up] == "form"), -1)
    return range(form, outline.ends[form]) if form >= 0 else range(0)


def _buttons(outline: Outline, form: range) -> list[str]:
    """What the buttons of a form say."""
    buttons = (at for at in form if outline.tags[at] == "button" or _submits(outline, at))
    return [outline.text(at) or outline.get(at, "value") for at in buttons]


def _submits(outline: Outline, node: int) -> bool:
    return outline.tags[node] == "input" and outline.get(node, "type").lower() in ("submit", "button")
