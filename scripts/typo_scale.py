"""Bring the detector's scores to scale: log-odds that a finding is right, whatever the weights are.

A model that learnt from a line is too sure of it, and how far its scores may be trusted changes with every training. So that
the limits of checks/lib/typo/typos.py keep their meaning, each half of the lines is searched by models that learnt from the
other half, and a line through the logarithms of the odds (Platt 1999) is laid through what was found right and wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import typo_lessons as lessons

from checks.lib.typo import typos
from checks.lib.typo.evidence import Floats
from checks.lib.typo.slips import Engine

TEXTS = ("ecspell_odw_train.tsv", "textproof_dev.tsv", "ecspell_law_train.tsv", "cctc_train.tsv")
"""Files of marked slips that are of the kind that the detector is for; each counts as much as any other."""

LIFT = 3.0
"""The scores are lifted by so much for the search, so that findings well below the limits are seen, too."""


def scale_of(folder: Path, engines: list[Engine]) -> tuple[float, float]:
    """What is added to the mean of the judges' scores, times what; `engines`: by fold, which they did not learn from."""
    found = [row for fold, engine in enumerate(engines) for row in _found(folder, engine, fold)]
    score, right, weight = (np.array(column, dtype=float) for column in zip(*found, strict=True))
    return _line(score, right, weight)


def _found(folder: Path, engine: Engine, fold: int) -> Iterator[tuple[float, bool, float]]:
    """Score of every finding in the lines of a fold, whether it is right, and how much it counts."""
    lifted = replace(engine, judge=replace(engine.judge, scale=(LIFT, 1.0)))
    for name in TEXTS:
        pairs = [pair for pair in lessons.read_pairs(folder / name, 1.0) if lessons.fold_of(pair.target) == fold]
        rows = list(_compared(pairs, lifted))
        yield from ((score, right, 1000 / max(1, len(rows))) for score, right in rows)
    for name in lessons.CLEAN:
        kept = [line for line in lessons.correct_lines(folder / name) if lessons.fold_of(line) == fold]
        yield from ((score, right, 1.0) for score, right in _compared([lessons.Pair(one, one, 1.0) for one in kept], lifted))


def _compared(pairs: list[lessons.Pair], engine: Engine) -> Iterator[tuple[float, bool]]:
    found = typos.counted_in([pair.source for pair in pairs], typos.NEARBY, engine)
    for pair, inside in zip(pairs, found, strict=True):
        for one in inside:
            meant = pair.target[one.offset : one.offset + len(one.wrong)]
            yield (one.score or 0.0) - LIFT, one.right[0] == meant != one.wrong


def _line(score: Floats, right: Floats, weight: Floats) -> tuple[float, float]:
    """Offset and slope of the likeliest line of log-odds, by Newton's method."""
    value = np.array([0.0, 1.0])
    columns = np.stack((np.ones_like(score), score))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(value @ columns)))
        slope = columns @ (weight * (right - chance))
        bend = (columns * (weight * chance * (1 - chance))) @ columns.T
        value += np.linalg.solve(bend + np.eye(2) * 1e-6, slope)
    return float(value[0]), float(value[1])
