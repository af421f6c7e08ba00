"""How likely a candidate is what was meant, by a small network over the same evidence; its weights in a file of arrays.

The additive model of checks/lib/typo/judge.py cannot tell that evidence counts for more in one company than in another (a rare
word next to a name, a known phrase on both sides); a network with two hidden layers can. The two err in different places,
so the detector takes the mean of both. The weights are made by scripts/train_typo_network.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.lib.typo import edges, judge, mixups
from checks.lib.typo.evidence import SIDE, Floats, Strength, over_middle
from checks.lib.typo.judge import Case
from checks.lib.typo.ngrams import is_han

Inputs = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).resolve().parents[3] / "rules" / "lexicon" / "typo_network.npz"
"""The shipped weights."""


ABOUT = slice(-33, -6)
"""The inputs that say why a candidate is one and in what company, not what the counts say of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Matrices and offsets of three layers."""

    layers: tuple[tuple[Inputs, Inputs], ...]

    def scores(self, case: Case) -> Floats:
        """Log-odds that each row's candidate is what was meant."""
        return self.of(inputs(case))

    def of(self, values: Inputs) -> Floats:
        """The same for rows of numbers that were worked out before."""
        for matrix, offset in self.layers[:-1]:
            values = np.maximum(values @ matrix + offset, np.float32(0))
        matrix, offset = self.layers[-1]
        scores: Floats = (values @ matrix + offset)[:, 0].astype(np.float64)
        return scores


def inputs(case: Case) -> Inputs:
    """One row of numbers a candidate, most of them between 0 and 1."""
    old, new = case.stands, case.meant
    parts = [_levels(old, new), _gains(old, new), _reasons(case), _company(case), _edges(case)]
    return np.concatenate(parts, axis=1, dtype=np.float32)


def _levels(old: Strength, new: Strength) -> Inputs:
    """Every level of the window: over the middle as it stands and as it was meant, and beside it."""
    over = [over_middle(part.windows[length - 1], length) for part in (old, new) for length in range(1, 6)]
    beside = [np.delete(old.windows[length - 1], np.s_[SIDE - length + 1 : SIDE + 1], axis=1) for length in range(1, 5)]
    behind = [new.windows[length - 1][:, SIDE + 1 : SIDE + 2] for length in range(1, 5)]  # differs where two are proposed
    middle = np.concatenate(over, axis=1)
    around = np.concatenate([*beside, *behind], axis=1)
    return np.concatenate((middle / np.float32(15), middle > 0, around / np.float32(15)), axis=1, dtype=np.float32)


def _gains(old: Strength, new: Strength) -> Inputs:
    gain = new.probability - old.probability
    words = [part.word[:, None] == np.array([0, 2, 3, 4, 5]) for part in (old, new)]
    back, cut = new.backward - old.backward, new.cut - old.cut
    numbers = np.stack(
        (
            *(old.probability / 40, new.probability / 40, np.clip(gain, -20, 60) / 20, gain > 0),
            *(old.backward / 40, new.backward / 40, np.clip(back, -20, 60) / 20, back > 0),
            *(old.cut / 60, new.cut / 60, np.clip(cut, -20, 40) / 10, cut > 0),
        ),
        axis=1,
    )
    levels = np.stack((old.word_level, new.word_level), axis=1) / 15
    over = [over_middle(part.spans[length - 2], length) / np.float32(15) for part in (old, new) for length in (2, 3, 4)]
    return np.concatenate((numbers, *words, levels, *over), axis=1, dtype=np.float32)


def _reasons(case: Case) -> Inputs:
    alike = np.where(case.kind < 16, case.kind, 0)
    bits = alike[:, None] >> np.arange(4) & 1
    whole = np.stack((case.kind == 16, case.kind == 17), axis=1)
    return np.concatenate((bits, whole), axis=1, dtype=np.float32)


def _company(case: Case) -> Inputs:
    """Rivals at the place, strange strings around it, characters or marks beside it, surnames and endings of places."""
    rank = np.minimum(case.rank, 4)[:, None] == np.arange(5)
    beside = is_han(case.rows[:, [at for at in range(2 * SIDE + 1) if at != SIDE]])
    numbers = np.stack((np.minimum(case.rivals, 6) / 6, np.minimum(case.strange, 20) / 20, case.second > 0), axis=1)
    names = judge.names_of(case.rows)[:, None] >> np.arange(5) & 1
    return np.concatenate((rank, beside, numbers, names), axis=1, dtype=np.float32)


def _edges(case: Case) -> Inputs:
    """How likely each pair with the middle is to meet by chance, as it stands and as it was meant; known mix-ups."""
    known = edges.shipped()
    before, middle, behind = (case.rows[:, at] for at in (SIDE - 1, SIDE, SIDE + 1))
    after = np.where(case.second > 0, case.second, behind)
    pairs = ((before, middle), (middle, behind), (before, case.right), (case.right, after))
    chances = np.stack([known.chance(one, two) for one, two in pairs], axis=1) / np.float32(2 * edges.LEVELS)
    mixed = mixups.shipped().level(middle, case.right)[:, None] >= np.array([1, 2])
    return np.concatenate((chances, mixed), axis=1, dtype=np.float32)


def read_network(path: Path) -> Network:
    """The layers of a file of arrays `matrix0`, `offset0`, `matrix1`, ...; raises OSError and ValueError when it is none."""
    with np.load(path, allow_pickle=False) as arrays:
        count = len(arrays.files) // 2
        return Network(
            tuple((arrays[f"matrix{at}"].astype(np.float32), arrays[f"offset{at}"].astype(np.float32)) for at in range(count))
        )


@cache
def shipped() -> Network:
    """The shipped weights, read at the first use of a process."""
    return read_network(WEIGHTS)
