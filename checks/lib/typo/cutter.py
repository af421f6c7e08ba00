"""Where the words of a sentence begin and end: the likeliest cut by the frequencies of a mapped dictionary.

The cuts are those of jieba without guessed words, but the dictionary is two sorted arrays in a file (made by
scripts/make_dictionary.py) that worker processes share, in place of 70 MB of strings in each of them.
The file is `MAGIC`, the length of a JSON header as 8 bytes little endian, the header, zero bytes up to `START`, the keys of
the words in order (8 bytes each), and for each word the place of its frequency in the header's list (2 bytes).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.lib.typo.ngrams import WORD, Codes, Levels, Table, add, join, started

MAGIC = b"XUNCHA-WORDS-1\n\0"
START = 65_536
"""Where the arrays begin."""

BITS = 23
"""Two to this many bits are kept in memory: a megabyte."""

DICTIONARY = Path(__file__).resolve().parents[3] / "rules" / "lexicon" / "dictionary.words"
"""The shipped dictionary."""

MISREAD = 12.0
"""So much likelier the cut of a text is with a right word in it, a word that reaches over the edge of the wrong one is none:
尊守纪律 holds no 守纪. In 83 million characters of clean text nothing gains so much by a right word that was not meant."""

_RUN = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+")
_LETTER = re.compile(r"[a-zA-Z0-9]")


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """Words with the logarithms of their frequencies."""

    keys: Codes
    ranks: npt.NDArray[np.uint16]
    logs: tuple[float, ...]  # by rank: natural logarithm of the frequency
    least: float  # logarithm of a word that is not held
    longest: int
    bits: npt.NDArray[np.uint8]  # one for the first `BITS` of each key

    def may_hold(self, key: Codes) -> npt.NDArray[np.bool_]:
        """Whether keys, made by `join` with the length of the string, are those of words or of 1 in 24 others: far cheaper."""
        bit = key >> np.uint64(64 - BITS)
        found: npt.NDArray[np.bool_] = (self.bits[bit >> np.uint64(3)] >> (bit & np.uint64(7)).astype(np.uint8) & 1) > 0
        return found

    def holds(self, key: Codes) -> npt.NDArray[np.bool_]:
        """The same without mistakes."""
        found = self.may_hold(key)
        likely = np.flatnonzero(found)
        place = np.minimum(np.searchsorted(self.keys, key[likely]), len(self.keys) - 1)
        found[likely] = self.keys[place] == key[likely]
        return found

    def found(self, text: str) -> list[list[tuple[int, float]]]:
        """For every character of a text the words that begin there: their lengths, in order, and their logarithms."""
        words: list[list[tuple[int, float]]] = [[] for _ in text]
        longest = min(self.longest, len(text))
        points = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
        key = every_key(points, longest)
        nth, begin = np.nonzero(self.may_hold(key))
        inside = begin + nth < len(text)
        nth, begin = nth[inside], begin[inside]
        place = np.minimum(np.searchsorted(self.keys, key[nth, begin]), len(self.keys) - 1)
        known = np.flatnonzero(self.keys[place] == key[nth, begin])
        for at, length, rank in zip(
            begin[known].tolist(), (nth[known] + 1).tolist(), self.ranks[place[known]].tolist(), strict=True
        ):
            words[at].append((length, self.logs[rank]))
        return words


def every_key(points: Codes, longest: int) -> Codes:
    """The key of every string of a text up to a length, one row a length; those that reach beyond its end mean nothing."""
    length = np.arange(1, longest + 1, dtype=np.uint64)[:, None]
    key = np.broadcast_to(started(length), (longest, len(points))).copy()
    follow = np.concatenate((points, np.zeros(longest, dtype=np.uint64)))
    for at in range(longest):
        add(key[at:], follow[at : at + len(points)])
    return key


def word_levels(strings: list[list[Codes]], table: Table) -> Levels:
    """Levels of words in a table of counts, 0 for what is none; `strings`: columns of characters, one list a length or place.

    The table takes 1 string in 256 for a word that is none, so it is asked only for those of which the dictionary holds the
    first bits, and longer ones are looked up as well: 1 in 6,000 pairs is left.
    """
    known, found = shipped(), np.zeros((len(strings), len(strings[0][0])), dtype=np.uint8)
    keys = [join(columns, len(columns)) for columns in strings]
    nth, at = np.nonzero(known.may_hold(np.concatenate(keys)).reshape(found.shape))
    starts = np.searchsorted(nth, np.arange(len(strings) + 1))
    named, asked = [], []
    for columns, key, one, two in zip(strings, keys, starts[:-1], starts[1:], strict=True):
        place = at[one:two]
        place = place if len(columns) == 2 else place[known.holds(key[place])]
        named.append(place)
        asked.append(join([column[place] for column in columns], WORD))
    level = table.levels(np.concatenate(asked))
    found[np.repeat(np.arange(len(strings)), [len(place) for place in named]), np.concatenate(named)] = level
    return found


@lru_cache(maxsize=512)
def cuts(sentence: str) -> frozenset[int]:
    """Offsets at which a word begins or ends, both ends of the sentence included; without guessing new words."""
    borders = set(range(len(sentence) + 1))
    dictionary = shipped()
    words = dictionary.found(sentence)
    for match in _RUN.finditer(sentence):
        start, end = match.span()
        borders.difference_update(range(start + 1, end))
        borders.update(_cut(sentence, start, end, words, dictionary.least))
    return frozenset(borders)


def crossed(text: str, start: int, end: int, right: str = "") -> bool:
    """Whether a word reaches over an edge of the characters `start`..`end` of a text that have no mark among them.

    Only the run that holds them is cut: marks part words. `right`: what stands for them if they are wrong; with it the run
    must not be far likelier.
    """
    for match in _RUN.finditer(text):
        if match.start() <= start and end <= match.end():
            run, first, last = match[0], start - match.start(), end - match.start()
            borders = cuts(run)
            if first in borders and last in borders:
                return False
            return not right or _likelihood(run[:first] + right + run[last:]) - _likelihood(run) < MISREAD
    return False


def _likelihood(run: str) -> float:
    """Logarithm of the probability of the likeliest cut of a run."""
    dictionary = shipped()
    return _best(0, len(run), dictionary.found(run), dictionary.least)[0][0]


def _cut(text: str, start: int, end: int, words: list[list[tuple[int, float]]], least: float) -> Iterator[int]:
    """Borders within a run; letters and digits that stand alone stay together."""
    best = _best(start, end, words, least)
    at, lettered = start, False
    while at < end:
        then = best[at][1]
        letter = then == at + 1 and _LETTER.match(text[at]) is not None
        if not (letter and lettered):
            yield at
        at, lettered = then, letter


def _best(start: int, end: int, words: list[list[tuple[int, float]]], least: float) -> dict[int, tuple[float, int]]:
    """For each offset of a run: the logarithm of the likeliest cut from there on, and where its first word ends."""
    best = {end: (0.0, end)}
    for at in range(end - 1, start - 1, -1):
        known = [(length, value) for length, value in words[at] if at + length <= end] or [(1, least)]
        best[at] = max((value + best[at + length][0], at + length) for length, value in known)
    return best


def open_dictionary(path: Path) -> Dictionary:
    """Map a file of words. Raises OSError when it cannot be read and ValueError when it is not one."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ValueError(f"{path}: not a dictionary of this version")
        header = json.loads(file.read(min(int.from_bytes(file.read(8), "little"), START)))
    count = int(header["words"])
    if path.stat().st_size != START + 10 * count:
        raise ValueError(f"{path}: cut short or not whole; fetch or build it again")
    data = np.memmap(path, dtype=np.uint8, mode="r", offset=START).view(np.ndarray)
    total = log(header["total"])
    logs = tuple(log(frequency) - total for frequency in header["frequencies"])
    keys, ranks = data[: 8 * count].view(np.uint64), data[8 * count :].view(np.uint16)
    bits = np.zeros(1 << BITS, dtype=np.bool_)
    bits[keys >> np.uint64(64 - BITS)] = True
    return Dictionary(keys, ranks, logs, -total, header["longest"], np.packbits(bits, bitorder="little"))


@cache
def shipped() -> Dictionary:
    """The shipped dictionary, mapped at the first use of a process."""
    return open_dictionary(DICTIONARY)
