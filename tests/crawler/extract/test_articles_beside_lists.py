"""Old layouts without classes and tags: an article beside a box of links is an article, whatever the box is called."""

from __future__ import annotations

import pytest

from model import PageKind
from tests.crawler.extract.qingshan import read

LINKS = "".join(
    f'<tr><td>{n}. <a href="/info/10{n}.html">{title}</a></td></tr>'
    for n, title in enumerate(
        (
            "县水利局开展汛后水毁工程修复",
            "青山镇举办秋季农业技能培训",
            "关于调整供水价格听证的公告",
            "白河乡农村公路养护有序推进",
        )
    )
)
TEXT = "<p>会议强调，要统筹做好秋收秋种和冬季防火各项工作，压实责任，逐项整改，确保取得实效。</p>" * 5


def layout(box: str, main: str, title: str = "关于清淤工程招标的公告") -> str:
    hot = f"<table><tr><td>{box}</td></tr>{LINKS}</table>"
    return (
        f"<html><head><meta charset=utf-8><title>{title}_青山县水利局</title></head><body><table width=980><tr><td><a href='/'>首页</a></td>"
        "<td><a href='/zwgk/'>政务公开</a></td><td><a href='/hd/'>互动交流</a></td></tr></table>"
        f"<table width=980><tr><td width=220>{hot}</td><td><table><tr><td>您现在的位置：<a href='/'>首页</a> &gt;&gt; 通知公告</td></tr></table>"
        f"{main}</td></tr></table><table width=980><tr><td>版权所有：青山县水利局 ICP备案：蜀ICP备05038584号</td></tr></table></body></html>"
    )


def article(line: str, text: str = TEXT) -> str:
    return (
        "<table width=100%><tr><td align=center><font size=4><b>关于清淤工程招标的公告</b></font></td></tr>"
        f"<tr><td align=center>{line}</td></tr><tr><td class=con>{text}</td></tr></table>"
    )


@pytest.mark.parametrize("box", ["点击排行", "大家都在看", "图文资讯"])
def test_a_text_with_its_date_is_the_page(box: str) -> None:
    page = read(
        layout(box, article("发布人：管理员 发布时间：2026-10-20 来源：本站")), url="http://www.qingshan.gov.cn/n/a1.html"
    )
    assert page.kind is PageKind.ARTICLE
    assert page.published is not None


def test_without_a_date_a_box_of_rank_makes_no_list_page() -> None:
    page = read(layout("点击排行", article("发布人：管理员 来源：本站")), url="http://www.qingshan.gov.cn/n/a1.html")
    assert page.kind is PageKind.SINGLE
    assert not any(block.role == "main" for block in page.lists)


def test_a_column_of_undated_titles_with_a_short_word_of_introduction_is_a_list() -> None:
    page = read(layout("县直部门", article("更新时间：2026-10-20", "<p>本栏目公开县直部门信息。</p>"), "县直部门"))
    assert page.kind is PageKind.LIST


def test_a_form_beside_a_box_of_links_is_what_the_page_offers() -> None:
    form = "<form action='/s.asp' method=post>姓名<input name=a>内容<textarea name=c></textarea><input type=submit></form>"
    assert read(layout("大家都在看", form, "局长信箱")).offered == "表单"


@pytest.mark.parametrize(
    "line",
    [
        "2026-10-20 青山县水利局 128",
        "2026-10-20 青山县水利局",
        "2026-10-20　县政府办公室　36次",
        "青山政府网 2026年10月20日 讯",
    ],
)
def test_a_date_beside_an_office_is_the_article_s(line: str) -> None:
    page = read(layout("大家都在看", article(line)), url="http://www.qingshan.gov.cn/n/a1.html")
    assert page.kind is PageKind.ARTICLE


def test_a_date_beside_a_deed_is_none() -> None:
    page = read(layout("点击排行", article("2026-10-20 青山县水利局招聘会")), url="http://www.qingshan.gov.cn/n/a1.html")
    assert page.published is None
