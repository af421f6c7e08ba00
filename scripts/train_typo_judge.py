"""Fit the additive weights that judge candidates of the typo detector: logistic regression in numpy, seeded by nothing.

Called by scripts/train_typo_detector.py.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from checks.lib.typo.evidence import Floats, Ints
from checks.lib.typo.judge import BINS

STEPS, RATE, RIDGE = 100, 0.12, 2.0
HEAD = """# source: scripts/train_typo_detector.py on official text that was not counted, with slips put in, and on marked slips
# date: 2026-11-22
# licence: Apache-2.0
# form: feature<TAB>bin:weight ...; features and bins are those of checks/lib/typo/judge.py; scale<TAB>added times:
# what turns the mean of all judges' scores into log-odds
"""


def fit(bins: Ints, right: Floats, weights: Floats) -> tuple[float, Floats]:
    """Bias and weights (features x BINS) by Adam on the whole of the data."""
    count = len(bins)
    offset = (np.arange(count, dtype=np.int32) * BINS)[:, None]
    flat = [(bins[at].astype(np.int32) + offset[at]) for at in range(count)]
    value = np.zeros(count * BINS + 1)
    value[-1] = -3.0
    first, second = np.zeros_like(value), np.zeros_like(value)
    for step in range(1, STEPS + 1):
        score = np.full(len(right), value[-1])
        for column in flat:
            score += value[column]
        error = weights * (1 / (1 + np.exp(-np.clip(score, -30, 30))) - right)
        slope = RIDGE * value
        slope[-1] = error.sum()
        for at, column in enumerate(flat):
            slope[at * BINS : (at + 1) * BINS] += np.bincount(column - at * BINS, error, BINS)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = RATE * min(1.0, 2 * (1 - step / (STEPS + 1)))
        value -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        if step % 50 == 0:
            loss = np.sum(weights * np.logaddexp(0, np.where(right > 0, -score, score))) / np.sum(weights)
            print(f"step {step}: loss {loss:.5f}", flush=True)
    return float(value[-1]), value[:-1].reshape(count, BINS)


def write(path: Path, names: list[str], bias: float, weights: Floats, scale: tuple[float, float] = (0.0, 1.0)) -> None:
    """The weights as text, with what brings the mean of all judges to scale."""
    lines = [f"scale\t{scale[0]:.3f} {scale[1]:.3f}\n", f"bias\t{bias:.4f}\n"]
    for name, row in zip(names, weights, strict=True):
        lines.append(name + "\t" + " ".join(f"{at}:{row[at]:.3f}" for at in np.flatnonzero(np.abs(row) >= 5e-4)) + "\n")
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
