"""A navigation in a script file of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crawler.extract.page import read_page
from crawler.link_kinds import is_menu_file
from model import HEAD, Page, PageKind

HOME = "http://www.a.gov.cn/"
WRITTEN = (
    "document.write('<ul>');document.write('<li><a href=\"/tzgg/\">通知公告</a></li>');"
    "document.write(\"<li><a href='gzdt/' target='_blank'><span>工作动态</span></a></li>\");"
    'document.write(\'<li><a href="/ghjh/">规划计划</a></li><li><a href="/en/">English</a></li>\');'
)
TABLE = 'var nav=[{"name":"通知公告","url":"/tzgg/"},{"name":"工作动态","url":"/gzdt/"},{"name":"规划计划","url":"/ghjh/"}];'
PAIRS = 'var m=[["通知公告","/tzgg/"],["工作动态","/gzdt/"],["规划计划","/ghjh/"]];'
BUILT = "for(var i in d){h+='<li><a href=\"'+d[i].url+'\">'+d[i].name+'</a></li>'}"


def read(code: str, content_type: str = "application/javascript; charset=utf-8") -> Page:
    return read_page(
        code.encode(), url=HOME + "js/menu.js", requested=HOME + "js/menu.js", status=200, content_type=content_type,
        observed_at=datetime(2026, 11, 20, tzinfo=UTC), today=date(2026, 11, 20), home_url=HOME,
        in_scope=lambda url: url.startswith(HOME),
    )  # fmt: skip


@pytest.mark.parametrize("code", [WRITTEN, TABLE, PAIRS, TABLE + BUILT])
def test_the_entries_of_a_menu_lead_on_and_are_the_navigation(code: str) -> None:
    page = read(code)
    found = {HOME + "tzgg/": "通知公告", HOME + "gzdt/": "工作动态", HOME + "ghjh/": "规划计划"}
    assert page.kind is PageKind.DATA
    assert {link.target: link.text for link in page.links} == found
    assert {entry.url: entry.name for entry in page.menu} == found
    assert all(link.area == HEAD for link in page.links) or code == WRITTEN


def test_what_a_menu_writes_for_everybody_can_be_clicked() -> None:
    assert {link.target: link.area for link in read(WRITTEN).links} == {
        HOME + "tzgg/": "nav", HOME + "gzdt/": HEAD, HOME + "ghjh/": "nav"}  # fmt: skip
    for commented in (f"/*{WRITTEN}*/{TABLE}", f"if(old){{{WRITTEN}}}"):
        assert {link.area for link in read(commented).links} == {HEAD}


@pytest.mark.parametrize(
    "code", ["", BUILT, "var a=['<a href=\"/x/\">通知公告</a>'];", "$('#nav a').hover()", "'<a href=" * 5000]
)
def test_a_script_without_a_menu_leads_nowhere(code: str) -> None:
    assert (read(code).links, read(code).menu) == ((), ())


@pytest.mark.parametrize(
    ("name", "menu"),
    [("js/menu.js", True), ("common_nav.js?v=3", True), ("js/topmenu2.js", True), ("inc/head.js", True), ("nav-data.js", True),
     ("js/jquery.nav.js", False), ("js/desktop.js", False), ("js/app.js", False), ("js/stop.js", False), ("menu.css", False)],
)  # fmt: skip
def test_files_of_menus_by_their_names(name: str, menu: bool) -> None:
    assert is_menu_file(HOME + name) is menu
