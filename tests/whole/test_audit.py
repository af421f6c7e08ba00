"""A one-off audit through the command line: its record, its options, its exit statuses."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.server import LoopbackServer, answer, page, redirect
from tests.whole.run import audit
from tests.whole.site import HOME, TODAY, column, html, small_site


def test_a_healthy_site_has_no_findings(tmp_path: Path) -> None:
    with LoopbackServer(small_site()) as server:
        ran = audit(server, tmp_path)
    assert ran.findings == []
    assert ran.status == 0
    first, last = ran.records[0], ran.summary
    assert (first["type"], first["version"], first["site"], first["as_of"]) == ("audit", 1, HOME, TODAY.isoformat())
    assert (last["complete"], last["pages"], last["result"], last["vetoes"]) == (True, 11, "合格", [])


def test_defects_are_found_and_look_alikes_are_not(tmp_path: Path) -> None:
    extra = (
        '<p><a href="/gone.html">附件一</a> <a href="/ok%20page.html">说明 </a> <a href="/soft.html">旧文</a>'
        '<img src="/gone.jpg"><img src="/fine.png"> <a href="/a.pdf">表格</a> <a href="/b.pdf">表格二</a>'
        '<a href="javascript:void(0)">打印</a> <a href="#top">顶部</a> <a href="http://waf.test-other.com/">外部</a>'
        '<a href="http://:bad/">错址</a></p><!-- <a href="/commented.html">旧</a> -->'
    )
    more = {
        "/ok%20page.html": html("说明", "<p>说明" + "情况" * 60 + "</p>"),
        "/soft.html": html("提示", "<p>对不起，您访问的页面不存在或已删除。</p>"),
        "/fine.png": answer(200, b"\x89PNG\r\n\x1a\n" + bytes(40), {"Content-Type": "image/png"}),
        "/a.pdf": page("<html><body>请登录</body></html>"),
        "/b.pdf": answer(200, b"%PDF-1.4 " + b"x" * 90, {"Content-Type": "application/pdf"}),
    }
    with LoopbackServer(small_site(extra=extra, more=more)) as server, LoopbackServer({"/": answer(403)}) as other:
        ran = audit(server, tmp_path, "--resolve", f"waf.test-other.com=127.0.0.1:{other.port}")
    assert ran.status == 1
    assert ran.of("broken-link") == ["http://:bad/", HOME + "gone.html", HOME + "soft.html"]
    assert ran.of("broken-image") == [HOME + "gone.jpg"]
    assert ran.of("broken-attachment") == [HOME + "a.pdf"]
    assert {f["rule"] for f in ran.findings} == {"broken-link", "broken-image", "broken-attachment"}
    [gone] = [f for f in ran.findings if f["url"].endswith("gone.html")]
    assert gone["evidence"]["status"] == 404
    assert gone["evidence"]["reason"] == "http-status"
    assert (gone["evidence"]["text"], gone["evidence"]["pages"]) == ("附件一", 1)
    assert gone["column"] is None or isinstance(gone["column"], str)
    # b.pdf downloads, but cannot be read.
    assert ran.summary["not_judged"] == {"broken-link": 1, "missing-column": 1, "personal-info": 1}


def test_freshness_follows_as_of(tmp_path: Path) -> None:
    with LoopbackServer(small_site(news_age=20)) as server:
        ran = audit(server, tmp_path)
        earlier = audit(server, tmp_path, "--as-of", (TODAY - timedelta(days=10)).isoformat())
    assert ran.of("stale-column") == [HOME + "xwzx/"]
    assert ran.of("stale-homepage") == [HOME]
    [finding] = [f for f in ran.findings if f["rule"] == "stale-column"]
    evidence = finding["evidence"]
    assert (evidence["kind"], evidence["latest"], evidence["days"], evidence["limit_days"]) == ("动态", "2026-10-31", 20, 14)
    assert finding["column"] == "新闻动态"
    assert earlier.findings == []


def test_an_empty_column(tmp_path: Path) -> None:
    with LoopbackServer(small_site(more={"/tzgg/": column("通知公告", "通知公告", [], "<p>暂无相关信息</p>")})) as server:
        ran = audit(server, tmp_path)
    assert ran.of("empty-column") == [HOME + "tzgg/"]


def test_only_the_rules_asked_for(tmp_path: Path) -> None:
    with LoopbackServer(small_site(news_age=20, extra='<a href="/gone.html">旧</a>')) as server:
        only = audit(server, tmp_path, "--rules", "broken-link")
        skipped = audit(server, tmp_path, "--skip", "broken-link,freshness/*,standard/*")
    assert {f["rule"] for f in only.findings} == {"broken-link"}
    assert only.records[0]["rules"] == ["broken-link"]
    assert skipped.findings == []


@pytest.mark.parametrize("limit", [("--max-pages", "3"), ("--max-depth", "0")])
def test_a_limit_makes_it_incomplete(tmp_path: Path, limit: tuple[str, str]) -> None:
    with LoopbackServer(small_site()) as server:
        ran = audit(server, tmp_path, *limit)
    assert ran.status == 3
    assert ran.summary["complete"] is False
    assert ran.summary["reason"] == limit[0].removeprefix("--")
    assert ran.summary["pages"] <= 3


def test_a_site_that_cannot_be_reached(tmp_path: Path) -> None:
    with LoopbackServer({"/": answer(500)}) as server:
        ran = audit(server, tmp_path)
    assert ran.status == 3
    assert ran.summary["reason"] == "unreachable"
    assert ran.summary["score"] is None


def test_a_home_page_that_turns_programs_away_is_not_called_down(tmp_path: Path) -> None:
    challenge = answer(521, b"<script>document.cookie='x'</script>", {"X-Via-JSL": "abc", "Set-Cookie": "__jsluid_h=1"})
    with LoopbackServer({"/": challenge}) as server:
        ran = audit(server, tmp_path)
    assert (ran.status, ran.findings, ran.summary["reason"]) == (3, [], "refused")


def test_refused_by_a_challenge_is_not_a_finding(tmp_path: Path) -> None:
    challenge = answer(521, b"<script>document.cookie='x'</script>", {"X-Via-JSL": "abc", "Set-Cookie": "__jsluid_h=1"})
    with LoopbackServer(small_site(more={"/xwzx/202611/t20261101_1000.html": challenge})) as server:
        ran = audit(server, tmp_path)
    assert ran.findings == []
    assert ran.summary["not_judged"] == {"broken-link": 1, "missing-column": 1}


def test_a_home_page_that_moved_within_the_site(tmp_path: Path) -> None:
    routes = small_site()
    home = routes.pop("/")
    with LoopbackServer(routes | {"/": redirect("/index.html"), "/index.html": home}) as server:
        ran = audit(server, tmp_path)
    assert ran.status == 0
    assert ran.findings == []
    assert ran.summary["pages"] >= 11


def test_a_private_address_is_never_asked(tmp_path: Path) -> None:
    with LoopbackServer({"/": page("x")}) as private:
        link = f'<a href="http://127.0.0.1:{private.port}/">内部</a><img src="http://[::ffff:127.0.0.1]:{private.port}/a.png">'
        with LoopbackServer(small_site(extra=link)) as server:
            ran = audit(server, tmp_path)
            allowed = audit(server, tmp_path, "--set", "crawler.allow_private_networks=127.0.0.0/8")
            asked = len(private.log)
    assert ran.findings == []
    assert ran.summary["not_judged"] == {"broken-image": 1, "broken-link": 1, "missing-column": 1}
    assert allowed.summary["not_judged"].get("broken-link") is None
    assert asked == sum(1 for visit in private.log if visit.method == "GET") > 0


def test_no_external_links_when_told(tmp_path: Path) -> None:
    with LoopbackServer({"/": answer(404)}) as other:
        more = ("--resolve", f"www.test-other.com=127.0.0.1:{other.port}", "--no-external")
        with LoopbackServer(small_site(extra='<a href="http://www.test-other.com/">外部</a>')) as server:
            ran = audit(server, tmp_path, *more)
        assert other.log == []
    assert ran.status == 0


def test_robots_txt_is_obeyed(tmp_path: Path) -> None:
    robots = answer(200, b"User-agent: *\nDisallow: /inner/\n", {"Content-Type": "text/plain"})
    with LoopbackServer(small_site(extra='<a href="/inner/x.html">内</a>', more={"/robots.txt": robots})) as server:
        ran = audit(server, tmp_path)
        assert server.asked("/inner/x.html") == 0
        assert audit(server, tmp_path, "--set", "crawler.respect_robots=false").of("broken-link") == [HOME + "inner/x.html"]
    assert ran.findings == []
    assert ran.summary["skipped"] == {"robots": 1}


def test_the_table_is_for_a_person(tmp_path: Path) -> None:
    with LoopbackServer(small_site(news_age=20)) as server:
        ran = audit(server, tmp_path, "--format", "table")
    assert "栏目更新不及时" in ran.out
    assert "2026-10-31" in ran.out or "2026年10月31日" in ran.out
    assert "结果：" in ran.out


def test_output_goes_to_a_file_that_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "result.jsonl"
    with LoopbackServer(small_site()) as server:
        ran = audit(server, tmp_path, "--output", str(target))
    assert ran.out == ""
    assert target.read_text(encoding="utf-8").splitlines()[-1].startswith('{"type":"summary"')
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_feed_is_a_source_of_addresses_and_no_page(tmp_path: Path) -> None:
    feed = b"<?xml version='1.0'?><rss><channel><item><link>http://www.test-site.gov.cn/only/in-feed.html</link></item></channel></rss>"
    more = {
        "/news.xml": answer(200, feed, {"Content-Type": "text/xml"}),
        "/only/in-feed.html": html("说明", "<p>请认真布署此项工作，确保落实到位。</p>" + "<p>情况说明。</p>" * 40),
    }
    with LoopbackServer(small_site(extra='<a href="/news.xml">订阅</a>', more=more)) as server:
        ran = audit(server, tmp_path)
    assert ran.of("typo") == [HOME + "only/in-feed.html"]
    assert ran.summary["pages"] == 12
