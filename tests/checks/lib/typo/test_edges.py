"""How likely two characters meet at the border of words."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from checks.lib.typo import edges


def chance(pair: str) -> int:
    one, two = (np.array([ord(character)], dtype=np.uint64) for character in pair)
    return int(edges.shipped().chance(one, two)[0])


def test_pairs_that_words_make_are_likelier_than_those_they_do_not() -> None:
    assert chance("会仪") > chance("传桶") + 5
    assert chance("的建") > chance("挖崛") + 15


def test_marks_and_letters_stand_at_every_border() -> None:
    assert chance("，，") == 2 * edges.LEVELS


def test_level_doubles() -> None:
    assert edges.level(0.0) == 0
    assert edges.level(2**-4) == edges.level(2**-5) + 1 == edges.LEVELS - 4


def test_file_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "edges.tsv"
    path.write_text("# form\nfirst5\t甲乙\nlast7\t甲\n", encoding="utf-8")
    read = edges.read_edges(path)
    assert [int(read.first[ord(one)]) for one in "甲乙丙"] == [5, 5, 0]
    assert [int(read.last[ord(one)]) for one in "甲乙"] == [7, 0]
