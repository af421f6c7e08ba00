"""An audit's report in every form, at once and again from the database."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.server import LoopbackServer
from tests.whole.run import PROGRAM, Ran, audit, run
from tests.whole.site import HOME, small_site

BROKEN = small_site(extra='<p><a href="/gone.html">附件一</a></p>')


def report(folder: Path, *arguments: str) -> Ran:
    return run([*PROGRAM, "report", *arguments, "--database", f"sqlite:///{folder / 'audit.db'}"])


def test_every_form_of_one_audit(tmp_path: Path) -> None:
    with LoopbackServer(BROKEN) as server:
        ran = audit(server, tmp_path, "--format", "html", "--output", str(tmp_path / "a.html"))
    assert (ran.status, ran.out) == (1, "")
    assert "链接无法打开" in (tmp_path / "a.html").read_text(encoding="utf-8")
    for form in ("xlsx", "docx"):
        assert report(tmp_path, HOME, "--format", form, "--output", str(tmp_path / f"a.{form}")).status == 0
    assert load_workbook(tmp_path / "a.xlsx")["可用性"]["E2"].value == HOME + "gone.html"
    assert "（一）链接无法打开（1个，扣分）" in [p.text for p in Document(str(tmp_path / "a.docx")).paragraphs]
    [failure] = ElementTree.fromstring(report(tmp_path, "1", "--format", "junit").out).findall(".//failure")
    assert failure.get("type") == "broken-link"
    again = report(tmp_path, HOME, "--format", "jsonl")
    assert [record["url"] for record in again.findings] == [HOME + "gone.html"]
    assert (again.summary["complete"], again.summary["pages"]) == (True, 11)
    assert "共发现问题 1 个" in report(tmp_path, HOME).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xlsx"], "--format xlsx: needs --output FILE"),
        (["--format", "docx"], "--format docx: needs --output FILE"),
        (["--format", "pdf"], "--format pdf: unknown"),
    ],
)
def test_a_form_that_cannot_be_is_one_line_before_any_request(tmp_path: Path, arguments: list[str], said: str) -> None:
    ran = run([*PROGRAM, "audit", HOME, "--database", f"sqlite:///{tmp_path / 'x.db'}", *arguments])
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["7"], "pass 7: there is none"), ([HOME], "no registered site"), (["某县"], "no registered site")],
)
def test_what_is_not_there_is_one_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    missing = report(tmp_path, *arguments)
    assert (missing.status, missing.err.count("\n")) == (2, 1)
    assert "there is no such file" in missing.err
    known = ("sites", "add", "http://other.gov.cn/", "--name", "另一个网站")
    assert run([*PROGRAM, *known, "--database", f"sqlite:///{tmp_path / 'audit.db'}"]).status == 0
    ran = report(tmp_path, *arguments)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert said in ran.err
