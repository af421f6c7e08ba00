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
    rb"\bdata-[\w-]{1,30}\s*=\s*[\"'][^\"'<>]{0,300}\.(?:pdf|ofd|docx?|xlsx?|pptx?|mp4|m3u8|flv|mp3|jpe?g|png|json|html?)\b",
    re.IGNORECASE,
)
_WAITS = re.compile(
    rb"\bid\s*=\s*[\"']?(?:app|root|__next|__nuxt|vue-?app|react-?root|main-?app)\b|\bclass\s*=\s*[\"']?[^\"'>]{0,60}\b(?:loading|skeleton|spinner)\b"
    rb"|\bv-(?:cloak|html|text|if|for|bind|show)\b|\bng-(?:app|controller|bind|repeat|view)\b|\bms-(?:controller|html|text|for)\b|\{\{[^{}<>]{1,80}\}\}",
    re.IGNORECASE,
)
"""What stands where a script will put the content."""
_LONGEST = 400_000


def inline_scripts(body: bytes) -> frozenset[bytes]:
    """Marks of the scripts that stand on a page, but for counters; numbers and strings, which differ by page, left out."""
    return frozenset(_mark(code) for code in _inline(body[:_LONGEST]) if code.strip() and not _COUNTERS.search(code))


def lays_up(body: bytes) -> bool:
    """Whether an element holds the address of a file for a script to show."""
    return _LAID_UP.search(body[:_LONGEST]) is not None


def waits_for_script(body: bytes) -> bool:
    """Whether a page has a place that is made for a script to fill: the root of an application, a sign of loading."""
    return _WAITS.search(body[:_LONGEST]) is not None


def _inline(body: bytes) -> Iterator[bytes]:
    at = 0
    while (opening := _OPENS.search(body, at)) and (end := _ENDS.search(body, opening.end())):
        if b"src" not in opening[1].lower():
            yield body[opening.end() : end.start()]
        at = end.end()


def _mark(code: bytes) -> bytes:
    return blake2b(_OWN_VALUES.sub(b"", code), digest_size=8).digest()
