"""From where a page gets its list, and answers that are no pages."""

import json
from datetime import UTC, date, datetime

import pytest

from crawler.extract.page import read_page
from model import Page, PageKind

HOME = "http://www.a.gov.cn/"
CHROME = (
    "<html><head><title>{t}_甲县人民政府</title><meta name=ColumnName content='{t}'></head><body>"
    "<div class=position>当前位置：<a href='/'>首页</a> &gt; {t}</div>{b}</body></html>"
)


def read(body: str, path: str = "tzgg/", kind: str = "text/html") -> Page:
    return read_page(
        body.encode(), url=HOME + path, requested=HOME + path, status=200, content_type=kind + "; charset=utf-8",
        observed_at=datetime(2026, 11, 20, tzinfo=UTC), today=date(2026, 11, 20), home_url=HOME,
        in_scope=lambda url: url.startswith(HOME),
    )  # fmt: skip


def column(body: str, path: str = "tzgg/") -> Page:
    return read(CHROME.format(t="通知公告", b=body), path)


def test_a_readable_list_has_no_interface() -> None:
    items = "".join(
        f"<li><a href='/t20261101_{n}.html'>关于做好第{n}批工作的通知</a><span>2026-11-0{n}</span></li>" for n in range(1, 7)
    )
    page = column(f"<ul>{items}</ul><script>$.getJSON('/api/hot?id=3', f)</script>")
    assert (page.endpoints, page.scripted) == ((), "")


def test_other_sites_are_not_asked() -> None:
    page = column("<ul></ul><script>$.getJSON('http://www.b.com/api/list', f)</script>")
    assert page.scripted
    assert page.endpoints == ()


def test_words_of_nothing_beside_a_loader() -> None:
    page = column("<p>暂无内容</p><script>$.getJSON('/api/list?id=3', f)</script>")
    assert [endpoint.url for endpoint in page.endpoints] == [HOME + "api/list?id=3"]
    assert (page.placeholder, page.scripted) == ("暂无内容", "")
    assert column("<p>暂无内容</p><script>$.get('/count?id=3')</script>").endpoints == ()
    assert column("<ul><li v-for='a in list'></li></ul><p v-if='!list.length'>暂无内容</p>").scripted
    [posted] = column("<p>暂无内容</p><script>$.post('/api/list', {id: 3}, f)</script>").endpoints
    assert (posted.url, posted.sure) == (HOME + "api/list?id=3&xuncha-post=1", True)
    [unclear] = column("<p>暂无内容</p><script>$.post('/api/list', $('#f').serialize(), f)</script>").endpoints
    assert (unclear.url, unclear.sure) == ("", False)


HOT = "".join(
    f"<li><a href='/t20251101_{n}.html'>热点：第{n}批项目公示信息</a><span>2025-11-0{n}</span></li>" for n in range(1, 6)
)


def test_a_hanweb_list_is_not_replaced_by_what_stands_beside_it() -> None:
    script = "$('#9').jpage({proxyUrl:'/module/web/jpage/dataproxy.jsp', perPage:20, params:{'columnid':'7','unitid':'9','webid':'1'}})"
    page = column(
        f"<div id=9></div><div class=side><h3>热点</h3><ul>{HOT}</ul></div><script>{script}</script>", "col/col7/index.html"
    )
    assert [endpoint.url for endpoint in page.endpoints] == [
        HOME + "module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=60&perpage=20&columnid=7&unitid=9&webid=1"
    ]
    assert page.scripted


def test_hanweb_answers_lead_on_by_their_own_counts() -> None:
    record = "<record><![CDATA[<li><a href='/art/2026/1/2/art_7_1.html'>关于第一批项目的公示公告</a><span>2026-01-02</span></li>]]></record>"
    text = f"<datastore><totalrecord>130</totalrecord><recordset>{record * 6}</recordset></datastore>"
    path = "module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=60&perpage=20&columnid=7"
    page = read(text, path, "text/xml")
    assert (page.kind, page.kind_reason, len(page.lists)) == (PageKind.DATA, "记录 XML", 1)
    assert page.pager is not None
    assert [url.partition("?")[2][:33] for url in page.pager.next_urls] == [
        "startrecord=61&endrecord=120&perp",
        "startrecord=121&endrecord=180&per",
    ]
    empty = read("<datastore><totalrecord>0</totalrecord><recordset></recordset></datastore>", path, "text/xml")
    assert (empty.kind, empty.placeholder) == (PageKind.DATA, "接口返回0条")


def test_parts_that_jpaas_builds() -> None:
    page = column("""<ul></ul><script src="/js/unit.js" url="/api-gateway/front/page/build/unit"
        queryData="{'parseType':'buildstatic','webId':'2','pageId':'88'}"></script><i class=jpaas></i>""")
    assert [endpoint.url for endpoint in page.endpoints] == [
        HOME + "api-gateway/front/page/build/unit?parseType=buildstatic&webId=2&pageId=88"
    ]
    inner = "".join(
        f"<li><a href='/art/2026/1/{n}/art_7_{n}.html'>关于第{n}批项目的公示公告</a><span>2026-01-0{n}</span></li>"
        for n in range(1, 7)
    )
    answer = read(json.dumps({"success": True, "data": {"html": f"<ul>{inner}</ul>"}}), "x", "application/json")
    assert [len(block.items) for block in answer.lists] == [6]


TREE = [
    {
        "id": 1,
        "name": "法定主动公开",
        "children": [{"id": 5, "name": "规范性文件", "children": []}, {"id": 6, "name": "外链", "jump": "http://b.gov.cn/"}],
    }
]


@pytest.mark.parametrize("tree", [json.dumps(TREE), f"JSON.parse('{json.dumps(TREE)}')"])
def test_a_catalogue_has_a_column_for_each_leaf(tree: str) -> None:
    page = read(f"<html><body><div id=app></div><script>window._CONFIG = {{SID: '200001', TREE: {tree}}}</script><script src='/a/gkmlpt/x.js'></script></body></html>",
                "a/gkmlpt/index")  # fmt: skip
    [endpoint] = page.endpoints
    assert (endpoint.name, endpoint.page) == ("规范性文件", HOME + "a/gkmlpt/index#5")
    assert endpoint.url == HOME + "a/gkmlpt/api/all/5?page=1&sid=200001"


def data(value: object, path: str = "api/list?page=1", wrapped: str = "{}") -> Page:
    return read(wrapped.replace("{}", json.dumps(value, ensure_ascii=False)), path, "application/json")


ROW = {"docTitle": "关于做好防汛工作的通知", "docUrl": "/t1.html", "publishTime": 1763000000000}


def test_answers_as_data() -> None:
    page = data({"code": 0, "data": {"list": [ROW] * 10, "total": 35}})
    assert (page.kind, page.lists[0].items[0].date and page.lists[0].items[0].date.day) == (PageKind.DATA, date(2025, 11, 13))
    assert page.pager is not None
    assert page.pager.next_urls == tuple(f"{HOME}api/list?page={n}" for n in (2, 3, 4))
    assert data([ROW], wrapped="callback({});").lists[0].items[0].url == HOME + "t1.html"
    assert (
        data({"rows": [{"title": "关于做好防汛工作的通知", "id": 7, "createTime": "2026-03-01 10:00"}]}).lists[0].items[0].url
        == ""
    )
    assert data({"rows": [{"title": "公交站点"}]}).lists == ()
    assert data({"rows": [{"title": "公交站点"}]}).placeholder == ""
    assert data({"total": 0, "rows": []}).placeholder == "接口返回0条"


def test_pages_count_from_nought_where_the_address_does() -> None:
    page = data({"content": [ROW] * 5, "totalPages": 3}, "api/list?pageNo=0&size=5")
    assert page.pager is not None
    assert [url[-16:] for url in page.pager.next_urls] == ["pageNo=1&size=5"[-16:].rjust(16, "?"), "?pageNo=2&size=5"]
    unknown = data([ROW] * 6, "api/list?page=4")
    assert unknown.pager is not None
    assert unknown.pager.next_urls == (HOME + "api/list?page=5",)


@pytest.mark.parametrize(
    "data",
    ["var list = [" + ", ".join(f'{{"title": "关于第{n}批项目的公示公告", "url": "/p/{n}.html", "date": "2026-03-0{n}"}}' for n in range(1, 5)) + "];",
     "show({rows: [" + ",".join(f"{{title:'关于第{n}批项目的公示公告', url: '/p/{n}.html', pubDate: '2026-03-0{n}', n: f({n})}}" for n in range(1, 5)) + "]})"],
)  # fmt: skip
def test_a_list_that_stands_in_the_script_as_data(data: str) -> None:
    page = column(f"<ul id=l></ul><script>{data} new Vue({{el: '#l'}})</script>")
    [block] = page.lists
    assert (block.source, block.role, len(block.items), page.scripted) == ("script-data", "main", 4, "")
    assert [item.date.day.day for item in block.items if item.date] == [1, 2, 3, 4]
    assert HOME + "p/4.html" in {link.target for link in page.links if link.area == "list"}


def test_data_that_is_no_list_of_articles() -> None:
    page = column(
        "<ul id=l></ul><script>var menu = [{name: '首页', url: '/'}, {name: '政务公开', url: '/zwgk/'}]; new Vue({})</script>"
    )
    assert page.lists == ()
    assert page.scripted


RECORDS = "".join(
    f"<item><title>关于做好第{n}批工作的通知</title><link>/x/{n}.html</link><pubDate>2026-11-0{n}</pubDate></item>"
    for n in range(1, 6)
)


def test_records_in_xml_of_the_sites_own_making() -> None:
    page = read(f"<?xml version='1.0' encoding='utf-8'?><root>{RECORDS}</root>", "data/17.xml", "text/xml")
    assert page.kind is PageKind.DATA
    assert next((i.url, str(i.date.day)) for i in page.lists[0].items if i.date) == (HOME + "x/1.html", "2026-11-01")
    assert HOME + "x/5.html" in {link.target for link in page.links}


def test_other_xml_is_no_list() -> None:
    assert read("<?xml version='1.0'?><config><item><name>a</name></item></config>", "c.xml", "text/xml").lists == ()
    feed = read(f"<?xml version='1.0'?><rss><channel>{RECORDS}</channel></rss>", "rss.xml", "text/xml")
    assert feed.kind is not PageKind.DATA


def test_a_document_in_a_frame_is_named_as_what_fills_the_page() -> None:
    page = column("<iframe src='/frame/16.html' width='100%' height=800></iframe>")
    assert [(e.url, e.frame) for e in page.endpoints] == [(HOME + "frame/16.html", True)]
    weather = column("<iframe src='http://tianqi.2345.com/x.htm'></iframe><iframe src='http://www.b.com/a.html'></iframe>")
    assert weather.endpoints == ()


def test_records_with_short_names_are_told_by_their_form() -> None:
    records = ",".join(f"{{t:'关于做好第{n}批工作的通知',u:'/x/{n}.html',d:'2026-11-0{n}'}}" for n in range(1, 6))
    page = column(f"<ul id=l></ul><script>var data=[{records}];document.getElementById('l').innerHTML=h(data);</script>")
    assert len(page.lists[0].items) == 5
    stations = ",".join(f"{{t:'第{n}水文站',u:'/x/{n}.html',d:'2026-11-0{n}',b:'2026-11-0{n}'}}" for n in range(1, 6))
    unclear = column(f"<ul id=l></ul><script>var data=[{stations}];document.getElementById('l').innerHTML=h(data);</script>")
    assert (unclear.lists, bool(unclear.scripted)) == ((), True)


def test_an_xml_answer_without_records_says_that_there_are_none() -> None:
    head = "<?xml version='1.0' encoding='utf-8'?>\n"
    for body in ("<list channel='矿业权公开' count='0'>\n</list>", "<items/>", "<d total='0'></d>"):
        page = read(head + body, "kyq/list.xml", "text/xml")
        assert page.kind is PageKind.DATA and page.placeholder, body
    for body in ("<config version='2'></config>", "<list><item title='甲'/></list>"):
        assert not read(head + body, "kyq/list.xml", "text/xml").placeholder, body
