"""Two 64-bit numbers of a page: an exact one of its extracted content, and a simhash of its text.

The content hash takes title, body and list items, so clocks, counters, adverts and menus do not change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from model import ListBlock

_NOISE = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]?\s*\d+\s*次?|\s+")
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_LITTLE, _FEW = 800, 6
MAX_TEXT = 6_000


def content_hash(title: str, body: str, lists: Iterable[ListBlock]) -> int:
    """64 bits of what the page says; 0 for a page that says nothing."""
    parts = [_NOISE.sub("", title), _NOISE.sub("", body)]
    for block in lists:
        parts += [
            f"{item.title}\t{item.url}\t{item.date.day if item.date and item.date.certain else ''}" for item in block.items
        ]
    text = "\n".join(parts)
    return _hash(text) if text.strip() else 0


def said_hash(content: str) -> int:
    """64 bits of the Chinese of a page that says little, 0 where it says much or nothing.

    An error page prints the address, a number or a clock among its words; what is left without them never changes.
    """
    if len(content) > _LITTLE:
        return 0
    words = _NOT_HAN.sub("", content)
    return _hash(words) if len(words) >= _FEW else 0


def simhash(text: str) -> int:
    """Simhash over the runs between punctuation, long ones cut; texts that differ in a few words differ in a few bits.

    0 for no text. Runs and not overlapping grams: a page has some hundred of them instead of thousands.
    """
    points = np.frombuffer(text[:MAX_TEXT].encode("utf-32-le", "replace"), dtype=np.uint32)
    word = _IN_WORD[np.minimum(points, 0xFFFF)]
    first = np.flatnonzero(word & np.concatenate(([True], ~word[:-1])))
    if not len(first):
        return 0
    last = np.flatnonzero(word & np.concatenate((~word[1:], [True])))
    many = (last - first) // _RUN + 1
    run = np.repeat(np.arange(len(first)), many)
    start = first[run] + _RUN * (np.arange(len(run)) - np.repeat(np.cumsum(many) - many, many))
    end = np.minimum(start + _RUN - 1, last[run])
    return _fold(points, start, end - start + 1)


_RUN = 12
_IN_WORD = np.zeros(0x10000, dtype=bool)
for _low, _high in ((0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A), (0x3400, 0x9FFF)):
    _IN_WORD[_low : _high + 1] = True


def _fold(points: npt.NDArray[np.uint32], start: npt.NDArray[np.int64], length: npt.NDArray[np.int64]) -> int:
    """For each of 64 bits, whether more weight of the runs' hashes has it set than not; what repeats weighs twice."""
    padded = np.concatenate((points, np.zeros(_RUN, np.uint32))).astype(np.uint64)
    key = length.astype(np.uint64)
    for at in range(_RUN):
        key = (key ^ np.where(length > at, padded[start + at], 0)) * np.uint64(0x9FB21C651E98DF25)
        key ^= key >> np.uint64(29)
    key = (key ^ (key >> np.uint64(32))) * np.uint64(0x94D049BB133111EB)
    key ^= key >> np.uint64(31)
    run, where, count = np.unique(key, return_index=True, return_counts=True)
    weight = np.left_shift(1, (count > 1).astype(np.int64) + (length[where] > 3))
    bits = np.unpackbits(run.view(np.uint8).reshape(-1, 8), axis=1)
    found = weight @ bits * 2 > weight.sum()
    return int.from_bytes(np.packbits(found).tobytes(), "big")


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
