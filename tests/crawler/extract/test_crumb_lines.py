"""Breadcrumbs that no class and no words mark, and lines that only look like one."""

from __future__ import annotations

import pytest

from tests.crawler.extract.qingshan import HOME, read

PAGE = (
    "<html><head><title>垃圾清运公告</title></head><body><p><a href='/'>首页</a>｜<a href='/tz/'>通知</a>｜<a href='/xx/'>主任信箱</a></p>"
    "{}<h3>垃圾清运公告</h3><p>发布时间：2026-09-01</p><div><p>定于九月五日集中清运建筑垃圾，请各户提前准备。</p></div></body></html>"
)


@pytest.mark.parametrize(
    ("line", "crumbs"),
    [
        ("<td>首页 &gt; <a href='/xx/'>主任信箱</a><hr></td>", ("首页", "主任信箱")),
        ("<small>首页·<a href='/xx/'>通知公告</a></small>", ("首页", "通知公告")),
        ("<p>&raquo;<a href='/xx/'>经办服务</a></p>", ("经办服务",)),
        ("<ul><li>»<a href='/a/'>单位概况</a><li>»<a href='/b/'>机构设置</a></ul>", ()),
        ("<p>首页改版公告</p>", ()),
        ("<p>首页 | 通知 | 主任信箱</p>", ()),
    ],
)
def test_where_a_page_stands(line: str, crumbs: tuple[str, ...]) -> None:
    assert read(PAGE.format(line), HOME + "tz/1.html").breadcrumb == crumbs
