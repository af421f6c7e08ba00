"""Article, policy and other pages of many systems: title, dates, source, numbers, kind, related block, emptiness."""

from __future__ import annotations

import pytest

from model import DatePlace, PageKind
from tests.crawler.extract.qingshan import HOME, read, whole

PARAGRAPHS = "".join(
    f"<p>　　{i}、各乡镇人民政府、县政府各部门要切实加强组织领导，明确责任分工，确保各项工作任务落到实处，有关情况请及时报告。</p>"
    for i in range(1, 7)
)
NAME = "关于加强冬季道路交通安全管理工作的通知"


def article(info: str, *, title: str = f"<h1>{NAME}</h1>", body: str = PARAGRAPHS, box: str = 'id="zoom"', after: str = "", head: str = "",
            html_title: str = f"{NAME}_青山县人民政府") -> str:  # fmt: skip
    crumb = '<div class="dqwz">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/tzgg/">通知公告</a></div>'
    return whole(f'{crumb}<div class="main">{title}{info}<div {box}>{body}</div>{after}</div>', html_title, head)


SHOWN = {
    '<div class="info">发布时间：2026-09-12 10:10　来源：县公安局　浏览次数：12</div>': ("2026-09-12", "10:10", "县公安局"),
    '<div class="meta"><span>发布日期：2026-09-12 10:10</span> <span>来源：县公安局</span> <span>审核：韦春生</span></div>': (
        "2026-09-12",
        "10:10",
        "县公安局",
    ),
    '<div class="info"><span>日期：2026/3/22 12:20:00</span><span>来 源：县公安局</span></div>': (
        "2026-03-22",
        "12:20",
        "县公安局",
    ),
    "<p>2026年09月15日 09时32分　来源：县公安局　作者：王芳　【字体：大 中 小】</p>": ("2026-09-15", "09:32", "县公安局"),
    '<div class="pages-date">2026-02-18 09∶15<span>来源： 县公安局</span></div>': ("2026-02-18", "09:15", "县公安局"),
    "<div>时间：２０２６－０２－１８</div><div>信息来源：县公安局</div>": ("2026-02-18", "", "县公安局"),
    "<table><tr><td>发布日期：</td><td>2026年2月18日</td><td>来源：</td></tr></table>": ("2026-02-18", "", ""),
    "<div>时间发布：2026.02.18</div>": ("2026-02-18", "", ""),
    "<tr><td align=center>2026年2月18日 稿源：县融媒体中心</td></tr>": ("2026-02-18", "", "县融媒体中心"),
    "<p>2026-02-18　供稿：县公安局</p>": ("2026-02-18", "", "县公安局"),
}


@pytest.mark.parametrize("info", SHOWN)
def test_the_date_beside_the_title(info: str) -> None:
    page = read(article(info), HOME + "zwgk/tzgg/content_5.html")
    assert page.title == NAME
    assert page.published is not None
    assert (page.published.day.isoformat(), page.published.clock, page.source) == SHOWN[info]
    assert page.published.place is DatePlace.SHOWN
    assert page.kind is PageKind.ARTICLE
    assert page.breadcrumb == ("首页", "政务公开", "通知公告")
    assert page.body_length > 200
    assert not [b for b in page.lists if b.role != "side"]


@pytest.mark.parametrize(
    "box",
    ['class="TRS_Editor"', 'id="UCAP-CONTENT"', 'class="j-fontContent"', 'id="vsb_content"', 'class="v_news_content"', 'id="ivs_content"',
     'class="wenzhang-nr"', "", 'class="article-content"', 'style="padding:10px"'],
)  # fmt: skip
def test_every_body_container_and_none(box: str) -> None:
    page = read(article("<div>发布时间：2026-09-12</div>", box=box), HOME + "zwgk/tzgg/content_5.html")
    body = "\n".join(block.text for block in page.text if block.area == "body")
    assert "1、各乡镇人民政府" in body
    assert "6、各乡镇人民政府" in body
    assert "网站标识码" not in body
    assert page.title == NAME


def test_four_dates_are_four_facts_and_the_shown_one_counts() -> None:
    head = (
        '<meta name="PubDate" content="2026-10-14 16:20"><meta name="MakeTime" content="2026-11-01 00:00:00"><meta name="ArticleTitle" content="'
        + NAME
        + '">'
    )
    html = article("<div>发布时间：2026-09-12</div>", head=head, body=PARAGRAPHS + "<p align=right>二〇二六年九月五日</p>")
    page = read(html, HOME + "zwgk/tzgg/202609/t20260913_12345.html")
    assert {fact.place: fact.day.isoformat() for fact in page.dates} == {
        DatePlace.SHOWN: "2026-09-12", DatePlace.TAG: "2026-10-14", DatePlace.GENERATED: "2026-11-01",
        DatePlace.URL: "2026-09-13", DatePlace.SIGNED: "2026-09-05"}  # fmt: skip
    assert page.published is not None
    assert page.published.day.isoformat() == "2026-09-12"


def test_dates_that_are_never_the_date_of_publication() -> None:
    html = article("<div>今天是2026年11月20日 星期五</div><div>成文日期：2020-01-01</div>",
                   body=PARAGRAPHS + "<p>征集时间：2026年3月1日至2026年4月1日</p><p>时间：2026年6月13日上午</p>",
                   after="<div>页面生成时间：2026-11-19 08:00:00</div><div>Copyright 2019-2026</div>")  # fmt: skip
    page = read(html, HOME + "zwgk/tzgg/content_5.html")
    assert page.published is None or page.published.place is not DatePlace.SHOWN


def test_a_reporters_first_sentence_is_no_date_of_publication() -> None:
    page = read(
        article("", body=f"<p>2026年2月18日，记者从县公安局获悉，有关工作已经启动。</p>{PARAGRAPHS}"),
        HOME + "zwgk/tzgg/content_5.html",
    )
    assert all(fact.place is not DatePlace.SHOWN for fact in page.dates)


def test_the_day_of_an_event_in_a_table_is_not_that_of_publication() -> None:
    rows = "<table><tr><td>姓名</td><td>无名氏</td></tr><tr><td>救助时间</td><td>2026年10月30日</td></tr></table>"
    html = article('<div class="pages-date">2026-09-21 08:12 来源：市民政局</div>', body=rows)
    page = read(html, HOME + "zwgk/tzgg/content_6.html")
    assert page.published is not None
    assert page.published.day.isoformat() == "2026-09-21"


def test_trust_falls_back_from_table_to_tag_to_address() -> None:
    tag = '<meta content="2026年08月02日" name=PubDate>'
    url = HOME + "art/2026/7/5/art_60085_10577777.html"
    page = read(article("", head=tag), url)
    assert page.published is not None
    assert (page.published.day.isoformat(), page.published.place) == ("2026-08-02", DatePlace.TAG)
    page = read(article(""), url)
    assert page.published is not None
    assert (page.published.day.isoformat(), page.published.place) == ("2026-07-05", DatePlace.URL)


TABLES = {
    "cells": "<table><tr><td><b>索 引 号：</b></td><td>000014349/2026-00222</td><td>主题分类：</td><td>综合政务</td></tr><tr><td>发文机关：</td><td>青山县人民政府</td>"
    "<td>成文日期：</td><td>2026年02月21日</td></tr><tr><td>标　　题：</td><td colspan=3>{name}</td></tr><tr><td>发文字号：</td><td>青府发[2026] 12 号</td>"
    "<td>发布日期：</td><td>2026年02月28日</td></tr><tr><td>主 题 词：</td><td></td></tr></table>",
    "lines": "<ul><li>信息索引：000014349/2026-00222</li><li>发布机构：青山县人民政府</li><li>生成日期：2026-02-21</li><li>文 号：青府发（2026）12号</li>"
    "<li>公开日期：2026-02-28</li><li>有效性：</li></ul>",
    "divs": '<div class="t"><div>索引号</div><div>000014349/2026-00222</div><div>发文单位</div><div>青山县人民政府</div><div>成文日期</div><div>2026-02-21</div>'
    "<div>文件编号</div><div>青府发【2026】12号</div><div>发布日期</div><div>2026-02-28</div><div>是否有效</div><div>是</div></div>",
    "one line": "<p>索引号：000014349/2026-00222 发文机关：青山县人民政府 成文日期：2026-02-21</p><p>文号：青府发〔2026〕12号 发布日期：2026-02-28</p>",
}  # fmt: skip


@pytest.mark.parametrize("form", TABLES)
def test_property_tables(form: str) -> None:
    page = read(article(TABLES[form].replace("{name}", NAME)), HOME + "zwgk/zfwj/content_5.html")
    found = page.properties
    assert found is not None
    assert (found.index_number, found.document_number, found.office) == (
        "000014349/2026-00222",
        "青府发〔2026〕12号",
        "青山县人民政府",
    )
    assert found.written is not None
    assert found.written.day.isoformat() == "2026-02-21"
    assert page.published is not None
    assert page.published.day.isoformat() == "2026-02-28"
    assert page.kind is PageKind.POLICY


@pytest.mark.parametrize(
    ("title", "kind"),
    [("《青山县城市管理办法》政策解读", PageKind.INTERPRETATION), ("一图读懂 | 青山县城市管理办法", PageKind.INTERPRETATION),
     ("视频｜青山县托育服务三年行动方案", PageKind.INTERPRETATION),
     ("县发展改革局负责同志就《办法》答记者问", PageKind.INTERPRETATION), ("青山县召开安全生产工作会议", PageKind.ARTICLE)],
)  # fmt: skip
def test_kinds_of_articles(title: str, kind: PageKind) -> None:
    page = read(
        article("<div>发布时间：2026-09-12</div>", title=f"<h2 class=tit>{title}</h2>", html_title=f"{title}-青山县人民政府"),
        HOME + "x/content_5.html",
    )
    assert (page.title, page.kind) == (title, kind)


@pytest.mark.parametrize(
    ("title", "kind"),
    [("新闻通气会：青山县推进无废城市建设的实施意见", PageKind.INTERPRETATION),
     ("青山县推进无废城市建设的实施意见", PageKind.POLICY)],
)  # fmt: skip
def test_a_title_that_is_told_what_it_is_in_a_column_of_interpretations(title: str, kind: PageKind) -> None:
    page = read(
        article(
            "<div>发布时间：2026-09-12</div>", title=f"<h2 class=tit>{title}</h2>", html_title=f"{title}-青山县人民政府",
            head='<meta name="ColumnName" content="政策解读">',
        ),
        HOME + "x/content_5.html",
    )  # fmt: skip
    assert page.kind is kind


def test_number_under_the_title_makes_a_policy() -> None:
    page = read(
        article("<div>发布时间：2026-09-12</div>", body="<p align=center>青府办函〔2026〕206号</p>" + PARAGRAPHS),
        HOME + "x/content_5.html",
    )
    assert page.properties is not None
    assert page.properties.document_number == "青府办函〔2026〕206号"
    assert page.kind is PageKind.POLICY


def test_related_block_filled_empty_scripted_and_links_in_the_text() -> None:
    number = "<p>青府发〔2026〕1号</p>"
    filled = '<div class="xg"><h3>相关解读</h3><ul><li><a href="/jd/1.html">《办法》政策解读</a></li></ul></div>'
    page = read(article("", body=number + PARAGRAPHS, after=filled), HOME + "x/content_5.html")
    assert [link.target for link in page.related] == [HOME + "jd/1.html"]
    assert page.related_block == "相关解读"
    unnamed = '<ul class="xgwd"><li>[文字] <a href="/jd/2.html">一问一答：《办法》怎么用</a></li></ul>'
    page = read(article("", body=number + PARAGRAPHS, after=unnamed), HOME + "x/content_5.html")
    assert [link.target for link in page.related] == [HOME + "jd/2.html"]
    page = read(
        article("", body=number + PARAGRAPHS, after='<div class="xg"><h3>相关解读</h3><ul></ul></div>'),
        HOME + "x/content_5.html",
    )
    assert (page.related, page.related_block) == ((), "相关解读")
    page = read(
        article("", body=number + PARAGRAPHS, after='<div class="xg"><h3>相关解读：</h3><em id="rel_85447"></em></div>'),
        HOME + "x/content_5.html",
    )
    assert (page.related, page.related_block) == ((), "scripted 相关解读")
    inline = '<p>近日，县政府印发了<a href="/zc/7.html">《青山县城市管理办法》</a>，现解读如下。</p>'
    page = read(article("", body=inline + PARAGRAPHS), HOME + "x/content_5.html")
    assert [(link.target, link.area) for link in page.related] == [(HOME + "zc/7.html", "body")]


EMPTY = ["暂无内容", "暂无数据！", "栏目建设中，敬请期待", "没有找到相关信息", "内容更新中……", "共0条",
         "对不起，该栏目暂时没有内容！", "没有相关记录", "此栏目暂未开通", "信息正在补充中。", "没有任何文章", "未查询到数据", "No data",
         "该分类下暂无文件", "本页面正在制作中，请您耐心等待。", "栏目内容正在完善中", "数据为空", "相关资料正在收集整理中"]  # fmt: skip
FULL = [
    "农村公路建设中期评估",
    "无障碍浏览",
    "信息更新",
    "我市无偿献血活动开展",
    "数据加载中...",
    "附件：无",
    "网站建设：大数据中心",
]


@pytest.mark.parametrize("words", EMPTY)
def test_placeholder_of_an_empty_column(words: str) -> None:
    page = read(
        whole(
            f'<div class="list"><ul></ul><p>{words}</p></div>',
            "规划计划_青山县人民政府",
            '<meta name="ColumnName" content="规划计划">',
        )
    )
    assert page.placeholder == words
    assert (page.scripted, page.lists) == ("", ())


@pytest.mark.parametrize(
    ("inner", "words"),
    [("<ul id=list></ul><script>$.ajax({url:'/api/list/12?page=1',success:function(d){}})</script>", "/api/list/12?page=1"),
     ("<ul id=list></ul><p>数据加载中...</p>", "加载中"), ("<li v-for='x in list'>{{x.title}}</li>", "脚本")],
)  # fmt: skip
def test_lists_that_need_a_script(inner: str, words: str) -> None:
    page = read(whole(f"<div>{inner}</div>", "规划计划_青山县人民政府", '<meta name="ColumnName" content="规划计划">'))
    assert words in page.scripted
    assert page.placeholder == ""


@pytest.mark.parametrize("words", FULL)
def test_words_that_do_not_say_that_there_is_nothing(words: str) -> None:
    page = read(whole(f"<div><p>{words}</p></div>", "规划计划_青山县人民政府", '<meta name="ColumnName" content="规划计划">'))
    assert page.placeholder == ""


def test_a_full_list_and_an_article_have_no_placeholder() -> None:
    page = read(article("<div>发布时间：2026-09-12</div>", body=PARAGRAPHS + "<p>附件：暂无</p>"), HOME + "x/content_5.html")
    assert page.placeholder == ""


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (whole("<div>对不起，我们没有找到您要的网页。</div>", "青山县人民政府"), PageKind.ERROR),
        (whole("<p>您访问的页面不存在或已删除</p>", "提示信息"), PageKind.ERROR),
        (
            whole(
                "<h2>关于某文件已废止的公告</h2><p>发布时间：2026-11-12</p><div class='TRS_Editor'><p>该文件已被删除出有效目录。</p></div>"
            ),
            PageKind.ARTICLE,
        ),
        (whole("<p>查询结果：未查询到相关信息，请核对姓名后重试。信息不存在的，可到原注册机关查询。</p>"), PageKind.OTHER),
        ("<script>alert('该信息不存在或已被删除！');history.back();</script>", PageKind.ERROR),
        ("<script>alert('您访问的信息不存在');location.href='/';</script>", PageKind.ERROR),
        ("<script>alert('请使用新版浏览器');location.href='/new/';</script>", PageKind.INTERSTITIAL),
        ("<html><body>请输入验证码<input></body></html>", PageKind.INTERSTITIAL),
        ("<script>location.href='/new/index.html';</script>", PageKind.INTERSTITIAL),
        ('<meta http-equiv="refresh" content="0; URL=\'/new/index.html\'">', PageKind.INTERSTITIAL),
        (whole(article("<div>发布时间：2026-09-12</div>", title="<h1>网页404错误的处理办法</h1>")), PageKind.ARTICLE),
    ],
)
def test_error_and_interstitial_pages(html: str, kind: PageKind) -> None:
    assert read(html, HOME + "x/content_5.html").kind is kind


def test_redirect_targets() -> None:
    assert read("<script>window.location.replace('http://new.gov.cn/a')</script>").redirect == "http://new.gov.cn/a"
    assert read("<script>if(/Mobile/.test(navigator.userAgent)){location.href='/m/'}</script>").redirect == ""
    assert read(article("", after="<script>function go(){location.href='/x'}</script>")).redirect == ""


def test_identity_in_plain_text_and_in_scripts() -> None:
    page = read(whole("<p>x</p>"))
    assert {k: page.identity[k] for k in ("code", "icp", "owner")} == {
        "code": "5118990001", "icp": "蜀ICP备 05038584号", "owner": "青山县人民政府办公室"}  # fmt: skip
    assert "51189902000007" in page.identity["police"]
    script = "<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='https://dcs.conac.cn/js/31/CA3.js'%3E%3C/script%3E\"))</script>"
    entry = "<script id=\"_jiucuo_\" sitecode='5118990001' src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script>"
    dead = "<!--<a href='http://121.43.68.40/exposure/jiucuo.html?site_code=1111111111'>--> "
    page = read(f"<body><p>正文</p><div>{dead}{entry}{script}</div></body>")
    assert page.features is not None
    assert page.features["error_entry_code"] == "5118990001"
    assert "zfwzgl" in page.features["error_entry"] or "_jiucuo_" in page.features["error_entry"]
    assert "dcs.conac.cn" in page.identity["conac"]
    assert "error_entry" not in (read(f"<body><p>正文</p>{dead}</body>").features or {})


def test_single_document_column_is_not_an_empty_list() -> None:
    page = read(article("", title="<h1>机构职能</h1>", html_title="机构职能_青山县人民政府"), HOME + "jgzn/")
    assert page.kind is PageKind.SINGLE
    assert (page.placeholder, page.scripted) == ("", "")


RANKING = '<div class="side"><h3>热点排行</h3><ul class="hot">' + "".join(
    f'<li><a href="/x/{i}.html" title="县政府召开第{i}次常务会议研究部署工作">县政府召开第{i}次常务…</a></li>' for i in range(4)
) + "</ul></div>"  # fmt: skip


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<form><p>内容<textarea name=b></textarea></p></form>", PageKind.SINGLE),
        ("<form><p>企业名称<input name=kw></p><input type=submit value=查询></form>", PageKind.SEARCH),
        ("<div class='list'></div>", PageKind.LIST),
    ],
)
def test_a_ranking_beside_the_content_says_nothing_of_it(content: str, kind: PageKind) -> None:
    head = '<meta name="ColumnName" content="企业服务">'
    crumb = '<div class="dqwz">您当前的位置：<a href="/">首页</a> &gt; <a href="/qyfw/">企业服务</a></div>'
    page = read(whole(f'{crumb}{RANKING}<div class="main"><h2>企业服务</h2>{content}</div>', "企业服务", head), HOME + "qyfw/")
    assert page.kind is kind


@pytest.mark.parametrize(
    ("line", "archived"),
    [
        ("本专题已于2024年12月31日归档，不再更新。", True),
        ("专题已归档", True),
        ("本专题于2026-01-26归档，不再更新。", True),
        ("我局于2026-01-26归档文件三百卷", False),
        ("专栏已停止更新", True),
        ("本专题工作已经结束，已于2021年6月30日归档，内容不再更新。", True),
        ("归档说明：本专题已完成使命，于2024年12月31日归档，保留供查阅。", True),
        ("本专题将于2027年1月1日归档", False),
        ("本栏目发布的材料拟于年底归档", False),
        ("本专题内容停止更新，已于2023-05-03归档，仅供查阅。", True),
        ("本专题自2024年3月1日起不再更新", True),
        ("该栏目信息现已停更", True),
        ("专题内容不断更新", False),
        ("本栏目材料归档要求如下", False),
        ("我县召开档案归档工作培训会", False),
        ("栏目已于2026年3月1日改版上线", False),
    ],
)
def test_words_that_mark_a_page_as_archived(line: str, archived: bool) -> None:
    assert bool(read(whole(f"<p>{line}</p>", "专题"), HOME + "zt/").archived) is archived


def test_letter_and_guide() -> None:
    letter = "<table><tr><td>标题</td><td>道路修建</td></tr><tr><td>写信时间</td><td>2026年03月01日</td></tr><tr><td>信件内容</td><td>村里道路老化。</td></tr><tr><td>回复内容</td><td>您好，已安排。</td></tr></table>"
    assert read(whole(letter, "信件详情")).kind is PageKind.MESSAGE
    guide = "".join(
        f"<tr><td>{x}</td><td>&nbsp;</td></tr>"
        for x in ("事项名称", "办理对象", "设定依据", "申请材料", "办理流程", "收费标准", "咨询电话")
    )
    assert read(whole(f"<table>{guide}</table>", "办事指南")).kind is PageKind.GUIDE


def test_home_page_has_blocks_only() -> None:
    items = "".join(
        f'<li><a href="/x/{i}.html">县政府召开第{i}次常务会议研究部署工作</a><span>11-0{i}</span></li>' for i in range(1, 6)
    )
    page = read(whole(f"<ul>{items}</ul>", "青山县人民政府门户网站"), HOME + "index.html")
    assert (page.kind, [b.role for b in page.lists]) == (PageKind.HOME, ["block"])


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (f"<h1>{NAME}<br/><span>2026年09月12日 10:10　来源：县公安局　点击：<a id='hits'></a></span></h1>", NAME),
        (f"<h1>{NAME}<span>发布时间：2026-09-12 10:10</span></h1>", NAME),
        ("<h1>县公安局：2026年9月12日起实行临时交通管制</h1>", "县公安局：2026年9月12日起实行临时交通管制"),
        ("<h1>数据来源说明：2026年统计口径</h1>", "数据来源说明：2026年统计口径"),
    ],
)
def test_a_heading_that_also_holds_date_and_source(heading: str, title: str) -> None:
    page = read(article("", title=heading, html_title=f"{title}_青山县人民政府"), HOME + "zwgk/tzgg/content_5.html")
    assert page.title == title


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<div class="menu"><a href="/zt/ds/">党史学习教育（已归档）</a></div>',
        '<select><option value="/zt/ds/">2021年专题（已归档）</option></select>',
        "".join(f'<li><a href="/zt/{n}.html">第{n}个专题的情况报告</a>归档时间：2026-10-0{n}</li>' for n in range(1, 6)),
    ],
)
def test_the_archive_mark_of_another_page_is_none_of_this_one(elsewhere: str) -> None:
    assert not read(whole(f"<ul>{elsewhere}</ul>", "工作动态"), HOME + "gzdt/").archived


_PATH = '<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 招商引资</div>'


@pytest.mark.parametrize(
    ("content", "offers"),
    [
        ("<h2>招商引资</h2><ul></ul>", ""),
        ("<table width=700><tbody> </tbody></table>", ""),
        ("<div class=n>欢迎光临</div>", ""),
        ("<table width=700><tr><td><img src='a.jpg'></td></tr></table>", "图片"),
        ("<p><a href='/zt/1/'><img src='a.jpg'></a></p>", "带链接的图片"),
        ("<p>电话：0932-5551111</p>", "电话：0932-5551111"),
    ],
)
def test_a_page_that_says_nothing_below_its_path_is_a_list_without_items(content: str, offers: str) -> None:
    page = read(whole(f"{_PATH}<div class=main>{content}</div>", "招商引资_青山县人民政府"), HOME + "zwgk/zsyz.htm")
    assert (page.kind, page.lists, page.offered) == (PageKind.LIST, (), offers)


def test_a_footer_that_no_class_names_is_no_text() -> None:
    footer = "<table><tr><td>主办单位：青山县人民政府办公室，地址：青山县人民路1号，邮编：625000，联系电话：0835-1234567<br>"
    footer += "网站标识码：5118990001 蜀ICP备05038584号，建议使用1920×1080分辨率浏览本网站，谢谢您的支持</td></tr></table>"
    page = read(f"<html><body><h2>招商引资</h2><table><tr><td>暂无内容</td></tr></table>{footer}</body></html>", HOME + "zsyz/")
    assert (page.placeholder, page.body_length) == ("暂无内容", 0)


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("发布时间：2027-03-02 来源：县水务局", True),
        ("时间：2027-03-02 10:00 阅读：12次", True),
        ("时间：2027-03-02 10:00", False),
    ],
)
def test_whether_a_label_states_the_day_of_publication(line: str, stated: bool) -> None:
    text = (
        "<p>县水务局组织人员对城区供水管网进行检修，检修期间部分区域停水，请居民提前做好储水准备，检修完成后即恢复供水。</p>"
        * 3
    )
    page = read(whole(f"<h1>关于停水的公告</h1><p>{line}</p><div class=TRS_Editor>{text}</div>"), HOME + "tzgg/1.html")
    assert (page.published is not None, page.date_stated) == (True, stated)


def test_links_that_stand_in_no_list_and_no_menu_are_counted() -> None:
    menu = '<ul class=l><li><a href="/zwgk/">公告公示</a></li><li><a href="/zwgk/zsyz.htm">招商引资</a></li></ul>'
    years = '<ul class=y><li><a href="/ys/2026/">2026年</a></li><li><a href="/ys/2025/">2025年</a></li></ul>'
    beside = '<aside><ul><li><a href="/archives/71">县医院新院区启用</a></li></ul></aside>'
    rows = "".join(
        f'<li><a href="/a/t202610{n}_1.html">第{n}次全体会议纪要公布</a><span>2026-10-{n}</span></li>' for n in range(11, 16)
    )
    news = f"<div><h3>最新信息</h3><ul>{rows}</ul></div>"
    page = read(whole(f"{_PATH}{menu}{years}{news}{beside}", "招商引资_青山县人民政府"), HOME + "zwgk/zsyz.htm")
    assert page.loose_links == 2


def test_figures_of_a_table_are_no_date_of_publication() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>韭菜</td><td>散装</td><td>2026-0{n}-11</td><td>腐霉利</td></tr>" for n in range(1, 6))
    table = f"<table><tr><td>序号</td><td>品名</td><td>规格</td><td>生产日期/批号</td><td>项目</td></tr>{rows}</table>"
    html = f'<div class="box"><h1>{NAME}</h1>{table}<p>备注：排名不分先后。</p></div>'
    tag = f'<meta name="ArticleTitle" content="{NAME}"><meta name="PubDate" content="2026-10-08 09:00">'
    bare = read(whole(html, head=tag), HOME + "zwgk/tzgg/5.html")
    assert bare.published is not None
    assert bare.published.day.isoformat() == "2026-10-08"
    assert bare.published.place is DatePlace.TAG
    told = read(
        whole(f'{html}<div class="attr">发布日期：2026-10-09　来源：县市场监管局</div>', head=tag), HOME + "zwgk/tzgg/5.html"
    )
    assert told.published is not None
    assert (told.published.day.isoformat(), told.published.place) == ("2026-10-09", DatePlace.SHOWN)


def test_a_bare_date_in_a_cell_under_the_title_is_shown() -> None:
    """Old layouts put every particular into a cell of its own."""
    html = f"<table><tr><td><h1>{NAME}</h1></td></tr><tr><td>文章来源：县公安局</td><td>浏览：5</td><td>2026-3-22</td><td></td></tr></table>{PARAGRAPHS}"
    page = read(whole(html), HOME + "ShowArticle.aspx?ArticleID=5")
    assert page.published is not None
    assert (page.published.day.isoformat(), page.published.place) == ("2026-03-22", DatePlace.SHOWN)


def test_the_few_words_under_the_title_are_the_body() -> None:
    html = f'<div class="box"><h1>{NAME}</h1><p>经研究，同意你单位的请示。</p><p>请严格按照有关规定组织实施并报告情况，</p><p>完工后申请验收，不得擅自变更建设内容</p></div>'
    tag = f'<meta name="ArticleTitle" content="{NAME}">'
    page = read(whole(f"{html}<div>发布日期：2026-10-09</div>", head=tag), HOME + "zwgk/tzgg/5.html")
    assert next(block.text for block in page.text if block.area == "body") == "经研究，同意你单位的请示。"


def test_a_short_hub_in_a_box_named_like_a_path_is_no_path() -> None:
    crumb = '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/ztzl/">专题专栏</a></div>'
    html = f'{crumb}<div class="wz-con"><h2>专题专栏</h2><ul><li><a href="/ztzl/a/">优化营商环境</a></li><li><a href="/ztzl/b/">主题教育</a></li></ul></div>'
    page = read(whole(html, "专题专栏", '<meta name="ColumnName" content="专题专栏">'), HOME + "ztzl/")
    assert page.kind is PageKind.HUB


def test_a_date_of_publication_named_in_the_text_is_anothers() -> None:
    body = f"{PARAGRAPHS}<p>（原文发布日期：2019年3月1日）</p>"
    page = read(article("<div>2026-09-12　浏览：3次</div>", body=body), HOME + "zwgk/tzgg/content_5.html")
    assert page.published is not None
    assert page.published.day.isoformat() == "2026-09-12"


def test_a_part_named_after_the_path_may_hold_a_short_page() -> None:
    """cjcs_dqwz_wai holds everything below the banner; a text of fewer than 200 characters made it a path."""
    crumb = (
        '<div class="ban"><div class="crumbsNav">当前位置：<a href="/">首页</a> &gt; <a href="/a/">信息公开制度</a></div></div>'
    )
    text = "<h2>信息公开制度</h2><p>近日，县政府组织学习有关制度，要求严历查处违规行为。</p>"
    page = read(whole(f'{crumb}<div class="cjcs_dqwz_wai"><div>{text}</div></div>', "信息公开制度_青山县"), HOME + "zwgk/x/")
    assert [block.area for block in page.text if "严历" in block.text] in (["body"], ["other"])
    bare = '<div class="dqwz"><a href="/">青山县</a> <a href="/a/">信息公开制度</a></div>'
    page = read(
        whole(f"{bare}<div><h2>信息公开制度</h2><p>近日，县政府组织学习有关制度。</p></div>", "信息公开制度_青山县"),
        HOME + "zwgk/x/",
    )
    assert page.breadcrumb == ("青山县", "信息公开制度")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("县水利局 / 2026-11-18 09:12:33", "2026-11-18"),
        ("2026.11.18 | 县水利局", "2026-11-18"),
        ("发布日期：二〇二六年十一月十八日", "2026-11-18"),
        ("2026年11月18日 10时20分　县政府办公室", "2026-11-18"),
        ("（2026年11月18日县人大常委会第三次会议通过）", None),
        ("2026年11月18日，县水利局召开会议", None),
        ("二〇二六年十一月十八日", None),
    ],
)
def test_a_date_with_a_clock_or_behind_a_divider_is_the_article_s_own(line: str, day: str | None) -> None:
    page = read(article(f"<p>{line}</p>"), HOME + "zwgk/tzgg/5.html")
    shown = next((fact.day.isoformat() for fact in page.dates if fact.place is DatePlace.SHOWN), None)
    assert shown == day


@pytest.mark.parametrize(
    ("path", "crumbs"),
    [
        ('<div class="path"><a href="/">首页</a> / <a href="/gh/">规划计划</a></div>', ("首页", "规划计划")),
        ('<p><a href="/">首页</a> &gt; <a href="/gh/">规划计划</a></p>', ("首页", "规划计划")),
        ('<p><a href="/">首页</a> | <a href="/gh/">规划计划</a></p>', ()),
    ],
)
def test_a_breadcrumb_without_a_name_is_known_by_its_marks(path: str, crumbs: tuple[str, ...]) -> None:
    page = read(
        f"<html><body><nav><a href=/>首页</a><a href=/a/>要闻</a></nav>{path}<p>{PARAGRAPHS}</p></body></html>", HOME + "gh/"
    )
    assert page.breadcrumb == crumbs


def test_a_short_article_in_a_row_below_its_path() -> None:
    """Visual SiteBuilder: path, title, date and text in one row of a layout table; no list of one item stands there."""
    path = '<table class="winstyle"><tr><td>当前位置: <a href="/index.htm">首页</a>&gt;&gt;<a href="/zwdt.htm">政务要闻</a>&gt;&gt;正文</td></tr></table>'
    text = (
        '<form><table><tr><td class="titlestyle">县人民代表大会会议闭幕</td></tr><tr><td><span class="timestyle">2026年02月10日 11:51</span>'
        '</td></tr><tr><td><div class="v_news_content"><p>会议圆满完成各项议程。</p></div></td></tr></table></form>'
    )
    menu = "<tr><td>" + "".join(f'<a href="/{n}.htm">栏目{n}号</a>' for n in range(9)) + "</td></tr>"
    page = read(
        whole(f"<table><tbody>{menu}<tr><td>{path}{text}</td></tr></tbody></table>", "县人民代表大会会议闭幕"),
        HOME + "info/1001/2260.htm",
    )
    assert page.lists == ()
    assert page.published is not None and page.published.place is DatePlace.SHOWN and page.title == "县人民代表大会会议闭幕"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("11-8 来源：县政府办", True),
        ("发布于 3周前", True),
        ("08 Nov 2026", True),
        ("今天是 2026年11月21日 星期六　来源：县政府办", False),
        ("来源：县政府办", False),
    ],
)
def test_a_date_told_in_part_is_no_missing_one(line: str, told: bool) -> None:
    page = read(article(f"<p>{line}</p>"), HOME + "zwgk/tzgg/5.html")
    assert (page.date_scripted, page.date_blank) == (told, False)


_TABLE = (
    "<table><tr><td><b><font size=5>{title}</font></b></td></tr><tr><td>发布时间：2026/11/01 15:16　来源：县卫健局</td></tr>"
    "<tr><td><div class=nr><p>考核分静脉穿刺、吸痰两项，成绩当场公布。</p><p>护士长逐一点评。</p></div></td></tr></table>"
)


@pytest.mark.parametrize("tag", ['<meta name="ArticleTitle" content="县医院开展护理技能考核">', ""])
@pytest.mark.parametrize("form", [_TABLE, _TABLE.replace("<b><font size=5>", "<h1>").replace("</font></b>", "</h1>")])
def test_the_text_of_an_article_of_two_sentences_is_its_body(form: str, tag: str) -> None:
    title = "县医院开展护理技能考核"
    page = read(whole(tag + form.format(title=title), title), HOME + "info/1001/2261.htm")
    assert [block.text for block in page.text if block.area == "body"][-1] == "护士长逐一点评。"


def test_the_day_from_which_a_document_holds_is_no_signature() -> None:
    info = '<div class="info">发布时间：2026-09-12 10:10　来源：县公安局</div>'
    signed = "<p>青山县公安局</p><p>2026年9月8日</p>"
    page = read(
        article(info, body=f"{PARAGRAPHS}{signed}<p>第七条　本办法自2026年10月1日起施行。</p>"),
        HOME + "zwgk/tzgg/content_5.html",
    )
    assert [fact.day.isoformat() for fact in page.dates if fact.place is DatePlace.SIGNED] == ["2026-09-08"]
