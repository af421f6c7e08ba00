"""The reader of surroundings: probabilities of what stands at a hidden place, from its surroundings alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checks.lib.typo import look, ngrams, reading

TEXT = "各级人民政府应当加强对安全生产工作的领导，及时协调、解决安全生产监督管理中存在的重大问题。"


def chance_at(text: str, offset: int) -> reading.Array:
    reader = reading.shipped()
    place = np.array([offset + ngrams.PAD])
    return reader.expected(*reader.around(ngrams.codes(text), place))


def likely(text: str, offset: int, character: str) -> float:
    coded = np.array([ord(character)], dtype=np.uint64)
    return float(reading.shipped().likely(chance_at(text, offset), coded)[0])


def test_chances_sum_to_one() -> None:
    assert np.exp(chance_at(TEXT, 10)).sum() == pytest.approx(1, abs=1e-4)


def test_what_stands_there_is_hidden_and_what_is_far_is_not_read() -> None:
    at = TEXT.index("生产")
    assert np.array_equal(chance_at(TEXT, at), chance_at(TEXT.replace("生产", "省产", 1), at))
    assert not np.allclose(chance_at(TEXT, at), chance_at(TEXT.replace("安全", "按全", 1), at))
    far = at + reading.REACH + 1
    assert np.array_equal(chance_at(TEXT, at), chance_at(TEXT[:far] + "某" + TEXT[far + 1 :], at))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("对违规[]批未到年限更新公务用车的，责令限期改正。", "审", "身"),
        ("加强[]应急管理工作的组织领导，落实安全生产责任。", "对", "队"),
        ("依法追究刑事责[]，构成犯罪的移送司法机关。", "任", "人"),
    ],
)
def test_expects_what_belongs_there(text: str, right: str, wrong: str) -> None:
    at = text.index("[]")
    text = text.replace("[]", "口")
    assert likely(text, at, right) > likely(text, at, wrong) + 1


def test_a_character_that_is_not_scored_is_unlikely() -> None:
    assert likely(TEXT, 10, "龘") == reading.UNKNOWN
    assert likely("", 0, "的") <= 0


def test_two_characters_are_read_each_beside_the_other() -> None:
    coded = ngrams.codes(TEXT.replace("生产", "升铲", 1))
    where = np.array([TEXT.index("生产") + ngrams.PAD])
    one, two = (np.array([ord(ch)], dtype=np.uint64) for ch in "生产")
    [found] = look.expected(coded, where, one, two, reading.shipped())
    stands, meant = found[0] + found[3], found[1] + found[4]
    assert meant > stands + 4
    [single] = look.expected(coded, where, one, two * 0, reading.shipped())
    assert single[3] == single[4] == 0


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.npz").write_bytes(b"no archive")
    with pytest.raises((OSError, ValueError)):
        reading.read_reader(tmp_path / "x.npz")
