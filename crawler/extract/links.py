"""Every address a page asks for, in document order: anchors, images, styles, scripts, frames, media, literals in handlers.

Forms are never links; nor are comments, noscript, pictures of one dot, `#`, mailto:, tel: and script routes.
`Addresses` decides how an address is read; the kind follows from the element, and for anchors from the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from crawler.extract.addresses import Addresses, handler_targets
from crawler.extract.called_links import called_links
from crawler.extract.drawn_links import drawn_links
from crawler.extract.hidden.written_links import written_links
from crawler.extract.listed_links import listed_links
from crawler.extract.outline import Outline
from crawler.extract.scripted_links import scripted_links
from crawler.extract.style_pictures import has_style_pictures, style_pictures
from crawler.extract.survey import Survey
from crawler.extract.written_code import written_code
from crawler.urls import link_kind
from model import HEAD, BadLink, Link, LinkKind

MAX_LINKS = 20_000
MAX_TEXT = 200
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "lazy-src", "original", "_src")
_MEDIA = frozenset({"video", "audio", "source", "track"})
_TEMPLATE = re.compile(r"\{\{|<%|\$\{|\[#|<\$|#\{")
_ABSOLUTE = re.compile(r"^(?:https?:)?//[^/\s]", re.IGNORECASE)
_STYLE_RELS = frozenset({"stylesheet", "alternate stylesheet"})
_ICON_RELS = frozenset({"icon", "shortcut icon", "apple-touch-icon", "apple-touch-icon-precomposed", "manifest"})
_NO_SCRIPT = re.compile(r"template|text/(?:html|plain|xml)|json|x-(?!javascript|ecmascript)|vbscript", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:pdf|ofd|docx?|xlsx?|wps)\s*(?:[?#]|$)", re.IGNORECASE)
_PRESSED = ("onclick", "onmousedown", "onmouseup", "ontouchend")
_IS_PRESSED = frozenset(_PRESSED)
_DOTS = frozenset({"0", "1", "0px", "1px"})

_Raw = tuple[str, LinkKind | None, int]

made_link = lru_cache(6_000)(Link)
"""Menus are on every page, and a link is dear to make."""


def read_links(
    outline: Outline, counts: Survey, area: list[str], joiner: Addresses, body: tuple[int, int] = (0, 0), html: str = ""
) -> tuple[tuple[Link, ...], tuple[BadLink, ...]]:
    """The links of a page and the addresses that no browser could open. Each (target, kind, text) once.

    `html`: the page's source, by which it is told cheaply whether scripts make links.
    """
    links: dict[tuple[str, LinkKind, str, str, str], Link] = {}
    bad: dict[tuple[str, str], BadLink] = {}
    anchor_node, anchor_end = -1, -1
    for raw, kind, node in addresses_in(enumerate(zip(outline.tags, outline.attrs, strict=True))):
        if len(links) >= MAX_LINKS:
            break
        raw = raw.strip()
        if leads_nowhere(raw):
            continue
        if outline.tags[node] == "a":
            anchor_node, anchor_end = node, outline.ends[node]
        text = _text(outline, counts, node)
        joined = joiner.join(raw)
        if joined.problem == "scheme":
            continue
        if joined.problem:
            shown = text or (counts.anchor_text.get(anchor_node, "") if node < anchor_end else "")
            bad.setdefault((raw[:500], shown), BadLink(raw[:500], kind or LinkKind.PAGE, shown[:MAX_TEXT]))
            continue
        final = kind or link_kind(joined.url)
        key = (joined.url, final, text, joined.fragment, outline.hidden[node])
        if key not in links:
            where = area[node] or ("body" if body[0] <= node < body[1] else "")
            if outline.tags[node] == "link" and final is LinkKind.PAGE:
                where = HEAD
            links[key] = made_link(joined.url, final, text, outline.hidden[node], where, joined.fragment)
    made = scripted_links(html, enumerate(zip(outline.tags, outline.attrs, strict=True)), outline.scripts)
    named = ((raw, words or _text(outline, counts, node) or outline.text(node), node) for raw, words, node in made)
    drawn = ((raw, words, 0) for raw, words in drawn_links(html))
    written = (*written_links(outline.scripts), *called_links(outline.scripts), *listed_links(html, outline.scripts))
    for raw, text, node in (*written, *named, *drawn):
        joined = joiner.join(raw.strip())
        if not leads_nowhere(raw.strip()) and not joined.problem:
            final = link_kind(joined.url)
            link = made_link(joined.url, final, text[:MAX_TEXT], "", area[node], joined.fragment)
            links.setdefault((joined.url, final, text, joined.fragment, ""), link)
    for raw, node in (
        style_pictures(enumerate(zip(outline.tags, outline.attrs, strict=True))) if has_style_pictures(html) else ()
    ):
        joined = joiner.join(raw)
        if not leads_nowhere(raw) and not joined.problem:
            picture = made_link(joined.url, LinkKind.IMAGE, "", outline.hidden[node], area[node], "")
            links.setdefault((joined.url, LinkKind.IMAGE, "", "", outline.hidden[node]), picture)
    for raw, code, node in written_code(html, outline.scripts):
        joined = joiner.join(raw)
        if not leads_nowhere(raw) and not joined.problem:
            links.setdefault((joined.url, code, "", "", ""), made_link(joined.url, code, "", "", area[node], ""))
    return tuple(links.values()), tuple(bad.values())


def _text(outline: Outline, counts: Survey, node: int) -> str:
    text = counts.anchor_text.get(node)
    if text is None:
        attrs = outline.attrs[node]
        text = attrs.get("alt") or attrs.get("title") or ""
        if not text and outline.tags[node] == "option":
            text = outline.text(node)
        text = " ".join(text.split()) if text else ""
    return text[:MAX_TEXT]


def leads_nowhere(raw: str) -> bool:
    """Whether an address is none: empty, a place on the same page, or a template's unfilled slot."""
    if not raw or raw[0] == "#":
        return True
    return ("{" in raw or "<" in raw or "[#" in raw) and _TEMPLATE.search(raw) is not None


def addresses_in(elements: Iterable[tuple[int, tuple[str, Mapping[str, str | None]]]]) -> Iterator[_Raw]:
    """(address as written, kind or None for "by its form", number of the element) of (number, (tag, attributes))."""
    for node, (tag, attrs) in elements:
        if not attrs:
            continue
        if tag == "a" or tag == "area":
            href = attrs.get("href")
            if href and href.lstrip()[:11].lower() == "javascript:":
                yield from _literals(href, node)
            elif href:
                yield href, None, node
        elif tag == "img":
            yield from _image(attrs, node)
        elif tag == "link":
            yield from _link(attrs, node)
        elif tag in ("script", "iframe", "frame", "embed") or tag in _MEDIA:
            yield from _source(tag, attrs, node)
        elif tag == "object":
            page = (attrs.get("type") or "").strip().lower() == "text/html"
            yield from _plain(attrs.get("data"), LinkKind.FRAME if page else LinkKind.MEDIA, node)
        elif tag == "option":
            value = attrs.get("value") or ""
            if _ABSOLUTE.match(value.strip()):
                yield value, None, node
        elif tag == "input":
            if (attrs.get("type") or "").lower() == "image":
                yield from _plain(attrs.get("src"), LinkKind.IMAGE, node)
        elif tag in ("body", "table", "td"):
            yield from _plain(attrs.get("background"), LinkKind.IMAGE, node)
        if tag != "option" and not _IS_PRESSED.isdisjoint(attrs):
            yield from _handlers(attrs, node)


def _handlers(attrs: Mapping[str, str | None], node: int) -> Iterator[_Raw]:
    for name in _PRESSED:
        if name in attrs:
            yield from _literals(attrs.get(name) or "", node)


def _literals(code: str, node: int) -> Iterator[_Raw]:
    """Addresses that stand as literals in a handler: location.href='…', window.open('…')."""
    for target in handler_targets(code):
        yield target, None, node


def _image(attrs: Mapping[str, str | None], node: int) -> Iterator[_Raw]:
    if attrs.get("width") in _DOTS and attrs.get("height") in _DOTS:
        return  # it counts the visit; nobody sees whether it comes
    lazy = next((v for name in _LAZY if (v := attrs.get(name))), None)
    source = attrs.get("src")
    if source and source.lstrip()[:5].lower() != "data:":
        yield source, LinkKind.IMAGE, node
    if lazy:
        yield lazy, LinkKind.IMAGE, node
    yield from _srcset(attrs.get("srcset") or "", node)


def _srcset(value: str, node: int) -> Iterator[_Raw]:
    for part in value[:8000].split(", ") if value else ():
        word = part.strip().split(None, 1)
        if word and not word[0].lower().startswith("data:"):
            yield word[0].rstrip(","), LinkKind.IMAGE, node


def _link(attrs: Mapping[str, str | None], node: int) -> Iterator[_Raw]:
    rel = (attrs.get("rel") or "").strip().lower()
    href = attrs.get("href")
    if not href:
        return
    if rel in _STYLE_RELS:
        yield href, LinkKind.STYLE, node
    elif rel in _ICON_RELS:
        if href.lstrip()[:5].lower() != "data:":
            yield href, LinkKind.ICON, node
    elif rel in ("next", "prev", "canonical", "alternate"):
        yield href, LinkKind.PAGE, node


def _source(tag: str, attrs: Mapping[str, str | None], node: int) -> Iterator[_Raw]:
    if tag == "script" and _NO_SCRIPT.search(attrs.get("type") or ""):
        return  # a block of data or a template: no browser fetches it
    kind = {"script": LinkKind.SCRIPT, "iframe": LinkKind.FRAME, "frame": LinkKind.FRAME}.get(tag, LinkKind.MEDIA)
    yield from _plain(attrs.get("src"), kind, node)
    if tag == "video":
        yield from _plain(attrs.get("poster"), LinkKind.IMAGE, node)
    yield from _srcset(attrs.get("srcset") or "", node)


def _plain(value: str | None, kind: LinkKind, node: int) -> Iterator[_Raw]:
    if value and value.lstrip()[:5].lower() not in ("data:", "about"):
        shown = kind is LinkKind.MEDIA and _DOCUMENT.search(value)  # <embed src="x.pdf"> shows a document, no film
        yield value, None if shown else kind, node
