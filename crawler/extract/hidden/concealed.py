"""Links to other sites that a person does not see, and by what they are hidden. Most hidden things are honest.

Looked at: the link and the elements around it (inline styles, rules of the page's own style sheets, ids that a script
hides), code that writes links, comments, noscript, and what follows the end of the document. Whether anything is wrong
with a link is for the check to say; `sure` marks ways of hiding that menus, tabs and picture titles do not need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from crawler.extract.hidden.hiding import Hiding, between, read_hiding
from crawler.extract.hidden.unscrambled import percent_decoded, plain, unscramble
from crawler.extract.outline import Outline, squeeze
from crawler.extract.survey import Survey
from crawler.urls import Joined, is_government
from crawler.urls import host_of as host
from model import Concealed

MAX_FOUND = 300
MAX_OF_A_FILE = 20
_FIRST = frozenset("hH/\\ \t\r\n")
_SEALS = (".conac.cn",)  # in the footer of every page
_MAX_TEXT = 80
_OUTWARD = re.compile(r"\s*(?:https?:)?[/\\]{2}[^/\\\s]", re.IGNORECASE)
_ANCHOR = re.compile(
    r"<a\b[^>]{0,400}?\bhref\s*=\s*[\\\"']{0,2}([^\"'\\\s>]{4,1000})[^>]{0,600}>(.{0,300}?)<(?:\\?/a\b|a\b)", re.I | re.S
)
_TAG = re.compile(r"<[^>]{0,300}>")
_COMMENT = re.compile(r"<!--"), re.compile(r"-->")
_NOSCRIPT = re.compile(r"<noscript[^>]{0,200}>", re.IGNORECASE), re.compile(r"</noscript", re.IGNORECASE)
_HIDES = re.compile(
    r"display\s*[:=]\s*[\"']?none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}|font-size\s*:\s*0|(?:height|width)\s*[:=]\s*[\"']?[01](?:px)?\b",
    re.IGNORECASE,
)
_CODE_HINTS = (
    "<a ", "<A ", "\\x", "\\u00", "fromCharCode", "atob", "unescape", "p,a,c,k,e", "decodeURI", "createElement",
    "reverse()",
)  # fmt: skip
_WRITES = ("write", "innerHTML", ".append", ".html(", "insertAdjacentHTML")
_MAKES_LINK = re.compile(r"createElement\s*\(\s*[\"']a[\"']", re.IGNORECASE)
_LINK_TARGET = re.compile(r"(?:\.href\s*=\s*|setAttribute\s*\(\s*[\"']href[\"']\s*,\s*)[\"']([^\"'\s]{4,500})[\"']")
_LINK_WORDS = re.compile(
    r"(?:\.(?:innerHTML|innerText|textContent|text)\s*=\s*|createTextNode\s*\(\s*)[\"']([^\"'<>]{1,80})[\"']"
)
_OPENS_HIDDEN = re.compile(
    r"write(?:ln)?\s*\(\s*[\"']\s*<(?:div|span|p|font|ul)\b[^>]{0,300}(?:style|hidden|width|height)[^>]{0,300}>", re.I
)
_MAX_WRAP = 600
_MAX_CODE = 100_000
_MAX_PART = 60_000


@dataclass(frozen=True, slots=True)
class _Place:
    """What all questions about one page's links need."""

    join: Callable[[str], Joined]
    in_scope: Callable[[str], bool]
    _away: dict[str, bool] = field(default_factory=dict)  # host as written -> whether it is of interest

    def outward(self, raw: str) -> str:
        """The canonical address of a link to another site that is no government's, else ""."""
        if raw[:1] not in _FIRST or not _OUTWARD.match(raw):
            return ""
        written = raw.split("/", 3)[:3][-1]
        away = self._away.get(written)
        if away is None:
            url = self.join(raw.strip()).url
            away = bool(url) and not self.in_scope(url) and not is_government(host(url)) and not host(url).endswith(_SEALS)
            self._away[written] = away
        return self.join(raw.strip()).url if away else ""


def read_concealed(
    page: str,
    outline: Outline,
    counts: Survey,
    join: Callable[[str], Joined],
    in_scope: Callable[[str], bool],
    site_hides: Mapping[str, tuple[str, bool]] | None = None,
) -> tuple[Concealed, ...]:
    """The concealed links of a page in the order of its source, each (target, words, way) once.

    `site_hides`: what the site's outside style sheets hide (hiding.hidden_names).
    """
    place = _Place(join, in_scope)
    found: dict[tuple[str, str, str], Concealed] = {}
    for link in _all(page, outline, counts, place, site_hides):
        found.setdefault((link.target, link.text, link.reason), link)
        if len(found) >= MAX_FOUND:
            break
    return tuple(found.values())


_Names = Mapping[str, tuple[str, bool]] | None


def _all(page: str, outline: Outline, counts: Survey, place: _Place, site: _Names) -> Iterator[Concealed]:
    yield from _in_tree(page, outline, counts, place, site)
    yield from _in_scripts(outline, place)
    if "<!--" in page:
        yield from _in_raw(_COMMENT, page, "comment", -10_000, place)
    if "<noscript" in page:
        yield from _in_raw(_NOSCRIPT, page, "noscript", -20_000, place)
    yield from _behind_the_end(page, place)


def _in_tree(page: str, outline: Outline, counts: Survey, place: _Place, site: _Names) -> Iterator[Concealed]:
    attrs = outline.attrs
    outward = [(node, url) for node in counts.anchor_text if (url := place.outward(attrs[node].get("href") or ""))]
    if not outward:
        return
    hiding: Hiding | None = None
    written = _written_wraps(outline)
    for node, url in outward:
        hiding = hiding or read_hiding(page, outline, site)
        why = hiding.of(node)
        if wrap := next((start for start, end in written if start < node < end), 0):
            yield Concealed(url, counts.anchor_text[node][:_MAX_TEXT], "script-hidden", wrap)
        elif why is not None:
            sure = why.sure and bool(outline.text(node))  # a picture far outside belongs to a slider
            yield Concealed(url, counts.anchor_text[node][:_MAX_TEXT], why.reason, why.node, sure, why.sheet)


def _written_wraps(outline: Outline) -> list[tuple[int, int]]:
    """From where to where scripts lay a hiding element around markup: one writes it open, a later one closes it."""
    found: list[tuple[int, int]] = []
    opened = 0
    for node, code in outline.scripts:
        if len(code) > _MAX_WRAP or "write" not in code:
            continue
        closes = "</div" in code or "</span" in code or "<\\/div" in code or "<\\/span" in code
        if not closes and _OPENS_HIDDEN.search(plain(code)) and _HIDES.search(code):
            opened = opened or node
        elif closes and opened:
            found.append((opened, node))
            opened = 0
    return found


def concealed_by_script(code: str, join: Callable[[str], Joined], in_scope: Callable[[str], bool]) -> tuple[Concealed, ...]:
    """The links that a script file writes and hides; what it writes for everybody to see is left out."""
    links = (link for link in _in_code(0, code, _Place(join, in_scope)) if link.reason != "script")
    return tuple(dict.fromkeys(islice(links, MAX_OF_A_FILE)))


def _in_scripts(outline: Outline, place: _Place) -> Iterator[Concealed]:
    for node, code in outline.scripts:
        yield from _in_code(node, code, place)


def _in_code(node: int, code: str, place: _Place) -> Iterator[Concealed]:
    code = code[:_MAX_CODE]
    if not any(hint in code for hint in _CODE_HINTS):
        return
    scrambled = unscramble(code)
    if "<a" in scrambled.lower():
        yield from _anchors(scrambled, "encoded-script", node, place, sure=True)
    decoded = percent_decoded(code)
    if "<a" in decoded and "<a" not in code and _HIDES.search(decoded):
        yield from _anchors(decoded, "encoded-script", node, place, sure=True)
    written = any(way in code for way in _WRITES)
    text = plain(f"{code}\n{decoded}") if written or "createElement" in code else ""
    way = "script-hidden" if _HIDES.search(text) else "script"
    if written and "<a " in text.lower():
        yield from _anchors(text, way, node, place)
    if "createElement" in text and _MAKES_LINK.search(text):
        yield from _made(text, way, node, place)


def _made(code: str, way: str, node: int, place: _Place) -> Iterator[Concealed]:
    """Links that a script makes piece by piece: createElement('a'), its href, its words."""
    words = [match[1] for match in _LINK_WORDS.finditer(code)]
    for number, match in enumerate(_LINK_TARGET.finditer(code)):
        if url := place.outward(match[1]):
            yield Concealed(url, words[number][:_MAX_TEXT] if number < len(words) else "", way, node)


def _in_raw(
    ends: tuple[re.Pattern[str], re.Pattern[str]], page: str, way: str, group: int, place: _Place
) -> Iterator[Concealed]:
    for number, part in enumerate(between(page, *ends)):
        if "href" in part or "HREF" in part:
            yield from _anchors(part[:_MAX_PART], way, group - number, place)


def _behind_the_end(page: str, place: _Place) -> Iterator[Concealed]:
    at = max(page.rfind("</html>"), page.rfind("</HTML>"))
    tail = page[at + 7 : at + 60_000] if at >= 0 else ""
    if len(tail) > 20 and "href" in tail.lower():
        yield from _anchors(tail, "behind-the-end", -30_000, place)


def _anchors(text: str, way: str, group: int, place: _Place, *, sure: bool = False) -> Iterator[Concealed]:
    for match in _ANCHOR.finditer(text):
        url = place.outward(match[1])
        if url:
            yield Concealed(url, squeeze(_TAG.sub(" ", match[2]))[:_MAX_TEXT], way, group, sure)
