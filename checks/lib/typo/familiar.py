"""Places whose surroundings were looked at before and held no slip: a site says the same things on all its pages.

Kept is what the judges rule out at first sight, long before the least score that is wanted. The store is bounded and forgets:
each key has one place in an array and a later one of the same place replaces it. What it knows is a function of the
surroundings alone, so that it changes the time a search takes and never what is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from checks.lib.typo.evidence import Ints
from checks.lib.typo.ngrams import Codes, join

STRANGE = 20
"""Both judges count no more strange strings around a place than this."""

BITS = 16
"""Two to this many keys are kept: half a megabyte."""


@dataclass(frozen=True, slots=True, eq=False)
class Familiar:
    """Keys of surroundings that held nothing, in an array that lives as long as the process."""

    kept: Codes = field(default_factory=lambda: np.zeros(1 << BITS, dtype=np.uint64))

    def knows(self, key: Codes) -> npt.NDArray[np.bool_]:
        """Which of the keys are kept."""
        known: npt.NDArray[np.bool_] = self.kept[_place(key)] == key
        return known

    def keep(self, key: Codes) -> None:
        """Keep some keys."""
        self.kept[_place(key)] = key


def keys_of(rows: Codes, strange: Ints) -> Codes:
    """A key of each row of codes with the number of strange strings around it."""
    columns = [rows[:, at] for at in range(rows.shape[1])]
    about = np.minimum(strange, STRANGE).astype(np.uint64)
    return join([*columns, about], len(columns) + 1)


def _place(key: Codes) -> Ints:
    return (key >> np.uint64(64 - BITS)).astype(np.int64)
