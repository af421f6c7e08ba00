"""Two 64-bit numbers of a page: an exact one of its extracted content, and a simhash of its text.

The content hash takes title, body and list items, so clocks, counters, adverts and menus do not change it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice

from model import ListBlock

_NOISE = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]?\s*\d+\s*次?|\s+")
_WORDS = re.compile(r"[0-9A-Za-z]+|[\u3400-\u9fff]+")
MAX_TEXT = 6_000
MAX_RUNS = 3_000


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


_RUN = 12
_PLANES = 20  # counts up to a million


def _fold(runs: Counter[str]) -> int:
    """For each of 64 bits, whether more weight has it set than not.

    The counts are kept bit-sliced: plane k holds bit k of all 64 counts, so adding a hash is a few operations on whole
    integers. Weights are powers of two, which begin at a higher plane.
    """
    planes = [0] * _PLANES
    total = 0
    for run, count in islice(runs.items(), MAX_RUNS):
        start = (count > 1) + (len(run) > 3)
        total += 1 << start
        carry = int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        for k in range(start, _PLANES):
            planes[k], carry = planes[k] ^ carry, planes[k] & carry
            if not carry:
                break
    out = 0
    for bit in range(64):
        weight = sum(((plane >> bit) & 1) << k for k, plane in enumerate(planes))
        out |= (weight * 2 > total) << bit
    return out


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
