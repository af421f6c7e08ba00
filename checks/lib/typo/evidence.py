"""What speaks for and against a candidate: numbers from the counts around one character, one row a candidate.

A row is the window of `2 * SIDE + 1` codes around the character. All functions work on arrays of rows at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from checks.lib.typo import cutter, ngrams
from checks.lib.typo.ngrams import PAD, Codes, Levels, Table

SIDE = PAD
LONGEST = 5
REACH = 4
"""A slip changes what is thought of so many places on each side."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_BACK_OFF = -1.2
_ALL = 18.1  # natural logarithm of the characters counted
_WORDS = 17.9  # natural logarithm of the words counted for the dictionary
_ALONE = -2.5  # most characters that are counted stand in longer words
RARE = 3
"""A trigram below this level (seen fewer than 3 times) is rare."""


@dataclass(frozen=True, slots=True, eq=False)
class Strength:
    """How well the rows' middle character fits: by length the levels of all windows, log-probabilities, words, cuts."""

    windows: tuple[Levels, ...]  # [n - 1]: rows x (2 * SIDE + 2 - n)
    spans: tuple[Levels, ...]  # [n - 2]: the same for words of the dictionary, of 2 to LONGEST characters
    probability: Floats  # of the middle and what follows it, each after what stands before it
    backward: Floats  # of the middle and what stands before it, each before what follows it
    cut: Floats  # log-probability of the likeliest words of the whole row
    word: Ints  # length of the longest dictionary word over the middle, 0 to 5
    word_level: Ints


LOOSE_PAIR = 9
"""Level of the less known pair with a neighbour where two of the three trigrams are known: 9 in 10 of the slips at such places
have a pair no better known."""


def windows_at(coded: Codes, place: Ints) -> Codes:
    """The rows of places of a coded text."""
    rows: Codes = coded[place[:, None] + np.arange(-SIDE, SIDE + 1)]
    return rows


def rare_trigrams(coded: Codes, table: Table) -> npt.NDArray[np.bool_]:
    """Whether the trigram that begins at a place is hardly known; one with a blank inside is layout and not rare."""
    rare: npt.NDArray[np.bool_] = table.text_levels(coded, 3) < RARE
    rare &= coded[1:-1] != 0
    return rare


def look_again(coded: Codes, rare: npt.NDArray[np.bool_], place: Ints, table: Table) -> None:
    """Bring `rare` up to date where the characters at some places have changed."""
    at = np.unique(place[:, None] + np.arange(-2, 1))
    at = at[(at >= 0) & (at < len(rare))]
    known = table.levels(ngrams.join([coded[at + step] for step in range(3)], 3))
    rare[at] = (known < RARE) & (coded[at + 1] != 0)


def suspicious(coded: Codes, rare: npt.NDArray[np.bool_]) -> Ints:
    """Places of Chinese characters that at least two of their three trigrams know hardly."""
    covering = rare[:-2].astype(np.int8) + rare[1:-1] + rare[2:]
    place = np.flatnonzero(covering >= 2) + 2
    place = place[(place >= PAD) & (place < len(coded) - PAD)]
    return place[ngrams.is_han(coded[place])]


def hardly_known(coded: Codes, rare: npt.NDArray[np.bool_]) -> Ints:
    """Places of Chinese characters that at least one of their three trigrams knows hardly."""
    place = np.flatnonzero(rare[:-2] | rare[1:-1] | rare[2:]) + 2
    place = place[(place >= PAD) & (place < len(coded) - PAD)]
    return place[ngrams.is_han(coded[place])]


def half_known(coded: Codes, rare: npt.NDArray[np.bool_], table: Table, near: Ints | None = None) -> Ints:
    """Places that one of the three trigrams knows hardly, next to a character that they do not often stand beside.

    `near`: only those within reach of these places.

    A slip that makes a word of other meaning (以法予以, 督察 for 督查) is found at such places if at all.
    """
    place = np.flatnonzero(rare[:-2].astype(np.int8) + rare[1:-1] + rare[2:] == 1) + 2
    place = place if near is None else place[is_near(place, near)]
    place = place[(place >= PAD) & (place < len(coded) - PAD)]
    place = place[ngrams.is_han(coded[place])]
    found: Ints = place[_weaker_pair(coded, place, table) <= LOOSE_PAIR]
    return found


def is_near(place: Ints, near: Ints) -> npt.NDArray[np.bool_]:
    """Which places are within reach of some others, of which there is at least one."""
    near = np.sort(near)
    at = np.searchsorted(near, place)
    left = np.abs(place - near[np.maximum(at - 1, 0)]) <= REACH
    right = np.abs(place - near[np.minimum(at, len(near) - 1)]) <= REACH
    found: npt.NDArray[np.bool_] = left | right
    return found


def _weaker_pair(coded: Codes, place: Ints, table: Table) -> Levels:
    """Level of the less known of the two pairs that a character makes with its neighbours."""
    pairs = [ngrams.join([coded[place - 1], coded[place]], 2), ngrams.join([coded[place], coded[place + 1]], 2)]
    weaker: Levels = table.levels(np.concatenate(pairs)).reshape(2, -1).min(axis=0)
    return weaker


def strength(rows: Codes, table: Table) -> Strength:
    """Everything the counts know about the rows and their middle."""
    width, many = rows.shape[1], len(rows)
    asked = [(length, at) for length in range(1, LONGEST + 1) for at in range(width - length + 1)]
    words = [(length, at) for length in range(2, LONGEST + 1) for at in range(width - length + 1)]
    level = _asked(rows, asked, words, table)
    ends = np.cumsum([0, *(width - length + 1 for length in range(1, LONGEST + 1))])
    windows = tuple(level[one:two].T for one, two in pairwise(ends))
    ends = len(asked) + np.cumsum([0, *(width - length + 1 for length in range(2, LONGEST + 1))])
    spans = tuple(level[one:two].T for one, two in pairwise(ends))
    return _summed(windows, spans, many)


def changed(stands: Strength, rows: Codes, wide: npt.NDArray[np.bool_], table: Table) -> Strength:
    """The strength of rows that differ from those of `stands` in the middle, and where `wide` also right behind it.

    Only what holds a changed character is asked again.
    """
    windows, spans = tuple(level.copy() for level in stands.windows), tuple(level.copy() for level in stands.spans)
    both = np.flatnonzero(wide)
    for row, first, last in ((slice(None), SIDE, SIDE), (both, SIDE + 1, SIDE + 1)):
        asked = [(length, at) for length in range(1, LONGEST + 1) for at in _over(first, last, length, rows.shape[1])]
        words = [(length, at) for length, at in asked if length > 1]
        level = _asked(rows[row], asked, words, table)
        for (length, at), known in zip(asked, level, strict=False):
            windows[length - 1][row, at] = known
        for (length, at), known in zip(words, level[len(asked) :], strict=True):
            spans[length - 2][row, at] = known
    return _summed(windows, spans, len(rows))


def _over(first: int, last: int, length: int, width: int) -> range:
    """Where windows of a length that hold one of the places `first`..`last` begin."""
    return range(max(first - length + 1, 0), min(last, width - length) + 1)


def _asked(rows: Codes, asked: list[tuple[int, int]], words: list[tuple[int, int]], table: Table) -> Levels:
    """Levels of the windows, then of the words, that begin at some places of the rows: one line for each of them."""
    many = len(rows)
    if not many:
        return np.zeros((len(asked) + len(words), 0), np.uint8)
    strings, named = ([[rows[:, at + step] for step in range(length)] for length, at in part] for part in (asked, words))
    key = [ngrams.join(columns, len(columns)) for columns in strings]
    return np.concatenate((table.levels(np.concatenate(key)).reshape(-1, many), cutter.word_levels(named, table)))


def _believed(windows: tuple[Levels, ...]) -> tuple[Levels, ...]:
    """The levels without those that cannot be: a string is at most as frequent as the two shorter ones that it holds.

    Of strings that were never counted the table knows 1 in 256 at some level, which this tells nearly always.
    """
    believed = list(windows[:1])
    for level in windows[1:]:
        shorter = believed[-1]
        believed.append(np.where(level <= np.minimum(shorter[:, :-1], shorter[:, 1:]), level, np.uint8(0)))
    return tuple(believed)


def _summed(windows: tuple[Levels, ...], spans: tuple[Levels, ...], many: int) -> Strength:
    windows = _believed(windows)
    word, word_level = np.zeros(many, np.int64), np.zeros(many, np.int64)
    for length in range(LONGEST, 1, -1):
        best = over_middle(spans[length - 2], length).max(axis=1)
        better = (word == 0) & (best > 0)
        word[better], word_level[better] = length, best[better]
    cut = _cut(windows[0], spans)
    return Strength(windows, spans, _probability(windows), _backward(windows), cut, word, word_level)


def _probability(found: tuple[Levels, ...]) -> Floats:
    """Log-probability of the middle character and the four after it, backing off to shorter contexts."""
    total = np.zeros(len(found[0]))
    for end in range(SIDE, 2 * SIDE + 1):
        value = ngrams.LOGS[found[0][:, end]] - _ALL + _BACK_OFF * (LONGEST - 1)
        for length in range(2, LONGEST + 1):
            level = found[length - 1][:, end - length + 1]
            before = found[length - 2][:, end - length + 1]
            value = _backed(value, level, before, length)
        total += value
    return total


def _backward(found: tuple[Levels, ...]) -> Floats:
    """The same for the middle and the four before it, read from behind."""
    total = np.zeros(len(found[0]))
    for start in range(SIDE + 1):
        value = ngrams.LOGS[found[0][:, start]] - _ALL + _BACK_OFF * (LONGEST - 1)
        for length in range(2, LONGEST + 1):
            value = _backed(value, found[length - 1][:, start], found[length - 2][:, start + 1], length)
        total += value
    return total


def _backed(value: Floats, level: Levels, context: Levels, length: int) -> Floats:
    """The probability by a longer string where it and its context are known, else `value`."""
    given = np.minimum(ngrams.LOGS[level] - ngrams.LOGS[context], 0) + _BACK_OFF * (LONGEST - length)
    return np.where((level > 0) & (context > 0), given, value)


def _cut(single: Levels, spans: tuple[Levels, ...]) -> Floats:
    """Log-probability of the likeliest way to read each row as words; a character alone is one, but a less likely one."""
    width = single.shape[1]
    alone = ngrams.LOGS[single] - _ALL + _ALONE
    best = [np.zeros(len(single))]
    for end in range(1, width + 1):
        value = best[end - 1] + alone[:, end - 1]
        for length in range(2, min(LONGEST, end) + 1):
            level = spans[length - 2][:, end - length]
            word = np.where(level > 0, best[end - length] + ngrams.LOGS[level] - _WORDS, -np.inf)
            value = np.maximum(value, word)
        best.append(value)
    return best[-1]


def over_middle(levels: Levels, length: int) -> Levels:
    """The windows of one length that hold the middle."""
    return levels[:, SIDE - length + 1 : SIDE + 1]


def taken(part: Strength, row: Ints) -> Strength:
    """The strengths of some rows, in that order."""
    return Strength(
        tuple(level[row] for level in part.windows),
        tuple(level[row] for level in part.spans),
        part.probability[row],
        part.backward[row],
        part.cut[row],
        part.word[row],
        part.word_level[row],
    )
