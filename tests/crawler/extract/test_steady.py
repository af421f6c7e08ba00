"""What changes on every visit does not count; what a rule could judge does."""

import pytest

from crawler.extract.steady import steady_hash

PAGE = """<html><head><meta name="csrf-token" content="{token}"><script src="/js/a.js?v={stamp}"></script></head><body>
<div>今天是{clock}</div><h1>关于做好工作的通知</h1><p>发布时间：2026-11-02 10:20:33 浏览次数：<span id="hits">{hits}</span></p>
<p>请认真落实。</p><a href="/a/1.html;jsessionid={token}">附件</a>
<input type="hidden" name="__VIEWSTATE" value="{token}" /><!-- created {hits} ms --></body></html>"""
FIRST = {
    "token": "a8f5f167f44f4964e6c998dee827110c",
    "stamp": "1763781234567",
    "clock": "2026年11月22日 星期日 10:11:12",
    "hits": 7,
}
LATER = {
    "token": "ffff0000f44f4964e6c998dee827ffff",
    "stamp": "1763999999999",
    "clock": "2026年11月23日 星期一 09:01:02",
    "hits": 1012,
}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_another_visit_is_the_same_page(encoding: str) -> None:
    first, later = (PAGE.format(**values).encode(encoding) for values in (FIRST, LATER))
    assert first != later
    assert steady_hash(first) == steady_hash(later)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("请认真落实", "请认真布署"),
        ("2026-11-02", "2026-11-03"),
        ("/a/1.html", "/a/2.html"),
        ("通知</h1>", "通告</h1>"),
        ("</p>\n<p>", "</p><!-- 2 --><p>新的一段</p><p>"),
        ("<p>请", '<p hidden="">请'),
    ],
)
def test_what_a_rule_could_judge_counts(old: str, new: str) -> None:
    page = PAGE.format(**FIRST)
    assert old in page
    assert steady_hash(page.encode()) != steady_hash(page.replace(old, new).encode())


def test_a_short_parameter_is_an_address() -> None:
    assert steady_hash(b'<a href="/show?t=5">x</a>') != steady_hash(b'<a href="/show?t=6">x</a>')
