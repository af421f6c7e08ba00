"""Rows that scripts hold as one text with marks, as objects with the day in parts, or not at all."""

import pytest

from crawler.extract.lists.delimited_rows import delimited_rows
from crawler.extract.lists.empty_data import NO_DATA, empty_data
from tests.crawler.extract.qingshan import days, main_list, read, whole

SHOWS = 'var h="";for(var k in r){var f=r[k].split("|");h+="<li><a href=\'/show-"+f[0]+".html\'>"+f[1]+"</a>"+f[2]+"</li>";}'
ROWS = "11|关于第一号水源保护区的公告|2026-03-15#12|关于第二号水源保护区的公告|2026-02-15"


def script(code: str) -> str:
    return whole(f'<h2>通知公告</h2><ul id="u"></ul><script>{code}document.getElementById("u").innerHTML=h;</script>')


def test_a_text_with_marks_is_a_list_and_its_addresses_are_built_as_the_code_builds_them() -> None:
    page = read(script(f'var s="{ROWS}";var r=s.split("#");{SHOWS}'))
    assert days(main_list(page)) == ["2026-03-15", "2026-02-15"]
    assert [item.url for item in main_list(page).items] == [
        "http://www.qingshan.gov.cn/show-11.html",
        "http://www.qingshan.gov.cn/show-12.html",
    ]
    assert page.scripted == ""


@pytest.mark.parametrize(
    "code",
    [
        f'var s="{ROWS}#13|第三号";var r=s.split("#");{SHOWS}',  # a row that does not fit
        f'var s="{ROWS}";show(s);',  # nothing is cut
        f'var s="{ROWS}";var r=s.split("#");var f=r[0].split("|");',  # no address
        'var s="全年共受理来信三百件|2026-03-15 发布，2026-02-15 更新";s.split("|");',
    ],
)
def test_a_text_that_is_not_surely_a_list_gives_no_rows(code: str) -> None:
    assert delimited_rows(code) == []


def test_a_day_in_three_fields_is_one_day() -> None:
    rows = "{name:'关于第一号水源保护区的公告',href:'/a/1.html',y:2026,m:4,d:7},{name:'关于第二号水源保护区的公告',href:'/a/2.html',y:2026,m:3,d:20}"
    page = read(script(f"var list=[{rows}];var h='';list.forEach(function(n){{h+='<p>'+n.name+'</p>'}});"))
    assert days(main_list(page)) == ["2026-04-07", "2026-03-20"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('var a=[ ];if(a.length==0){document.write("<li>暂时没有相关信息</li>");}', "暂时没有相关信息"),
        ('var s="";var r=s.split("#"),h="";for(var k in r){h+="<li>"+r[k]+"</li>";}u.innerHTML=h;', NO_DATA),
    ],
)
def test_data_that_the_server_left_empty_are_an_empty_list(code: str, words: str) -> None:
    assert empty_data((code,)) == words


def test_what_another_script_of_the_page_fills_is_not_empty() -> None:
    shows = 'var a=[];if(a.length==0){document.write("<li>暂无信息</li>");}'
    assert empty_data((shows,))
    assert empty_data((shows, 'a.push({title:"甲"});')) == ""


@pytest.mark.parametrize(
    "code",
    [
        'var a=[];$.ajax({url:"/x"});for(var k in a){document.write("<li>"+a[k]+"</li>");}',
        'var a=[];a.push("x");for(var k in a){document.write("<li>"+a[k]+"</li>");}',
        'var h="";h+="<li>1</li>";u.innerHTML=h;',
        'var a=[];fillIn("u", a);for(var k in a){document.write("<li>"+a[k]+"</li>");}',
        'var a=[];for(var k in a){document.write("<li>"+a[k]+"</li>");}getList(1);',
        'var a=[];function add(x){a[a.length]=x;}for(var k in a){document.write("<li>"+a[k]+"</li>");}',
    ],
)
def test_data_that_something_may_fill_prove_nothing(code: str) -> None:
    assert empty_data((code,)) == ""


@pytest.mark.parametrize(
    ("code", "scripted"),
    [
        ("setInterval(function(){document.getElementById('now').innerHTML=new Date().toLocaleString()},1000)", False),
        ("var d=new Date();$('#list').html('<li>'+load(d)+'</li>')", True),
    ],
)
def test_a_clock_brings_no_list(code: str, *, scripted: bool) -> None:
    page = read(whole(f'<span id="now"></span><h2>通知公告</h2><ul class="list"></ul><script>{code}</script>'))
    assert bool(page.scripted) is scripted


def test_what_a_script_writes_at_once_or_a_picture_says_may_be_that_there_is_nothing() -> None:
    written = read(whole('<h2>通知公告</h2><script>document.write("<p>数据正在整理，稍后发布</p>");</script>'))
    assert written.placeholder == "数据正在整理，稍后发布"
    pictured = read(whole('<h2>通知公告</h2><div><img src="/i/js.png" alt="栏目正在筹备"></div>'))
    assert pictured.placeholder == "栏目正在筹备"
