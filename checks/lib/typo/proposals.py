"""What single character could stand at a suspicious place instead: sound-alikes and look-alikes.

Proposals are arrays, one row each. They are made wide and thinned at once by pairs and trigrams, so that only what official
text knows better than what stands there reaches the judge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from checks.lib.typo import cutter, ngrams
from checks.lib.typo.candidates import NEAR, SAME, Confusions
from checks.lib.typo.evidence import SIDE, Ints
from checks.lib.typo.ngrams import Codes, Levels, Table
from checks.lib.typo.worth import of_one

KEPT = 8
"""Single characters of one place that reach the judge."""

KEPT_ANY = 2
"""Characters of one place that are not alike and reach the judge."""

BESIDE = 3
"""Least level of a proposed character together with one of its neighbours."""

KNOWN = 6
"""Least level of the best trigram of a strict proposal: of slips held certain 1 in 100 has less."""

WORTH, LEAD = 38, 20
"""Least worth of a strict proposal, and by how much it must exceed what stands: less than slips held certain have."""

LEAST_WORTH, LEAST_LEAD = 13, 7
"""The same for a single character that is proposed at all; of slips held likely 1 in 200 has less."""

ANY = 0
"""The kind of a character that neither sounds nor looks alike: a slip of the keyboard (嫩民政府 for 人民政府)."""

UNASKED = -1
"""In place of the kind of a character that is alike: it is asked only for those that are proposed."""

ODD = 4
"""Any character is proposed only where what stands is worth no more than this: at most one pair that was seen a few times."""

AROUND = 7
"""Least level of the three characters before such a place, or of those behind it."""

ANY_WORTH, ANY_LEAD = 55, 45
"""The least worth and lead of such a character."""

WORD_WORTH = 4
MOST_WORD = 4 * WORD_WORTH
"""What each character of a word that a proposal makes adds to its worth, and the most that is."""


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
    """Single characters that sound or look alike and that the neighbours know better.

    `strict`: only those that both neighbours know and whose trigrams are well known.
    Trigrams are asked only where the pairs leave room for enough worth: no trigram is better known than a pair in it.
    """
    standing = of_one(rows, rows[:, SIDE], table)
    owner, right, kind = _alike(rows, confusions, table, standing, strict=strict)
    window = [rows[owner, at] if at != SIDE else right for at in range(SIDE - 2, SIDE + 3)]
    ends = np.concatenate([ngrams.join([rows[:, at], rows[:, at + 1]], 2) for at in (SIDE - 2, SIDE + 1)])
    first, last = table.levels(ends).reshape(2, -1).astype(np.int64)[:, owner]
    pairs = np.concatenate([ngrams.join(window[at : at + 2], 2) for at in (1, 2)])
    left, behind = table.levels(pairs).reshape(2, -1).astype(np.int64)
    least = np.stack((np.minimum(first, left), np.minimum(left, behind), np.minimum(behind, last)))
    most = 2 * least.sum(axis=0) + left + behind + MOST_WORD
    likely = _worth_it(most, most - standing[owner], kind)
    if strict:
        likely &= (most >= WORTH) & (most - standing[owner] >= LEAD)
    owner, right, kind, pair, least = owner[likely], right[likely], kind[likely], (left + behind)[likely], least[:, likely]
    window = [column[likely] for column in window]
    three = table.levels(np.concatenate([ngrams.join(window[at : at + 3], 3) for at in range(3)])).reshape(3, -1)
    three = np.where(three <= least, three, np.uint8(0))
    if strict:
        known = three.max(axis=0, initial=0) >= KNOWN
        owner, right, kind, pair, three = owner[known], right[known], kind[known], pair[known], three[:, known]
    worth = three.astype(np.int64).sum(axis=0) * 2 + pair
    found = _with_words(rows, Proposals(owner, right, np.zeros_like(right), kind, worth), standing, table)
    found = _asked(rows, outstanding(found, standing) if strict else found, confusions)
    any_ = found.kind == ANY
    return both(best(found.taken(~any_), KEPT), best(found.taken(any_), KEPT_ANY))


def _asked(rows: Codes, found: Proposals, confusions: Confusions) -> Proposals:
    """The proposals with their kinds."""
    unasked = np.flatnonzero(found.kind == UNASKED)
    kind = found.kind.copy()
    kind[unasked] = confusions.kinds(rows[found.owner[unasked], SIDE], found.right[unasked])
    return replace(found, kind=kind)


def outdone(rows: Codes, confusions: Confusions, table: Table) -> Ints:
    """The rows whose middle has a strict proposal of the same sound."""
    found = singles(rows, confusions, table, strict=True)
    better: Ints = np.unique(found.owner[found.kind & (SAME | NEAR) > 0])
    return better


def _worth_it(worth: Ints, lead: Ints, kind: Ints) -> npt.NDArray[np.bool_]:
    """Whether characters are proposed, by their worth and how much it exceeds what stands."""
    any_ = kind == ANY
    enough: npt.NDArray[np.bool_] = (worth >= np.where(any_, ANY_WORTH, LEAST_WORTH)) & (
        lead >= np.where(any_, ANY_LEAD, LEAST_LEAD)
    )
    return enough


def _alike(rows: Codes, confusions: Confusions, table: Table, standing: Ints, *, strict: bool) -> tuple[Ints, Codes, Ints]:
    """Characters that sound or look like the middle and are known beside a neighbour (`strict`: beside both)."""
    left = bits_of(table.after, rows[:, SIDE - 1], table, strict=strict)
    last = bits_of(table.before, rows[:, SIDE + 1], table, strict=strict)
    alike = confusions.bits(rows[:, SIDE], table)
    owner, right = written(alike & (left & last if strict else left | last), table)
    odd, other = _any(rows, np.flatnonzero(standing <= ODD), alike, table)
    seldom, candidate, why = confusions.seldom.of(rows[:, SIDE])
    likely = _beside(rows, seldom, candidate, table) >= BESIDE
    return (
        np.concatenate((owner, seldom[likely], odd)),
        np.concatenate((right, candidate[likely], other)),
        np.concatenate((np.full(len(owner), UNASKED), why[likely].astype(np.int64), np.full(len(odd), ANY))),
    )


def _any(rows: Codes, odd: Ints, alike: Levels, table: Table) -> tuple[Ints, Codes]:
    """Characters that are not alike but go with both neighbours, at those of the odd places with a known text around them."""
    parts = [[rows[odd, at + step] for step in range(3)] for at in (SIDE - 3, SIDE + 1)]
    around = table.levels(np.concatenate([ngrams.join(part, 3) for part in parts])).reshape(2, -1)
    odd = odd[around.max(axis=0, initial=0) >= AROUND]
    left = bits_of(table.after, rows[odd, SIDE - 1], table, strict=True)
    last = bits_of(table.before, rows[odd, SIDE + 1], table, strict=True)
    every = np.packbits(np.ones(len(table.characters), dtype=np.uint8))
    owner, right = written(left & last & ~alike[odd] & every, table)
    kept = right != rows[odd[owner], SIDE]
    return odd[owner[kept]], right[kept]


def _beside(rows: Codes, owner: Ints, right: Codes, table: Table) -> Levels:
    """Level of the better known of the pairs that characters make with the one before and the one after."""
    pairs = [ngrams.join([rows[owner, SIDE - 1], right], 2), ngrams.join([right, rows[owner, SIDE + 1]], 2)]
    best: Levels = table.levels(np.concatenate(pairs)).reshape(2, -1).max(axis=0)
    return best


def bits_of(bits: Levels, coded: Codes, table: Table, *, strict: bool) -> Levels:
    """The rows of some characters. One that is not usual (a comma) speaks for nothing or, `strict`, against nothing."""
    at = table.index[coded]
    found = bits[at]
    found[at < 0] = 255 if strict else 0
    return found


def written(bits: Levels, table: Table) -> tuple[Ints, Codes]:
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


def outstanding(found: Proposals, standing: Ints) -> Proposals:
    """Those that are far better known than what stands there."""
    return found.taken((found.worth >= WORTH) & (found.worth - standing[found.owner] >= LEAD))


def _word_over(rows: Codes, owner: Ints, right: Codes, table: Table) -> Ints:
    """Length of a dictionary word of two or four characters that each character would make with its neighbours, or 0."""
    found = np.zeros(len(owner), dtype=np.int64)
    for length in (2, 4):
        for at in range(SIDE - length + 1, SIDE + 1):
            parts = [right if at + step == SIDE else rows[owner, at + step] for step in range(length)]
            found[cutter.word_levels([parts], table)[0] > 0] = length
    return found


def _with_words(rows: Codes, found: Proposals, standing: Ints, table: Table) -> Proposals:
    """Those of the characters that are better known at their place than what stands there; words that they make count, too."""
    most = found.worth + MOST_WORD
    found = found.taken(_worth_it(most, most - standing[found.owner], found.kind))
    worth = found.worth + _word_over(rows, found.owner, found.right, table) * WORD_WORTH
    return replace(found, worth=worth).taken(_worth_it(worth, worth - standing[found.owner], found.kind))


def meant_rows(rows: Codes, found: Proposals) -> Codes:
    """The rows as they would read with the proposals."""
    meant = rows[found.owner]
    meant[:, SIDE] = found.right
    meant[:, SIDE + 1] = np.where(found.second > 0, found.second, meant[:, SIDE + 1])
    return meant


def best(found: Proposals, most: int) -> Proposals:
    """The best known proposals of every place, the best first."""
    found = found.taken(np.lexsort((found.second, found.right, -found.worth, found.owner)))
    rank = np.arange(len(found.owner)) - np.searchsorted(found.owner, found.owner)
    return found.taken(rank < most)


def joined(one: Proposals, two: Proposals) -> tuple[Proposals, Ints, Ints]:
    """Both, by place, with their rank at the place and how many others there are nearly as well known."""
    found = both(one, two)
    found = found.taken(np.lexsort((found.second, found.right, -found.worth, found.owner)))
    first = np.searchsorted(found.owner, found.owner)
    close = found.worth * 4 >= found.worth[first] * 3
    rivals = np.bincount(found.owner[close], minlength=int(found.owner.max(initial=0)) + 1)[found.owner] - 1
    return found, np.arange(len(first)) - first, np.maximum(rivals, 0)


def both(one: Proposals, two: Proposals) -> Proposals:
    """The rows of both."""
    return Proposals(
        np.concatenate((one.owner, two.owner)),
        np.concatenate((one.right, two.right)),
        np.concatenate((one.second, two.second)),
        np.concatenate((one.kind, two.kind)),
        np.concatenate((one.worth, two.worth)),
    )
