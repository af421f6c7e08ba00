"""Markup that would cost a parser minutes, made harmless: thousands of attributes in a tag, or of elements never closed.

A tree builder takes time with the square of both (the HTML standard asks it to compare each attribute with those before it,
and to look through the open elements). No honest page has them; the words and links of one that has are kept.
"""

from __future__ import annotations

import re
from collections import Counter

MOST_OPEN = 1_000
"""Elements of one name that may stay open: browsers stop nesting at 512."""
MOST_IN_TAG = 1_000
"""Attributes of one tag; a long picture written out (data:) is one attribute."""

SMALL = 40_000
"""Characters with which a page costs a parser a second at worst."""
LONG_TAG = 8_000  # characters
_LONG_TAG = re.compile(rf"<([a-zA-Z][\w:-]{{0,40}})([^<>]{{{LONG_TAG - 50},}})>")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]{0,40})")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_CLOSE_THEMSELVES = frozenset(
    ("a", "area", "base", "br", "button", "col", "colgroup", "dd", "dt", "embed", "frame", "hr", "img", "input", "keygen", "li",
     "link", "meta", "nobr", "optgroup", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track",
     "wbr")
)  # fmt: skip


def bounded(html: str) -> str:
    """The page without what a tree builder could not bear; the very same text for every honest page."""
    if len(html) < SMALL:
        return html
    if max(map(len, html.split("<"))) > LONG_TAG:
        html = _LONG_TAG.sub(_without_surplus, html)
    if html.count("<") - 2 * html.count("</") <= MOST_OPEN:
        return html
    names = Counter[str]()
    for close, name in _TAG.findall(html):
        names[name.lower()] += -1 if close else 1
    for name, surplus in names.items():
        if surplus > MOST_OPEN and name not in _CLOSE_THEMSELVES:
            html = _without_openings(html, name)
    return html


def _without_surplus(tag: re.Match[str]) -> str:
    names = _VALUE.sub("", tag[2]).split(None, MOST_IN_TAG)
    return f"<{tag[1]}>" if len(names) > MOST_IN_TAG else tag[0]


def _without_openings(html: str, name: str) -> str:
    """The page with the first openings of an element only."""
    opening = re.compile(rf"<{re.escape(name)}(?=[\s/>])[^<>]*>", re.IGNORECASE)
    end = next((match.end() for at, match in enumerate(opening.finditer(html)) if at == MOST_OPEN), len(html))
    return html[:end] + opening.sub("", html[end:])
