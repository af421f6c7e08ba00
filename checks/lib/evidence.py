"""What speaks for and against a candidate: numbers from the counts around one character, one row a candidate.

A row is the window of `2 * SIDE + 1` codes around the character. All functions work on arrays of rows at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checks.lib import ngrams
from checks.lib.ngrams import PAD, Codes, Levels, Table

SIDE = PAD
LONGEST = 5
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_BACK_OFF = -1.2
_ALL = 18.1  # natural logarithm of the characters counted
RARE = 3
"""A trigram below this level (seen fewer than 3 times) is rare."""


@dataclass(frozen=True, slots=True, eq=False)
class Strength:
    """How well the rows' middle character fits: by length the levels of all windows, log-probability, words."""

    windows: tuple[Levels, ...]  # [n - 1]: rows x (2 * SIDE + 2 - n)
    probability: Floats
    word: Ints  # length of the longest dictionary word over the middle, 0 to 5
    word_level: Ints


FIRM_PAIR = 12
"""A character whose pairs with both neighbours are better known than this was hardly ever wrong: 1 in 50 sure slips."""


def windows_at(coded: Codes, place: Ints) -> Codes:
    """The rows of places of a coded text."""
    rows: Codes = coded[place[:, None] + np.arange(-SIDE, SIDE + 1)]
    return rows


def rare_trigrams(coded: Codes, table: Table) -> npt.NDArray[np.bool_]:
    """Whether the trigram that begins at a place is hardly known; one with a blank inside is layout and not rare."""
    rare: npt.NDArray[np.bool_] = table.text_levels(coded, 3) < RARE
    rare &= coded[1:-1] != 0
    return rare


def suspicious(coded: Codes, rare: npt.NDArray[np.bool_]) -> Ints:
    """Places of Chinese characters that at least two of their three trigrams know hardly."""
    covering = rare[:-2].astype(np.int8) + rare[1:-1] + rare[2:]
    place = np.flatnonzero(covering >= 2) + 2
    place = place[(place >= PAD) & (place < len(coded) - PAD)]
    return place[ngrams.is_han(coded[place])]


def shaky(coded: Codes, place: Ints, table: Table) -> Ints:
    """Those of the suspicious places with two unknown trigrams and a neighbour that they hardly go with (`FIRM_PAIR`)."""
    pairs = [ngrams.join([coded[place - 1], coded[place]], 2), ngrams.join([coded[place], coded[place + 1]], 2)]
    weaker = table.levels(np.concatenate(pairs)).reshape(2, -1).min(axis=0)
    place = place[weaker <= FIRM_PAIR]
    parts = [[coded[place - 2 + at + step] for step in range(3)] for at in range(3)]
    known = table.levels(np.concatenate([ngrams.join(part, 3) for part in parts])).reshape(3, -1)
    unknown: Ints = place[(known == 0).sum(axis=0) >= 2]
    return unknown


def strength(rows: Codes, table: Table) -> Strength:
    """Everything the counts know about the middle of the rows."""
    width, many = rows.shape[1], len(rows)
    asked, shape = [], []
    for length in range(1, LONGEST + 1):
        for at in range(width - length + 1):
            asked.append(ngrams.join([rows[:, at + step] for step in range(length)], length))
        shape.append(width - length + 1)
    spans = [(at, length) for length in range(5, 1, -1) for at in range(SIDE - length + 1, SIDE + 1)]
    for at, length in spans:
        asked.append(ngrams.join([rows[:, at + step] for step in range(length)], ngrams.WORD))
    level = table.levels(np.concatenate(asked)).reshape(-1, many) if many else np.zeros((len(asked), 0), np.uint8)
    ends = np.cumsum(shape)
    found = tuple(level[end - size : end].T for end, size in zip(ends, shape, strict=True))
    word, word_level = np.zeros(many, np.int64), np.zeros(many, np.int64)
    for (_, length), known in zip(spans, level[ends[-1] :], strict=True):
        better = (known > 0) & ((word == 0) | ((word == length) & (known > word_level)))
        word[better], word_level[better] = length, known[better]
    return Strength(found, _probability(found), word, word_level)


def _probability(found: tuple[Levels, ...]) -> Floats:
    """Log-probability of the middle character and the four after it, backing off to shorter contexts."""
    total = np.zeros(len(found[0]))
    for end in range(SIDE, 2 * SIDE + 1):
        value = ngrams.LOGS[found[0][:, end]] - _ALL + _BACK_OFF * (LONGEST - 1)
        for length in range(2, LONGEST + 1):
            level = found[length - 1][:, end - length + 1]
            before = found[length - 2][:, end - length + 1]
            seen = (level > 0) & (before > 0)
            given = np.minimum(ngrams.LOGS[level] - ngrams.LOGS[before], 0) + _BACK_OFF * (LONGEST - length)
            value = np.where(seen, given, value)
        total += value
    return total


def over_middle(levels: Levels, length: int) -> Levels:
    """The windows of one length that hold the middle."""
    return levels[:, SIDE - length + 1 : SIDE + 1]


def taken(part: Strength, row: Ints) -> Strength:
    """The strengths of some rows, in that order."""
    return Strength(tuple(level[row] for level in part.windows), part.probability[row], part.word[row], part.word_level[row])
