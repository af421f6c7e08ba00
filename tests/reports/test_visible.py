"""No character of a web page is obeyed by a document."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.visible import http_link, visible
from tests.reports.sample import HOSTILE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("通知公告 A-1（二）", "通知公告 A-1（二）"),
        ("gnp.\u202efdp.exe", "gnp.⟨U+202E⟩fdp.exe"),
        ("一\u200b二\ufeff", "一二"),
        ("a\x00b\x1b[31m", "a␀b␛[31m"),
        ("一\r\n二\t三\u2028", "一  二 三 "),
        ("\ud800", "\ufffd"),
        ("葛\U000e0100", "葛\U000e0100"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_nothing_dangerous_is_left(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not [
        c
        for c in shown
        if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs")
        or unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]


def test_long_text_is_cut() -> None:
    assert len(visible("字" * 5000, 100)) == 102


@pytest.mark.parametrize("url", ["http://www.a.gov.cn/", "https://a.gov.cn:8443/栏目/?id=1&b=2#c", "HTTP://A.GOV.CN/x"])
def test_links(url: str) -> None:
    assert http_link(url) == url


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", "file:///etc/passwd", "//a.gov.cn/", "http://", "http://a:x/", "http://u:p@a.gov.cn/", "http://a/ b",
     'http://a/"onclick=', "http://a/\u202e", "http://" + "a" * 3000, "data:text/html,x", "smb://a/b", *HOSTILE],
)  # fmt: skip
def test_no_links(url: str) -> None:
    assert http_link(url) == ""
