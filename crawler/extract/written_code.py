"""Style sheets and scripts that stand in no element of their own: imported by a page's sheet, written by one of its scripts.

Counted is what every visitor's browser asks for: a whole literal written without a condition, an @import for screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.extract.hidden.sheets import imported
from crawler.extract.hidden.written_links import unconditional
from model import LinkKind

_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
_SHEET = re.compile(r"<style\b[^>]{0,200}>([^<]{8,8000})", re.IGNORECASE)
_CODE = re.compile(
    r"<(?:(script)\b[^<>]{0,200}?\bsrc|link\b(?=[^<>]{0,300}\bstylesheet\b)[^<>]{0,200}?\bhref)\s*=\s*[\"']([^\"'<>\s]{1,500})[\"']",
    re.IGNORECASE,
)


def written_code(html: str, scripts: Sequence[tuple[int, str]]) -> Iterator[tuple[str, LinkKind, int]]:
    """(address as written, kind, number of the element)."""
    if "@import" in html:
        for sheet in _SHEET.finditer(_COMMENT.sub("", html)):
            yield from ((raw, LinkKind.STYLE, 0) for raw in imported(sheet[1]))
    if "document.write" not in html:
        return
    for node, code in scripts:
        if "document.write" in code and ("<script" in code or "<link" in code):
            for written in unconditional(code):
                for match in _CODE.finditer(written):
                    yield match[2], LinkKind.SCRIPT if match[1] else LinkKind.STYLE, node
