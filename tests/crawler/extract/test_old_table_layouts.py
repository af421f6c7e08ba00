"""Old table layouts: a footer without a name, links that change the size of the text, error pages in full dress."""

from datetime import UTC, date, datetime

from crawler.extract.page import read_page
from model import Page, PageKind

HOME = "http://www.jt.gov.cn/"
FRAME = """<html><head><title>{title}--某市交通局</title></head><body><table width=1000><tr><td><a href="/">首页</a>|<a href="a.asp">机构职能</a>
|<a href="b.asp">交通要闻</a>|<a href="c.asp">通知公告</a>|<a href="d.asp">局长信箱</a></td></tr><tr><td>您现在的位置：<a href="/">某市交通局</a> → 交通要闻</td></tr></table>
<table><tr><td>{body}</td></tr></table>
<table align=center><tr><td align=center>版权所有：某市交通局　主办单位：某市交通局　地址：某市建设路88号，电话：0398-2855001<br>
豫ICP备09012345号　豫公网安备41120202000066号　网站标识码：4112000037</td></tr></table></body></html>"""


def read_markup(html: str, url: str) -> Page:
    return read_page(
        html.encode(),
        url=url,
        requested=url,
        status=200,
        content_type="text/html; charset=utf-8",
        observed_at=datetime(2026, 11, 20, tzinfo=UTC),
        today=date(2026, 11, 20),
        home_url=HOME,
        in_scope=lambda _: True,
    )


def read(title: str, body: str, url: str = HOME + "ShowArticle.asp?ArticleID=7") -> Page:
    return read_markup(FRAME.format(title=title, body=body), url)


def areas(page: Page, words: str) -> set[str]:
    return {block.area for block in page.text if words in block.text}


def test_a_footer_without_a_name_is_not_the_text_of_a_short_article() -> None:
    page = read(
        "大桥恢复通行", "<h2>大桥恢复通行</h2><p>更新时间：2026-11-3</p><p>沙河大桥养护完工，今日恢复通行，请有序驾驶。</p>"
    )
    assert areas(page, "ICP备") == areas(page, "版权所有") == {"footer"}
    assert areas(page, "沙河大桥养护") <= {"body", "other"}
    assert page.identity["code"] == "4112000037"


def test_an_article_that_speaks_of_filing_keeps_its_text() -> None:
    text = "<p>各单位开办网站，应当按照规定履行备案手续，备案信息变化的，应当在三十日内办理变更，逾期不办理的予以通报。</p>" * 2
    text += "<p>网站应当在页面底部标明豫ICP备09012345号一类的备案编号，并链接到工信部的备案管理系统。</p>"
    page = read("网站备案须知", f"<h2>网站备案须知</h2><p>更新时间：2026-11-3</p>{text}")
    assert areas(page, "应当在页面底部标明") == {"body"}


def test_an_error_page_in_full_dress_is_one() -> None:
    page = read("信息提示", "<p align=center>找不到您要查看的文章，该文章不存在或已被删除！</p>")
    assert page.kind is PageKind.ERROR


def test_a_link_that_changes_the_size_of_the_text_is_no_item() -> None:
    line = "发布日期：2026-11-10&nbsp;浏览次数：&nbsp;信息来源：局办公室&nbsp;字号：[ <a href='javascript:doZoom(18)'>大</a> ]"
    page = read(
        "治超行动", f"<h2>治超行动</h2><table><tr><td>{line}</td></tr></table><p>执法人员开展治超行动，检查车辆三百余台次。</p>"
    )
    assert not any(item.title == "大" for block in page.lists for item in block.items)
    assert page.published is not None and page.published.day == date(2026, 11, 10)


def test_the_menu_of_a_layout_table_is_one_and_an_empty_column_below_it_has_no_links() -> None:
    page = read("招商引资", "<ul></ul><ul><li>共 0页0条</li></ul>", HOME + "list.asp?tid=15")
    assert areas(page, "机构职能") == {"nav"}
    assert page.kind is not PageKind.HUB


def plain(body: str, tags: str = "", url: str = HOME + "nw1/20261018/0123456789abcdef0123456789abcdef.html") -> Page:
    html = f"<html><head><title>关于暂停部分业务的公告_某区人民政府</title>{tags}</head><body><div class=nav><a href=/>首页</a></div>{body}</body></html>"
    return read_markup(html, url)


TEXT = "<div id=ivs_content><p>因设备检修，服务窗口拟暂停办理部分业务，恢复时间另行通知，由此带来的不便敬请谅解。</p></div>"
TITLE_TAG = '<meta name="ArticleTitle" content="关于暂停部分业务的公告">'


def test_a_date_in_brackets_behind_the_title_is_the_date_shown() -> None:
    page = plain(f"<h2>关于暂停部分业务的公告<small>(2026年10月18日)</small></h2>{TEXT}", TITLE_TAG)
    assert page.title == "关于暂停部分业务的公告"
    assert page.published is not None and (page.published.day, page.published.place.value) == (date(2026, 10, 18), "shown")


def test_a_date_that_belongs_to_the_title_stays() -> None:
    tag = '<meta name="ArticleTitle" content="入河排污口名单（2026年10月18日）">'
    page = plain(f"<h2>入河排污口名单（2026年10月18日）</h2>{TEXT}", tag)
    assert page.title == "入河排污口名单（2026年10月18日）"


ENTRY = """<script id="_jiucuo_" sitecode="4500000077">(function() { var s = document.createElement('script');
s.src = 'https://pucha.kaipuyun.cn/exposure/jiucuo.js'; document.body.appendChild(s); })();</script>"""
COLUMN_TAG = '<meta name="ColumnName" content="重大项目">'


def test_a_script_that_only_adds_another_script_fills_no_list() -> None:
    assert plain(f"<ul></ul>{ENTRY}", COLUMN_TAG, HOME + "zdxm/").scripted == ""
    filled = "<div id=x></div><script>document.getElementById('x').appendChild(rows);</script>"
    assert plain(filled, COLUMN_TAG, HOME + "zdxm/").scripted != ""


def test_one_file_or_entry_is_something_that_a_column_offers() -> None:
    assert plain('<p><a href="gb.pdf">2025年统计公报.pdf</a></p>', COLUMN_TAG, HOME + "gb/").offered == "2025年统计公报.pdf"
    assert plain('<p><a href="http://zt.gov.cn/">进入专题</a></p>', COLUMN_TAG, HOME + "zt/").offered == "进入专题"
    report = '<p><a href="1.html">某区人民政府网站工作年度报表（2025年度）</a>　2026.01.30</p>'
    assert plain(report, COLUMN_TAG, HOME + "nb/").offered.endswith("（2025年度）")
    assert plain('<p>暂无<a href="/zwgk/">政务公开</a></p>', COLUMN_TAG, HOME + "zw/").offered == ""
    alone = plain('<p>请选择办理方式，或拨打服务热线咨询。</p><a href="?s=2">继续</a>', COLUMN_TAG, HOME + "zx/")
    assert alone.offered == "请选择办理方式，或拨打服务热线咨询。"


def test_a_chart_is_something_and_a_picture_of_works_or_of_the_frame_is_not() -> None:
    crumb = '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/jg/">组织架构</a></div>'
    chart = plain(f'{crumb}<p><img src="/pic/jg.png" alt="组织架构图"></p>', COLUMN_TAG, HOME + "jg/")
    assert chart.offered == "组织架构图"
    assert plain(f'{crumb}<p><img src="/images/jianshezhong.gif"></p>', COLUMN_TAG, HOME + "jg/").offered == ""
    assert plain(f'<p><img src="/top.jpg"></p>{crumb}<ul></ul>', COLUMN_TAG, HOME + "jg/").offered == ""
    assert plain(f'{crumb}<p>暂无内容</p><p><img src="/pic/jg.png"></p>', COLUMN_TAG, HOME + "jg/").offered == ""


def test_the_date_of_a_title_that_no_markup_tells_and_that_stands_in_the_part_of_the_text() -> None:
    head = "<table><tr><td align=center><font size=5><b>重点项目集中签约</b></font></td></tr><tr><td align=center>"
    head += "作者：佚名　文章来源：某市日报　点击数：<script src='/c.js'></script>　更新时间：2026-11-2</td></tr></table>"
    text = "<p>签约仪式上，十八个项目落户，涉及装备制造、食品加工和现代物流等领域，计划总投资四十六亿元。</p>"
    page = read("重点项目集中签约", f"{head}{text}<p>各项工作正在有序推进，最新进展将及时发布。</p>")
    assert page.published is not None
    assert page.published.day == date(2026, 11, 2)
