"""`xuncha report`: which stored audit is meant, what a person has said of its findings, where the files go."""

import errno
import os
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from xlsxwriter.exceptions import FileCreateError

from commands import reports as report_commands
from commands.database import with_database
from model import SHANGHAI, Confidence, ConfigError, Finding, PassKind, StorageError
from reports import delivery
from reports.packed import packed
from settings import Settings, load
from storage import decisions, findings, passes, registry, reporting, suppressions
from storage.database import Database
from storage.reporting import Tally
from tests.reports.inspected import BUREAU, TOWN, inspect, problem, register

ENDED = datetime(2026, 11, 10, tzinfo=SHANGHAI)


async def one_pass(db: Database) -> None:
    """Two sites; one finding suppressed by a person, one suspected and one suspected that a person has confirmed."""
    town, bureau = await register(db, TOWN, BUREAU)
    kept, dropped = problem(town, "broken-link", 1, "甲链接无法打开。"), problem(town, "broken-link", 2, "乙链接无法打开。")
    doubts = [Finding("misstatement", f"{town.home_url}{n}", town.home_url, f"疑似{n}。", Confidence.SUSPECTED) for n in (1, 2)]
    found = {town.id: [kept, dropped, *doubts], bureau.id: []}
    results = {town.id: ("合格", 90.0), bureau.id: ("合格", None)}
    await inspect(db, PassKind.QUARTERLY, "2026-Q4", ENDED, found, results)
    (wrong,) = await findings.listed(db, findings.Wanted(subject=dropped.url))
    await suppressions.dismiss_findings(db, [wrong.id], "误报", None, "王某")
    confirmed = await findings.listed(db, findings.Wanted(subject=doubts[1].url))
    await decisions.confirm(db, [each.id for each in confirmed], "王某")


async def test_what_a_person_said_counts(db: Database) -> None:
    await one_pass(db)
    row = await passes.newest(db, (await register_numbers(db))[0])
    assert row is not None
    with db.read_sync() as connection:
        assert reporting.tallies(connection, row.id) == {"broken-link": Tally(1, 0, 1), "misstatement": Tally(1, 1, 0)}
        shown = list(reporting.noted(connection, row.id))
    assert [each.finding.message for each in shown] == ["甲链接无法打开。", "疑似1。", "疑似2。"]
    assert [each.is_confirmed for each in shown] == [True, False, True]
    assert all(each.number and each.first_seen for each in shown)


async def register_numbers(db: Database) -> list:
    return [(await registry.find_known(db, site.home_url.removeprefix("http://").rstrip("/"))).id for site in (TOWN, BUREAU)]


@pytest.fixture
def settings(tmp_path: Path, empty_sqlite: Path) -> Settings:
    (tmp_path / "x.db").write_bytes(empty_sqlite.read_bytes())
    found = load(None, [f"database.url=sqlite:///{tmp_path / 'x.db'}"])
    with_database(found, one_pass)
    return found


def test_a_file_for_each_site_of_a_pass(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    report_commands.run(settings, "1", "", "xlsx", folder)
    assert sorted(path.name for path in folder.iterdir()) == ["5399000001-1.xlsx", "5399000002-1.xlsx"]
    facts = {row[0].value: row[1].value for row in load_workbook(folder / "5399000001-1.xlsx")["汇总"].iter_rows(max_col=2)}
    assert (facts["检查"], facts["发现问题"], facts["人工排除（未列入）"]) == ("季普查 2026-Q4", "3", "1")


@pytest.mark.parametrize("subject", [TOWN.code, TOWN.name, TOWN.home_url, "www.qingshan.gov.cn", "1"])
def test_a_site_by_whatever_names_it(settings: Settings, subject: str, capsys: pytest.CaptureFixture[str]) -> None:
    report_commands.run(settings, subject, TOWN.code if subject == "1" else "", "table", None)
    out = capsys.readouterr().out
    assert "甲链接无法打开" in out
    assert "乙链接无法打开" not in out


def test_what_cannot_be_printed_is_one_line(settings: Settings, tmp_path: Path) -> None:
    for arguments, said in (
        (("1", "", "html", None), "2 sites in this pass: name one with --site"),
        (("1", "", "docx", None), "needs --output"),
        (("1", "", "pdf", None), "unknown"),
        (("9", "", "html", None), "pass 9: there is none"),
    ):
        with pytest.raises(ConfigError, match=said):
            report_commands.run(settings, *arguments)
    with pytest.raises(StorageError, match="no registered site"):
        report_commands.run(settings, "1", "某县", "html", None)


def test_the_name_of_the_file_says_its_form() -> None:
    names = {"a.html": "html", "a.XLSX": "xlsx", "a.jsonl": "jsonl", "a.xml": "junit", "a.txt": "table", "a": "table"}
    assert {name: delivery.form_for("", Path(name)) for name in names} == names
    assert (delivery.form_for("", None), delivery.form_for("docx", Path("a.html"))) == ("table", "docx")


def test_a_full_disk_is_one_line_and_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"No space left.*TMPDIR"), delivery.whole_file(tmp_path / "a.html") as draft:
        draft.write_text("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    full = FileCreateError(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))  # as XlsxWriter says it
    with pytest.raises(ConfigError, match="No space left"), delivery.whole_file(tmp_path / "a.xlsx"):
        raise full
    assert list(tmp_path.iterdir()) == []


def test_an_office_file_reaches_its_disk_in_one_piece() -> None:
    def save(stream: BytesIO) -> None:
        stream.write(b"PK")
        stream.seek(0)
        stream.write(b"pk")

    assert packed(save) == b"pk"


def test_a_pass_of_many_sites_is_one_workbook(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "all.xlsx"
    report_commands.run(settings, "1", "", "xlsx", file)
    book = load_workbook(file)
    assert book.sheetnames == ["网站", "问题"]
    sites = [[cell.value for cell in row] for row in book["网站"].iter_rows(min_row=2)]
    assert [(row[1], row[2], row[5], row[6] or None, row[7], row[8], row[11]) for row in sites] == [
        ("青山县人民政府", TOWN.code, "合格", 90, 2, 1, "完整"),
        ("青山县教育局", BUREAU.code, "合格", None, 0, 0, "完整"),
    ]
    found = [[cell.value for cell in row] for row in book["问题"].iter_rows(min_row=2)]
    assert [(row[0], row[1], row[2], row[4], row[5]) for row in found] == [
        (1, "青山县人民政府", TOWN.code, "确认", "甲链接无法打开。"),
        (2, "青山县人民政府", TOWN.code, "疑似", "疑似1。"),
        (3, "青山县人民政府", TOWN.code, "确认", "疑似2。"),
    ]
    assert book["问题"]["G2"].hyperlink.target == found[0][6]
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.print_title_rows, sheet.freeze_panes) == ("landscape", "$1:$1", "A2")
