"""Pairs of characters that writers are known to mix up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checks.lib.typo import mixups


@pytest.mark.parametrize(("wrong", "right", "level"), [("竟", "竞", 2), ("份", "分", 2), ("竟", "山", 0), ("的", "国", 0)])
def test_shipped_pairs(wrong: str, right: str, level: int) -> None:
    one, two = (np.array([ord(character)], dtype=np.uint64) for character in (wrong, right))
    assert mixups.shipped().level(one, two).tolist() == [level]


def test_file_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "mixups.tsv"
    path.write_text("# form\n1\t甲乙\n2\t丙丁\n", encoding="utf-8")
    read = mixups.read_mixups(path)
    wrong, right = (np.array([ord(character) for character in text], dtype=np.uint64) for text in ("甲丙乙", "乙丁甲"))
    assert read.level(wrong, right).tolist() == [1, 2, 0]
