"""Set phrases (成语) with one wrong character, whatever that sounds or looks like: 一目了解 for 一目了然.

Writers slip into a word that they use every day, so that the wrong character often goes well with its neighbour. Three
characters of a phrase in their places are sign enough to ask the judges. The file is made by scripts/make_idioms.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.lib.typo import ngrams
from checks.lib.typo.evidence import SIDE, Ints
from checks.lib.typo.ngrams import Codes, Levels, Table

IDIOMS = Path(__file__).resolve().parents[3] / "rules" / "lexicon" / "idioms.words"
"""The shipped phrases."""

LENGTH = 4
MASKED = 16
"""In place of a length, with the number of the hidden character added: the three other characters of a phrase."""

MOST = 3
"""Three characters that more phrases share (一心_意) are not enough."""

BITS = 23
"""Two to this many bits tell nearly all keys that are none: a megabyte."""


@dataclass(frozen=True, slots=True, eq=False)
class Idioms:
    """Keys of three characters of every phrase in order, and the fourth; `bits`: one for the first `BITS` of each key."""

    keys: Codes
    hidden: Codes
    bits: Levels

    def meant(self, rows: Codes, table: Table) -> tuple[Ints, Codes]:
        """The rows whose middle is the only wrong character of a phrase, and what it should be; a row a possibility.

        Four characters that the table of counts holds as they stand are no phrase gone wrong (卓有成效 is not 富有成效).
        """
        owners, found = [], []
        for at in range(LENGTH):
            row, key = self._likely(rows, at)
            first, last = (np.searchsorted(self.keys, key, side) for side in ("left", "right"))
            stands = ngrams.join([rows[row, SIDE - at + step] for step in range(LENGTH)], LENGTH)
            last = np.where(table.levels(stands) > 0, first, last)
            for step in range(MOST):
                held = first + step < last
                owners.append(row[held])
                found.append(self.hidden[first[held] + step])
        owner, right = np.concatenate(owners), np.concatenate(found)
        other = right != rows[owner, SIDE]
        name = np.unique(owner[other].astype(np.uint64) << np.uint64(16) | right[other])
        return (name >> np.uint64(16)).astype(np.int64), name & np.uint64(0xFFFF)

    def nearly(self, coded: Codes) -> tuple[Ints, Ints, Codes]:
        """Every place of a coded text where a phrase with one other character begins, which that is, what it should be."""
        columns = [coded[step : len(coded) - LENGTH + 1 + step] for step in range(LENGTH)]
        begins, places, found = [], [], []
        for at in range(LENGTH):
            row, key = self._held(columns, at)
            first, last = (np.searchsorted(self.keys, key, side) for side in ("left", "right"))
            for step in range(MOST):
                held = np.flatnonzero(first + step < last)
                right = self.hidden[first[held] + step]
                other = right != columns[at][row[held]]
                begins.append(row[held][other])
                places.append(np.full(len(begins[-1]), at))
                found.append(right[other])
        return np.concatenate(begins), np.concatenate(places), np.concatenate(found)

    def _likely(self, rows: Codes, at: int) -> tuple[Ints, Codes]:
        """Rows that may hold a phrase around their middle, its character number `at`, and the keys of the others."""
        return self._held([rows[:, SIDE - at + step] for step in range(LENGTH)], at)

    def _held(self, columns: list[Codes], at: int) -> tuple[Ints, Codes]:
        """Rows of four columns that may be a phrase but for number `at`, and the keys of the others."""
        key = ngrams.join([*columns[:at], *columns[at + 1 :]], MASKED + at)
        bit = key >> np.uint64(64 - BITS)
        set_ = self.bits[bit >> np.uint64(3)] >> (bit & np.uint64(7)).astype(np.uint8) & 1
        row = np.flatnonzero(set_)
        return row, key[row]


def build(phrases: npt.NDArray[np.uint64]) -> Idioms:
    """From the characters of phrases, a row each. What too many phrases share is left out."""
    columns = [phrases[:, at] for at in range(LENGTH)]
    masked = [ngrams.join([*columns[:at], *columns[at + 1 :]], MASKED + at) for at in range(LENGTH)]
    key, hidden = np.concatenate(masked), np.concatenate(columns)
    order = np.lexsort((hidden, key))
    key, hidden = key[order], hidden[order]
    many = np.searchsorted(key, key, "right") - np.searchsorted(key, key, "left")
    key, hidden = key[many <= MOST], hidden[many <= MOST]
    bits = np.zeros(1 << BITS, dtype=np.bool_)
    bits[key >> np.uint64(64 - BITS)] = True
    return Idioms(key, hidden, np.packbits(bits, bitorder="little"))


def read_idioms(path: Path) -> Idioms:
    """The phrases of a file, ready to be looked up."""
    return build(np.frombuffer(_text(path).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64).reshape(-1, LENGTH))


def phrases_of(path: Path) -> frozenset[str]:
    """The phrases of a file themselves."""
    text = _text(path)
    return frozenset(text[at : at + LENGTH] for at in range(0, len(text), LENGTH))


def _text(path: Path) -> str:
    """The phrases of a file, four characters each, one after the other."""
    return "".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


@cache
def shipped() -> Idioms:
    """The shipped phrases, read at the first use of a process."""
    return read_idioms(IDIOMS)
