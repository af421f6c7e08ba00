"""Lists whose rows stand in a script file of their own, and pages that have no such file."""

from datetime import UTC, date, datetime

import pytest

from crawler.extract.page import read_page
from model import READ, Page, PageKind

HOME = "http://www.a.gov.cn/"
CRUMB = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/a/'>工作动态</a></li><li><a href='/b/'>通知公告</a></li></ul></div>"
CRUMB += "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/tzgg/'>通知公告</a></div>"
LOOP = "for(var i=0;i<list.length;i++){document.write('<li><a href='+list[i].url+'>'+list[i].title+'</a></li>');}"
ROWS = (
    'var list=[{title:"关于冬季供暖的通知",url:"/tzgg/1.html",date:"2026-11-01"},'
    '{title:"关于道路养护的通知",url:"/tzgg/2.html",date:"2026-10-01"}];'
)


def read(body: str, path: str = "tzgg/", content_type: str = "text/html; charset=utf-8") -> Page:
    return read_page(
        body.encode(), url=HOME + path, requested=HOME + path, status=200, content_type=content_type,
        observed_at=datetime(2026, 11, 20, tzinfo=UTC), today=date(2026, 11, 20), home_url=HOME,
        in_scope=lambda url: url.startswith(HOME),
    )  # fmt: skip


def column(content: str) -> Page:
    return read(f"<html><head><title>通知公告</title></head><body>{CRUMB}<div class='list'>{content}</div></body></html>")


@pytest.mark.parametrize(
    "content",
    [
        f"<script src='/data/list_7.js'></script><ul><script>{LOOP}</script></ul>",
        "<ul><script src='/data/list_7.js'></script></ul>",  # the file stands where the list should
    ],
)
def test_a_page_without_a_list_names_the_file_that_may_hold_it(content: str) -> None:
    page = column(content)
    assert [endpoint.url for endpoint in page.endpoints] == [HOME + "data/list_7.js"]
    assert [link.target for link in page.links if link.area == READ] == [HOME + "data/list_7.js"]
    assert not page.scripted  # where the file holds nothing, the column is empty


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("<ul><script src='/data/list_7.js'></script></ul>", True),
        ("<ul></ul><script src='/data/list_7.js'></script>", False),
        ("<div><script src='/data/list_7.js'></script></div>", False),
    ],
)
def test_on_a_page_without_a_breadcrumb_only_a_file_inside_the_list_itself(content: str, named: bool) -> None:
    page = read(f"<title>通知公告</title><table><tr><td><a href='/'>首页</a></td></tr></table><b>通知公告</b>{content}")
    assert bool(page.endpoints) is named


@pytest.mark.parametrize(
    "content",
    [
        f"<script>{ROWS}{LOOP}</script><script src='/js/app.js'></script>",  # the page has its rows itself
        "<ul></ul><script src='/js/jquery.min.js'></script><script src='/js/share.js'></script>",
        "<ul></ul><script src='https://cdn.example.com/list.js'></script>",
        "<ul><li><a href='/tzgg/1.html'>关于冬季供暖的通知</a>2026-11-01</li></ul><script src='/data/hot.js'></script>",
    ],
)
def test_pages_that_need_no_file(content: str) -> None:
    assert column(content).endpoints == ()


def test_rows_in_the_page_s_own_script_are_its_list() -> None:
    page = column(f"<ul><script>{ROWS}{LOOP}</script></ul>")
    assert [item.url for block in page.lists for item in block.items] == [HOME + "tzgg/1.html", HOME + "tzgg/2.html"]


WRITTEN = (
    "document.write('<ul>');document.write('<li><a href=\"/tzgg/1.html\">关于冬季供暖的通知</a><span>2026-11-01</span></li>');"
    "document.write('<li><a href=\"/tzgg/2.html\">关于道路养护的通知</a><span>2026-10-01</span></li>');document.write('</ul>');"
)


@pytest.mark.parametrize("code", [ROWS, WRITTEN])
def test_a_script_file_is_read_as_the_list_that_it_holds(code: str) -> None:
    page = read(code, "data/list_7.js", "application/javascript")
    assert page.kind is PageKind.DATA and not page.menu
    assert [item.url for block in page.lists for item in block.items] == [HOME + "tzgg/1.html", HOME + "tzgg/2.html"]


def test_a_file_with_an_empty_array_says_so() -> None:
    assert read("var list=[];", "data/list_7.js", "application/javascript").placeholder
    assert not read("var a=[];function f(){}", "data/list_7.js", "application/javascript").placeholder


WRITES = 'document.getElementById("lst").innerHTML=rows.map(x=>"<li>"+x.t+"</li>").join("");'


@pytest.mark.parametrize(
    ("code", "waits"),
    [
        (f"var rows=[];{WRITES}", False),  # the server wrote an empty array
        (f"var rows=[];rows.push(one);{WRITES}", True),
        (f"var rows=[];load(function(d){{rows=d;{WRITES}}});", True),
        (WRITES, True),
    ],
)
def test_a_script_that_writes_an_empty_array_brings_no_list(code: str, waits: bool) -> None:
    assert bool(column(f"<ul id='lst'></ul><script>{code}</script>").scripted) is waits


@pytest.mark.parametrize(
    ("code", "waits"),
    [
        ("$('#foot').load('/include/foot.html');", False),
        ("$.get('/inc/head.html',function(d){$('#head').html(d)});", False),
        ("fetch('/data/nav.json').then(function(r){return r.json()}).then(function(d){drawNav(d)});", False),
        ("$('#list').load('/ajax/list_7.html');", True),
        ("$.get('/inc/head.html',function(d){$('#head').html(d)});$.get('/api/list?id=7',show);", True),
    ],
)
def test_what_loads_the_frame_of_every_page_loads_no_list(code: str, waits: bool) -> None:
    assert bool(column(f"<div class='box'><ul></ul></div><script>{code}</script>").scripted) is waits


def test_a_piece_that_says_there_is_nothing_is_an_answer() -> None:
    page = read("<p class='nodata'>暂无数据</p>", "ajax/7")
    assert (page.kind, page.placeholder) == (PageKind.DATA, "暂无数据")


def test_a_column_that_finds_no_information_is_no_error_page() -> None:
    tag = "<meta name='ColumnName' content='通知公告'>"
    words = "<ul><li>没有找到您要的信息</li></ul>"
    page = read(f"<html><head><title>通知公告</title>{tag}</head><body>{CRUMB}{words}</body></html>")
    assert (page.kind, page.placeholder) == (PageKind.LIST, "没有找到您要的信息")
    assert read(f"<html><head><title>提示</title></head><body>{CRUMB}{words}</body></html>").kind is PageKind.ERROR
