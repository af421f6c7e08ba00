"""Two 64-bit numbers of a page: an exact one of its extracted content, and a simhash of its text.

The content hash takes title, body and list items, so clocks, counters, adverts and menus do not change it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from model import ListBlock

_NOISE = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]?\s*\d+\s*次?|\s+")
_WORDS = re.compile(r"[0-9A-Za-z]+|[\u3400-\u9fff]+")
_SPAN = 4
MAX_TEXT = 20_000


def content_hash(title: str, body: str, lists: Iterable[ListBlock]) -> int:
    """64 bits of what the page says; 0 for a page that says nothing."""
    parts = [_NOISE.sub("", title), _NOISE.sub("", body)]
    for block in lists:
        parts += [f"{item.title}\t{item.url}\t{item.date.day if item.date and item.date.certain else ''}" for item in block.items]
    text = "\n".join(parts)
    return _hash(text) if text.strip() else 0


def simhash(text: str) -> int:
    """Simhash over runs of four characters; texts that differ in a few words differ in a few bits. 0 for no text."""
    grams: Counter[str] = Counter()
    for run in _WORDS.findall(text[:MAX_TEXT]):
        grams.update([run[i : i + _SPAN] for i in range(len(run) - _SPAN + 1)] if len(run) > _SPAN else [run])
    if not grams:
        return 0
    return _fold(grams)


_SPREAD = [sum(((byte >> bit) & 1) << (16 * bit) for bit in range(8)) for byte in range(256)]


def _fold(grams: Counter[str]) -> int:
    """Sum the bits of all hashes in eight wide integers with 16-bit lanes, which is fast without a C extension."""
    lanes = [0] * 8
    total = 0
    spread = _SPREAD
    for gram, count in sorted(grams.items(), key=lambda pair: -pair[1])[:4000]:
        weight = min(count, 15)
        total += weight
        value = blake2b(gram.encode("utf-8", "replace"), digest_size=8).digest()
        for k in range(8):
            lanes[k] += spread[value[k]] * weight
    out = 0
    for k in range(8):
        for bit in range(8):
            if (lanes[k] >> (16 * bit) & 0xFFFF) * 2 > total:
                out |= 1 << (8 * k + bit)
    return out


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
