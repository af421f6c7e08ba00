"""A site under www and under its bare name is one site: a page counts once, and what stands under one name alone is read."""

from pathlib import Path

from tests.server import LoopbackServer
from tests.whole.run import Ran, audit
from tests.whole.site import HOST, TODAY, article, small_site

BARE = HOST.removeprefix("www.")
WRONG = "<p>会议安排布署了第四季度重点工作。</p>"
ALONE = "/tzgg/t20261011_7.html"


def audited(folder: Path, extra: str) -> Ran:
    folder.mkdir()
    page = article("关于做好冬季供水工作的通知", TODAY, extra=WRONG.replace("第四季度", "明年"))
    with LoopbackServer(small_site(extra=WRONG + extra, more={ALONE: page})) as server:
        return audit(server, folder, "--rules", "typo,empty-column", "--resolve", f"{BARE}=127.0.0.1:{server.port}")


def test_a_page_is_told_once_whatever_name_a_link_uses(tmp_path: Path) -> None:
    plain = audited(tmp_path / "one", "")
    links = "".join(f'<a href="http://{BARE}{path}">首页</a>' for path in ("/", "/xwzx/", "/xwzx/202611/t20261101_1000.html"))
    both = audited(tmp_path / "two", links)
    assert both.of("typo") == plain.of("typo")
    assert len(plain.of("typo")) == 1
    assert both.summary["pages"] == plain.summary["pages"]


def test_what_only_the_bare_name_leads_to_is_read_there(tmp_path: Path) -> None:
    ran = audited(tmp_path / "one", f'<a href="http://{BARE}{ALONE}">通知</a>')
    assert len(ran.of("typo")) == 2
    assert f"http://{BARE}{ALONE}" in ran.of("typo")
