"""Security rules through the command line: outside hosts on loopback, hidden links, expired friends, robots, ways out."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tests.server import LoopbackServer, Route, Visit, answer, page, redirect
from tests.whole.run import Ran, audit
from tests.whole.site import HOME, small_site

OLD = "http://www.old-friend.com/"
RULES = "hidden-link,harmful-link,commercial-content,tampered-page,unmarked-external-link,broken-link"
PLAIN = page("<html><head><title>示例旅游公司</title></head><body><p>" + "公司介绍，欢迎垂询。" * 40 + "</p></body></html>")


def outside(
    tmp_path: Path, extra: str, hosts: dict[str, dict[str, Route]], more: dict[str, Route] | None = None, *further: str
) -> Ran:
    """Audit the small site while other hosts answer on loopback."""
    with ExitStack() as stack:
        site = stack.enter_context(LoopbackServer(small_site(extra=extra, more=more)))
        options = []
        for host, routes in hosts.items():
            server = stack.enter_context(LoopbackServer(routes))
            options += ["--resolve", f"{host}=127.0.0.1:{server.port}"]
        return audit(site, tmp_path, "--rules", RULES, *options, *further)


def titled(title: str, body: str = "") -> bytes:
    return page(f"<html><head><title>{title}</title></head><body>{body}</body></html>")


async def robots_see_more(visit: Visit) -> None:
    robot = "Baiduspider" in visit.request.headers.get("user-agent", "")
    await visit.send(titled("时时彩开奖_北京赛车官网") if robot else PLAIN)


def test_what_outside_pages_show(tmp_path: Path) -> None:
    links: dict[str, dict[str, Route]] = {
        "www.old-friend.com": {"/": titled("澳门新葡京娱乐城官网", "百家乐")},
        "www.sold-name.com": {"/": titled("sold-name.com", "<p>该域名正在出售</p>")},
        "www.robot-only.com": {"/": robots_see_more},
        "www.sent-on.com": {"/": page("<script>location.href='http://www.bet-end.com/'</script>")},
        "www.bet-end.com": {"/": titled("真人百家乐平台注册")},
        "www.moved-on.com": {"/": redirect("http://www.bet-end.com/")},
        "www.honest-firm.com": {
            "/": PLAIN,
            "/gone.html": titled("404 Not Found"),
            "/a.html": titled("404房间的故事", "文" * 900),
        },
        "www.police-news.com": {"/": titled("警方打击网络赌博 百家乐团伙被端")},
        "www.hidden-words.com": {"/": PLAIN},
        "www.hidden-target.com": {"/": titled("博彩平台_真人百家乐")},
        "www.hidden-firm.com": {"/": PLAIN},
        "www.hidden-sheet.com": {"/": titled("博彩平台_真人百家乐")},
        "www.menu-firm.com": {"/": PLAIN},
    }
    shown = [host for host in links if host not in ("www.bet-end.com", "www.menu-firm.com") and "hidden" not in host]
    extra = "".join(f'<a href="http://{host}/">合作单位{n}</a>' for n, host in enumerate(shown))
    extra += '<a href="http://www.honest-firm.com/gone.html">旧闻</a><a href="http://www.honest-firm.com/a.html">小说</a>'
    extra += "".join(
        f'<div style="display:none"><a href="http://www.hidden-{name}.com/">{words}</a></div>'
        for name, words in (("words", "六合彩资料"), ("target", "合作单位"), ("firm", "友好单位"))
    )
    notice = "$('a').click(function(){if(!confirm('您访问的链接即将离开本网站，是否继续？'))return false;})"
    script = page(notice, headers={"Content-Type": "application/javascript"})
    extra += '<div class="f1x"><a href="http://www.hidden-sheet.com/">友情合作</a></div>'
    extra += '<ul class="sub"><li><a href="http://www.menu-firm.com/">合作企业</a></li></ul>'
    sheet = page("/* x */ .f1x { position: absolute; left: -9999px } .sub{display:none}", headers={"Content-Type": "text/css"})
    extra += '<script src="/js/common.js"></script>'
    extra += '<a href="/go/1.jsp?url=http://www.bet-end.com/">合作物流</a><a href="/go/2.jsp?url=http://www.honest-firm.com/">友好公司</a>'
    ways = {"/go/1.jsp": redirect("http://www.bet-end.com/"), "/go/2.jsp": redirect("http://www.honest-firm.com/")}
    plain = small_site()["/"]
    assert isinstance(plain, bytes)
    home = page(plain.partition(b"\r\n\r\n")[2].decode().replace("</head>", '<link rel="stylesheet" href="/css/a.css"></head>'))
    ran = outside(tmp_path, extra, links, {"/js/common.js": script, "/css/a.css": sheet, "/": home, **ways})
    assert ran.status == 1, ran.err
    harmful = {"moved-on", "old-friend", "robot-only", "sent-on"}
    own = f"{HOME}go/1.jsp?url=http://www.bet-end.com/"
    assert ran.of("harmful-link") == sorted((own, *(f"http://www.{name}.com/" for name in harmful)))
    assert ran.of("commercial-content") == ["http://www.sold-name.com/"]
    assert ran.of("broken-link") == ["http://www.honest-firm.com/gone.html"]
    assert ran.of("hidden-link") == [f"http://www.hidden-{name}.com/" for name in ("sheet", "target", "words")]
    assert ran.of("tampered-page") == ran.of("unmarked-external-link") == []
    by = {(f["rule"], f["url"]): f for f in ran.findings}
    assert {f["confidence"] for f in ran.findings if f["rule"] != "broken-link"} == {"suspected"}
    old = by["harmful-link", OLD]["evidence"]
    assert (old["reason"], old["text"], old["pages"]) == ("title", "合作单位0", 1)
    assert by["harmful-link", "http://www.robot-only.com/"]["evidence"]["reason"] == "robot"
    assert by["harmful-link", "http://www.sent-on.com/"]["evidence"]["final"] == "http://www.bet-end.com/"
    assert by["hidden-link", "http://www.hidden-target.com/"]["evidence"]["sign"] == "target"


def test_a_page_that_tells_robots_something_else_and_links_without_notice(tmp_path: Path) -> None:
    home = small_site()["/"]
    assert isinstance(home, bytes)

    async def cloaked(visit: Visit) -> None:
        robot = "Baiduspider" in visit.request.headers.get("user-agent", "")
        await visit.send(titled("六合彩开奖直播官网") if robot else home)

    firm: dict[str, dict[str, Route]] = {"www.honest-firm.com": {"/": PLAIN}}
    ran = outside(tmp_path, '<a href="http://www.honest-firm.com/">某公司</a>', firm, {"/": cloaked})
    assert ran.of("tampered-page") == [HOME]
    [finding] = [f for f in ran.findings if f["rule"] == "tampered-page"]
    assert finding["evidence"]["reason"] == "cloaking"
    assert ran.of("unmarked-external-link") == ["http://www.honest-firm.com/"]


def test_a_way_out_that_nobody_tried_is_unknown(tmp_path: Path) -> None:
    firm: dict[str, dict[str, Route]] = {"www.honest-firm.com": {"/": PLAIN}}
    ran = outside(tmp_path, '<a href="http://www.honest-firm.com/">某公司</a>', firm, None, "--no-external")
    assert ran.of("unmarked-external-link") == []
    assert ran.summary["not_judged"]["unmarked-external-link"] == 1


def test_sheets_of_inner_pages_and_what_they_import_hide_links(tmp_path: Path) -> None:
    css = {
        path: answer(200, text.encode(), {"Content-Type": "text/css"})
        for path, text in {
            "/css/inner.css": "@import url(deep.css);.a{}",
            "/css/deep.css": ".zq{position:absolute;left:-9999px}",
        }.items()
    }
    firm: dict[str, dict[str, Route]] = {"www.bet-in-deep.com": {"/": PLAIN}}
    extra = (
        '<link rel=stylesheet href="/css/inner.css"><p class="zq"><a href="http://www.bet-in-deep.com/">时时彩平台开户</a></p>'
    )
    ran = outside(tmp_path, extra, firm, css)
    [finding] = [f for f in ran.findings if f["rule"] == "hidden-link"]
    assert (finding["url"], finding["evidence"]["reason"]) == ("http://www.bet-in-deep.com/", "off-screen")
