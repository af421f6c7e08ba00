"""What the wider surroundings of a place expect there: a small network that read official text learns what no count can.

The counts know strings of five characters at most and only those that were seen. The network reads `REACH` characters on
both sides, where like words stand for like ones (监测 beside 检测), and says how likely every usual character is at a hidden
place. Each side is read by layers that join a place with one further away; only what the place itself needs is worked out.
The file holds whole numbers of one byte, by column with their scale; it is made by scripts/train_typo_reader.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.lib.typo.evidence import Floats, Ints
from checks.lib.typo.ngrams import Codes

Array = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int32]
Layer = tuple[Array, Array]

WEIGHTS = Path(__file__).resolve().parents[3] / "rules" / "lexicon" / "typo_reader.npz"
"""The shipped weights."""

STEPS_BACK = (1, 2, 4, 8)
"""By layer: how far away the other place is that it joins with one."""

REACH = sum(STEPS_BACK) + 1
"""Characters that are read on each side."""

LOT = 512
"""Places that are read at a time, so that their numbers stay in the processor's cache."""

UNKNOWN = -12.0
"""Logarithm of the probability of a character that is not scored."""


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Rows of numbers for each known character (0 stands for all others), and the layers."""

    index: npt.NDArray[np.int32]  # [code]: row of a character
    rows: Array
    left: tuple[Layer, ...]
    right: tuple[Layer, ...]
    joined: Layer
    expects: Layer
    bias: Array  # of the characters that are scored: those of the first rows

    def around(self, coded: Codes, place: Ints) -> tuple[Rows, Rows]:
        """The rows of the characters on both sides of places of a coded text, the furthest first."""
        away = np.arange(REACH, 0, -1)
        last = len(coded) - 1
        sides = (np.maximum(place[:, None] - away, 0), np.minimum(place[:, None] + away, last))
        before, behind = (self.index[coded[side]] for side in sides)
        return before, behind

    def expected(self, before: Rows, behind: Rows) -> Array:
        """Logarithm of the probability of each scored character between those of two sides."""
        states = [_read(self.rows[side], layers) for side, layers in ((before, self.left), (behind, self.right))]
        hidden = np.maximum(np.concatenate(states, axis=1) @ self.joined[0] + self.joined[1], np.float32(0))
        scores = (hidden @ self.expects[0] + self.expects[1]) @ self.rows[: len(self.bias)].T + self.bias
        scores -= scores.max(axis=1, keepdims=True)
        found: Array = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return found

    def likely(self, expected: Array, character: Codes) -> Floats:
        """The logarithm of each row's character in what is expected there."""
        row = self.index[character]
        scored = (row > 0) & (row < len(self.bias))
        found = np.full(len(character), UNKNOWN)
        found[scored] = np.maximum(expected[scored, row[scored]], UNKNOWN)
        return found


def _read(rows: Array, layers: tuple[Layer, ...]) -> Array:
    """The state beside each place after one side of it was read: every layer halves the number of places that are left."""
    for matrix, offset in layers:
        many, places, width = rows.shape
        beside = rows[:, 1::2].reshape(-1, width)
        joined = rows.reshape(many * places // 2, 2 * width) @ matrix + offset
        half = joined.shape[1] // 2
        value = joined[:, :half] / (1 + np.exp(np.minimum(-joined[:, half:], np.float32(60))))
        rows = (value + beside if width == half else value).reshape(many, places // 2, half)
    found: Array = rows[:, 0]
    return found


def read_reader(path: Path) -> Reader:
    """The network of a file. Raises OSError and ValueError when it is none."""
    with np.load(path, allow_pickle=False) as arrays:
        names = [name for name in arrays.files if not name.endswith("_scale") and name != "characters"]
        part: dict[str, Array] = {name: arrays[name].astype(np.float32) * arrays[f"{name}_scale"] for name in names}
        characters = arrays["characters"]
    index = np.zeros(0x10000, dtype=np.int32)
    index[characters] = np.arange(len(characters))
    index[0] = 0
    left, right = (tuple(_layer(part, side, at) for at in range(len(STEPS_BACK))) for side in ("left", "right"))
    joined, expects = ((part[f"{name}.weight"], part[f"{name}.bias"]) for name in ("joined", "expects"))
    return Reader(index, part["rows.weight"], left, right, joined, expects, part["bias"])


def _layer(part: dict[str, Array], side: str, at: int) -> Layer:
    """One matrix for the place further away and the one beside it."""
    matrix = np.concatenate((part[f"{side}.away.{at}.weight"], part[f"{side}.near.{at}.weight"]))
    return matrix, part[f"{side}.near.{at}.bias"]


@cache
def shipped() -> Reader:
    """The shipped network, read at the first use of a process."""
    return read_reader(WEIGHTS)
