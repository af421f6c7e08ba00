"""How lists go on in each system, and lists that stand in scripts or JSON."""

from __future__ import annotations

import json

import pytest

from model import Page, PageKind, Pager
from tests.crawler.extract.qingshan import HOME, days, main_list, read, whole

BASE = HOME + "xxgk/tzgg/"
LIST = (
    "<ul>"
    + "".join(f'<li><a href="./a{i}.html">关于第{i}批项目的公示公告</a><span>2026-03-0{i}</span></li>' for i in range(1, 6))
    + "</ul>"
)


def pager(extra: str, url: str = BASE) -> Pager:
    found = read(whole(LIST + extra), url).pager
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("script", "pages", "records", "second"),
    [
        ('createPageHTML(55, 0, "index", "html");', 55, None, "index_1.html"),
        ("createPageHTML('3','0','index','shtml','52');", 3, 52, "index_1.shtml"),
        ('createPageHTML(\n 12,\n 0,\n"default",\n"htm"\n,"230" );', 12, 230, "default_1.htm"),
        ('createPageHTML("page_div", 7, 0, "index", "html", 100);', 7, 100, "index_1.html"),
        (
            'function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}\ncreatePageHTML(4, 0, "index", "html");',
            4,
            None,
            "index_1.html",
        ),
        (
            '//createPageHTML(9, 0, "index", "shtml");\nvar currentPage = 0;//now\nvar countPage = 31//pages\ndocument.write("<a href=\\"index"+"_" + i + "."+"shtml\\">")',
            31,
            None,
            "index_1.shtml",
        ),
        (
            'createPageHTML(99,0,"index","shtml","61"); function createPageHTML(a,b,c,d,_recordCount){_nPageCount = Math.ceil(_recordCount/ 20);}',
            4,
            61,
            "index_1.shtml",
        ),
    ],
)
def test_trs(script: str, pages: int, records: int | None, second: str) -> None:
    found = pager(f"<script>{script}</script>")
    assert (found.pages, found.records, found.next_urls[0]) == (pages, records, BASE + second)
    assert len(found.next_urls) == pages - 1


def test_a_commented_call_alone_still_tells_the_count() -> None:
    assert pager('<script>/* createPageHTML(6, 0, "index", "html"); */ var x = "countPage";</script>').pages == 6


def test_later_page_leads_to_the_others() -> None:
    found = pager('<script>createPageHTML(3, 1, "index", "html");</script>', BASE + "index_1.html")
    assert found.next_urls == (BASE + "index.html", BASE + "index_2.html")


def test_numbered_links_are_filled_up() -> None:
    links = '<div class="page"><a href="index_1.html">1</a><a href="index_2.html">2</a><a href="index_3.html">3</a><a href="index_6.html">尾页</a> 共6页 共88条</div>'
    found = pager(links, BASE + "index.html")
    assert (found.pages, found.records) == (6, 88)
    assert BASE + "index_5.html" in found.next_urls


def test_vsb_counts_down_and_webplus_up() -> None:
    found = pager(
        '<p id="fanye">共792条</p><a href="tzgg/39.htm">下页</a><a href="tzgg/1.htm">尾页</a><link href="/_sitegray/x.css">',
        HOME + "tzgg.htm",
    )
    assert (found.mechanism, found.pages, found.records) == ("vsb", 40, 792)
    assert found.next_urls[:2] == (HOME + "tzgg/39.htm", HOME + "tzgg/38.htm")
    found = pager(
        '<div class="wp_paging"><a href="/123/list2.htm">下一页</a><a href="/123/list9.htm">尾页</a></div>',
        HOME + "123/list.htm",
    )
    assert (found.mechanism, len(found.next_urls)) == ("webplus", 8)


def test_query_pages_and_post_back() -> None:
    link = "index.php?m=content&c=index&a=lists&catid=34"
    found = pager(f'<a href="{link}&page=2">2</a><a href="{link}&page=3">3</a><a href="{link}&page=12">尾页</a>', HOME + link)
    assert (found.mechanism, found.pages, len(found.next_urls)) == ("query", 12, 11)
    assert found.next_urls[-1] == HOME + link + "&page=12"
    found = pager("<a href=\"javascript:__doPostBack('GridPager','2')\">下一页</a> 共 9 页")
    assert (found.mechanism, found.pages, found.next_urls) == ("postback", 9, ())


def test_a_page_without_pager_has_none() -> None:
    assert read(whole(LIST)).pager is None
    assert read(whole(LIST + '<a href="/">首页</a><p>索引号 000014349/2017-00103</p>')).pager is None


HANWEB = """<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;appid=1&amp;columnid=60085"></a>]]></nextgroup>
<recordset>{records}</recordset></datastore></script><script>$.jpage({{totalRecord:'321', perPage:20}})</script>"""


@pytest.mark.parametrize(
    "record",
    ['<li><a href="/art/2026/3/{n}/art_60085_{n}.html" title="关于第{n}批项目的公示公告">关于第{n}批项目的公示公告</a><span>2026-03-0{n}</span></li>',
     '<tr><td><a href="/art/2026/3/{n}/art_60085_{n}.html">关于第{n}批项目的公示公告</a></td><td>[2026-03-0{n}]</td></tr>'],
)  # fmt: skip
def test_hanweb_records(record: str) -> None:
    records = "".join(f"<record><![CDATA[{record.format(n=n)}]]></record>" for n in range(1, 7))
    page = read(whole(HANWEB.format(records=records)), HOME + "col/col60085/index.html")
    block = main_list(page)
    assert (block.source, len(block.items), days(block)[5]) == ("jpage", 6, "2026-03-06")
    assert block.items[0].url in {link.target for link in page.links if link.area == "list"}
    assert page.scripted == page.placeholder == ""
    assert page.pager is not None
    assert (page.pager.records, page.pager.pages) == (321, 17)
    assert page.pager.next_urls == (HOME + "module/web/jpage/dataproxy.jsp?page=1&appid=1&columnid=60085",)


def test_written_list() -> None:
    items = "".join(
        f"document.write('<li><a href=\"/x/{i}.html\">关于第{i}批项目的公示公告<\\/a><span>2026-03-0{i}</span></li>');"
        for i in range(1, 5)
    )
    block = main_list(read(whole(f"<ul><script>{items}</script></ul>")))
    assert (block.source, len(block.items), days(block)[0]) == ("document.write", 4, "2026-03-01")


def test_endpoints_that_scripts_load_are_named() -> None:
    page = read(whole("<ul id=l></ul><script>$.getJSON('/gkmlpt/api/all/12?page=1&sid=7', f)</script>"), HOME + "gkmlpt/index")
    assert page.pager == Pager("json", None, None, (HOME + "gkmlpt/api/all/12?page=1&sid=7",))
    assert "/gkmlpt/api/all/12" in page.scripted
    page = read(whole("<ul class=ucap></ul><script>$.ajax({url: './zuixin.json', success: f})</script>"))
    assert page.pager is not None
    assert page.pager.next_urls == (BASE + "zuixin.json",)


def as_page(data: object) -> Page:
    return read(json.dumps(data, ensure_ascii=False), HOME + "gkmlpt/api/all/1", "application/json")


def test_json_lists() -> None:
    page = as_page({"total": 2, "articles": [{"title": "关于甲的通知", "url": "/p/1.html", "display_publish_time": 1763000000},
                                              {"title": "关于<em>乙</em>的通知", "url": "/p/2.html", "pubDate": "2026-03-01 10:00:00"}]})  # fmt: skip
    assert [(i.title, i.url, i.date.day.isoformat() if i.date else "") for i in main_list(page).items] == [
        ("关于甲的通知", HOME + "p/1.html", "2025-11-13"), ("关于乙的通知", HOME + "p/2.html", "2026-03-01")]  # fmt: skip
    assert as_page({"code": 500, "msg": "error"}).lists == ()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("[]", "接口返回0条"),
        ('{"code":200,"data":[]}', "接口返回0条"),
        ('{"success":true,"data":{"rows":[]}}', "接口返回0条"),
        ('{"code":500,"data":[]}', ""),
        ('{"success":false,"data":[]}', ""),
        ('{"data":[],"list":[]}', ""),
        ('{"message":"ok"}', ""),
        ('{"code":"0000","data":{"list":[],"pageNum":1}}', "接口返回0条"),
        ('{"status":1,"info":{"articles":[],"banners":[{"id":1}]}}', ""),
        ('{"code":200,"data":null}', "接口没有返回任何内容"),
        ('{"data":null}', ""),
        ('{"code":500,"msg":"暂无数据","data":null}', ""),
        ('{"code":200,"msg":"暂无数据","data":null}', "暂无数据"),
        ("{}", "接口没有返回任何内容"),
        ("null", "接口没有返回任何内容"),
        ('""', "接口没有返回任何内容"),
        ('{"broken', ""),
    ],
)
def test_an_answer_that_is_nothing_but_an_empty_array_says_so(answer: str, words: str) -> None:
    assert read(answer, HOME + "zcwd.json").placeholder == words


@pytest.mark.parametrize(
    ("store", "scripted"),
    [
        ("<nextgroup></nextgroup><recordset></recordset>", False),
        (
            '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=9"></a>]]></nextgroup><recordset></recordset>',
            True,
        ),
    ],
)
def test_a_store_without_records_and_without_a_way_to_more_waits_for_nothing(store: str, scripted: bool) -> None:
    data = f'<div id="98"><script type="text/xml"><datastore>{store}</datastore></script></div>'
    crumb = '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/col/col9/index.html">人大会议</a></div>'
    page = read(
        whole(f"{crumb}{data}", "人大会议", '<meta name="ColumnName" content="人大会议">'), HOME + "col/col9/index.html"
    )
    assert (page.kind, bool(page.scripted)) == (PageKind.LIST, scripted)
