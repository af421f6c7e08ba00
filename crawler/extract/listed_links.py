"""Links that a page hands over as data: var rows = [{t: "标题", u: "/a/1.html"}, …]; draw(rows, "box") with <ul id="box">.

How they are drawn stands in a file of the site. Counted is a table of which each row has one address and one Chinese name,
and which goes, together with the name of an element of the same page, into a call without condition: what visitors see there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TABLE = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,30})\s*=\s*\[\s*(\{[^\[\]]{20,40000}\})\s*,?\s*\]")
_ROW = re.compile(r"\{([^{}]{8,800})\}")
_FIELD = re.compile(r"[\"']?(\w{1,20})[\"']?\s*:\s*(?:\"([^\"\n\\]{0,500})\"|'([^'\n\\]{0,500})')")
_ADDRESS = re.compile(
    r"(?:https?:)?//[\w.-]+\.\w{2,10}(?:/\S*)?|/?(?:[\w.-]+/)*[\w.-]+\.(?:s?html?|jsp|php|aspx?)(?:\?\S*)?", re.ASCII
)
_DATA = re.compile(
    r"/api/|\.(?:json|js|css|do|action|ashx|xml|png|jpe?g|gif|svg|webp|ico|mp4|woff2?)(?:[?#]|$)|[{}$]", re.IGNORECASE
)
_COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'\\])//[^\n]*", re.DOTALL)
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_FEWEST, _MAX_CODE, _MAX_LINKS = 3, 60_000, 300


def hands_over(code: str) -> bool:
    """A cheap question before `listed_links`."""
    return "[{" in code[:_MAX_CODE].replace(" ", "").replace("\n", "") and _TABLE.search(code[:_MAX_CODE]) is not None


def listed_links(html: str, scripts: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str, int]]:
    """(address as written, words, number of the script's element)."""
    for node, code in scripts:
        if hands_over(code):
            yield from ((address, words, node) for address, words in _in_code(html, _COMMENTS.sub("", code[:_MAX_CODE])))


def _in_code(html: str, code: str) -> Iterator[tuple[str, str]]:
    for table in _TABLE.finditer(code):
        rows = [_named(row) for row in _ROW.findall(table[2])]
        told = [row for row in rows if row is not None]
        if len(told) == len(rows) >= _FEWEST and _is_drawn(html, code[table.end() :], table[1]):
            yield from told[:_MAX_LINKS]


def _is_drawn(html: str, rest: str, name: str) -> bool:
    """Whether a table goes into a call for an element of the page, with nothing before it that decides."""
    call = re.search(rf"(?<![\w$.])[\w$.]{{1,40}}\(\s*{re.escape(name)}\s*,\s*[\"']#?([\w-]{{1,40}})[\"']\s*[,)]", rest)
    if call is None or re.search(r"\bif\b|\?|&&|\|\||\bfunction\b|=>", rest[: call.start()]):
        return False
    return re.search(rf"\bid\s*=\s*[\"']?{re.escape(call[1])}[\"'\s>]", html) is not None


def _named(row: str) -> tuple[str, str] | None:
    """The one address of a row with the words that name it."""
    values = [one or other for _, one, other in _FIELD.findall(row)]
    addresses = [value for value in values if _ADDRESS.fullmatch(value)]
    words = next((value for value in values if _HAN.search(value)), "")
    return (addresses[0], words) if len(addresses) == 1 and words and not _DATA.search(addresses[0]) else None
