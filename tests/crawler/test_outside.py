"""What outside pages and scripts show, read from their first bytes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from crawler import outside
from crawler.fetch import Response
from model import Concealed, Shown


def answer(body: str | bytes, **more: Any) -> Response:
    data = body if isinstance(body, bytes) else body.encode()
    headers = {"content-type": more.pop("kind", "text/html")}
    known: dict[str, Any] = {
        "requested": "http://a.com/", "url": "http://a.com/", "final": "http://a.com/", "status": 200, "headers": headers,
        "set_cookie": (), "body": data, "truncated": False, "error": "", "detail": "", "hops": (), "milliseconds": 1,
        "family": "IPv4", "observed_at": datetime.now(UTC),
    }  # fmt: skip
    return Response(**(known | more))


def test_title_tags_and_words() -> None:
    html = (
        '<html><head><title> 某 公司\n首页</title><META content="甲,乙" NAME=Keywords><meta name="description" content=\'说 明\'>'
        "<style>.a{}</style></head><body><script>var x='不是文字'</script><p>正文&amp;内容</p><noscript>没有脚本</noscript></body></html>"
    )
    shown = outside.read_outside(answer(html))
    assert shown == Shown(title="某 公司首页", keywords="甲,乙", description="说 明", text="正文&内容")


def test_gbk_entities_and_broken_pages() -> None:
    gbk = "<html><head><meta charset=gb2312><title>六合彩</title></head><body>".encode("gb18030")
    assert outside.read_outside(answer(gbk)).title == "六合彩"  # type: ignore[union-attr]
    assert outside.read_outside(answer("<title>&#20845;&#21512;</title>")).title == "六合"  # type: ignore[union-attr]
    assert outside.read_outside(answer("<title>x")) == Shown(title="x")
    assert outside.read_outside(answer("<script>" * 3000)) == Shown()
    assert outside.read_outside(answer(b"%PDF", kind="application/pdf")) is None
    assert outside.read_outside(answer("")) is None


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/next">', "http://a.com/next"),
        ("<script>window.location.replace('http://b.com/')</script>", "http://b.com/"),
        ("<script>location.href='http://a.com/'</script>", ""),
        ("<p>" + "文字" * 200 + "</p><script>location.href='http://b.com/'</script>", ""),
        ("<script>location.href='javascript:void(0)'</script>", ""),
    ],
)
def test_where_an_empty_page_sends_its_visitor(html: str, target: str) -> None:
    response = answer(html)
    shown = outside.read_outside(response)
    assert shown is not None
    assert outside.moves_on(response, shown) == target


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("404 Not Found", True), ("404", True), ("404错误", True), ("404 - 页面不存在", True), ("您访问的页面不存在", True),
        ("页面不存在 - 某网站", True), ("找不到页面", True), ("Page Not Found", True), ("对不起，您要访问的页面不存在", True),
        ("404房间的故事", False), ("第404号公告", False), ("某公司", False), ("", False), ("关于页面不存在问题的说明文章", False),
        ("国道404线改造", False), ("Error handling guide", False),
    ],
)  # fmt: skip
def test_only_a_title_that_says_nothing_else_means_missing(title: str, missing: bool) -> None:
    assert outside.says_missing(Shown(title=title, text="返回首页")) == missing
    assert not outside.says_missing(Shown(title=title, text="内容" * 300))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("对不起，您访问的页面不存在！ 返回首页", True), ("该信息不存在或已被删除", True), ("抱歉，没有找到您要访问的页面。", True),
        ("某公司主营网页设计，地址：某市某路1号", False), ("欢迎光临", False), ("请输入要查找的文件名称", False), ("", False),
    ],
)  # fmt: skip
def test_a_page_that_says_nothing_but_that_it_is_missing(text: str, missing: bool) -> None:
    assert outside.says_missing(Shown(title="出错了", text=text)) == missing
    assert not outside.says_missing(Shown(title="出错了", text=text), whole=False)
    assert not outside.says_missing(Shown(title="出错了", text=text + "正文" * 100))


@pytest.mark.parametrize(
    ("promise", "text", "lost"),
    [
        ("农业科学技术推广中心", "您要看的稿件已经下线", True), ("农业科学技术推广中心", "农业科学技术推广中心 您要看的稿件已经下线", False), ("链接", "您要看的稿件已经下线", True), ("链接", "该稿件已经下线", False), ("信用网", "站点已到期，请联系空间服务商续费", True), ("信用网", "旧网站已于上月迁移", False),
        ("文化云", "本网站已停止服务，感谢您的支持！", True), ("招考", "报名系统已关闭", False), ("档案馆", "没有找到站点", True),
        ("疾控中心", "该网站未根据工信部相关法规办理网站备案接入信息，请网站管理员完成接入备案。", True), ("公司", "网站已完成备案", False),
        ("农业科学技术推广中心", "您的浏览器不支持，页面无法显示", False), ("农业科学技术推广中心", "没有找到相关信息，请返回", False), ("农业科学技术推广中心", "联系我们 关于我们", False),
    ],
)  # fmt: skip
def test_loss_in_free_words_needs_a_promise_or_speaks_of_the_visit(promise: str, text: str, lost: bool) -> None:
    assert outside.says_lost_of(Shown(title="提示", text=text), promise) is lost
    assert not outside.says_lost_of(Shown(title="提示", text=text), promise, whole=False)


@pytest.mark.parametrize(
    ("title", "text", "bare"),
    [
        ("Welcome to nginx!", "If you see this page, the nginx web server is successfully installed", True), ("IIS7", "", True), ("IIS Windows Server", "", True),
        ("Apache2 Ubuntu Default Page: It works", "This is the default welcome page", True), ("恭喜，站点创建成功！", "这是默认index.html", True), ("It works!", "", True),
        ("nginx 部署教程", "第一步", False), ("松岭区人民医院", "", False), ("Welcome to our hospital", "", False), ("Welcome to nginx!", "门诊 " * 400, False),
    ],
)  # fmt: skip
def test_a_server_without_a_site(title: str, text: str, bare: bool) -> None:
    assert outside.is_bare_server(Shown(title=title, text=text)) is bare


def test_a_program_that_failed() -> None:
    assert outside.says_missing(
        Shown(title="运行时错误", text="“/”应用程序中的服务器错误。 说明: 服务器上出现应用程序错误。" + "x" * 200)
    )
    assert not outside.says_missing(
        Shown(title="软件培训", text="本期课程面向初学者，" * 9 + "讲解应用程序中的服务器错误如何排查")
    )


@pytest.mark.parametrize(
    ("promise", "picture", "error"),
    [
        ("平价商店名录公示", "/img/e404.gif", True), ("平价商店名录公示", "/static/notFound.png", True), ("平价商店名录公示", "/img/logo.gif", False),
        ("平价商店名录公示", "/upload/20264041.jpg", False), ("商务局网站首页", "/img/e404.gif", False), ("名录", "/img/e404.gif", False),
    ],
)  # fmt: skip
def test_a_picture_of_an_error(promise: str, picture: str, error: bool) -> None:
    html = f"<title>商务局</title><body>商务局网站 首页<img src='{picture}'></body>"
    shown = outside.read_outside(answer(html))
    assert shown is not None
    assert outside.is_error_picture(answer(html), shown, promise) is error


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("<h1>Whoops, looks like that did not work out.</h1>", True), ("<h1>The archive moved in 2019</h1>", True),
        ("<h1>www.mct.gov.cn</h1><p>/zwgk/404.html</p>", False), ("OK", False), ("<title>Library</title>External page 3", False),
        ("<h1>Access to this page is denied</h1>", False), ("<h1>One moment</h1><script>go()</script>", False), ("<h1>欢迎</h1> Welcome", False),
        (f"<p>{'An English report of some length. ' * 20}</p>", False), ("<img src=a.png> map", False),
    ],
)  # fmt: skip
def test_some_words_without_a_chinese_one(html: str, error: bool) -> None:
    shown = outside.read_outside(answer(html))
    assert shown is not None
    assert outside.is_foreign_line(answer(html), shown, "平价商店名录公示") is error
    assert not outside.is_foreign_line(answer(html), shown, "English")


def test_a_loss_beside_the_menu_of_a_page() -> None:
    menu = "".join(f"<a href='/c{n}/'>临河栏目{n}</a>" for n in range(40))
    foot = "主办：临河县人民政府 建议使用IE8以上浏览器浏览"
    for words, lost in (
        ("对不起，您要查看的信息不存在或已被删除！", True), ("该批文件已被删除。", False), ("您查看的信息来自各部门", False),
        ("您要查看的经验做法信息已被删除", False),
    ):  # fmt: skip
        html = answer(f"<title>临河县人民政府</title><body>{menu}<p>{words}</p><p>请返回<a href='/'>首页</a></p>{foot}")
        shown = outside.read_outside(html)
        assert shown is not None
        assert outside.says_lost_framed(html, shown, "经验做法") is lost


def test_messages_of_a_program_that_speak_of_the_browser() -> None:
    box = Shown(title="提示信息", text="文档ID不正确或文档未审核! 如果你的浏览器没反应，请点击这里...")
    assert outside.says_lost_of(box, "平价商店名录公示")
    assert not outside.says_lost_of(Shown(text="您的浏览器版本过低，无法显示页面"), "平价商店名录公示")
    assert outside.says_lost_of(Shown(text="The document has been removed."), "平价商店名录公示")


def test_a_box_that_says_that_there_is_nothing() -> None:
    for code, lost in (("alert('参数错误或文章未审核！');history.back();", True), ("alert('欢迎访问本站')", False)):
        html = answer(f"<title>错误提示</title><body><script>{code}</script></body>")
        shown = outside.read_outside(html)
        assert shown is not None
        assert outside.alerts_loss(html, shown) is lost


def test_a_page_inside_a_site_that_a_short_name_promised() -> None:
    page = Shown(title="皖山县医疗保障局", text="皖山县医疗保障局 首页 文档不存在或已被管理员删除。 © 版权所有")
    assert outside.says_lost_of(page, "皖山经验", deep=True)
    assert not outside.says_lost_of(page, "皖山经验")
    assert not outside.says_lost_of(page, "医疗保障局", deep=True)


def test_a_title_that_is_a_loss() -> None:
    assert outside.says_lost_of(Shown(title="网站暂时无法访问", text="请稍后"), "疾控中心")
    assert not outside.says_lost_of(Shown(title="疾控中心", text="信息公开"), "区疾控")


def test_what_robots_are_told() -> None:
    seen = Shown(title="某公司", keywords="甲")
    assert outside.with_robot(seen, None).robot == ""
    assert outside.with_robot(seen, Shown(title="某公司", keywords="甲")).robot == ""
    assert outside.with_robot(seen, Shown(title="时时彩", keywords="甲")).robot == "时时彩"


def test_scripts_and_ways_out() -> None:
    js = "http://a.com/js/main.js"
    assert outside.read_script(answer("function a(){}", url=js)) is None
    assert outside.read_script(answer("layer.confirm('您即将离开本网站')", url=js)).notice  # type: ignore[union-attr]
    assert outside.read_script(answer("x", url="http://a.com/js/wailian.js")).notice  # type: ignore[union-attr]
    guard = "$('a').click(function(){if(this.href.indexOf('gov.cn')<0&&confirm('?'))window.open(this.href)})"
    assert outside.read_script(answer(guard, url=js)).notice  # type: ignore[union-attr]
    sends = "var r=document.referrer;if(/baidu|so\\.com/.test(r)){location.href='http://www.bet-1.com/'}"
    assert outside.read_script(answer(sends, url=js)) == Shown(final="http://www.bet-1.com/")
    counter = "var e=/baidu|google/.test(document.referrer);d.write('<script src=http://c.count.com/'+e+'>');"
    assert outside.read_script(answer(counter + " " * 900 + "function f(){location='http://www.firm.com/'}", url=js)) is None
    assert outside.read_script(answer("x", url=js, truncated=True)) == Shown(whole=False)
    written = 'document.write(\'<div id="k9"><a href="http://www.bet-1.com/">投注平台</a></div>\');'
    assert outside.read_script(answer(written, url=js)) is None
    assert outside.read_script(answer(written.replace("http:", "http://a.com/?"), url=js)) is None
    hides = written + "document.getElementById('k9').style.display='none';"
    bet = Concealed("http://www.bet-1.com/", "投注平台", "script-hidden")
    assert outside.read_script(answer(hides, url=js)) == Shown(conceals=(bet,))
    assert outside.read_script(answer(hides, url="http://a.com/js/jquery-1.11.min.js")) is None
    assert outside.read_script(answer("x", url="http://a.com/js/jquery-1.11.min.js", truncated=True)) is None
