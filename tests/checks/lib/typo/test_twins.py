"""Words of one sound that are both right somewhere: asked about only where the other one is better known."""

from __future__ import annotations

import pytest

from checks.lib.typo import ngrams, twins


def outdone(text: str) -> list[str]:
    table = ngrams.official()
    return [text[at - ngrams.PAD] for at in twins.outdone(ngrams.codes(text), table).tolist()]


def test_twins_differ_in_one_character_and_are_named_once() -> None:
    words = [word for pair in twins.PAIRS for word in pair]
    assert len(set(words)) == len(words)
    assert all(
        len(one) == len(two) == 2 and sum(a != b for a, b in zip(one, two, strict=True)) == 1 for one, two in twins.PAIRS
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("本办法自公布之日起实行。", "实"),
        ("保障公民的合法权力。", "力"),
        ("及时反应社情民意。", "应"),
    ],
)
def test_the_other_word_is_better_known(text: str, wrong: str) -> None:
    assert outdone(text) == [wrong]


@pytest.mark.parametrize(
    "text", ["本办法自公布之日起施行。", "全国人民代表大会是最高国家权力机关。", "权", "", "一路上风景很好。"]
)
def test_what_is_right_or_no_twin_is_left_alone(text: str) -> None:
    assert outdone(text) == []
