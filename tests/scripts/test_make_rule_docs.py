"""docs/rules/ is what the catalogue, the packs and the checks say."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rules.catalogue import catalogue

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_rule_docs", ROOT / "scripts" / "make_rule_docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = path
    return module


def test_the_pages_in_the_repository_are_up_to_date(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main(["--check"]) == 0, capsys.readouterr().err


def test_every_rule_has_a_page_and_stands_in_the_index(script: ModuleType) -> None:
    made = script.pages()
    assert set(made) == {"README.md", *(f"{rule}.md" for rule in catalogue())}
    for rule in catalogue().values():
        assert f"| [{rule.id}]({rule.id}.md) | {rule.name} |" in made["README.md"]
        assert rule.basis in made[f"{rule.id}.md"]


def test_a_check_gives_its_page_the_five_headings(script: ModuleType) -> None:
    page = script.pages()["stale-column.md"]
    for title in ("什么问题", "依据", "证据", "不算问题的情形", "如何整改"):
        assert f"\n## {title}\n" in page
    assert "checks.freshness.stale_column" in page


def test_a_rule_without_a_check_says_so(script: ModuleType) -> None:
    page = script.page(catalogue()["fake-site"], [], ())
    assert "目前没有程序检查这一问题" in page
    assert "人工录入或导入" in page


def test_check_mode_finds_missing_changed_and_left_over_pages(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(["--check"], tmp_path) == 1
    assert script.main([], tmp_path) == 0
    assert script.main(["--check"], tmp_path) == 0
    (tmp_path / "typo.md").write_text("x", "utf-8")
    (tmp_path / "old-rule.md").write_text("x", "utf-8")
    (tmp_path / "certificate.md").unlink()
    capsys.readouterr()
    assert script.main(["--check"], tmp_path) == 1
    assert "out of date: certificate.md, old-rule.md, typo.md" in capsys.readouterr().err
    assert script.main([], tmp_path) == 0
    assert not (tmp_path / "old-rule.md").exists()
