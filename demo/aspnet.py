"""桃源县农业农村局: an old ASP.NET site in GBK, laid out in tables, that has been broken into."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

from datetime import date, timedelta

from demo.attacks import TAMPERED_TITLE, cloak, plant_harm, plant_hidden, publish_harmless, tamper
from demo.chrome import entry_of_another, footer, tags
from demo.lookalikes import hidden_and_phone
from demo.press import Article, Column, Identity, Press
from demo.small import Sheet, Templates, menu, publish_site, site_map

IDENTITY = Identity(
    "桃源县农业农村局", "桃源县农业农村局", "www.demo-tynyj.gov.cn", "5399260041", "滇ICP备19009909号", "53992602000041", "0899-6350047",
)  # fmt: skip

COLUMNS = (
    ("661", "农业要闻", "工作动态", "list", 8),
    ("662", "乡镇动态", "工作动态", "list", 6),
    ("663", "通知公告", "通知公告", "list", 6),
    ("664", "项目公示", "公示公告", "list", 0),
    ("665", "农技推广", "专题专栏", "list", 0),
    ("666", "机构职能", "机构职能", "single", 0),
    ("667", "局长信箱", "互动交流", "single", 0),
    ("668", "联系我们", "联系方式", "single", 0),
    ("669", "网站地图", "网站地图", "map", 0),
)


def _place(_: Column, serial: int, __: date) -> str:
    return f"/Article/ShowArticle.aspx?ArticleID={130000 + serial}"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place, "gb18030", "gb2312", "桃源县")
    for slug, name, kind, form, home in COLUMNS:
        press.column(Column(slug, name, kind, f"/Article/ArticleList.aspx?ClassID={slug}", form, home=home))
    news = _fill(press)
    _standing(press)
    tabs = hidden_and_phone(press, news[4])
    press.spare("hidden-link", news[4].path, "a hidden tab and a phone copy")
    publish_site(press, TEMPLATES, lambda blocks: f"{blocks}\n{tabs}", "answers-404")
    cloak(press)
    return press


def _fill(press: Press) -> list[Article]:
    news = press.fill("661", [1, 2, 4, 7, 9, 12, 16, 23, 29, 38])
    plant_hidden(press, news[5:8])
    tamper(press, news[8])
    plant_harm(press, "661", 14)
    publish_harmless(press, "661", 5)
    press.fill("662", [3, 8, 13, 19, 25])
    press.fill("663", [10, 28, 61, 100], press.writer.notice)
    press.fill("664", [18, 74, 140], press.writer.publicity)
    press.fill("665", [30, 66, 130], lambda: press.writer.of("{place}冬小麦田间管理技术要点（{n}）"))
    future = press.article("662", -6)
    press.plant("abnormal-date", future.path, "six days after the day of judgement")
    moved = press.article("663", 12, press.writer.notice())
    moved.listed = moved.day - timedelta(days=41)
    press.plant("abnormal-date", moved.path, "the list says a day six weeks earlier")
    near = press.article("663", 20, press.writer.notice())
    near.listed = near.day - timedelta(days=1)
    press.spare("abnormal-date", near.path, "list and page differ by one day")
    return news


def _standing(press: Press) -> None:
    columns = press.columns
    press.plant("no-error-report-entry", "/", "the entry carries another site's code")
    for slug in ("666", "668"):
        columns[slug].text = press.writer.body(3)
        press.spare("*", columns[slug].path, "a column that is one document")
    columns[
        "667"
    ].text = '<form action="/Mail/Save.aspx" method="post">主题：<input name="t"> 内容：<textarea name="c"></textarea><input type="submit" value="提交"></form>'
    press.spare("no-interaction-channel", "/", "a mailbox of the head of the office")
    columns["669"].text = site_map(press)
    press.spare("column-mismatch", columns["669"].path, "the map names every column")


# --- templates


def _frame(press: Press, sheet: Sheet) -> str:
    broken_into = bool(sheet.article and sheet.article.layout == "tampered")
    title = TAMPERED_TITLE if broken_into else sheet.title
    crumb = f' &gt;&gt; <a href="{sheet.column.path}">{sheet.column.name}</a>' if sheet.column else ""
    where = f'<tr><td height="28">您现在的位置： <a href="/">首页</a>{crumb}</td></tr>' if sheet.path != "/" else ""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<HTML><HEAD><TITLE>{title}</TITLE><meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
{tags(press, "upper", sheet.column, sheet.article)}
<link href="/images/style.css" rel="stylesheet" type="text/css"></HEAD>
<BODY leftmargin="0" topmargin="0"><table width="1002" align="center" cellpadding="0" cellspacing="0">
<tr><td><a href="/"><img src="/images/logo.png" border="0" alt="{press.identity.name}"></a></td></tr>
<tr><td><table class="menu"><tr><td><a href="/">首页</a></td>{menu(press, '<td><a href="{href}">{name}</a></td>')}</tr></table></td></tr>
{where}
<tr><td valign="top">{sheet.inner}</td></tr>
<tr><td>{entry_of_another(footer(press.identity, "/Article/ArticleList.aspx?ClassID=669").replace("/lxwm/", "/Article/ArticleList.aspx?ClassID=668"))}</td></tr></table>
</BODY></HTML>
"""


def _article(_: Press, article: Article) -> str:
    return f"""<table width="100%" class="article"><tr><td align="center"><h1>{article.title}</h1></td></tr>
<tr><td align="center" class="info">作者：佚名　文章来源：{article.source}　更新时间：{article.day.year}-{article.day.month}-{article.day.day}　点击数：<span>127</span></td></tr>
<tr><td id="fontzoom" class="content">
{article.body}
</td></tr></table>"""


def _listing(_: Press, column: Column, rows: str, pager: str) -> str:
    listed = f'<table width="100%" class="list">\n{rows}\n</table>' if rows else ""
    return f'<div class="lm"><h2>{column.name}</h2>{listed}{pager}</div>'


TEMPLATES = Templates(
    _frame,
    _article,
    '<tr><td height="26"><a href="{href}" title="{full}" target="_blank">{title}</a></td><td width="90">[{day}]</td></tr>',
    _listing,
    lambda column, number, _: f"/Article/ArticleList.aspx?ClassID={column.slug}&page={number + 1}",
)
