"""Columns rendered by a server together with their data: truly empty ones, and those that a script still fills."""

from __future__ import annotations

import pytest

from model import PageKind
from tests.crawler.extract.qingshan import read, whole

SHELL = '<div id="__nuxt"><div class="list-page"><ul class="list"></ul></div></div>{}<script src="/_nuxt/app.js"></script>'
EMPTY = {
    "nuxt 2": '<script>window.__NUXT__={layout:"default",data:[{records:[],total:0,size:15,totalPages:0}],serverRendered:true}</script>',
    "nuxt 3": '<script id="__NUXT_DATA__" type="application/json">[{"data":1},{"list":2,"total":3},[],0]</script>',
    "next": '<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"articles":[],"totalCount":0}}}</script>',
    "store": '<script>window.__INITIAL_STATE__={"channel":{"id":3,"name":"工作动态"},"news":{"list":[],"total":0}};</script>',
}
TAG = '<meta name="ColumnName" content="工作动态">'
OPEN = {
    "a total": '<script>window.__INITIAL_STATE__={"news":{"list":[],"total":12}};</script>',
    "no list at all": '<script>window.__INITIAL_STATE__={"user":null,"route":"/gzdt"};</script>',
    "asks for more": EMPTY["store"] + "<script>fetch('/api/list?id=3').then(show)</script>",
    "an item": '<script>window.__NUXT__={data:[{list:[],total:0,hot:[{title:"县政府召开常务会议研究部署"}]}]}</script>',
    "nuxt 3 with rows": '<script id="__NUXT_DATA__" type="application/json">[{"data":1},{"list":2,"total":3},[4],1,"2026-11-02"]</script>',
}  # fmt: skip


@pytest.mark.parametrize("state", EMPTY)
def test_a_state_without_rows_is_an_empty_list(state: str) -> None:
    page = read(whole(SHELL.format(EMPTY[state]), head=TAG))
    assert page.kind is PageKind.LIST
    assert page.scripted == ""


@pytest.mark.parametrize("state", OPEN)
def test_any_other_state_proves_nothing(state: str) -> None:
    assert read(whole(SHELL.format(OPEN[state]), head=TAG)).scripted
