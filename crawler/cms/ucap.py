"""开普云 ucap and the 中国政府网 family: lists often come from a JSON file beside the page."""

from __future__ import annotations

import re

from crawler.cms.source import Fragment, Source
from model import Pager

NAME = "ucap"
_MARKS = ("ucap", "firstpublishedtime", "pages_content", ".json")
_JSON = re.compile(
    r"(?:\$\.(?:getJSON|get|ajax)\s*\(\s*|url\s*:\s*|fetch\s*\(\s*|open\s*\(\s*[\"']GET[\"']\s*,\s*)[\"']([^\"'\s]{1,300}\.json[^\"'\s]{0,100})[\"']",
    re.IGNORECASE,
)


def recognise(html: str) -> bool:
    """Whether, by its lower-case markup, the page comes from this system."""
    return any(mark in html for mark in _MARKS)


def records(source: Source) -> list[Fragment]:
    """The records are in another file."""
    return []


def pager(source: Source) -> Pager | None:
    """The JSON file that a script of the page loads, None without one."""
    for code in source.scripts:
        if ".json" not in code:
            continue
        urls = tuple(dict.fromkeys(u for m in _JSON.finditer(code) if (u := source.join(m[1]))))
        if urls:
            return Pager("json", None, None, urls)
    return None
