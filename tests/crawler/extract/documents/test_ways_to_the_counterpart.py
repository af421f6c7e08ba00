"""Ways from a document to its interpretation that no heading announces, and interpretations below the text."""

from __future__ import annotations

import pytest

from model import Page
from tests.crawler.extract.qingshan import HOME, read, whole

TEXT = "各乡镇人民政府应当按照规划建设公共停车场，收费标准由县发展和改革局核定并向社会公布。" * 4
TITLE = "青山县人民政府关于印发《青山县公共停车场管理办法》的通知"
TARGET = HOME + "explain/2604-703"


def document(after: str) -> Page:
    number = "<table><tr><td>索引号</td><td>QS-01/2026-3</td></tr><tr><td>发文字号</td><td>青政发〔2026〕3号</td></tr></table>"
    body = f'<h1>{TITLE}</h1>{number}<div class="TRS_Editor"><p>{TEXT}</p></div>{after}'
    return read(whole(body, TITLE), HOME + "zwgk/zcwj/202607/t20260728_1.html")


@pytest.mark.parametrize(
    "after",
    [
        '<p>▶ <a href="/explain/2604-703">解读</a></p>',
        '<p><a href="/explain/2604-703">【查看政策解读】</a></p>',
        '<p class="go" data-href="/explain/2604-703" onclick="location.href=this.dataset.href">查看文件解读</p>',
    ],
)
def test_it_leads_to_its_interpretation(after: str) -> None:
    assert [link.target for link in document(after).related] == [TARGET]


@pytest.mark.parametrize("after", ['<p><a href="/jd/">解读</a></p>', '<p><a href="/jd/index.html">政策解读</a></p>'])
def test_a_column_is_no_interpretation(after: str) -> None:
    assert document(after).related == ()


def test_a_frame_named_for_what_is_related_is_not_seen() -> None:
    assert document('<iframe src="/art/z0206_rel.html" height=80></iframe>').related_block == "scripted 框架"
    assert document('<iframe src="/video/play.html" height=80></iframe>').related_block == ""


def test_drafting_notes_below_the_text_hold_the_interpretation() -> None:
    head = "附：《青山县公共停车场管理办法》起草说明与解读"
    below = "".join(
        f"<p>一是停车难的问题群众反映较多，起草单位走访了{n}个点位，形成了初稿并征求了意见。</p>" for n in (12, 30, 45)
    )
    body = f'<h1>{TITLE}</h1><p>青政发〔2026〕3号</p><div class="TRS_Editor"><p>{TEXT}</p><p>{head}</p>{below}</div>'
    page = read(whole(body, TITLE), HOME + "zwgk/zcwj/202607/t20260728_1.html")
    assert page.related_block == f"written {head}"
