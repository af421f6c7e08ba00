"""The figures of bench/text.py on findings that are known."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench.text import LEVELS, main, measure, read
from checks.lib.typo.typos import Typo
from model import Confidence


def typo(offset: int, wrong: str, right: str, level: Confidence = Confidence.CONFIRMED) -> Typo:
    return Typo(offset, wrong, (right,), level, "")


def test_sentences_findings_and_characters_are_counted() -> None:
    pairs = [("工作布暑好", "工作部署好"), ("好的", "好的"), ("防冶污染", "防治污染")]
    found = [
        [typo(2, "布暑", "部署")],
        [typo(0, "好", "号", Confidence.SUSPECTED)],
        [typo(0, "防冶", "防治"), typo(2, "污染", "污然", Confidence.SUSPECTED)],
    ]
    both = measure(pairs, found, LEVELS["all"])
    assert (both.marked, both.wrong, both.mended, both.findings, both.right, both.errors, both.hit) == (3, 2, 1, 4, 2, 3, 3)
    certain = measure(pairs, found, LEVELS["certain"])
    assert (certain.marked, certain.mended, certain.findings, certain.right, certain.hit) == (2, 2, 2, 2, 3)


def test_clean_text_is_its_own_target(tmp_path: Path) -> None:
    marked = tmp_path / "a_dev.tsv"
    marked.write_text("1\t布署\t部署\n2\t对\t对\n", encoding="utf-8")
    clean = tmp_path / "clean.txt"
    clean.write_text("好\n对\n", encoding="utf-8")
    assert read(marked) == [("布署", "部署"), ("对", "对")]
    assert read(clean) == [("好", "好"), ("对", "对")]


class Corrector:
    """Says what pycorrector would."""

    def correct_batch(self, lines: list[str]) -> list[dict[str, object]]:
        return [{"source": line, "errors": [("布署", "部署", line.index("布署"))] if "布署" in line else []} for line in lines]


def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    (tmp_path / "a_dev.tsv").write_text("1\t工作布署\t工作部署\n2\t对\t对\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["text", str(tmp_path), "--files", "a_dev.tsv", "--engines", "lexicon"])
    assert main() == 0
    return capsys.readouterr().out


def test_pycorrector_is_measured_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pycorrector", SimpleNamespace(Corrector=Corrector))
    [row] = [line for line in table(tmp_path, monkeypatch, capsys).splitlines() if "pycorr. " in line and " certain" in line]
    assert row.split()[3:6] == ["1.000", "1.000", "1.000"]


def test_pycorrector_is_left_out_where_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pycorrector", None)
    lines = table(tmp_path, monkeypatch, capsys).splitlines()
    assert lines[0].startswith("pycorrector is left out: ModuleNotFoundError")
    assert not any("pycorr. " in line for line in lines)
