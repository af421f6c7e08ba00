"""How a small site is put together: a family's templates around columns, articles, a home page and a search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import parse_qs, quote, urlsplit

from demo.chrome import items, publish_feeds
from demo.files import jpg, png
from demo.press import Article, Column, Press, newest, paged
from demo.web import Answer, Dynamic, Request, page

PAGE_SIZE = 15

Search = Literal["works", "absent", "finds-nothing", "answers-404"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page before the site's frame is put around it."""

    path: str
    title: str
    inner: str
    column: Column | None = None
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Templates:
    """What a system makes of content: the frame of every page, an article, a list item, the list's further pages."""

    frame: Callable[[Press, Sheet], str]
    article: Callable[[Press, Article], str]
    row: str  # with {href} {title} {full} {day}
    listing: Callable[[Press, Column, str, str], str]  # (press, column, rows, pager) -> markup
    further: Callable[[Column, int, int], str]  # (column, page from 1, pages) -> path
    pictures: str = "/images"
    home_row: str = '<li><a href="{href}" title="{full}">{title}</a><span>{day}</span></li>'


def publish_site(press: Press, t: Templates, home: Callable[[str], str], search: Search = "works") -> None:
    """Publish everything; `home` sets the blocks of the newest items into the home page."""
    for article in press.all_articles():
        sheet = Sheet(article.path, article.title, t.article(press, article), article.column, article)
        press.publish(article.path, t.frame(press, sheet))
    for column in press.columns.values():
        for sheet in _column_sheets(press, t, column):
            press.publish(sheet.path, t.frame(press, sheet))
    inner = _search_form(search) + home(_blocks(press, t))
    press.publish("/", t.frame(press, Sheet("/", press.identity.name, inner)))
    publish_feeds(press)
    for name, body, kind in (
        ("logo.png", png(160, 20, 20), "image/png"), ("ga.png", png(20, 20, 180), "image/png"),
        ("dzjg.png", png(200, 0, 0), "image/png"), ("jiucuo.png", png(0, 90, 200), "image/png"),
        ("photo.jpg", jpg(), "image/jpeg"), ("style.css", b"ul{margin:0}", "text/css"),
    ):  # fmt: skip
        press.file(f"{t.pictures}/{name}", body, kind)
    press.host.fallback = _fallback(press, t, search)
    if search in ("absent", "finds-nothing", "answers-404"):
        press.plant("no-site-search", "/", f"the search of the site: {search}")
    else:
        press.spare("no-site-search", "/", "the search works")


def _column_sheets(press: Press, t: Templates, column: Column) -> list[Sheet]:
    title = f"{column.name}_{press.identity.name}"
    if column.form != "list":
        return [Sheet(column.path, title, t.listing(press, column, "", column.text), column)]
    chunks = paged(newest(column.articles), PAGE_SIZE)
    paths = [column.path, *(t.further(column, n, len(chunks)) for n in range(1, len(chunks)))]
    sheets = []
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True)):
        around = [(text, n) for text, n in (("上一页", number - 1), ("下一页", number + 1)) if 0 <= n < len(paths)]
        links = " ".join(f'<a href="{escape(paths[n])}">{text}</a>' for text, n in around)
        pager = f'<div class="page">共{len(column.articles)}条 第{number + 1}/{len(paths)}页 {links}</div>'
        sheets.append(Sheet(path, title, t.listing(press, column, items(chunk, t.row), pager), column))
    return sheets


def _blocks(press: Press, t: Templates) -> str:
    return "\n".join(
        f'<div class="box"><h3><a href="{escape(c.path)}">{c.name}</a></h3><ul>\n'
        + items(newest(c.articles)[: c.home], t.home_row)
        + f'</ul><a class="more" href="{escape(c.path)}">更多&gt;&gt;</a></div>'
        for c in press.columns.values()
        if c.home
    ) + f'<img src="{t.pictures}/photo.jpg" alt="城市风光"><a href="/private/login.html">内部登录</a>'  # fmt: skip


def _search_form(search: Search) -> str:
    if search == "absent":
        return ""
    return (
        '<div class="search"><form action="/search" method="get"><input type="text" name="q" placeholder="请输入关键字">'
        '<button type="submit">搜索</button></form></div>\n'
    )


def _fallback(press: Press, t: Templates, search: Search) -> Dynamic:
    inner = '<div class="tip"><p>您访问的页面不存在或已删除。</p></div>'
    missing = page(
        t.frame(press, Sheet("/", "页面不存在", inner)), status=404, encoding=press.encoding, declared=press.declared
    )

    def answer(request: Request) -> Answer:
        parts = urlsplit(request.target)
        if parts.path != "/search" or search in ("absent", "answers-404"):
            return missing
        asked = parse_qs(parts.query, encoding=press.encoding, errors="replace").get("q", [""])[0].strip()
        hits = [a for a in newest(press.all_articles()) if asked and asked in a.title] if search == "works" else []
        rows = items(hits[:10], '<li><a href="{href}">{full}</a><span>{day}</span></li>')
        told = f'<p>共找到{len(hits)}条与“{escape(asked)}”有关的结果</p><ul class="result">{rows}</ul>'
        made = t.frame(press, Sheet("/search", "站内搜索", told))
        return page(made, encoding=press.encoding, declared=press.declared)

    return answer


def menu(press: Press, pattern: str = '<li><a href="{href}">{name}</a></li>') -> str:
    """The links to all columns."""
    return "".join(pattern.format(href=escape(c.path), name=c.name) for c in press.columns.values())


def site_map(press: Press) -> str:
    """The text of a map of the site: every column but the map."""
    shown = [c for c in press.columns.values() if c.name != "网站地图"]
    return (
        '<ul class="map">'
        + "".join(f'<li><a href="{quote(c.path, safe="/?&=.%#")}">{c.name}</a></li>' for c in shown)
        + "</ul>"
    )
