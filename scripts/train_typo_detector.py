"""Train the judges of the typo detector and bring their scores to scale: one command, the same data the same bytes.

    python scripts/train_typo_detector.py FOLDER [--held FILE] [--judge FILE] [--network FILE] [--look FILE]

FOLDER holds the corpora (`corpus_*.txt.xz`), correct text and marked slips that scripts/typo_lessons.py names. A table of
counts without every twentieth block of lines is made first (`--held`, kept for the next run); from those lines, with slips
put in, and from the others the judges learn. The second look (checks/lib/typo/look.py) learns from scores of judges
that learnt from the other fold of the lines, and by those scores are brought to scale (scripts/typo_scale.py): of a line that
it learnt from a judge is too sure. What is printed at the end was measured so, too (scripts/typo_measured.py); the shipped
weights learnt from all lines. The reader of surroundings is not learnt here but by scripts/train_typo_reader.py.
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
from typo_measured import table_of
from typo_scale import scale_of

from checks.lib.typo import judge, look, network, reading, slips
from checks.lib.typo.evidence import Floats, Ints
from checks.lib.typo.judge import Judge
from checks.lib.typo.look import Look
from checks.lib.typo.slips import Engine

LOOK, EPOCHS = (32, 16), 60
"""Sizes of the hidden layers of the second look, and how often its rows are learnt from: they are few."""

LEARNT = -4.5
"""Mean of the judges' scores from which on the second look learns from a candidate: less likely ones teach it, too."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Names of the features; bins, inputs, what is expected, whether right, weight, fold of every candidate."""

    names: list[str]
    bins: npt.NDArray[np.int16]
    inputs: npt.NDArray[np.float16]
    expected: Floats
    right: Floats
    weight: Floats
    fold: Ints

    def taken(self, kept: npt.NDArray[np.bool_]) -> Rows:
        """Some of them."""
        columns = (self.inputs, self.expected, self.right, self.weight, self.fold)
        return Rows(self.names, self.bins[:, kept], *(column[kept] for column in columns))


def rows_of(folder: Path, engine: Engine, reader: reading.Reader) -> Rows:
    """Every candidate of the lines that are learnt from."""
    names: list[str] = []
    bins: list[npt.NDArray[np.int16]] = []
    rest = []
    for lot in lessons.labelled(lessons.lines_to_learn(folder, engine), engine):
        found = list(judge.features(lot.case))
        names = [name for name, _ in found]
        bins.append(np.stack([column[lot.kept] for _, column in found]).astype(np.int16))
        expected = look.expected(lot.coded, lot.where, lot.case.right[lot.kept], lot.case.second[lot.kept], reader)
        inputs = network.inputs(lot.case)[lot.kept].astype(np.float16)
        rest.append((inputs, expected, lot.right.astype(float), lot.weight, lot.fold))
    return Rows(names, np.concatenate(bins, axis=1), *(np.concatenate(column) for column in zip(*rest, strict=True)))


def fitted(rows: Rows, engine: Engine) -> Engine:
    """The engine with judges that learnt from the rows."""
    bias, weights = additive.fit(rows.bins, rows.right, rows.weight)
    layers = layered.fit(rows.inputs, rows.right.astype(np.float32), rows.weight.astype(np.float32))
    return replace(engine, judge=Judge(bias, dict(zip(rows.names, weights, strict=True))), network=layers)


def judged(rows: Rows, engine: Engine) -> Floats:
    """What both judges of an engine say of the rows."""
    one = np.full(len(rows.right), engine.judge.bias)
    for name, column in zip(rows.names, rows.bins, strict=True):
        one += engine.judge.weights[name][column]
    two = one if engine.network is None else engine.network.of(rows.inputs.astype(np.float32))
    return np.stack((one, two), axis=1)


def second_look(rows: Rows, scores: Floats, reader: reading.Reader) -> Look:
    """A second look that learnt from the rows that the judges did not rule out, by the scores they gave."""
    kept = scores.mean(axis=1) >= LEARNT
    near = rows.taken(kept)
    inputs = look.inputs(scores[kept], near.inputs.astype(np.float32), near.expected)
    right, weight = near.right.astype(np.float32), near.weight.astype(np.float32)
    return Look(reader, layered.fit(inputs.astype(np.float16), right, weight, LOOK, EPOCHS))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held", type=Path, default=Path("held.ngrams"))
    parser.add_argument("--judge", type=Path, default=judge.WEIGHTS)
    parser.add_argument("--network", type=Path, default=network.WEIGHTS)
    parser.add_argument("--look", type=Path, default=look.WEIGHTS)
    options = parser.parse_args()
    started = time.monotonic()
    if not options.held.exists():
        make(files_of(options.folder, COUNTED), options.held, lessons.SKIP)
    engine, reader = lessons.engine_of(options.held), reading.shipped()
    rows = rows_of(options.folder, engine, reader)
    print(f"{len(rows.right)} candidates, {int(rows.right.sum())} right, {time.monotonic() - started:.0f} s", flush=True)
    halves = [fitted(rows.taken(rows.fold != fold), engine) for fold in range(lessons.FOLDS)]
    scores = np.zeros((len(rows.right), 2))
    for fold, half in enumerate(halves):
        scores[rows.fold == fold] = judged(rows.taken(rows.fold == fold), half)
    parts = [rows.fold != fold for fold in range(lessons.FOLDS)]
    halves = [
        replace(half, look=second_look(rows.taken(part), scores[part], reader))
        for half, part in zip(halves, parts, strict=True)
    ]
    scale = scale_of(options.folder, halves)
    print(f"scale: {scale[0]:.3f} + {scale[1]:.3f} x score, {time.monotonic() - started:.0f} s", flush=True)
    shipped = slips.shipped()
    held = [
        replace(half, judge=replace(half.judge, scale=scale), table=shipped.table, confusions=shipped.confusions)
        for half in halves
    ]
    print(table_of(options.folder, held), flush=True)
    whole, looked = fitted(rows, engine), second_look(rows, scores, reader)
    weights = np.stack([whole.judge.weights[name] for name in rows.names])
    additive.write(options.judge, rows.names, whole.judge.bias, weights, scale)
    layered.write(options.look, looked.network)
    if whole.network is not None:
        layered.write(options.network, whole.network)
    print(f"done: {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
