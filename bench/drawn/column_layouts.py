"""The layouts of drawn lists: from (title, address, day) rows to the markup of a list, its days as real sites write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bench.drawn.frame import Item
from checks.lib.cadence import chinese_day

Layout = Callable[[Sequence[Item]], str]


def _rows(form: str, around: str, day: Callable[[date], str] = date.isoformat) -> Layout:
    return lambda items: around.format(rows="".join(form.format(title=t, url=u, day=day(d)) for t, u, d in items))


def _datastore(items: Sequence[Item]) -> str:
    records = "".join(
        f"<record><![CDATA[<li><a href='{url}' title='{title}'>{title}</a><span>{day}</span></li>]]></record>"
        for title, url, day in items
    )
    return (
        '<div id="3021"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="#"></a>]]></nextgroup>'
        f"<recordset>{records}</recordset></datastore></script></div>"
    )


LAYOUTS: tuple[Layout, ...] = (
    _rows('<li><a href="{url}">{title}</a><span>{day}</span></li>', '<ul class="list">{rows}</ul>'),
    _rows("<li><span>[{day}]</span><a href='{url}' title='{title}'>{title}</a></li>", '<ul class="news_list">{rows}</ul>'),
    _rows('<tr><td><a href="{url}">{title}</a></td><td>{day}</td></tr>', "<table>{rows}</table>", lambda d: f"{d:%Y/%m/%d}"),
    _rows('<dd><a href="{url}">{title}</a><i>{day}</i></dd>', "<dl>{rows}</dl>", chinese_day),
    _rows(
        '<div class="item"><h4><a href="{url}">{title}</a></h4><p>{day} 来源：本站</p></div>', '<div class="items">{rows}</div>'
    ),
    _rows(
        '<div class="c"><b>{day}</b><a href="{url}">{title}</a></div>',
        '<div class="cards">{rows}</div>',
        lambda d: f"{d:%Y.%m.%d}",
    ),
    _rows('<li><a href="{url}">{title}</a><em>{day}</em></li>', "<ul>{rows}</ul>", lambda d: f"{d:%m-%d}"),
    _rows('<li><a href="{url}" title="{title}">{title}</a></li>', '<ul class="undated">{rows}</ul>'),
    _datastore,
)
EMPTY = (
    '<ul class="list"></ul>',
    '<ul class="list"><li></li></ul>',
    '<div class="list-con"><p>&nbsp;</p><p>　　</p></div>',
    '<table class="tb"><tr><th>序号</th><th>标题</th><th>发布时间</th></tr></table>',
    '<div class="list"></div><div class="page">共 0 条记录 第 1/1 页 首页 上一页 下一页 尾页</div>',
    '<div class="con"><img src="/jc.png" alt="栏目建设中"></div>',
)
"""What a column shows in which nothing was ever published."""
