"""Links that a page's own function writes from what it is given: item("/a/1.html", "标题") with item = function (u, t) {…}.

Counted is a call with plain literals that every visitor's browser makes, of a function that puts one of them between the
quotes of an href and nothing else there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FUNCTION = re.compile(
    r"(?:\bfunction\s+([A-Za-z_$][\w$]{0,40})|\b([A-Za-z_$][\w$]{0,40})\s*=\s*function)\s*\(\s*([\w$]{1,30}(?:\s*,\s*[\w$]{1,30}){0,7})\s*\)\s*"
    r"\{([^{}]{10,1500})\}"
)
_WRITES = re.compile(r"document\.write|innerHTML|insertAdjacentHTML|\.(?:append|html)\(")
_HREF = re.compile(
    r"<a\b[^<>]{0,200}?\bhref\s*=\s*\\?[\"']?\s*[\"']\s*\+\s*([\w$]{1,30})\s*\+\s*[\"']\s*\\?[\"'>\s]", re.IGNORECASE
)
_CONDITION = re.compile(r"\bif\b|\?|&&|\|\||\breturn\s*;|=>|\bfunction\b|\bfor\b|\bwhile\b")
_LITERALS = (
    r"\(\s*((?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\d{1,9})(?:\s*,\s*(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\d{1,9})){0,7})\s*\)"
)
_LITERAL = re.compile(r"\"([^\"\n]{0,300})\"|'([^'\n]{0,300})'|(\d{1,9})")
_COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'\\])//[^\n]*", re.DOTALL)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MAX_CODE, _MAX_CALLS = 60_000, 300


def calls_for_links(code: str) -> bool:
    """A cheap question before `called_links`."""
    return "href" in code and "function" in code and _HREF.search(code[:_MAX_CODE]) is not None


def called_links(scripts: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str, int]]:
    """(address as written, words, number of the script's element)."""
    for node, code in scripts:
        if calls_for_links(code):
            yield from ((address, words, node) for address, words in _in_code(_COMMENTS.sub("", code[:_MAX_CODE])))


def _in_code(code: str) -> Iterator[tuple[str, str]]:
    rest = _FUNCTION.sub("", code)
    for function in _FUNCTION.finditer(code):
        name, body = function[1] or function[2], function[4]
        parameters = [each.strip() for each in function[3].split(",")]
        places = {parameters.index(each) for each in _HREF.findall(body) if each in parameters}
        if len(places) == 1 and _WRITES.search(body) and not _CONDITION.search(body):
            yield from _calls(rest, name, places.pop())


def _calls(code: str, name: str, place: int) -> Iterator[tuple[str, str]]:
    """The addresses and the words with which a function is called, up to the first condition."""
    for number, call in enumerate(re.finditer(rf"(?<![\w$.]){re.escape(name)}\s*{_LITERALS}", code)):
        if number >= _MAX_CALLS or "{" in code[: call.start()]:
            return
        values = [one or other or figure for one, other, figure in _LITERAL.findall(call[1])]
        words = next((value for value in values if _HAN.search(value)), "")
        if place < len(values) and words and "/" in values[place] and not _HAN.search(values[place]):
            yield values[place], words
