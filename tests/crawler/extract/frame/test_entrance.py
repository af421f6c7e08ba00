"""Entrance pages before a home page, and home pages that only look like one."""

from datetime import UTC, date, datetime

import pytest

from crawler.extract.frame.entrance import ENTRANCE
from crawler.extract.page import read_page
from model import Page

HOME = "http://www.qs.gov.cn/"
BOTTOM = '<div class="footer"><p>主办：青山市人民政府　网站标识码：5399000018</p><a href="/wzdt/">网站地图</a> <a href="https://beian.miit.gov.cn/">滇ICP备1号</a></div>'


def read(body: str, url: str = HOME) -> Page:
    return read_page(
        f"<html><head><title>青山市人民政府</title></head><body>{body}</body></html>".encode(),
        url=url, requested=url, status=200, content_type="text/html; charset=utf-8",
        observed_at=datetime(2026, 11, 21, tzinfo=UTC), today=date(2026, 11, 21), home_url=HOME,
        in_scope=lambda target: target.startswith(HOME),
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/portal/"><img src="/i/big.jpg" alt=""></a>',
        '<img src="/i/big.jpg"><a href="/portal/">进入网站</a>' + BOTTOM,
        '<a href="/portal/">进入青山市人民政府门户网站</a><a href="/en/">English</a><a href="http://m.qs.gov.cn/">手机版</a>',
        '<p>欢迎访问青山市人民政府门户网站</p><a href="/en/">English</a> <a href="/portal/">中文版</a>',
    ],
    ids=["picture", "words", "languages", "versions"],
)
def test_an_entrance_leads_to_the_home_page(body: str) -> None:
    page = read(body)
    assert (page.redirect, page.kind_reason) == (HOME + "portal/", ENTRANCE)


NEWS = "".join(
    f'<li><a href="/yw/t20261{n:03d}_{n}.html">青山市第{n}项重点工作扎实推进取得成效</a><span>2026-11-{n:02d}</span></li>'
    for n in range(1, 9)
)


@pytest.mark.parametrize(
    "body",
    [
        f'<a href="/zt/">进入专题</a><ul>{NEWS}</ul>',
        '<div id="app"></div><a href="/portal/">首页</a><script>axios.get("/api/home").then(show)</script>',
        '<a href="/zwgk/">政务公开</a><a href="/bsfw/">办事服务</a><a href="/zmhd/">政民互动</a><a href="/yw/">要闻</a>',
        f'<p>{"本网站因系统升级改造，自11月20日起暂停服务，由此带来的不便敬请谅解。" * 10}</p><a href="/gg/1.html">公告</a>',
        '<a href="http://www.other.gov.cn/">进入网站</a>',
        '<a href="/">进入网站</a>',
    ],
    ids=["lists", "scripted", "menu", "notice", "elsewhere", "itself"],
)
def test_a_home_page_that_only_looks_like_an_entrance(body: str) -> None:
    assert read(body).redirect == ""


def test_the_home_page_may_be_the_index_behind_the_entrance() -> None:
    page = read('<a href="/index.html"><img src="/i/big.jpg" alt=""></a>' + BOTTOM)
    assert (page.redirect, page.kind_reason) == (HOME + "index.html", ENTRANCE)


def test_the_index_itself_leads_nowhere() -> None:
    assert read('<a href="/index.html">进入网站</a>', HOME + "index.html").redirect == ""


def test_only_the_home_page_is_asked() -> None:
    assert read('<a href="/portal/">进入网站</a>', HOME + "zt/x/").kind_reason != ENTRANCE
