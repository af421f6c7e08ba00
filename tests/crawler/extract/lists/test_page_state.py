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


BOX = '<div class="right"><h3>最新信息</h3><ul>' + "".join(
    f'<li><a href="/a/{n}.html">县政府第{n}次常务会议研究部署有关工作</a><span>2026-11-0{n}</span></li>' for n in range(1, 6)
) + "</ul></div>"  # fmt: skip
LOOP = (
    "for(var i=0;i<rows.length;i++){box.innerHTML+='<li><a href='+rows[i].url+'>'+rows[i].title+'</a>'+rows[i].date+'</li>';}"
)
ONE = '{title:"关于公开村务事项的通知",url:"/cwgk/1.html",date:"2026-03-02"}'


@pytest.mark.parametrize("beside", ["", BOX])
@pytest.mark.parametrize("rows", [ONE, ONE + "," + ONE.replace("1.html", "2.html")])
def test_rows_of_a_script_are_the_list_also_beside_a_box(beside: str, rows: str) -> None:
    page = read(whole(f'<div id="box"></div><script>var rows=[{rows}];{LOOP}</script>{beside}', head=TAG))
    assert [block.items[0].url[-12:] for block in page.lists if block.source == "script-data"] == ["/cwgk/1.html"]
    assert page.scripted == ""


def test_a_loop_over_an_empty_array_brings_no_list() -> None:
    page = read(whole(f'<div id="box"></div><script>var rows=[];{LOOP}</script>', head=TAG))
    assert (page.kind, page.scripted) == (PageKind.LIST, "")


@pytest.mark.parametrize("code", ["rows[0]=get();", "rows.push(get());", "rows=get();"])
def test_an_array_that_code_fills_may_bring_a_list(code: str) -> None:
    assert read(whole(f'<div id="box"></div><script>var rows=[];{code}{LOOP}</script>', head=TAG)).scripted
