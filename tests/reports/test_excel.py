"""The workbook: every finding a row, every text a text."""

import zipfile
from pathlib import Path

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
