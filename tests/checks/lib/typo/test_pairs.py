"""Two wrong characters at once: which pairs are proposed, and that words which merely sound like others are left alone."""

from __future__ import annotations

import numpy as np
import pytest

from checks.lib.typo import candidates, evidence, ngrams, pairs, typos


def _proposed(text: str, at: int) -> set[str]:
    coded = ngrams.codes(text)
    rows = evidence.windows_at(coded, np.array([at + ngrams.PAD]))
    table = ngrams.official()
    found = pairs.words(rows, candidates.confusions(), table, np.array([True]))
    return {chr(int(one)) + chr(int(two)) for one, two in zip(found.right, found.second, strict=True)}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("市第一人民医院护膝内科副主任医师", "护膝", "呼吸"),
        ("副组长由办公室主任高雨单人。", "单人", "担任"),  # what stands before is a name
        ("国家卫生部门富有健康服务体系建设", "富有", "妇幼"),
    ],
)
def test_a_word_is_proposed_that_one_neighbour_knows(text: str, wrong: str, right: str) -> None:
    assert right in _proposed(text, text.index(wrong))


def test_what_neither_neighbour_knows_is_not_proposed() -> None:
    assert not _proposed("嘎岱护膝巴彦", 2)


def test_the_second_of_two_may_alone_look_strange() -> None:
    coded = ngrams.codes("党总支部建设")
    place = np.array([ngrams.PAD + 3])
    nothing = np.zeros(0, dtype=np.int64)
    assert pairs.beside(coded, place, nothing).tolist() == [ngrams.PAD + 2]
    assert pairs.beside(coded, place, place - 1).tolist() == []
    assert pairs.open_pairs(coded, place, nothing).tolist() == [True]
    assert pairs.open_pairs(coded, place, place + 1).tolist() == [False]


@pytest.mark.parametrize(
    "text",
    [
        "运动时请佩戴护膝、护腕等防护用具。",
        "他的讲话富有感染力。",
        "驻村工作队为村里修了公路。",
        "一人一票，单人单桌。",
        "江苏省东台市发布项目动态。",
        "公司自治章程经业主大会通过。",
        "鼓励青年回到故里创业。",
        "游客品尝了清蒸鲈鱼。",
        "经营者持有合法票据。",
        "群众自发前头带路。",
    ],
)
def test_words_in_earnest_are_left_alone(text: str) -> None:
    assert typos.find_typos(text) == []
