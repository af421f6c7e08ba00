"""博达 VSB (siteweaver, WebPlus): plain links whose numbers count down, so that page 2 of 40 is list/39.htm."""

from __future__ import annotations

import re

from crawler.cms.numbered import counted, page_links
from crawler.cms.source import Fragment, Source
from model import Pager

NAME = "vsb"
_MARKS = (
    "_sitegray",
    "visual sitebuilder",
    "vsb_content",
    "v_news_content",
    "_showdynclicks",
    "/system/resource/",
    "wp_articlecontent",
    "wp_paging",
)
_DOWN = re.compile(r"^(?P<head>.*/[^/?]+/)(?P<n>\d{1,5})(?P<tail>\.html?)$")
_WEBPLUS = re.compile(r"^(?P<head>.*/list)(?P<n>\d{0,5})(?P<tail>\.html?)$")
MAX_PAGES = 500


def recognise(html: str) -> bool:
    """Whether, by its lower-case markup, the page comes from this system."""
    return any(mark in html for mark in _MARKS)


def records(source: Source) -> list[Fragment]:
    """VSB lists are plain markup."""
    return []


def pager(source: Source) -> Pager | None:
    """The pages that count down to 1 (VSB) or up (WebPlus)."""
    links = page_links(source)
    if not links:
        return None
    pages, total = counted(source)
    for pattern, mechanism in ((_WEBPLUS, "webplus"), (_DOWN, "vsb")):
        matches = [m for url in links if (m := pattern.match(url))]
        if not matches:
            continue
        head, tail = matches[0]["head"], matches[0]["tail"]
        numbers = sorted({int(m["n"] or 1) for m in matches if m["head"] == head})
        high = numbers[-1]
        if mechanism == "webplus":
            order = range(2, min(max(high, pages or 0), MAX_PAGES) + 1)
        else:
            order = range(high, max(high - MAX_PAGES, 0), -1)
            pages = pages or high + 1
        urls = tuple(dict.fromkeys(u for n in order if (u := f"{head}{n}{tail}") != source.url))
        return Pager(mechanism, pages or high, total, urls)
    return None
