"""`xuncha sites`: a registered site is corrected, paused and brought back; an empty file registers nothing."""

from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import program
from commands.database import with_database
from model import SHANGHAI, ConfigError, Site, SiteId, SiteKind, SiteState, StorageError
from settings import Settings, load
from storage import registry
from storage.database import Database

HOME = "http://www.a.gov.cn/"


@pytest.fixture
def settings(tmp_path: Path, empty_sqlite: Path) -> Settings:
    (tmp_path / "x.db").write_bytes(empty_sqlite.read_bytes())
    found = load(None, [f"database.url=sqlite:///{tmp_path / 'x.db'}"])
    sites = [
        Site(SiteId(0), HOME, "甲市", "5300000001", "甲市政府办"),
        Site(SiteId(0), "http://b.gov.cn/", "乙局", "5300000002"),
    ]
    with_database(found, lambda db: registry.add(db, sites))
    return found


def sites(settings: Settings, *words: str) -> Result:
    return CliRunner().invoke(program(), ["sites", *words, "--database", settings.database.url])


def told(result: Result) -> str:
    assert result.exit_code == 0, result.exception
    return result.output


def test_a_site_is_corrected_and_keeps_what_is_not_named(settings: Settings) -> None:
    text = told(sites(settings, "change", "甲市", "--name", "甲市人民政府", "--kind", "门户", "--extra-hosts", "zwfw.a.gov.cn"))
    assert text == f"已更新 甲市人民政府 {HOME}（编号 1，门户网站，运行）\n"
    site = with_database(settings, lambda db: registry.find(db, "5300000001"))
    assert (site.name, site.owner, site.kind, site.extra_hosts) == (
        "甲市人民政府", "甲市政府办", SiteKind.PORTAL, ("zwfw.a.gov.cn",),
    )  # fmt: skip
    told(sites(settings, "change", "1", "--owner", ""))
    assert with_database(settings, lambda db: registry.find(db, "1")).owner == ""


def test_the_days_of_changes_are_kept(settings: Settings) -> None:
    told(sites(settings, "change", "甲市", "--opened", "2026-01-05"))
    told(sites(settings, "change", "甲市", "--state", "临时下线", "--on", "2026-03-01"))
    told(sites(settings, "change", "甲市", "--on", "2026-03-02"))
    told(sites(settings, "change", "甲市", "--state", "运行", "--on", "2026-04-01"))
    assert "2026-01-05开设，2026-03-02临时下线，2026-04-01恢复运行" in told(sites(settings, "show", "甲市"))
    told(sites(settings, "retire", "乙局", "--merged", "--on", "2026-05-01"))
    assert "2026-05-01关停（整合迁移）" in told(sites(settings, "show", "乙局"))
    for words, why in {
        ("甲市", "--state", "关停", "--on", "2026-02-01"): "cannot be before that",
        ("甲市", "--on", "2026-02-01"): "later than that day",
        ("甲市", "--on", "2099-01-01"): "has not come yet",
        ("甲市", "--opened", "2026-06-01"): "went out of service before that day",
        ("甲市",): "say what is new",
    }.items():
        assert why in str(sites(settings, "change", *words).exception)
    told(sites(settings, "add", "http://c.gov.cn/", "--name", "丙局", "--opened", "2026-06-01"))
    assert "2026-06-01开设" in told(sites(settings, "show", "丙局"))
    with pytest.raises(StorageError, match="always been in service"):
        with_database(settings, lambda db: _dated_for_nothing(db))


async def _dated_for_nothing(db: Database) -> None:
    await registry.change(db, await registry.find(db, "丙局"), on=datetime(2026, 7, 1, tzinfo=SHANGHAI))


def test_a_site_is_paused_and_brought_back(settings: Settings) -> None:
    assert "临时下线" in told(sites(settings, "change", "甲市", "--state", "临时下线"))
    assert [site.name for site in with_database(settings, lambda db: registry.listed(db, running=True))] == ["乙局"]
    told(sites(settings, "retire", "甲市"))
    assert "甲市" not in told(sites(settings, "list"))
    assert "运行" in told(sites(settings, "change", "甲市", "--state", "运行"))
    assert "甲市" in told(sites(settings, "list"))
    told(sites(settings, "change", "乙局", "--state", "closed"))
    assert with_database(settings, lambda db: registry.find(db, "乙局")).state is SiteState.CLOSED
    assert "乙局" not in told(sites(settings, "list"))


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--code", "53"], "应为10位数字"), (["--code", "5300000002"], "belongs to another"), (["--state", "坏"], "状态“坏”未知"),
     (["--name", " "], "缺少网站名称"), ([], "say what is new"), (["--extra-hosts", "不是域名"], "其他域名")],
)  # fmt: skip
def test_what_cannot_be_is_one_line(settings: Settings, words: list[str], said: str) -> None:
    result = sites(settings, "change", "甲市", *words)
    assert isinstance(result.exception, (ConfigError, StorageError))
    assert said in str(result.exception)
    assert with_database(settings, lambda db: registry.find(db, "1")).code == "5300000001"


def test_a_file_with_a_header_only_is_no_register(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("网站名称,首页网址\n", encoding="utf-8")
    result = sites(settings, "import", str(tmp_path / "r.csv"))
    assert "no rows below the header" in str(result.exception)
