"""The files from which a home page's scripts take its navigation."""

from datetime import UTC, date, datetime

import pytest

from crawler.extract.page import read_page
from model import READ, LinkKind, Page, PageKind

HOME = "http://www.a.gov.cn/"
NAMES = ["通知公告", "工作动态", "政策文件", "政策解读"]
MENU = "<ul>" + "".join(f"<li><a href='/c{n}/'>{name}</a></li>" for n, name in enumerate(NAMES)) + "</ul>"
WAYS = "".join(f"<a href='/w{n}/'>栏目{n}</a>" for n in range(9))


def read(body: str, path: str = "", content_type: str = "text/html; charset=utf-8") -> Page:
    return read_page(
        body.encode(), url=HOME + path, requested=HOME + path, status=200, content_type=content_type,
        observed_at=datetime(2026, 11, 20, tzinfo=UTC), today=date(2026, 11, 20), home_url=HOME,
        in_scope=lambda url: url.startswith(HOME),
    )  # fmt: skip


def wanted(body: str, path: str = "") -> list[str]:
    page = read(f"<html><head><title>甲县人民政府</title></head><body>{body}</body></html>", path)
    return [link.target.removeprefix(HOME) for link in page.links if link.area == READ and link.kind is LinkKind.SCRIPT]


@pytest.mark.parametrize(
    ("code", "file"),
    [
        ("<script>$('#head').load('/include/head.html');</script>", "include/head.html"),
        ("<script>$.get('inc/top.shtml',function(d){$('#top').html(d)});</script>", "inc/top.shtml"),
        ("<div data-include='/common/nav.html'></div>", "common/nav.html"),
        ("<script>fetch('/data/menu.json').then(r=>r.json()).then(show)</script>", "data/menu.json"),
    ],
)
def test_pieces_that_the_home_page_loads_are_read(code: str, file: str) -> None:
    assert wanted(code + WAYS) == [file]
    assert wanted(code + WAYS, "tzgg/list.html") == []  # the home page's are enough


def test_a_home_page_without_ways_has_its_scripts_read() -> None:
    scripts = "<script src='/js/jquery.min.js'></script><script src='/js/site.js'></script><a href='/a/'>通知公告</a>"
    assert wanted(scripts) == ["js/site.js"]
    assert wanted(scripts + WAYS) == []


def test_a_piece_of_links_is_the_navigation() -> None:
    page = read(MENU, "include/head.html")
    assert page.kind is PageKind.DATA
    assert [entry.name for entry in page.menu] == NAMES


@pytest.mark.parametrize(
    "body",
    [
        "<ul>"
        + "".join(f"<li><a href='/x/{n}.html'>全县第{n}次工作会议召开</a><span>2026-11-0{n}</span></li>" for n in range(1, 6)),
        "<p><a href='/a/'>通知公告</a></p>",
        f"<html><body>{MENU}</body></html>",
    ],
)
def test_other_pieces_and_pages_are_none(body: str) -> None:
    assert read(body, "include/x.html").menu == ()


def test_a_table_in_json_is_the_navigation_where_it_is_named_so() -> None:
    table = '[{"n":"通知公告","u":"/c0/","c":[{"n":"工作动态","u":"gzdt/index.html"}]},{"n":"政策文件","u":"/c2/"}]'
    page = read(table, "data/menu.json", "application/json")
    assert {entry.name: entry.url for entry in page.menu} == {
        "通知公告": HOME + "c0/", "工作动态": HOME + "gzdt/index.html", "政策文件": HOME + "c2/",
    }  # fmt: skip
    assert read(table, "data/list.json", "application/json").menu == ()
