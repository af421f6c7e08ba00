"""The workbook: every finding a row, every text a text."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports import excel
from reports.visible import visible
from tests.reports.sample import HOSTILE, finding, hostile_findings, record


def test_sheets_filters_and_links(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    excel.write(record([finding(1), finding(2), finding(3, "stale-column"), finding(4, "hidden-link", suspected=True)]), file)
    book = load_workbook(file)
    assert book.sheetnames == ["汇总", "可用性", "内容更新", "安全", "未判定"]
    sheet = book["可用性"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.max_row) == ("A2", "A1:J3", 3)
    assert [cell.value for cell in sheet[2]][1:5] == [
        "链接无法打开",
        "确认",
        "“通知1”链接无法打开（返回404）。",
        finding(1).url,
    ]
    assert sheet["E2"].hyperlink.target == finding(1).url
    assert book["安全"]["E2"].hyperlink is None
    assert book["安全"]["F2"].hyperlink.target == finding(4).page
    facts = {row[0].value: row[1].value for row in book["汇总"].iter_rows(max_col=2)}
    assert (facts["结果"], facts["发现问题"], facts["单项否决（疑似）"]) == (
        "疑似单项否决，91.5分（分值待核）",
        "4",
        "首页不更新，首页不更新1个",
    )


def test_every_sheet_prints_one_page_wide_with_its_head(tmp_path: Path) -> None:
    file = tmp_path / "p.xlsx"
    excel.write(record([finding(1), finding(2, "stale-column")], name="甲&乙局&A"), file)
    for sheet in load_workbook(file):
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 9, 1, 0)
        assert (sheet.print_title_rows or "") == ("" if sheet.title == "汇总" else "$1:$1")
        assert "第 &P 页" in (sheet.oddFooter.center.text or "").replace("&[Page]", "&P")
    with zipfile.ZipFile(file) as packed:
        assert b"&amp;&amp;" in packed.read("xl/worksheets/sheet1.xml")


def test_a_page_that_is_the_subject_is_not_written_twice(tmp_path: Path) -> None:
    file = tmp_path / "s.xlsx"
    excel.write(record([replace(finding(1), page=finding(1).url)]), file)
    row = load_workbook(file)["可用性"][2]
    assert (row[4].value, row[5].value, row[5].hyperlink) == (finding(1).url, "同左", None)


def test_many_findings_are_streamed_and_read_back_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [finding(n) for n in range(30)]
    excel.write(record(found), tmp_path / "small.xlsx")
    monkeypatch.setattr(excel, "MOST_IN_MEMORY", 10)
    excel.write(record(found), tmp_path / "large.xlsx")
    books = [load_workbook(tmp_path / name) for name in ("small.xlsx", "large.xlsx")]
    values = [[[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()] for book in books]
    assert values[0] == values[1]
    assert len(values[0]) > 30


def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    file = tmp_path / "b.xlsx"
    excel.write(record(hostile_findings(), name=HOSTILE[1]), file)
    sheet = load_workbook(file)["内容表述"]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == len(HOSTILE)
    for cell in (cell for row in rows for cell in row):
        assert cell.data_type in ("s", "n", "inlineStr")
        assert cell.hyperlink is None
    # The format writes a literal _x0041_ with its first character escaped.
    assert {row[3].value.replace("_x005F_", "_") for row in rows} == {visible(text, excel.LONGEST_CELL) for text in HOSTILE}
    with zipfile.ZipFile(file) as packed:
        assert not [name for name in packed.namelist() if b"<f>" in packed.read(name)]


def test_an_audit_without_findings(tmp_path: Path) -> None:
    file = tmp_path / "c.xlsx"
    excel.write(record([], score=None), file)
    assert load_workbook(file).sheetnames == ["汇总", "未判定"]
