"""The user's own words: kept whole, read strictly, found again."""

from pathlib import Path

import pytest

from model import ConfigError
from rules import user_lexicon
from rules.user_lexicon import OwnEntry, OwnLexicon, OwnWord, typo_params


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a" / "lexicon.toml"
    assert user_lexicon.read(path) == OwnLexicon()
    entry, word = OwnEntry("青山竟区", ("青山景区",), note='他说"是"'), OwnWord("布署桥", "www.example.gov.cn", "桥名")
    assert user_lexicon.add(path, [entry], [word]) == (1, 1)
    assert user_lexicon.add(path, [entry], [word]) == (0, 0)
    assert user_lexicon.read(path) == OwnLexicon((entry,), (word,))
    assert user_lexicon.protect(path, "布署镇") and not user_lexicon.protect(path, "布署镇")
    assert user_lexicon.remove(path, "青山竟区") == 1
    assert user_lexicon.read(path).entries == ()
    assert list(path.parent.iterdir()) == [path]


def test_a_word_of_one_site_protects_only_there() -> None:
    own = OwnLexicon((OwnEntry("青山竟区", ("青山景区",), "suspected"),), (OwnWord("甲词"), OwnWord("乙词", "a.gov.cn")))
    assert own.protected("a.gov.cn") == ("甲词", "乙词")
    assert own.protected("b.gov.cn") == ("甲词",)
    assert typo_params(own, "b.gov.cn") == {"protect": ["甲词"], "own": ["青山竟区\t青山景区\tsuspected"]}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[entry]\n", "cannot be read"),
        ("[[entries]]\nwrong = 'a'\n", "unknown table 'entries'"),
        ("[[entry]]\nwrong = '布署'\nrigth = ['部署']\n", "entry 1: unknown key 'rigth'"),
        ("[[entry]]\nwrong = '布署'\nright = '部署'\n", "right must be a list"),
        ("[[entry]]\nwrong = '布'\nright = ['部']\n", "one character"),
        ("[[entry]]\nwrong = '布署'\nright = ['布署好']\n", "stands in its own correction"),
        ("[[entry]]\nwrong = '布署'\nright = ['部署']\nlevel = 'sure'\n", "none of certain, suspected"),
        ("[[protect]]\nword = ''\n", "is no word"),
        ("[[protect]]\nword = '甲'\nsites = 'x'\n", "unknown key 'sites'"),
    ],
)
def test_a_file_that_cannot_work_is_an_error(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=reason):
        user_lexicon.read(path)
