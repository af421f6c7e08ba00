"""`xuncha media`: the register of accounts on other platforms."""

from datetime import date
from pathlib import Path

import pytest

from commands import media as media_commands
from commands.database import with_database
from model import ConfigError, MediaAccount, MediaState
from registers import media as media_files
from settings import Settings, load
from storage import media

TODAY = date(2024, 11, 21)
GOOD = """政务新媒体登记表,,,,
序号,账号名称,平台类型,主办单位,最后更新日期,状态
1,青山发布,微信,县政府办,2024-11-20,正常
2,青山发布,微博,县政府办,2024年11月1日,正常
3,青山教育,微信,县教育局,,正常
4,青山旅游,抖音,县文旅局,2022/3/5,已注销
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = load(None, [f"database.url=sqlite:///{tmp_path / 'x.db'}"])
    with_database(found, media.listed, make=True)
    return found


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "media.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_import_list_and_figures(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "尚未登记" in media_commands.list_media(settings, 14, TODAY)
    assert media_commands.import_media(settings, written(tmp_path, GOOD, "gb18030"), partial=False) == 0
    assert "已登记 4 个" in capsys.readouterr().out
    shown = media_commands.list_media(settings, 14, TODAY)
    assert "2024-11-01   20天  超过14天未更新" in shown and "已注销" in shown
    assert shown.endswith("共4个账号，运行3个，有更新日期的2个；超过14天未更新1个，合格率50%\n")
    assert "超过30天未更新0个，合格率100%" in media_commands.list_media(settings, 30, TODAY)


def test_a_later_file_brings_accounts_up_to_date(settings: Settings, tmp_path: Path) -> None:
    media_commands.import_media(settings, written(tmp_path, GOOD), partial=False)
    later = "名称,平台,主办单位,最近更新\n青山发布,微博,县融媒体中心,\n青山教育,微信,县教育局,2024-11-19\n"
    assert media_commands.import_media(settings, written(tmp_path, later), partial=False) == 0
    known = {(one.platform, one.name): one for one in with_database(settings, media.listed)}
    assert len(known) == 4
    assert known["微信", "青山教育"].latest == date(2024, 11, 19)
    assert (known["微博", "青山发布"].owner, known["微博", "青山发布"].latest) == ("县融媒体中心", date(2024, 11, 1))


def test_bad_rows_are_named_and_nothing_is_taken(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = "名称,平台,最后更新,状态\n甲,微信,2024-11-01,正常\n,微信,,\n乙,微信,昨日,\n甲,微信,,\n丙,微博,2099-01-01,\n丁,微博,,半停\n"
    path = written(tmp_path, bad)
    assert media_commands.import_media(settings, path, partial=False) == 2
    said = capsys.readouterr().err
    for part in (
        ":3: 缺少账号名称",
        ":4: 更新日期“昨日”",
        ":5: 与第2行重复",
        ":6: 更新日期2099-01-01晚于今天",
        ":7: 状态“半停”未知",
    ):
        assert part in said
    assert "尚未登记" in media_commands.list_media(settings, 14, TODAY)
    assert media_commands.import_media(settings, path, partial=True) == 0
    assert "共1个账号" in media_commands.list_media(settings, 14, TODAY)


def test_a_workbook_with_days_as_numbers(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["账号名称", "平台"], ["甲", "微信"]):
        book.active.append([*row, "最后更新" if row[0] == "账号名称" else 45597])
    book.save(tmp_path / "media.xlsx")
    [one] = media_files.read_media(tmp_path / "media.xlsx", TODAY).good
    assert one.latest == date(2024, 11, 1)


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no header row with 平台"):
        media_files.read_media(written(tmp_path, "账号名称,备注\n甲,乙\n"), TODAY)


def test_figures_leave_out_closed_accounts_and_say_when_nothing_is_known() -> None:
    accounts = [MediaAccount("甲", "微信"), MediaAccount("乙", "微信", latest=date(2020, 1, 1), state=MediaState.CLOSED)]
    found = media.figures(accounts, TODAY, 14)
    assert (found.total, found.dated, found.unqualified, found.share) == (1, 0, 0, None)
    edge = [MediaAccount("丙", "微信", latest=date(2024, 11, 7)), MediaAccount("丁", "微信", latest=date(2024, 11, 6))]
    assert media.figures(edge, TODAY, 14).unqualified == 1
