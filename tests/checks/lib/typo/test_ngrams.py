"""Counts of text: what goes into the table comes out, alike on every build, and an unknown string is unknown."""

from __future__ import annotations

import importlib.util
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.lib.typo import ngrams

ROOT = Path(__file__).parents[4]
LINES = ["会议对工作进行部署，要求各部门认真贯彻落实。", "要求各单位认真贯彻落实会议精神。", "做好2025年度工作。"]
LEAST = {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def make() -> Iterator[ModuleType]:
    yield script("make_language_model")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, make: ModuleType) -> Path:
    place = tmp_path_factory.mktemp("corpus")
    (place / "a.txt").write_text("\n".join(LINES[:2]), encoding="utf-8")
    (place / "b.txt.xz").write_bytes(lzma.compress(LINES[2].encode()))
    patch = pytest.MonkeyPatch()
    patch.setattr(
        make, "dictionary", lambda: (ngrams.join([np.array([ord(ch)], np.uint64) for ch in "部署"], 9), np.array([500]))
    )
    patch.setattr(ngrams, "USUAL", 1)
    patch.setattr(ngrams, "FOLLOWS", 1)
    for name in ("one.ngrams", "two.ngrams"):
        make.make(make.files_of(place), place / name, least=LEAST)
    patch.undo()
    return place


def level(table: ngrams.Table, text: str, length: int = 0) -> int:
    parts = [np.array([ord(ch)], np.uint64) for ch in text]
    return int(table.levels(ngrams.join(parts, length or len(text)))[0])


def test_the_same_text_gives_the_same_bytes(folder: Path) -> None:
    assert (folder / "one.ngrams").read_bytes() == (folder / "two.ngrams").read_bytes()


def test_every_counted_string_has_its_level(folder: Path) -> None:
    table = ngrams.open_table(folder / "one.ngrams")
    text = "\n".join(LINES)
    for length in (2, 3, 4, 5):
        counts = Counter(text[at : at + length] for at in range(len(text) - length + 1))
        plain = {gram: count for gram, count in counts.items() if all("\u4e00" <= ch <= "\u9fff" for ch in gram)}
        assert len(plain) > 10
        assert {gram: level(table, gram) for gram in plain} == {
            gram: {1: 1, 2: 2, 3: 3}[count] for gram, count in plain.items()
        }


def test_unknown_strings_and_words(folder: Path) -> None:
    table = ngrams.open_table(folder / "one.ngrams")
    strange = [level(table, chr(0x4E00 + at) + chr(0x8000 - at) + "丂") for at in range(500)]
    assert sum(found > 0 for found in strange) < 15
    assert level(table, "部署", ngrams.WORD) == 12
    assert level(table, "会议", ngrams.WORD) == 0


def test_neighbours_of_usual_characters(folder: Path) -> None:
    table = ngrams.open_table(folder / "one.ngrams")
    names = [chr(int(code)) for code in table.characters]
    after = np.unpackbits(table.after[names.index("部")])[: len(names)]
    assert {names[at] for at in np.flatnonzero(after)} == {"署", "门"}
    before = np.unpackbits(table.before[names.index("落")])[: len(names)]
    assert {names[at] for at in np.flatnonzero(before)} == {"彻"}


@pytest.mark.parametrize(("cut", "message"), [(0, "not a file of n-gram counts"), (10, "not a file"), (-5, "cut short")])
def test_a_broken_file_is_refused(folder: Path, tmp_path: Path, cut: int, message: str) -> None:
    broken = tmp_path / "broken.ngrams"
    broken.write_bytes((folder / "one.ngrams").read_bytes()[:cut])
    with pytest.raises(ValueError, match=message):
        ngrams.open_table(broken)


def test_blocks_are_left_out(make: ModuleType) -> None:
    kept = [number for number in range(0, 20_000, 500) if not make.in_block(number, 3)]
    assert len(kept) == 38
    assert 1500 not in kept
    assert not make.in_block(1500, -1)


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_a_code_for_every_character(text: str) -> None:
    coded = ngrams.codes(text)
    assert len(coded) == len(text) + 2 * ngrams.PAD
    for length in range(1, 6):
        assert len(ngrams.keys(coded, length)) == len(coded) - length + 1


def test_digits_letters_and_blanks_are_classes() -> None:
    assert ngrams.codes("19７aＺ, 　").tolist()[ngrams.PAD : -ngrams.PAD] == [48, 48, 48, 65, 65, ord("，"), 0, 0]
