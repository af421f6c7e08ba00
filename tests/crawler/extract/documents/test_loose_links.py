"""Links to a document's counterpart that stand under no heading, and those that only look like one."""

import pytest

from tests.checks.build import page

URL = "http://www.demo.gov.cn/zc/t20260901_1.html"
PROSE = "<p>各乡镇人民政府，县直各部门：现将办法印发给你们，请结合实际认真贯彻执行，执行中的问题及时报告。</p>" * 4


def related(extra: str, *, text: str = PROSE) -> list[str]:
    html = (
        "<html><head><title>通知_示例县</title><meta name='ArticleTitle' content='示例县人民政府关于印发养犬管理办法的通知'></head><body>"
        "<div class='nav'><a href='/'>首页</a><a href='/jd/'>政策解读</a></div><div class='position'>当前位置：<a href='/'>首页</a> &gt; "
        "<a href='/zc/'>政府文件</a></div><table><tr><td>索引号</td><td>014/2026-1</td><td>文号</td><td>示府发〔2026〕3号</td></tr></table>"
        f"<h1>示例县人民政府关于印发养犬管理办法的通知</h1><p>发布时间：2026-09-01</p><div id='zoom'>{text}</div>{extra}</body></html>"
    )
    read = page(html.encode(), URL)
    assert read.kind == "policy"
    return [link.target.removeprefix("http://www.demo.gov.cn") for link in read.related]


@pytest.mark.parametrize(
    "extra",
    [
        "<div class='icons'><a href='/jd/2.html'><img src='/i/t.png' alt='图片解读'></a></div>",
        "<p>解读：<a href='/jd/2.html'>示例县养犬管理办法政策解读</a></p>",
        "<div><a href='/jd/2.html'>一图读懂</a></div>",
        "<div><b>延伸阅读：</b><a href='/jd/2.html'>专访县公安局局长：读懂养犬管理办法</a></div>",
        "<div><a href='/jd/2.html'><img src='/i/jd.png'></a></div>",
        "<p>本办法的说明材料：<a href='/jd/2.html'>点击查看&gt;&gt;</a></p>",
        "<p><a href='/jd/2.html'>查看全文</a></p>",
        "<p><img src='/u/1.png' usemap='#m'><map name='m'><area coords='0,0,9,9' href='/jd/2.html'></map></p>",
        "<div><b>相关解读</b><span onclick=\"window.open('/jd/2.html')\">图解：示例县养犬管理办法</span></div>",
    ],
    ids=[
        "icon",
        "inline",
        "button",
        "interview",
        "picture without words",
        "go on",
        "whole",
        "part of a picture",
        "opened by a script",
    ],
)
def test_the_counterpart(extra: str) -> None:
    assert related(extra) == ["/jd/2.html"]


@pytest.mark.parametrize(
    "extra",
    [
        "<p>上一篇：<a href='/zc/t20260801_9.html'>示例县人民政府关于印发停车管理办法的通知</a></p>",
        "<p><a href='/zc/t20260801_9.html'>下一篇：示例县人民政府关于印发停车管理办法的通知</a></p>",
        "<div class='left'><p><a href='/jd/'>政策解读</a></p><p><a href='/jd/index.html'>政策解读</a></p></div>",
        "<p><a href='javascript:window.print()'>打印本页解读</a></p>",
        "<div><a href='/zt/fp/'><img src='/i/banner.jpg'></a></div>",
        "<div><a href='http://www.demo.gov.cn/'><img src='/i/home.png'></a><a href='#'><img src='/i/top.png'></a></div>",
    ],
    ids=["before", "after", "menu", "print", "banner of a topic", "home"],
)
def test_what_is_no_counterpart(extra: str) -> None:
    assert related(extra) == []


def test_an_interpretation_as_a_file() -> None:
    text = PROSE + "<p>附件：<a href='/f/1.pdf'>养犬管理办法政策解读.pdf</a> <a href='/f/2.doc'>登记表.doc</a></p>"
    assert related("", text=text) == ["/f/1.pdf"]


def test_the_document_as_a_file() -> None:
    text = (
        PROSE
        + "<p>附件：<a href='/f/1.pdf'>示例县人民政府关于印发《示例县养犬管理办法》的通知.pdf</a> <a href='/f/2.doc'>养犬登记表.doc</a></p>"
    )
    assert related("", text=text) == ["/f/1.pdf"]


def test_an_interpretation_on_the_page_itself() -> None:
    html = (
        "<html><head><title>通知</title></head><body><h1>示例县人民政府关于印发养犬管理办法的通知</h1><p>示府发〔2026〕3号</p><p>发布时间：2026-09-01</p>"
        f"<div id='zoom'>{PROSE}<h3>政策解读</h3>{PROSE}</div></body></html>"
    )
    assert page(html.encode(), URL).related_block == "written 政策解读"


def test_words_of_the_template_below_an_empty_block_are_no_interpretation() -> None:
    tools = "<p>扫一扫在手机打开当前页</p><p>【打印】【关闭】【收藏】</p><p>责任编辑：张某　审核：李某　浏览次数：128　分享到：微信 微博 空间 更多平台</p>"
    html = (
        "<html><head><title>通知</title></head><body><h1>示例县人民政府关于印发养犬管理办法的通知</h1><p>示府发〔2026〕3号</p><p>发布时间：2026-09-01</p>"
        f"<div id='zoom'>{PROSE}</div><div class='xg'><h3>政策解读</h3>{tools}</div></body></html>"
    )
    assert not page(html.encode(), URL).related_block.startswith("written")


def test_a_button_to_a_page_that_a_program_makes_of_its_number() -> None:
    assert related("<div><a href='/index.php?m=content&a=show&catid=3&id=88'>视频解读</a></div>") == [
        "/index.php?m=content&a=show&catid=3&id=88"
    ]
    assert related("<div><a href='/index.php?m=content&a=lists&catid=3'>视频解读</a></div>") == []


def test_the_only_link_of_a_page_without_text_is_no_list() -> None:
    html = (
        "<html><head><title>视频解读</title><meta name='ArticleTitle' content='视频｜示例县养犬管理办法'></head><body><div class='nav'><a href='/'>首页</a><a href='/sp/'>视频解读</a></div><div><article>"
        "<header><h2>视频｜示例县养犬管理办法</h2><ul><li>发布日期：2026-09-01 10:00</li></ul></header>"
        "<section><video src='/v/1.mp4'></video></section><p><a href='/zc/202609/9fbca4.shtml'>查看政策原文</a></p></article></div></body></html>"
    )
    assert [link.text for link in page(html.encode(), URL).related] == ["查看政策原文"]


def test_a_document_with_one_link_below_it_keeps_its_properties() -> None:
    html = (
        "<html><head><title>通知</title><meta name='ArticleTitle' content='示例县医疗保障局关于印发护理机构管理办法的通知'></head><body>"
        "<div class='w'><article><header><h2>示例县医疗保障局关于印发护理机构管理办法的通知</h2><ul><li>发布日期：2026-09-18 10:00</li></ul></header>"
        "<table><tr><td>索 引 号</td><td>652/2026-00612</td><td>文　　号</td><td>示医保规〔2026〕5号</td></tr></table>"
        f"<section class='article-con'>{PROSE[:60]}</section><p>政策解读链接：<a href='/jd/9.html'>《护理机构管理办法》政策解读</a></p></article></div></body></html>"
    )
    read = page(html.encode(), URL)
    assert read.properties is not None and read.properties.index_number == "652/2026-00612"
    assert [link.text for link in read.related] == ["《护理机构管理办法》政策解读"]


def test_a_list_of_one_item_stays_a_list() -> None:
    html = (
        "<html><head><title>公告_示例县</title></head><body><div class='nav'><a href='/'>首页</a></div><div class='main'><h2>通知公告</h2>"
        "<ul class='list'><li><a href='/gg/t20260901_9.html'>示例县人民政府关于城区道路封闭施工的公告</a><span>2026-09-01</span></li></ul></div></body></html>"
    )
    assert [len(block.items) for block in page(html.encode(), "http://www.demo.gov.cn/gg/").lists] == [1]


def test_words_before_a_link_say_what_it_is() -> None:
    assert related("<div class='jd'>【解读】<a href='/jd/2.html'>政策小贴士</a></div>") == ["/jd/2.html"]
    assert related("<div><a href='/jd/2.html'>十问十答</a></div>") == ["/jd/2.html"]
    assert related("<div>更多政策解读请关注公众号<a href='/jd/2.html'>点击扫码</a></div>") == []


def test_a_class_of_links_makes_no_friends_of_the_counterpart() -> None:
    two = "<a href='/jd/2.html'>示例县养犬管理办法政策解读</a><a href='/jd/3.html'>一图读懂示例县养犬管理办法</a>"
    assert related(f"<div class='xglj'><span>解读文件：</span>{two}</div>") == ["/jd/2.html", "/jd/3.html"]


def test_friends_and_the_counterpart_under_one_heading() -> None:
    two = "<p><a href='/jd/2.html'><i></i>《示例县养犬管理办法》政策解读</a></p><p><a href='http://www.xinhuanet.com/'>新华网</a></p>"
    assert related(f"<div class='xglj'><span>相关链接</span>{two}</div>") == ["/jd/2.html"]


def test_a_block_that_is_left_open_ends_before_the_bottom() -> None:
    bottom = (
        "<div class=footer>主办：示例县人民政府办公室 <a href='/map.html'>网站地图</a> <a href='/jd/9.html'>图解说明</a></div>"
    )
    assert related(f"<div><h5>【政策解读】</h5><p>附：<a href='/jd/2.html'>养犬管理办法解读</a></p>{bottom}") == ["/jd/2.html"]
