"""清江市人民政府: a city portal on TRS, utf-8, static pages below pinyin folders."""

# ruff: noqa: E501 (markup keeps the lines that real templates have)

from __future__ import annotations

from datetime import date

from demo import trs_pages
from demo.chrome import publish_feeds
from demo.defects import plant_dead, publish_files
from demo.external import BIG5, GUARDED, SERVICE_SITE, WORKING, council_item
from demo.files import gif, jpg, png
from demo.lookalikes import hidden_and_phone, no_links, odd_addresses, outside_links, same_titles
from demo.policy import Pair, publish_draft, publish_exempt, publish_pairs
from demo.press import Column, Identity, Press, newest
from demo.repeats import plant_copies, plant_linked_out, plant_list_date, plant_undated, spare_copies
from demo.tag_defects import plant_tags
from demo.traps import calendar, endless_folder, print_views, session_ids, set_traps
from demo.web import page, redirect
from demo.wording import plant_typos, publish_lookalikes

IDENTITY = Identity(
    "清江市人民政府", "清江市人民政府办公室", "www.demo-qingjiang.gov.cn", "5399000018",
    "滇ICP备19009901号-1", "53990002000017", "0899-6210001",
)  # fmt: skip

PAIRS = (
    Pair("城市绿化管理办法", 12, "both"),
    Pair("促进家政服务业发展若干措施", 33, "both", "一图读懂丨{x}"),
    Pair("校外培训机构管理细则", 47, "both", "有关负责同志就《{x}》答记者问", 1),
    Pair("农村公路养护实施方案", 61, "body", "关于《{x}》的解读"),
    Pair("公共租赁住房管理办法", 75, "policy"),
    Pair("节约用水管理规定", 88, "interpretation", "图解：{x}"),
    Pair("犬只登记管理办法", 96, "missing"),
    Pair("老年人助餐服务实施意见", 110, "both", "《{x}》文字解读"),
    Pair("建筑垃圾处置管理办法", 131, "missing"),
)

# slug, name, ColumnType, form, parent, items on the home page
COLUMNS = (
    ("zjqj", "走进清江", "概况信息", "single", "", 0),
    ("zwdt", "政务动态", "工作动态", "hub", "", 0),
    ("zwdt/qjyw", "清江要闻", "工作动态", "list", "zwdt", 7),
    ("zwdt/bmdt", "部门动态", "工作动态", "list", "zwdt", 6),
    ("zwdt/xqdt", "县区动态", "工作动态", "list", "zwdt", 6),
    ("zwdt/tpxw", "图片新闻", "工作动态", "cards", "zwdt", 0),
    ("zwdt/gwyxx", "国务院信息", "工作动态", "list", "zwdt", 5),
    ("zwdt/mtjj", "行业动态", "工作动态", "list", "zwdt", 0),
    ("zwgk", "政务公开", "信息公开目录", "hub", "", 0),
    ("zwgk/jgzn", "机构职能", "机构职能", "single", "zwgk", 0),
    ("zwgk/ldzc", "领导信息", "负责人信息", "single", "zwgk", 0),
    ("zwgk/xxgkzn", "信息公开指南", "信息公开指南", "single", "zwgk", 0),
    ("tzgg", "通知公告", "通知公告", "list", "", 6),
    ("gsgg", "公示公告", "公示公告", "list", "", 0),
    ("zcwj", "政策文件", "政策文件", "list", "", 5),
    ("zcjd", "政策解读", "政策解读", "list", "", 5),
    ("zwgk/rsxx", "人事信息", "人事信息", "list", "zwgk", 0),
    ("zwgk/ghjh", "规划计划", "规划计划", "list", "zwgk", 0),
    ("zwgk/czyjs", "财政预决算", "财政预决算", "list", "zwgk", 0),
    ("zwgk/tjsj", "统计数据", "数据发布", "list", "zwgk", 0),
    ("zwgk/ssj", "双随机监管", "监管信息", "empty", "zwgk", 0),
    ("zwgk/jyta", "建议提案办理", "建议提案", "empty", "zwgk", 0),
    ("zwgk/sjfb", "数据开放目录", "数据开放", "scripted", "zwgk", 0),
    ("zwgk/ysqgk", "依申请公开", "依申请公开", "form", "zwgk", 0),
    ("zmhd", "政民互动", "咨询投诉", "hub", "", 0),
    ("zmhd/zjdc", "意见征集", "征集调查", "list", "zmhd", 0),
    ("bsfw", "办事服务", "办事服务", "redirect", "", 0),
    ("ztzl", "专题专栏", "专题专栏", "hub", "", 0),
    ("ztzl/aqsc", "安全生产月", "专题专栏", "list", "ztzl", 0),
    ("ztzl/cjwm", "创建文明城市", "专题专栏", "archived", "ztzl", 0),
    ("ztzl/rkpc", "人口普查", "专题专栏", "list", "ztzl", 0),
    ("xqwz", "县区政府网站", "网站导航", "links", "", 0),
    ("lxwm", "联系我们", "联系方式", "single", "", 0),
    ("wzdt", "网站地图", "网站地图", "map", "", 0),
)


def _place(column: Column, serial: int, day: date) -> str:
    return f"{column.path}{day:%Y%m}/t{day:%Y%m%d}_{serial}.html"


def build(as_of: date) -> Press:
    """The finished site as it stands on the day `as_of`."""
    press = Press(IDENTITY, as_of, _place)
    for slug, name, kind, form, parent, home in COLUMNS:
        press.column(Column(slug, name, kind, f"/{slug}/", form, parent, home=home))
    _news(press)
    _documents(press)
    _standing(press)
    _traps(press)
    _publish(press)
    return press


def _news(press: Press) -> None:
    news = press.fill("zwdt/qjyw", [1, 2, 3, 4, 5, 6, 8, *range(9, 40, 2)])
    plant_tags(press, news[-7:], ("no-source", "other-code", "no-tags"), ("day-only", "twice"))
    plant_dead(press, "zwdt/qjyw", ("page-404", "page-500", "loop", "outside-404", "image-404", "file-html"), 7)
    plant_typos(press, "zwdt/qjyw", ("布署", "再接再励", "坐谈会"))
    publish_lookalikes(press, "zwdt/qjyw", 2)
    odd_addresses(press, "zwdt/qjyw", 6)
    outside_links(press, "zwdt/qjyw", 5)
    same_titles(press, "zwdt/qjyw", (3, 10, 17))

    plant_copies(press, "zwdt/qjyw", 4)
    plant_undated(press, "zwdt/qjyw", 12)
    plant_list_date(press, "zwdt/qjyw", 8)
    plant_linked_out(press, "zwdt/mtjj", (1, 3, 4, 6, 9, 11))

    press.fill("zwdt/bmdt", range(25, 90, 4))
    press.plant("stale-column", press.columns["zwdt/bmdt"].path, "news, the newest item is 25 days old")

    press.fill("zwdt/xqdt", [2, 4, 5, 9, 11, 16, 20, 28])
    press.article("zwdt/xqdt", 400, "关于报送县区动态信息的说明（置顶）")
    press.spare("stale-column", press.columns["zwdt/xqdt"].path, "the first item is pinned and old, the second is fresh")

    for article in press.fill("zwdt/tpxw", [1, 3, 6, 10, 13, 21]):
        article.dated = False
        article.body = f'<p><img src="/images/photo.jpg" alt="图片新闻"></p>\n{article.body}'
    press.spare("stale-column", press.columns["zwdt/tpxw"].path, "the list shows no dates, its articles are fresh")

    for serial, age in enumerate((1, 2, 4, 7, 12, 18), 6900):
        article = press.article("zwdt/gwyxx", age, press.writer.of("国务院部署{topic2}有关工作{k}项措施"))
        article.address = council_item(serial)
    press.spare("stale-column", press.columns["zwdt/gwyxx"].path, "items lead to another site; the list has fresh dates")


def _documents(press: Press) -> None:
    press.fill("tzgg", [6, 15, 24, 40, 58, 77, 93], press.writer.notice)
    future = press.article("tzgg", -20, "关于举办新春文化活动的通知")
    press.spare("stale-column", future.column.path, "a future date stands beside fresh ones")
    press.plant("abnormal-date", future.path, "published on a day to come")
    spare_copies(press, "tzgg", "zmhd/zjdc", 13)
    publish_files(press, "tzgg", 9, lambda extension: f"/tzgg/P0202601{len(extension)}.{extension}")
    press.fill("gsgg", range(214, 400, 19), press.writer.publicity)
    press.plant("stale-column", press.columns["gsgg"].path, "notices, the newest item is seven months old")
    publish_pairs(press, "zcwj", "zcjd", "清政办发", PAIRS)
    publish_exempt(press, "zcwj", "清政办函", 9)
    for slug, first, pattern in (
        ("zwgk/rsxx", 35, "清江市人民政府关于周维安等{k}名同志任免职的通知（{n}）"),
        ("zwgk/ghjh", 80, "清江市{topic2}年度工作计划"),
        ("zwgk/czyjs", 120, "{office}部门预算公开（{n}）"),
        ("zwgk/tjsj", 18, "清江市{topic2}领域运行情况（{n}）"),
        ("zmhd/zjdc", 40, "关于{topic2}工作意见征集的公告"),
        ("ztzl/aqsc", 30, "{place}开展安全生产宣传活动"),
    ):
        press.fill(slug, range(first, first + 180, 30), lambda pattern=pattern: press.writer.of(pattern))  # type: ignore[misc]
    publish_draft(press, "zmhd/zjdc", 25)


def _standing(press: Press) -> None:
    writer, columns = press.writer, press.columns
    for slug in ("zjqj", "zwgk/jgzn", "zwgk/ldzc", "zwgk/xxgkzn", "lxwm"):
        columns[slug].text = f'<div class="TRS_Editor">{writer.body(3)}</div>'
        press.spare("*", columns[slug].path, "a column that is one document")
    columns["zwgk/ssj"].text = '<ul class="list_ul"></ul><p class="tip">暂无相关信息</p>'
    press.plant("empty-column", columns["zwgk/ssj"].path, "a placeholder in place of a list")
    columns["zwgk/jyta"].text = '<ul class="list_ul">\n</ul>'
    press.plant("empty-column", columns["zwgk/jyta"].path, "a list without any item")
    columns["zwgk/sjfb"].text = (
        '<ul id="dataList" class="list_ul"></ul><script>$.getJSON("/api/sjfb.json?page=1", function (d) '
        '{ $.each(d.rows, function (i, r) { $("#dataList").append("<li>" + r.title + "</li>"); }); });</script>'
    )
    press.spare("*", columns["zwgk/sjfb"].path, "the list is loaded by a script")
    press.file("/api/sjfb.json?page=1", '{"rows":[{"title":"公交站点"}]}'.encode(), "application/json")
    columns[
        "zwgk/ysqgk"
    ].text = '<form action="/app/apply.do" method="post"><label>所需信息描述</label><textarea name="t"></textarea><input type="submit" value="提交"></form>'
    press.spare("*", columns["zwgk/ysqgk"].path, "a form, not a list")
    press.spare("*", columns["bsfw"].path, "the column redirects to the service platform")
    press.host.add("/bsfw/", redirect(SERVICE_SITE))
    columns["ztzl/cjwm"].text = f'<p class="gd">本专题已归档，归档时间：{press.day(610)}</p>'
    press.fill("ztzl/cjwm", (640, 655, 700, 760))
    press.spare("*", columns["ztzl/cjwm"].path, "archived, and says so")
    press.fill("ztzl/rkpc", (520, 540, 561, 600))
    press.plant("stale-column", columns["ztzl/rkpc"].path, "a topic, the newest item is 17 months old")
    press.plant("unarchived-topic", columns["ztzl/rkpc"].path, "ended 17 months ago, no mark of an archive")
    columns[
        "xqwz"
    ].text = '<ul class="lj"><li><a href="http://www.demo-shiqiao.gov.cn/">石桥县人民政府</a></li><li><a href="http://www.demo-qjgxq.gov.cn/">清江高新区管委会</a></li><li><a href="http://fgw.demo-qingjiang.gov.cn/">市发展改革委</a></li></ul>'
    press.spare("*", columns["xqwz"].path, "links to other government sites")
    for slug in ("zwdt", "zwgk", "zmhd", "ztzl"):
        press.spare("*", columns[slug].path, "a hub of columns without a list of its own")
    press.spare("*", columns["wzdt"].path, "a map of the site, not a list")
    columns["wzdt"].text = "<ul>" + "".join(f'<li><a href="{c.path}">{c.name}</a></li>' for c in columns.values()) + "</ul>"


def _traps(press: Press) -> None:
    traps = (
        calendar(press, "/zwgk/rl/"),
        endless_folder(press, "/ztzl/xxgk/", "xxgk"),
        session_ids(press, "/zmhd/online.jsp"),
        print_views(press),
    )
    missing = page(trs_pages.missing_page(press), status=404)
    set_traps(press, traps, lambda _: missing)


def _publish(press: Press) -> None:
    for article in press.all_articles():
        press.publish(article.path, trs_pages.article_page(press, article))
    for column in press.columns.values():
        if column.form in ("list", "cards", "archived"):
            ordered = newest(column.articles)
            if column.slug == "zwdt/xqdt":
                ordered.insert(0, ordered.pop())
            for path, text in trs_pages.list_pages(press, column, ordered):
                press.publish(path, text)
        elif column.form == "hub":
            press.publish(column.path, trs_pages.hub_page(press, column))
        elif column.form != "redirect":
            press.publish(column.path, trs_pages.plain_page(press, column))
    press.publish(
        "/search/",
        f"<html><head><title>搜索</title></head><body><form action='/search/'><input name='q'></form>{IDENTITY.name}</body></html>",
    )
    press.spare("*", "/search/", "a search form")
    _home(press)
    publish_feeds(press)
    for name, body, kind in (
        ("logo.png", png(180, 20, 20), "image/png"), ("ga.png", png(20, 20, 180), "image/png"),
        ("dzjg.png", png(200, 0, 0), "image/png"), ("jiucuo.png", png(0, 90, 200), "image/png"),
        ("photo.jpg", jpg(), "image/jpeg"), ("dot.gif", gif(), "image/gif"),
        ("style.css", b"body{font-size:16px}", "text/css"), ("site.js", b"var aria={start:function(){}};", "text/javascript"),
    ):  # fmt: skip
        press.file(f"/images/{name}", body, kind)


def _home(press: Press) -> None:
    tab = hidden_and_phone(press, press.columns["zwdt/qjyw"].articles[1])
    extra = (
        f'{tab}\n<div class="links"><a href="/ztzl/xxgk/">信息公开专区</a> <a href="/zmhd/online.jsp">在线办理</a> <a href="/search/">站内搜索</a> <a href="{SERVICE_SITE}">市长信箱</a> '
        f'<a href="{BIG5}{IDENTITY.host}/">繁體</a> <a href="/private/login.html">内部登录</a> {no_links(press)}<img src="/images/dot.gif" alt=""></div>'
    )
    friends = "".join(
        f'<a href="{url}">友情链接{i}</a> ' for i, url in enumerate([*list(WORKING)[:3], f"{GUARDED}/521.html"], 1)
    )
    press.spare("no-interaction-channel", "/", "a mailbox on the service platform")
    press.plant("unmarked-external-link", f"{GUARDED}/521.html", "one link of a firm's friends, without a notice")
    press.publish("/", trs_pages.home_page(press, extra, friends))
