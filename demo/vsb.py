"""清江高新区管委会: a VSB site whose lists count down, whose home page rests, and which answers 200 to every path."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

from datetime import date

from demo.chrome import commented_entry, footer, items, publish_feeds, relative, tags
from demo.defects import plant_dead, publish_files
from demo.files import jpg, png
from demo.policy import Pair, publish_exempt, publish_pairs
from demo.press import Article, Column, Identity, Press, newest, paged
from demo.tag_defects import plant_tags
from demo.web import page
from demo.wording import plant_typos, publish_lookalikes

IDENTITY = Identity(
    "清江高新技术产业开发区管理委员会", "清江高新技术产业开发区管理委员会", "www.demo-qjgxq.gov.cn", "5399000055",
    "滇ICP备2019009904号-2", "53990002000041", "0899-6218800",
)  # fmt: skip

PAIRS = (
    Pair("高新区科技型企业培育措施", 40, "both", "《{x}》解读"),
    Pair("高新区标准厂房租赁管理办法", 66, "none", "关于《{x}》的解读"),
    Pair("高新区人才公寓管理细则", 90, "both", "一图读懂 | {x}"),
    Pair("高新区产业基金管理办法", 118, "missing"),
)

PAGE_SIZE = 10

# slug, name, ColumnType, form, items on the home page
COLUMNS = (
    ("gqyw", "园区要闻", "工作动态", "list", 6),
    ("qydt", "企业动态", "工作动态", "list", 6),
    ("tzgg", "通知公告", "通知公告", "list", 6),
    ("zcwj", "政策文件", "政策文件", "list", 5),
    ("zcjd", "政策解读", "政策解读", "list", 5),
    ("rcyj", "人才引进", "人事信息", "list", 0),
    ("ghjh", "规划计划", "规划计划", "list", 0),
    ("yjsgk", "预决算公开", "财政预决算", "list", 0),
    ("yqgk", "园区概况", "概况信息", "single", 0),
    ("jgzn", "机构职能", "机构职能", "single", 0),
    ("ldxx", "领导信息", "负责人信息", "single", 0),
    ("gkzn", "公开指南", "信息公开指南", "single", 0),
    ("cyfc", "创业风采", "专题专栏", "empty", 0),
    ("zlxz", "资料下载", "资料下载", "list", 0),
    ("xxgk", "信息公开", "信息公开目录", "hub", 0),
    ("lxwm", "联系我们", "联系方式", "single", 0),
    ("wzdt", "网站地图", "网站地图", "hub", 0),
)


def _place(column: Column, serial: int, _: date) -> str:
    return f"/info/{1000 + sum(map(ord, column.slug)) % 97}/{serial}.htm"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place)
    for slug, name, kind, form, home in COLUMNS:
        press.column(Column(slug, name, kind, f"/{slug}.htm", form, home=home))
    _fill(press)
    _standing(press)
    _publish(press)
    return press


def _fill(press: Press) -> None:
    press.plant("stale-homepage", "/", "no list of the home page has an item of the last 14 days")
    news = press.fill("gqyw", range(23, 120, 3))
    plant_tags(press, news[-7:], ("no-source", "empty-date"), ("seconds", "twice"))
    press.plant("no-error-report-entry", "/", "the entry is commented out")
    plant_dead(press, "gqyw", ("page-404", "outside-404", "image-404", "file-404"), 30, "/content")
    # The error page's relative links lead nowhere when it answers for a deep path; nobody wrote those links.
    press.spare("broken-link", "/content/old/2019/tzgg.htm", "only the relative menu of an error page names it")
    plant_typos(press, "gqyw", ("人才倍出", "幅射", "布署"), 40)
    publish_lookalikes(press, "gqyw", 35)
    press.plant("stale-column", press.columns["gqyw"].path, "news, the newest item is 23 days old")
    press.fill("qydt", range(31, 150, 9))
    press.plant("stale-column", press.columns["qydt"].path, "news, the newest item is 31 days old")
    press.fill("tzgg", range(26, 260, 13), press.writer.notice)
    publish_files(press, "tzgg", 29, lambda extension: f"/__local/7/4A/0C/E1D0.{extension}?e=.{extension}")
    publish_pairs(press, "zcwj", "zcjd", "清高新管规", PAIRS)
    publish_exempt(press, "zcwj", "清高新管函", 22)
    press.fill("rcyj", (48, 90, 170), lambda: press.writer.of("{place}引进高层次人才{k}名的公告（{n}）"))
    press.fill("ghjh", (75, 180, 300), lambda: press.writer.of("园区{topic2}年度工作计划"))
    press.fill("yjsgk", (100, 240, 330), lambda: press.writer.of("管委会部门预算公开（{n}）"))
    for article in press.fill("zlxz", (35, 80, 160), lambda: press.writer.of("{topic2}申请表下载")):
        article.dated = False
    press.spare("stale-column", press.columns["zlxz"].path, "the list shows no dates, its articles are fresh enough")
    press.spare("stale-column", press.columns["tzgg"].path, "notices may rest for half a year")


def _standing(press: Press) -> None:
    columns = press.columns
    for slug in ("yqgk", "jgzn", "ldxx", "gkzn", "lxwm"):
        columns[slug].text = f'<div id="vsb_content"><div class="v_news_content">{press.writer.body(3)}</div></div>'
        press.spare("*", columns[slug].path, "a column that is one document")
    columns["cyfc"].text = '<div class="list"><p>该栏目下暂无内容</p></div>'
    press.plant("empty-column", columns["cyfc"].path, "该栏目下暂无内容 in place of a list")
    links = "".join(f'<li><a href="{c.slug}.htm">{c.name}</a></li>' for c in columns.values() if c.form != "hub")
    columns["xxgk"].text = columns["wzdt"].text = f'<ul class="lmlist">{links}</ul>'
    press.spare("*", columns["xxgk"].path, "a hub of columns without a list of its own")
    press.spare("*", columns["wzdt"].path, "a map of the site, not a list")


# --- templates


def _around(
    press: Press, base: str, title: str, inner: str, column: Column | None = None, article: Article | None = None
) -> str:
    links = "".join(f'<li><a href="{relative(base, c.path)}">{c.name}</a></li>' for c in press.columns.values())
    return f"""<!DOCTYPE html><HTML><HEAD>
<TITLE>{title}</TITLE><META Name="keywords" Content="{press.identity.name}" />
{tags(press, "loose", column, article)}
<META content="text/html; charset=UTF-8" http-equiv="Content-Type"><LINK rel="stylesheet" type="text/css" href="/dfiles/css/style.css">
<!--Announced by Visual SiteBuilder 9--><script language="javascript" src="/system/resource/js/counter.js"></script>
<script type="text/javascript">_jsq_(1009,'/{base.strip("/")}',-1,1412614994)</script></HEAD>
<BODY><div class="head"><a href="/"><img src="/dfiles/images/logo.png" alt=""></a><ul class="menu"><li><a href="/">首页</a></li>{links}</ul></div>
{inner}
{commented_entry(footer(press.identity, "/wzdt.htm", "/dfiles/images").replace("/lxwm/", "/lxwm.htm"))}
</BODY></HTML>
"""


def _crumbs(base: str, column: Column) -> str:
    return f'<div class="weizhi">您的位置： <a href="{relative(base, "/")}">首页</a> &gt;&gt; <a href="{relative(base, column.path)}">{column.name}</a></div>'


def article_page(press: Press, article: Article) -> str:
    """An article with vsb_content and the click counter script."""
    related = "".join(
        f'<p class="glwj">{r.heading}：<a href="{relative(article.path, r.path)}">{r.title}</a></p>' for r in article.related
    )
    number = f'<p align="center">{article.number}</p>' if article.number else ""
    inner = f"""{_crumbs(article.path, article.column)}
<form name="_newscontent_fromname"><div class="ar_title"><h3>{article.title}</h3>
<h6>发布时间：{article.day:%Y/%m/%d} {article.clock}:00　来源：{article.source}　点击：<script>_showDynClicks("wbnews", 1412614994, {article.path.split("/")[-1][:-4]})</script></h6></div>
<div id="vsb_content"><div class="v_news_content">{number}
{article.body}
</div></div>{related}</form>"""
    return _around(press, article.path, f"{article.title}-{press.identity.name}", inner, article.column, article)


def list_pages(press: Press, column: Column) -> list[tuple[str, str]]:
    """The pages of a list; the second of n is n-1, the last is 1."""
    chunks = paged(newest(column.articles), PAGE_SIZE)
    count = len(chunks)
    paths = [column.path] + [f"/{column.slug}/{count - n}.htm" for n in range(1, count)]
    made = []
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True)):
        rows = items(chunk, '<li id="line_u9_0"><a href="{href}" title="{full}">{title}</a><i>{day}</i></li>', path)
        links = " ".join(
            f'<a href="{relative(path, paths[target])}">{text}</a>'
            for target, text in ((0, "首页"), (number + 1, "下页"), (count - 1, "尾页"))
            if target < count
        )
        inner = f'{_crumbs(path, column)}<div class="list"><h2>{column.name}</h2><ul>\n{rows}\n</ul><div class="pb_sys_common">共{len(column.articles)}条 {number + 1}/{count} {links}</div></div>'
        made.append((path, _around(press, path, f"{column.name}-{press.identity.name}", inner, column)))
    return made


def _home(press: Press) -> str:
    blocks = "\n".join(
        f'<div class="box"><h3>{c.name}</h3><a href="{c.slug}.htm">MORE+</a><ul>\n'
        + items(newest(c.articles)[: c.home], '<li><a href="{href}">{title}</a><i>{day}</i></li>', "/")
        + "</ul></div>"
        for c in press.columns.values()
        if c.home
    )
    press.plant("no-site-search", "/", "no search anywhere")
    press.plant("no-interaction-channel", "/", "no entry for questions anywhere")
    blocks += '\n<img src="/dfiles/images/banner.jpg" alt="园区风光"><a href="/private/login.html">内部登录</a>'
    return _around(press, "/", press.identity.name, blocks)


def _publish(press: Press) -> None:
    for article in press.all_articles():
        press.publish(article.path, article_page(press, article))
    for column in press.columns.values():
        if column.form == "list":
            for path, text in list_pages(press, column):
                press.publish(path, text)
            continue
        inner = f'{_crumbs(column.path, column)}<div class="nr"><h2>{column.name}</h2>{column.text}</div>'
        press.publish(column.path, _around(press, column.path, f"{column.name}-{press.identity.name}", inner, column))
    press.publish("/", _home(press))
    publish_feeds(press)
    for path, body, kind in (
        ("/dfiles/images/logo.png", png(0, 120, 80), "image/png"), ("/dfiles/images/ga.png", png(20, 20, 180), "image/png"),
        ("/dfiles/images/dzjg.png", png(200, 0, 0), "image/png"), ("/dfiles/images/jiucuo.png", png(0, 90, 200), "image/png"),
        ("/dfiles/images/banner.jpg", jpg(), "image/jpeg"), ("/dfiles/css/style.css", b"ul{margin:0}", "text/css"),
        ("/system/resource/js/counter.js", b"function _jsq_(){}function _showDynClicks(){}", "text/javascript"),
    ):  # fmt: skip
        press.file(path, body, kind)
    unknown = page(
        _around(
            press,
            "/",
            press.identity.name,
            '<div class="err">对不起，我们没有找到您要的网页。<br>Sorry, the page you requested cannot be found.</div>',
        )
    )
    press.host.fallback = lambda _: unknown
