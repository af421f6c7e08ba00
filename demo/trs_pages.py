"""Templates of a TRS city portal: relative links, month folders, createPageHTML, breadcrumb with CurrChnlCls."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

from demo.chrome import footer, items, relative, tags
from demo.press import Article, Column, Press, newest, paged

PAGE_SIZE = 15
_ITEM = '<li><a href="{href}" target="_blank" title="{full}">{title}</a><span>{day}</span></li>'
_CARD = '<li><a href="{href}" title="{full}"><img src="/images/photo.jpg" alt="{full}"><p>{title}</p></a></li>'


def _head(press: Press, title: str, column: Column | None = None, article: Article | None = None) -> str:
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}</title>
{tags(press, "plain", column, article)}
<link rel="stylesheet" href="/images/style.css">
<script src="/images/site.js"></script>
</head>"""


def _navigation(press: Press) -> str:
    tops = [c for c in press.columns.values() if not c.parent]
    links = "\n".join(f'<li><a href="{c.path}">{c.name}</a></li>' for c in tops)
    return f"""<div class="top"><a href="javascript:void(0)" onclick="aria.start()">无障碍</a>
<a href="http://www.gov.cn/">中国政府网</a> <a href="/zwgk/rl/">政务日历</a> <a href="/rss.xml">订阅</a></div>
<div class="logo"><a href="/"><img src="/images/logo.png" alt="{press.identity.name}"></a></div>
<div class="nav"><ul><li><a href="/">首页</a></li>
{links}
</ul></div>"""


def _crumbs(press: Press, base: str, column: Column) -> str:
    steps = [column]
    while steps[0].parent:
        steps.insert(0, press.columns[steps[0].parent])
    links = "&gt;".join(f'<a href="{relative(base, c.path)}" title="{c.name}" class="CurrChnlCls">{c.name}</a>' for c in steps)
    return f'<div class="crumb">当前位置：<a href="{relative(base, "/")}" title="首页" class="CurrChnlCls">首页</a>&gt;{links}</div>'


def _around(press: Press, head: str, inner: str) -> str:
    return f"{head}\n<body>\n{_navigation(press)}\n{inner}\n{footer(press.identity)}\n</body>\n</html>\n"


def article_page(press: Press, article: Article) -> str:
    """An article; policy documents have a property table, both kinds of pairs a block of links."""
    related = "".join(
        f'<div class="xgjd"><h3>{r.heading}</h3><ul><li><a href="{relative(article.path, r.path)}">{r.title}</a></li></ul></div>'
        for r in article.related
    )
    inner = f"""{_crumbs(press, article.path, article.column)}
<div class="article">{_properties(press, article) if article.number else ""}
<h1 class="title">{article.title}</h1>
<div class="info">{"" if article.layout == "undated" else f"发布时间：{article.day} {article.clock}　"}来源：{article.source}　浏览次数：<span id="hits"></span>
<a href="{article.path}?print=1">打印</a></div>
<div class="TRS_Editor">
{article.body}
</div>
{related}
<div class="share"><a href="javascript:;">分享</a></div></div>"""
    title = f"{article.title}_{press.identity.name}"
    return _around(press, _head(press, title, article.column, article), inner)


def _properties(press: Press, article: Article) -> str:
    return f"""<table class="xxgk"><tr><th>索 引 号：</th><td>{press.identity.code}/{article.day.year}-{article.number[-3:-1]:0>5}</td>
<th>发文机关：</th><td>{press.identity.owner}</td></tr>
<tr><th>发文字号：</th><td>{article.number}</td><th>成文日期：</th><td>{article.day}</td></tr>
<tr><th>标　　题：</th><td>{article.title}</td><th>发布日期：</th><td>{article.day}</td></tr></table>"""


def list_pages(press: Press, column: Column, ordered: list[Article] | None = None) -> list[tuple[str, str]]:
    """The pages of a list with their addresses; newest first unless the caller orders otherwise."""
    chunks = paged(ordered or newest(column.articles), PAGE_SIZE)
    made = []
    for number, chunk in enumerate(chunks):
        path = column.path if number == 0 else f"{column.path}index_{number}.html"
        pattern = _CARD if column.form == "cards" else _ITEM
        rows = items(chunk, pattern, path)
        pager = f'<div class="page"><script>createPageHTML({len(chunks)}, {number}, "index", "html");</script></div>'
        inner = f'{_crumbs(press, path, column)}\n<div class="list"><h2>{column.name}</h2>\n{column.text}<ul class="list_ul">\n{rows}\n</ul>{pager}</div>'
        title = f"{column.name}_{press.identity.name}"
        made.append((path, _around(press, _head(press, title, column), inner)))
    return made


def hub_page(press: Press, column: Column) -> str:
    """A column of columns: no list of its own."""
    links = "\n".join(
        f'<li><a href="{relative(column.path, c.path)}">{c.name}</a></li>'
        for c in press.columns.values()
        if c.parent == column.slug
    )
    inner = (
        f'{_crumbs(press, column.path, column)}\n<div class="lmdh"><h2>{column.name}</h2><ul class="lm">\n{links}\n</ul></div>'
    )
    return _around(press, _head(press, f"{column.name}_{press.identity.name}", column), inner)


def plain_page(press: Press, column: Column) -> str:
    """A column that is one document, a form, a script-loaded list or an empty list: its text is the caller's."""
    inner = f'{_crumbs(press, column.path, column)}\n<div class="list"><h2>{column.name}</h2>\n{column.text}\n</div>'
    return _around(press, _head(press, f"{column.name}_{press.identity.name}", column), inner)


def missing_page(press: Press) -> str:
    """The site's own 404 page."""
    inner = '<div class="err"><p>对不起，您访问的页面不存在。</p><p><a href="/">返回首页</a></p></div>'
    return _around(press, _head(press, press.identity.name), inner)


def home_page(press: Press, extra: str, friends: str) -> str:
    """The home page: a block for each column that shows items; dates there have no year."""
    blocks = []
    for column in press.columns.values():
        if not column.home:
            continue
        rows = "\n".join(
            f'<li><a href="{relative("/", a.link)}" title="{a.title}">{a.title[:24]}{"…" if len(a.title) > 24 else ""}</a>'
            f"<span>{a.day:%m-%d}</span></li>"
            for a in newest(a for a in column.articles if a.day <= press.as_of)[: column.home]
        )
        blocks.append(
            f'<div class="block"><h2><a href="{relative("/", column.path)}">{column.name}</a>'
            f'<a class="more" href="{relative("/", column.path)}">更多&gt;&gt;</a></h2><ul>\n{rows}\n</ul></div>'
        )
    inner = "\n".join(blocks) + f'\n{extra}\n<div class="friends"><h2>友情链接</h2>{friends}</div>'
    return _around(press, _head(press, press.identity.name), inner)
