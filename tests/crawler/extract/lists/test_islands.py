"""Lists whose finished markup, or whose records, stand in a script element that is no code."""

import pytest

from tests.crawler.extract.qingshan import days, main_list, read, whole

ROWS = [(f"关于第{n}号水源保护区的公告", f"/xxgk/tzgg/t{n}.html", f"2026-0{n}-15") for n in range(1, 5)]
LINES = [f'<li><a href="{url}">{title}</a><span>{day}</span></li>' for title, url, day in ROWS]
CELLS = [f'<tr><td><a href="{url}">{title}</a></td><td>{day}</td></tr>' for title, url, day in ROWS]
FIELDS = [f"<item><title>{title}</title><url>{url}</url><date>{day}</date></item>" for title, url, day in ROWS]
SHOWS = '<div id="x"></div><script>show("ds","x");</script>'


def island(inner: str, kind: str = "text/xml") -> str:
    return whole(f'<h2>通知公告</h2><script type="{kind}" id="ds">{inner}</script>{SHOWS}')


def in_rows(lines: list[str]) -> str:
    return "<rows>" + "".join(f"<row><![CDATA[{line}]]></row>" for line in lines) + "</rows>"


@pytest.mark.parametrize(
    "html",
    [
        island(in_rows(LINES)),
        island(in_rows(CELLS)),
        island("<ul>" + "".join(LINES) + "</ul>", "text/html"),
        island("<list>" + "".join(FIELDS) + "</list>"),
    ],
)
def test_the_items_of_an_island_are_the_page_s_list(html: str) -> None:
    page = read(html)
    assert days(main_list(page)) == ["2026-01-15", "2026-02-15", "2026-03-15", "2026-04-15"]
    assert page.scripted == ""
    assert {link.target for link in page.links} >= {f"http://www.qingshan.gov.cn{url}" for _, url, _ in ROWS}


@pytest.mark.parametrize(
    "inner",
    [
        '<li><a href="/x/{{id}}.html">{{title}}</a><span>2026-01-01</span></li>',  # a template with places to fill in
        '<li><a href="${url}">${title}</a></li>',
        '<div class="tip">本表自 2026-01-01 起使用</div>',  # no links
    ],
)
def test_a_template_of_items_is_no_list(inner: str) -> None:
    page = read(island(inner, "text/html"))
    assert page.lists == ()
    assert page.scripted


def test_rows_of_attributes_in_an_element_of_their_own() -> None:
    rows = "".join(f'<row href="{url}" title="{title}" date="{day}"></row>' for title, url, day in ROWS)
    code = '<script>var x=document.getElementById("ds").getElementsByTagName("row");out.innerHTML=x;</script>'
    page = read(whole(f'<h2>通知公告</h2><xml id="ds"><rows>{rows}</rows></xml><div id="out"></div>{code}'))
    assert [days(block) for block in page.lists] == [["2026-01-15", "2026-02-15", "2026-03-15", "2026-04-15"]]
    assert page.scripted == ""


BOX = '<h2>通知公告</h2><div class="list" id="x"></div>'
SHOWN = 'document.getElementById("x").innerHTML=h;'
ARRAYS = ",".join(f'["{title}","{url}","{day}"]' for title, url, day in ROWS)
PUSHED = "".join(f'd.push({{t:"{title}",u:"{url}",d:"{day}"}});' for title, url, day in ROWS)
INDEXED = "".join(f'd[{n}]=["{title}","{url}","{day}"];' for n, (title, url, day) in enumerate(ROWS))
CALLED = "".join(f'row("{title}","{url}","/img/a.jpg","{day}");' for title, url, day in ROWS)
ADDED = "".join(f"h+='{line}';" for line in LINES)
JSON = "[" + ",".join(f'{{"title":"{title}","url":"{url}","date":"{day}"}}' for title, url, day in ROWS) + "]"
MARKUP = "".join(LINES)


@pytest.mark.parametrize(
    "code",
    [
        f'<script>var d=[{ARRAYS}],h="";{SHOWN}</script>',
        f'<script>var d=[],h="";{PUSHED}{SHOWN}</script>',
        f'<script>var d=new Array(),h="";{INDEXED}{SHOWN}</script>',
        f'<script>var h="";{CALLED}{SHOWN}</script>',
        f'<script>var h="";{ADDED}{SHOWN}</script>',
        f"<script>var h=`{MARKUP}`;{SHOWN}</script>",
        f"<div id='y' data-list='{JSON}'></div><script>var h=show(y.dataset.list);{SHOWN}</script>",
        f'<template id="t"><ul>{MARKUP}</ul></template><script>x.innerHTML=t.innerHTML;</script>',
        f'<textarea id="t" style="display:none">{MARKUP}</textarea><script>x.innerHTML=t.value;</script>',
    ],
)
def test_rows_that_the_code_of_the_page_holds(code: str) -> None:
    page = read(whole(BOX + code))
    assert days(main_list(page)) == ["2026-01-15", "2026-02-15", "2026-03-15", "2026-04-15"]
    assert page.scripted == ""


@pytest.mark.parametrize(
    "code",
    [
        # the newest row has no day that can be told: the others do not make the list
        f'<script>var d=[["关于最新一批公告的说明","/a/9.html","11月2日"],{ARRAYS}],h="";{SHOWN}</script>',
        # rows put together from pieces
        '<script>var h=\'\';for(var i in d){h+="<li><a href=\'"+d[i].u+"\'>"+d[i].t+"</a><span>2026-01-01</span></li>";}'
        + f"{SHOWN}</script>",
        # pictures that change, without days
        f'<script>var d=[["全县防汛工作会议召开","/a/1.html","/img/1.jpg"],["秋粮收购工作启动","/a/2.html","/img/2.jpg"]];{SHOWN}</script>',
        '<textarea name="words">2026-01-01 请在这里写下您的意见</textarea><script>x.innerHTML=load();</script>',
    ],
)
def test_what_makes_no_list(code: str) -> None:
    assert read(whole(BOX + code)).lists == ()
