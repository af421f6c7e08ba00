"""Pages of which it is known whether they give the notice themselves: a topic with a template of its own may lack its script."""

from datetime import UTC, datetime

import pytest

from model import Page, PageKind
from stages.link_verdicts import _is_whole

AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "title", "leaving", "whole"),
    [
        (PageKind.HUB, "专题", "", True), (PageKind.LIST, "动态", "", True), (PageKind.HUB, "专题", "您即将离开本网站", False),
        (PageKind.HUB, "", "", False), (PageKind.ARTICLE, "动态", "", False), (PageKind.DATA, "data", "", False),
    ],
)  # fmt: skip
def test_pages_of_which_it_is_known(kind: PageKind, title: str, leaving: str, whole: bool) -> None:
    url = "http://www.a.gov.cn/zt/1.html"
    assert _is_whole(Page(url, url, 200, AT, html_title=title, kind=kind, leaving=leaving)) is whole
