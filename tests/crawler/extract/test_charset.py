"""Bytes to text: declared, undeclared, wrongly declared and damaged encodings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.charset import decode

TEXT = "中华人民共和国国家发展和改革委员会关于印发《规划》的通知，各省、自治区、直辖市人民政府：现将有关事项通知如下。"
RARE = "镕堃喆㐱䶮"  # in GB18030 and GBK extensions, not in GB2312


def page(charset: str = "") -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{meta}<title>{TEXT}</title></head><body>{TEXT}{RARE}</body></html>"


@pytest.mark.parametrize(
    ("body", "header", "encoding"),
    [
        (page("utf-8").encode(), "text/html", "utf-8"),
        (page().encode(), "text/html; charset=gb2312", "utf-8"),
        (page("gb2312").encode("gb18030"), "text/html", "gb18030"),
        (page("GBK").encode("gb18030"), "", "gb18030"),
        (page("utf-8").encode("gb18030"), "text/html", "gb18030"),
        (page().encode("gb18030"), "text/html", "gb18030"),
        (page().encode("gb18030"), "text/html; charset=ISO-8859-1", "gb18030"),
        (b"\xef\xbb\xbf" + page("gb2312").encode(), "text/html", "utf-8"),
        (b"\xff\xfe" + page("gb2312").encode("utf-16-le"), "text/html", "utf-16-le"),
        (b"\xfe\xff" + page().encode("utf-16-be"), "", "utf-16-be"),
        (page().encode("gb18030"), "text/html; charset=nonsense", "gb18030"),
    ],
)
def test_the_right_encoding_is_found(body: bytes, header: str, encoding: str) -> None:
    text, used = decode(body, header)
    assert used == encoding
    assert TEXT in text
    assert RARE in text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_cut_or_slightly_damaged_body_keeps_its_encoding(encoding: str) -> None:
    body = page(encoding).encode(encoding) * 20
    for damaged in (body[:-30], body[:3000] + b"\xff\xff" + body[3000:]):
        text, used = decode(damaged, "text/html")
        assert used == encoding
        assert TEXT in text


@settings(max_examples=80, deadline=None)  # the first call loads the detector
@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_bytes_give_text(body: bytes, header: str) -> None:
    text, used = decode(body, header)
    assert isinstance(text, str)
    assert used
    assert b"x".decode(used, "replace") is not None


@settings(max_examples=60)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=30, max_size=200))
def test_declared_gbk_is_read_exactly(text: str) -> None:
    body = f"<meta charset=gbk><p>{text}</p>".encode("gb18030")
    assert text in decode(body, "text/html")[0]
