"""The network beside the additive judge: its file, its inputs, and that the detector takes the mean of both."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checks.lib.typo import evidence, network, ngrams, slips

TEXT = "要进一步完善公共法律服务体系建社，提高服务水平。"


def test_inputs_are_finite_and_fit_the_shipped_layers() -> None:
    engine = slips.shipped()
    coded = ngrams.codes(TEXT)
    rare = evidence.rare_trigrams(coded, engine.table)
    _, case = slips.cases(coded, evidence.suspicious(coded, rare), rare, engine)
    rows = network.inputs(case)
    assert rows.shape == (len(case.right), len(network.shipped().layers[0][0]))
    assert np.isfinite(rows).all() and np.abs(rows).max() < 20


def test_the_score_is_the_mean_of_both_models_brought_to_scale_before_the_second_look() -> None:
    engine = slips.shipped()
    coded = ngrams.codes(TEXT)
    rare = evidence.rare_trigrams(coded, engine.table)
    where, case = slips.cases(coded, evidence.suspicious(coded, rare), rare, engine)
    alone = slips.Engine(engine.table, engine.confusions, engine.judge, engine.network)
    mean = (engine.judge.scores(case) + network.shipped().scores(case)) / 2
    assert np.allclose(alone.scores(case, coded, where), engine.judge.scale[0] + engine.judge.scale[1] * mean)
    assert not np.allclose(engine.scores(case, coded, where), alone.scores(case, coded, where))


def test_no_rows_no_scores() -> None:
    engine = slips.shipped()
    coded = ngrams.codes(TEXT)
    rare = evidence.rare_trigrams(coded, engine.table)
    where, case = slips.cases(coded, np.zeros(0, dtype=np.int64), rare, engine)
    assert engine.scores(case, coded, where).shape == (0,)


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(ValueError):
        network.read_network(path)
