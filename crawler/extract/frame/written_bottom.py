"""A page bottom that a script of the page itself writes as literal markup: all of it stands in the source and can be read."""

from __future__ import annotations

import re

from crawler.extract.outline import Outline

ASKS_ON = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|\bfetch\s*\(|XMLHttpRequest|\.load\s*\(|axios|createElement\s*\(\s*[\"']script"
)
"""Code that fetches more than it holds."""
_WRITES = re.compile(
    r"(?:\bwrite(?:ln)?\s*\(|innerHTML\s*\+?=|\.(?:html|append|prepend)\s*\(|insertAdjacentHTML\s*\([^,]{1,30},)\s*"
    r"(?:(?:unescape|decodeURIComponent)\s*\(\s*)?(?P<what>[\"'`]|[A-Za-z_$][\w$]*)"
)
_WORDS = re.compile(r"标识码|ICP|公网安备|主办|版权所有|%E4%B8%BB%E5%8A%9E|%u4E3B%u529E", re.IGNORECASE)
_MOST = 40
_CODE = 60_000


def writes_bottom(outline: Outline) -> bool:
    """Whether an inline script writes the words of a page bottom, all of them literals, and asks for nothing more."""
    return any(_is_literal(code[:_CODE]) for _, code in outline.scripts[-_MOST:] if _WORDS.search(code[:_CODE]))


def _is_literal(code: str) -> bool:
    written = [match["what"] for match in _WRITES.finditer(code)]
    if not written or ASKS_ON.search(code):
        return False
    return all(what in "\"'`" or re.search(rf"(?<![\w$]){re.escape(what)}\s*\+?=\s*[\"'`\[]", code) for what in written)
