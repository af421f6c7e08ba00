"""A government site's chrome and a reader for pages made of strings, shared by the tests of this folder."""

from __future__ import annotations

from datetime import UTC, date, datetime

from crawler.extract.page import read_page
from model import ListBlock, Page

HOME = "http://www.qingshan.gov.cn/"
TODAY = date(2026, 11, 21)


def read(html: str | bytes, url: str = HOME + "xxgk/tzgg/", content_type: str = "text/html") -> Page:
    body = html if isinstance(html, bytes) else html.encode()
    return read_page(
        body, url=url, requested=url, status=200, content_type=content_type, observed_at=datetime.now(UTC), today=TODAY,
        home_url=HOME, in_scope=lambda u: u.startswith(HOME),
    )  # fmt: skip


def main_list(page: Page) -> ListBlock:
    found = [block for block in page.lists if block.role == "main"]
    assert len(found) == 1, [(b.role, b.heading, len(b.items)) for b in page.lists]
    return found[0]


def days(block: ListBlock) -> list[str]:
    return [item.date.day.isoformat() if item.date else "-" for item in block.items]


CHROME_TOP = """<div class="header"><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>
<li><a href="/zmhd/">政民互动</a></li><li><a href="/bsfw/">办事服务</a></li></ul></div></div>"""
CHROME_END = """<div class="footer"><p>主办：青山县人民政府办公室　承办：青山县大数据中心</p><p>网站标识码：5118990001
<a href="https://beian.miit.gov.cn/">蜀ICP备 05038584号</a> 川公网安备 51189902000007号</p></div>"""


def whole(main: str, title: str = "通知公告_青山县人民政府", head: str = "") -> str:
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{CHROME_TOP}{main}{CHROME_END}</body></html>"
    )
