"""`xuncha forms`: values entered, shown, printed; mistakes as one line."""

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner

from cli import program
from commands import forms as form_commands
from commands.database import with_database
from commands.forms import Asked
from model import ConfigError, StorageError
from reports.forms.known import FORMS
from settings import Settings, load
from storage import registry
from tests.reports.inspected import BUREAU, TOWN

RUNNER = CliRunner()


@pytest.fixture
def settings(tmp_path: Path, empty_sqlite: Path) -> Settings:
    (tmp_path / "x.db").write_bytes(empty_sqlite.read_bytes())
    found = load(None, [f"database.url=sqlite:///{tmp_path / 'x.db'}"])
    with_database(found, lambda db: registry.add(db, [TOWN, BUREAU]))
    return found


def test_a_value_is_entered_and_printed(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = form_commands.enter(settings, FORMS["work-year"], "visits", "1200", "2026", "5399000001")
    assert said == "政府网站工作年度报表 网站总访问量（次）（visits）= 1200（青山县人民政府，2026）\n"
    form_commands.enter(settings, FORMS["work-year"], "visitors", "3000", "2026", TOWN.code)
    file = tmp_path / "a.docx"
    form_commands.make(settings, FORMS["work-year"], Asked("2026", TOWN.code), file)
    cells = [[cell.text for cell in row.cells] for row in Document(str(file)).tables[0].rows]
    assert ["基本信息", "网站总访问量（次）", "网站总访问量（次）", "1200"] in cells
    assert ["基本信息", "主办单位", "主办单位", "青山县人民政府办公室"] in cells
    told = capsys.readouterr().err
    assert "请核对：“独立用户访问总量（个）”3000大于“网站总访问量（次）”1200" in told
    assert "未填" in told
    other = form_commands.fill(settings, FORMS["work-year"], Asked("2026", BUREAU.code))
    assert "visits" not in other.entered


@pytest.mark.parametrize(
    ("form", "key", "value", "period", "site", "said"),
    [
        ("work-year", "nosuch", "1", "2026", "", "no field of this form"),
        ("work-year", "visits", "许多", "2026", "", "a whole number is needed"),
        ("work-year", "visits", "1", "2026-11", "", "for example --period 2026"),
        ("monthly", "result", "合格", "2026-11", "", "name it with --site"),
        ("notice", "deadline", "三日内", "2026", "", "has no period"),
    ],
)
def test_a_wrong_entry_is_one_line(
    settings: Settings, form: str, key: str, value: str, period: str, site: str, said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        form_commands.enter(settings, FORMS[form], key, value, period, site)


def test_what_is_missing_is_said(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"ends in \.docx .*or xlsx"):
        form_commands.make(settings, FORMS["monthly"], Asked("2026-11"), tmp_path / "a.pdf")
    with pytest.raises(ConfigError, match="--period"):
        form_commands.make(settings, FORMS["monthly"], Asked(), tmp_path / "a.docx")
    with pytest.raises(ConfigError, match="name it with --site"):
        form_commands.make(settings, FORMS["notice"], Asked(), tmp_path / "a.docx")
    with pytest.raises(StorageError, match="no registered site"):
        form_commands.make(settings, FORMS["notice"], Asked(site="某县"), tmp_path / "a.docx")
    assert not (tmp_path / "a.docx").exists()


def test_a_template_is_copied_out_edited_and_used(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    copied = RUNNER.invoke(form_commands.app, ["template", "notice", "--output", str(folder / "notice.docx")])
    assert copied.exit_code == 0
    document = Document(str(folder / "notice.docx"))
    document.add_paragraph("抄送：市政府办公室")
    document.save(str(folder / "notice.docx"))
    own = load(None, [f"database.url={settings.database.url}", f"forms.templates={folder}"])
    form_commands.make(own, FORMS["notice"], Asked(site=TOWN.code), tmp_path / "n.docx")
    assert "抄送：市政府办公室" in [p.text for p in Document(str(tmp_path / "n.docx")).paragraphs]


def test_a_workbook_is_copied_out_edited_and_used(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    copied = RUNNER.invoke(form_commands.app, ["template", "monthly", "--output", str(folder / "monthly.xlsx")])
    assert copied.exit_code == 0
    book = load_workbook(folder / "monthly.xlsx")
    book.worksheets[0]["A1"] = "某市{{ period_words }}监测表"
    book.save(folder / "monthly.xlsx")
    own = load(None, [f"database.url={settings.database.url}", f"forms.templates={folder}"])
    form_commands.make(own, FORMS["monthly"], Asked("2026-11"), tmp_path / "m.xlsx")
    cells = [[cell.value for cell in row] for row in load_workbook(tmp_path / "m.xlsx").worksheets[0].iter_rows()]
    assert cells[0][0] == "某市2026年11月监测表"
    assert [1, TOWN.code, TOWN.name, "门户", TOWN.home_url] in [row[:5] for row in cells]
    again = ["template", "monthly", "--output", str(tmp_path / "again.xlsx"), "--set", f"forms.templates={folder}"]
    assert RUNNER.invoke(form_commands.app, again).exit_code == 0
    assert (tmp_path / "again.xlsx").read_bytes() == (folder / "monthly.xlsx").read_bytes()
    with pytest.raises(ConfigError, match=r"ends in \.docx .*or xlsx"):
        RUNNER.invoke(form_commands.app, ["template", "monthly", "--output", "x.pdf"], catch_exceptions=False)


def test_forms_are_listed_and_shown(settings: Settings) -> None:
    listed = RUNNER.invoke(form_commands.app, ["list"]).output
    assert all(form.id in listed and form.title in listed for form in FORMS.values())
    fields = RUNNER.invoke(form_commands.app, ["show", "季度通报"]).output
    assert "addressees" in fields
    shown = RUNNER.invoke(form_commands.app, ["show", "monthly", "--period", "2026-11", "--database", settings.database.url])
    assert "rows：2行" in shown.output
    assert "本期没有检查结果：青山县人民政府、青山县教育局" in shown.output


def test_the_same_form_as_a_workbook(settings: Settings, tmp_path: Path) -> None:
    form_commands.enter(settings, FORMS["work-year"], "visits", "1200", "2026", TOWN.code)
    form_commands.make(settings, FORMS["work-year"], Asked("2026", TOWN.code), tmp_path / "a.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows()]
    assert [None, "网站总访问量（次）", None, 1200] in rows
    form_commands.make(settings, FORMS["work-year"], Asked("2026", TOWN.code), tmp_path / "b.XLSX", kind="xlsx")
    assert (tmp_path / "b.XLSX").stat().st_size > 1000
    with pytest.raises(ConfigError, match=r"ends in \.docx"):
        form_commands.make(settings, FORMS["work-year"], Asked("2026", TOWN.code), tmp_path / "a.xlsx", kind="docx")
    with pytest.raises(ConfigError, match="--format pdf: unknown; docx, xlsx"):
        form_commands.make(settings, FORMS["work-year"], Asked("2026", TOWN.code), tmp_path / "a.docx", kind="pdf")


def test_a_notice_is_printed_when_it_is_issued_and_again_later(settings: Settings, tmp_path: Path) -> None:
    add = [
        "findings",
        "add",
        "--site",
        TOWN.code,
        "--rule",
        "tampered-page",
        "--url",
        TOWN.home_url,
        "--message",
        "首页被篡改。",
    ]
    where = ["--database", settings.database.url, "--author", "王某"]
    assert RUNNER.invoke(program(), [*add, *where]).exit_code == 0
    missing = ["notices", "create", TOWN.code, "--output", str(tmp_path / "nowhere" / "n.docx"), *where]
    assert isinstance(RUNNER.invoke(program(), missing).exception, ConfigError)
    made = RUNNER.invoke(
        program(), ["notices", "create", TOWN.code, "--issued", "2026-11-11", "--output", str(tmp_path / "n.docx"), *where]
    )
    assert (made.exit_code, made.exception) == (0, None)
    text = "\n".join(p.text for p in Document(str(tmp_path / "n.docx")).paragraphs)
    assert "2026年11月11日" in text
    form_commands.make(settings, FORMS["notice"], Asked(notice=1), tmp_path / "again.xlsx")
    assert "首页被篡改。" in [
        cell.value for row in load_workbook(tmp_path / "again.xlsx").worksheets[0].iter_rows() for cell in row
    ]
    for name, site in (("monthly", ""), ("notice", TOWN.code)):
        with pytest.raises(ConfigError, match="goes with the form notice"):
            asked = Asked("2026-11" if name == "monthly" else "", site, 1)
            form_commands.make(settings, FORMS[name], asked, tmp_path / "x.docx")
    with pytest.raises(StorageError, match="notice 7"):
        form_commands.make(settings, FORMS["notice"], Asked(notice=7), tmp_path / "x.docx")


def test_shown_values_say_where_they_come_from(settings: Settings) -> None:
    form_commands.enter(settings, FORMS["notice"], "issuer", "县政府办", "", "")
    shown = RUNNER.invoke(
        form_commands.app, ["show", "notice", "--site", TOWN.code, "--database", settings.database.url]
    ).output
    sources = {line.split()[0]: line.split()[-1] for line in shown.splitlines() if "  " in line}
    assert (sources["title"], sources["issuer"], sources["site_code"]) == ("默认", "填写", "登记")
    assert (sources["reply_to"], sources["date"]) == ("未填", "统计")
    assert "every：0行" in shown
    assert "rows：" not in shown
