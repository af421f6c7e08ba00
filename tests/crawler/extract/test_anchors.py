"""An anchor that was read on another page means here what it would mean if it were read anew."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.addresses import Addresses
from crawler.extract.anchors import Anchor, KnownAnchors

PAGES = ("http://www.a.gov.cn/zwgk/tzgg/1.html", "http://www.a.gov.cn/zwgk/jd/2.html", "http://www.b.gov.cn/zwgk/tzgg/1.html")


def read(known: KnownAnchors, page: str, markup: str) -> Anchor:
    node = LexborHTMLParser(f"<p>{markup}</p>").css_first("a")
    assert node is not None
    return known.on(Addresses(page)).read(node)


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/xw/1.html">新闻</a>',
        '<a href="../1.html" title="新闻"></a>',
        '<a href="2.html">下一页</a>',
        '<a href="?page=2">2</a>',
        '<a href="#top">回到顶部</a>',
        '<a href="">空</a>',
        '<a href="//www.c.gov.cn/">链接</a>',
        '<a href="http:2.html">相对</a>',
        '<a href="mailto:a@b.cn">邮箱</a>',
        '<a href="http://[bad">坏</a>',
        '<a href="javascript:" onclick="window.open(\'/f/1.pdf\')"><img src="1.jpg" alt="附件"></a>',
        "<a href=\"javascript:window.open('f/1.pdf')\">附件</a>",
        '<a href=" /xw/空 格.html ">空格</a>',
    ],
)
def test_the_same_on_every_page_of_a_site(markup: str) -> None:
    known = KnownAnchors()
    for page in PAGES * 2:
        assert read(known, page, markup) == read(KnownAnchors(), page, markup)


def test_read_once() -> None:
    known = KnownAnchors()
    first = read(known, PAGES[0], '<a href="/xw/1.html">新闻</a>')
    assert read(known, PAGES[1], '<a href="/xw/1.html">新闻</a>') is first
    assert read(known, PAGES[2], '<a href="/xw/1.html">新闻</a>') is not first
