"""Words in the colour of their ground, as the page itself says it: at the element, or by rules of its own style sheets.

Only what is written beside each other counts: a ground that an outside sheet or a picture gives is not known here, so that
white words without a known ground are a hint and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crawler.extract.outline import Outline

LEVELS = 14
_COLOUR = re.compile(r"(?<![a-z-])color:(#[0-9a-f]{3,6}|[a-z]{3,12}(?![a-z(])|rgb\([\d,]{5,11}\))")
_GROUND = re.compile(r"background(?:-color)?:(#[0-9a-f]{3,6}|[a-z]{3,12}(?![a-z(])|rgb\([\d,]{5,11}\))")
_PICTURE = re.compile(r"background(?:-image)?:[^;]{0,60}(?:url\(|gradient)")
_HEX = re.compile(r"#[0-9a-f]{6}")
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)", "#fefefe"})
_NEAR_COLOUR = 16  # of 255, up to which nobody tells two colours apart
_NAMED = {"white": "#ffffff", "black": "#000000", "red": "#ff0000"}
_OUTSIDE = "picture"
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,1500})\}")
_SELECTOR = re.compile(r"[\w-]{0,15}([.#][\w-]{1,60})(?:[\s>]+([a-z][a-z0-9]{0,10}))?", re.IGNORECASE)
_ANCHOR = re.compile(r"a(?::link|:visited)?(?:[.#][\w-]{1,60})?", re.IGNORECASE)
_MOST_RULES = 2_000


@dataclass(slots=True)
class Colours:
    """What the elements of one page say of the colour of their words and of their ground."""

    outline: Outline
    sheets: Iterable[str] = ()
    _own: dict[int, tuple[str, str]] = field(default_factory=dict)
    _rules: dict[str, tuple[str, str]] | None = None
    """".name", "#name", or one of them with an element, ".name a" -> colour, ground. Never that of the whole page: what
    lies between it and the words may have its ground from an outside sheet."""

    def unseen(self, node: int) -> tuple[str, int] | None:
        """How and by which element words are lost on their ground: `same-colour`, or the mere hint `white-words`."""
        colour = ""
        for each in (node, *self.outline.ancestors(node, LEVELS)):
            known = self._own.get(each)
            own, ground = known or self._own.setdefault(each, self._of(each))
            colour = colour or own
            if ground:
                return ("same-colour", each) if colour and _near(_spelt(colour), _spelt(ground)) else None
        return ("white-words", node) if colour in _WHITE else None

    def _of(self, node: int) -> tuple[str, str]:
        """The colour of an element's words and of its ground: what it says itself goes before what a rule says."""
        attrs = self.outline.attrs[node]
        style = compact(attrs.get("style") or "")
        colour, ground = _said(style) if "color" in style or "background" in style else ("", "")
        if self.outline.tags[node] == "font":
            colour = colour or (attrs.get("color") or "").strip().lower()
        ground = ground or (attrs.get("bgcolor") or "").strip().lower()
        if not (colour and ground):
            by_rule = self._by_rules(node)
            colour, ground = colour or by_rule[0], ground or by_rule[1]
        return colour, "" if ground in ("none", "transparent", "url", "inherit") else ground

    def _by_rules(self, node: int) -> tuple[str, str]:
        if self._rules is None:
            self._rules = dict(_spoken(self.sheets))
        if not self._rules:
            return "", ""
        tag, names = self.outline.tags[node], self.outline.names_of(node)
        said = [rule for name in (*names, "a" if tag == "a" else "") if (rule := self._rules.get(name))]
        if tag == "a":
            for each in self.outline.ancestors(node, LEVELS):
                said += [rule for name in self.outline.names_of(each) if (rule := self._rules.get(f"{name} a"))]
        # A link does not take the colour of what stands around it, so that only its own rule speaks of its words.
        colour = next((rule[0] for rule in said if rule[0]), "") if tag == "a" else ""
        return colour, next((rule[1] for rule in said if rule[1]), "")


def compact(style: str) -> str:
    """A style without blanks, in small letters, cut where it is very long."""
    return "".join(style[:800].lower().split())


def _spoken(sheets: Iterable[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """What rules say: name -> colour, ground. A later rule goes before an earlier one."""
    for number, rule in enumerate(found for sheet in sheets for found in _RULE.finditer(sheet)):
        if number >= _MOST_RULES:
            return
        if "color" not in rule[2].lower() and "background" not in rule[2].lower():
            continue
        said = _said(compact(rule[2]))
        for selector in rule[1].split(",") if any(said) else ():
            if name := _name_in(selector.strip()):
                yield name, said


def _name_in(selector: str) -> str:
    """The name of a selector that can be followed here; "" for others (:hover, several steps)."""
    if _ANCHOR.fullmatch(selector):
        mark = max(selector.find("."), selector.find("#"))
        return selector[mark:] if mark >= 0 else "a"
    found = _SELECTOR.fullmatch(selector.replace(":link", "").replace(":visited", ""))
    if not found:
        return ""
    return f"{found[1]} {found[2].lower()}" if found[2] else found[1]


def _said(style: str) -> tuple[str, str]:
    words, ground = _COLOUR.search(style), _GROUND.search(style)
    behind = _OUTSIDE if _PICTURE.search(style) else ground[1] if ground else ""
    return words[1] if words else "", behind


def _near(colour: str, ground: str) -> bool:
    if colour == ground or not (_HEX.fullmatch(colour) and _HEX.fullmatch(ground)):
        return colour == ground
    return all(abs(int(colour[i : i + 2], 16) - int(ground[i : i + 2], 16)) <= _NEAR_COLOUR for i in (1, 3, 5))


def _spelt(colour: str) -> str:
    named = _NAMED.get(colour, colour)
    if named.startswith("rgb("):
        return "#" + "".join(f"{min(int(part or 0), 255):02x}" for part in named[4:-1].split(",")[:3])
    return "#" + "".join(c * 2 for c in named[1:]) if len(named) == 4 and named[0] == "#" else named
