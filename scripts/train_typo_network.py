"""Fit the networks that judge candidates of the typo detector beside the additive model: numpy alone, seeded.

Called by scripts/train_typo_detector.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.lib.typo.network import Network

HIDDEN = (128, 32)
EPOCHS, ROWS, RATE, RIDGE, SEED = 12, 2048, 2e-3, 1e-5, 5
NAMES = ("matrix", "offset")
Array = npt.NDArray[np.float32]


def lots(count: int, epochs: int, random: np.random.Generator) -> Iterator[npt.NDArray[np.int64]]:
    """Rows in random order, lot by lot, over all epochs."""
    for _ in range(epochs):
        order = random.permutation(count)
        yield from (order[at : at + ROWS] for at in range(0, count, ROWS))


def slopes(values: list[Array], rows: Array, error_of: Array, weight: Array) -> list[Array]:
    """Slope of the loss for matrices and offsets, by turns."""
    seen = [rows]
    for at in range(0, len(values) - 2, 2):
        seen.append(np.maximum(seen[-1] @ values[at] + values[at + 1], 0))
    score = (seen[-1] @ values[-2] + values[-1])[:, 0]
    error = (weight * (1 / (1 + np.exp(-np.clip(score, -30, 30))) - error_of) / len(rows))[:, None].astype(np.float32)
    found: list[Array] = []
    for at in range(len(values) - 2, -1, -2):
        layer = seen[at // 2]
        found[:0] = [layer.T @ error + np.float32(RIDGE) * values[at], error.sum(axis=0)]
        error = (error @ values[at].T) * (layer > 0)
    return found


def fit(
    inputs: npt.NDArray[np.float16], right: Array, weights: Array, hidden: tuple[int, ...] = HIDDEN, epochs: int = EPOCHS
) -> Network:
    """A network with hidden layers of some sizes, by Adam with a rate that falls to nothing."""
    random = np.random.default_rng(SEED)
    sizes = (inputs.shape[1], *hidden, 1)
    values: list[Array] = []
    for one, two in pairwise(sizes):
        values += [(random.standard_normal((one, two)) * np.sqrt(2 / one)).astype(np.float32), np.zeros(two, np.float32)]
    values[-1] -= 3
    first, second = [np.zeros_like(value) for value in values], [np.zeros_like(value) for value in values]
    weights = weights / weights.mean()
    last = epochs * (len(right) // ROWS + 1)
    for step, row in enumerate(lots(len(right), epochs, random), 1):
        rate = RATE * min(1, step / 200) * (np.cos(np.pi * step / last) / 2 + 0.51)
        for at, slope in enumerate(slopes(values, inputs[row].astype(np.float32), right[row], weights[row])):
            first[at] = 0.9 * first[at] + 0.1 * slope
            second[at] = 0.999 * second[at] + 0.001 * slope * slope
            change = (first[at] / (1 - 0.9**step)) / (np.sqrt(second[at] / (1 - 0.999**step)) + 1e-8)
            values[at] = (values[at] - rate * change).astype(np.float32)
    return Network(tuple((values[at], values[at + 1]) for at in range(0, len(values), 2)))


def write(path: Path, network: Network) -> None:
    """The weights as a file of arrays."""
    parts = {f"{name}{at}": part for at, layer in enumerate(network.layers) for name, part in zip(NAMES, layer, strict=True)}
    np.savez_compressed(path, **{name: part.astype(np.float16) for name, part in parts.items()})
