"""Cuts of sentences: those of jieba without guessed words, from a file that is refused when it is broken."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.lib.typo import cutter, ngrams

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


@pytest.mark.parametrize(
    ("text", "form", "right", "expected"),
    [
        ("药品菅理法实施条例", "菅理", "管理", False),
        ("内蒙古白治区分行", "白治区", "自治区", False),
        ("请按装置说明书操作", "按装", "安装", True),
        ("出海船民证和出海船舶户口簿", "民证", "民政", True),
        ("地表下的排碱暗管埋在田间", "管埋", "管理", True),
        ("一手商服物业去库存周期", "服物", "服务", True),
    ],
)
def test_a_word_that_reaches_over_the_edge_is_none_where_the_right_one_is_far_likelier(
    text: str, form: str, right: str, expected: bool
) -> None:
    start = text.index(form)
    assert cutter.crossed(text, start, start + len(form))
    assert cutter.crossed(text, start, start + len(form), right) is expected


@pytest.mark.parametrize(("cut", "message"), [(0, "not a dictionary"), (5, "not a dictionary"), (-3, "cut short")])
def test_a_broken_file_is_refused(tmp_path: Path, cut: int, message: str) -> None:
    broken = tmp_path / "broken.words"
    broken.write_bytes(cutter.DICTIONARY.read_bytes()[:cut])
    with pytest.raises(ValueError, match=message):
        cutter.open_dictionary(broken)


def columns_of(strings: list[str]) -> list[ngrams.Codes]:
    coded = np.array([[ord(character) for character in string] for string in strings], dtype=np.uint64)
    return [coded[:, at] for at in range(coded.shape[1])]


def test_words_have_levels_and_what_is_none_has_not() -> None:
    table = ngrams.official()
    phrases = cutter.word_levels([columns_of(["图文并茂", "图文并貌", "受益匪浅"])], table)[0]
    assert phrases[0] > 0 and phrases[1] == 0 and phrases[2] > 0
    pairs = cutter.word_levels([columns_of(["部署", "布属"]), columns_of(["会议", "议会"])], table)
    assert ((pairs > 0) == [[True, False], [True, True]]).all()


def test_hardly_any_chance_string_counts_as_a_word() -> None:
    table = ngrams.official()
    drawn = np.random.default_rng(1).integers(0x4E00, 0x9FA5, (100_000, 4)).astype(np.uint64)
    columns = [drawn[:, at] for at in range(4)]
    assert (table.levels(ngrams.join(columns, ngrams.WORD)) > 0).sum() > 100  # what the table alone would say
    assert not cutter.word_levels([columns], table).any()
    assert (cutter.word_levels([columns[:2]], table) > 0).sum() < 100


def test_the_keys_of_all_lengths_are_those_of_each() -> None:
    points = np.array([ord(character) for character in "中国共产党的"], dtype=np.uint64)
    key = cutter.every_key(points, 4)
    for length in range(1, 5):
        columns = [points[at : len(points) - length + 1 + at] for at in range(length)]
        assert key[length - 1, : len(points) - length + 1].tolist() == ngrams.join(columns, length).tolist()
