"""Every cell of a form's workbook reads back; it prints as the original; no value is obeyed."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.forms import workbook
from reports.forms.fields import QUARTERS, YEAR, Field, Filled, Form
from reports.forms.known import FORMS
from reports.forms.layout import lines_of
from reports.forms.layouts import sheets_of, table_fields
from reports.visible import visible
from tests.reports.forms.test_round_trip import names_of, sample
from tests.reports.sample import HOSTILE

YEARLY = [form for form in FORMS.values() if table_fields(form)]


def made(what: Filled, folder: Path) -> Workbook:
    workbook.write(what, folder / "x.xlsx")
    return load_workbook(folder / "x.xlsx")


def grid(sheet: Worksheet) -> list[list[str]]:
    """Every row with the value of a merged cell in each place that it covers."""
    rows = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        text = rows[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, merged.max_row):
            for column in range(merged.min_col - 1, merged.max_col):
                rows[row][column] = text
    return rows


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_every_row_and_entry_comes_back(form: Form, tmp_path: Path) -> None:
    book = made(sample(form), tmp_path)
    for layout in sheets_of(form):
        rows = grid(book[layout.name])
        text = "\n".join("\t".join(row) for row in rows)
        for entry in (*layout.above, *layout.below):
            assert f"{entry.label}：值{entry.key}" in text
        if layout.columns:
            assert [column.head for column in layout.columns] in rows
            listed = layout.every or layout.rows
            for n in (1, 2):
                assert [f"值{listed}{n}{column.key}" for column in layout.columns] in rows
        assert "{{" not in text


@pytest.mark.parametrize("form", YEARLY, ids=lambda form: form.id)
def test_every_field_stands_beside_its_names(form: Form, tmp_path: Path) -> None:
    rows = grid(made(sample(form), tmp_path)[sheets_of(form)[0].name])
    for each in table_fields(form):
        [row] = [row for row in rows if row[0] == each.block and row[1:3] == names_of(each)]
        if not each.over:
            assert set(row[3:]) == {f"值{each.key}"}
            continue
        year = "／" if each.over == "quarter" else f"值{each.key}_{YEAR}"
        assert row[3:] == [*(f"值{each.key}_{q}" for q in QUARTERS), year]


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_it_prints_as_the_original(form: Form, tmp_path: Path) -> None:
    book = made(sample(form), tmp_path)
    for layout in sheets_of(form):
        sheet = book[layout.name]
        setup = sheet.page_setup
        assert (setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight) == (9, 1, 0)
        assert setup.orientation == ("landscape" if layout.landscape else "portrait")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        repeated = int(str(sheet.print_title_rows).rsplit("$", 1)[1])
        head = [cell for cell in sheet[repeated] if cell.value]
        assert head[0].value in ("序号", "项目")
        assert all(cell.font.name == "宋体" and cell.border.top.style == "thin" for cell in head)
        assert sheet.freeze_panes == f"A{repeated + 1}"
        assert sheet["A1"].alignment.horizontal == "center"


def test_a_list_without_rows_has_no_sheet(tmp_path: Path) -> None:
    what = sample(FORMS["circular"])
    rest = {name: rows for name, rows in what.tables.items() if name != "good"}
    book = made(Filled(what.form, what.values, rest, frozenset(), (), ()), tmp_path)
    assert book.sheetnames == ["不合格网站名单", "不合格政务新媒体名单"]
    assert made(Filled(what.form, what.values, {}, frozenset(), (), ()), tmp_path).sheetnames == ["不合格网站名单"]


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [("48", 48, "0"), ("98.9%", 0.989, "0.0%"), ("100%", 1, "0%"), ("2.50", 2.5, "0.00"), ("无", "无", "@"), ("12个", "12个", "@"),
     ("007", "007", "@"), ("", None, "@"), ("／", "／", "@")],
)  # fmt: skip
def test_amounts_are_numbers_and_all_else_is_text(text: str, value: object, shown: str, tmp_path: Path) -> None:
    what = sample(FORMS["regulatory-year"])
    book = made(Filled(what.form, {**what.values, "failed_q1": text}, {}, frozenset(), (), ()), tmp_path)
    [cell] = [row[3] for row in book.worksheets[0].iter_rows() if row[1].value == "不合格网站数量（个）"]
    assert (cell.value, cell.number_format) == (value, shown)


def test_codes_stay_text(tmp_path: Path) -> None:
    what = sample(FORMS["survey-summary"])
    rows = [{"number": "1", "name": "某县", "code": "5399000001", "problems": "无", "mended": ""}]
    sheet = made(Filled(what.form, what.values, {"rows": rows}, frozenset(), (), ()), tmp_path).worksheets[0]
    assert ["1", "某县", "5399000001", "无", ""] in grid(sheet)
    assert [cell.value for cell in sheet["C"]][-1] == "5399000001"


@pytest.mark.parametrize("form", ["self-check", "work-year"])
def test_no_value_is_obeyed(form: str, tmp_path: Path) -> None:
    for hostile in HOSTILE:
        shown = visible(hostile, 300)
        book = made(sample(FORMS[form], shown), tmp_path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert all(cell.data_type in ("s", "n") and cell.hyperlink is None for cell in cells)
        assert any(shown in str(cell.value).replace("_x005F_", "_") for cell in cells)
        with zipfile.ZipFile(tmp_path / "x.xlsx") as packed:
            assert not [name for name in packed.namelist() if b"<f>" in packed.read(name)]


def test_lines_share_the_names_of_their_block_and_group() -> None:
    fields = [Field(key, label, block) for key, label, block in (
        ("a", "总数", "甲"), ("b", "微博：名称", "甲"), ("c", "微博：关注量", "甲"), ("d", "微博：名称", "乙"),
    )]  # fmt: skip
    assert [(line.block_span, line.group_span, line.group, line.item) for line in lines_of(fields)] == [
        (3, 1, "", "总数"), (0, 2, "微博", "名称"), (0, 0, "微博", "关注量"), (1, 1, "微博", "名称"),
    ]  # fmt: skip
