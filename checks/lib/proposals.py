"""What could stand at a suspicious place instead: sound-alikes and look-alikes, whole words of the same sound, whatever fits.

Proposals are arrays, one row each. They are made wide and thinned at once by pairs and trigrams, so that only what official
text knows better than what stands there reaches the judge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checks.lib import ngrams
from checks.lib.candidates import SAME, Confusions
from checks.lib.evidence import SIDE, Ints
from checks.lib.ngrams import Codes, Table

FITS, WORD, SWAP = 0, 16, 17
"""Kinds beside those of `candidates`: fits without likeness, two characters of the same sound, two that changed places."""

KINDS = 18
KEPT, KEPT_FITS = 5, 2
"""Single characters of one place that reach the judge: with a likeness, and without."""

KEPT_WORDS = 3
"""Pairs of characters of one place that reach the judge."""

BESIDE = 3
"""Least level of a proposed character together with one of its neighbours."""

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


def singles(rows: Codes, confusions: Confusions, table: Table) -> Proposals:
    """Single characters: those that sound or look alike, and those that fit between the neighbours."""
    standing = _worth(rows, rows[:, SIDE], table)
    owner, right, why = confusions.of(rows[:, SIDE])
    left, last = rows[owner, SIDE - 1], rows[owner, SIDE + 1]
    rare = table.index[right] < 0
    likely = table.follows(left, right) | table.follows(right, last)
    pairs = [ngrams.join([left[rare], right[rare]], 2), ngrams.join([right[rare], last[rare]], 2)]
    likely[rare] = table.levels(np.concatenate(pairs)).reshape(2, -1).max(axis=0) >= BESIDE
    owner, right, kind = owner[likely], right[likely], why[likely].astype(np.int64)
    alike = _known(rows, owner, right, kind, _word_over(rows, owner, right, table), standing, table)
    owner, right = _fitting(rows, table)
    middle = table.levels(ngrams.join([rows[owner, SIDE - 1], right, rows[owner, SIDE + 1]], 3)) >= 2
    owner, right = owner[middle], right[middle]
    none = np.zeros(len(owner), dtype=np.int64)
    fits = _known(rows, owner, right, none + FITS, none, standing, table)
    name, other = ((part.owner << 17) + part.right.astype(np.int64) for part in (fits, alike))
    return _both(_best(alike, KEPT), _best(fits.taken(~np.isin(name, other)), KEPT_FITS))


def _word_over(rows: Codes, owner: Ints, right: Codes, table: Table) -> Ints:
    """Length of a dictionary word of two or four characters that each character would make with its neighbours, or 0."""
    found = np.zeros(len(owner), dtype=np.int64)
    for length in (2, 4):
        for at in range(SIDE - length + 1, SIDE + 1):
            parts = [right if at + step == SIDE else rows[owner, at + step] for step in range(length)]
            found[table.levels(ngrams.join(parts, ngrams.WORD)) > 0] = length
    return found


def _known(rows: Codes, owner: Ints, right: Codes, kind: Ints, word: Ints, standing: Ints, table: Table) -> Proposals:
    """Those of the characters that are better known at their place than what stands there."""
    worth = _worth(rows[owner], right, table) + word * 3
    better = (worth > standing[owner]) & (worth >= 8)
    return Proposals(owner, right, np.zeros_like(right), kind, worth).taken(better)


def words(rows: Codes, confusions: Confusions, table: Table, paired: npt.NDArray[np.bool_]) -> Proposals:
    """Two characters at once, where the next place is suspicious too: of the same sound, or in the other order."""
    place = np.flatnonzero(paired)
    one, first, why = confusions.of(rows[place, SIDE])
    usual = (why & SAME > 0) & (table.index[first] >= 0)
    one, first = one[usual], first[usual]
    two, then, why = confusions.of(rows[place, SIDE + 1])
    usual = (why & SAME > 0) & (table.index[then] >= 0)
    two, then = two[usual], then[usual]
    ones, twos = np.bincount(one, minlength=len(place)), np.bincount(two, minlength=len(place))
    many = ones * twos
    owner = np.repeat(np.arange(len(place)), many)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(many) - many, many)
    right = first[(np.cumsum(ones) - ones)[owner] + within // np.maximum(twos[owner], 1)]
    second = then[(np.cumsum(twos) - twos)[owner] + within % np.maximum(twos[owner], 1)]
    swaps = np.arange(len(place))
    owner = place[np.concatenate((owner, swaps))]
    kind = np.repeat(np.array([WORD, SWAP]), [len(right), len(place)])
    right = np.concatenate((right, rows[place, SIDE + 1]))
    second = np.concatenate((second, rows[place, SIDE]))
    likely = np.flatnonzero(table.follows(right, second))
    likely = likely[table.levels(ngrams.join([right[likely], second[likely]], 2)) >= PAIR]
    owner, right, second, kind = owner[likely], right[likely], second[likely], kind[likely]
    standing = _pair_worth(rows, rows[:, SIDE], rows[:, SIDE + 1], table)
    worth = _pair_worth(rows[owner], right, second, table)
    found = Proposals(owner, right, second, kind, worth)
    return _best(found.taken((worth > standing[owner]) & (worth >= 10)), KEPT_WORDS)


def meant_rows(rows: Codes, found: Proposals) -> Codes:
    """The rows as they would read with the proposals."""
    meant = rows[found.owner]
    meant[:, SIDE] = found.right
    meant[:, SIDE + 1] = np.where(found.second > 0, found.second, meant[:, SIDE + 1])
    return meant


def _fitting(rows: Codes, table: Table) -> tuple[Ints, Codes]:
    """Usual characters that are known after the one before and before the one after."""
    left, right = table.index[rows[:, SIDE - 1]], table.index[rows[:, SIDE + 1]]
    place = np.flatnonzero((left >= 0) & (right >= 0))
    bits = np.unpackbits(table.after[left[place]] & table.before[right[place]], axis=1)
    owner, at = np.nonzero(bits)
    return place[owner], table.characters[at]


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
