"""What may still fill a page that holds nothing: scripts of its own, and addresses laid up in its elements. Pure, on bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

_OPENS = re.compile(rb"<script\b([^>]{0,400})>", re.IGNORECASE)
_ENDS = re.compile(rb"</script", re.IGNORECASE)
_OWN_VALUES = re.compile(rb"'[^'\n]{0,500}'|\"[^\"\n]{0,500}\"|\d+|\s+")
_COUNTERS = re.compile(rb"_showDynClicks|hm\.baidu|_hmt|cnzz|51\.la|gtag|_czc|push\.zhanzhang")
_LAID_UP = re.compile(
    rb"data-[\w-]{1,30}\s*=\s*[\"'][^\"'<>]{0,300}\.(?:pdf|ofd|docx?|xlsx?|pptx?|mp4|m3u8|flv|mp3|jpe?g|png|json|html?)\b"
)
_PLACES = (
    re.compile(rb"id\s{0,3}=\s{0,3}[\"']?(?:app|root|__next|__nuxt|vue-?app|react-?root|main-?app)\b"),
    re.compile(rb"class\s{0,3}=\s{0,3}[\"']?[^\"'>]{0,60}\b(?:loading|skeleton|spinner)\b"),
    re.compile(rb"v-(?:cloak|html|text|if|for|bind|show)\b"),
    re.compile(rb"ng-(?:app|controller|bind|repeat|view)\b"),
    re.compile(rb"ms-(?:controller|html|text|for)\b"),
    re.compile(rb"\{\{[^{}<>]{1,80}\}\}"),
)
"""What stands where a script will put the content. Each begins with plain letters, and the page is in lower case: cheap."""
_NAMED = re.compile(rb"\s(?:id|class)\s{0,3}=\s{0,3}(?:\"([^\"<>]{1,200})\"|'([^'<>]{1,200})'|([\w-]{1,60}))", re.IGNORECASE)
_DIGITS = re.compile(rb"\d+")
_LOADS = re.compile(
    rb"(?:load|get|fetch|render|init|query|read|fill|set)_?(?:the|news|info|doc|page)?_?"
    rb"(?:article|content|detail|news|text|body|doc|view|info|data)s?\w{0,12}\s*\("
    rb"|\$\.(?:get|post|ajax|getjson)\s*\(|\.load\s*\(|\bfetch\s*\(|axios|xmlhttprequest"
    rb"|createapp|new vue|reactdom|insertadjacent"
)
_COUNTS = re.compile(rb"hits?\b|clicks?\b|count|tongji|visit|browse|view_?(?:num|times)|weather|tianqi|pv\b")
_LONGEST = 150_000


def inline_scripts(body: bytes) -> frozenset[bytes]:
    """Marks of the scripts that stand on a page, but for counters; numbers and strings, which differ by page, left out."""
    return frozenset(_mark(code) for code in _inline(body[:_LONGEST]) if code.strip() and not _COUNTERS.search(code))


def lays_up(body: bytes) -> bool:
    """Whether an element holds the address of a file for a script to show."""
    return _LAID_UP.search(body[:_LONGEST].lower()) is not None


def waits_for_script(body: bytes) -> bool:
    """Whether a page has a place that is made for a script to fill: the root of an application, a sign of loading."""
    plain = body[:_LONGEST].lower()
    return any(place.search(plain) for place in _PLACES)


def element_names(body: bytes) -> frozenset[bytes]:
    """The names (id, class) that elements of a page bear, without figures: pages of one template bear the same ones."""
    found = _NAMED.findall(body[:_LONGEST])
    return frozenset(_DIGITS.sub(b"", name) for names in found for name in b" ".join(names).split())


def loads_content(body: bytes) -> bool:
    """Whether a script on a page asks for something that may be its content: loadArticle(1001), $.get('/api/detail')."""
    codes = (code.lower() for code in _inline(body[:_LONGEST]))
    return any(_LOADS.search(code) and not (_COUNTERS.search(code) or _COUNTS.search(code)) for code in codes)


def _inline(body: bytes) -> Iterator[bytes]:
    at = 0
    while (opening := _OPENS.search(body, at)) and (end := _ENDS.search(body, opening.end())):
        if b"src" not in opening[1].lower():
            yield body[opening.end() : end.start()]
        at = end.end()


def _mark(code: bytes) -> bytes:
    return blake2b(_OWN_VALUES.sub(b"", code), digest_size=8).digest()
