"""Which characters writers are known to take for one another: those of the lexicon's own wrong words.

份 for 分, 帐 for 账, 竟 for 竞: such a pair is a likelier slip than any other two characters of the same sound.
The file is made by scripts/make_confusions.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from checks.lib.typo.evidence import Ints
from checks.lib.typo.ngrams import Codes

MIXUPS = Path(__file__).resolve().parents[3] / "rules" / "lexicon" / "mixups.tsv"
"""The shipped pairs."""


@dataclass(frozen=True, slots=True, eq=False)
class Mixups:
    """Pairs of a wrong and the right character in order, as one number each, with their level."""

    pairs: Codes
    levels: Ints

    def level(self, wrong: Codes, right: Codes) -> Ints:
        """0 for a pair that is not known, 1 for one of a single word, 2 for one of several."""
        pair = wrong << np.uint64(16) | right
        at = np.minimum(np.searchsorted(self.pairs, pair), len(self.pairs) - 1)
        found: Ints = np.where(self.pairs[at] == pair, self.levels[at], 0)
        return found


def read_mixups(path: Path) -> Mixups:
    """The pairs of a file of `level<TAB>wrong and right characters by turns` lines."""
    found: dict[int, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            level, text = line.split("\t")
            found.update(
                {ord(wrong) << 16 | ord(right): int(level) for wrong, right in zip(text[::2], text[1::2], strict=True)}
            )
    order = sorted(found)
    return Mixups(np.array(order, dtype=np.uint64), np.array([found[pair] for pair in order], dtype=np.int64))


@cache
def shipped() -> Mixups:
    """The shipped pairs, read at the first use of a process."""
    return read_mixups(MIXUPS)
