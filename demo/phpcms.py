"""石桥县人民政府: an old county site on PHPCMS, GBK declared as gb2312, query addresses, table layout."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

import re
from datetime import date

from demo.chrome import items, publish_feeds, tags
from demo.defects import plant_dead, publish_files
from demo.external import FIRM, GUARDED
from demo.files import gif, png
from demo.policy import Pair, publish_draft, publish_exempt, publish_pairs
from demo.press import Article, Column, Identity, Press, newest, paged
from demo.repeats import plant_copies, plant_list_date
from demo.tag_defects import plant_tags
from demo.traps import any_page_number, print_views, set_traps
from demo.web import page
from demo.wording import plant_typos, publish_lookalikes

IDENTITY = Identity(
    "石桥县人民政府", "石桥县人民政府办公室", "www.demo-shiqiao.gov.cn", "5399210003",
    "滇ICP备 19009903号", "53992102000003", "0899-7330012",
)  # fmt: skip

PAIRS = (
    Pair("农村集体资金管理办法", 212, "both", "《{x}》政策解读"),
    Pair("村庄清洁行动实施方案", 226, "policy", "关于《{x}》的解读"),
    Pair("小型水库管护办法", 244, "both", "解读《{x}》"),
    Pair("便民服务中心管理规定", 150, "missing"),
)

PAGE_SIZE = 12

# catid, name, ColumnType, form, items on the home page
COLUMNS = (
    ("6", "石桥要闻", "工作动态", "list", 7),
    ("7", "乡镇动态", "工作动态", "list", 6),
    ("8", "部门信息", "工作动态", "list", 6),
    ("9", "通知公告", "通知公告", "list", 6),
    ("10", "公示公告", "公示公告", "list", 5),
    ("11", "政策文件", "政策文件", "list", 5),
    ("12", "政策解读", "政策解读", "list", 5),
    ("13", "人事任免", "人事信息", "list", 0),
    ("14", "财政预决算", "财政预决算", "list", 0),
    ("15", "规划计划", "规划计划", "list", 0),
    ("16", "统计信息", "数据发布", "list", 0),
    ("17", "石桥概况", "概况信息", "single", 0),
    ("18", "领导之窗", "负责人信息", "single", 0),
    ("19", "机构设置", "机构职能", "single", 0),
    ("20", "应急管理", "应急管理", "empty", 0),
    ("21", "在线访谈", "在线访谈", "empty", 0),
    ("22", "意见征集", "征集调查", "list", 0),
    ("23", "政务公开", "信息公开目录", "hub", 0),
    ("24", "招商引资", "招商引资", "list", 0),
    ("25", "联系我们", "联系方式", "single", 0),
    ("26", "网站地图", "网站地图", "hub", 0),
)


def _place(column: Column, serial: int, _: date) -> str:
    return f"/index.php?m=content&c=index&a=show&catid={column.slug}&id={serial}"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place, "gb18030", "gb2312", "石桥县")
    for slug, name, kind, form, home in COLUMNS:
        press.column(Column(slug, name, kind, f"/index.php?m=content&c=index&a=lists&catid={slug}", form, home=home))
    _fill(press)
    _standing(press)
    _publish(press)
    return press


def _fill(press: Press) -> None:
    news = press.fill("6", [1, 2, 5, 6, 8, *range(10, 70, 3)])
    plant_tags(press, news[-7:], ("short-code", "template"), ("day-only", "twice"))
    press.plant("site-identity", "/", "neither the number of the police nor the mark of party and government stands there")
    plant_dead(press, "6", ("refused", "page-404", "image-404", "image-empty", "file-html", "file-empty"), 4, "/uploadfile")
    plant_copies(press, "6", 5)
    plant_list_date(press, "6", 7)
    plant_typos(press, "6", ("领导小姐", "迫不急待", "按步就班"), 9)
    publish_lookalikes(press, "6", 3)
    deleted = press.article("6", 12)
    missing = "/index.php?m=content&c=index&a=show&catid=6&id=90001"
    deleted.body += f'<p>　　<a href="{missing.replace("&", "&amp;")}">此前报道</a></p>'
    press.plant("broken-link", missing, "the article was deleted: its page says so, with full chrome and status 200")
    press.fill("7", range(28, 80, 6))
    press.plant("stale-column", press.columns["7"].path, "news, the newest item is 28 days old")
    press.fill("8", [3, 6, 10, 15, 23, 29])
    press.fill("9", [4, 21, 38, 60, 91], press.writer.notice)
    publish_files(press, "9", 7, lambda extension: f"/uploadfile/2026/%C9%EA%C7%EB%B1%ED.{extension}")
    press.fill("10", [13, 44, 70, 120], press.writer.publicity)
    publish_pairs(press, "11", "12", "石政办规", PAIRS)
    publish_exempt(press, "11", "石政办函", 10)
    press.plant("stale-column", press.columns["12"].path, "interpretations, the newest item is seven months old")
    for slug, first, pattern in (
        ("13", 50, "关于陈若水等{k}名同志职务任免的通知（{n}）"),
        ("14", 110, "{place}部门决算公开（{n}）"),
        ("15", 95, "石桥县{topic2}年度工作计划"),
        ("16", 24, "全县{topic2}领域统计信息（{n}）"),
        ("22", 55, "关于{topic2}工作意见征集的公告"),
        ("24", 60, "{place}招商项目推介（{n}）"),
    ):
        press.fill(slug, range(first, first + 150, 25), lambda pattern=pattern: press.writer.of(pattern))  # type: ignore[misc]
    publish_draft(press, "22", 33)


def _standing(press: Press) -> None:
    columns = press.columns
    for slug in ("17", "18", "19", "25"):
        columns[slug].text = press.writer.body(3)
        press.spare("*", columns[slug].path, "a column that is one document")
    columns["20"].text = "<table><tr><td>暂无内容</td></tr></table>"
    press.plant("empty-column", columns["20"].path, "暂无内容 in place of a list")
    columns["21"].text = '<div class="list"><ul></ul></div><div id="pages"><a class="a1">0条</a> <span>共0条</span></div>'
    press.plant("empty-column", columns["21"].path, "a list frame with 共0条")
    links = "".join(f'<li><a href="{_html(c.path)}">{c.name}</a>' for c in columns.values() if c.form != "hub")
    columns["23"].text = columns["26"].text = f"<ul>{links}</ul>"
    press.spare("*", columns["23"].path, "a hub of columns without a list of its own")
    press.spare("*", columns["26"].path, "a map of the site, not a list")


# --- templates


def _html(path: str) -> str:
    return path.replace("&", "&amp;")


def _around(press: Press, title: str, inner: str, column: Column | None = None, article: Article | None = None) -> str:
    identity = press.identity
    cells = "".join(f'<TD><A HREF="{_html(c.path)}">{c.name}</A>' for c in press.columns.values() if c.slug != "26")
    return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gb2312">
<TITLE>{title}</TITLE>
{tags(press, "upper", column, article)}
<LINK HREF="/statics/css/default.css" REL="stylesheet"></HEAD>
<BODY><TABLE WIDTH=1000 ALIGN=center><TR><TD><IMG SRC="/statics/images/logo.gif" ALT="{identity.name}">
<TR><TD><TABLE><TR><TD><A HREF="/">首页</A>{cells}</TABLE>
<TR><TD>今天是{press.as_of.year}年{press.as_of.month}月{press.as_of.day}日 <A HREF="/index.php?m=search">站内搜索</A>
<TR><TD>{inner}
<TR><TD ALIGN=center>主办：{identity.owner} 网站标识码 ：{identity.code} 电话：{identity.phone} <A HREF="{_html(press.columns["26"].path)}">网站地图</A>
<A HREF="http://beian.miit.gov.cn/">{identity.icp}</A>
<A HREF="http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={identity.code}"><IMG SRC="/statics/images/jc.png" ALT="我为政府网站找错"></A>
</TABLE></BODY></HTML>
"""


def _crumbs(column: Column) -> str:
    return f'<div class="crumbs"><a href="http://{IDENTITY.host}/">首页</a> &gt; <a href="{_html(column.path)}">{column.name}</a> &gt; </div>'


def article_page(press: Press, article: Article) -> str:
    """An article in a table cell."""
    related = "".join(f'<p>{r.heading}：<A HREF="{_html(r.path)}" target=_blank>{r.title}</A></p>' for r in article.related)
    number = f"<p align=center>{article.number}</p>" if article.number else ""
    inner = f"""{_crumbs(article.column)}
<div id="Article"><h1>{article.title}<br />
<span>{article.day.year}年{article.day.month:02d}月{article.day.day:02d}日 {article.clock}　来源：{article.source}　点击：<a id="hits"></a></span></h1>
{number}<div class="content">
{_html_paths(article.body)}
</div>{related}<p><a href="{_html(article.path)}&amp;print=1">打印本页</a></p></div>"""
    return _around(press, f"{article.title} - {article.column.name} - {press.identity.name}", inner, article.column, article)


def _html_paths(body: str) -> str:
    # Bodies made by the shared rooms write links as they are; in HTML the ampersands are escaped.
    return re.sub(r'href="(/index\.php\?[^"]*)"', lambda m: f'href="{_html(m[1].replace("&amp;", "&"))}"', body)


def list_pages(press: Press, column: Column) -> list[tuple[str, str]]:
    """The pages of a list: page 2 and on in the query; 下一页 goes on beyond the last."""
    chunks = paged(newest(column.articles), PAGE_SIZE)
    made = []
    for number, chunk in enumerate(chunks, 1):
        path = column.path if number == 1 else f"{column.path}&page={number}"
        rows = items(chunk, '<LI><A HREF="{href}" TITLE="{full}" TARGET=_blank>{title}</A> [{day}]')
        numbers = "".join(f'<a href="{_html(column.path)}&amp;page={n}">{n}</a> ' for n in range(1, len(chunks) + 1))
        follow = f'<a href="{_html(column.path)}&amp;page={number + 1}" class="a1">下一页</a>'
        inner = f'{_crumbs(column)}<UL class="list">\n{rows}\n</UL><div id="pages"><a class="a1">{len(column.articles)}条</a> {numbers}{follow}</div>'
        made.append((path, _around(press, f"{column.name} - {press.identity.name}", inner, column)))
    return made


def _home(press: Press) -> str:
    blocks = "\n".join(
        f'<TABLE class="box"><TR><TH>{c.name}<TD><A HREF="{_html(c.path)}">更多</A><TR><TD COLSPAN=2>'
        + items(newest(c.articles)[: c.home], '·<A HREF="{href}" TITLE="标题：{full}">{title}</A> [{day}]<BR>')
        + "</TABLE>"
        for c in press.columns.values()
        if c.home
    )
    friends = f'<A HREF="{FIRM}/">云岭旅游</A> <A HREF="{GUARDED}/412.html">云岭报业</A> <A HREF="{FIRM}/browsers-only.html">云岭商城</A> <A HREF="http://www.demo-qingjiang.gov.cn/">清江市人民政府</A>'
    press.spare("broken-link", f"{FIRM}/browsers-only.html", "says 403 to programs and answers a browser")
    press.spare("broken-link", f"{GUARDED}/412.html", "412 with a script challenge is no dead link")
    press.plant("unmarked-external-link", f"{FIRM}/browsers-only.html", "a friend's link without a notice")
    press.plant("no-interaction-channel", "/", "no entry for questions anywhere")
    return _around(
        press, press.identity.name, f"{blocks}<TR><TD>友情链接：{friends} <A HREF='/private/login.html'>内部登录</A>"
    )


def _publish(press: Press) -> None:
    for article in press.all_articles():
        press.publish(article.path, article_page(press, article))
    lasts: dict[str, str] = {}
    for column in press.columns.values():
        if column.form == "list":
            made = list_pages(press, column)
            lasts[column.slug] = made[-1][0]
            for path, text in made:
                press.publish(path, text)
        else:
            inner = f"{_crumbs(column)}<h2>{column.name}</h2>{column.text}"
            press.publish(column.path, _around(press, f"{column.name} - {press.identity.name}", inner, column))
    press.publish("/", _home(press))
    press.publish(
        "/index.php?m=search", _around(press, "搜索", '<form action="/index.php"><input name="q"><input type="submit"></form>')
    )
    press.spare("*", "/index.php?m=search", "a search form")
    publish_feeds(press)
    for path, body, kind in (
        ("images/logo.gif", gif(), "image/gif"), ("images/ga.png", png(20, 20, 180), "image/png"),
        ("images/jg.png", png(200, 0, 0), "image/png"), ("images/jc.png", png(0, 90, 200), "image/png"),
        ("css/default.css", b"td{font-size:14px}", "text/css"),
    ):  # fmt: skip
        press.file(f"/statics/{path}", body, kind)
    _fallback(press, lasts)


def _fallback(press: Press, lasts: dict[str, str]) -> None:
    deleted = page(_around(press, "提示信息", "<div>信息不存在或已被删除！</div>"), encoding="gb18030", declared="gb2312")
    missing = page("<html><head><title>无法找到该页</title></head><body><h1>无法找到该页</h1></body></html>", status=404)
    firsts = {slug: press.columns[slug].path for slug in lasts}

    def last(found: re.Match[str]) -> str:
        return firsts.get(found[1], "") if int(found[2]) <= 1 else lasts.get(found[1], "")

    traps = (
        print_views(press),
        any_page_number(press, r"a=lists&catid=(\d+)&page=(\d{1,9})$", last, lambda _: missing),
        (re.compile(r"a=show&catid=\d+&id=\d+$"), lambda _: deleted),
    )
    set_traps(press, traps, lambda _: missing)
