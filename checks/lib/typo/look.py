"""A second look at the likelier candidates: what the judges say of them beside what the wider surroundings expect.

The judges weigh counts of at most five characters; checks/lib/typo/reading.py reads sixteen on each side, but costs as much as
judging a hundred candidates. So it is asked only where the judges do not rule a candidate out, and a small network weighs
both. Its weights are made by scripts/train_typo_detector.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from checks.lib.typo import network, reading
from checks.lib.typo.evidence import Floats, Ints
from checks.lib.typo.network import Inputs, Network
from checks.lib.typo.ngrams import Codes
from checks.lib.typo.reading import Reader

WEIGHTS = Path(__file__).resolve().parents[3] / "rules" / "lexicon" / "typo_look.npz"
"""The shipped weights."""

LEAST = -3.0
"""Mean of the judges' scores from which on a candidate is looked at again: of those below none ever came to be likely."""

SHARE = 0.7
"""What the second look counts for beside the judges' mean."""

EXPECTED = 5
"""Columns of what the surroundings expect."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """The reader of surroundings and the network that weighs what it says."""

    reader: Reader
    network: Network

    def scores(self, judged: Floats, values: Inputs, found: Floats) -> Floats:
        """Log-odds for some candidates: the scores of both judges, the inputs of the network, what is `expected`."""
        return self.network.of(inputs(judged, values, found))


def expected(coded: Codes, where: Ints, right: Codes, second: Codes, reader: Reader) -> Floats:
    """Logarithms for each candidate: of what stands, of what is meant, of the likeliest character; both for two characters.

    Two characters at once are read one after the other, each beside the other one.
    """
    asked, back = np.unique(where, return_inverse=True)
    found = np.zeros((len(where), EXPECTED))
    for start in range(0, len(asked), reading.LOT):
        place = asked[start : start + reading.LOT]
        row = np.flatnonzero((back >= start) & (back < start + len(place)))
        chance = reader.expected(*reader.around(coded, place))[back[row] - start]
        found[row, 0] = reader.likely(chance, coded[where[row]])
        found[row, 1] = reader.likely(chance, right[row])
        found[row, 2] = chance.max(axis=1)
    double = np.flatnonzero(second > 0)
    for start in range(0, len(double), reading.LOT):
        row = double[start : start + reading.LOT]
        found[row, 1:] = _both(coded, where[row], right[row], second[row], reader, found[row, 2])
    return found


def _both(coded: Codes, where: Ints, right: Codes, second: Codes, reader: Reader, best: Floats) -> Floats:
    before, behind = reader.around(coded, where)
    behind[:, -1] = reader.index[second]
    one = reader.likely(reader.expected(before, behind), right)
    before, behind = reader.around(coded, where + 1)
    stands = reader.likely(reader.expected(before, behind), coded[where + 1])
    before[:, -1] = reader.index[right]
    then = reader.likely(reader.expected(before, behind), second)
    return np.stack((one, best, stands, then), axis=1)


def inputs(judged: Floats, values: Inputs, found: Floats) -> Inputs:
    """One row of numbers a candidate, in the order of `Look.scores`."""
    stands, meant, best = found[:, 0] + found[:, 3], found[:, 1] + found[:, 4], found[:, 2]
    gain = np.clip(meant - stands, -8, 16)
    numbers = (
        *(np.clip(judged[:, 0], -12, 12) / 6, np.clip(judged[:, 1], -12, 12) / 6),
        *(found[:, 0] / 10, found[:, 1] / 10, stands / 10, meant / 10),
        *(gain / 8, np.minimum(gain, 0) / 4, (best - found[:, 1]) / 10, best / 4),
    )
    return np.concatenate((np.stack(numbers, axis=1), values[:, network.ABOUT]), axis=1, dtype=np.float32)


@cache
def shipped() -> Look | None:
    """The shipped reader and weights, read at the first use of a process."""
    return Look(reading.shipped(), network.read_network(WEIGHTS))
