"""石桥县水利局: a department on jpaas, whose lists are parts that the platform builds on request and hands out as JSON."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

import json
from datetime import date
from urllib.parse import quote, urlencode

from demo.chrome import footer, items, scripted_marks, tags
from demo.press import Article, Column, Identity, Press, newest
from demo.small import Sheet, Templates, menu, publish_site, site_map
from demo.web import Answer
from demo.wording import plant_typos

IDENTITY = Identity(
    "石桥县水利局", "石桥县水利局", "slj.demo-shiqiao.gov.cn", "5399220029", "滇ICP备19009908号", "53992202000029", "0899-6230058",
)  # fmt: skip

WEB = "61"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"

# number, name, ColumnType, form, items on the home page; "unit" is a list that the platform builds
COLUMNS = (
    ("55001", "水利要闻", "工作动态", "list", 6),
    ("55002", "基层动态", "工作动态", "unit", 0),
    ("55003", "防汛动态", "工作动态", "unit", 0),
    ("55004", "水情信息", "数据发布", "unit", 0),
    ("55005", "通知公告", "通知公告", "list", 6),
    ("55006", "河长公示", "公示公告", "empty-unit", 0),
    ("55007", "机构职能", "机构职能", "single", 0),
    ("55008", "领导信息", "负责人信息", "single", 0),
    ("55009", "局长信箱", "互动交流", "single", 0),
    ("55010", "联系我们", "联系方式", "single", 0),
    ("55011", "网站地图", "网站地图", "map", 0),
)


def _place(column: Column, serial: int, day: date) -> str:
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column.slug}_{90000 + serial}.html"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place, city="石桥县")
    for slug, name, kind, form, home in COLUMNS:
        press.column(Column(slug, name, kind, f"/col/col{slug}/index.html", form, home=home))
    _fill(press)
    _standing(press)
    publish_site(press, TEMPLATES, lambda blocks: blocks, "finds-nothing")
    return press


def _fill(press: Press) -> None:
    press.fill("55001", [0, 2, 4, 6, 10, 15, 21, 30])
    plant_typos(press, "55001", ("再接再励", "一如继往"), 5)
    press.fill("55002", [2, 6, 11, 17, 26])
    press.fill("55003", [50, 58, 71, 84])
    press.fill("55004", [9, 39, 70], lambda: press.writer.of("{place}水库水位监测情况（{n}）"))
    press.fill("55005", [11, 40, 77, 120], press.writer.notice)
    press.spare("stale-column", press.columns["55002"].path, "its list comes as a part of the platform and is fresh")
    press.plant("stale-column", press.columns["55003"].path, "a part of the platform, the newest item is 50 days old")


def _standing(press: Press) -> None:
    columns = press.columns
    press.spare("no-error-report-entry", "/", "the entry is a picture with a link")
    for slug in ("55007", "55010"):
        columns[slug].text = press.writer.body(3)
        press.spare("*", columns[slug].path, "a column that is one document")
    columns["55008"].text = "<p><b>局长</b>　沈立群　主持全面工作。</p><p><b>副局长</b>　郭清和　分管防汛、河湖管理工作。</p>"
    columns["55009"].text = (
        '<form action="/jpaas-jiop/mail" method="post"><p>主题<input name="subject"></p><p>内容<textarea name="text"></textarea></p>'
        '<input type="submit" value="提交信件"></form>'
    )
    press.spare("no-interaction-channel", "/", "a mailbox of the head of the office")
    columns["55011"].text = site_map(press)
    press.spare("column-mismatch", columns["55011"].path, "the map names every column")
    for column in columns.values():
        if column.form in ("unit", "empty-unit"):
            column.text = _unit(press, column)
    press.plant("empty-column", columns["55006"].path, "a part of the platform without any record")


def _unit(press: Press, column: Column) -> str:
    """The script that asks for a list; publishes what it gets."""
    fields = {
        "parseType": "buildstatic",
        "webId": WEB,
        "tplSetId": "7d2",
        "pageType": "column",
        "tagId": "栏目列表",
        "pageId": column.slug,
    }
    rows = items(newest(column.articles), '<li><a href="{href}" title="{full}">{title}</a><span>{day}</span></li>')
    inner = (
        f'<div class="page-content"><ul class="list">{rows}</ul></div>'
        if rows
        else '<div class="page-content"><p>暂无数据</p></div>'
    )
    body = json.dumps(
        {"success": True, "code": "200", "data": {"html": inner, "total": len(column.articles)}}, ensure_ascii=False
    )
    press.host.add(f"{UNIT}?{urlencode(fields, quote_via=quote)}", Answer(body.encode(), "application/json; charset=utf-8"))
    written = ",".join(f"'{name}':'{value}'" for name, value in fields.items())
    return f'<script class="jpaas" url="{UNIT}" queryData="{{{written}}}" parseType="buildstatic"></script>'


# --- templates


def _frame(press: Press, sheet: Sheet) -> str:
    crumb = f'<li>&gt;<a href="{sheet.column.path}">{sheet.column.name}</a></li>' if sheet.column else ""
    where = f'<ul class="dqwz"><li>当前位置：<a href="/">首页</a></li>{crumb}</ul>' if sheet.path != "/" else ""
    bottom = footer(press.identity, "/col/col55011/index.html").replace("/lxwm/", "/col/col55010/index.html")
    return f"""<!DOCTYPE html>
<html><head><meta charset="UTF-8"><title>{sheet.title}</title>
{tags(press, "content-first", sheet.column, sheet.article)}
<meta name="Maketime" content="{press.as_of} 02:30:11"><meta name="WebId" content="{WEB}"><link href="/images/style.css" rel="stylesheet"></head>
<body><div class="header"><img src="/images/logo.png" alt="{press.identity.name}"><ul class="nav"><li><a href="/">首页</a></li>{menu(press)}</ul></div>
<div class="container">{where}
{sheet.inner}
</div>
{scripted_marks(bottom, press.identity.code)}
<!-- Produced By jpaas --></body></html>
"""


def _article(_: Press, article: Article) -> str:
    return f"""<div class="con"><p class="con-title">{article.title}</p>
<p class="con-info">发布日期：{article.day} {article.clock}　信息来源：{article.source}　浏览次数：<span id="hits"></span></p>
<meta name="ContentStart"><div id="zoom">
{article.body}
</div><meta name="ContentEnd"></div>"""


def _listing(_: Press, column: Column, rows: str, pager: str) -> str:
    listed = f'<ul class="list">\n{rows}\n</ul>' if rows else ""
    return f'<div class="right-list"><div class="title">{column.name}</div>{listed}{pager}</div>'


TEMPLATES = Templates(
    _frame,
    _article,
    '<li><a href="{href}" title="{full}" target="_blank">{title}</a><span>{day}</span></li>',
    _listing,
    lambda column, number, _: f"/col/col{column.slug}/index.html?uid=7&pageNum={number + 1}",
)
