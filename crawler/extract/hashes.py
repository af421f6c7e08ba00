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
        parts += [
            f"{item.title}\t{item.url}\t{item.date.day if item.date and item.date.certain else ''}" for item in block.items
        ]
    text = "\n".join(parts)
    return _hash(text) if text.strip() else 0


def simhash(text: str) -> int:
    """Simhash over runs of four characters; texts that differ in a few words differ in a few bits. 0 for no text."""
    runs = "\n".join(_WORDS.findall(text[:MAX_TEXT]))
    grams = Counter(gram for i in range(max(len(runs) - _SPAN + 1, 1)) if "\n" not in (gram := runs[i : i + _SPAN]))
    if not grams and runs.strip():
        grams = Counter(runs.split("\n"))
    return _fold(grams) if grams else 0


_SPREAD = [sum(((byte >> bit) & 1) << (16 * bit) for bit in range(8)) for byte in range(256)]
_MASK = (1 << 64) - 1
_FACTOR = 0x9E3779B97F4A7C15
_MANY = 400


def _fold(grams: Counter[str]) -> int:
    """Sum the bits of the hashes in eight wide integers with 16-bit lanes, which needs no C extension.

    A long text is sampled by the hash itself, so that the sample moves with the text.
    """
    lanes = [0] * 8
    total = 0
    spread = _SPREAD
    every = 3 if len(grams) > _MANY else 0
    for gram, count in grams.items():
        value = int.from_bytes(gram.encode("utf-16-le", "replace"), "little") * _FACTOR & _MASK
        value = ((value ^ (value >> 31)) * _FACTOR) & _MASK
        value ^= value >> 29
        if value & every:
            continue
        weight = min(count, 3)
        total += weight
        for k, byte in enumerate(value.to_bytes(8, "little")):
            lanes[k] += spread[byte] * weight
    out = 0
    for k in range(8):
        for bit in range(8):
            if (lanes[k] >> (16 * bit) & 0xFFFF) * 2 > total:
                out |= 1 << (8 * k + bit)
    return out


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
