"""What could stand at a suspicious place instead: sound-alikes and look-alikes, whole words of the same sound, whatever fits.

Proposals are arrays, one row each. They are made wide and thinned at once by pairs and trigrams, so that only what official
text knows better than what stands there reaches the judge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checks.lib import ngrams
from checks.lib.candidates import Confusions
from checks.lib.evidence import SIDE, Ints
from checks.lib.ngrams import Codes, Levels, Table

FITS, WORD, SWAP = 0, 16, 17
"""Kinds beside those of `candidates`: fits without likeness, two characters of the same sound, two that changed places."""

KINDS = 18
KEPT, KEPT_FITS = 5, 2
"""Single characters of one place that reach the judge: with a likeness, and without."""

KEPT_WORDS = 3
"""Pairs of characters of one place that reach the judge."""

BESIDE = 3
"""Least level of a proposed character together with one of its neighbours."""

KNOWN = 7
"""Least level of the best trigram of a strict proposal: of slips held certain 1 in 100 has less."""

WORTH, LEAD = 45, 24
"""Least worth of a strict proposal, and by how much it must exceed what stands: less than slips held certain have."""

LEAST_WORTH = 8
"""Least worth of a single character that is proposed."""

WORD_WORTH = 3
MOST_WORD = 4 * WORD_WORTH
"""What each character of a word that a proposal makes adds to its worth, and the most that is."""

PAIR = 6
"""Least level of two characters that are proposed together."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """Rows of proposals: the index of the place, the character meant, the next one (0: as it stands), why, how known."""

    owner: Ints
    right: Codes
    second: Codes
    kind: Ints
    worth: Ints

    def taken(self, row: npt.NDArray[np.bool_] | Ints) -> Proposals:
        """Some of the rows."""
        return Proposals(self.owner[row], self.right[row], self.second[row], self.kind[row], self.worth[row])


def singles(rows: Codes, confusions: Confusions, table: Table, *, strict: bool) -> Proposals:
    """Single characters: those that sound or look alike, and those that fit between the neighbours.

    `strict`: only those that both neighbours know and whose trigrams are well known; enough for slips that are certain.
    """
    standing = _worth(rows, rows[:, SIDE], table)
    owner, right, kind = _alike(rows, confusions, table, strict=strict)
    if strict:
        known = _best_trigram(rows[owner], right, table) >= KNOWN
        owner, right, kind = owner[known], right[known], kind[known]
    alike = _known(rows, owner, right, kind, standing, table, word=True)
    if strict:
        return _best(_outstanding(alike, standing), KEPT)
    owner, right = _fitting(rows, table)
    middle = table.levels(ngrams.join([rows[owner, SIDE - 1], right, rows[owner, SIDE + 1]], 3)) >= 2
    owner, right = owner[middle], right[middle]
    none = np.zeros(len(owner), dtype=np.int64)
    fits = _known(rows, owner, right, none + FITS, standing, table, word=False)
    name, other = ((part.owner << 17) + part.right.astype(np.int64) for part in (fits, alike))
    return _both(_best(alike, KEPT), _best(fits.taken(~np.isin(name, other)), KEPT_FITS))


def _alike(rows: Codes, confusions: Confusions, table: Table, *, strict: bool) -> tuple[Ints, Codes, Ints]:
    """Characters that sound or look like the middle and are known beside a neighbour (`strict`: beside both)."""
    left = _bits_of(table.after, rows[:, SIDE - 1], table, strict=strict)
    last = _bits_of(table.before, rows[:, SIDE + 1], table, strict=strict)
    owner, right = _written(confusions.bits(rows[:, SIDE], table) & (left & last if strict else left | last), table)
    kind = confusions.kinds(rows[owner, SIDE], right).astype(np.int64)
    seldom, candidate, why = confusions.seldom.of(rows[:, SIDE])
    likely = _beside(rows, seldom, candidate, table) >= BESIDE
    return (
        np.concatenate((owner, seldom[likely])),
        np.concatenate((right, candidate[likely])),
        np.concatenate((kind, why[likely].astype(np.int64))),
    )


def _beside(rows: Codes, owner: Ints, right: Codes, table: Table) -> Levels:
    """Level of the better known of the pairs that characters make with the one before and the one after."""
    pairs = [ngrams.join([rows[owner, SIDE - 1], right], 2), ngrams.join([right, rows[owner, SIDE + 1]], 2)]
    best: Levels = table.levels(np.concatenate(pairs)).reshape(2, -1).max(axis=0)
    return best


def _bits_of(bits: Levels, coded: Codes, table: Table, *, strict: bool) -> Levels:
    """The rows of some characters. One that is not usual (a comma) speaks for nothing or, `strict`, against nothing."""
    at = table.index[coded]
    found = bits[at]
    found[at < 0] = 255 if strict else 0
    return found


def _written(bits: Levels, table: Table) -> tuple[Ints, Codes]:
    """The characters whose bits are set, one row each, with the row of the bits.

    Nearly all bytes are empty, so they are looked for eight at a time first.
    """
    many, width = bits.shape
    flat = np.zeros((many * width + 7) & ~7, dtype=np.uint8)
    flat[: many * width] = bits.ravel()
    eights = np.flatnonzero(flat.view(np.uint64))
    byte = (eights[:, None] * 8 + np.arange(8)).ravel()
    byte = byte[flat[byte] > 0]
    which, bit = np.divmod(np.flatnonzero(np.unpackbits(flat[byte])), 8)
    owner, place = np.divmod(byte[which], width)
    return owner, table.characters[place * 8 + bit]


def _best_trigram(rows: Codes, middle: Codes, table: Table) -> Levels:
    """The highest level of the trigrams over the middle, with `middle` there."""
    window = [rows[:, at] if at != SIDE else middle for at in range(SIDE - 2, SIDE + 3)]
    key = np.concatenate([ngrams.join(window[at : at + 3], 3) for at in range(3)])
    best: Levels = table.levels(key).reshape(3, -1).max(axis=0, initial=0)
    return best


def _outstanding(found: Proposals, standing: Ints) -> Proposals:
    """Those that are far better known than what stands there."""
    return found.taken((found.worth >= WORTH) & (found.worth - standing[found.owner] >= LEAD))


def _word_over(rows: Codes, owner: Ints, right: Codes, table: Table) -> Ints:
    """Length of a dictionary word of two or four characters that each character would make with its neighbours, or 0."""
    found = np.zeros(len(owner), dtype=np.int64)
    for length in (2, 4):
        for at in range(SIDE - length + 1, SIDE + 1):
            parts = [right if at + step == SIDE else rows[owner, at + step] for step in range(length)]
            found[table.levels(ngrams.join(parts, ngrams.WORD)) > 0] = length
    return found


def _known(rows: Codes, owner: Ints, right: Codes, kind: Ints, standing: Ints, table: Table, *, word: bool) -> Proposals:
    """Those of the characters that are better known at their place than what stands there; `word`: words count, too."""
    worth = _worth(rows[owner], right, table)
    if word:  # words are asked only where they could decide
        near = (worth + MOST_WORD > standing[owner]) & (worth + MOST_WORD >= LEAST_WORTH)
        owner, right, kind, worth = owner[near], right[near], kind[near], worth[near]
        worth = worth + _word_over(rows, owner, right, table) * WORD_WORTH
    better = (worth > standing[owner]) & (worth >= LEAST_WORTH)
    return Proposals(owner, right, np.zeros_like(right), kind, worth).taken(better)


def words(rows: Codes, confusions: Confusions, table: Table, paired: npt.NDArray[np.bool_], *, strict: bool) -> Proposals:
    """Two characters at once, where the next place is suspicious too: of the same sound, or in the other order.

    `strict`: only pairs that the neighbours know, too.
    """
    place = np.flatnonzero(paired)
    firsts = confusions.bits(rows[place, SIDE], table, same=True)
    if strict:
        firsts &= _bits_of(table.after, rows[place, SIDE - 1], table, strict=True)
    one, first = _written(firsts, table)
    seconds = confusions.bits(rows[place, SIDE + 1], table, same=True)[one] & table.after[table.index[first]]
    if strict:
        seconds &= _bits_of(table.before, rows[place[one], SIDE + 2], table, strict=True)
    two, second = _written(seconds, table)
    if not strict:
        beside = _goes_with(rows[place[one[two]]], first[two], second, table)
        two, second = two[beside], second[beside]
    swapped = np.flatnonzero(table.follows(rows[place, SIDE + 1], rows[place, SIDE]))
    owner = place[np.concatenate((one[two], swapped))]
    kind = np.repeat(np.array([WORD, SWAP]), [len(two), len(swapped)])
    right = np.concatenate((first[two], rows[place[swapped], SIDE + 1]))
    second = np.concatenate((second, rows[place[swapped], SIDE]))
    likely = table.levels(ngrams.join([right, second], 2)) >= PAIR
    owner, right, second, kind = owner[likely], right[likely], second[likely], kind[likely]
    standing = _pair_worth(rows, rows[:, SIDE], rows[:, SIDE + 1], table)
    worth = _pair_worth(rows[owner], right, second, table)
    found = Proposals(owner, right, second, kind, worth)
    if strict:
        return _best(_outstanding(found, standing), KEPT_WORDS)
    return _best(found.taken((worth > standing[owner]) & (worth >= 10)), KEPT_WORDS)


def _goes_with(rows: Codes, first: Codes, second: Codes, table: Table) -> npt.NDArray[np.bool_]:
    """Whether two characters are known after the one before or before the one behind; a mark there knows all."""
    before, behind = rows[:, SIDE - 1], rows[:, SIDE + 2]
    known: npt.NDArray[np.bool_] = table.follows(before, first) | table.follows(second, behind)
    return known | (table.index[before] < 0) | (table.index[behind] < 0)


def meant_rows(rows: Codes, found: Proposals) -> Codes:
    """The rows as they would read with the proposals."""
    meant = rows[found.owner]
    meant[:, SIDE] = found.right
    meant[:, SIDE + 1] = np.where(found.second > 0, found.second, meant[:, SIDE + 1])
    return meant


def _fitting(rows: Codes, table: Table) -> tuple[Ints, Codes]:
    """Usual characters that are known after the one before and before the one after."""
    after = _bits_of(table.after, rows[:, SIDE - 1], table, strict=False)
    return _written(after & _bits_of(table.before, rows[:, SIDE + 1], table, strict=False), table)


def _worth(rows: Codes, middle: Codes, table: Table) -> Ints:
    """Sum of the levels of the pairs and trigrams over the middle, with `middle` there; trigrams count twice."""
    before, last = [rows[:, SIDE - 2], rows[:, SIDE - 1]], [rows[:, SIDE + 1], rows[:, SIDE + 2]]
    three = [[*before, middle], [before[1], middle, last[0]], [middle, *last]]
    two = [[before[1], middle], [middle, last[0]]]
    key = [*(ngrams.join(part, 3) for part in three), *(ngrams.join(part, 2) for part in two)]
    level = table.levels(np.concatenate(key)).reshape(5, -1).astype(np.int64)
    worth: Ints = level[:3].sum(axis=0) * 2 + level[3:].sum(axis=0)
    return worth


def _pair_worth(rows: Codes, one: Codes, two: Codes, table: Table) -> Ints:
    """The same over two characters."""
    three = [[rows[:, SIDE - 2], rows[:, SIDE - 1], one], [rows[:, SIDE - 1], one, two], [one, two, rows[:, SIDE + 2]]]
    key = [*(ngrams.join(part, 3) for part in three), ngrams.join([one, two], 2)]
    level = table.levels(np.concatenate(key)).reshape(4, -1).astype(np.int64)
    worth: Ints = level[:3].sum(axis=0) * 2 + level[3]
    return worth


def _best(found: Proposals, most: int) -> Proposals:
    """The best known proposals of every place, the best first."""
    found = found.taken(np.lexsort((found.second, found.right, -found.worth, found.owner)))
    rank = np.arange(len(found.owner)) - np.searchsorted(found.owner, found.owner)
    return found.taken(rank < most)


def joined(one: Proposals, two: Proposals) -> tuple[Proposals, Ints, Ints]:
    """Both, by place, with their rank at the place and how many others there are nearly as well known."""
    found = _both(one, two)
    found = found.taken(np.lexsort((found.second, found.right, -found.worth, found.owner)))
    first = np.searchsorted(found.owner, found.owner)
    close = found.worth * 4 >= found.worth[first] * 3
    rivals = np.bincount(found.owner[close], minlength=int(found.owner.max(initial=0)) + 1)[found.owner] - 1
    return found, np.arange(len(first)) - first, np.maximum(rivals, 0)


def _both(one: Proposals, two: Proposals) -> Proposals:
    return Proposals(
        np.concatenate((one.owner, two.owner)),
        np.concatenate((one.right, two.right)),
        np.concatenate((one.second, two.second)),
        np.concatenate((one.kind, two.kind)),
        np.concatenate((one.worth, two.worth)),
    )
