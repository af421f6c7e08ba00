"""Traces in the source, scrambled code undone, and pages made to cost time."""

import time
from datetime import UTC, datetime

import pytest

from crawler.extract.frame.leaving import leaving_of
from crawler.extract.hidden.unscrambled import unscramble
from crawler.extract.page import read_page
from crawler.urls import Scope
from model import Page

HOME = "http://www.demo.gov.cn/"


def read(html: str) -> Page:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return read_page(
        html.encode(), url=HOME + "a.html", requested=HOME + "a.html", status=200, content_type="text/html; charset=utf-8",
        observed_at=now, today=now.date(), home_url=HOME, in_scope=Scope(HOME).contains,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (r'"\x3c\x61\x20\x68\x72\x65\x66\x3d\x68\x74\x74\x70\x3a\x2f\x2fx.com\x3e"', "<a href=http://x.com>"),
        ("String.fromCharCode(60,97,32,104,114,101,102,61,120,62)", "<a href=x>"),
        ("String.fromCharCode(0x3c,0x61,0x20,0x68,0x72,0x65,0x66,0x3d)", "<a href="),
        ("atob('PGEgaHJlZj1odHRwOi8veC5jb20+')", "<a href=http://x.com>"),
        ("unescape('%3c%61%20%68%72%65%66%3d%68%74%74%70%3a')", "<a href=http:"),
        ('eval(function(p,a,c,k,e,d){}("1.0(2)",10,3,"write|document|boo".split("|"),0,{}))', "document.write(boo)"),
        ("eval(function(p,a,c,k,e,d){}('1.0(\\'2\\')',10,3,'write|document|boo'.split('|'),0,{}))", "document.write('boo')"),
    ],
)
def test_scrambled_code_is_read(code: str, said: str) -> None:
    assert said in unscramble(code)


@pytest.mark.parametrize(
    "code",
    [
        "var a='\\u793a\\u4f8b';", 'var a="\\u003ca href=\\u003e";', "unescape('%3Cspan id=a%3E%3C/span%3E')", "String.fromCharCode(65)",
        "atob('x')", "plain()", "eval(function(p,a,c,k,e,d){}('x',99,1,''.split('|')))",
    ],
)  # fmt: skip
def test_everyday_spellings_hide_nothing(code: str) -> None:
    assert "<" not in unscramble(code)


def test_style_rules_for_print_and_phones_hide_nothing() -> None:
    sheet = "@media print{.a{display:none}} @media (max-width:9px){.a{display:none}.b{display:none}} .c:hover{display:none}"
    page = read(f'<style>{sheet}</style><div class="a b c"><a href="http://x.com/">x</a></div>')
    assert page.concealed == ()
    page = read('<style>.t{color:red}\n.a .b,#k{display : none}</style><p class="b"><a href="http://x.com/">x</a></p>')
    assert [(c.target, c.reason) for c in page.concealed] == [("http://x.com/", "display:none")]


def test_links_that_ask_for_themselves() -> None:
    asks = '<a href="http://x.com/" onclick="return confirm(\'您将离开本网站，是否继续？\')">甲</a>'
    page = read(f'{asks}<a href="http://y.com/" onclick="count(1)">乙</a><script>confirm("x")</script>')
    assert page.asked == ("http://x.com/",)
    assert read('<a href="http://y.com/">乙</a>').asked == ()


def test_a_notice_is_found_in_words_and_names() -> None:
    assert leaving_of("<div>您访问的链接即将离开“某市”门户网站 是否继续？</div>", "")
    assert leaving_of("", "/js/checklink.min.js")
    assert leaving_of("您将要离开本站，访问外部链接，请确认", "")
    assert not leaving_of("<p>群众离开家园后，第三方机构开展评估。外部环境复杂。</p>", "function leaveGroup(){}")


@pytest.mark.parametrize(
    "html",
    [
        "<!--" * 60_000,
        "<noscript>" * 30_000,
        "<style>" + "@media{" * 30_000,
        '<a href="http://x.com/">x</a><style>' + ".a{display:none" * 20_000,
        "</html>" + "<a href=http://x.com/ " * 8_000,
        "<script>" + "\\x61" * 60_000 + "</script>",
        "<script>" + "fromCharCode(" * 20_000 + "</script>",
        "<script>document.referrer baidu location" + " location = (" * 15_000 + "</script>",
        "离开" * 60_000,
        '<div style="' + "opacity:0;" * 8_000 + '"><a href="http://x.com/">x</a></div>',
    ],
    ids=range(10),
)
def test_hostile_pages_cost_bounded_time(html: str) -> None:
    begun = time.process_time()
    page = read(html)
    assert time.process_time() - begun < 3
    assert len(page.concealed) <= 300
