"""What the typo detector learns from: halves and folds by the correct text, slips that keep the length."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from checks.lib.typo import slips

SCRIPTS = Path(__file__).parents[2] / "scripts"
LINE = "各级人民政府应当加强对安全生产工作的领导，保障人民群众生命财产安全。" * 3


@pytest.fixture(scope="module")
def lessons() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        return importlib.import_module("typo_lessons")


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        return importlib.import_module("typo_scale")


def test_slips_put_in_keep_the_length_and_repeat(lessons: ModuleType) -> None:
    engine = slips.shipped()
    one, two = (lessons.Corruption(engine.confusions, engine.table, 7)(LINE) for _ in range(2))
    assert one == two != LINE
    assert len(one) == len(LINE)
    assert 1 <= sum(a != b for a, b in zip(one, LINE, strict=True)) <= 8


def test_some_slips_are_of_the_keyboard(lessons: ModuleType) -> None:
    engine = slips.shipped()
    corrupt = lessons.Corruption(engine.confusions, engine.table, 7)
    pairs = [(wrong, right) for _ in range(30) for wrong, right in zip(corrupt(LINE), LINE, strict=True) if wrong != right]
    wrong, right = (np.array([ord(pair[at]) for pair in pairs], dtype=np.uint64) for at in (0, 1))
    unlike = (engine.confusions.kinds(wrong, right) == 0).mean()
    assert 0 < unlike < 0.25


def test_a_slip_in_a_set_phrase_is_put_in_now_and_then(lessons: ModuleType) -> None:
    engine = slips.shipped()
    corrupt = lessons.Corruption(engine.confusions, engine.table, 7)
    changed = []
    for _ in range(40):
        line = list("全市上下脚踏实地。")
        corrupt._idiom("全市上下脚踏实地。", line)
        changed.append("".join(line))
    assert 10 < sum(one != "全市上下脚踏实地。" for one in changed) < 30
    assert all(one.startswith("全市上下") and one.endswith("。") and len(one) == 9 for one in changed)


def test_lines_and_folds_are_of_the_correct_text(lessons: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("".join(f"{n}\t布署{n}\t部署{n}\n" for n in range(100, 140)), encoding="utf-8")
    pairs = list(lessons.read_pairs(file, 2.0))
    assert len({pair.target for pair in pairs}) == 40
    assert sum(pair.source == pair.target for pair in pairs) * 2 == len(pairs)
    assert {lessons.fold_of(pair.target) for pair in pairs} == {0, 1}


def test_some_blocks_of_the_news_are_learnt_from(lessons: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "corpus_gov.txt").write_text("不是新闻\n" * 10_000, encoding="utf-8")
    (tmp_path / "corpus_news.txt").write_text("".join(f"{n}\n" for n in range(10_000)), encoding="utf-8")
    assert [int(line) for line in lessons.news(tmp_path)] == [*range(1500, 2000), *range(6500, 7000)]


def test_scores_are_brought_to_the_odds_that_were_found(scale: ModuleType) -> None:
    random = np.random.default_rng(3)
    score = random.uniform(-4, 8, 20_000)
    right = (random.random(20_000) < 1 / (1 + np.exp(-(0.7 * score - 1)))).astype(float)
    offset, slope = scale._line(score, right, np.ones(20_000))
    assert offset == pytest.approx(-1, abs=0.15)
    assert slope == pytest.approx(0.7, abs=0.05)
