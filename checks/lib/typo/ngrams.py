"""Character n-grams of official text: codes and hashes of a text, and look-up of quantised counts in a mapped table.

The file (made by scripts/make_language_model.py) is `MAGIC`, the length of a JSON header as 8 bytes little endian, the header,
zero bytes up to `header["start"]`, then two byte arrays of the same binary fuse graph: one byte of fingerprint a cell, half
a byte of level a cell; then the usual characters, and deflated as bits which of them follow which. A key is the XOR of three
cells, so a key costs 1.7 bytes whatever its length, an unknown one is taken for a known one in 1 of 256 cases, and worker
processes share the pages of one mapping.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint64]
Levels = npt.NDArray[np.uint8]

MAGIC = b"XUNCHA-NGRAMS-4\n"
MODEL = Path(__file__).resolve().parents[3] / "rules" / "lexicon" / "official.ngrams"
"""The shipped counts."""

STEPS = (1, 2, 3, 4, 6, 9, 14, 24, 45, 90, 200, 500, 1500, 6000, 30000)
"""Least count of level 1, 2, ...; level 0 is a string that is not in the table."""

LOGS = np.log(np.array([0.3, *(np.sqrt(np.array(STEPS) * np.array((*STEPS[1:], 150000))))]))
"""Natural logarithm of a level's typical count."""

USUAL = 10
"""Least level of a usual character."""

FOLLOWS = 4
"""Least level of a pair that counts as known in the arrays of bits; a word of the dictionary always does."""

WORD = 9
"""In place of a length: the string is a word of the segmenter's dictionary."""

PAD = 4
"""Codes that stand before and after a text's own."""

_GAP = 0
_DIGIT, _LETTER = ord("0"), ord("A")
_END = ord("。")
_SAME = str.maketrans(",;:()?!？！·．", "，；：（）。。。。••")


@cache
def _classes() -> npt.NDArray[np.uint64]:
    """Code of every character of the basic plane: digits and letters are one each, blanks and controls are a gap."""
    table = np.arange(0x10000, dtype=np.uint64)
    table[:0x21] = _GAP
    table[0x0A] = table[0x0D] = _END  # a paragraph's edge reads like a sentence's
    for blank in (0x7F, 0xA0, 0x3000, 0x200B, 0xFEFF, 0x2028, 0x2029):
        table[blank] = _GAP
    for first, last, code in ((0x30, 0x39, _DIGIT), (0xFF10, 0xFF19, _DIGIT), (0x41, 0x5A, _LETTER), (0x61, 0x7A, _LETTER)):
        table[first : last + 1] = code
    table[0xFF21:0xFF3B] = table[0xFF41:0xFF5B] = _LETTER
    for character, same in _SAME.items():
        table[character] = same
    return table


def codes(text: str) -> Codes:
    """A code for every character of `text`, with `PAD` ends of sentences before and after it."""
    points = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    coded = np.full(len(points) + 2 * PAD, _END, dtype=np.uint64)
    coded[PAD:-PAD] = _classes()[np.where(points < 0x10000, points, 0xFFFD)]
    return coded


def is_han(coded: Codes) -> npt.NDArray[np.bool_]:
    """Which codes are Chinese characters."""
    return (coded >= 0x4E00) & (coded <= 0x9FFF)


def join(columns: list[Codes], length: int, begun: Codes | None = None) -> Codes:
    """Keys of strings whose first, second, ... codes are `columns`; `length` (or WORD) keeps lengths apart.

    `begun`: what `join` made of the columns before these.
    """
    key = np.full(len(columns[0]), started(np.array([length], dtype=np.uint64))) if begun is None else begun.copy()
    for column in columns:
        add(key, column)
    return key


def started(length: Codes) -> Codes:
    """Keys of strings of some lengths before their first code."""
    key: Codes = length * np.uint64(0x9E3779B1) + np.uint64(1)
    return key


def add(key: Codes, column: Codes) -> None:
    """Make keys those of strings that are longer by a code."""
    key ^= column
    key *= np.uint64(0x9FB21C651E98DF25)
    key ^= key >> np.uint64(29)


def keys(coded: Codes, length: int) -> Codes:
    """The key of the n-gram that begins at each place of `coded` (shorter than it by length - 1)."""
    last = len(coded) - length + 1
    return join([coded[at : at + last] for at in range(length)], length) if last > 0 else coded[:0]


def mixed(key: Codes, seed: int) -> Codes:
    """A well spread 64-bit number of every key (the finaliser of splitmix64)."""
    key = key + np.uint64(seed)
    key ^= key >> np.uint64(30)
    key *= np.uint64(0xBF58476D1CE4E5B9)
    key ^= key >> np.uint64(27)
    key *= np.uint64(0x94D049BB133111EB)
    key ^= key >> np.uint64(31)
    return key


@dataclass(frozen=True, slots=True)
class Graph:
    """Where the three cells of a key are: `segments` windows of 2**bits cells each, three neighbours a key."""

    segments: int
    bits: int
    seed: int

    @property
    def cells(self) -> int:
        """Number of cells."""
        return (self.segments + 2) << self.bits

    def places(self, key: Codes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64], Levels]:
        """The three cells of every key, and its fingerprint."""
        first = mixed(key, self.seed)
        second = mixed(first, 0x632BE5AB)
        mask, width = np.uint64((1 << self.bits) - 1), np.uint64(self.bits)
        start = first >> np.uint64(32)
        start *= np.uint64(self.segments)
        start >>= np.uint64(32)
        start <<= width
        one = start + (first & mask)
        start += mask + np.uint64(1)
        two = start + (second & mask)
        start += mask + np.uint64(1)
        three = start + ((second >> np.uint64(20)) & mask)
        print_ = (second >> np.uint64(56)).astype(np.uint8)
        return one.view(np.int64), two.view(np.int64), three.view(np.int64), print_


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Counts by key, as levels 0 to 15."""

    graph: Graph
    prints: Levels
    halves: Levels
    header: dict[str, object]
    characters: Codes  # the usual characters, by code
    after: Levels  # [i]: a bit for every usual character that follows the i-th
    before: Levels  # [i]: a bit for every one that precedes it
    index: npt.NDArray[np.int32]  # [code]: place of a usual character, or -1

    def levels(self, key: Codes) -> Levels:
        """The level of every key; 0 where the string was not counted."""
        one, two, three, print_ = self.graph.places(key)
        print_ ^= self.prints.take(one)
        print_ ^= self.prints.take(two)
        print_ ^= self.prints.take(three)
        known = np.flatnonzero(print_ == 0)
        found = np.zeros(len(key), dtype=np.uint8)
        one, two, three = one[known], two[known], three[known]
        found[known] = _half(self.halves, one) ^ _half(self.halves, two) ^ _half(self.halves, three)
        return found

    def follows(self, one: Codes, two: Codes) -> npt.NDArray[np.bool_]:
        """Whether `two` is known right after `one`; false where either is not usual. Far cheaper than `levels`."""
        first, second = self.index[one], self.index[two]
        bit = self.after[first, second >> 3] >> (7 - (second & 7)).astype(np.uint8) & 1
        known: npt.NDArray[np.bool_] = (bit > 0) & (first >= 0) & (second >= 0)
        return known

    def text_levels(self, coded: Codes, length: int) -> Levels:
        """Level of the n-gram that begins at each place of a coded text."""
        return self.levels(keys(coded, length))


def _half(halves: Levels, place: npt.NDArray[np.int64]) -> Levels:
    half: Levels = halves.take(place >> 1)
    half >>= ((place & 1) << 2).astype(np.uint8)
    half &= 15
    return half


def open_table(path: Path) -> Table:
    """Map a file of counts. Raises OSError when it cannot be read and ValueError when it is not one."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ValueError(f"{path}: not a file of n-gram counts of this version")
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(min(size, 1 << 20)))
    graph = Graph(header["segments"], header["bits"], header["seed"])
    usual = int(header["usual"])
    ends = np.cumsum([0, graph.cells, graph.cells // 2, usual * 4, int(header["followers"])])
    if path.stat().st_size != header["start"] + ends[-1]:
        raise ValueError(f"{path}: cut short or not whole; fetch or build it again")
    # A plain view of the mapping: fancy indexing of np.memmap itself costs a Python call for every result.
    data = np.memmap(path, dtype=np.uint8, mode="r", offset=header["start"]).view(np.ndarray)
    prints, halves, names, packed = (data[one:two] for one, two in pairwise(ends))
    after, before = _followers(packed.tobytes(), usual)
    characters = names.view("<u4").astype(np.uint64)
    index = np.full(0x10000, -1, dtype=np.int32)
    index[characters] = np.arange(usual)
    return Table(graph, prints, halves, header, characters, after, before, index)


def _followers(packed: bytes, usual: int) -> tuple[Levels, Levels]:
    """Which usual characters follow, and which precede, each of them, as bits. Raises ValueError when they are spoilt."""
    row = (usual + 7) // 8
    unpack = zlib.decompressobj()
    after = np.frombuffer(unpack.decompress(packed, usual * row), dtype=np.uint8)
    if len(after) != usual * row:
        raise ValueError("the bits of the file of counts are spoilt; fetch or build it again")
    after = after.reshape(usual, row)
    known = np.unpackbits(after, axis=1)[:, :usual]
    return after, np.packbits(known.T, axis=1)


@cache
def official() -> Table:
    """The shipped counts, mapped at the first use of a process."""
    return open_table(MODEL)
