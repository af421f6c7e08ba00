"""Train both judges of the typo detector: one command, the same data the same bytes.

The weights in the repository were learnt before rules/lexicon/sounds.tsv was narrowed to readings in use; what is learnt anew
scores higher throughout and needs its own thresholds (slips.DOUBTFUL about 1.8, CERTAIN and STRICT about 3.6).

    python scripts/train_typo_detector.py FOLDER [--held FILE] [--judge FILE] [--network FILE]

FOLDER holds the corpora (`corpus_*.txt.xz`), correct text and marked slips that `CLEAN` and `PAIRS` name. A table of counts
without every twentieth block of lines is made first (`--held`, kept for the next run); from those lines, with slips put in,
and from half A of the others both models learn (scripts/train_typo_judge.py, scripts/train_typo_network.py).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import train_typo_judge as additive
import train_typo_network as layered
from make_language_model import COUNTED, files_of, make

from checks.lib.typo import judge, network
from checks.lib.typo.evidence import Floats, Ints
from checks.lib.typo.slips import Engine

SKIP = 3
CLEAN = ("clean_official_dev.txt", "correct_rmrb_dev.tsv", "correct_xxqg_dev.tsv")
PAIRS = {
    "ecspell_odw_train.tsv": 4.0,
    "textproof_dev.tsv": 4.0,
    "cctc_train.tsv": 2.0,
    "ecspell_law_train.tsv": 2.0,
    "pd_news_train.tsv": 1.5,
    "ecspell_med_train.tsv": 1.0,
    "pd_jieba_train.tsv.gz": 0.7,
    "pd_ltp_train.tsv": 0.7,
    "sighan13_train.tsv": 0.3,
    "sighan14_train.tsv.gz": 0.3,
    "sighan15_train.tsv": 0.3,
}
"""Files of marked slips, and how much a line of each counts."""


def rows_of(options: argparse.Namespace, engine: Engine) -> tuple[list[str], Ints, layered.Array, Floats, Floats]:
    """Names of the features; bins, inputs, whether right, and weight of every candidate that is learnt from."""
    names: list[str] = []
    bins, inputs, right, weights = [], [], [], []
    for case, kept, is_right, weight in additive.labelled(additive.lines_to_learn(options, engine), engine):
        found = list(judge.features(case))
        names = [name for name, _ in found]
        bins.append(np.stack([column[kept] for _, column in found]).astype(np.int16))
        inputs.append(network.inputs(case)[kept].astype(np.float16))
        right.append(is_right.astype(float))
        weights.append(weight)
    return names, np.concatenate(bins, axis=1), np.concatenate(inputs), np.concatenate(right), np.concatenate(weights)


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
        make(files_of(options.folder, COUNTED), options.held, SKIP)
    data = argparse.Namespace(
        corpus=options.folder,
        only=",".join(COUNTED),
        skip_blocks=SKIP,
        clean=[options.folder / name for name in CLEAN],
        pairs=[f"{options.folder / name}:{weight}" for name, weight in PAIRS.items()],
    )
    names, bins, inputs, right, weights = rows_of(data, additive.engine_of(options.held))
    print(f"{len(right)} candidates, {int(right.sum())} right, {time.monotonic() - started:.0f} s", flush=True)
    additive.write(options.judge, names, *additive.fit(bins, right, weights))
    print(f"additive model: {time.monotonic() - started:.0f} s", flush=True)
    layered.write(options.network, layered.fit(inputs, right.astype(np.float32), weights.astype(np.float32)))
    print(f"network: {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
