"""A small government site for whole-audit tests: a home page, columns, articles; its defects are given by the test."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tests.server import Route, answer, page

HOST = "www.test-site.gov.cn"
HOME = f"http://{HOST}/"
TODAY = date(2026, 11, 20)

CHROME = """<!DOCTYPE html><html><head><title>{title}</title><meta name="SiteName" content="测试区人民政府">
<meta name="SiteIDCode" content="5399000001">{tags}</head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xwzx/">新闻动态</a></li>
<li><a href="/tzgg/">通知公告</a></li><li><a href="/jggk/">机构职能</a></li>
<li><a href="javascript:;" onclick="ask()">在线咨询</a></li></ul></div>
<div class="main">{body}</div>
<div class="footer"><p>主办单位：测试区人民政府办公室</p><p>网站标识码：5399000001</p></div></body></html>"""

TEXT = "会议听取了有关情况汇报，研究了下一步工作安排，要求各单位认真抓好落实，确保各项任务按期完成。" * 4


def html(title: str, body: str, tags: str = "") -> bytes:
    """A page of the site."""
    return page(CHROME.format(title=title, body=body, tags=tags))


def article(title: str, day: date, *, extra: str = "") -> bytes:
    """An article with its tags and date."""
    tags = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:00">'
    body = (
        f'<h1>{title}</h1><p class="info">发布时间：{day} 来源：区政府办</p><div class="TRS_Editor"><p>{TEXT}</p>{extra}</div>'
    )
    return html(f"{title}_测试区人民政府", body, tags)


def column(name: str, kind: str, items: list[tuple[str, str, date | None]], note: str = "") -> bytes:
    """A list column."""
    tags = f'<meta name="ColumnName" content="{name}"><meta name="ColumnType" content="{kind}">'
    rows = "".join(f'<li><a href="{url}">{title}</a><span>{day or ""}</span></li>' for title, url, day in items)
    path = f'<div class="position">当前位置：<a href="/">首页</a> &gt; {name}</div>'
    return html(f"{name}_测试区人民政府", f'{path}<ul class="list">{rows}</ul>{note}', tags)


def small_site(
    *, news: int = 6, news_age: int = 2, extra: str = "", more: Mapping[str, Route] | None = None
) -> dict[str, Route]:
    """Routes of a healthy site; `extra` is put into the first article, `more` adds or replaces routes."""
    days = [TODAY - timedelta(days=news_age + n) for n in range(news)]
    titles = [f"区政府召开第{n + 1}次常务会议" for n in range(news)]
    urls = [f"/xwzx/202611/t20261101_{1000 + n}.html" for n in range(news)]
    items = list(zip(titles, urls, days, strict=True))
    notices = [("关于做好冬季供暖工作的通知", "/tzgg/t20261010_1.html", TODAY - timedelta(days=40))]
    routes: dict[str, Route] = {
        "/robots.txt": answer(404),
        "/": html(
            "测试区人民政府",
            '<div class="news"><h2><a href="/xwzx/">新闻动态</a></h2><ul>'
            + "".join(f'<li><a href="{u}">{t}</a><span>{d}</span></li>' for t, u, d in items)
            + '</ul></div><div class="notice"><h2><a href="/tzgg/">通知公告</a></h2><ul>'
            + "".join(f'<li><a href="{u}">{t}</a><span>{d}</span></li>' for t, u, d in notices)
            + "</ul></div>",
        ),
        "/xwzx/": column("新闻动态", "工作动态", list(items)),
        "/tzgg/": column("通知公告", "通知公告", list(notices)),
        "/jggk/": html("机构职能_测试区人民政府", f'<div class="content"><h1>机构职能</h1><p>{TEXT}</p></div>'),
        "/tzgg/t20261010_1.html": article(notices[0][0], TODAY - timedelta(days=40)),
    }
    for n, (title, url, day) in enumerate(items):
        routes[url] = article(title, day, extra=extra if n == 0 else "")
    return routes | dict(more or {})
