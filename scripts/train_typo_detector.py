"""Train the judges of the typo detector and bring their scores to scale: one command, the same data the same bytes.

    python scripts/train_typo_detector.py FOLDER [--held FILE] [--judge FILE] [--network FILE]

FOLDER holds the corpora (`corpus_*.txt.xz`), correct text and marked slips that scripts/typo_lessons.py names. A table of
counts without every twentieth block of lines is made first (`--held`, kept for the next run); from those lines, with slips
put in, and from half A of the others the models learn. Scores are brought to scale by models of half of that
(scripts/typo_scale.py).
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import train_typo_judge as additive
import train_typo_network as layered
import typo_lessons as lessons
from make_language_model import COUNTED, files_of, make
from typo_scale import scale_of

from checks.lib.typo import judge, network
from checks.lib.typo.evidence import Floats, Ints
from checks.lib.typo.judge import Judge
from checks.lib.typo.network import Network
from checks.lib.typo.slips import Engine


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Names of the features; bins, inputs, whether right, weight and fold of every candidate that is learnt from."""

    names: list[str]
    bins: npt.NDArray[np.int16]
    inputs: npt.NDArray[np.float16]
    right: Floats
    weight: Floats
    fold: Ints

    def without(self, fold: int) -> Rows:
        """All but those of a fold."""
        kept = self.fold != fold
        return Rows(self.names, self.bins[:, kept], self.inputs[kept], self.right[kept], self.weight[kept], self.fold[kept])


def rows_of(folder: Path, engine: Engine) -> Rows:
    """Every candidate of the lines that are learnt from."""
    names: list[str] = []
    bins, inputs, right, weight, fold = [], [], [], [], []
    for lot in lessons.labelled(lessons.lines_to_learn(folder, engine), engine):
        found = list(judge.features(lot.case))
        names = [name for name, _ in found]
        bins.append(np.stack([column[lot.kept] for _, column in found]).astype(np.int16))
        inputs.append(network.inputs(lot.case)[lot.kept].astype(np.float16))
        right.append(lot.right.astype(float))
        weight.append(lot.weight)
        fold.append(lot.fold)
    parts = (np.concatenate(column) for column in (inputs, right, weight, fold))
    return Rows(names, np.concatenate(bins, axis=1), *parts)


def fitted(rows: Rows, engine: Engine) -> Engine:
    """The engine with models that learnt from the rows."""
    bias, weights = additive.fit(rows.bins, rows.right, rows.weight)
    values = layered.fit(rows.inputs, rows.right.astype(np.float32), rows.weight.astype(np.float32))
    layers = tuple((values[at], values[at + 1]) for at in range(0, len(values), 2))
    return replace(engine, judge=Judge(bias, dict(zip(rows.names, weights, strict=True))), network=Network(layers))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held", type=Path, default=Path("held.ngrams"))
    parser.add_argument("--judge", type=Path, default=judge.WEIGHTS)
    parser.add_argument("--network", type=Path, default=network.WEIGHTS)
    options = parser.parse_args()
    started = time.monotonic()
    if not options.held.exists():
        make(files_of(options.folder, COUNTED), options.held, lessons.SKIP)
    engine = lessons.engine_of(options.held)
    rows = rows_of(options.folder, engine)
    print(f"{len(rows.right)} candidates, {int(rows.right.sum())} right, {time.monotonic() - started:.0f} s", flush=True)
    halves = [fitted(rows.without(fold), engine) for fold in range(lessons.FOLDS)]
    scale = scale_of(options.folder, halves)
    print(f"scale: {scale[0]:.3f} + {scale[1]:.3f} x mean, {time.monotonic() - started:.0f} s", flush=True)
    whole = fitted(rows, engine)
    weights = np.stack([whole.judge.weights[name] for name in rows.names])
    additive.write(options.judge, rows.names, whole.judge.bias, weights, scale)
    if whole.network is not None:
        layered.write(options.network, [part for layer in whole.network.layers for part in layer])
    print(f"done: {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
