"""Links between a document and its interpretation that no plain list under a heading shows."""

from model import LinkKind
from tests.checks.build import HOME, page

FRAME = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>县人民政府关于印发《供水管理办法》的通知</title></head><body>"
    "<ul class='nav'><li><a href='/'>首页</a></li><li><a href='/zwgk/'>政务公开</a></li></ul><div class='main'>"
    "<h1>县人民政府关于印发《供水管理办法》的通知</h1><p>发布日期：2026-06-05</p><div class='content'>{}</div>{}</div></body></html>"
)
TEXT = "<p>各乡镇人民政府，县政府各部门：现将《供水管理办法》印发给你们，请认真贯彻执行。本办法自印发之日起施行。</p>" * 6


def related(after: str) -> list[tuple[str, LinkKind]]:
    told = page(FRAME.format(TEXT, after).encode(), HOME + "zwgk/t20260605_1.html")
    return [(link.target.removeprefix(HOME), link.kind) for link in told.related if link.area == "related"]


def test_a_picture_file_under_a_bracketed_heading() -> None:
    assert related("<p>【相关阅读】<a href='/pic/1.png'>一图读懂供水管理办法</a></p>") == [("pic/1.png", LinkKind.IMAGE)]


def test_a_picture_that_is_clicked() -> None:
    told = related("<p><img src='/pic/b.png' alt='查看原文' onclick=\"window.open('/zwgk/2.html')\"></p>")
    assert told == [("zwgk/2.html", LinkKind.PAGE)]


def test_a_button_that_prints_leads_nowhere() -> None:
    assert related("<p><img src='/pic/p.png' alt='打印本页' onclick=\"window.open('/print.jsp?id=2')\"></p>") == []


LINKS = "<div class='xglj'><span>相关链接</span>{}</div>"


def test_counterparts_under_links_whose_class_is_that_of_friends() -> None:
    assert related(LINKS.format("<p><a href='/jd/1.html'>《供水管理办法》政策解读</a></p>")) == [("jd/1.html", LinkKind.PAGE)]


def test_friends_of_the_site_are_no_counterparts() -> None:
    friends = "".join(
        f"<a href='http://www.f{n}.gov.cn/'>{name}</a>" for n, name in enumerate(("中国政府网", "省政府", "市政府"))
    )
    assert related(LINKS.format(friends)) == []


def by_script(code: str) -> tuple[list[tuple[str, LinkKind]], str]:
    after = f"<h4>关联信息</h4><ul id='rel'></ul><script>{code}</script>"
    told = page(FRAME.format(TEXT, after).encode(), HOME + "zwgk/t20260605_1.html")
    return [(link.target.removeprefix(HOME), link.kind) for link in told.related if link.area == "related"], told.related_block


def test_a_block_whose_script_holds_its_links() -> None:
    found, heading = by_script('showRel([{"t": "《供水管理办法》政策解读", "u": "/jd/1.html"}]);')
    assert (found, heading) == ([("jd/1.html", LinkKind.PAGE)], "关联信息")


def test_a_block_whose_script_is_handed_nothing_is_empty() -> None:
    assert by_script("showRel([]);") == by_script("var rel = []; showRel('#rel', rel);") == ([], "关联信息")


def test_a_block_whose_script_asks_for_more_is_not_read() -> None:
    for code in (
        "loadRel([]);",
        "$.get('/rel?id=1', function (d) { show(d) })",
        "showRel(window.rel)",
        "var rel=[];rel.push(x);showRel(rel);",
    ):
        assert by_script(code) == ([], "scripted 关联信息"), code


def test_a_block_that_a_script_writes_with_its_heading() -> None:
    code = (
        'var rel=[{"title":"读懂供水管理","url":"/jd/9.html"}];document.getElementById("x").innerHTML='
        '"相关解读：<a href=\'"+rel[0].url+"\'>"+rel[0].title+"</a>";'
    )
    assert related(f"<div id='x'></div><script>{code}</script>") == [("jd/9.html", LinkKind.PAGE)]
    assert related('<script>var banners=[{"title":"走进青山县","url":"/zt/1.html"}];show(banners)</script>') == []
