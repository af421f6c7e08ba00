"""Characters that would make a set phrase of four (图文并茂) of what stands: the counts hardly know it, the dictionary does.

Official reports hold few of the phrases that notices and news of a site are full of, so that the counts know neither what
stands nor what was meant. That four characters in a row are a phrase but for one that sounds or looks alike is no chance;
of a set phrase (成语) three characters in their places are none, whatever the fourth is.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from checks.lib.typo import cutter, idioms, ngrams, proposals, worth
from checks.lib.typo.candidates import NEAR, SAME, SHAPE, Confusions
from checks.lib.typo.evidence import SIDE, Ints
from checks.lib.typo.ngrams import Codes, Table
from checks.lib.typo.proposals import Proposals

LENGTH = 4
WINDOWS = tuple(range(start, start + LENGTH) for start in range(SIDE - LENGTH + 1, SIDE + 1))
Flags = npt.NDArray[np.bool_]

BROKEN = 4
"""Highest level of the less known pair of a character that is looked at: a slip breaks a phrase on one side at least."""


def phrases(rows: Codes, confusions: Confusions, table: Table) -> tuple[Ints, Codes, Ints]:
    """Place, character and kind of what makes a phrase with its neighbours, where what stands there makes none."""
    open_, whole = _open(rows, _broken(rows, table), table)
    one = _alike(rows, open_, whole, confusions)
    two = _of_idioms(rows, open_, confusions, table)
    both = [np.concatenate(column) for column in zip(one, two, strict=True)]
    _, first = np.unique(both[0].astype(np.uint64) << np.uint64(16) | both[1], return_index=True)
    return both[0][first], both[1][first], both[2][first]


def spoilt(rows: Codes, table: Table) -> Ints:
    """The rows whose middle is the only wrong character of a set phrase."""
    meant, _ = idioms.shipped().meant(rows, table)
    likely = np.unique(meant)
    likely = likely[_broken(rows[likely], table)]
    return likely[_open(rows[likely], np.arange(len(likely)), table)[0]]


def _broken(rows: Codes, table: Table) -> Ints:
    beside = [ngrams.join([rows[:, at], rows[:, at + 1]], 2) for at in (SIDE - 1, SIDE)]
    return np.flatnonzero(table.levels(np.concatenate(beside)).reshape(2, -1).min(axis=0) <= BROKEN)


def _open(rows: Codes, row: Ints, table: Table) -> tuple[Ints, Flags]:
    """Those of some rows that stand in no word of four characters, and by window which of these are of Chinese alone."""
    han = ngrams.is_han(rows[row])
    whole = np.stack([han[:, window].all(axis=1) for window in WINDOWS])
    stands = cutter.word_levels([[rows[row, at] for at in window] for window in WINDOWS], table)
    kept = np.flatnonzero(whole.any(axis=0) & (stands == 0).all(axis=0))
    return row[kept], whole[:, kept]


def _of_idioms(rows: Codes, open_: Ints, confusions: Confusions, table: Table) -> tuple[Ints, Codes, Ints]:
    """What makes a set phrase, whether it is alike or not."""
    owner, right = idioms.shipped().meant(rows[open_], table)
    owner = open_[owner]
    return owner, right, confusions.kinds(rows[owner, SIDE], right).astype(np.int64)


def _alike(rows: Codes, open_: Ints, whole: Flags, confusions: Confusions) -> tuple[Ints, Codes, Ints]:
    """Sound-alikes and look-alikes that make any word of four characters."""
    index, right, kind = confusions.all.of(rows[open_, SIDE])
    near = np.flatnonzero(kind & (SAME | NEAR | SHAPE))
    index, right, kind = index[near], right[near], kind[near]
    made = np.zeros(len(index), dtype=np.bool_)
    for window, inside in zip(WINDOWS, whole, strict=True):
        row = np.flatnonzero(inside[index])
        columns = [rows[open_, at] for at in window if at < SIDE]
        begun = ngrams.join(columns, LENGTH)[index[row]] if columns else None
        rest = [right[row] if at == SIDE else rows[open_, at][index[row]] for at in window if at >= SIDE]
        made[row] |= cutter.shipped().holds(ngrams.join(rest, LENGTH, begun))
    owner = open_[index]
    return owner[made], right[made], kind[made].astype(np.int64)


def with_phrases(found: Proposals, rows: Codes, phrases: tuple[Ints, Codes, Ints], table: Table) -> Proposals:
    """The proposals with characters that make a set phrase (place, character, kind), however little is known of these."""
    owner, right, kind = phrases
    new = ~np.isin(owner << 16 | right.astype(np.int64), found.owner << 16 | found.right.astype(np.int64))
    owner, right, kind = owner[new], right[new], kind[new]
    value = worth.of_one(rows[owner], right, table) + proposals.MOST_WORD
    return proposals.both(found, Proposals(owner, right, np.zeros_like(right), kind, value))
