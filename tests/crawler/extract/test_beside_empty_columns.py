"""Empty columns beside menus without a name, leftovers of a trial, and look-alikes of both."""

from datetime import UTC, date, datetime

import pytest

from crawler.extract.page import read_page
from model import Page, PageKind

HOME = "http://www.a.gov.cn/"
NAV = (
    "<table><tr>"
    + "".join(f"<td><a href='/c{n}/'>栏目{n}</a></td>" for n in range(4))
    + "<td><a href='/'>首页</a></td></tr></table>"
)
CRUMB = "<table><tr><td>当前位置：<a href='/'>首页</a> >> <a href='/class.asp?bid=3'>互动交流</a> >> {t}</td></tr></table>"
NAMES = {42: "意见征集", 43: "网上调查", 44: "在线访谈", 45: "领导信箱"}
BESIDE = (
    "<table class=left>"
    + "".join(f"<tr><td>·<a href='list.asp?id={n}'>{name}</a></td></tr>" for n, name in NAMES.items())
    + "</table>"
)


def read(body: str, name: str = "网上调查", path: str = "list.asp?id=43", crumb: str = CRUMB) -> Page:
    html = f"<html><head><title>{name}-甲县人民政府</title></head><body>{NAV}{crumb.format(t=name)}{body}</body></html>"
    return read_page(
        html.encode(), url=HOME + path, requested=HOME + path, status=200, content_type="text/html; charset=utf-8",
        observed_at=datetime(2026, 11, 20, tzinfo=UTC), today=date(2026, 11, 20), home_url=HOME,
        in_scope=lambda url: url.startswith(HOME),
    )  # fmt: skip


def test_the_columns_beside_are_no_content() -> None:
    page = read(BESIDE + "<table width='98%' class=list></table>")
    assert (page.kind, page.lists, page.body_length) == (PageKind.LIST, (), 0)


def test_ways_to_other_columns_make_a_hub() -> None:
    ways = "<div><a href='list.asp?id=51'>县长信箱</a><a href='list.asp?id=52'>书记信箱</a><a href='list.asp?id=53'>部门信箱</a></div>"
    assert read(BESIDE + ways).kind is PageKind.HUB
    assert (
        read(BESIDE.replace("id=43'", "id=99'") + "<div></div>").kind is PageKind.HUB
    )  # nothing here leads to the page itself
    near_home = "<table><tr><td>当前位置：<a href='/'>首页</a> >> {t}</td></tr></table>"
    assert read(BESIDE + "<div></div>", crumb=near_home).kind is PageKind.HUB  # a group's own page


@pytest.mark.parametrize(
    ("words", "placeholder"),
    [
        ("共 <b>0</b> 条 页次:1/1页 首页 上一页 下一页 尾页", "共 0 条 页次:1/1页 首页 上一页 下一页 尾页"),
        ("共 <b>10</b> 条 页次:1/1页 首页 上一页", ""),
        ("<a href='show.asp?id=7'>测试</a>", "测试"),
        ("<a href='show.asp?id=7'>测试（2024-12-20）</a>", "测试（2024-12-20）"),
        ("<a href='show.asp?id=7'>测试仪器采购</a>", ""),
        ("<a href='show.asp?id=7'>测试</a> <a href='show.asp?id=8'>水质监测</a>", ""),
    ],
)
def test_words_of_nothing(words: str, placeholder: str) -> None:
    assert read(f"{BESIDE}<table class=list><tr><td>{words}</td></tr></table>").placeholder == placeholder


def test_an_undated_article_that_names_its_column_is_no_column() -> None:
    crumb = "<div class=position>当前位置：<a href='/'>首页</a> &gt; <a href='/x/'>新闻中心</a> &gt; <a href='/x/dt/'>部门动态</a></div>"
    text = (
        "<div class=art><h1>县水利局部署冬季水利工程养护工作</h1>"
        + "<div>会议要求各单位压实责任、细化措施，按时完成养护任务。</div>" * 5
        + "</div>"
    )
    tag = "<meta name=ColumnName content=部门动态>"
    page = read(tag + text, "县水利局部署冬季水利工程养护工作", "x/dt/2982.jhtml", crumb)
    assert page.kind is PageKind.SINGLE


@pytest.mark.parametrize(
    ("line", "blank"),
    [("发布时间：<script>document.write(t)</script> 来源：本站", True), ("来源：本站 点击数：7", False)],
)
def test_the_label_of_a_date_that_a_script_fills_in(line: str, blank: bool) -> None:
    text = "".join(f"<p>{'会议要求各单位压实责任、细化措施，按时完成任务。' * 3}</p>" for _ in range(4))
    page = read(f"<b>县水利局部署养护工作</b><div>{line}</div><div>{text}</div>", "县水利局部署养护工作", "show.asp?id=7")
    assert (page.kind, page.date_blank) == (PageKind.SINGLE, blank)


TAG = "<meta name=ColumnName content='{t}'>"


@pytest.mark.parametrize(
    "content",
    [
        "<video src='/v.mp4' controls></video>",
        "<embed src='/qd.pdf' width=700>",
        "<div class=txt><p>请登录国家信访局网站提交。</p></div>",
    ],
)
def test_what_is_shown_without_a_list_is_something(content: str) -> None:
    assert read(TAG.format(t="网上信访") + BESIDE + content, "网上信访").offered


@pytest.mark.parametrize(
    ("content", "scripted"),
    [
        ("<ul id='catalogList'></ul><script src='/js/catalog.js'></script>", True),
        ("<div id='allmap'></div><script>var map=new BMap.Map('allmap');</script>", True),
        ("<ul id='catalogList'></ul>", False),
        ("<div id='sharebar'></div><ul class=list></ul><script src='/js/jquery.js'></script>", False),
    ],
)
def test_an_empty_part_that_a_script_may_fill(content: str, scripted: bool) -> None:
    page = read(TAG.format(t="公开目录") + BESIDE + content, "公开目录")
    assert (page.kind, bool(page.scripted), page.offered) == (PageKind.LIST, scripted, "")


def test_a_menu_whose_current_entry_is_no_link() -> None:
    beside = BESIDE.replace("·<a href='list.asp?id=43'>网上调查</a>", "<font color=red>网上调查</font>")
    assert read(beside + "<table class=list></table>").kind is PageKind.LIST
    heading = "<div><h2>网上调查</h2><p><a href='list.asp?id=51'>问卷一</a></p><p><a href='list.asp?id=52'>问卷二</a></p></div>"
    assert read(heading).kind is PageKind.HUB
