"""What a character may have been meant to be: characters of the same or a near sound, and of a similar shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.lib.typo import ngrams
from checks.lib.typo.ngrams import Codes, Levels, Table

_LEXICON = Path(__file__).resolve().parents[3] / "rules" / "lexicon"
SOUNDS = _LEXICON / "sounds.tsv"
SHAPES = _LEXICON / "shapes.tsv"

SAME, NEAR, FAR, SHAPE = 1, 2, 4, 8
"""Why a character is a candidate; the sum of what applies. FAR: a sound that differs by more than an accent."""

COMMON = 7
"""Least level of a character that is proposed: official text uses it."""

_NEAR_FIRST = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"))
_FAR_FIRST = (("b", "p"), ("d", "t"), ("g", "k"), ("j", "q"), ("j", "z"), ("x", "s"), ("q", "c"), ("j", "x"), ("zh", "ch"))
_LAST = (("ang", "an"), ("eng", "en"), ("ing", "in"))


@dataclass(frozen=True, slots=True, eq=False)
class Plain:
    """Candidates of every character of the basic plane: those of code c stand from `first[c]` to `first[c + 1]`."""

    first: npt.NDArray[np.int64]
    right: npt.NDArray[np.uint16]
    kind: npt.NDArray[np.uint8]

    def of(self, coded: Codes) -> tuple[npt.NDArray[np.int64], Codes, npt.NDArray[np.uint8]]:
        """For an array of codes: index of the code, candidate and kind, one row a candidate."""
        place = coded.astype(np.int64)
        begin = self.first[place]
        many = self.first[place + 1] - begin
        owner = np.repeat(np.arange(len(coded)), many)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(many) - many, many)
        row = begin[owner] + within
        return owner, self.right[row].astype(np.uint64), self.kind[row]


@dataclass(frozen=True, slots=True, eq=False)
class Confusions:
    """What a character may have been meant to be.

    All candidates plainly, and once more as bits, for usual characters that stand for usual ones: `alike` holds all kinds,
    `same` those of the same sound. Bits of several conditions are joined before any candidate is written out, which is
    what makes it fast.
    """

    all: Plain
    seldom: Plain  # the candidates that are not usual, which have no bits
    alike: Levels  # [place of the character that stands]: a bit for every usual candidate
    same: Levels

    def bits(self, wrong: Codes, table: Table, *, same: bool = False) -> Levels:
        """The usual candidates of each code as a row of bits; `same`: only those of the same sound."""
        at = table.index[wrong]
        found = (self.same if same else self.alike)[at]
        seldom = np.flatnonzero(at < 0)
        if len(seldom):
            found[seldom] = 0
            owner, right, kind = self.all.of(wrong[seldom])
            place = table.index[right]
            kept = (place >= 0) & (kind & SAME > 0 if same else True)
            place = place[kept]
            np.bitwise_or.at(found, (seldom[owner[kept]], place >> 3), (128 >> (place & 7)).astype(np.uint8))
        return found

    def kinds(self, wrong: Codes, right: Codes) -> npt.NDArray[np.uint8]:
        """Why each `right` is a candidate for its `wrong`; 0 where it is none."""
        first, right_of, kind_of = self.all.first, self.all.right, self.all.kind
        begin, end = first[wrong.astype(np.int64)], first[wrong.astype(np.int64) + 1]
        while (open_ := begin < end).any():  # the candidates of one character stand in order
            middle = (begin + end) >> 1
            below = open_ & (right_of[np.minimum(middle, len(right_of) - 1)] < right)
            begin = np.where(below, middle + 1, begin)
            end = np.where(open_ & ~below, middle, end)
        at = np.minimum(begin, len(right_of) - 1)
        found = (right_of[at] == right) & (begin < first[wrong.astype(np.int64) + 1])
        kinds: npt.NDArray[np.uint8] = np.where(found, kind_of[at], 0).astype(np.uint8)
        return kinds


def near_sounds(syllable: str) -> tuple[set[str], set[str]]:
    """Syllables that accents mix up with this one, and those a hasty hand does; neither holds it or the other's."""
    firsts = _turned(syllable, _NEAR_FIRST, str.startswith, lambda text, old, new: new + text[len(old) :])
    near = {other for first in firsts for other in _turned(first, _LAST, str.endswith, _swap_end)} - {syllable}
    far = _turned(syllable, _FAR_FIRST, str.startswith, lambda text, old, new: new + text[len(old) :])
    return near, far - near - {syllable}


def _turned(
    text: str, pairs: Iterable[tuple[str, str]], fits: Callable[[str, str], bool], turn: Callable[[str, str, str], str]
) -> set[str]:
    found = {text}
    for one, other in pairs:
        if fits(text, one):
            found.add(turn(text, one, other))
        elif fits(text, other):
            found.add(turn(text, other, one))
    return found


def _swap_end(text: str, old: str, new: str) -> str:
    return text[: len(text) - len(old)] + new


def read_table(path: Path) -> dict[str, str]:
    """`key<TAB>characters` lines of a lexicon file, without its comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def build(sounds: dict[str, str], shapes: dict[str, str], table: Table) -> Confusions:
    """All candidates that official text uses, from the two tables."""
    points = np.arange(0x10000, dtype=np.uint64)
    common = table.levels(ngrams.join([points], 1)) >= COMMON
    name, all_kinds = _each_pair(list(_pairs(sounds, shapes)))
    usable = common[name & 0xFFFF] & (name >> 16 != name & 0xFFFF)
    name, all_kinds = name[usable], all_kinds[usable]
    order = np.argsort(name, kind="stable")
    name, all_kinds = name[order], all_kinds[order]
    start = np.flatnonzero(np.concatenate(([True], name[1:] != name[:-1])))
    merged = np.bitwise_or.reduceat(all_kinds, start)
    name = name[start]
    seldom = table.index[name & 0xFFFF] < 0
    alike, same = _bits(name, table), _bits(name[merged & SAME > 0], table)
    return Confusions(_plain(name, merged), _plain(name[seldom], merged[seldom]), alike, same)


def _each_pair(groups: list[tuple[str, str, int]]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    """Every character of a group's first string with every one of its second (first << 16 | second), and the group's kind."""
    one, other, kind = zip(*groups, strict=True)
    ones, others = (np.frombuffer("".join(part).encode("utf-32-le"), dtype=np.uint32) for part in (one, other))
    group = np.repeat(np.arange(len(groups)), [len(part) for part in one])
    sizes = np.array([len(part) for part in other])
    many = sizes[group]
    owner = np.repeat(np.arange(len(ones)), many)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(many) - many, many)
    right = others[(np.cumsum(sizes) - sizes)[group[owner]] + within]
    return ones[owner] << 16 | right, np.array(kind, dtype=np.uint8)[group[owner]]


def _plain(name: npt.NDArray[np.uint32], kind: npt.NDArray[np.uint8]) -> Plain:
    first = np.searchsorted(name >> 16, np.arange(0x10001))
    return Plain(first.astype(np.int64), (name & 0xFFFF).astype(np.uint16), kind)


def _bits(name: npt.NDArray[np.uint32], table: Table) -> Levels:
    """Pairs of usual characters (wrong << 16 | right) as rows of bits."""
    wrong, right = table.index[name >> 16], table.index[name & 0xFFFF]
    both = (wrong >= 0) & (right >= 0)
    wrong, right = wrong[both], right[both]
    bits = np.zeros(table.after.shape, dtype=np.uint8)
    np.bitwise_or.at(bits, (wrong, right >> 3), (128 >> (right & 7)).astype(np.uint8))
    return bits


def _pairs(sounds: dict[str, str], shapes: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    for syllable, characters in sounds.items():
        near, far = near_sounds(syllable)
        yield characters, characters, SAME
        yield characters, "".join(sounds.get(other, "") for other in sorted(near)), NEAR
        yield characters, "".join(sounds.get(other, "") for other in sorted(far)), FAR
    for one, others in shapes.items():
        yield one, others, SHAPE


@cache
def confusions() -> Confusions:
    """The shipped tables, read at the first use of a process."""
    return build(read_table(SOUNDS), read_table(SHAPES), ngrams.official())
