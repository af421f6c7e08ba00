"""Letters that a page shows in the fields of a form that nobody can write in (<input readonly>, <textarea readonly>)."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, create_tag

from crawler.extract.areas import mark_areas
from crawler.extract.letters.labels import field_of
from crawler.extract.outline import read_outline
from crawler.extract.reading import Reading
from crawler.extract.survey import survey
from crawler.extract.text import read_lines

_LOCKED = ("readonly", "disabled")
_TYPES = frozenset({"", "text"})
_NEEDED = frozenset({"question", "sent"})
_MAX_FIELDS = 40
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def with_shown_fields(r: Reading) -> Reading:
    """The page with the values of its locked fields as text, where their labels are those of a letter; else as it was."""
    if "readonly" not in r.signs and "disabled" not in r.signs:
        return r
    if not {field_of(line.text) for line in r.lines} >= _NEEDED:
        return r
    tree = LexborHTMLParser(_COMMENT.sub("", r.html))
    shown = [node for node in tree.css("input, textarea")[:_MAX_FIELDS] if _is_shown(node.tag or "", node.attributes)]
    if len(shown) < len(_NEEDED):
        return r
    for node in shown:
        words = node.text() if node.tag == "textarea" else node.attributes.get("value") or ""
        part = create_tag("div")
        part.insert_child(words)
        node.replace_with(part)
    outline = read_outline(LexborHTMLParser(tree.html or ""))
    counts = survey(outline, r.today)
    return replace(r, outline=outline, counts=counts, area=mark_areas(outline, counts), lines=read_lines(outline), body=(0, 0))


def _is_shown(tag: str, attrs: dict[str, str | None]) -> bool:
    """Whether a person sees the field and cannot write in it."""
    locked = any(name in attrs for name in _LOCKED)
    return locked and (tag == "textarea" or (attrs.get("type") or "").lower() in _TYPES)
