"""Style sheets and scripts without an element of their own; conditions, comments and other media beside them."""

import pytest

from crawler.extract.written_code import written_code
from model import LinkKind
from tests.crawler.extract.qingshan import HOME, read

STYLE, SCRIPT, IMAGE = LinkKind.STYLE, LinkKind.SCRIPT, LinkKind.IMAGE


@pytest.mark.parametrize(
    ("html", "code", "found"),
    [
        ("<style>@import url('/css/a.css');body{}</style>", "", [("/css/a.css", STYLE)]),
        ("<!--[if IE]><style>@import url(/ie.css);</style><![endif]-->", "", []),
        ("<style>@import url(/print.css) print;</style>", "", []),
        ("<style>@font-face{font-family:h;src:url(/f/h.woff)}</style>", "", [("/f/h.woff", STYLE)]),
        ("<style>@font-face{font-family:h;src:url(/f/h.woff2),url(/f/h.woff)}</style>", "", []),
        ("", "document.write(\"<img src='/pic/a.jpg' width=300>\")", [("/pic/a.jpg", IMAGE)]),
        ("", 'document.write(\'<img src="/count.gif" width="1" height="1">\')', []),
        ("", 'document.write(\'<div style="display:none"><img src="/a.gif"></div>\')', []),
        ("", "document.write('<img src=\"/hit.asp?id=3\">')", []),
        ("", "if (old) document.write('<img src=\"/a.jpg\">')", []),
        ("", "document.write('<script src=\"/js/a.js\"><\\/script>')", [("/js/a.js", SCRIPT)]),
        ("", "document.write(\"<link rel='stylesheet' href='/css/b.css'>\")", [("/css/b.css", STYLE)]),
        ("", "window.jQuery || document.write('<script src=\"/js/jq.js\"><\\/script>')", []),
        ("", "if (old) document.write('<script src=\"/js/old.js\"><\\/script>')", []),
        ("", "// document.write('<script src=\"/js/old.js\"><\\/script>')", []),
        ("", "document.write('<script src=\"' + base + '/js/x.js\"><\\/script>')", []),
    ],
)
def test_written_code(html: str, code: str, found: list[tuple[str, LinkKind]]) -> None:
    page = f"{html}<script>{code}</script>"
    assert [(raw, kind) for raw, kind, _ in written_code(page, [(3, code)] if code else [])] == found


def test_pictures_of_an_array_that_a_script_writes_one_by_one() -> None:
    code = (
        """var pics=["up/1.png","up/2.jpg"];for(var i=0;i<2;i++){document.write('<a href="#"><img src="'+pics[i]+'"></a>');}"""
    )
    links = read(f"<html><body><p>图</p><script>{code}</script></body></html>", HOME).links
    assert {link.target for link in links if link.kind is LinkKind.IMAGE} == {HOME + "up/1.png", HOME + "up/2.jpg"}


def test_an_array_of_pictures_that_nothing_writes_is_left_alone() -> None:
    code = "var pics=['up/1.png','up/2.jpg'];preload(pics);document.write('<img src=\"/logo.png\">');"
    links = read(f"<html><body><p>图</p><script>{code}</script></body></html>", HOME).links
    assert {link.target for link in links if link.kind is LinkKind.IMAGE} == {HOME + "logo.png"}
