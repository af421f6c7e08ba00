"""`xuncha columns`: what a person says of a site's columns."""

from pathlib import Path

import pytest

from commands import columns as column_commands
from commands.database import with_database
from model import ColumnKind, ConfigError, Site, SiteId, StorageError
from settings import Settings, load
from storage import registry

HOME = "http://www.a.gov.cn/"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = load(None, [f"database.url=sqlite:///{tmp_path / 'x.db'}"])
    with_database(found, lambda db: registry.add(db, [Site(SiteId(0), HOME, "甲市")]), make=True)
    return found


def test_a_column_is_added_changed_and_left_out(settings: Settings) -> None:
    assert "尚未发现栏目" in column_commands.list_columns(settings, "甲市")
    column_commands.add(settings, "甲市", "/tzgg/", "通知公告", ColumnKind.NOTICE)
    assert "公告  通知公告  http://www.a.gov.cn/tzgg/  登记" in column_commands.list_columns(settings, "1")
    column_commands.set_kind(settings, HOME, "https://a.gov.cn/tzgg/index.html", ColumnKind.NEWS)
    assert "动态  通知公告" in column_commands.list_columns(settings, HOME)
    column_commands.set_kind(settings, "甲市", "通知公告", ColumnKind.POLICY)
    assert "政策  通知公告" in column_commands.list_columns(settings, HOME)
    column_commands.ignore(settings, "甲市", HOME + "tzgg/")
    assert "不检查" in column_commands.list_columns(settings, "甲市")


@pytest.mark.parametrize(
    ("url", "name", "why"),
    [("http://b.gov.cn/x/", "外站", "not an address of"), ("javascript:void(0)", "脚本", "not a web address"), ("/x/", " ", "needs a name")],
)  # fmt: skip
def test_what_cannot_be_a_column_is_refused(settings: Settings, url: str, name: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        column_commands.add(settings, "甲市", url, name, ColumnKind.NEWS)


def test_an_unknown_site_or_column_is_one_line(settings: Settings) -> None:
    with pytest.raises(StorageError, match="no registered site"):
        column_commands.list_columns(settings, "乙市")
    with pytest.raises(ConfigError, match="no column of 甲市 has this name"):
        column_commands.ignore(settings, "甲市", "要闻")
    for path in ("/a/", "/b/"):
        column_commands.add(settings, "甲市", path, "要闻", ColumnKind.NEWS)
    with pytest.raises(ConfigError, match=r"2 columns have this name; give the address: .*/a/"):
        column_commands.ignore(settings, "甲市", "要闻")
    with pytest.raises(StorageError, match="no column of this site"):
        column_commands.ignore(settings, "甲市", "/nowhere/")
