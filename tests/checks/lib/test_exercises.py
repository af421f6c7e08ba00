"""Exercises on writing: the question and its options, and ordinary sentences with the same words."""

from __future__ import annotations

import pytest

from checks.lib.exercises import in_exercises


@pytest.mark.parametrize(
    "question",
    [
        "下列词语中没有错别字的一项是（　　）A.一愁莫展 B.脍炙人口",
        "1．以下各组词语书写有误的一组是（　）",
        "请找出下面句子中的错别字：哪一句有误？",
        "选出成语使用不当的一项（　）",
    ],
)
def test_questions(question: str) -> None:
    assert in_exercises(["前言", question]) == {1}


@pytest.mark.parametrize(
    "sentence",
    [
        "下列人员须提交书面申请材料，并写明是否正确理解有关规定。",
        "以下单位报送的材料书写规范、内容完整。",
        "请指出文件起草中的问题，词语要准确。",
    ],
)
def test_ordinary_sentences(sentence: str) -> None:
    assert in_exercises([sentence, "A．首先部署"]) == frozenset()


def test_options_end_where_another_paragraph_begins() -> None:
    texts = ["下列词语书写正确的一项是（　）", "A．布署", "B．部署", "活动由市委办公室布署。", "C．其他"]
    assert in_exercises(texts) == {0, 1, 2}
