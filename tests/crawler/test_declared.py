"""Addresses of data that a page declares for scripts from files, and what only looks like them."""

from __future__ import annotations

import pytest

from crawler.cms.declared import declared
from tests.crawler.extract.qingshan import HOME, read, whole

EMPTY = '<div class="news"><ul id="list" class="list"></ul>{}</div>'
TAG = '<meta name="ColumnName" content="部门动态">'


@pytest.mark.parametrize(
    ("code", "html", "found"),
    [
        ('var listUrl="/bumen/list.json";', "", ["/bumen/list.json"]),
        ("window.apiUrl = '/api/article/list?channelId=7&page=1';", "", ["/api/article/list?channelId=7&page=1"]),
        ("", '<div data-api="/tongji/api.json"></div>', ["/tongji/api.json"]),
        (
            "",
            "<div data-setting=\"{catId:67,api:'/public/data?catId=67&amp;page=1'}\"></div>",
            ["/public/data?catId=67&page=1"],
        ),
        ('var navUrl="/static/nav.json";', "", []),
        ('var cfg={countUrl:"/api/count?id=3"};', "", []),
        ('var homeUrl="/index.html";', "", []),
        ("", '<a data-title="关于page=1的说明" href="/a.html">x</a>', []),
        ("", '<img data-src="/images/a.jpg">', []),
    ],
)
def test_what_a_page_declares(code: str, html: str, found: list[str]) -> None:
    assert declared((code,), html) == found


@pytest.mark.parametrize(
    "script",
    [
        '<script>var listUrl="/gzdt/list.json";</script><script src="/static/list.js"></script>',
        '<script>Ls.ajax("/gzdt/list.json");</script>',
        '<script>$.getJSON("/gzdt/list.json",render);</script>',
    ],
)
def test_a_list_that_scripts_from_files_fill_is_asked_for(script: str) -> None:
    page = read(whole(EMPTY.format(script), head=TAG))
    assert [endpoint.url for endpoint in page.endpoints] == [HOME + "gzdt/list.json"]
    assert page.scripted


def test_the_data_of_a_column_of_statistics_are_no_counter() -> None:
    page = read(whole(EMPTY.format('<script>$.getJSON("/tongji/api.json",render);</script>'), head=TAG))
    assert [endpoint.url for endpoint in page.endpoints] == [HOME + "tongji/api.json"]
    counter = read(whole(EMPTY.format('<script>$.getJSON("/tongji/hit?id=3",function(d){});</script>'), head=TAG))
    assert counter.endpoints == ()
