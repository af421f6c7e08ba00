"""Style sheets and scripts without an element of their own; conditions, comments and other media beside them."""

import pytest

from crawler.extract.written_code import written_code
from model import LinkKind

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
