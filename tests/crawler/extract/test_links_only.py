"""The short reading gives the same links as the whole one, and leaves doubtful pages to that."""

from datetime import UTC, date, datetime

import pytest

from crawler.extract.page import read_page
from model import Page, PageKind

HOME = "http://www.a.gov.cn/"
FRAME = """<html><head><title>{title}</title></head><body><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div>
<div class="content"><h1>{title}</h1><p>发布时间：2026-11-02</p>{text}<img src="/i/1.jpg" alt="图"><a href="/f/1.pdf">附件</a></div>
<script>createPageHTML(3, 0, "index", "html");</script><a href="http://[bad">坏</a></body></html>"""
PROSE = "<p>全市各级各部门认真贯彻落实会议精神，扎实推进各项工作，取得明显成效。</p>" * 30


def read(text: str, *, title: str = "关于做好工作的通知", url: str = HOME + "zwgk/", status: int = 200, short: bool) -> Page:
    return read_page(
        FRAME.format(title=title, text=text).encode(), url=url, requested=url, status=status, content_type="text/html",
        observed_at=datetime(2026, 11, 22, tzinfo=UTC), today=date(2026, 11, 22), home_url=HOME, in_scope=lambda _: True,
        links_only=short,
    )  # fmt: skip


def test_a_plain_page_has_the_same_links_and_pager() -> None:
    short, whole = read(PROSE, short=True), read(PROSE, short=False)
    assert short.kind_reason == "只看了链接"
    assert {(link.target, link.kind, link.text) for link in short.links} == {(k.target, k.kind, k.text) for k in whole.links}
    assert short.bad_links == whole.bad_links
    assert short.pager == whole.pager
    assert short.lists == ()


@pytest.mark.parametrize(
    "more",
    [
        "<style>@import url(/css/own.css);</style>",
        "<style>@font-face{font-family:h;src:url(/f/h.woff)}</style>",
        "<script>document.write(\"<img src='/pic/a.jpg' width=300>\");</script>",
    ],
)
def test_what_a_page_asks_for_without_an_element_is_seen_on_a_short_look(more: str) -> None:
    short, whole = read(PROSE + more, short=True), read(PROSE + more, short=False)
    assert short.kind_reason == "只看了链接"
    assert {(link.target, link.kind) for link in short.links} == {(link.target, link.kind) for link in whole.links}


def test_the_home_page_stays_the_home_page() -> None:
    assert read(PROSE, url=HOME, short=True).kind is PageKind.HOME


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        ("<p>您访问的页面不存在</p>" + PROSE, "提示", 200),
        (PROSE, "404 Not Found", 200),
        ("<p>短</p>", "短页", 200),
        (PROSE, "页面", 404),
        ('<input type="password">' + PROSE, "登录", 200),
        ('<script>location.href="/new/";</script>' + PROSE[:100], "跳转", 200),
    ],
)
def test_a_doubtful_page_is_read_as_a_whole(text: str, title: str, status: int) -> None:
    short, whole = read(text, title=title, status=status, short=True), read(text, title=title, status=status, short=False)
    assert (short.kind, short.kind_reason, short.redirect) == (whole.kind, whole.kind_reason, whole.redirect)


def test_records_in_a_script_lead_on() -> None:
    record = (
        "<record><![CDATA[<li><a href='/art/2026/1/2/{0}.html'>第{0}条新闻的标题</a><span>2026-01-02</span></li>]]></record>"
    )
    store = f"<script><datastore>{''.join(record.format(n) for n in 'abc')}</datastore></script>"
    short = read(PROSE + store, short=True)
    assert HOME + "art/2026/1/2/a.html" in {link.target for link in short.links}
