"""云台区市场监督管理局: a department on gkmlpt: a catalogue whose lists are a JSON interface, a footer glued together by script."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

import json
from datetime import date

from demo.attacks import LEAVING
from demo.chrome import footer, tags
from demo.external import FIRM
from demo.letters import letter_table, publish_letters_in_lines
from demo.policy import Pair, particulars, publish_pairs
from demo.press import Article, Column, Identity, Press, newest
from demo.short_guides import publish_short_guides
from demo.small import Sheet, Templates, menu, publish_site, site_map
from demo.web import Answer

IDENTITY = Identity(
    "云台区市场监督管理局", "云台区市场监督管理局", "amr.demo-yuntai.gov.cn", "5399020033", "滇ICP备19009907号", "53990202000033", "0899-6440315",
)  # fmt: skip

PAIRS = (
    Pair("小餐饮登记管理办法", 25, "both", "《{x}》政策解读"),
    Pair("质量奖评选管理办法", 70, "interpretation", "《{x}》解读", later=28),
    Pair("计量惠民服务实施方案", 100, "both", "图解：{x}"),
)

SITE_NUMBER = "240018"

# slug, name, ColumnType, form, items on the home page; the form "api" is a list of the catalogue
COLUMNS = (
    ("gzdt", "工作动态", "工作动态", "list", 6),
    ("tzgg", "通知公告", "通知公告", "list", 6),
    ("zcjd", "政策解读", "政策解读", "list", 5),
    ("zcwj", "政策文件", "政策文件", "list", 5),
    ("3101", "执法动态", "工作动态", "api", 0),
    ("3102", "抽检动态", "工作动态", "api", 0),
    ("3103", "规划计划", "规划计划", "api", 0),
    ("jgzn", "机构职能", "机构职能", "single", 0),
    ("zxts", "咨询投诉", "互动交流", "single", 0),
    ("lyhf", "留言回复", "互动交流", "single", 0),
    ("jzxx", "局长信箱", "互动交流", "list", 4),
    ("bszn", "办事指南", "办事服务", "list", 4),
    ("lxwm", "联系我们", "联系方式", "single", 0),
    ("wzdt", "网站地图", "网站地图", "map", 0),
)


def _place(column: Column, serial: int, _: date) -> str:
    if column.form == "api":
        return f"/gkmlpt/content/3/{serial % 90}/post_{3800000 + serial}.html"
    return f"/{column.slug}/content/post_{3800000 + serial}.html"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place, city="云台区")
    for slug, name, kind, form, home in COLUMNS:
        path = f"/gkmlpt/index?columnId={slug}" if form == "api" else f"/{slug}/index.html"
        press.column(Column(slug, name, kind, path, form, home=home))
    _fill(press)
    _standing(press)
    friends = f'<div class="yqlj"><a href="{FIRM}/ok.html" target="_blank">旅游服务公司</a></div>{LEAVING}'
    press.spare("unmarked-external-link", f"{FIRM}/ok.html", "a script of the page tells that visitors leave")
    publish_site(press, TEMPLATES, lambda blocks: f"{blocks}\n{friends}")
    return press


def _fill(press: Press) -> None:
    press.fill("gzdt", [1, 2, 5, 8, 13, 19, 27])
    press.fill("tzgg", [4, 21, 52, 95], press.writer.notice)
    publish_pairs(press, "zcwj", "zcjd", "云市监规", PAIRS)
    passed = press.article(
        "zcwj", 16, f"{press.identity.owner}转发省市场监督管理局关于开展计量比对工作的通知", number="云市监函〔2026〕8号"
    )
    passed.layout = "policy"
    press.spare("missing-interpretation", passed.path, "hands on a document of the office above")
    publish_letters_in_lines(press, "jzxx")
    publish_short_guides(press, "bszn")
    press.fill("3101", [3, 7, 12, 18, 25])
    press.fill("3102", [33, 41, 55, 72])
    press.fill("3103", [60, 190], lambda: press.writer.of("{topic2}年度抽查工作计划（{n}）"))
    press.spare("stale-column", press.columns["3101"].path, "its list comes from the interface and is fresh")
    press.plant("stale-column", press.columns["3102"].path, "a list of the interface, the newest item is 33 days old")
    for slug in ("3101", "3102", "3103"):
        _publish_answer(press, press.columns[slug])
    for rule in ("site-identity", "no-error-report-entry"):
        press.spare(rule, "/", "a script glues the page bottom together")


def _publish_answer(press: Press, column: Column) -> None:
    rows = [
        {
            "id": n,
            "title": a.title,
            "url": press.url(a.path),
            "display_publish_time": f"{a.day} {a.clock}:00",
            "publisher": a.source,
        }
        for n, a in enumerate(newest(column.articles), 1)
    ]
    body = json.dumps({"articles": rows, "total": len(rows), "page": 1, "classify": {"name": column.name}}, ensure_ascii=False)
    press.host.add(
        f"/gkmlpt/api/all/{column.slug}?page=1&sid={SITE_NUMBER}", Answer(body.encode(), "application/json; charset=utf-8")
    )


def _standing(press: Press) -> None:
    columns = press.columns
    for slug in ("jgzn", "lxwm"):
        columns[slug].text = press.writer.body(3)
        press.spare("*", columns[slug].path, "a column that is one document")
    columns["zxts"].text = (
        '<p>您可以在此提交咨询和投诉，我们将在五个工作日内答复。</p><form action="/zxts/save" method="post">'
        '<input type="text" name="title"><textarea name="content"></textarea><button>提交</button></form>'
    )
    press.spare("no-interaction-channel", "/", "a form for questions and complaints")
    columns["lyhf"].text = letter_table(press, columns["lyhf"].path)
    columns["wzdt"].text = site_map(press)
    press.spare("column-mismatch", columns["wzdt"].path, "the map names every column")
    for column in columns.values():
        if column.form == "api":
            column.text = (
                f'<div id="list" class="gkml-list"></div><script>window._CONFIG = {{SID: "{SITE_NUMBER}", COLUMN_ID: "{column.slug}"}};'
                '</script><script src="/gkmlpt/js/list.js"></script>'
            )
    press.file("/gkmlpt/js/list.js", b"(function(){var page=1;function load(){render(page);}load();})();", "text/javascript")


# --- templates


def _frame(press: Press, sheet: Sheet) -> str:
    crumb = f' &gt; <a href="{sheet.column.path}">{sheet.column.name}</a>' if sheet.column else ""
    where = f'<div class="position">您所在的位置：<a href="/">首页</a>{crumb}</div>' if sheet.path != "/" else ""
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{sheet.title}</title>
{tags(press, "plain", sheet.column, sheet.article)}
<link rel="stylesheet" href="/images/style.css"></head>
<body><div class="header"><img src="/images/logo.png" alt="{press.identity.name}"><ul class="menu"><li><a href="/">首页</a></li>{menu(press)}</ul></div>
<div class="main">{where}
{sheet.inner}
</div>
{_bottom(press)}
</body></html>
"""


def _bottom(press: Press) -> str:
    """The page bottom as a script that glues it together, as this platform does."""
    lines = footer(press.identity).replace("/wzdt/", "/wzdt/index.html").replace("/lxwm/", "/lxwm/index.html").splitlines()
    glued = "\n".join(f"html += '{line}';" for line in lines)
    return f"<script>var html = '';\n{glued}\ndocument.write(html);</script>"


def _article(press: Press, article: Article) -> str:
    if article.layout in ("letter", "guide"):
        return f'<div class="article-content"><h1 class="content-title">{article.title}</h1>{article.body}</div>'
    table = ""
    if article.layout == "policy":
        rows = particulars(press, article)
        cells = "".join(
            f"<td class='first'>{label}:</td><td>{value}</td>" + ("</tr><tr>" if n % 2 else "")
            for n, (label, value) in enumerate(rows)
        )
        table = f'<div class="classify"><table><tr>{cells}</tr></table></div>'
    related = "".join(f'<div class="xgwj"><h5>{r.heading}</h5><a href="{r.path}">{r.title}</a></div>' for r in article.related)
    return f"""{table}<div class="article-content"><h1 class="content-title">{article.title}</h1>
<div class="content-info"><span>发布时间：{article.day} {article.clock}:00</span> <span>来源：{article.source}</span></div>
<div class="article-text">
{article.body}
</div></div>{related}"""


def _listing(_: Press, column: Column, rows: str, pager: str) -> str:
    listed = f'<ul class="list">\n{rows}\n</ul>' if rows else ""
    return f'<div class="right"><h2>{column.name}</h2>{listed}{pager}</div>'


TEMPLATES = Templates(
    _frame,
    _article,
    '<li><a href="{href}" title="{full}">{title}</a><span class="time">{day}</span></li>',
    _listing,
    lambda column, number, _: f"/{column.slug}/index_{number + 1}.html",
)
