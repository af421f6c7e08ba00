"""A workbook that a user has laid out is filled: the shipped layout comes out as if written at once, edits stay."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from model import ConfigError
from reports.forms import own_workbook, workbook
from reports.forms.fields import Filled, Form
from reports.forms.known import FORMS
from reports.forms.layouts import sheets_of
from reports.visible import visible
from tests.reports.forms.test_round_trip import sample
from tests.reports.forms.test_workbook import grid
from tests.reports.sample import HOSTILE


def template(form: Form, folder: Path) -> Path:
    workbook.write_template(form, folder / "template.xlsx")
    return folder / "template.xlsx"


def filled(what: Filled, own: Path, folder: Path) -> Workbook:
    own_workbook.fill(own, what, folder / "filled.xlsx")
    return load_workbook(folder / "filled.xlsx")


def looks(book: Workbook) -> dict[str, object]:
    """What a reader sees of each sheet: texts, merges, formats, what prints."""
    return {
        sheet.title: (
            grid(sheet),
            sorted(str(each) for each in sheet.merged_cells.ranges),
            [[(cell.font.name, cell.border.top.style, cell.alignment.horizontal) for cell in row] for row in sheet.iter_rows()],
            [[cell.number_format for cell in row if cell.value is not None] for row in sheet.iter_rows()],
            (sheet.print_area, sheet.print_title_rows, sheet.freeze_panes, sheet.page_setup.orientation),
        )
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_the_shipped_layout_comes_out_as_if_written_at_once(form: Form, tmp_path: Path) -> None:
    what = sample(form, "12345")
    workbook.write(what, tmp_path / "direct.xlsx")
    assert looks(filled(what, template(form, tmp_path), tmp_path)) == looks(load_workbook(tmp_path / "direct.xlsx"))


@pytest.mark.parametrize("form", ["monthly", "circular", "notice", "regulatory-year-gx"])
def test_lists_of_any_length(form: str, tmp_path: Path) -> None:
    full = sample(FORMS[form])
    for amount in (0, 1, 40):
        tables = {name: (rows * 40)[:amount] for name, rows in full.tables.items()}
        what = Filled(full.form, full.values, tables, frozenset(), (), ())
        workbook.write(what, tmp_path / "direct.xlsx")
        made, direct = filled(what, template(FORMS[form], tmp_path), tmp_path), load_workbook(tmp_path / "direct.xlsx")
        assert made.sheetnames == direct.sheetnames
        for mine, theirs in zip(made.worksheets, direct.worksheets, strict=True):
            rows = [row for row in grid(mine) if any(row)]
            assert rows == [row for row in grid(theirs) if any(row)]


def test_amounts_become_numbers_and_all_else_is_text(tmp_path: Path) -> None:
    form = FORMS["regulatory-year"]
    what = sample(form)
    values = {**what.values, "failed_q1": "3", "check_share_q1": "98.9%", "unit": "=1+1", "checked_q1": "007"}
    sheet = filled(Filled(form, values, {}, frozenset(), (), ()), template(form, tmp_path), tmp_path).worksheets[0]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert (cells[3].number_format, cells[0.989].number_format, cells["007"].data_type) == ("0", "0.0%", "s")
    assert not [cell for cell in cells.values() if cell.data_type == "f"]


def test_edits_stay_and_what_stands_below_a_list_moves_down(tmp_path: Path) -> None:
    own = template(FORMS["survey-summary"], tmp_path)
    book = load_workbook(own)
    sheet = book.worksheets[0]
    last = sheet.max_row
    sheet.cell(last + 2, 1, "共{{ period_words }}，填报：{{unit}}").font = Font(name="楷体", size=16)
    sheet.merge_cells(start_row=last + 2, start_column=1, end_row=last + 2, end_column=3)
    sheet.row_dimensions[last + 2].height = 60
    sheet.cell(last + 3, 1, "=1+1")
    sheet.cell(1, 1).font = Font(name="隶书")
    book.save(own)
    full = sample(FORMS["survey-summary"])
    tables = {"rows": full.tables["rows"] * 3}
    made = filled(Filled(full.form, full.values, tables, frozenset(), (), ()), own, tmp_path).worksheets[0]
    foot = made.cell(last + 7, 1)
    assert (foot.value, foot.font.name, made.row_dimensions[last + 7].height) == ("共值period_words，填报：值unit", "楷体", 60)
    assert f"A{last + 7}:C{last + 7}" in {str(each) for each in made.merged_cells.ranges}
    assert (made.cell(last + 8, 1).value, made.cell(1, 1).font.name) == ("=1+1", "隶书")


def test_what_is_optional_is_left_out_while_it_is_empty(tmp_path: Path) -> None:
    full = sample(FORMS["notice"])
    for code, there in (("5399000001", True), ("", False)):
        values = {**full.values, "site_code": code}
        what = Filled(full.form, values, full.tables, frozenset(), (), ())
        rows = grid(filled(what, template(FORMS["notice"], tmp_path), tmp_path).worksheets[0])
        text = "".join(cell for row in rows for cell in row)
        assert ("网站标识码" in text, "[[" in text, "整改期限：值deadline" in text) == (there, False, True)


def test_values_are_never_read_as_marks_or_formulas(tmp_path: Path) -> None:
    form = FORMS["self-check"]
    for hostile in ("{{ title }}", "[[x]]", *(visible(each, 300) for each in HOSTILE)):
        what = sample(form)
        rows = [dict.fromkeys(row, hostile) for row in what.tables["rows"]]
        book = filled(Filled(form, what.values, {"rows": rows}, frozenset(), (), ()), template(form, tmp_path), tmp_path)
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
        assert any(cell.value == hostile for cell in cells)
        assert all(cell.data_type in ("s", "n") for cell in cells)


@pytest.mark.parametrize(
    ("mark", "said"),
    [("{{ nosuch }}", "A30: {{ nosuch }}: the form has no such value"), ("{{ rows.nosuch }}", "A30: .*the list rows has number"),
     ("{{ sites.name }}", "A30: there is no list sites; .*rows"), ("{{ a b }}", r"A30: .*write {{ key }} or {{ LIST.key }}"),
     ("{{ rows.name }}{{ failed.name }}", "a row belongs to one list, not to failed and rows")],
)  # fmt: skip
def test_a_wrong_mark_is_told_with_its_cell(mark: str, said: str, tmp_path: Path) -> None:
    own = template(FORMS["monthly"], tmp_path)
    book = load_workbook(own)
    book.worksheets[0]["A30"] = mark
    book.save(own)
    with pytest.raises(ConfigError, match=said):
        own_workbook.fill(own, sample(FORMS["monthly"]), tmp_path / "x.xlsx")


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"PK no")
    with pytest.raises(ConfigError, match="start again from xuncha forms template monthly"):
        own_workbook.fill(tmp_path / "t.xlsx", sample(FORMS["monthly"]), tmp_path / "x.xlsx")


def test_every_template_names_every_field(tmp_path: Path) -> None:
    """A user sees in the workbook what there is to fill."""
    for form in FORMS.values():
        text = str([grid(sheet) for sheet in load_workbook(template(form, tmp_path)).worksheets])
        for layout in sheets_of(form):
            keys = [f"{layout.every or layout.rows}.{column.key}" for column in layout.columns]
            assert all(f"{{{{ {key} }}}}" in text for key in keys)
