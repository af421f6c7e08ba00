"""The search that a page offers: forms, links, hints; and honest pages that have none."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.addresses import Addresses
from crawler.extract.frame.search_entry import read_search
from crawler.extract.outline import read_outline
from model import SearchEntry, SearchForm

HOME = "http://www.demo.gov.cn/"


def read(html: str, encoding: str = "utf-8") -> SearchEntry:
    return read_search(read_outline(LexborHTMLParser(html)), Addresses(HOME, encoding), encoding)


@pytest.mark.parametrize(
    ("html", "form"),
    [
        (  # 大汉
            '<form id="search-form" action="http://search.demo.gov.cn/jrobotfront/search.do" method="get">'
            '<input type="hidden" name="webid" value="1"><input name="q"><input type="submit" value="搜索"></form>',
            SearchForm("http://search.demo.gov.cn/jrobotfront/search.do", "q", values=(("webid", "1"),)),
        ),
        (  # TRS
            '<form name="schform" method="post" action="/was5/web/search"><input type="text" name="searchword">'
            '<select name="channelid"><option value="1">全部</option><option value="2" selected>公文</option></select></form>',
            SearchForm(HOME + "was5/web/search", "searchword", "post", (("channelid", "2"),)),
        ),
        (
            '<form action="/s" accept-charset="gbk"><input type="radio" name="t" value="1"><input type="radio" name="t" '
            'value="2" checked><input name="keyword" placeholder="请输入关键字"><button>搜索</button></form>',
            SearchForm(HOME + "s", "keyword", values=(("t", "2"),), charset="gbk"),
        ),
        (
            '<form action="#"><input name="q"><input type="submit" id="search"></form>',
            SearchForm("", "q", scripted="表单没有写明提交地址"),
        ),
        ('<form class="search" action="/s"><input id="q"></form>', SearchForm(HOME + "s", "", scripted="搜索框没有名称")),
        (
            '<form class="search" action="/s" onsubmit="return false;"><input name="q"></form>',
            SearchForm(HOME + "s", "q", scripted="表单由脚本提交", handled=True),
        ),
    ],
)
def test_forms(html: str, form: SearchForm) -> None:
    assert read(html).forms == (form,)


def test_the_charset_of_an_old_page_is_that_of_its_form() -> None:
    [form] = read('<form action="/s"><input name="q" value="搜索"></form>', "gb18030").forms
    assert form.charset == "gb18030"


@pytest.mark.parametrize(
    "html",
    [
        '<form action="/login"><input name="user"><input type="password" name="key"></form>',
        '<form action="/letter"><input name="title"><textarea name="query"></textarea></form>',
        '<form action="/subscribe"><input name="mail"><button>订阅</button></form>',
    ],
)
def test_other_forms_are_no_search(html: str) -> None:
    assert read(html).forms == ()


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/ss/">站内搜索</a>',
        '<a href="/ss/" title="高级检索"><img src="a.png"></a>',
        '<a href="/ss/"><img src="a.png" alt="搜索"></a>',
        '<a href="/ss/"><i></i>智能搜索</a>',
    ],
)
def test_a_link_to_a_search_page(html: str) -> None:
    assert read(html).page == HOME + "ss/"


@pytest.mark.parametrize(
    "html",
    [
        '<input id="kw"><span onclick="go()">去</span>',
        '<div class="search-box"></div>',
        '<span onclick="doSearch()">查</span>',
        '<img src="/images/sousuo.png">',
        "<p>站内搜索</p>",
        "<script>function toSearch(){ window.open('/s?w=' + w) }</script>",
        '<script src="/js/search.js"></script>',
    ],
)
def test_hints(html: str) -> None:
    found = read(html)
    assert found.hint and not found.forms and not found.page


@pytest.mark.parametrize(
    "html",
    [
        "<p>首页</p><a href='/a.html'>消防救援队伍开展山林搜索救援演练</a>",
        "<li><a href='/b.html'>全区检索查新服务工作座谈会在我区召开</a></li>",
        '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=45030202000001">桂公网安备45030202000001号</a>',
        '<script src="/js/jquery-1.8.3.min.js"></script><script src="/js/jquery.js"></script>',
        '<meta name="keywords" content="搜索"><link rel="stylesheet" href="/css/search.css">',
        '<div class="news"><ul class="list"><li><a href="/c.html">区政府召开常务会议</a></li></ul></div>',
        '<a href="http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=4503020001">我为政府网站找错</a>',
    ],
)
def test_pages_without_any_search(html: str) -> None:
    found = read(html)
    assert (found.forms, found.page, found.hint) == ((), "", "") and found.links == html.count("href=") - html.count("<link")
