"""What a search answered, in the shapes in which real ones print it."""

import pytest

from crawler.extract.frame.search_answer import bare, finds, path_of, read_answer

URL = "http://www.demo.gov.cn/xwzx/202611/t20261101_1000.html"
TITLE = "关于做好2026年冬季清洁取暖工作的通知"


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="{URL}">{TITLE}</a>',
        '<a href="/xwzx/202611/t20261101_1000.html" target=_blank>关于做好<em style="color:red">2026年</em>冬季…</a>',
        '<a href="http://s.demo.gov.cn/go?u=1">关于做好2026年冬季清洁取暖工作的...</a>',
        "<a href='#' onclick='go()'>关于做好 2026 年<font>冬季</font>清洁取暖工作的&nbsp;通知</a>",
        f"<p>搜索：{TITLE}</p><div class=item>{TITLE}</div>",
        '<a href="http://s.demo.gov.cn/go?u=http%3A%2F%2Fwww.demo.gov.cn%2Fxwzx%2F202611%2Ft20261101_1000.html">…</a>',
    ],
)
def test_found(html: str) -> None:
    assert finds(read_answer(html.encode()), URL, TITLE)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>搜索“{TITLE}”</p><a href='/b.html'>关于做好夏季防汛工作的通知</a>",
        f"<title>{TITLE}</title><p>{TITLE}</p><input value='{TITLE}'>",
        f"<p>没有找到与“{TITLE}”相关的结果</p><p>{TITLE}</p>",
        f"<script>var words = '<a href=\"{URL}\">{TITLE}</a>'</script><p>无</p>",
        f'<!-- <a href="{URL}">{TITLE}</a> -->',
    ],
)
def test_not_found(html: str) -> None:
    assert not finds(read_answer(html.encode()), URL, TITLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有找到相关结果", True),
        ("抱歉，未能搜索到与“供暖”相关的信息", True),
        ("为您找到相关结果约 0 条", True),
        ("共0条记录", True),
        ("暂无数据", True),
        ("为您找到相关结果约 10 条", False),
        ("共20条", False),
    ],
)
def test_says_nothing(text: str, expected: bool) -> None:
    assert read_answer(f"<p>{text}</p>".encode()).nothing is expected


def test_what_scripts_may_still_fill_and_old_encodings() -> None:
    assert read_answer(b"<div id=app></div>").scripted
    assert not read_answer("<p>没有找到</p>".encode()).scripted
    assert finds(read_answer(f'<meta charset="gb2312"><a href="/a">{TITLE}</a>'.encode("gb18030")), URL, TITLE)


def test_hostile_input_takes_no_time() -> None:
    for piece in ("<a " * 50_000, "<" * 300_000, "<script>" * 30_000, "<!--" * 50_000, '<a href="' * 30_000):
        read_answer(piece.encode())


def test_paths_and_words() -> None:
    assert path_of("http://a/b/%E9%80%9A.html?x=1") == "b/通.html?x=1"
    assert path_of("http://[") == ""
    assert bare("关于 做好“2026”年·工作&nbsp;") == "关于做好2026年工作"
