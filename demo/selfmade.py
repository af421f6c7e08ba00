"""云台区人民政府: a portal on a system of its own, with letters, surveys, service guides and figures of its services."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

from datetime import date

from demo.attacks import harmless_hidden
from demo.chrome import footer, tags
from demo.guides import publish_guides
from demo.letters import publish_letters, publish_old_box
from demo.press import Article, Column, Identity, Press
from demo.small import Sheet, Templates, menu, publish_site, site_map
from demo.surveys import publish_surveys

IDENTITY = Identity(
    "云台区人民政府", "云台区人民政府办公室", "www.demo-yuntai.gov.cn", "5399020001", "滇ICP备19009910号", "53990202000001", "0899-6600066",
)  # fmt: skip

COLUMNS = (
    ("yw/ytyw", "云台要闻", "工作动态", "list", 8),
    ("yw/bmdt", "部门动态", "工作动态", "list", 6),
    ("gk/tzgg", "通知公告", "通知公告", "list", 6),
    ("hd/qzxx", "区长信箱", "互动交流", "list", 5),
    ("hd/lyxd", "留言选登", "互动交流", "list", 0),
    ("hd/yjzj", "意见征集", "征集调查", "list", 0),
    ("fw/bszn", "办事指南", "办事服务", "list", 6),
    ("fw/bjtj", "办件统计", "办事服务", "list", 0),
    ("gk/jgzn", "机构职能", "机构职能", "single", 0),
    ("gk/ldzc", "领导之窗", "负责人信息", "single", 0),
    ("gk/lxwm", "联系我们", "联系方式", "single", 0),
    ("gk/wzdt", "网站地图", "网站地图", "map", 0),
)


def _place(column: Column, serial: int, _: date) -> str:
    return f"/yt/{column.slug}/1012533{serial}2987637304.html"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place, city="云台区")
    for slug, name, kind, form, home in COLUMNS:
        press.column(Column(slug, name, kind, f"/yt/{slug}/index.html", form, home=home))
    _fill(press)
    _standing(press)
    publish_site(press, TEMPLATES, lambda blocks: blocks + harmless_hidden(press))
    return press


def _fill(press: Press) -> None:
    press.fill("yw/ytyw", [0, 1, 3, 5, 8, 12, 17, 25])
    press.fill("yw/bmdt", [2, 6, 10, 16, 23])
    press.fill("gk/tzgg", [5, 22, 47, 88], press.writer.notice)
    publish_letters(press, "hd/qzxx", "区政府办公室")
    press.spare("message-disclosure", press.columns["hd/qzxx"].path, "letters and answers of this month")
    publish_old_box(press, "hd/lyxd", (130, 142, 155, 171))
    publish_surveys(press, "hd/yjzj")
    publish_guides(press, "fw/bszn")
    press.fill("fw/bjtj", (190, 220, 251, 282), lambda: press.writer.of("区政务服务中心办件情况统计（受理{n}件）"))
    press.plant("no-service-statistics", press.columns["fw/bjtj"].path, "the newest figures are half a year old")


def _standing(press: Press) -> None:
    columns = press.columns
    press.spare("no-error-report-entry", "/", "the entry is a picture with a link")
    for slug in ("gk/jgzn", "gk/lxwm"):
        columns[slug].text = press.writer.body(3)
        press.spare("*", columns[slug].path, "a column that is one document")
    columns["gk/ldzc"].text = "".join(
        f"<dl><dt>{post}</dt><dd>{name}，负责分工范围内的工作。</dd></dl>"
        for post, name in (("区长", "方志远"), ("副区长", "乔文静"))
    )
    columns["gk/wzdt"].text = site_map(press)
    press.spare("column-mismatch", columns["gk/wzdt"].path, "the map names every column")
    press.spare("no-interaction-channel", "/", "a mailbox")


# --- templates


def _frame(press: Press, sheet: Sheet) -> str:
    crumb = f'<i>/</i><a href="{sheet.column.path}">{sheet.column.name}</a>' if sheet.column else ""
    where = f'<div class="crumbs">当前位置：<a href="/">首页</a>{crumb}</div>' if sheet.path != "/" else ""
    return f"""<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{sheet.title}</title>
{tags(press, "plain", sheet.column, sheet.article)}
<link rel="stylesheet" href="/images/style.css"></head>
<body><header><img src="/images/logo.png" alt="{press.identity.name}"><nav><ul><li><a href="/">首页</a></li>{menu(press)}</ul></nav></header>
<main>{where}
{sheet.inner}
</main>
<footer>{footer(press.identity, "/yt/gk/wzdt/index.html").replace("/lxwm/", "/yt/gk/lxwm/index.html")}</footer>
</body></html>
"""


def _article(_: Press, article: Article) -> str:
    if article.layout in ("letter", "guide"):
        return f'<article class="{article.layout}"><h1>{article.title}</h1>\n{article.body}\n</article>'
    return f"""<article><h1>{article.title}</h1>
<div class="meta"><time>{article.day.year}年{article.day.month:02d}月{article.day.day:02d}日 {article.clock}</time><span>信息来源：{article.source}</span></div>
<div class="content">
{article.body}
</div></article>"""


def _listing(_: Press, column: Column, rows: str, pager: str) -> str:
    listed = f'<ul class="items">\n{rows}\n</ul>' if rows else ""
    return f"<section><h2>{column.name}</h2>{listed}{pager}</section>"


TEMPLATES = Templates(
    _frame,
    _article,
    '<li><a href="{href}">{full}</a><span>{day}</span></li>',
    _listing,
    lambda column, number, _: f"/yt/{column.slug}/index_{number + 1}.html",
)
