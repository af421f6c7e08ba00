"""Small packs on disk and findings for the tests of the rules."""

from collections.abc import Callable
from pathlib import Path

import pytest

from model import Confidence, Finding

HOME = "https://www.lishan.gov.cn/"

Write = Callable[[str, str], Path]
Make = Callable[..., Finding]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a pack with its head: write(name, rest) -> path."""

    def _write(name: str, text: str) -> Path:
        path = tmp_path / f"{name}.toml"
        path.write_text(text, "utf-8")
        return path

    return _write


@pytest.fixture
def make() -> Make:
    """Make a finding: make(rule, "a/1.html", page=…, suspected=…, **evidence)."""

    def _make(rule: str, path: str = "", *, page: str = "", suspected: bool = False, **evidence: object) -> Finding:
        url = HOME + path
        confidence = Confidence.SUSPECTED if suspected else Confidence.CONFIRMED
        return Finding(rule, url, page or url, "……", confidence, evidence=dict(evidence))

    return _make
