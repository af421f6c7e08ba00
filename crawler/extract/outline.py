"""A page as flat arrays: one walk over the tree, then everything else is index arithmetic.

Node i of a document stands before its descendants, which are exactly the nodes i+1 … ends[i]-1. Text nodes have the tag
"#text". The walk does not recurse; below `MAX_DEPTH` everything hangs flat on the last level, and it stops at `MAX_NODES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_NODES = 300_000
MAX_DEPTH = 250
TEXT = "#text"

_STRUCTURE = frozenset({"html", "head", "body", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "tr", "select", "nav"})
"""Elements in which blank text between the children means nothing."""

_EMPTY: Mapping[str, str | None] = {}
_FIELDS = frozenset({"input", "textarea"})
_LOCKED = frozenset({"readonly", "disabled"})
_PICKER = frozenset({"onclick", "onfocus", "placeholder"})
_MAX_VALUE = 4000
_OPAQUE = frozenset({"script", "style", "noscript", "template", "textarea", "svg", "math", "iframe", "noframes", "title"})
_BLOCK_TAGS = """
address article aside blockquote body br caption center col dd details dialog div dl dt fieldset figcaption figure
footer form frameset h1 h2 h3 h4 h5 h6 header hr html iframe legend li main menu nav ol option optgroup p pre
section select summary table tbody td tfoot th thead title tr ul ucapcontent ucaptitle marquee
"""
BLOCKS = frozenset(_BLOCK_TAGS.split())
"""Elements that begin and end a line."""

_STYLE_HIDES = (
    ("display:none", re.compile(r"display:none")),
    ("visibility:hidden", re.compile(r"visibility:hidden")),
    ("opacity:0", re.compile(r"(?<![a-z-])opacity:0?(?:\.0+)?(?=;|$|!)")),
    ("font-size:0", re.compile(r"font-size:0(?:px|pt|em|%)?(?=;|$|!)")),
    ("text-indent", re.compile(r"text-indent:-\d{3,}")),
    ("off-screen", re.compile(r"(?:^|;)(?:margin-)?(?:left|top|right|bottom):-\d{3,}")),
    ("no-size", re.compile(r"(?:(?:^|;)(?:height|width):[01](?:px)?(?=;|$|!).*overflow:hidden)")),
    ("no-size", re.compile(r"overflow:hidden.*(?:;)(?:height|width):[01](?:px)?(?=;|$|!)")),
    ("clip", re.compile(r"clip:rect\((?:0|1px)")),
    ("z-index", re.compile(r"z-index:-\d{1,9}")),
)
_STYLE_HINT = re.compile(r"none|hidden|opacity|font-size:\s*0|indent|:\s*-\d|clip", re.IGNORECASE)


@dataclass(slots=True)
class Outline:
    """The arrays; all of one length. `hidden[i]` is why a person does not see node i, "" when nothing says so."""

    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    attrs: list[Mapping[str, str | None]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    scripts: list[tuple[int, str]] = field(default_factory=list)
    title: str = ""  # of the first <title>
    complete: bool = True

    def __len__(self) -> int:
        return len(self.tags)

    def get(self, node: int, name: str) -> str:
        """An attribute's value, "" where it is absent."""
        return self.attrs[node].get(name) or ""

    def children(self, node: int) -> Iterator[int]:
        """The element children of a node."""
        i, end, tags, ends = node + 1, self.ends[node], self.tags, self.ends
        while i < end:
            if tags[i] != TEXT:
                yield i
            i = ends[i]

    def text(self, start: int, end: int | None = None) -> str:
        """The text from node `start` to before `end` (default: of the node's subtree), blanks collapsed.

        A line break in the middle of Chinese words joins them; elsewhere it is a blank.
        """
        stop = self.ends[start] if end is None else end
        parts: list[str] = []
        for i in range(start, stop):
            if self.texts[i]:
                parts.append(self.texts[i])
            elif self.tags[i] in BLOCKS and parts:
                parts.append("\n")
        return squeeze("".join(parts))

    def ancestors(self, node: int, limit: int = 12) -> Iterator[int]:
        """The nearest ancestors, inner first."""
        node = self.parents[node]
        while node >= 0 and limit > 0:
            yield node
            node = self.parents[node]
            limit -= 1

    def names(self, node: int) -> str:
        """id and class in lower case."""
        a = self.attrs[node]
        return f"{a.get('id') or ''} {a.get('class') or ''}".lower() if a else ""

    def names_of(self, node: int) -> frozenset[str]:
        """Its id and classes as a style sheet writes them: "#id", ".class"."""
        a = self.attrs[node]
        return frozenset((f"#{a.get('id') or ''}", *(f".{name}" for name in (a.get("class") or "").split())))


_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”])\s*\n\s*(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”0-9])"
)
_BLANKS = re.compile(r"[\s\u00a0\u3000\ufeff\u200b]+")


def squeeze(text: str) -> str:
    """Blanks of every kind collapsed to one; breaks between Chinese characters removed."""
    if "\n" in text:
        text = _BREAK.sub("", text.strip())
    text = " ".join(text.split())
    return _BLANKS.sub(" ", text).strip() if "\ufeff" in text or "\u200b" in text else text


def read_outline(tree: LexborHTMLParser) -> Outline:
    """Walk the tree once. Comments, and the content of noscript, template and of what a visitor fills in, are left out."""
    out = Outline()
    tags, parents, ends, hidden = out.tags, out.parents, out.ends, out.hidden
    texts, all_attrs = out.texts, out.attrs
    node = tree.root
    parent, reason, depth = -1, "", 0
    while node is not None and len(tags) < MAX_NODES:
        tag = node.tag or "-"
        child = None
        if tag[0] not in "-_!" or tag == "-text":
            index = len(tags)
            if tag == "-text":
                text = node.text_content or ""
                if not text.isspace() or tags[parent] not in _STRUCTURE:
                    parents.append(parent)
                    ends.append(index + 1)
                    tags.append(TEXT)
                    texts.append(text)
                    all_attrs.append(_EMPTY)
                    hidden.append(reason)
            else:
                parents.append(parent)
                ends.append(index + 1)
                tags.append(tag)
                texts.append("")
                attrs = node.attributes
                all_attrs.append(attrs or _EMPTY)
                hidden.append(reason or (_why_hidden(tag, attrs) if attrs else ""))
                if tag not in _OPAQUE:
                    child = node.child
                else:
                    _keep_opaque(out, index, tag, node)
                if tag in _FIELDS:
                    _keep_shown_value(out, index, tag, node)
                if child is not None:
                    node, depth = child, depth + 1
                    if depth <= MAX_DEPTH:
                        parent, reason = index, hidden[index]
                    continue
        following = node.next
        while following is None:
            up = node.parent
            if parent < 0 or up is None:
                return out
            if depth <= MAX_DEPTH:
                ends[parent] = len(tags)
                parent = parents[parent]
                reason = hidden[parent] if parent >= 0 else ""
                if parent < 0:
                    return out
            node, depth = up, depth - 1
            following = node.next
        node = following
    _close(out, parent)
    return out


def _close(out: Outline, parent: int) -> None:
    """End the open elements of a walk that stopped early."""
    out.complete = False
    while parent >= 0:
        out.ends[parent] = len(out.tags)
        parent = out.parents[parent]


def _keep_opaque(out: Outline, index: int, tag: str, node: LexborNode) -> None:
    if tag == "script":
        out.scripts.append((index, node.text(deep=True) or ""))
    elif tag == "title" and not out.title:
        out.title = squeeze(node.text(deep=True) or "")


def _keep_shown_value(out: Outline, index: int, tag: str, node: LexborNode) -> None:
    """The value of a field that a visitor can read and not change: forms that show a letter or a record.

    A field with a handler or a hint of its own is a picker of days or places.
    """
    attrs = out.attrs[index]
    if _LOCKED.isdisjoint(attrs):
        return
    if tag == "textarea":
        value = node.text(deep=True) or ""
    elif (attrs.get("type") or "text").lower() == "text" and not _PICKER & attrs.keys():
        value = attrs.get("value") or ""
    else:
        return
    if value.strip():
        out.parents.append(index)
        out.tags.append(TEXT)
        out.texts.append(value[:_MAX_VALUE])
        out.attrs.append(_EMPTY)
        out.hidden.append(out.hidden[index])
        out.ends.append(len(out.tags))
        out.ends[index] = len(out.tags)


@lru_cache(1024)
def _hidden_by(style: str) -> str:
    """Why an element of this style is not shown; remembered, since a page gives the same style to many."""
    if not _STYLE_HINT.search(style):
        return ""
    compact = style.lower().replace(" ", "")
    return next((reason for reason, pattern in _STYLE_HIDES if pattern.search(compact)), "")


def _why_hidden(tag: str, attrs: Mapping[str, str | None]) -> str:
    """Why an element is not shown, judged by its own attributes."""
    style = attrs.get("style")
    if style and (reason := _hidden_by(style[:2000])):
        return reason
    if "hidden" in attrs:
        return "hidden"
    if tag == "marquee" and ((attrs.get("height") or "9") in "01" or (attrs.get("width") or "9") in "01"):
        return "no-size"
    return ""
