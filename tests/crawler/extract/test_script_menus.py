"""Columns that only a script's menu leads to, the navigation of a home page, and site maps below a navigation."""

from datetime import UTC, date, datetime

import pytest

from crawler.extract.page import read_page
from model import HEAD, Page

HOME = "http://www.a.gov.cn/"
LIST = (
    "<ul>"
    + "".join(f"<li><a href='/x/{n}.html'>全县召开第{n}次工作会议</a><span>2026-11-0{n}</span></li>" for n in range(1, 6))
    + "</ul>"
)
MENU = (
    'var menu=[{{"name":"政务公开","url":"/zwgk.jhtml","children":[{{"name":"通知公告","url":"{0}"}},'
    '{{"name":"规划计划","url":"/ghjh/"}}]}}];document.getElementById("m").innerHTML=h(menu);'
)


def read(body: str, path: str = "", title: str = "甲县人民政府") -> Page:
    return read_page(
        f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(), url=HOME + path,
        requested=HOME + path, status=200, content_type="text/html; charset=utf-8", observed_at=datetime(2026, 11, 20, tzinfo=UTC),
        today=date(2026, 11, 20), home_url=HOME, in_scope=lambda url: url.startswith(HOME),
    )  # fmt: skip


def led_on(page: Page) -> list[str]:
    return [link.target.removeprefix(HOME) for link in page.links if link.area == HEAD]


def test_the_entries_of_a_menu_in_a_script_lead_on() -> None:
    page = read(f"<div id=m></div><script>{MENU.format('/tzgg/')}</script>{LIST}")
    assert led_on(page) == ["zwgk.jhtml", "tzgg/", "ghjh/"]


@pytest.mark.parametrize(
    "code",
    [
        MENU.format("/api/list?id=3"),  # two entries are no menu
        'var api=[{"name":"通知","url":"/api/a.do"},{"name":"公告","url":"/api/b.do"},{"name":"公示","url":"/c.json"}]',
        'var o=[{name:"x",url:"/a/"},{name:"y",url:"/b/"},{name:"z",url:"/c/"}]',
    ],
)
def test_what_a_script_asks_for_is_no_menu(code: str) -> None:
    assert led_on(read(f"<script>{code}</script>{LIST}")) == []


def test_an_article_keeps_its_links() -> None:
    text = "".join("<p>" + "甲县召开会议部署冬季防火工作，要求各单位压实责任。" * 4 + "</p>" for _ in range(3))
    body = f"<h1>甲县召开冬季防火工作会议</h1><p>发布时间：2026-11-02 10:00</p><div class=content>{text}</div>"
    assert led_on(read(f"{body}<script>{MENU.format('/tzgg/')}</script>", "x/202611/t20261102_7.html")) == []


def test_a_script_that_only_writes_the_menu_fills_no_list() -> None:
    crumb = "<div class=position>当前位置：<a href='/'>首页</a> &gt; <a href='/hd/'>互动交流</a> &gt; 在线调查</div>"
    head = "<h2>在线调查</h2>"
    plain = f"{crumb}{head}<div><ul class=list></ul></div>"
    menu = f"<div id=m></div><script>{MENU.format('/tzgg/')}</script>"
    loads = "<script>$.get('/x/list',function(d){$('.list').html(d)})</script>"
    assert read(menu + plain, "hd/dc/").scripted == ""
    assert read(menu + plain + loads, "hd/dc/").scripted


def test_the_navigation_of_the_home_page_is_kept_in_its_order_and_depth() -> None:
    nav = "<div class=nav><ul><li><a href='/'>首页</a></li><li><a href='/zwgk/'>政务公开</a><ul><li><a href='/tzgg/'>通知 公告</a></li></ul></li></ul></div>"
    entries = [(entry.name, entry.url.removeprefix(HOME), entry.level) for entry in read(nav + LIST).menu]
    assert entries == [("首页", "", 1), ("政务公开", "zwgk/", 1), ("通知公告", "tzgg/", 2)]
    assert read(nav + LIST, "tzgg/").menu == ()


def test_a_map_is_told_from_the_navigation_above_it() -> None:
    names = ["工作动态", "通知公告", "规划计划", "人事信息", "统计数据", "财政资金", "政策法规", "政策解读", "机构职能"]
    nav = "<div class=nav>" + "".join(f"<a href='/{n}/'>{name}</a>" for n, name in enumerate(names)) + "</div>"
    own = (
        "<h1>网站地图</h1><div>" + "".join(f"<p><a href='/{n}/'>{name}</a></p>" for n, name in enumerate(names[:8])) + "</div>"
    )
    crumb = "<div class=position>当前位置：<a href='/'>首页</a> &gt; 网站地图</div>"
    page = read(nav + crumb + own, "wzdt/", "网站地图_甲县人民政府")
    assert [link.text for link in page.map_links if link.area == "nav"] == ["机构职能"]
