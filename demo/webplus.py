"""双溪区教育体育局: a WebPlus site with numbered lists, no channel for questions, twin columns and a wrong map."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

from datetime import date

from demo.attacks import unmarked
from demo.chrome import entry_in_words, footer, tags
from demo.press import Article, Column, Identity, Press
from demo.small import Sheet, Templates, menu, publish_site
from demo.utterances import plant_broken, plant_marks, plant_private, publish_harmless_numbers

IDENTITY = Identity(
    "双溪区教育体育局", "双溪区教育体育局", "jtj.demo-shuangxi.gov.cn", "5399030018", "滇ICP备19009906号", "53990302000018", "0899-6520019",
)  # fmt: skip

COLUMNS = (
    ("101", "教体要闻", "工作动态", "list", 6),
    ("102", "学校动态", "工作动态", "list", 6),
    ("103", "校园风采", "工作动态", "list", 0),
    ("104", "通知公告", "通知公告", "list", 6),
    ("105", "公示公告", "公示公告", "list", 5),
    ("106", "招生考试", "重点领域信息公开", "list", 0),
    ("107", "资助政策", "重点领域信息公开", "list", 0),
    ("108", "机构职能", "机构职能", "single", 0),
    ("109", "领导信息", "负责人信息", "single", 0),
    ("110", "联系我们", "联系方式", "single", 0),
    ("111", "网站地图", "网站地图", "map", 0),
)


def _place(column: Column, serial: int, day: date) -> str:
    return f"/{day:%Y}/{day:%m%d}/c{column.slug}a{serial}/page.htm"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place, city="双溪区")
    for slug, name, kind, form, home in COLUMNS:
        press.column(Column(slug, name, kind, f"/{slug}/list.htm", form, home=home))
    _fill(press)
    _standing(press)
    friends = f'<div class="links">友情链接：{unmarked(press)} <a href="http://www.gov.cn/">中国政府网</a></div>'
    publish_site(press, TEMPLATES, lambda blocks: f"{blocks}\n{friends}", "absent")
    return press


def _fill(press: Press) -> None:
    press.plant("no-interaction-channel", "/", "no entry for questions anywhere")
    press.fill("101", [1, 3, 4, 7, 9, 13, 18, 24, 31])
    press.spare("stale-homepage", "/", "the home page shows days without their year")
    press.fill("102", [2, 5, 10, 12, 21, 28])
    press.columns["103"].articles = press.columns["102"].articles
    press.plant("column-mismatch", press.columns["103"].path, "the same items as another column, under another name")
    press.fill("104", [6, 15, 33, 70], press.writer.notice)
    press.fill("105", [9, 44, 90], press.writer.publicity)
    press.fill("106", [20, 80, 150], lambda: press.writer.of("{place}小学招生工作安排（{n}）"))
    press.fill("107", [25, 85, 160], lambda: press.writer.of("家庭经济困难学生资助名额分配情况（{n}）"))
    plant_private(press, "105", 12)
    publish_harmless_numbers(press, "105", 14)
    plant_marks(press, "104", 8)
    plant_broken(press, "101", 5)


def _standing(press: Press) -> None:
    columns = press.columns
    press.plant("no-error-report-entry", "/", "the entry is words that nobody can use")
    for slug in ("108", "110"):
        columns[slug].text = press.writer.body(3)
        press.spare("*", columns[slug].path, "a column that is one document")
    columns["109"].text = "".join(
        f"<p><strong>{post}：{name}</strong>　主持工作分工范围内的各项事务。</p>"
        for post, name in (("局长", "陆文博"), ("副局长", "邹雨晴"))
    )
    shown = [c for c in columns.values() if c.slug != "111"]
    named = {"106": columns["107"], "107": columns["106"]}  # the map's names stand on each other's links
    links = "".join(f'<li><a href="{named.get(c.slug, c).path}">{c.name}</a></li>' for c in shown)
    columns["111"].text = f'<ul class="map">{links}</ul>'
    for slug in ("106", "107"):
        press.plant("column-mismatch", columns[slug].path, "two names of the map lead to each other's columns")


# --- templates


def _frame(press: Press, sheet: Sheet) -> str:
    crumb = f'&gt; <a href="{sheet.column.path}">{sheet.column.name}</a>' if sheet.column else ""
    where = f'<div class="path">当前位置: <a href="/">首页</a> {crumb}</div>' if sheet.path != "/" else ""
    return f"""<!DOCTYPE html>
<html class="webplus-{"index" if sheet.path == "/" else "page"}"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>{sheet.title}</title>
{tags(press, "content-first", sheet.column, sheet.article)}
<link rel="stylesheet" type="text/css" href="/_images/style.css"></head>
<body class="index"><div class="wp-wrapper wp-header"><img src="/_images/logo.png" alt="">
<div class="wp-navi"><ul class="wp-menu"><li class="menu-item"><a class="menu-link" href="/">首页</a></li>{menu(press, '<li class="menu-item"><a class="menu-link" href="{href}">{name}</a></li>')}</ul></div></div>
<div class="wp-wrapper">{where}
{sheet.inner}
</div>
{entry_in_words(footer(press.identity, "/111/list.htm", "/_images").replace("/lxwm/", "/110/list.htm"))}
</body></html>
"""


def _article(_: Press, article: Article) -> str:
    return f"""<div class="article" frag="窗口3"><h1 class="arti_title">{article.title}</h1>
<p class="arti_metas"><span class="arti_publisher">发布者：{article.source}</span><span class="arti_update">发布时间：{article.day}</span><span class="arti_views">浏览次数：<span class="WP_VisitCount">316</span></span></p>
<div class="entry"><div class="read"><div class="wp_articlecontent">
{article.body}
</div></div></div></div>"""


def _listing(_: Press, column: Column, rows: str, pager: str) -> str:
    listed = f'<ul class="wp_article_list">\n{rows}\n</ul>' if rows else ""
    return f'<div class="col_news" frag="窗口5"><div class="col_title"><h2>{column.name}</h2></div><div class="col_news_list">{listed}{pager}</div></div>'


TEMPLATES = Templates(
    _frame,
    _article,
    '<li class="list_item"><div class="fields pr_fields"><span class="Article_Title"><a href="{href}" title="{full}">{title}</a></span></div><div class="fields ex_fields"><span class="Article_PublishDate">{day}</span></div></li>',
    _listing,
    lambda column, number, _: f"/{column.slug}/list{number + 1}.htm",
    "/_images",
    '<li><a href="{href}" title="{full}">{title}</a><i>{short}</i></li>',
)
