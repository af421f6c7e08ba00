"""What a CMS module may look at: the page's text, its scripts and its anchors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_LITERAL_CALL = re.compile(r"document\.write(?:ln)?\s*\(")
_STRING = re.compile(r"\s*(?:\"((?:[^\"\\\n]|\\.){0,20000})\"|'((?:[^'\\\n]|\\.){0,20000})')\s*")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "r": "", "t": "\t", "\n": ""}


@dataclass(frozen=True, slots=True)
class Source:
    """One page for the CMS modules. `join` gives an absolute canonical address, "" where there is none."""

    html: str
    url: str
    scripts: tuple[str, ...]
    anchors: tuple[tuple[str, str], ...]  # (text, absolute address) of the anchors with an address, page order
    join: Callable[[str], str]
    pager_text: str = ""  # the text of the pager and of short lines that count records


@dataclass(frozen=True, slots=True)
class Fragment:
    """Markup of list items that the page keeps in a script."""

    html: str
    source: str


def written(scripts: tuple[str, ...]) -> list[Fragment]:
    """The markup of anchors that scripts write as literals; calls that compute their text are left out."""
    found: list[str] = []
    for code in scripts:
        if "document.write" not in code or "href" not in code:
            continue
        for match in _LITERAL_CALL.finditer(code[:200_000]):
            text = _argument(code, match.end())
            if text:
                found.append(text)
    joined = "".join(found)
    return [Fragment(joined, "document.write")] if "<a" in joined.lower() else []


def _argument(code: str, start: int) -> str:
    """The value of an argument that is made of string literals only, "" otherwise."""
    parts: list[str] = []
    while True:
        match = _STRING.match(code, start)
        if not match:
            return ""
        parts.append(unescape(match[1] if match[1] is not None else match[2]))
        start = match.end()
        if code[start : start + 1] != "+":
            return "".join(parts) if code[start : start + 1] == ")" else ""
        start += 1


def unescape(text: str) -> str:
    """A JavaScript string literal's value."""
    return _ESCAPE.sub(_escaped, text) if "\\" in text else text


def _escaped(match: re.Match[str]) -> str:
    word = match[1]
    if len(word) > 1:
        return chr(int(word[1:], 16))
    return _PLAIN.get(word, word)
