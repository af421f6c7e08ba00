"""Markup of the bench site: pages as heavy and as full of links as real ones."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

COLUMN_COUNT = 60
"""Columns, each with a link in the navigation of every page."""

SITE = "青山市人民政府"
SIZES = (25_000, 60_000)
"""Least and greatest size of a page in bytes."""

_FIRST = ("政务", "部门", "县区", "重点", "民生", "园区", "社区", "农业", "工业", "城市", "文旅", "教育")
_SECOND = ("动态", "公示", "信息", "专栏", "进展")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article."""

    column: int
    serial: int
    path: str
    title: str
    day: str
    clock: str


def column_name(column: int) -> str:
    """The name of a column; all differ."""
    return _FIRST[column % 12] + _SECOND[column // 12]


def column_path(column: int, number: int = 0) -> str:
    """The address of a list page, counted from 0."""
    return f"/xxgk/lm{column:02d}/" + (f"index_{number}.html" if number else "index.html")


_NAVIGATION = "\n".join(
    f'<li class="nav-item"><a class="nav-link" href="{column_path(c)}" title="{column_name(c)}" target="_self">{column_name(c)}</a></li>'
    for c in range(COLUMN_COUNT)
)
_FOOTER = """<div class="footer"><p>主办单位：青山市人民政府办公室　网站标识码：5399880001　联系电话：0899-6000001</p>
<p>滇ICP备19008801号-1　滇公网安备 53998802000001号</p></div>"""
_STYLE_RULE = ".m-{n} .c-{k}{{display:block;float:left;margin:0 {k}px;padding:{n}px 0;line-height:24px;color:#333}}\n"


def _page(title: str, tags: str, inner: str, random: Random) -> str:
    head = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="SiteName" content="{SITE}"/><meta name="SiteDomain" content="www.bench-qingshan.gov.cn"/><meta name="SiteIDCode" content="5399880001"/>
{tags}
<link rel="stylesheet" href="/images/style.css"><script src="/images/site.js"></script>
"""
    body = f"""</head><body>
<div class="head"><a href="/index.html"><img src="/images/logo.jpg" alt="{SITE}"></a><ul class="nav">
{_NAVIGATION}
</ul></div>
{inner}
{_FOOTER}</body></html>
"""
    return head + _padding(len(head.encode()) + len(body.encode()), random) + body


def _padding(size: int, random: Random) -> str:
    """Inline style rules, as templates are full of, up to a size between the limits."""
    least = max(0, SIZES[0] - size)
    room = max(0, min(14_000, SIZES[1] - size - 200))
    wanted = max(least, random.randint(0, room) if room else 0)
    if not wanted:
        return ""
    rule = _STYLE_RULE.format(n=random.randint(1, 99), k=random.randint(1, 99))
    return f'<style type="text/css">\n{rule * (wanted // len(rule) + 1)}</style>\n'


def _item(entry: Entry) -> str:
    return f'<li><a href="{entry.path}" target="_blank" title="{entry.title}">{entry.title}</a><span class="date">{entry.day}</span></li>'


def _crumb(column: int) -> str:
    return f'<div class="crumb">当前位置：<a href="/index.html">首页</a> &gt; <a href="{column_path(column)}">{column_name(column)}</a></div>'


def article_html(
    entry: Entry, near: tuple[Entry, Entry], side: Sequence[Entry], paragraphs: Sequence[str], extras: str, random: Random
) -> str:
    """An article with its tags, body, neighbours and a side list."""
    tags = (
        f'<meta name="ColumnName" content="{column_name(entry.column)}"/><meta name="ColumnType" content="工作动态"/>'
        f'<meta name="ArticleTitle" content="{entry.title}"/><meta name="PubDate" content="{entry.day} {entry.clock}"/>'
        f'<meta name="ContentSource" content="{SITE}"/>'
    )
    body = "\n".join(f'<p style="text-indent:2em;line-height:2">{text}</p>' for text in paragraphs)
    inner = f"""{_crumb(entry.column)}
<div class="main"><h1>{entry.title}</h1><div class="info">发布时间：{entry.day} {entry.clock}　来源：{SITE}</div>
<div class="TRS_Editor">
{body}
{extras}</div>
<p>上一篇：<a href="{near[0].path}">{near[0].title}</a></p><p>下一篇：<a href="{near[1].path}">{near[1].title}</a></p></div>
<div class="side"><h3>相关阅读</h3><ul>
{"".join(map(_item, side))}
</ul></div>"""
    return _page(f"{entry.title}_{SITE}", tags, inner, random)


def list_html(column: int, entries: Sequence[Entry], size: int, random: Random) -> list[tuple[str, str]]:
    """The pages of a list with their addresses; all page numbers are plain links."""
    count = -(-len(entries) // size)
    name = column_name(column)
    tags = (
        f'<meta name="ColumnName" content="{name}"/><meta name="ColumnDescription" content="{name}"/>'
        f'<meta name="ColumnKeywords" content="{name}"/><meta name="ColumnType" content="工作动态"/>'
    )
    pager = " ".join(f'<a href="{column_path(column, n)}">{n + 1}</a>' for n in range(count))
    made = []
    for number in range(count):
        rows = "\n".join(map(_item, entries[number * size : (number + 1) * size]))
        inner = f'{_crumb(column)}<div class="list"><h2>{name}</h2><ul>\n{rows}\n</ul><div class="page">{pager}</div></div>'
        made.append((column_path(column, number), _page(f"{name}_{SITE}", tags, inner, random)))
    return made


def home_html(entries: Sequence[Entry], random: Random) -> str:
    """The home page: the newest items of the first twelve columns."""
    blocks = "\n".join(
        f'<div class="block"><h2><a href="{column_path(c)}">{column_name(c)}</a></h2><ul>'
        + "".join(map(_item, entries[c::COLUMN_COUNT][:8]))
        + "</ul></div>"
        for c in range(12)
    )
    return _page(SITE, "", blocks, random)
