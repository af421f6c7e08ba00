"""The shipped lexicon: its header, its size, and that every entry can match and is not hidden by a shorter one."""

from __future__ import annotations

from checks.lib import words
from checks.lib.typo import wrong_words


def entries() -> list[words.Entry]:
    return words.read_lexicon(words.LEXICON)


def test_header_names_source_date_and_licence() -> None:
    head = words.LEXICON.read_text("utf-8").splitlines()[:6]
    for key in ("# source:", "# date:", "# licence:"):
        assert any(line.startswith(key) and len(line) > len(key) + 5 for line in head), key


def test_entries_are_many_and_each_once() -> None:
    forms = [entry.wrong for entry in entries()]
    assert len(forms) == len(set(forms)) >= 1500


def test_every_entry_differs_from_its_right_form_and_is_a_word() -> None:
    for entry in entries():
        assert 2 <= len(entry.wrong) <= 12, entry
        assert all(entry.wrong != right and entry.wrong not in right for right in entry.right), entry
        assert all("\u3400" <= char <= "\u9fff" or char.isalnum() for char in entry.wrong), entry


def test_every_entry_is_found() -> None:
    lexicon = wrong_words.shipped()
    forms = [entry.wrong for entry in entries()]
    found = {entry.wrong for _, entry in lexicon.find("\n".join(forms))}
    assert found >= set(forms)


def test_no_right_form_is_itself_reported() -> None:
    lexicon = wrong_words.shipped()
    rights = sorted({right for entry in entries() for right in entry.right})
    assert [entry for _, entry in lexicon.find("\n".join(rights))] == []
