"""The links of a block 相关文件 that its own script holds as data (showRelated([{"t": "…", "u": "/1.html"}]))."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.cms.source import unescape
from crawler.extract.addresses import Addresses
from crawler.extract.links import made_link
from crawler.extract.lists.literal_rows import PICTURE
from crawler.extract.outline import Outline
from crawler.urls import link_kind
from model import Link

_NONE = re.compile(
    r"\s*(?:(?:var|let|const)\s+(?P<name>\w+)\s*=\s*\[\s*\]\s*;?\s*)?"
    r"(?!\w*(?:load|get|fetch|ajax|query|init|req))[A-Za-z_$][\w.$]*\(\s*(?:[\"'][#.]?[\w-]{1,40}[\"']\s*,\s*)?(?P<given>\[\s*\]|\w+)\s*\)\s*;?\s*"
)
_HEADS = re.compile(r"(?:相关|关联|政策|配套)(?:解读|文件|政策)|解读(?:材料|链接)|(?:文件|政策)原文")
_WRITES = re.compile(r"innerHTML|document\.write|\.html\(|\.append\(|insertAdjacentHTML")
_RECORD = re.compile(r"\{([^{}\[\]]{5,800})\}")
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){1,400})\"|'((?:[^'\\\n]|\\.){1,400})'")
_ADDRESS = re.compile(
    r"^(?:https?://|/|\.{1,2}/)\S{2,300}$|^[\w./-]{3,200}\.(?:s?html?|aspx?|jsp|php|pdf|docx?|wps|ofd)(?:\?\S{0,200})?$"
)
_TITLE = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff].*[\u4e00-\u9fff]")
MAX_CODE, MAX_LINKS = 20_000, 30


def links_kept(outline: Outline, start: int, end: int, joiner: Addresses) -> list[Link] | None:
    """The links that the scripts of a block hold, [] where one is handed an empty list; None where they do not tell."""
    codes = [code[:MAX_CODE] for node, code in outline.scripts if start <= node < end]
    if not codes or any(outline.get(node, "src") for node in range(start, end) if outline.tags[node] == "script"):
        return None
    if found := [link for code in codes for link in _links(code, joiner)]:
        return found[:MAX_LINKS]
    return [] if all(_is_none(code) for code in codes) else None


def links_written(outline: Outline, first: int, joiner: Addresses) -> list[Link]:
    """The links of a block that a script below the text's beginning writes from its data, with the heading (相关解读：…)."""
    codes = (code[:MAX_CODE] for node, code in outline.scripts if node >= first)
    return [link for code in codes if _HEADS.search(code) and _WRITES.search(code) for link in _links(code, joiner)][:MAX_LINKS]


def _is_none(code: str) -> bool:
    match = _NONE.fullmatch(code) if len(code) < 300 else None
    return match is not None and (match["given"].startswith("[") or match["given"] == match["name"])


def _links(code: str, joiner: Addresses) -> Iterator[Link]:
    for record in _RECORD.finditer(code):
        values = [unescape(one or other) for one, other in _LITERAL.findall(record[1])]
        raw = next((value for value in values if _ADDRESS.match(value) and not PICTURE.search(value)), "")
        title = next((value for value in values if value != raw and _TITLE.search(value)), "")
        joined = joiner.join(raw) if raw and title else None
        if joined and joined.url:
            yield made_link(joined.url, link_kind(joined.url), title[:200], "", "related", joined.fragment)
