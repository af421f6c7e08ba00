"""广东集约化 gkmlpt: the 信息公开 list is a JSON interface of the platform."""

from __future__ import annotations

import re

from crawler.cms.source import Fragment, Source
from model import Pager

NAME = "gkmlpt"
_MARKS = ("gkmlpt",)
_API = re.compile(r"[\"'](/?(?:[\w./:-]{0,200}/)?(?:gkmlpt/)?api/(?:all|list|article)[^\"'\s]{0,300})[\"']")
_SITE = re.compile(r"(?:SID|sid|siteId|site_id)[\"']?\s*[:=]\s*[\"']?(\d{1,12})")


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
