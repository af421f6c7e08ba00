"""Register files: what is read, what is refused with its line and reason, and that an import is all or nothing."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import ConfigError, Site, SiteId, SiteKind, SiteState, StorageError
from registers import cells as register_cells
from registers.sites import BadRow, check_site, import_register, read_register
from reports.aligned import aligned, width
from reports.register import render_sites, show_site
from storage import registry
from storage.database import Database

HEADER = "网站标识码,网站名称,主办单位,网站类型,首页网址,状态,平台,应设栏目,其他域名"
GOOD = 'BM01000001,某某部,某某部办公厅,部门网站,www.mou.gov.cn,临时下线,云平台,"公告、政策;动态","a.mou.gov.cn http://b.mou.gov.cn/x"'


def write(tmp_path: Path, *lines: str, encoding: str = "utf-8", name: str = "r.csv") -> Path:
    path = tmp_path / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def reasons(path: Path) -> dict[int, str]:
    return {row.line: row.reason for row in read_register(path).bad}


def test_row_becomes_a_site(tmp_path: Path) -> None:
    register = read_register(write(tmp_path, HEADER, GOOD))
    assert register.bad == ()
    assert register.lines == (2,)
    assert register.good == (
        Site(
            id=SiteId(0),
            home_url="http://www.mou.gov.cn/",
            name="某某部",
            code="bm01000001",
            owner="某某部办公厅",
            kind=SiteKind.DEPARTMENT,
            state=SiteState.PAUSED,
            host_group="云平台",
            extra_hosts=("a.mou.gov.cn", "b.mou.gov.cn"),
            expected_columns=("公告", "政策", "动态"),
        ),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, mark: str) -> None:
    rows = ("网站名称,首页网址,网站类型", "清江市人民政府,http://www.qj.gov.cn,政府门户网站")
    register = read_register(write(tmp_path, *(row.replace(",", mark) for row in rows), encoding=encoding))
    assert [(s.name, s.home_url, s.kind) for s in register.good] == [
        ("清江市人民政府", "http://www.qj.gov.cn/", SiteKind.PORTAL)
    ]


def test_title_rows_notes_and_marks_around_the_header(tmp_path: Path) -> None:
    path = write(
        tmp_path, "清江市政府网站名录（2026年）,,", "", "名称*,网址（首页）,标识码", "甲,www.a.gov.cn,5118000022", ",,", "乙,x,"
    )
    register = read_register(path)
    assert [(s.name, s.code) for s in register.good] == [("甲", "5118000022")]
    assert [row.line for row in register.bad] == [6]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",甲,,,www.a.gov.cn,倒闭,,,", "状态"),
        (",甲,,商业,www.a.gov.cn,,,,", "网站类型"),
        ("511800,甲,,,www.a.gov.cn,,,,", "现有6位"),
        ("CA010000000000000000001,甲,,,www.a.gov.cn,,,,", "网站标识码"),
        ("5.118E+09,甲,,,www.a.gov.cn,,,,", "科学计数"),
        (",,,,www.a.gov.cn,,,,", "缺少网站名称"),
        (",甲,,,,,,,", "缺少首页网址"),
        (",甲,,,无,,,,", "首页网址"),
        (",甲,,,ftp://www.a.gov.cn/,,,,", "首页网址"),
        (",甲,,,www.a.gov.cn（主站）,,,,", "首页网址"),
        (",甲,,,http://a.gov.cn/ http://b.gov.cn/,,,,", "首页网址"),
        (",甲,,,http://user@a.gov.cn/,,,,", "首页网址"),
        (",甲,,,www.a.gov.cn,,,,无", "其他域名"),
    ],
)
def test_bad_row_says_why(tmp_path: Path, row: str, words: str) -> None:
    path = write(tmp_path, HEADER, GOOD, row)
    assert len(read_register(path).good) == 1
    assert list(reasons(path)) == [3]
    assert words in reasons(path)[3]


def test_duplicates_name_the_first_row(tmp_path: Path) -> None:
    lines = ["名称,网址,标识码", "甲,www.a.gov.cn,5118000022", "乙,http://WWW.A.gov.cn/,", "丙,www.c.gov.cn,5118000022"]
    assert reasons(write(tmp_path, *lines)) == {3: "首页网址与第2行重复", 4: "网站标识码与第2行重复"}


def test_line_of_a_row_behind_a_cell_with_line_breaks(tmp_path: Path) -> None:
    register = read_register(write(tmp_path, "名称,网址,应设栏目", '甲,www.a.gov.cn,"公告', '政策"', "乙,坏,"))
    assert register.good[0].expected_columns == ("公告", "政策")
    assert [row.line for row in register.bad] == [4]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "名称、首页网址"),
        ("单位,网址\n甲,www.a.gov.cn".encode(), "名称; found: 单位、网址"),
        ("名称,网站名称,网址\n".encode(), "several columns"),
        ('名称,网址\n甲,"www.a.gov.cn\n乙,www.b.gov.cn'.encode(), "quotation mark"),
        (b"PK\x03\x04 not really", "not a readable workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or locked Excel"),
        (bytes(range(256)), "neither"),
    ],
)
def test_useless_file_is_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=words) as caught:
        read_register(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_missing_and_huge_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_register(tmp_path / "none.csv")
    path = write(tmp_path, "名称,网址", *(f"站{i},www.s{i}.gov.cn" for i in range(30)))
    monkeypatch.setattr(register_cells, "MAX_ROWS", 20)
    with pytest.raises(ConfigError, match="more than 20 rows"):
        read_register(path)
    monkeypatch.setattr(register_cells, "MAX_BYTES", 100)
    with pytest.raises(ConfigError, match="larger than"):
        read_register(path)


def workbook(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    path = tmp_path / "r.xlsx"
    book.save(path)
    return path


def test_workbook_with_numbers_for_codes(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ("网站名录", None, None),
        ("名称", "网址", "网站标识码"),
        ("甲", "www.a.gov.cn", 5118000022),
        ("乙", "www.b.gov.cn", 5118000023.0),
        (None, None, None),
        ("丙", "www.c.gov.cn", 511800),
    )
    register = read_register(path)
    assert [s.code for s in register.good] == ["5118000022", "5118000023"]
    assert register.lines == (3, 4)
    assert [row.line for row in register.bad] == [6]


def test_workbook_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path, ("名称", "网址"), *((f"站{i}" * 50, f"www.s{i}.gov.cn") for i in range(50)))
    monkeypatch.setattr(register_cells, "MAX_UNPACKED", 5_000)
    with pytest.raises(ConfigError, match="unpacks"):
        read_register(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(alphabet='名称网址,;\t"\n甲a./:@[]0 ', max_size=200).map(lambda t: f"名称,网址\n{t}".encode()),
    )
)
def test_any_file_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    try:
        register = read_register(path)
    except ConfigError:
        return
    assert len(register.good) == len(register.lines)
    assert all(site.name and site.home_url.startswith("http") for site in register.good)
    assert set(register.lines).isdisjoint(row.line for row in register.bad)


async def test_import_is_all_or_nothing_unless_partial(db: Database, tmp_path: Path) -> None:
    path = write(tmp_path, "名称,网址,标识码", "甲,www.a.gov.cn,5118000022", "乙,坏,", "丙,www.c.gov.cn,")
    report = await import_register(db, path)
    assert (report.added, [row.line for row in report.bad]) == (0, [3])
    assert await registry.count(db) == 0
    report = await import_register(db, path, partial=True)
    assert (report.added, len(report.bad)) == (2, 1)
    assert [s.name for s in await registry.listed(db)] == ["甲", "丙"]


async def test_what_is_registered_already_is_a_bad_row(db: Database, tmp_path: Path) -> None:
    await registry.add(db, [Site(SiteId(0), "http://www.a.gov.cn/", "老甲", "5118000022")])
    lines = ["名称,网址,标识码", "新,www.n.gov.cn,", "甲,www.a.gov.cn,", "丁,www.d.gov.cn,5118000022"]
    path = write(tmp_path, *lines)
    report = await import_register(db, path)
    assert report.added == 0
    assert report.bad == (
        BadRow(3, "首页网址已被登记：老甲（编号1）"),
        BadRow(4, "网站标识码已被登记：老甲（编号1）"),
    )
    report = await import_register(db, path, partial=True)
    assert report.added == 1
    assert await registry.count(db) == 2


async def test_site_known_from_an_audit_becomes_registered(db: Database, tmp_path: Path) -> None:
    site = await registry.for_audit(db, "http://www.a.gov.cn/")
    report = await import_register(db, write(tmp_path, "名称,网址", "甲,www.a.gov.cn"))
    assert (report.added, report.bad) == (1, ())
    [registered] = await registry.listed(db)
    assert (registered.id, registered.name) == (site.id, "甲")


def test_site_of_the_command_line_is_held_to_the_same_rules() -> None:
    check_site(Site(SiteId(0), "http://www.a.gov.cn/", "甲", "5118000022", extra_hosts=("b.a.gov.cn",)))
    for bad in (
        Site(SiteId(0), "http://www.a.gov.cn/", "甲", "12"),
        Site(SiteId(0), "http://a/", "甲"),
        Site(SiteId(0), "http://www.a.gov.cn/", ""),
    ):
        with pytest.raises(ConfigError):
            check_site(bad)


async def test_register_is_shown_straight(sqlite_db: Database) -> None:
    assert "".join(render_sites([])) == "尚未登记网站\n"
    await registry.add(
        sqlite_db,
        [
            Site(SiteId(0), "http://www.a.gov.cn/", "甲", expected_columns=("公告",)),
            Site(SiteId(0), "http://www.bbb.gov.cn/", "清江市人民政府\x1b[31m"),
        ],
    )
    [head, first, second, total] = render_sites(await registry.listed(sqlite_db))
    places = [width(line[: line.index(word)]) for line, word in ((head, "首页网址"), (first, "http"), (second, "http"))]
    assert len(set(places)) == 1
    assert "\x1b" not in second
    assert total == "共2个网站\n"
    text = "".join(await show_site(sqlite_db, "甲"))
    assert "应设栏目  公告" in text
    with pytest.raises(StorageError, match="no registered site"):
        await show_site(sqlite_db, "丙")


@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), min_size=1, max_size=5))
def test_every_row_is_one_line(rows: list[list[str]]) -> None:
    lines = list(aligned(rows))
    assert len(lines) == len(rows)
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
