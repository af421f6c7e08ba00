"""Training: the same data give the same weights, and they tell right from wrong."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from checks.lib.typo import judge

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture(scope="module")
def train() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        return importlib.import_module("train_typo_judge")


def test_weights_tell_right_from_wrong_and_are_the_same_again(train: ModuleType, tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    right = (random.random(2000) < 0.3).astype(float)
    telling = np.where(random.random(2000) < 0.9, right, 1 - right).astype(np.int16)
    noise = random.integers(0, 5, 2000).astype(np.int16)
    bins = np.stack([telling, noise])
    bias, weights = train.fit(bins, right, np.ones(2000))
    again = train.fit(bins, right, np.ones(2000))
    assert bias == again[0]
    assert np.array_equal(weights, again[1])
    assert weights[0, 1] - weights[0, 0] > 2
    assert np.abs(weights[1, :5]).max() < 1
    train.write(tmp_path / "w.tsv", ["one", "two"], bias, weights, (-0.5, 0.8))
    read = judge.read_weights(tmp_path / "w.tsv")
    assert np.allclose(read.weights["one"], weights[0], atol=1e-3)
    assert read.scale == (-0.5, 0.8)
