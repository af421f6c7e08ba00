"""Links that a script of the page writes for every visitor: document.write('<a href="…">…</a>') in one whole literal.

What is put together from pieces, written under a condition or inside a function is left alone: nobody can tell from the
source whether a visitor ever sees it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from crawler.extract.hidden.braces import closing


def writing_of(least: int, most: int) -> re.Pattern[str]:
    """document.write of one whole literal of so many characters, which is the first or the second group."""
    size = f"{{{least},{most}}}"
    return re.compile(rf"document\.write(?:ln)?\(\s*(?:'((?:[^'\\\n]|\\.){size})'|\"((?:[^\"\\\n]|\\.){size})\")\s*\)")


_WRITE = writing_of(8, 4000)
_PUTS = re.compile(
    r"(?:\.innerHTML\s*\+?=\s*|\.insertAdjacentHTML\(\s*[\"']\w{5,12}[\"']\s*,\s*|\)\.(?:append|prepend|html)\(\s*)"
    r"(?:'((?:[^'\\\n]|\\.){8,4000})'|\"((?:[^\"\\\n]|\\.){8,4000})\")(?=\s*(?:[;)}\n]|$))"
)
_AT_ONCE = re.compile(
    r"(?:setTimeout\(\s*|(?:window\s*\.\s*)?onload\s*=\s*|(?:\$|jQuery)\(\s*(?:document\s*\)\s*\.\s*ready\(\s*)?"
    r"|addEventListener\(\s*[\"'](?:DOMContentLoaded|load)[\"']\s*,\s*)(?:function\s*\(\s*\)\s*\{|\(\s*\)\s*=>\s*\{)"
)
"""What runs once, for every visitor, when the page has come."""
_BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_COMMENT = re.compile(r"(?<![:\"'\\])//[^\n]*")
_ANCHOR = re.compile(
    r"<a\b[^>]{0,300}?\bhref\s*=\s*(?:\"([^\"<>]{1,1000})\"|'([^'<>]{1,1000})')[^>]{0,300}>(.{0,300}?)</a", re.I | re.S
)
_TAG = re.compile(r"<[^>]{0,300}>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|:\s*-\d{3,}|font-size\s*:\s*0|<!--|<marquee", re.IGNORECASE)
_JOINED = re.compile(r"([\"'])\s*\+\s*\1")
_GIVEN = re.compile(
    r"\b(?:var|let|const)\s+([A-Za-z_$][\w$]{0,30})\s*=\s*(?:'([^'\\\n]{0,300})'|\"([^\"\\\n]{0,300})\")\s*(?=[;,\n])"
)
_NAMES = 20
_FUNCTION = re.compile(r"\bfunction\s+[\w$]{1,40}\s*\([^()]{0,200}\)\s*\{")
_MAX_CODE = 20_000


def writes_links(code: str) -> bool:
    """A cheap question before `written_links`."""
    return ("<a " in code or "<A " in code) and ("document.write" in code or _PUTS.search(code[:_MAX_CODE]) is not None)


def written_links(scripts: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str, int]]:
    """(address as written, words, number of the script's element)."""
    for node, code in scripts:
        if writes_links(code):
            yield from ((address, words, node) for address, words in _in_code(code))


def unconditional(code: str, pattern: re.Pattern[str] = _WRITE) -> Iterator[str]:
    """The whole literals that a script writes for every visitor, in its order up to the first condition or function."""
    plain = _folded(_LINE_COMMENT.sub("", _BLOCK_COMMENT.sub("", code[:_MAX_CODE])))
    for match in pattern.finditer(plain):
        before = pattern.sub("", plain[: match.start()])
        if any(sign in before for sign in "{?&|") or "if" in before:
            return
        yield re.sub(r"\\(.)", r"\1", match[1] or match[2])


def _folded(code: str) -> str:
    """Code whose texts are put together as far as they are plain: 'a' + 'b', and names that are given one text and no other."""
    if "+" not in code:
        return code
    plain = _JOINED.sub("", code)
    for given in list(_GIVEN.finditer(plain))[:_NAMES]:
        name, text = re.escape(given[1]), given[2] or given[3] or ""
        if text and len(re.findall(rf"(?<![\w.$]){name}\s*[+]?=(?!=)", plain)) == 1:
            plain = _filled_in(plain, name, text)
    return plain


def _filled_in(code: str, name: str, text: str) -> str:
    """Code with a text in the places where its name stood between two pieces of another one."""

    def put(quotes: re.Match[str]) -> str:
        return quotes[0] if quotes[1] in text else text

    return re.sub(rf"([\"'])\s*\+\s*{name}\s*\+\s*\1", put, code)


def is_unseen(written: str) -> bool:
    """Whether what a script writes is hidden from visitors by its own style."""
    return _HIDDEN.search(written) is not None


def written_words(codes: Iterable[str]) -> str:
    """What scripts write for every visitor, markup left out; functions that they only define are no condition."""
    pieces = (piece for code in codes if "document.write" in code for piece in unconditional(_without_functions(code)))
    return "\n".join(words for piece in pieces if (words := " ".join(html.unescape(_TAG.sub(" ", piece)).split())))


def _without_functions(code: str) -> str:
    """Code without the functions that it defines by a name."""
    kept, at = [], 0
    for opening in _FUNCTION.finditer(code[:_MAX_CODE]):
        if opening.start() >= at:
            kept.append(code[at : opening.start()])
            at = closing(code, opening.end(), _MAX_CODE) + 1
    return "".join(kept) + code[at:_MAX_CODE]


def _in_code(code: str) -> Iterator[tuple[str, str]]:
    for written in (*unconditional(code), *unconditional(_AT_ONCE.sub("", code[:_MAX_CODE]), _PUTS)):
        if is_unseen(written):
            return  # not for visitors: see concealed.py
        for anchor in _ANCHOR.finditer(written):
            yield html.unescape(anchor[1] or anchor[2]), " ".join(_TAG.sub(" ", anchor[3]).split())
