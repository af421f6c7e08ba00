"""Fonts that a style sheet asks for: only one without a stand-in is missed."""

import pytest

from crawler.extract.hidden.sheets import fonts


@pytest.mark.parametrize(
    ("sheet", "asked"),
    [
        ("@font-face{font-family:a;src:url('../fonts/icon.woff') format('woff')}", ["../fonts/icon.woff"]),
        ("@font-face{src:url(a.eot);src:url(a.eot?#iefix),url(a.woff2)}", ["a.woff2"]),
        ("@font-face{src:url(a.woff2),url(a.woff),url(a.ttf)}", []),
        ("@font-face{src:local('黑体'),url(a.woff)}", []),
        ("@font-face{src:url(data:font/woff;base64,AA)}", []),
        ("/* @font-face{src:url(a.woff)} */ .a{background:url(b.png)}", []),
    ],
)
def test_fonts(sheet: str, asked: list[str]) -> None:
    assert fonts(sheet) == asked
