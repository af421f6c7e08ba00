"""Places that the counts may not judge: words that are said again with another character are varied by intent."""

from __future__ import annotations

import pytest

from checks.lib.typo import shielded


@pytest.mark.parametrize(
    ("sentence", "wrong", "right", "held_back"),
    [
        ("领导干部要身入基层、心入基层，察实情。", "身", "深", True),
        ("坚持农民富、农村富，夫人越来越富。", "夫", "富", False),
        ("做好宣川工作、教育工作。", "川", "传", False),  # a word in common is no parallel
        ("要身入基层，深入基层。", "身", "深", False),  # the other one is what was meant
        ("要身入基层，察实情。", "身", "深", False),
        ("心入基层、身入", "身", "深", False),
    ],
)
def test_what_stands_in_parallel_is_meant(sentence: str, wrong: str, right: str, held_back: bool) -> None:
    at = sentence.index(wrong)
    assert shielded.in_parallel(sentence, at, at + 1, right) is held_back
    assert shielded.shielded(sentence, at, at + 1, right, phrase=True) is held_back


@pytest.mark.parametrize(
    ("sentence", "wrong", "held_back"),
    [
        ("中方愿同阿方一道，加强战略对接。", "阿方", True),
        ("中英加强发展战略对接。", "中英", True),
        ("召开全市工作会议。", "市工", False),
        ("推进阿方市建设。", "阿方", False),
    ],
)
def test_short_names_of_countries_are_no_words(sentence: str, wrong: str, held_back: bool) -> None:
    at = sentence.index(wrong)
    assert shielded.between_states(sentence, at, at + len(wrong)) is held_back


def test_only_what_is_in_use_is_as_one_likes() -> None:
    assert shielded.as_one_likes("做", "作")
    assert not shielded.as_one_likes("作", "做")  # 作到 is a slip
