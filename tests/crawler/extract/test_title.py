"""The name of the site in the title of a page is no part of what the page is called."""

from __future__ import annotations

import pytest

from crawler.extract.title import without_site
from tests.crawler.extract.qingshan import HOME, read

SITE = "梁河县农业农村局"


@pytest.mark.parametrize(
    ("html_title", "title"),
    [
        ("关于暂停花卉市场对外服务的通告 梁河县农业农村局", "关于暂停花卉市场对外服务的通告"),
        ("梁河县农业农村局 通知公告 关于春耕的通知", "关于春耕的通知"),
        ("关于春耕的通知_梁河县农业农村局", "关于春耕的通知"),
        ("梁河县农业农村局", "梁河县农业农村局"),
        ("走进 梁河县农业农村局", "走进 梁河县农业农村局"),
        ("关于授予张三同志称号的决定 授予人：梁河县农业农村局", "关于授予张三同志称号的决定 授予人：梁河县农业农村局"),
    ],
)
def test_the_site_is_no_part_of_the_title(html_title: str, title: str) -> None:
    assert without_site(html_title, SITE) == title


def test_a_tag_that_was_not_filled_is_no_title() -> None:
    html = (
        '<html><head><title>河西乡开展冬修水利_要闻_青山县人民政府</title><meta name="ArticleTitle" content="{{title}}"></head><body>'
        "<div class=d1>河西乡开展冬修水利</div><div class=d2>时间:2026-11-14 09:30 来源:本站</div>"
        f"<div class=d3><p>{'群众清淤沟渠三公里。' * 12}</p></div></body></html>"
    )
    assert read(html, HOME + "a/1.html").title == "河西乡开展冬修水利"
