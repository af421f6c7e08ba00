"""Addresses that scripts ask: read from literals and plain variables, never guessed."""

import time

import pytest

from crawler.cms.posted import request_of
from crawler.cms.source import Source
from crawler.cms.xhr import calls
from crawler.urls import Joiner

BASE = "http://www.a.gov.cn/tzgg/"


def asked(script: str, html: str = "") -> list[str]:
    return [call.url for call in calls((script,), html)]


@pytest.mark.parametrize(
    ("script", "url"),
    [
        ("$.getJSON('/api/list.json', f)", "/api/list.json"),
        ('$.get("/api/list?id=" + 12 + "&page=" + page, f)', "/api/list?id=12&page=1"),
        ("var cid = '9'; $.ajax({type: 'get', url: '/api/list', data: {cid: cid, rows: n, t: new Date().getTime()}})",
         "/api/list?cid=9&rows=15&t="),
        ("const id = 5; fetch(`/api/list/${id}?pageNo=${p}`).then(f)", "/api/list/5?pageNo=1"),
        ("axios.get('/api/list', {params: {columnId: 7, pageSize: 20}})", "/api/list?columnId=7&pageSize=20"),
        ("axios({url: '/api/list', method: 'get', params: {columnId: 7}})", "/api/list?columnId=7"),
        ("$('#l').load('/part/list_3.html #items')", "/part/list_3.html"),
        ("x.open('GET', '/api/a,b?k=(1)', true)", "/api/a,b?k=(1)"),
        ("$.get('/api/list', {name: '通知', sort: 'a&b'}, f)", "/api/list?name=%E9%80%9A%E7%9F%A5&sort=a%26b"),
        ('getJSON("/l/7.json", function (d) { show(d) })', "/l/7.json"),
        ('getList("/api/cms/list?cid=6&p=1&size=15","b6");', "/api/cms/list?cid=6&p=1&size=15"),
        ("loadNews('/cms/rest/article/listByChannel?id=3', 'box')", "/cms/rest/article/listByChannel?id=3"),
        ("loadList('data/7.json?c=44', 'ul')", "data/7.json?c=44"),
        ("$.get('/api/list?c=' + encodeURIComponent($('#cid').val()))", "/api/list?c=44"),
    ],
)  # fmt: skip
def test_what_stands_in_the_script_is_asked(script: str, url: str) -> None:
    assert asked(script, '<input type="hidden" id="cid" value="44">') == [url]


@pytest.mark.parametrize(
    "script",
    [
        "$.get(base + '/list', f)",  # from elsewhere
        "var id = 1; id = 2; $.get('/list?id=' + id)",  # which?
        "$.ajax({url: '/api/grade', type: 'POST', data: {id: 1}})",  # no list by its name
        "$.post('/api/query', $('#f').serialize(), f)",
        "$.ajax({url: '/api/query', type: 'POST', contentType: 'application/json', data: JSON.stringify(q)})",
        "fetch('/api/query', {method: 'POST', body: b})",
        "$.get('/list?id=' + pick(1))",
    ],
)
def test_what_cannot_be_told_is_known_to_be_asked_but_has_no_address(script: str) -> None:
    assert asked(script) == [""]


@pytest.mark.parametrize(
    "script",
    ["getList('/api/click/list?id=1')", "postForm('/api/apply/list')", "goTo('/api/cms/list?cid=6')", "getList('/news/list.html')", "$.get('/count.jsp?id=1')", "$.ajax({url: '/tongji/visit.do'})", "$.getJSON('/data/weather.json')", "$.get('/api/vote/add?id=1')",
     "$.post('/letter/submit', f)", "$.get('/user/logout')", "// nothing", "$.get()"],
)  # fmt: skip
def test_counters_and_forms_are_left_alone(script: str) -> None:
    assert asked(script) == []


@pytest.mark.parametrize("piece", ["$.get(", "fetch('", "{a:" * 10, "var a='b';", "((((", "$.ajax({url:`${"])
def test_hostile_scripts_cost_little(piece: str) -> None:
    begun = time.perf_counter()
    asked(piece * (200_000 // len(piece)))
    assert time.perf_counter() - begun < 3


def test_a_source_joins_what_a_script_asks() -> None:
    joiner = Joiner(BASE, "utf-8")
    source = Source("", BASE, ("$.getJSON('./a.json', f); $.getJSON('b.json', f)",), (), lambda raw: joiner.join(raw).url)
    from crawler.cms import generic

    assert [(e.url, e.sure) for e in generic.endpoints(source)] == [(BASE + "a.json", False), (BASE + "b.json", False)]


@pytest.mark.parametrize(
    "script", ["$.ajax({url: '/api/query', type: 'POST', data: {id: 1}})", "$.post('/api/query', {id: 1}, f)"]
)
def test_a_list_asked_with_post_has_a_marked_address(script: str) -> None:
    assert asked(script) == ["/api/query?id=1&xuncha-post=1"]
    assert request_of("http://a.gov.cn/api/query?id=1&xuncha-post=1") == ("http://a.gov.cn/api/query", b"id=1")


def test_a_file_of_data_that_an_element_names() -> None:
    assert asked("", '<ul class="feed" data-list="/talk/list.json"></ul>') == ["/talk/list.json"]
    assert asked("", '<img data-src="/a.json"><ul data-list="/count.json"></ul><li data-id="7.json.x">') == []
