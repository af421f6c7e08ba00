"""开普云 ucap and the 中国政府网 family: lists often come from a JSON file beside the page."""

from __future__ import annotations

import re

from crawler.cms.source import Fragment, Source
from crawler.cms.xhr import calls
from model import Endpoint, Pager

NAME = "ucap"
_MARKS = ("ucap", "firstpublishedtime", "pages_content", ".json")
_JSON = re.compile(
    r"(?:\$\.(?:getJSON|get|ajax)\s*\(\s*|url\s*:\s*|fetch\s*\(\s*|open\s*\(\s*[\"']GET[\"']\s*,\s*)[\"']([^\"'\s]{1,300}\.json[^\"'\s]{0,100})[\"']",
    re.IGNORECASE,
)
_PARAMETERS = re.compile(r"\.json[\"']\s*,\s*(?:\{|data\b)|\bdata\s*:")
MAX_FILES = 4


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
        urls = _files(code, source)
        if urls:
            return Pager("json", None, None, urls)
    return None


def endpoints(source: Source) -> list[Endpoint]:
    """The JSON files that scripts load; one alone is the list's."""
    urls = list(dict.fromkeys(url for code in source.scripts if ".json" in code for url in _files(code, source)))
    return [Endpoint(url, sure=len(urls) == 1) for url in urls[:MAX_FILES]]


def _files(code: str, source: Source) -> tuple[str, ...]:
    """The files that a script names, with what it asks of them where it names one with parameters beside it."""
    found = tuple(dict.fromkeys(u for m in _JSON.finditer(code[:200_000]) if (u := source.join(m[1]))))
    if not found or not _PARAMETERS.search(code[:200_000]):
        return found
    asked = [source.join(call.url) for call in calls(source.scripts, source.html) if "?" in call.url]
    return tuple(next((url for url in asked if url.startswith(f"{file}?")), file) for file in found)
