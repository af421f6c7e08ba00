"""Pages made to hurt: deep, huge, broken, random. They must be read in bounded time and never raise."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.hashes import simhash
from tests.crawler.extract.qingshan import read, whole

CASES = {
    "deep": "<div>" * 10_000 + "x",
    "very deep": "<div>" * 600_000 + "x",
    "never closed": "".join(f"<b id={n}><p>" for n in range(40_000)),
    "attributes": "<div " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x</div>",
    "deep list": "<ul><li>" * 5_000 + "<a href=x>关于通知</a> 2020-01-01",
    "deep inline": '<b><i><a href="/x">' * 3_000,
    "many items": '<li><a href="/a/1.html">关于做好工作的通知</a><span>2020-01-01</span></li>' * 4_000,
    "flat": '<a href="/a/1.html">关于做好工作的通知</a> 2020-01-01<br>' * 4_000,
    "anchors": '<a href="/x/1.html">关于做好有关工作的通知</a>' * 6_000,
    "records": "<script><datastore>" + "<record><![CDATA[" * 20_000 + "</script>",
    "writes": "<script>" + 'document.write("<a href=' * 20_000 + "</script>",
    "calls": "<script>createPageHTML(" + "(" * 50_000 + "</script>",
    "blank title": "<title>" + " " * 200_000 + "_</title><p>来源：" + " " * 200_000,
    "labels": "<p>索引号：" * 8_000,
    "locations": "<script>" + 'location.href = "' * 20_000 + "</script>",
    "styles": '<div style="' + "overflow:hidden;" * 20_000 + '">x</div>',
    "open json": "[" * 100_000,
    "comments": "<!--" * 50_000,
    "nul": "\x00" * 100_000 + "<p>x",
    "tables": "<table><tr><td>" * 1_000 + "<a href=x>关于做好通知</a>2020-01-01",
    "digits": "2020-" * 50_000,
    "headings of letters": "<table>" + "<tr><th>标题</th><th>来信时间</th><th>回复时间</th></tr>" * 3_000 + "</table>",
    "letters": "<div><p>来信时间：2026-01-01</p><p>回复：已办</p></div>" * 6_000,
}


@pytest.mark.parametrize("name", CASES)
def test_bounded_time(name: str) -> None:
    begin = time.thread_time()
    read(CASES[name])
    assert time.thread_time() - begin < 3


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_a_page(body: bytes) -> None:
    assert read(body).url


_PIECES = st.sampled_from(
    ["<ul>", "<li>", "</li>", "</ul>", '<a href="/x/1.html">', "</a>", "2026-01-02", "关于做好有关工作的通知", "<table>", "<tr>", "<td>", "</td>",
     "<div class='page'>", "</div>", "下一页", "<script>", "</script>", "createPageHTML(3,0,'index','html')", "<h1>", "</h1>", "来源：", "<p>",
     "当前位置：", "相关解读", "<!--", "-->", "发布时间：", "<select>", "<option value='http://a.gov.cn/'>", "索引号：", "<br>", "15", "2026-01"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(_PIECES, max_size=60))
def test_any_markup_is_a_page(pieces: list[str]) -> None:
    page = read("".join(pieces))
    assert all(item.title for block in page.lists for item in block.items)


def test_hashes_ignore_counters_and_notice_changes() -> None:
    text = "<p>" + "各乡镇人民政府要切实加强组织领导，明确责任分工，确保各项工作任务落到实处。" * 8
    one = read(whole(f"<h1>关于做好工作的通知</h1><div>浏览次数：12</div><div id=zoom>{text}</div>"))
    two = read(whole(f"<h1>关于做好工作的通知</h1><div>浏览次数：999</div><div id=zoom>{text}</div>"))
    three = read(whole(f"<h1>关于做好工作的通知</h1><div>浏览次数：12</div><div id=zoom>{text}某某公司是行业领军企业。</div>"))
    assert one.content_hash == two.content_hash != 0
    assert one.content_hash != three.content_hash
    assert (one.simhash ^ three.simhash).bit_count() <= 12
    assert (one.simhash ^ simhash("完全不同的另一篇文章，讲的是森林防火和水利建设的有关情况" * 5)).bit_count() > 16
