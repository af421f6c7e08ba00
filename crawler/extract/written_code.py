"""What a page asks for without an element: what its own sheet imports and draws, its fonts, code and pictures of scripts.

Counted is what every visitor's browser asks for: a whole literal written without a condition, an @import for screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.extract.hidden.sheet_pictures import names_on, sheet_pictures
from crawler.extract.hidden.sheets import fonts, imported
from crawler.extract.hidden.written_links import is_unseen, unconditional
from model import LinkKind

_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
_SHEET = re.compile(r"<style\b[^>]{0,200}>([^<]{8,8000})", re.IGNORECASE)
_DRAWING_SHEET = re.compile(r"<style\b[^>]{0,200}>[^<]{0,8000}?url\(", re.IGNORECASE)
_CODE = re.compile(
    r"<(?:(script)\b[^<>]{0,200}?\bsrc|link\b(?=[^<>]{0,300}\bstylesheet\b)[^<>]{0,200}?\bhref)\s*=\s*[\"']([^\"'<>\s]{1,500})[\"']",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"<img\b[^<>]{0,200}?\bsrc\s*=\s*(?:\"([^\"<>\s]{1,500})\"|'([^'<>\s]{1,500})')[^<>]{0,200}>", re.IGNORECASE
)
_DRAWN = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp)$", re.IGNORECASE)
_FROM_ARRAY = re.compile(r"<img\b[^<>]{0,200}?\bsrc\s*=\s*\\?[\"']?\s*[\"']\s*\+\s*([A-Za-z_]\w{0,40})\s*\[", re.IGNORECASE)
_LITERAL = re.compile(r"\"([^\"\n]{1,500})\"|'([^'\n]{1,500})'")
_DOT = re.compile(r"\b(?:width|height)\s*[=:]\s*[\"']?[01](?:px)?\b", re.IGNORECASE)
"""A picture that counts the visit."""
_WRITTEN = ("<script", "<link", "<img", "<IMG")


def written_code(html: str, scripts: Sequence[tuple[int, str]]) -> Iterator[tuple[str, LinkKind, int]]:
    """(address as written, kind, number of the element)."""
    if "@import" in html or "@font-face" in html or _DRAWING_SHEET.search(html):
        names = names_on(html)
        for sheet in _SHEET.finditer(_COMMENT.sub("", html)):
            yield from ((raw, LinkKind.STYLE, 0) for raw in (*imported(sheet[1]), *fonts(sheet[1])))
            yield from ((raw, LinkKind.IMAGE, 0) for raw in sheet_pictures(sheet[1], names))
    if "document.write" not in html:
        return
    for node, code in scripts:
        if "document.write" in code and any(tag in code for tag in _WRITTEN):
            for written in unconditional(code):
                yield from ((raw, kind, node) for raw, kind in _in_literal(written))
            yield from ((raw, LinkKind.IMAGE, node) for raw in _of_array(code))


def _of_array(code: str) -> Iterator[str]:
    """The pictures of an array from which a script writes one by one ('<img src="' + pics[i] + '">')."""
    for name in dict.fromkeys(_FROM_ARRAY.findall(code)):
        array = re.search(rf"\b{re.escape(name)}\s*=\s*\[([^\[\]]{{1,4000}})\]", code)
        literals = _LITERAL.findall(array[1]) if array else ()
        yield from (raw for one, other in literals if _DRAWN.search(raw := one or other))


def _in_literal(written: str) -> Iterator[tuple[str, LinkKind]]:
    for match in _CODE.finditer(written):
        yield match[2], LinkKind.SCRIPT if match[1] else LinkKind.STYLE
    for picture in _PICTURE.finditer(written) if not is_unseen(written) else ():
        raw = picture[1] or picture[2]
        if _DRAWN.search(raw) and not _DOT.search(picture[0]):
            yield raw, LinkKind.IMAGE
