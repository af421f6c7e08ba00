"""Cuts of sentences: those of jieba without guessed words, from a file that is refused when it is broken."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.lib.typo import cutter

SENTENCES = [
    "请按装置说明书操作，会议进行布署。",
    "2025年度AT&T公司与B超检查室签订了GB/T 28001-2011协议，完成率98.5%。",
    "为人民服务是中国共产党的根本宗旨；研究生命的起源，发展中国家的和尚未来得及",
    "𠮷祥村 阿依古丽·买买提　和巴图尔，乒乓球拍卖完了",
    "",
    "。，",
    "a1b2",
]


def borders_of_jieba(sentence: str) -> frozenset[int]:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    position, borders = 0, {0}
    for word in jieba.cut(sentence, HMM=False):
        position += len(word)
        borders.add(position)
    return frozenset(borders)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_cuts_are_those_of_jieba(sentence: str) -> None:
    assert cutter.cuts(sentence) == borders_of_jieba(sentence)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="的了和研究生命起源发展中国家人民代表大会常务委员会a1B.，。 ", max_size=30))
def test_cuts_of_any_text_are_those_of_jieba(sentence: str) -> None:
    assert cutter.cuts(sentence) == borders_of_jieba(sentence)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("请按装置说明书操作", "按装", True),
        ("会议，按装", "按装", False),
        ("工作布署要求", "布署", False),
        ("。，", "，", False),
    ],
)
def test_crossed(text: str, form: str, expected: bool) -> None:
    start = text.index(form)
    assert cutter.crossed(text, start, start + len(form)) is expected


@pytest.mark.parametrize(("cut", "message"), [(0, "not a dictionary"), (5, "not a dictionary"), (-3, "cut short")])
def test_a_broken_file_is_refused(tmp_path: Path, cut: int, message: str) -> None:
    broken = tmp_path / "broken.words"
    broken.write_bytes(cutter.DICTIONARY.read_bytes()[:cut])
    with pytest.raises(ValueError, match=message):
        cutter.open_dictionary(broken)
