"""Train the weights that judge candidates of the typo detector: logistic regression in numpy, the same data the same weights.

    python scripts/train_typo_judge.py --table HELD.ngrams --corpus FOLDER --only A,B --skip-blocks 3
        [--clean FILE ...] [--pairs FILE[:WEIGHT] ...] [--output FILE]

HELD.ngrams must have been counted with the same --skip-blocks (scripts/make_language_model.py): the lines left out there are
correct text that the counts do not know; half of it is used as it is, slips are put into the other half. `--clean` are
further correct texts, `--pairs` are `id<TAB>source<TAB>target` files. Of every --clean and --pairs file only the lines
whose text falls into half A (`half_of`) are learnt from; bench/text.py measures on the other half.
"""

from __future__ import annotations

import argparse
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_language_model import files_of, in_block, lines_of

from checks.lib.typo import candidates, evidence, judge, ngrams, slips
from checks.lib.typo.candidates import FAR, NEAR, SAME, SHAPE, Confusions
from checks.lib.typo.evidence import Floats, Ints
from checks.lib.typo.judge import BINS, Judge
from checks.lib.typo.slips import Engine

BATCH = 8_000
STEPS, RATE, RIDGE = 160, 0.12, 2.0
LINES = 30_000
"""So many lines of a further correct text are read."""

LONGEST = 600
"""So many characters of a line of correct text are read."""

WORDS = 0.3
"""Share of the slips put in that are two characters of another word of the same sound."""

BOTH = 3
"""How much likelier than its sound alone makes it a slip is whose characters look alike, too (鹅 and 蛾)."""

THIN = 4
"""One in so many of the candidates that are wrong and not the best known of their place is learnt from, for all."""
HEAD = """# source: scripts/train_typo_judge.py on official text that was not counted, with slips put in, and on marked slips
# date: 2026-11-22
# licence: Apache-2.0
# form: feature<TAB>bin:weight ...; features and bins are those of checks/lib/typo/judge.py
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line as it stands, as it should be (of the same length), and how much it counts."""

    source: str
    target: str
    weight: float


def half_of(text: str) -> str:
    """`A` or `B`, by the correct text of a line."""
    return "AB"[zlib.crc32(text.strip().encode()) & 1]


def left_out(files: list[Path], rest: int) -> Iterator[str]:
    """Every line of the corpus that was not counted."""
    for path in files:
        for number, line in enumerate(lines_of(path)):
            if line and in_block(number, rest):
                yield line


def read_pairs(path: Path, weight: float) -> Iterator[Pair]:
    """Half A of a file of marked slips, and each line as it should be."""
    for line in lines_of(path):
        _, source, target = line.split("\t")
        if half_of(target) == "A" and len(source) == len(target):
            yield Pair(source, target, weight)
            if source != target:
                yield Pair(target, target, weight)


class Corruption:
    """Puts slips into correct text: mostly characters of the same sound that are at home among the neighbours."""

    def __init__(self, confusions: Confusions, table: ngrams.Table, seed: int) -> None:
        self.random = random.Random(seed)
        self.table = table
        levels = table.levels(ngrams.join([np.arange(0x10000, dtype=np.uint64)], 1))
        share = {SAME: 8.0, NEAR: 1.2, FAR: 0.15, SHAPE: 0.5}
        wrong: dict[int, list[tuple[int, float, bool]]] = defaultdict(list)
        known = confusions.all
        for code in range(0x4E00, 0xA000):
            for row in range(known.first[code], known.first[code + 1]):
                kind = known.kind[row]
                weight = sum(part for one, part in share.items() if kind & one) * 1.25 ** float(levels[code])
                weight *= BOTH if kind & SAME and kind & SHAPE else 1
                wrong[int(known.right[row])].append((code, weight, bool(kind & SAME)))
        self.wrong = wrong

    def __call__(self, line: str) -> str:
        """The line with about one slip in 40 characters, at least one where possible."""
        changed = list(line)
        for _ in range(1 + len(line) // 40):
            at = self.random.randrange(len(line))
            if self.random.random() < WORDS and at + 1 < len(line):
                self._word(changed, at)
            else:
                self._character(changed, at)
        return "".join(changed)

    def _character(self, changed: list[str], at: int) -> None:
        choices = self.wrong.get(ord(changed[at]))
        if not choices:
            return
        codes = np.array([code for code, _, _ in choices], dtype=np.uint64)
        level = np.zeros(len(codes))
        for other, before in ((changed[at - 1 : at], True), (changed[at + 1 : at + 2], False)):
            if other:
                beside = np.full(len(codes), ord(other[0]), dtype=np.uint64)
                pair = [beside, codes] if before else [codes, beside]
                level = np.maximum(level, self.table.levels(ngrams.join(pair, 2)))
        weights = np.array([weight for _, weight, _ in choices]) * 1.2**level
        changed[at] = chr(self.random.choices(codes.tolist(), weights.tolist())[0])

    def _word(self, changed: list[str], at: int) -> None:
        """Two characters at once: another word of the same sound."""
        one = [code for code, _, same in self.wrong.get(ord(changed[at]), ()) if same]
        two = [code for code, _, same in self.wrong.get(ord(changed[at + 1]), ()) if same]
        if not one or not two:
            return
        first, then = (part.ravel().astype(np.uint64) for part in np.meshgrid(one, two))
        level = self.table.levels(ngrams.join([first, then], 2)).astype(float)
        known = level >= 3
        if known.any():
            row = self.random.choices(np.flatnonzero(known).tolist(), (1.5 ** level[known]).tolist())[0]
            changed[at : at + 2] = [chr(first[row]), chr(then[row])]


def labelled(pairs: Iterable[Pair], engine: Engine) -> Iterator[tuple[judge.Case, Ints, npt.NDArray[np.bool_], Floats]]:
    """Batch by batch the candidates of the lines; which of them are kept, and of these what is right and the weight.

    Of the plainly wrong ones every `THIN`-th is kept and weighs for the others.
    """
    for batch in batches(pairs):
        source = ngrams.codes("\n".join(pair.source for pair in batch))
        target = ngrams.codes("\n".join(pair.target for pair in batch))
        weight = np.repeat([pair.weight for pair in batch], [len(pair.source) + 1 for pair in batch])
        rare = evidence.rare_trigrams(source, engine.table)
        where, case = slips.cases(source, evidence.suspicious(source, rare), rare, engine)
        is_right = labels(source, target, where, case)
        plain = ~is_right & (case.rank > 0)
        kept = np.flatnonzero(~plain | (np.arange(len(where)) % THIN == 0))
        yield case, kept, is_right[kept], (weight[where - ngrams.PAD] * np.where(plain, THIN, 1))[kept]


def rows_of(pairs: Iterable[Pair], engine: Engine) -> tuple[list[str], Ints, Floats, Floats]:
    """Names of the features, and for every candidate of the lines its bins, whether it is right, and its weight."""
    names: list[str] = []
    bins, right, weights = [], [], []
    for case, kept, is_right, weight in labelled(pairs, engine):
        found = list(judge.features(case))
        names = [name for name, _ in found]
        bins.append(np.stack([column for _, column in found]).astype(np.int16)[:, kept])
        right.append(is_right.astype(float))
        weights.append(weight)
    return names, np.concatenate(bins, axis=1), np.concatenate(right), np.concatenate(weights)


def labels(source: ngrams.Codes, target: ngrams.Codes, where: Ints, case: judge.Case) -> npt.NDArray[np.bool_]:
    """Which candidates are what was meant. A word is right as a word; a single character also where its neighbour is wrong."""
    wrong = (source[where] != target[where]) & (case.right == target[where])
    both = (case.second == target[where + 1]) & (source[where + 1] != target[where + 1])
    right: npt.NDArray[np.bool_] = wrong & ((case.second == 0) | both)
    return right


def batches(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Pairs in lots of about BATCH characters."""
    lot: list[Pair] = []
    size = 0
    for pair in pairs:
        lot.append(pair)
        size += len(pair.source) + 1
        if size >= BATCH:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


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
        if step % 40 == 0:
            loss = np.sum(weights * np.logaddexp(0, np.where(right > 0, -score, score))) / np.sum(weights)
            print(f"step {step}: loss {loss:.5f}", flush=True)
    return float(value[-1]), value[:-1].reshape(count, BINS)


def write(path: Path, names: list[str], bias: float, weights: Floats) -> None:
    """The weights as text."""
    lines = [f"bias\t{bias:.4f}\n"]
    for name, row in zip(names, weights, strict=True):
        lines.append(name + "\t" + " ".join(f"{at}:{row[at]:.3f}" for at in np.flatnonzero(np.abs(row) >= 5e-4)) + "\n")
    path.write_text(HEAD + "".join(lines), encoding="utf-8")


def lines_to_learn(options: argparse.Namespace, engine: Engine) -> Iterator[Pair]:
    """Everything that is learnt from."""
    corrupt = Corruption(engine.confusions, engine.table, 7)
    plain = left_out(files_of(options.corpus, tuple(options.only.split(","))), options.skip_blocks)
    for path in options.clean:
        plain = _then(plain, (line for line in islice(lines_of(path), LINES) if line and half_of(line) == "A"))
    for number, line in enumerate(line[:LONGEST] for line in plain):
        yield Pair(line, line, 1.0) if number % 3 else Pair(corrupt(line), line, 1.0)
    for spec in options.pairs:
        name, _, weight = spec.partition(":")
        yield from read_pairs(Path(name), float(weight or 1))


def _then(one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    yield from one
    yield from other


def options_of(text: str, output: Path) -> argparse.Namespace:
    """The command line that both training scripts share."""
    parser = argparse.ArgumentParser(description=text.split("\n")[0])
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--skip-blocks", type=int, required=True)
    parser.add_argument("--clean", type=Path, action="append", default=[])
    parser.add_argument("--pairs", action="append", default=[], metavar="FILE:WEIGHT")
    parser.add_argument("--output", type=Path, default=output)
    return parser.parse_args()


def engine_of(path: Path) -> Engine:
    """An engine over a table of counts, with candidates among the characters that are usual there; it judges nothing."""
    table = ngrams.open_table(path)
    sounds, shapes = (candidates.read_table(file) for file in (candidates.SOUNDS, candidates.SHAPES))
    return Engine(table, candidates.build(sounds, shapes, table), Judge(0.0, {}))


def main() -> int:
    """Command line."""
    options = options_of(__doc__ or "", judge.WEIGHTS)
    engine = engine_of(options.table)
    names, bins, right, weights = rows_of(lines_to_learn(options, engine), engine)
    print(f"{len(right)} candidates, {int(right.sum())} right, {len(names)} features", flush=True)
    write(options.output, names, *fit(bins, right, weights))
    return 0


if __name__ == "__main__":
    sys.exit(main())
