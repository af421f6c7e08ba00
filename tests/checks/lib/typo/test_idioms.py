"""Set phrases with one wrong character."""

import numpy as np
import pytest

from checks.lib.typo import idioms, ngrams
from checks.lib.typo.evidence import windows_at


def meant(text: str) -> set[tuple[str, str]]:
    coded = ngrams.codes(text)
    place = np.arange(ngrams.PAD, len(coded) - ngrams.PAD)
    owner, right = idioms.shipped().meant(windows_at(coded, place), ngrams.official())
    return {(text[at], chr(code)) for at, code in zip(owner.tolist(), right.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("规定内容一目了解。", "解", "然"),
        ("思想深邃、高层建瓴", "层", "屋"),
        ("大家一往如前", "如", "无"),
        ("做到防范未然", "范", "患"),
    ],
)
def test_any_wrong_character_of_a_phrase_is_found(text: str, wrong: str, right: str) -> None:
    assert (wrong, right) in meant(text)


@pytest.mark.parametrize("text", ["规定内容一目了然。", "推进乡村振兴", "民生保障卓有成效"])
def test_what_is_a_phrase_or_well_known_is_none(text: str) -> None:
    assert not meant(text)


def test_three_characters_that_many_phrases_share_are_not_enough() -> None:
    rows = [[ord(ch) for ch in phrase] for phrase in ("一心一意", "一心二意", "一心三意", "一心四意")]
    known = idioms.build(np.array(rows, dtype=np.uint64))
    coded = ngrams.codes("他一心六意啊")
    owner, _ = known.meant(windows_at(coded, np.arange(ngrams.PAD, len(coded) - ngrams.PAD)), ngrams.official())
    assert not len(owner)


def test_phrases_of_a_file_are_four_characters_each() -> None:
    known = idioms.phrases_of(idioms.IDIOMS)
    assert "脚踏实地" in known
    assert {len(one) for one in known} == {4}
