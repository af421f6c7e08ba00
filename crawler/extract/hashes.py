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
MAX_TEXT = 6_000
MAX_RUNS = 3_000  # times 18 stays below the 16 bits of a lane


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
    """Simhash over the runs between punctuation, long ones cut; texts that differ in a few words differ in a few bits.

    0 for no text. Runs and not overlapping grams: a page has some hundred of them instead of thousands.
    """
    runs = Counter(run[i : i + _RUN] for run in _WORDS.findall(text[:MAX_TEXT]) for i in range(0, len(run), _RUN))
    return _fold(runs) if runs else 0


_SPREAD = [sum(((byte >> bit) & 1) << (16 * bit) for bit in range(8)) for byte in range(256)]
_RUN = 12


def _fold(runs: Counter[str]) -> int:
    """Sum the bits of the runs' hashes in eight wide integers with 16-bit lanes, which needs no C extension."""
    lanes = [0] * 8
    total = 0
    spread = _SPREAD
    for run, count in runs.most_common(MAX_RUNS):
        weight = min(count, 3) * min(len(run), 6)
        total += weight
        for k, byte in enumerate(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest()):
            lanes[k] += spread[byte] * weight
    out = 0
    for k in range(8):
        for bit in range(8):
            if (lanes[k] >> (16 * bit) & 0xFFFF) * 2 > total:
                out |= 1 << (8 * k + bit)
    return out


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
