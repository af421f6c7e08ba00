"""Two 64-bit numbers of a page: an exact one of its extracted content, and a simhash of its text.

The content hash takes title, body and list items, so clocks, counters, adverts and menus do not change it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

from model import ListBlock

_VISITS = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]?\s*\d+\s*次?")
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_LITTLE, _FEW = 800, 6
MAX_TEXT = 6_000
LONGEST_RUN = 12  # characters
_RUN = re.compile(rf"[0-9A-Za-z\u3400-\u9fff]{{1,{LONGEST_RUN}}}")
_MIXERS = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)  # of MurmurHash3's last step: every bit comes to depend on every other


def content_hash(title: str, body: str, lists: Iterable[ListBlock]) -> int:
    """64 bits of what the page says; 0 for a page that says nothing. The same under the bare name, www. and https."""
    parts = [_without_noise(title), _without_noise(body)]
    for block in lists:
        parts += [
            f"{item.title}\t{_doorless(item.url)}\t{item.date.day if item.date and item.date.certain else ''}"
            for item in block.items
        ]
    text = "\n".join(parts)
    return _hash(text) if text.strip() else 0


def _doorless(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.")


def _without_noise(text: str) -> str:
    return "".join(_VISITS.sub("", text).split())


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

    0 for no text. Runs and not overlapping grams: a page has some hundred of them instead of thousands. A long run weighs
    twice as much as a short one, and so does one that repeats.
    """
    import numpy as np  # only here: the program itself, which reads no page, does without

    runs = Counter(_RUN.findall(text[:MAX_TEXT]))
    if not runs:
        return 0
    units = np.array(list(runs), f"U{LONGEST_RUN}").view(np.uint32).reshape(-1, LONGEST_RUN).astype(np.uint64)
    points = units @ np.array(_factors(), np.uint64)
    for factor in _MIXERS:
        points = (points ^ points >> np.uint64(33)) * np.uint64(factor)
    bits = np.unpackbits((points ^ points >> np.uint64(33)).astype(">u8").view(np.uint8).reshape(-1, 8), axis=1)
    weight = np.array([1 << ((count > 1) + (len(run) > 3)) for run, count in runs.items()], np.float32)
    return int.from_bytes(np.packbits(weight @ bits.astype(np.float32) * 2 > weight.sum()).tobytes(), "big")


@cache
def _factors() -> tuple[int, ...]:
    """Odd numbers of 64 bits, one for each place of a run: their products with its characters add up to its number."""
    drawn = (blake2b(bytes([place]), digest_size=8).digest() for place in range(LONGEST_RUN))
    return tuple(int.from_bytes(number, "big") | 1 for number in drawn)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
