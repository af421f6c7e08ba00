"""Pictures that the rules of a style sheet show (.banner{background:url(/images/a.jpg)}) on a page that has such elements.

A browser asks only for the pictures of rules that some element meets: a rule counts whose names all stand on the page, the
last one of several for the same elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.hidden.sheet_rules import rules_for_all
from crawler.extract.hidden.sheets import URL

_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,4000})\}")
_SHOWN = re.compile(r"(?:^|;)\s*(?:background(?:-image)?|list-style(?:-image)?)\s*:\s*([^;{}]{0,1000})", re.IGNORECASE)
_SOMETIMES = re.compile(r":(?!:?(?:before|after|first-child|last-child|nth-child)\b)|\[|::?selection", re.IGNORECASE)
_NAME = re.compile(r"[.#][A-Za-z_][\w-]*|(?<![\w.#:-])[a-z][a-z0-9]*", re.IGNORECASE)
_PSEUDO = re.compile(r":{1,2}[\w-]+(?:\([^()]*\))?")
_ATTRIBUTE = re.compile(r"\b(class|id)\s*=\s*(?:\"([^\"<>]{1,300})\"|'([^'<>]{1,300})'|([\w-]{1,60}))", re.IGNORECASE)
_TAG = re.compile(r"<([a-z][a-z0-9]{0,12})\b", re.IGNORECASE)
MAX_RULES, MAX_PICTURES = 4000, 20


def names_on(html: str) -> frozenset[str]:
    """The tags, classes (".name") and ids ("#name") that stand on a page."""
    found = {tag.lower() for tag in _TAG.findall(html)}
    for kind, *values in _ATTRIBUTE.findall(html):
        mark = "." if kind.lower() == "class" else "#"
        found.update(mark + name for value in values for name in value.split())
    return frozenset(found)


def sheet_pictures(sheet: str, names: frozenset[str]) -> list[str]:
    """The addresses, as written, of the pictures that a sheet shows on a page with these names."""
    if "url(" not in sheet.lower():
        return []
    last: dict[str, str] = {}
    for number, rule in enumerate(_RULE.finditer(rules_for_all(sheet))):
        if number >= MAX_RULES:
            break
        if shown := _SHOWN.search(rule[2]):
            picture = URL.search(shown[1])
            last.update(dict.fromkeys(_selectors(rule[1]), picture[1] if picture else ""))
    pictures = (raw for selector, raw in last.items() if raw and _is_met(selector, names))
    return [raw for raw in dict.fromkeys(pictures) if raw[:5].lower() not in ("data:", "about") and raw[0] != "#"][
        :MAX_PICTURES
    ]


def _selectors(text: str) -> Iterator[str]:
    for selector in text.split(","):
        yield " ".join(selector.split())


def _is_met(selector: str, names: frozenset[str]) -> bool:
    """Whether all that a selector names stands on the page, at any time and not only below the pointer."""
    if _SOMETIMES.search(selector) or not selector:
        return False
    wanted = [name if name[0] in ".#" else name.lower() for name in _NAME.findall(_PSEUDO.sub("", selector))]
    return bool(wanted) and all(name in names for name in wanted)
