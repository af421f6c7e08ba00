"""白鹭县人民政府: a county's portal on ucap: content numbers, tables of particulars, lists from JSON files, reprints."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

import json
from datetime import date

from demo.chrome import footer, tags
from demo.external import dated_council_item
from demo.policy import Pair, particulars, plant_lacks, publish_exempt, publish_pairs
from demo.press import Article, Column, Identity, Press, newest
from demo.small import Sheet, Templates, menu, publish_site, site_map
from demo.utterances import plant_statements

IDENTITY = Identity(
    "白鹭县人民政府", "白鹭县人民政府办公室", "www.demo-bailu.gov.cn", "5399240001", "滇ICP备19009905号", "53992402000011", "0899-6310066",
)  # fmt: skip

PAIRS = (
    Pair("农村客运服务管理办法", 30, "both", "《{x}》政策解读"),
    Pair("小微企业帮扶实施方案", 75, "both", "一图读懂《{x}》", later=25),
    Pair("村级光伏电站管理细则", 60, "both", "《{x}》解读"),
    Pair("古树名木保护办法", 110, "missing"),
)

# slug, name, ColumnType, form, items on the home page
COLUMNS = (
    ("yaowen/bailu", "白鹭要闻", "工作动态", "list", 6),
    ("yaowen/guowuyuan", "国务院信息", "重要信息转载", "list", 5),
    ("yaowen/xiangzhen", "乡镇动态", "工作动态", "json", 0),
    ("yaowen/bumen", "部门动态", "工作动态", "json", 0),
    ("gongkai/gonggao", "通知公告", "通知公告", "list", 5),
    ("gongkai/wenjian", "政策文件", "政策文件", "list", 5),
    ("gongkai/jiedu", "政策解读", "政策解读", "list", 5),
    ("gongkai/guihua", "规划计划", "规划计划", "list", 0),
    ("bailu/gaikuang", "县情概况", "概况信息", "single", 0),
    ("bailu/lingdao", "领导之窗", "负责人信息", "single", 0),
    ("bailu/jigou", "机构职能", "机构职能", "single", 0),
    ("hudong/xinxiang", "我要写信", "互动交流", "single", 0),
    ("lianxi", "联系我们", "联系方式", "single", 0),
    ("ditu", "网站地图", "网站地图", "map", 0),
)


def _place(_: Column, serial: int, day: date) -> str:
    return f"/content/{day:%Y-%m/%d}/content_{5350000 + serial}.htm"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place, city="白鹭县")
    for slug, name, kind, form, home in COLUMNS:
        press.column(Column(slug, name, kind, f"/{slug}.htm", form, home=home))
    _fill(press)
    _standing(press)
    publish_site(press, TEMPLATES, lambda blocks: blocks)
    return press


def _fill(press: Press) -> None:
    press.fill("yaowen/bailu", [0, 2, 3, 5, 8, 11, 15, 20, 26, 33])
    plant_statements(press, "yaowen/bailu", 4)
    for serial, age in enumerate((3, 6, 9, 12), 1):
        reprint = press.article("yaowen/guowuyuan", age, press.writer.of("国务院有关部门部署{topic}（{n}）"))
        reprint.address = dated_council_item(press.day(age + 5), 7000 + serial)
    press.plant("late-reprint", press.columns["yaowen/guowuyuan"].path, "every item came five days after its source")
    press.fill("yaowen/xiangzhen", [1, 4, 9, 14, 22])
    press.spare("stale-column", press.columns["yaowen/xiangzhen"].path, "its list comes from a JSON file and is fresh")
    press.fill("yaowen/bumen", [40, 47, 58, 66])
    press.plant("stale-column", press.columns["yaowen/bumen"].path, "a list from a JSON file, the newest item is 40 days old")
    press.fill("gongkai/gonggao", [7, 19, 36, 58], press.writer.notice)
    press.article("gongkai/gonggao", 700, press.writer.notice()).pinned = True
    press.spare("stale-column", press.columns["gongkai/gonggao"].path, "its first item is pinned and two years old")
    publish_pairs(press, "gongkai/wenjian", "gongkai/jiedu", "白政办发", PAIRS)
    publish_exempt(press, "gongkai/wenjian", "白政函", 12)
    plant_lacks(press, "gongkai/wenjian")
    press.fill("gongkai/guihua", (80, 200), lambda: press.writer.of("全县{topic2}三年工作计划（{n}）"))


def _standing(press: Press) -> None:
    columns = press.columns
    press.spare("no-error-report-entry", "/", "the entry is a picture with a link")
    for slug in ("bailu/gaikuang", "bailu/jigou", "lianxi"):
        columns[slug].text = press.writer.body(3)
        press.spare("*", columns[slug].path, "a column that is one document")
    columns["bailu/lingdao"].text = "".join(
        f"<div class='ld'><h4>{post}　{name}</h4><p>{press.writer.paragraphs(1, 2)[0]}</p></div>"
        for post, name in (("县长", "高明远"), ("副县长", "段思齐"), ("副县长", "罗晓芸"))
    )
    columns["hudong/xinxiang"].text = (
        '<form action="/mail/submit" method="post"><p>标题 <input type="text" name="title"></p>'
        '<p>内容 <textarea name="content"></textarea></p><p>手机号码 <input type="text" name="phone"></p>'
        '<input type="submit" value="提交"></form>'
    )
    press.spare("no-interaction-channel", "/", "a form for letters")
    for column in columns.values():
        if column.form == "json":
            column.text = _loader(press, column)
    columns["ditu"].text = site_map(press)
    press.spare("column-mismatch", columns["ditu"].path, "the map names every column")


def _loader(press: Press, column: Column) -> str:
    """A list that a script fills from a JSON file beside the page; publishes the file too."""
    rows = [{"TITLE": a.title, "URL": a.path, "DOCRELPUBTIME": a.day.isoformat()} for a in newest(column.articles)]
    name = column.slug.rsplit("/", 1)[-1]
    press.file(f"/{column.slug}.json", json.dumps(rows, ensure_ascii=False).encode(), "application/json; charset=utf-8")
    return (
        '<ul class="newslist" id="newslist"></ul><script type="text/javascript">'
        f"$.getJSON('{name}.json', function(data) {{ var html = ''; $.each(data, function(i, row) {{ "
        "html += '<li><a href=\"' + row.URL + '\">' + row.TITLE + '</a><span>' + row.DOCRELPUBTIME + '</span></li>'; }); "
        "$('#newslist').html(html); });</script>"
    )


# --- templates


def _frame(press: Press, sheet: Sheet) -> str:
    crumb = f' &gt; <a href="{sheet.column.path}">{sheet.column.name}</a>' if sheet.column else ""
    published = (
        f'<meta name="firstpublishedtime" content="{sheet.article.day:%Y-%m-%d}-{sheet.article.clock}:00" />'
        if sheet.article
        else ""
    )
    where = f'<div class="BreadcrumbNav">当前位置：<a href="/">首页</a>{crumb}</div>' if sheet.path != "/" else ""
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{sheet.title}</title>
{tags(press, "plain", sheet.column, sheet.article)}
{published}<link rel="stylesheet" href="/images/style.css"></head>
<body><div class="header"><img src="/images/logo.png" alt="{press.identity.name}"><ul class="nav"><li><a href="/">首页</a></li>{menu(press)}</ul></div>
<div class="w1100">{where}
{sheet.inner}
</div>
{footer(press.identity, "/ditu.htm").replace("/lxwm/", "/lianxi.htm")}
</body></html>
"""


def _article(press: Press, article: Article) -> str:
    table = ""
    if article.layout == "policy":
        cells = "".join(f"<tr><td><b>{label}：</b></td><td>{value}</td></tr>" for label, value in particulars(press, article))
        table = f'<table class="bd1"><tbody>{cells}</tbody></table>'
    related = "".join(
        f'<div class="related"><h4>{r.heading}</h4><a href="{r.path}">{r.title}</a></div>' for r in article.related
    )
    return f"""{table}<div class="article"><h1>{article.title}</h1>
<div class="pages-date">{article.day} {article.clock}<span class="font">来源：{article.source}</span></div>
<div class="pages_content" id="UCAP-CONTENT">
{article.body}
</div></div>{related}"""


def _listing(_: Press, column: Column, rows: str, pager: str) -> str:
    listed = f'<div class="news_box"><h4><ul>\n{rows}\n</ul></h4></div>' if rows else ""
    return f'<div class="list"><h2>{column.name}</h2>{listed}{pager}</div>'


TEMPLATES = Templates(
    _frame,
    _article,
    '<li><h4><a href="{href}" target="_blank">{full}</a><span class="date">{day}</span></h4></li>',
    _listing,
    lambda column, number, _: f"/{column.slug}_{number}.htm",
)
