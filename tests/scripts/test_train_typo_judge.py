"""Training: the same data give the same weights, and they tell right from wrong."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from checks.lib.typo import judge, slips

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture(scope="module")
def train() -> ModuleType:
    patch = pytest.MonkeyPatch()
    patch.syspath_prepend(str(SCRIPTS))
    spec = importlib.util.spec_from_file_location("train_typo_judge", SCRIPTS / "train_typo_judge.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["train_typo_judge"] = module
    spec.loader.exec_module(module)
    patch.undo()
    return module


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
    train.write(tmp_path / "w.tsv", ["one", "two"], bias, weights)
    read = judge.read_weights(tmp_path / "w.tsv")
    assert np.allclose(read.weights["one"], weights[0], atol=1e-3)


def test_slips_put_in_keep_the_length_and_repeat(train: ModuleType) -> None:
    engine = slips.shipped()
    line = "各级人民政府应当加强对安全生产工作的领导，保障人民群众生命财产安全。" * 3
    one, two = (train.Corruption(engine.confusions, engine.table, 7)(line) for _ in range(2))
    assert one == two != line
    assert len(one) == len(line)
    assert 1 <= sum(a != b for a, b in zip(one, line, strict=True)) <= 8


def test_halves_are_of_the_correct_text(train: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("".join(f"{n}\t布署{n}\t部署{n}\n" for n in range(100, 140)), encoding="utf-8")
    pairs = list(train.read_pairs(file, 2.0))
    assert 5 < len({pair.target for pair in pairs}) < 35
    assert sum(pair.source == pair.target for pair in pairs) * 2 == len(pairs)
    assert {train.half_of(pair.target) for pair in pairs} == {"A"}
