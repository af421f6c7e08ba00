"""How likely two characters are to meet by chance where one word ends and the next begins.

Official text does not hold every pair that is right: 会 often ends a word and 仪 often begins one, so that 会仪 may stand in
any sentence although it was never counted; 传桶 is made by no two words. The shares of characters at the edges of words tell
the two apart. The file is made by scripts/make_edges.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.lib.typo.evidence import Ints
from checks.lib.typo.ngrams import Codes

EDGES = Path(__file__).resolve().parents[3] / "rules" / "lexicon" / "edges.tsv"
"""The shipped shares."""

LEVELS = 24
"""Level 0: at no edge at all; each further level is twice as often at one."""


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """By code: level of the share of words that begin, and that end, with a character."""

    first: npt.NDArray[np.int8]
    last: npt.NDArray[np.int8]

    def chance(self, one: Codes, two: Codes) -> Ints:
        """Level of the chance that a word ends with `one` and the next begins with `two`: 0 (never) to 2 * LEVELS."""
        found: Ints = self.last[one.astype(np.int64)].astype(np.int64) + self.first[two.astype(np.int64)]
        return found


def level(share: float) -> int:
    """Level of a share of all words."""
    return min(LEVELS, max(0, LEVELS + round(log2(share)))) if share > 0 else 0


def read_edges(path: Path) -> Edges:
    """The shares of a file; characters that are not named stand at no edge, marks and letters at every one."""
    tables = {"first": np.full(0x10000, LEVELS, dtype=np.int8), "last": np.full(0x10000, LEVELS, dtype=np.int8)}
    for table in tables.values():
        table[0x4E00:0xA000] = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, characters = line.split("\t")
            side = "first" if name.startswith("first") else "last"
            tables[side][[ord(character) for character in characters]] = int(name.removeprefix(side))
    return Edges(tables["first"], tables["last"])


@cache
def shipped() -> Edges:
    """The shipped shares, read at the first use of a process."""
    return read_edges(EDGES)
