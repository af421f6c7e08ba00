"""What a character may have been meant to be: characters of the same or a near sound, and of a similar shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.lib import ngrams
from checks.lib.ngrams import Codes

_LEXICON = Path(__file__).resolve().parents[2] / "rules" / "lexicon"
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
class Confusions:
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


def build(sounds: dict[str, str], shapes: dict[str, str], table: ngrams.Table) -> Confusions:
    """All candidates that official text uses, from the two tables."""
    points = np.arange(0x10000, dtype=np.uint64)
    common = table.levels(ngrams.join([points], 1)) >= COMMON
    names, kinds = [], []
    for wrong, right, kind in _pairs(sounds, shapes):
        one, other = (np.array([ord(ch) for ch in part], dtype=np.uint32) for part in (wrong, right))
        pair = (one[:, None] << 16 | other).ravel()
        pair = pair[common[pair & 0xFFFF] & (pair >> 16 != pair & 0xFFFF)]
        names.append(pair)
        kinds.append(np.full(len(pair), kind, dtype=np.uint8))
    name, all_kinds = np.concatenate(names), np.concatenate(kinds)
    order = np.argsort(name, kind="stable")
    name, all_kinds = name[order], all_kinds[order]
    start = np.flatnonzero(np.concatenate(([True], name[1:] != name[:-1])))
    merged = np.bitwise_or.reduceat(all_kinds, start)
    name = name[start]
    first = np.searchsorted(name >> 16, np.arange(0x10001))
    return Confusions(first.astype(np.int64), (name & 0xFFFF).astype(np.uint16), merged)


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
