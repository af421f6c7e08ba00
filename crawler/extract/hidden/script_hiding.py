"""Elements that a page's own scripts hide, by their id or class: ways of writing it, from plain DOM to jQuery.

Whoever uses it needs a second sign: tabs and pop-ups are hidden in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MAX_CODE = 60_000
_HINTS = ("none", "hid", "style", "css(", "remove(", "outerHTML")
_NAME = r"[\"']([\w-]{1,60})[\"']"
_FOUND = (
    rf"(?:getElementById\(\s*{_NAME}\s*\)|getElementsByClassName\(\s*{_NAME}\s*\)(?:\s*\[\s*\d\s*\])?"
    r"|querySelector(?:All)?\(\s*[\"']\w{0,10}([.#][\w-]{1,60})[\"']\s*\)(?:\s*\[\s*\d\s*\])?)"
)
_HIDES = (
    r"\.\s*(?:style\s*\.\s*(?:display\s*=\s*[\"']none|visibility\s*=\s*[\"']hidden|opacity\s*=\s*[\"']?0\b|position\s*=|left\s*=\s*[\"']-|top\s*=\s*[\"']-"
    r"|(?:height|width)\s*=\s*[\"']?0|cssText\s*(?:\+?=)\s*[\"'][^\"']{0,100}(?:none|hidden|-\d{3,}|:0))|hidden\s*=\s*(?:true|!0|1)"
    r"|setAttribute\(\s*[\"'](?:style[\"']\s*,\s*[\"'][^\"']{0,100}(?:none|hidden|:\s*-\d{3,}|:\s*0)|hidden[\"'])"
    r"|(?:classList\s*\.\s*add\(|className\s*\+?=)\s*[\"'][^\"']{0,40}(?:hid|none|invis)"
    r"|remove\s*\(\s*\)|outerHTML\s*=\s*[\"']{2})"
)
_DIRECT = re.compile(_FOUND + r"\s*" + _HIDES)
_EACH = re.compile(
    _FOUND
    + r"\s*\.\s*forEach\(\s*(?:function\s*\(\s*\w{1,20}[^)]{0,20}\)\s*\{|\(?\s*\w{1,20}[^)=]{0,20}\)?\s*=>\s*\{?)\s*\w{1,20}\s*"
    + _HIDES
)
_VARIABLE = re.compile(r"(\w{1,30})\s*=\s*document\s*\.\s*" + _FOUND)
_JQUERY = re.compile(
    r"(?:\$|jQuery)\(\s*[\"']\w{0,10}([.#][\w-]{1,60})[\"']\s*\)\s*\.\s*(?:hide\s*\(\s*0?\s*\)|css\(\s*(?:[\"']display[\"']\s*,\s*[\"']none"
    r"|\{[^{}]{0,200}(?:[\"']?display[\"']?\s*:\s*[\"']none|[\"']?(?:left|top|text-?[iI]ndent)[\"']?\s*:\s*[\"']?-\d{3,}|[\"']?opacity[\"']?\s*:\s*[\"']?0\b)"
    r"|[\"'](?:left|top)[\"']\s*,\s*[\"']?-\d{3,}))"
)


def hidden_by_scripts(scripts: Iterable[tuple[int, str]]) -> frozenset[str]:
    """The "#id" and ".class" of what the scripts hide."""
    likely = (code[:MAX_CODE] for _, code in scripts if any(hint in code for hint in _HINTS))
    return frozenset(name for code in likely for name in _in_code(code))


def _in_code(code: str) -> Iterator[str]:
    yield from (_name(match) for match in _DIRECT.finditer(code))
    if "forEach" in code:
        yield from (_name(match) for match in _EACH.finditer(code))
    yield from (match[1] for match in _JQUERY.finditer(code))
    for match in _VARIABLE.finditer(code):
        if re.search(
            rf"\b{re.escape(match[1])}(?:\s*\[\s*\w{{1,3}}\s*\])?\s*{_HIDES}", code[match.end() : match.end() + 2_000]
        ):
            yield _name(match, 2)


def _name(match: re.Match[str], first: int = 1) -> str:
    """The name as a style sheet writes it."""
    by_id, by_class, selector = match[first], match[first + 1], match[first + 2]
    return f"#{by_id}" if by_id else f".{by_class}" if by_class else selector
