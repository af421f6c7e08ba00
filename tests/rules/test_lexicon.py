"""Lexicon files: what is read, and that an entry which cannot work is an error with file and line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from model import ConfigError
from rules.lexicon import load_corrections, load_lexicon, load_words, normalise

HEAD = "# source: 自编\n# date: 2026-01-31\n"

File = Callable[[str, str], Path]


@pytest.fixture
def file(tmp_path: Path) -> File:
    def _file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return _file


def test_a_text_entry(file: File) -> None:
    path = file("typos.txt", HEAD + "\n布署\t部署\tcertain\n领导小姐\t领导小组\tcertain\t!领导小姐妹;+会议;+成立;常见\n")
    (plain, full), about = load_corrections(path)
    assert (plain.wrong, plain.right, plain.level, plain.at) == ("布署", ("部署",), "certain", f"{path}:4")
    assert (full.protect, full.near, full.note) == (("领导小姐妹",), ("会议", "成立"), "常见")
    assert about == ("自编", date(2026, 1, 31))


def test_several_corrections_and_none_for_severe(file: File) -> None:
    path = file("a.txt", HEAD + "按装\t安装,按照安装\tsuspected\n某错误表述\t\tsevere\n")
    (one, two), _ = load_corrections(path)
    assert one.right == ("安装", "按照安装")
    assert two.right == ()


def test_a_toml_file_says_the_same(file: File) -> None:
    path = file(
        "a.toml",
        'source = "自编"\ndate = "2026-01-31"\n\n[[entry]]\nwrong = "布署"\nright = ["部署"]\nlevel = "certain"\n'
        'protect = ["外布署地"]\nnear = ["工作"]\nnote = "常见"\n',
    )
    (entry,), about = load_corrections(path)
    assert (entry.wrong, entry.right, entry.protect, entry.near, entry.note) == (
        "布署",
        ("部署",),
        ("外布署地",),
        ("工作",),
        "常见",
    )
    assert (entry.at, about) == (f"{path}:4", ("自编", date(2026, 1, 31)))


BAD = [
    ("布署\t部署\n", ":3: an entry is wrong<TAB>right"),
    ("布署\t部署\tsure\n", ":3: level 'sure' is none of certain, suspected, severe"),
    ("布署\t\tcertain\n", ":3: '布署' has no correction"),
    ("布署\t布署\tcertain\n", ":3: '布署' is its own correction"),
    ("\t部署\tcertain\n", ":3: the wrong wording is empty"),
    ("布 署\t部署\tcertain\n", ":3: '布 署' can never match: texts are compared as '布署'"),
    ("Ａ股票\tA股\tcertain\n", ":3: 'Ａ股票' can never match"),
    ("布\u200b署\t部署\tcertain\n", "can never match"),
    (
        "部署\t布署\tcertain\n领导小姐\t领导小组\tcertain\t!小姐\n",
        ":4: '领导小姐' is swallowed by its own protected context '小姐'",
    ),
    ("领导小姐\t领导小组\tcertain\t!领导小姐\n", ":3: '领导小姐' is swallowed by its own protected context"),
    ("领导小姐\t领导小组\tcertain\t!领导小妹\n", ":3: the protected context '领导小妹' does not contain '领导小姐'"),
    ("人民政\t人民政府\tcertain\n", ":3: the correct '人民政府' contains '人民政' and would be reported"),
    ("布署\t部署\tcertain\n布署\t部署\tcertain\n", ":4: '布署' already stands in "),
]


@pytest.mark.parametrize(("lines", "reason"), BAD)
def test_an_entry_that_cannot_work_is_an_error(file: File, lines: str, reason: str) -> None:
    path = file("bad.txt", HEAD + lines)
    with pytest.raises(ConfigError) as caught:
        load_corrections(path)
    assert str(caught.value).startswith(f"{path}:")
    assert reason in str(caught.value)


def test_a_protected_correction_may_contain_the_wrong_wording(file: File) -> None:
    (entry,), _ = load_corrections(file("a.txt", HEAD + "人民政\t人民政府\tsuspected\t!人民政府\n"))
    assert entry.protect == ("人民政府",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# date: 2026-01-31\n布署\t部署\tcertain\n", "no source is given"),
        ("# source: x\n布署\t部署\tcertain\n", "no date like 2026-01-31"),
        ("# source: x\n# date: gestern\n", "no date like 2026-01-31"),
        ("布署\t部署\tcertain\n# source: x\n# date: 2026-01-31\n", "no source is given"),
    ],
)
def test_source_and_date_are_required(file: File, text: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        load_corrections(file("a.txt", text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[entry]]\nwrong = "布署"\nrigt = ["部署"]\nlevel = "certain"\n', ":3: unknown key 'rigt'"),
        ('[[entry]]\nwrong = "布署"\nright = "部署"\nlevel = "certain"\n', ":3: right must be a list"),
        ('[[entry]]\nright = ["部署"]\nlevel = "certain"\n', ":3: wrong and note must be strings"),
        ("[[entries]]\n", ":3: unknown key 'entries'"),
        ("[[entry]\n", ":3: not valid TOML"),
    ],
)
def test_bad_toml_entries(file: File, text: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        load_corrections(file("a.toml", 'source = "x"\ndate = "2026-01-31"\n' + text))


def test_word_lists(file: File) -> None:
    words = load_words(file("places.txt", HEAD + "# kind: words\n青山镇\t地名\n石桥\n"))
    assert dict(words.words) == {"青山镇": "地名", "石桥": ""}
    with pytest.raises(ConfigError, match=":4: '石桥' stands there twice"):
        load_words(file("twice.txt", HEAD + "石桥\n石桥\n"))


def test_a_folder_is_one_lexicon(file: File, tmp_path: Path) -> None:
    file("a.txt", HEAD + "布署\t部署\tcertain\n")
    file("b.toml", 'source = "y"\ndate = "2026-02-01"\n[[entry]]\nwrong = "按装"\nright = ["安装"]\nlevel = "certain"\n')
    file("names.txt", "# kind: words\n" + HEAD + "石桥\n")
    file("notes.md", "not a lexicon")
    lexicon = load_lexicon(tmp_path)
    assert [entry.wrong for entry in lexicon.entries] == ["布署", "按装"]
    assert set(lexicon.words) == {"names"}
    assert lexicon.sources["b.toml"] == ("y", date(2026, 2, 1))
    file("c.txt", HEAD + "布署\t部署\tcertain\n")
    with pytest.raises(ConfigError, match=r"c\.txt:3: '布署' already stands in .*a\.txt:3"):
        load_lexicon(tmp_path)


def test_the_words_of_the_program_are_sound() -> None:
    lexicon = load_lexicon()
    assert len({entry.wrong for entry in lexicon.entries}) == len(lexicon.entries)


def test_normalise_folds_width_and_drops_blanks() -> None:
    assert normalise("Ａ１ 部\u3000署\u200b，\n") == "A1部署，"


def test_another_matcher_decides_what_can_match(file: File) -> None:
    path = file("a.txt", HEAD + "IPV6\tIPv6\tcertain\n")
    load_corrections(path)
    with pytest.raises(ConfigError, match="can never match: texts are compared as 'ipv6'"):
        load_corrections(path, normalise=str.lower)
