"""Where the wrong forms of the shipped lexicon stand in a text: two filters over its characters, then exact look-up.

An automaton over 42,000 entries costs 17 MB in every worker process and reads 1.7 million characters a second; arrays of
keys beside the file's own bytes cost 3 MB and read ten times as much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.lib.typo.ngrams import Codes, join
from checks.lib.words import LEXICON, Entry, parse_line, wrong_form

Points = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_BITS = 20


@dataclass(frozen=True, slots=True, eq=False)
class WrongWords:
    """A lexicon: its lines as they stand in the file, and keys of the wrong forms in order."""

    data: bytes
    lines: npt.NDArray[np.int64]  # by key: where the line begins
    numbers: npt.NDArray[np.int32]  # by key: number of the line in the file, from 1
    keys: Codes
    lengths: tuple[int, ...]
    pairs: Flags  # hashes of the forms of two characters
    starts: Flags  # hashes of the first three characters of longer ones

    def find(self, text: str) -> Iterator[tuple[int, Entry]]:
        """Every match as (offset of its first character, entry); the shortest forms first, each in order of place."""
        points = points_of(text)
        short, long = self._likely(points)
        for length in self.lengths:
            place = short if length == 2 else long
            place = place[place <= len(points) - length]
            key = join([points[place + at].astype(np.uint64) for at in range(length)], length)
            row = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
            for found in np.flatnonzero(self.keys[row] == key).tolist():
                entry = self._entry(int(row[found]))
                at = int(place[found])
                if text.startswith(entry.wrong, at):
                    yield at, entry

    def _likely(self, points: Points) -> tuple[Places, Places]:
        """Places where a form of two characters may begin, and where a longer one may."""
        if len(points) < 2:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        pair = _of_pairs(points[:-1], points[1:])
        three = _of_pairs(pair[:-1], points[2:])
        return np.flatnonzero(self.pairs[pair >> (32 - _BITS)]), np.flatnonzero(self.starts[three >> (32 - _BITS)])

    def _entry(self, row: int) -> Entry:
        return _entry(self.data, int(self.lines[row]), int(self.numbers[row]))


def points_of(text: str) -> Points:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)


def _of_pairs(one: Points, two: Points) -> Points:
    mixed = (one * np.uint32(0x9E3779B1)) ^ (two * np.uint32(0x85EBCA6B))
    mixed ^= mixed >> np.uint32(15)
    return mixed * np.uint32(0x2C1B3C6D)


@lru_cache(maxsize=256)
def _entry(data: bytes, start: int, number: int) -> Entry:
    entry = parse_line(data[start : data.index(b"\n", start)].decode("utf-8"), number)
    if entry is None:
        raise ValueError("the lexicon has changed while it was read")
    return entry


def read(path: Path) -> WrongWords:
    """The lexicon of a file, every line of it read once. Raises ValueError for a line that is none."""
    data = path.read_bytes()
    data += b"" if data.endswith(b"\n") else b"\n"
    forms: dict[str, tuple[int, int]] = {}
    start = 0
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        wrong = wrong_form(line.decode("utf-8").rstrip("\r"))
        if wrong is not None:  # a later entry replaces an earlier one of the same form
            forms[wrong] = (start, number)
        start += len(line) + 1
    keys = np.zeros(len(forms), dtype=np.uint64)
    pairs, starts = np.zeros(1 << _BITS, dtype=np.bool_), np.zeros(1 << _BITS, dtype=np.bool_)
    names = list(forms)
    sizes = np.array([len(name) for name in names], dtype=np.int64)
    lengths = np.unique(sizes).tolist()
    for length in lengths:
        rows = np.flatnonzero(sizes == length)
        points = points_of("".join(names[at] for at in rows)).reshape(-1, length)
        keys[rows] = join([points[:, at].astype(np.uint64) for at in range(length)], length)
        first = _of_pairs(points[:, 0], points[:, 1])
        if length == 2:
            pairs[first >> (32 - _BITS)] = True
        else:
            starts[_of_pairs(first, points[:, 2]) >> (32 - _BITS)] = True
    order = np.argsort(keys)
    places = np.array(list(forms.values()), dtype=np.int64).reshape(-1, 2)[order]
    return WrongWords(data, places[:, 0], places[:, 1].astype(np.int32), keys[order], tuple(lengths), pairs, starts)


@cache
def shipped() -> WrongWords:
    """The shipped lexicon, read at the first use of a process."""
    return read(LEXICON)
