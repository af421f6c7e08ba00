"""Characters that would make a set phrase of four (图文并茂) of what stands: the counts hardly know it, the dictionary does.

Official reports hold few of the phrases that notices and news of a site are full of, so that the counts know neither what
stands nor what was meant. That four characters in a row are a phrase but for one that sounds or looks alike is no chance.
"""

from __future__ import annotations

import numpy as np

from checks.lib.typo import cutter, ngrams, proposals, worth
from checks.lib.typo.candidates import NEAR, SAME, SHAPE, Confusions
from checks.lib.typo.evidence import SIDE, Ints
from checks.lib.typo.ngrams import Codes, Table
from checks.lib.typo.proposals import Proposals

LENGTH = 4

BROKEN = 4
"""Highest level of the less known pair of a character that is looked at: a slip breaks a phrase on one side at least."""


def phrases(rows: Codes, confusions: Confusions, table: Table) -> tuple[Ints, Codes, Ints]:
    """Place, character and kind of what makes a phrase with its neighbours, where what stands there makes none."""
    beside = [ngrams.join([rows[:, at], rows[:, at + 1]], 2) for at in (SIDE - 1, SIDE)]
    broken = np.flatnonzero(table.levels(np.concatenate(beside)).reshape(2, -1).min(axis=0) <= BROKEN)
    owner, right, kind = _made(rows[broken], confusions, table)
    return broken[owner], right, kind


def _made(rows: Codes, confusions: Confusions, table: Table) -> tuple[Ints, Codes, Ints]:
    windows = [range(start, start + LENGTH) for start in range(SIDE - LENGTH + 1, SIDE + 1)]
    han = ngrams.is_han(rows)
    whole = np.stack([han[:, window].all(axis=1) for window in windows])
    stands = cutter.word_levels([[rows[:, at] for at in window] for window in windows], table)
    open_ = np.flatnonzero(whole.any(axis=0) & (stands == 0).all(axis=0))
    index, right, kind = confusions.all.of(rows[open_, SIDE])
    near = np.flatnonzero(kind & (SAME | NEAR | SHAPE))
    index, right, kind = index[near], right[near], kind[near]
    made = np.zeros(len(index), dtype=np.bool_)
    for window, inside in zip(windows, whole[:, open_], strict=True):
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
