"""By what an element is hidden: its own style and that of the elements around it, the page's style rules, its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crawler.extract.hidden.attribute_rules import AttributeRule, first_that_holds, name_of, rules_of
from crawler.extract.hidden.colours import LEVELS, Colours, compact
from crawler.extract.hidden.script_hiding import hidden_by_scripts
from crawler.extract.hidden.sheet_rules import rules_for_all
from crawler.extract.outline import Outline

_AWAY = re.compile(r"(?:^|;)(?:left|top|right|bottom):-(?:\d{4,}|9{3,})(?:px|em|%|rem|pt|;|$|!)")
_PLACED = re.compile(r"position:(?:absolute|fixed)")
_STRIP = re.compile(r"(?:^|;)width:(?:\d{4,}px|[2-9]\d\d+%)")
"""The strip of pictures of a slider stands far outside, too."""
_FLAT = re.compile(r"(?:^|;)(?:max-)?height:[01](?:px)?(?:;|$|!)")
_NARROW = re.compile(r"(?:^|;)(?:max-)?width:[01](?:px)?(?:;|$|!)")
_CLOSED_IN = re.compile(r"overflow(?:-[xy])?:(?:hidden|scroll|auto)|(?:^|;)line-height:[01](?:px)?(?:;|$|!)")
_STYLES = (
    ("display:none", re.compile(r"display:none")),
    ("visibility:hidden", re.compile(r"visibility:(?:hidden|collapse)")),
    (
        "opacity:0",
        re.compile(
            r"(?<![a-z-])opacity:0?(?:\.0(?:[0-5]\d*)?)?(?:;|$|!)|alpha\(opacity=[0-5]\)|filter:opacity\(0(?:\.0+)?%?\)"
        ),
    ),
    ("font-size:0", re.compile(r"font-size:[01](?:px|pt|em|%|rem)?(?:;|$|!)|(?:^|;)font:[01]px")),
    ("text-indent", re.compile(r"text-indent:-\d{3,}")),
    ("off-screen", re.compile(r"(?:^|;)(?:left|top|right|bottom):-\d{3,}|(?:^|;)margin(?:-left|-right|-top)?:-\d{4,}")),
    ("clip", re.compile(r"clip:rect\((?:0|1px)")),
    ("clip", re.compile(r"clip-path:(?:inset\((?:50|100)%|circle\(0|polygon\((?:0(?:px|%)?){2}(?:,(?:0(?:px|%)?){2})*\))")),
    ("no-size", re.compile(r"(?:^|;)zoom:(?:0|0?\.0\d*)(?:;|$|!)")),
    ("z-index", re.compile(r"z-index:-\d")),
    ("transform", re.compile(r"scale[xy3d]{0,2}\(0[,)]|translate[xy3d]{0,2}\([^)]*-\d{4,}")),
    ("transparent", re.compile(r"(?<![a-z-])color:(?:transparent|rgba\([^)]*,0(?:\.0+)?\))")),
)
_HINT = re.compile(
    r"zoom|none|hid|opacity|font|indent|:\s*-\d|clip|z-index|scale|translate|color|height|width|collapse", re.IGNORECASE
)
_NOTHING = frozenset({"0", "1", "0px", "1px", "0%"})
_SHEET = re.compile(r"<style[^>]{0,200}>", re.IGNORECASE)
_SHEET_END = re.compile(r"</style", re.IGNORECASE)
_RULE_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|:\s*-\d{3,}|opacity\s*[:=]\s*(?:0(?!\.[1-9])|\.0)|font-size\s*:\s*[01](?![\d.])"
    r"|(?:height|width)\s*:\s*[01](?:px)?\s*[;}]|clip|zoom\s*:\s*0?\.?0|scale[XY3d]{0,2}\(0\s*[,)]|translate[XY3d]{0,2}\([^)]{0,40}-\d{4}|z-index\s*:\s*-|color\s*:\s*transparent",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"^(?:[a-z]{1,10})?([.#][\w-]{1,60})[\s>]+([a-z][a-z0-9]{0,15})\s*$", re.IGNORECASE)
_ELEMENT = re.compile(r"^(?:(?:html|body)[\s>]+)*([a-z][a-z0-9-]{0,20})\s*$", re.IGNORECASE)
_NEVER_HIDDEN = frozenset(
    {"html", "body", "a", "li", "ul", "ol", "dl", "dd", "table", "script", "noscript", "template", "dialog", "option", "label"}
)
"""Elements that a page hides for every visitor only when it means the ones of a menu."""
_BRACKETS = re.compile(r"\[[^\]]{0,160}\]")
_SIMPLE = re.compile(r"(?:^|[\s>+~])[a-z]{0,10}([.#][\w-]{1,60})\s*$", re.IGNORECASE)
_MAX_SHEET = 60_000
MAX_SITE_SHEET = 200_000
_ENTERS = re.compile(r"[.#](?:wow|animat|aos|fade|lazy|swiper|slick|carousel|slid|loading|preload|reveal)", re.IGNORECASE)
"""Names of what scripts let come into sight."""


@dataclass(frozen=True, slots=True)
class Why:
    """The way, the element that hides, and whether honest pages hardly need it."""

    reason: str
    node: int
    sure: bool = False
    sheet: bool = False  # by a rule of an outside style sheet


@dataclass(slots=True)
class Hiding:
    """Answers for the elements of one page; what an element does to its content is worked out once."""

    outline: Outline
    colours: Colours
    by_sheet: dict[str, tuple[str, bool]]  # ".name" or "#name" -> way, sure
    by_script: frozenset[str]
    by_site: Mapping[str, tuple[str, bool]] = field(default_factory=dict)  # the same of the site's outside sheets
    by_attribute: tuple[AttributeRule, ...] = ()
    site_by_attribute: tuple[AttributeRule, ...] = ()
    _own: dict[int, Why | None] = field(default_factory=dict)

    def of(self, node: int) -> Why | None:
        """Why nobody sees an element, None when nothing says so. A sure way wins, then the nearest."""
        found: Why | None = None
        for each in (node, *self.outline.ancestors(node, LEVELS)):
            why = self._own[each] if each in self._own else self._own.setdefault(each, self._look(each))
            if why is not None and (found is None or (why.sure and not found.sure)):
                found = why
        if found is not None:
            return found
        unseen = self.colours.unseen(node)
        return Why(*unseen) if unseen else None

    def _look(self, node: int) -> Why | None:
        attrs = self.outline.attrs[node]
        if self.by_sheet and (way := self._by_element(node, self.by_sheet)) is not None:
            return Why(way[0], node, way[1])
        if self.by_site and (way := self._by_element(node, self.by_site)) is not None:
            return Why(way[0], node, way[1], sheet=True)
        if not attrs:
            return None
        way = _by_style(attrs.get("style") or "")
        if way is None and self.outline.tags[node] == "marquee":
            way = _by_marquee(attrs.get("height") or "", attrs.get("width") or "", attrs.get("scrollamount") or "")
        if way is None and attrs.get("width") in _NOTHING and attrs.get("height") in _NOTHING:
            way = ("no-size", True)
        if way is None and "hidden" in attrs:
            way = ("hidden", False)
        if way is None and (self.by_sheet or self.by_script):
            way = self._by_name(attrs.get("id") or "", attrs.get("class") or "")
        if way is None and self.by_attribute:
            way = first_that_holds(self.by_attribute, self.outline.tags[node], attrs)
        if way is None and self.by_site:
            outside = _named(self.by_site, attrs.get("id") or "", attrs.get("class") or "")
            outside = outside or first_that_holds(self.site_by_attribute, self.outline.tags[node], attrs)
            return Why(outside[0], node, outside[1], sheet=True) if outside else None
        return Why(way[0], node, way[1]) if way else None

    def _by_name(self, name: str, classes: str) -> tuple[str, bool] | None:
        if self.by_script and (f"#{name}" in self.by_script or any(f".{each}" in self.by_script for each in classes.split())):
            return "script-hidden", False
        return _named(self.by_sheet, name, classes)

    def _by_element(self, node: int, sheet: Mapping[str, tuple[str, bool]]) -> tuple[str, bool] | None:
        """How sheets hide an element by its kind, everywhere or inside another."""
        tag = self.outline.tags[node]
        if tag in sheet:
            return sheet[tag]
        inside = [name.partition(" ")[0] for name in sheet if name.endswith(f" {tag}")]
        for each in self.outline.ancestors(node, LEVELS) if inside else ():
            names = self.outline.names_of(each)
            found = next((name for name in inside if name in names), "")
            if found:
                return sheet[f"{found} {tag}"][0], False  # sliders and menus speak so of what they hold
        return None


def _named(sheet: Mapping[str, tuple[str, bool]], name: str, classes: str) -> tuple[str, bool] | None:
    known = sheet.get(f"#{name}") if name else None
    return known or next((way for each in classes.split() if (way := sheet.get(f".{each}"))), None)


_OF_MENUS = frozenset({"display:none", "visibility:hidden", "z-index", "text-indent"})
"""Ways in which a site's sheets hide what stands inside something: menus, tabs, names under pictures."""


def hidden_names(sheet: str) -> dict[str, tuple[str, bool]]:
    """Classes and ids (".name", "#name") that a style sheet hides always, with the way and whether it is a sure one.

    A rule that shows the name again, or hides it only among others (a menu until the pointer is over it), counts too:
    whoever uses this needs a second sign.
    """
    rules = _by_rules(rules_for_all(sheet[:MAX_SITE_SHEET]))
    return {
        name: way
        for name, way in rules
        if name[0] in ".#[" and (way[0] not in _OF_MENUS or " " not in name or name[0] == "[") and not _ENTERS.match(name)
    }


def read_hiding(page: str, outline: Outline, site: Mapping[str, tuple[str, bool]] | None = None) -> Hiding:
    """What hides elements on a page, from its style sheets and scripts, and from the `site`'s outside sheets."""
    sheets: dict[str, tuple[str, bool]] = {}
    own: list[str] = []
    if "<style" in page or "<STYLE" in page:
        own = [rules_for_all(sheet[:_MAX_SHEET]) for sheet in between(page, _SHEET, _SHEET_END)]
    for sheet in own:
        sheets.update(_by_rules(sheet))
    return Hiding(
        outline,
        Colours(outline, own),
        sheets,
        hidden_by_scripts(outline.scripts),
        site or {},
        rules_of(sheets),
        rules_of(site or {}),
    )


def between(page: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Iterator[str]:
    """What stands between an opening and the next closing, in one sweep however badly the page is made."""
    at = 0
    while (start := opening.search(page, at)) and (end := closing.search(page, start.end())):
        yield page[start.end() : end.start()]
        at = end.end()


def _by_rules(sheet: str) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Names that a style sheet hides always (rules_for_all)."""
    done = 0
    for match in _RULE_HIDES.finditer(sheet):
        opening = sheet.rfind("{", 0, match.start())
        if opening < done or (opening == done and done):
            continue
        done = opening
        closing = sheet.find("}", match.start())
        way = _by_style(sheet[opening + 1 : closing if closing >= 0 else opening + 2000])
        begin = max(sheet.rfind("}", 0, opening), opening - 400)
        for selector in sheet[begin + 1 : opening].split(","):
            name = _name_in(selector.strip())
            if way and name and ":" not in _BRACKETS.sub("", selector).replace(":root", ""):
                yield name, way


def _name_in(selector: str) -> str:
    """What a selector hides: ".name", "#name", an element "name", or an element inside something, ".name name"."""
    if selector.endswith("]"):
        return name_of(selector)
    if name := _SIMPLE.search(selector):
        return name[1]
    if inside := _INSIDE.match(selector):
        return f"{inside[1]} {inside[2].lower()}"
    element = _ELEMENT.match(selector)
    return element[1].lower() if element and element[1].lower() not in _NEVER_HIDDEN else ""


def _by_style(style: str) -> tuple[str, bool] | None:
    if not style or not _HINT.search(style):
        return None
    said = compact(style)
    if _AWAY.search(said):
        return "off-screen", _PLACED.search(said) is not None and not _STRIP.search(said)
    flat, narrow = _FLAT.search(said) is not None, _NARROW.search(said) is not None
    if (flat or narrow) and ((flat and narrow) or _CLOSED_IN.search(said)):
        return "no-size", flat and narrow
    return next(((reason, False) for reason, pattern in _STYLES if pattern.search(said)), None)


def _by_marquee(height: str, width: str, step: str) -> tuple[str, bool] | None:
    small = any(value.strip().removesuffix("px") in ("0", "1", "2", "3") for value in (height, width))
    return ("no-size", True) if small or (step.isdigit() and int(step) >= 1000) else None
