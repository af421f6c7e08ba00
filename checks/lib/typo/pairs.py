"""Which two characters could stand at two places instead: of the same sounds, or the same two in the other order.

Whoever types by sound gets whole words wrong (呼吸内科 as 护膝内科), so that what stands there is a word, too, and one of its
characters may be well known where it is.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from checks.lib.typo import cutter, ngrams
from checks.lib.typo.candidates import Confusions
from checks.lib.typo.evidence import SIDE, Ints
from checks.lib.typo.ngrams import Codes, Table, is_han
from checks.lib.typo.proposals import Proposals, best, bits_of, written
from checks.lib.typo.worth import of_two

WORD, SWAP = 16, 17
"""Kinds beside those of `candidates`: two characters of the same sound, two that changed places."""

KEPT = 3
"""Pairs of characters of one place that reach the judge."""

LEAST_WORTH, LEAST_LEAD = 18, 16
"""Least worth of two characters that are proposed, and by how much it must exceed what stands."""

PAIR = 6
"""Least level of two characters that are proposed together."""

A_WORD = 4
"""Least level of a word of the dictionary that only one of its neighbours need know."""

LOT = 512
"""Places that are looked at together: each needs some thousand bytes for a moment."""

Flags = npt.NDArray[np.bool_]


def words(rows: Codes, confusions: Confusions, table: Table, paired: Flags) -> Proposals:
    """Two characters at once for the marked rows: such as both neighbours know, and words that one of them knows."""
    places = np.flatnonzero(paired)
    lots = [places[at : at + LOT] for at in range(0, len(places), LOT)] or [places]
    sounds = [_sounding(rows, place, confusions, table) for place in lots]
    owner, right, second = (np.concatenate(column) for column in zip(*sounds, strict=True))
    swapped = places[table.follows(rows[places, SIDE + 1], rows[places, SIDE])]
    kind = np.repeat(np.array([WORD, SWAP]), [len(owner), len(swapped)])
    owner = np.concatenate((owner, swapped))
    right = np.concatenate((right, rows[swapped, SIDE + 1]))
    second = np.concatenate((second, rows[swapped, SIDE]))
    likely = table.levels(ngrams.join([right, second], 2)) >= PAIR
    owner, right, second, kind = owner[likely], right[likely], second[likely], kind[likely]
    asked = np.unique(owner)
    standing = np.zeros(len(rows), dtype=np.int64)
    standing[asked] = of_two(rows[asked], rows[asked, SIDE], rows[asked, SIDE + 1], table)
    worth = of_two(rows[owner], right, second, table)
    found = Proposals(owner, right, second, kind, worth)
    return best(found.taken((worth - standing[owner] >= LEAST_LEAD) & (worth >= LEAST_WORTH)), KEPT)


def _sounding(rows: Codes, place: Ints, confusions: Confusions, table: Table) -> tuple[Ints, Codes, Codes]:
    """Pairs of the same sounds that follow one another somewhere: the row, and both characters."""
    firsts = confusions.bits(rows[place, SIDE], table, same=True)
    seconds = confusions.bits(rows[place, SIDE + 1], table, same=True)
    before = bits_of(table.after, rows[place, SIDE - 1], table, strict=True)
    behind = bits_of(table.before, rows[place, SIDE + 2], table, strict=True)
    one, first = written(firsts & before, table)
    two, second = written(seconds[one] & table.after[table.index[first]], table)
    owner, right = one[two], first[two]
    two, other = written(seconds & behind, table)
    one, start = written(firsts[two] & ~before[two] & table.before[table.index[other]], table)
    both = table.follows(second, rows[place[owner], SIDE + 2]) | ~_usual(rows[place[owner], SIDE + 2], table)
    loose = np.flatnonzero(~both)
    parts = ((owner[loose], right[loose], second[loose]), (two[one], start, other[one]))
    also, first, then = (np.concatenate(column) for column in zip(*parts, strict=True))
    word = cutter.word_levels([[first, then]], table)[0] >= A_WORD
    owner = np.concatenate((owner[both], also[word]))
    return place[owner], np.concatenate((right[both], first[word])), np.concatenate((second[both], then[word]))


def _usual(coded: Codes, table: Table) -> Flags:
    usual: Flags = table.index[coded] >= 0
    return usual


def beside(coded: Codes, place: Ints, fixed: Ints) -> Ints:
    """The places right before suspicious ones that are not among them: the second character of a word may alone look strange.

    `fixed`: places whose character was mended and stays.
    """
    before = np.setdiff1d(place - 1, place, assume_unique=True)
    before = before[(before >= ngrams.PAD) & is_han(coded[before])]
    return before[~np.isin(before, fixed)]


def open_pairs(coded: Codes, place: Ints, fixed: Ints) -> Flags:
    """Places that are followed by a character that may be wrong, too."""
    found: Flags = is_han(coded[place + 1]) & ~np.isin(place + 1, fixed)
    return found
