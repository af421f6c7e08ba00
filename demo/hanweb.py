"""清江市发展和改革委员会: a department site on hanweb, lists in CDATA with dataproxy groups, phone copies."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

from datetime import date
from html import escape

from demo.chrome import footer, items, publish_feeds, scripted_marks, tags
from demo.defects import plant_dead, publish_files
from demo.external import FIRM, SERVICE_SITE
from demo.files import jpg, png
from demo.lookalikes import hidden_and_phone, odd_addresses
from demo.policy import Pair, publish_exempt, publish_pairs
from demo.press import Article, Column, Identity, Press, newest
from demo.repeats import plant_copies
from demo.tag_defects import plant_tags
from demo.web import page, redirect
from demo.wording import plant_typos, publish_lookalikes

IDENTITY = Identity(
    "清江市发展和改革委员会", "清江市发展和改革委员会", "fgw.demo-qingjiang.gov.cn", "5399000027",
    "滇ICP备19009902号", "53990002000029", "0899-6210077",
)  # fmt: skip

PAIRS = (
    Pair("政府投资项目管理办法", 20, "both", "《{x}》解读"),
    Pair("新能源汽车充电设施建设实施方案", 54, "interpretation", "关于《{x}》的政策解读"),
    Pair("粮食储备管理办法", 83, "both", "图解：{x}"),
    Pair("信用信息归集使用规定", 102, "none", "《{x}》政策解读"),
    Pair("医疗服务价格管理细则", 125, "missing"),
)

FIRST_GROUP = 45  # records that the served page holds
PER_PAGE = 15

# number, name, ColumnType, form, items on the home page
COLUMNS = (
    ("1229001", "发改动态", "工作动态", "list", 6),
    ("1229002", "处室动态", "工作动态", "list", 5),
    ("1229003", "县区发改", "工作动态", "list", 5),
    ("1229004", "通知公告", "通知公告", "list", 6),
    ("1229005", "招标公告", "公示公告", "list", 0),
    ("1229006", "规范性文件", "政策文件", "list", 5),
    ("1229007", "政策解读", "政策解读", "list", 5),
    ("1229008", "价格监测", "数据发布", "list", 0),
    ("1229009", "重点项目", "重点领域信息公开", "empty", 0),
    ("1229010", "意见征集", "征集调查", "empty", 0),
    ("1229011", "机构职能", "机构职能", "single", 0),
    ("1229012", "领导信息", "负责人信息", "single", 0),
    ("1229013", "信息公开指南", "信息公开指南", "single", 0),
    ("1229014", "规划计划", "规划计划", "list", 0),
    ("1229015", "人事信息", "人事信息", "list", 0),
    ("1229016", "财政信息", "财政预决算", "list", 0),
    ("1229017", "政务公开", "信息公开目录", "hub", 0),
    ("1229018", "粮食安全宣传周专题", "专题专栏", "archived", 0),
    ("1229019", "网上办事", "办事服务", "redirect", 0),
    ("1229020", "联系我们", "联系方式", "single", 0),
    ("1229021", "网站地图", "网站地图", "map", 0),
)


def _place(column: Column, serial: int, day: date) -> str:
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column.slug}_5890{serial}.html"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place)
    for slug, name, kind, form, home in COLUMNS:
        press.column(Column(slug, name, kind, f"/col/col{slug}/index.html", form, home=home))
    _fill(press)
    _standing(press)
    _publish(press)
    return press


def _fill(press: Press) -> None:
    news = press.fill("1229001", [1, 3, 4, 6, 7, *range(9, 130, 3)])
    plant_tags(press, news[-7:], ("empty-date", "domain-url"), ("seconds", "chinese-date"))
    for rule in ("site-identity", "no-error-report-entry"):
        press.spare(rule, "/", "scripts write the mark and the entry into the page bottom")
    plant_dead(press, "1229001", ("domain", "page-410", "image-empty", "file-empty", "file-404"), 5)
    plant_typos(press, "1229001", ("一如继往", "通迅"), 8)
    publish_lookalikes(press, "1229001", 4)
    odd_addresses(press, "1229001", 10)
    plant_copies(press, "1229001", 11)
    press.fill("1229002", range(22, 70, 5))
    press.plant("stale-column", press.columns["1229002"].path, "news, the newest item is 22 days old")
    press.fill("1229003", [2, 6, 12, 19, 27, 33])
    press.fill("1229004", [5, 17, 31, 49, 66], press.writer.notice)
    publish_files(press, "1229004", 8, lambda extension: f"/module/download/downfile.jsp?classid=0&filename=20a7c0.{extension}")
    press.fill("1229005", range(216, 400, 23), press.writer.notice)
    press.plant("stale-column", press.columns["1229005"].path, "notices, the newest item is seven months old")
    publish_pairs(press, "1229006", "1229007", "清发改规", PAIRS)
    publish_exempt(press, "1229006", "清发改函", 16)
    press.fill("1229008", range(6, 120, 7), lambda: press.writer.of("全市粮油副食品价格监测情况（{n}）"))
    press.fill("1229014", (70, 130, 240), lambda: press.writer.of("全市{topic2}年度工作计划"))
    press.fill("1229015", (45, 160, 300), lambda: press.writer.of("关于公开选调{k}名工作人员的公告"))
    press.fill("1229016", (90, 230, 310), lambda: press.writer.of("部门预算公开（{n}）"))


def _standing(press: Press) -> None:
    columns = press.columns
    for slug in ("1229011", "1229012", "1229013", "1229020"):
        columns[slug].text = press.writer.body(3)
        press.spare("*", columns[slug].path, "a column that is one document")
    columns["1229009"].text = '<p align="center">栏目正在建设中，敬请期待！</p>'
    press.plant("empty-column", columns["1229009"].path, "栏目正在建设中 in place of a list")
    columns["1229010"].text = '<ul class="default_pgContainer"></ul><div class="pages">共0条　第1/1页</div>'
    press.plant("empty-column", columns["1229010"].path, "a list frame with 共0条")
    press.host.add(columns["1229019"].path, redirect("http://zwfw.demo-qingjiang.gov.cn/fw/"))
    press.spare("*", columns["1229019"].path, "the column redirects to the service platform")
    press.spare("*", columns["1229017"].path, "a hub of columns without a list of its own")
    press.spare("*", columns["1229021"].path, "a map of the site, not a list")
    columns["1229018"].text = f"<p>【已归档】本专题已于{press.day(800)}归档</p>"
    press.fill("1229018", (820, 845, 900))
    press.spare("*", columns["1229018"].path, "archived, and says so")
    links = "".join(f'<li><a href="{c.path}">{c.name}</a></li>' for c in columns.values() if c.form != "hub")
    columns["1229017"].text = columns["1229021"].text = f'<ul class="lm">{links}</ul>'


# --- templates


def _around(press: Press, title: str, inner: str, column: Column | None = None, article: Article | None = None) -> str:
    links = "".join(f'<td><a href="{c.path}">{c.name}</a></td>' for c in press.columns.values())
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{title}</title>
{tags(press, "content-first", column, article)}
<meta name="Maketime" content="{press.as_of} 03:10:22" /><meta name="WebId" content="31" />
<link href="/images/31/style.css" rel="stylesheet" type="text/css" /></head>
<body><div id="barrierfree_container">
<a href="/"><img src="/images/31/logo.png" alt="{press.identity.name}" /></a>
<table class="nav"><tr><td><a href="/">首页</a></td>{links}</tr></table>
{inner}
{_bottom(press.identity)}
<!-- Produced By 大汉网络 大汉版通发布系统 --></div></body></html>
"""


def _bottom(identity: Identity) -> str:
    bottom = footer(identity, "/col/col1229021/index.html", "/images/31").replace("/lxwm/", "/col/col1229020/index.html")
    return scripted_marks(bottom, identity.code)


def _crumbs(column: Column) -> str:
    return (
        '<table class="dqwz"><tr><td>当前位置：</td><td><a href="/">首页</a></td><td><table><tr><td>&gt;'
        f'<a href="{column.path}">{column.name}</a></td></tr></table></td></tr></table>'
    )


def article_page(press: Press, article: Article) -> str:
    """An article between ContentStart and ContentEnd, with a hidden copy of its links for phones."""
    related = "".join(
        f'<div class="xgwj">{r.heading}：<a href="{press.home.rstrip("/")}{r.path}">{r.title}</a></div>'
        for r in article.related
    )
    number = f"<p>文号：{article.number}</p>" if article.number else ""
    inner = f"""{_crumbs(article.column)}
<div id="c"><h1>{article.title}</h1>
<p class="sj">发布日期：{article.day} {article.clock}　信息来源：{article.source}　字体：[<a href="javascript:void(0)">大</a>]</p>{number}
<meta name="ContentStart" /><div id="zoom"><!--ZJEG_RSS.content.begin-->
{article.body}
<!--ZJEG_RSS.content.end--></div><meta name="ContentEnd" />{related}</div>"""
    return _around(press, f"{press.identity.name} {article.column.name} {article.title}", inner, article.column, article)


_ROW = (
    '<li><span class="bt_time" style="float:right">{day}</span><a href="{href}" title="{full}" target="_blank">{title}</a></li>'
)


def _records(articles: list[Article]) -> str:
    return "".join(f"<record><![CDATA[\n{items([a], _ROW)}\n]]></record>\n" for a in articles)


def _proxy(column: Column, group: int) -> str:
    return (
        f"/module/web/jpage/dataproxy.jsp?page={group}&appid=1&webid=31&path=/&columnid={column.slug}"
        "&unitid=6240871&webname=fgw&permissiontype=0"
    )


def list_page(press: Press, column: Column) -> str:
    """A list whose records stand as CDATA in a script, three pages of them; the next group comes from dataproxy."""
    ordered = newest(column.articles)
    follow = (
        f'<nextgroup><![CDATA[<a href="{_proxy(column, 2)}"></a>]]></nextgroup>'
        if len(ordered) > FIRST_GROUP
        else "<nextgroup></nextgroup>"
    )
    inner = f"""{_crumbs(column)}
<div class="lb"><h2>{column.name}</h2>{column.text}
<div id="6240871" class="default_pgContainer"><script type="text/xml"><datastore>
{follow}
<recordset>
{_records(ordered[:FIRST_GROUP])}</recordset></datastore></script>
<script type="text/javascript">$(function(){{$("#6240871").jpage({{perPage:{PER_PAGE},totalRecord:{len(ordered)},proxyUrl:'/module/web/jpage/dataproxy.jsp',columnid:{column.slug},unitid:6240871}});}});</script></div></div>"""
    return _around(press, f"{press.identity.name} {column.name}", inner, column)


def group_answer(column: Column, group: int) -> str:
    """What dataproxy gives for one further group of records."""
    ordered = newest(column.articles)
    start = FIRST_GROUP * (group - 1)
    part = ordered[start : start + FIRST_GROUP]
    more = (
        f'<nextgroup><![CDATA[<a href="{escape(_proxy(column, group + 1))}"></a>]]></nextgroup>'
        if start + FIRST_GROUP < len(ordered)
        else ""
    )
    pages = -(-len(ordered) // PER_PAGE)
    return f"<datastore><totalrecord>{len(ordered)}</totalrecord><totalpage>{pages}</totalpage>{more}<recordset>\n{_records(part)}</recordset></datastore>"


def _plain(press: Press, column: Column) -> str:
    inner = f'{_crumbs(column)}\n<div class="lb"><h2>{column.name}</h2>\n{column.text}\n</div>'
    return _around(press, f"{press.identity.name} {column.name}", inner, column)


def _home(press: Press) -> str:
    blocks = "\n".join(
        f'<div class="kj"><div class="bt"><a href="{c.path}">{c.name}</a> <a href="{c.path}">更多</a></div><ul>\n'
        + items(newest(c.articles)[: c.home], '<li><a href="{href}" title="{full}">{title}</a><b>[{day}]</b></li>')
        + "</ul></div>"
        for c in press.columns.values()
        if c.home
    )
    blocks += hidden_and_phone(press, press.columns["1229003"].articles[0])
    friends = f'<select onchange="window.open(this.value)"><option value="http://www.demo-qingjiang.gov.cn/">清江市人民政府</option><option value="{FIRM}/ok.html">合作单位</option></select><a href="{SERVICE_SITE}" target="_blank">我要咨询</a><a href="/private/login.html">内部登录</a>'
    press.spare("no-interaction-channel", "/", "an entry of the service platform")
    press.plant("unmarked-external-link", f"{FIRM}/ok.html", "an entry of a select box, without a notice")
    press.plant("no-site-search", "/", "no search anywhere")
    return _around(press, press.identity.name, f"{blocks}\n{friends}")


def _publish(press: Press) -> None:
    for article in press.all_articles():
        press.publish(article.path, article_page(press, article))
    for column in press.columns.values():
        if column.form in ("list", "archived"):
            press.publish(column.path, list_page(press, column))
            for group in range(2, -(-len(column.articles) // FIRST_GROUP) + 1):
                press.file(_proxy(column, group), group_answer(column, group).encode(), "text/xml; charset=utf-8")
        elif column.form != "redirect":
            press.publish(column.path, _plain(press, column))
    press.publish("/", _home(press))
    publish_feeds(press)
    for name, body, kind in (
        ("logo.png", png(10, 90, 160), "image/png"), ("ga.png", png(20, 20, 180), "image/png"),
        ("dzjg.png", png(200, 0, 0), "image/png"), ("jiucuo.png", png(0, 90, 200), "image/png"),
        ("photo.jpg", jpg(), "image/jpeg"), ("style.css", b"td{padding:2px}", "text/css"),
    ):  # fmt: skip
        press.file(f"/images/31/{name}", body, kind)
    missing = page(_around(press, "提示信息", "<p>您访问的页面不存在或已删除。</p>"), status=404)
    press.host.fallback = lambda _: missing
