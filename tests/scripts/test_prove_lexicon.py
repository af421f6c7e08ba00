"""The proof of the lexicon counts what the check would report in clean text, and fails on an entry that is used there."""

from __future__ import annotations

import lzma
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "prove_lexicon.py"


def prove(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", str(SCRIPT), str(folder), *options],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_clean_text_proves_the_lexicon(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("会议对工作进行部署。\n请按装置说明书操作。\n", "utf-8")
    done = prove(tmp_path)
    assert done.returncode == 0, done.stdout
    assert " 0 matches of 0 entries, 0 bad" in done.stdout


def test_an_entry_that_clean_text_uses_is_bad(tmp_path: Path) -> None:
    with lzma.open(tmp_path / "b.txt.xz", "wt", encoding="utf-8") as file:
        file.write("会议对工作进行布署。\n" * 5)
    (tmp_path / "c.tsv").write_text("1\t错\t会议对工作进行部署。\n", "utf-8")
    done = prove(tmp_path)
    assert done.returncode == 1
    assert "BAD 布署\traw 5\tfound 5\t部署 1" in done.stdout


def test_a_rare_slip_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("会议对工作进行布署。\n" + "会议对工作进行部署。\n" * 9, "utf-8")
    done = prove(tmp_path, "--limit", "1")
    assert done.returncode == 0
    assert "    布署\traw 1\tfound 1\t部署 9" in done.stdout
