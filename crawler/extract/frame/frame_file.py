"""A file that writes the head or the bottom of every page (footer.js, inc/bottom.html): what it adds to the home page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from crawler.cms.source import unescape
from crawler.extract.addresses import Addresses
from crawler.extract.frame.features import entries_of
from crawler.extract.frame.footer import read_identity
from crawler.extract.frame.search_entry import read_search
from crawler.extract.frame.written_bottom import ASKS_ON
from crawler.extract.outline import read_outline
from crawler.extract.text import read_lines
from model import NEVER, Json, Page

PARTS = ("scripted_footer", "scripted_header")
"""The features of a home page that name such a file."""

BOTTOMS = "bottoms"
"""Beside the parts: what the files write that fill the bottoms of other pages, by their addresses."""

MAX_CODE = 200_000
_ADDRESS = re.compile(r"\.(?:s?html?|js|jsp|aspx?|php|inc|txt)$", re.IGNORECASE)
_ASKED = re.compile(
    r"[\"'`]((?:/|\.{0,2}/)?[\w./-]{0,80}(?:foot|bottom|btm|dibu|yejiao|copyright)[\w-]{0,30}\.(?:s?html?|inc|txt|jsp|php|aspx?))[\"'`]",
    re.IGNORECASE,
)
MOST_ASKED = 2
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){0,60000})\"|'((?:[^'\\\n]|\\.){0,60000})'|`([^`]{0,60000})`", re.DOTALL)
_SHOWS = ("code", "icp", "owner", "police")


def address_in(value: str) -> str:
    """The address in what a page says fills its part, "" where it names an element or a reason."""
    return value if _ADDRESS.search(value.split("?", 1)[0]) else ""


def bottoms_asked(code: str) -> list[str]:
    """The files that a script asks for and whose name is that of a bottom (fetch('/inc/foot.html'))."""
    return list(dict.fromkeys(_ASKED.findall(code[:MAX_CODE])))[:MOST_ASKED] if ASKS_ON.search(code[:MAX_CODE]) else []


def read_frame_file(text: str) -> Json:
    """{"identity", "features", "whole"}: what the file writes; `whole`: it is a bottom or head and asks for nothing more.

    A search that the head offers is the feature `search`: its field or address may be put together by the script.
    """
    text = text[:MAX_CODE]
    script = not text.lstrip("\ufeff \r\n\t").startswith("<")
    html = _written(text) if script else text
    outline = read_outline(LexborHTMLParser(html or " "))
    lines = read_lines(outline)
    identity = read_identity(html, outline, lines)
    page = Page("", "", 200, NEVER, identity=identity)
    features = entries_of(html, outline, lines, page)
    if "form" in outline.tags or "搜" in html or "检索" in html:
        entry = read_search(outline, Addresses("http://frame.invalid/"), "utf-8")
        if said := entry.hint or entry.page or ("form" if entry.forms else ""):
            features["search"] = said
    whole = bool(identity or features) and not (script and ASKS_ON.search(text))
    return {"identity": identity, "features": features, "whole": whole, "bottom": any(key in identity for key in _SHOWS)}


def _written(code: str) -> str:
    """The markup in the string literals of a script, in their order."""
    found = [unescape(next(group for group in match.groups() if group is not None)) for match in _LITERAL.finditer(code)]
    parts = [unquote(part) if "%3C" in part or "%3c" in part else part for part in found]
    return "".join(part for part in parts if "<" in part or re.search(r"[\u4e00-\u9fff]|[=/&]", part))


def with_frame(home: Page | None, facts: Mapping[str, Json] | None) -> Page | None:
    """The home page with what the files of its frame write, by part; a part that was read whole is no longer unread.

    The feature `by_file` names what only such a file shows: of other pages, whose files are not read, it says nothing.
    """
    if home is None or home.features is None or not facts:
        return home
    identity, features = dict(home.identity), dict(home.features)
    for part, said in facts.items():
        if part not in PARTS:
            continue
        for key, value in said["identity"].items():
            identity.setdefault(key, value)
        for key, value in said["features"].items():
            features.setdefault(key, value)
        read = said["whole"] and (said["bottom"] or part != "scripted_footer")
        if read:
            features.pop(part, None)
    added = {*identity, *features} - {*home.identity, *home.features}
    if added:
        features["by_file"] = " ".join(sorted(added))
    return replace(home, identity=identity, features=features)
