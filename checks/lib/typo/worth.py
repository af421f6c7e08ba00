"""How well known one or two characters are at a place: the levels of the pairs and trigrams that hold them, added up."""

from __future__ import annotations

import numpy as np

from checks.lib.typo import ngrams
from checks.lib.typo.evidence import SIDE, Ints
from checks.lib.typo.ngrams import Codes, Table


def of_one(rows: Codes, middle: Codes, table: Table) -> Ints:
    """Sum of the levels of the pairs and trigrams over the middle, with `middle` there; trigrams count twice."""
    window = [rows[:, SIDE - 2], rows[:, SIDE - 1], middle, rows[:, SIDE + 1], rows[:, SIDE + 2]]
    pair, three = _known(window, table)
    worth: Ints = three.sum(axis=0) * 2 + pair[1:3].sum(axis=0)
    return worth


def of_two(rows: Codes, one: Codes, two: Codes, table: Table) -> Ints:
    """The same over two characters."""
    window = [rows[:, SIDE - 2], rows[:, SIDE - 1], one, two, rows[:, SIDE + 2]]
    pair, three = _known(window, table)
    worth: Ints = three.sum(axis=0) * 2 + pair[2]
    return worth


def _known(window: list[Codes], table: Table) -> tuple[Ints, Ints]:
    """Levels of the pairs and of the trigrams of some columns; a trigram that is better known than a pair in it is none."""
    key = [ngrams.join(window[at : at + length], length) for length in (2, 3) for at in range(len(window) - length + 1)]
    level = table.levels(np.concatenate(key)).reshape(len(key), -1).astype(np.int64)
    pair, three = level[: len(window) - 1], level[len(window) - 1 :]
    return pair, np.where(three <= np.minimum(pair[:-1], pair[1:]), three, 0)
