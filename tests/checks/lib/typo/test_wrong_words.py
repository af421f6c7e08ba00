"""The lexicon as arrays finds what an automaton over the same entries finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.lib import words
from checks.lib.typo import wrong_words

LINES = "# source: test\n布署\t部署\tcertain\n领导小姐\t领导小组\tcertain\n领导小\t领导\tsuspected\n错\t对\tsevere\n布署\t部属\tsuspected"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("lexicon") / "typos.txt"
    file.write_text(LINES, encoding="utf-8")
    return file


def test_finds_all_forms_and_the_later_of_two_lines(path: Path) -> None:
    found = list(wrong_words.read(path).find("布署领导小姐，𠮷布署"))
    assert sorted((at, entry.wrong) for at, entry in found) == [(0, "布署"), (2, "领导小"), (2, "领导小姐"), (8, "布署")]
    assert {entry.right for _, entry in found if entry.wrong == "布署"} == {("部属",)}
    assert {entry.order for _, entry in found} == {6, 3, 4}


def test_a_line_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "typos.txt"
    file.write_text("错\t对\tsure\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lexicon line"):
        wrong_words.read(file)


ENTRIES = words.read_lexicon(words.LEXICON)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from([entry.wrong for entry in ENTRIES[::97]]), st.text(max_size=3)), max_size=12))
def test_the_same_as_an_automaton(parts: list[str]) -> None:
    text = "".join(part.replace("\ud800", "") for part in parts)
    automaton = words.build(entry for entry in ENTRIES[::97])
    wanted = {(last - len(entry.wrong) + 1, entry.wrong) for last, entry in automaton.iter(text)}
    found = {(at, entry.wrong) for at, entry in wrong_words.shipped().find(text)}
    assert wanted <= found
    assert all(text.startswith(wrong, at) for at, wrong in found)
