"""List pages of many systems: items, dates, titles, pagers, and what must not be taken for a list."""

from __future__ import annotations

import pytest

from model import PageKind
from tests.crawler.extract.qingshan import HOME, days, main_list, read, whole


def rows(template: str, count: int = 8) -> str:
    names = [
        "关于开展冬季防火安全检查的通知",
        "青山县2026年第三季度财政收支情况",
        "关于县道改造工程封闭施工的公告",
        "县城区集中供水水质公示",
    ]
    out = []
    for i in range(count):
        out.append(template.format(n=i, title=f"{names[i % 4]}（{i}）", day=f"2026-10-{28 - i:02d}", short=f"10-{28 - i:02d}",
                                   dots=f"2026.10.{28 - i:02d}", cn=f"2026年10月{28 - i}日", d=f"{28 - i:02d}", ym="2026-10"))  # fmt: skip
    return "\n".join(out)


LISTS = {
    "trs li, date after": '<ul class="gl">' + rows('<li><a href="./202610/t202610{d}_{n}.html">{title}</a><span>{day}</span></li>') + "</ul>",
    "date before the link": "<ul>" + rows('<li><span class="date">{day}</span><a href="t2810{n}.shtml">{title}</a></li>') + "</ul>",
    "bare text in brackets": "<ul>" + rows('<li>·<a href="/info/1020/345{n}.htm">{title}</a>[{day}]') + "</ul>",
    "dots": "<ul>" + rows('<li><a href="/content_{n}.html">{title}</a><em>{dots}</em></li>') + "</ul>",
    "chinese date": "<ul>" + rows('<li><a href="/content_{n}.html">{title}</a><i>（{cn}）</i></li>') + "</ul>",
    "table rows": "<table><tr><th>名称</th><th>索引号</th><th>发布日期</th></tr>"
    + rows('<tr><td><a href="a{n}.html">{title}</a></td><td>000014348/2026-0{n}12</td><td>{day}</td></tr>') + "</table>",
    "layout table of ASP.NET": '<table width="100%"><tbody><tr><td>' + rows(
        '<table><tr><td width="5%">·</td><td><a href="ShowArticle.aspx?ArticleID=13{n}">{title}</a></td><td align=right>{day}</td></tr></table>')
    + "</td></tr></tbody></table>",
    "dl": "<div>" + rows('<dl><dt><a href="/art/2026/10/{d}/art_6_{n}.html">{title}</a></dt><dd>{day}</dd></dl>') + "</div>",
    "dt and dd in one dl": "<dl>" + rows('<dt>{day}</dt><dd><a href="/art_{n}.html">{title}</a></dd>') + "</dl>",
    "cards with summary": '<div class="cards">' + rows(
        '<div class="card"><a href="/c/{n}.html"><h4>{title}</h4><p>为切实做好有关工作，经县人民政府同意，现将有关事项公告如下……</p></a><div class="time">发布时间：{day} 10:2{n}</div></div>')
    + "</div>",
    "div rows": '<div class="list">' + rows('<div class="row"><p><a href="x{n}.html">{title}</a></p><span>{day}</span></div>') + "</div>",
    "flat with br": '<div class="c">' + rows('<a href="x{n}.html">{title}</a> <font color=gray>{day}</font><br>') + "</div>",
    "calendar cards": "<ul>" + rows('<li><div class="cal"><b>{d}</b><i>{ym}</i></div><a href="/p/{n}.html">{title}</a></li>') + "</ul>",
    "anchor around all": "<ul>" + rows('<li><a href="/p/{n}.html"><span class="t">{title}</span><span>{day}</span></a></li>') + "</ul>",
    "category first": "<ul>" + rows('<li><a href="/dw/{n}/">【县政府】</a><a href="/p/{n}.html">{title}</a><span>{day}</span></li>') + "</ul>",
    "a list for each item": "<div>" + rows(
        '<ul class="row"><li class="num">{n}</li><li class="mc"><a href="/public/{n}.html">{title}</a><p>索引号：K10{n}</p></li><li>{day}</li></ul>')
    + "</div>",
    "unclosed and padded": "<ul>" + rows('<li><a href="/p/{n}.html">\n      {title}\n     </a><span>\n    {day}\n   </span>') + "</ul>",
}  # fmt: skip


@pytest.mark.parametrize("form", LISTS)
def test_every_form_gives_items_with_dates(form: str) -> None:
    page = read(whole(LISTS[form]))
    block = main_list(page)
    assert len(block.items) == 8
    assert block.items[0].title == "关于开展冬季防火安全检查的通知（0）"
    assert days(block)[0] == "2026-10-28"
    assert days(block)[7] == "2026-10-21"
    assert all(item.url.startswith(HOME) for item in block.items)
    assert page.kind is PageKind.LIST
    assert page.title == "通知公告"
    assert page.placeholder == page.scripted == ""


@pytest.mark.parametrize("form", LISTS)
def test_legacy_charset_changes_nothing(form: str) -> None:
    html = whole(LISTS[form]).replace("charset=utf-8", "charset=gb2312")
    assert [i.title for i in main_list(read(html.encode("gb18030"))).items] == [
        i.title for i in main_list(read(whole(LISTS[form]))).items
    ]


def test_year_less_dates_take_the_nearest_past_year_and_say_so() -> None:
    html = whole("<ul>" + '<li><a href="/p/1.html">县政府召开第二十次常务会议</a><span>11-20</span></li>'
                 '<li><a href="/p/2.html">全县秋冬季农业生产现场会召开</a><span>12-30</span></li>'
                 '<li><a href="/2024-12/14/content_3.html">县领导调研重点项目建设情况</a><span>12-14</span></li></ul>')  # fmt: skip
    block = main_list(read(html))
    assert days(block) == ["2026-11-20", "2025-12-30", "2024-12-14"]
    assert [item.date.certain for item in block.items if item.date] == [False, False, True]


def test_cut_titles_are_completed_from_the_title_attribute() -> None:
    html = whole("<ul>" + "".join(
        f'<li><a href="/p/{i}.html" title="文章标题：关于印发青山县城乡环境综合整治三年行动方案的通知{i}\n 作者：办公室\n 更新时间：2026/3/{i + 1} 9:15:00">'
        f"关于印发青山县城乡环境综合…</a>[2026-03-{i + 1:02d}]</li>" for i in range(4)) + "</ul>")  # fmt: skip
    block = main_list(read(html))
    assert [item.title for item in block.items] == [f"关于印发青山县城乡环境综合整治三年行动方案的通知{i}" for i in range(4)]


def test_pinned_item_nested_interpretations_and_separators() -> None:
    item = '<li><a href="/zc/{n}.html">青山县人民政府关于印发《{n}号办法》的通知</a><span>{day}</span>{inner}</li>'
    nested = '<div class="pop"><h4>相关解读</h4><ul><li><a href="/jd/9.html">《办法》政策解读</a></li><li><a href="/jd/10.html">一图读懂《办法》</a></li></ul></div>'
    html = whole("<ul>" + item.format(n=0, day="2024-02-01", inner="") + item.format(n=1, day="2026-09-15", inner=nested)
                 + '<li class="empty"></li>' + item.format(n=2, day="2026-09-02", inner="") + "</ul>")  # fmt: skip
    block = main_list(read(html))
    assert days(block) == ["2024-02-01", "2026-09-15", "2026-09-02"]
    assert max(days(block)) == "2026-09-15"


def test_hidden_information_table_in_every_item_is_no_item() -> None:
    item = ('<li><div class="no">0233621J/2026-0030{n}</div><div class="t"><a href="/x/{n}.html" title="第{n}号采矿权出让公告全文">第{n}号采矿权出让公告全文</a>'
            '<div class="info"><table><tr><td>名称</td><td>第{n}号采矿权出让公告全文</td></tr><tr><td>成文日期</td><td>2026-01-0{n}</td></tr>'
            '<tr><td>发布日期</td><td>2026-05-1{n}</td></tr></table></div></div><div class="d">2026-05-1{n}</div></li>')  # fmt: skip
    block = main_list(read(whole("<ul>" + "".join(item.format(n=i) for i in range(1, 6)) + "</ul>")))
    assert days(block) == [f"2026-05-1{i}" for i in range(1, 6)]


def test_table_with_two_date_columns_takes_the_day_of_publication() -> None:
    row = '<tr><td><a href="/x/{n}.html">关于第{n}批项目备案情况的公示</a></td><td>2026-01-0{n}</td><td>2026-03-0{n}</td></tr>'
    html = whole(
        "<table><tr><td>标题</td><td>成文日期</td><td>发布日期</td></tr>"
        + "".join(row.format(n=i) for i in range(1, 5))
        + "</table>"
    )
    assert days(main_list(read(html)))[0] == "2026-03-01"


def test_undated_list_of_titles_is_a_list_and_menus_are_not() -> None:
    titles = "".join(f'<li><a href="/zwgk/{i}23456.html">青山县第{i}次全国经济普查主要数据公报解读</a></li>' for i in range(5))
    menu = "".join(f'<li><a href="/lm{i}/">政务公开栏目{i}</a></li>' for i in range(6))
    page = read(whole(f'<div class="l"><ul>{menu}</ul></div><div class="r"><ul>{titles}</ul></div>'))
    assert [len(block.items) for block in page.lists] == [5]
    assert all(item.date is None for item in page.lists[0].items)


def test_hub_has_blocks_with_their_headings_and_where_they_lead() -> None:
    box = '<div class="box"><div class="hd"><h3>{name}</h3><a class="more" href="/{path}/">更多&gt;&gt;</a></div><ul>{items}</ul></div>'
    item = '<li><a href="/{path}/{n}.html">{name}第{n}条：县委县政府部署有关工作</a><span>2026-11-0{n}</span></li>'
    boxes = "".join(
        box.format(name=name, path=path, items="".join(item.format(path=path, name=name, n=n) for n in range(1, 6)))
        for name, path in (("工作动态", "gzdt"), ("通知公告", "tzgg"), ("政策解读", "zcjd"))
    )
    page = read(whole(f"<div>{boxes}</div>", "政务公开-青山县人民政府"), HOME + "zwgk/")
    assert [(b.role, b.heading, b.heading_url) for b in page.lists] == [
        ("block", "工作动态", HOME + "gzdt/"), ("block", "通知公告", HOME + "tzgg/"), ("block", "政策解读", HOME + "zcjd/")]  # fmt: skip
    assert page.kind is PageKind.HUB


def test_tabs_name_their_panes() -> None:
    pane = '<ul style="display:{show}">{items}</ul>'
    item = '<li><a href="/{p}/{n}.html">第{n}号文件：关于做好有关工作的通知</a><span>2026-10-0{n}</span></li>'
    panes = "".join(
        pane.format(show="block" if p == "a" else "none", items="".join(item.format(p=p, n=n) for n in range(1, 4)))
        for p in "abc"
    )
    html = whole(
        f'<div class="tab"><div class="tabs"><a href="/a/">县政府文件</a><a href="/b/">县政府办文件</a><a href="/c/">部门文件</a></div>{panes}</div>'
    )
    assert [b.heading for b in read(html, HOME + "zw/").lists] == ["县政府文件", "县政府办文件", "部门文件"]


def test_clickable_rows_without_address_are_items() -> None:
    row = "<tr><td>2026-08-1{n}</td><td><a href='javascript:;' class='mark' id='b_{n}'>请问老旧小区改造什么时候能开工？{n}</a></td><td>已回复</td></tr>"
    page = read(whole("<table><tr><th>咨询时间</th><th>咨询标题</th><th>办理状态</th></tr>" + "".join(row.format(n=i) for i in range(5)) + "</table>",
                      "咨询投诉_青山县人民政府"))  # fmt: skip
    block = main_list(page)
    assert [item.url for item in block.items] == [""] * 5
    assert page.kind is PageKind.MESSAGES


@pytest.mark.parametrize(
    "body",
    [
        '<div class="bar"><span>今天是2026年11月21日 星期六</span><a href="/rss/">订阅</a></div>',
        '<div class="info"><span>发布时间：2026-01-02</span> <a href="http://www.example.gov.cn/">来源：县政府办</a></div>',
        '<p>依据<a href="/fg/1.html">《条例》</a>（2026年3月1日施行）和<a href="/fg/2.html">《办法》</a>（2025年3月1日施行）的有关规定，'
        + "现就有关事项通知如下，请遵照执行。" * 30
        + "</p>",
        '<div class="page"><a href="?page=1">首页</a> 1/20 <a href="?page=2">下一页</a></div>',
    ],
)
def test_what_is_not_a_list(body: str) -> None:
    page = read(whole(body))
    assert [block for block in page.lists if any(item.date for item in block.items)] == []


def test_a_short_list_of_tables_in_a_layout_table() -> None:
    inner = "".join(
        f'<table width="100%"><tr><td><img src=d.gif> <a href="/Item/{n}.aspx">{2026 - n}年工作报告</a> [{2026 - n}年1月27日]</td></tr></table>'
        for n in range(1, 5)
    )
    path = '<table><tr><td class="dh">您现在的位置：<a href="/">首页</a> &gt;&gt; <a href="/zwgk/">政务公开</a> &gt;&gt; 工作报告</td></tr></table>'
    page = read(whole(f"{path}<table width=700><tr><td>{inner}</td></tr></table>", "工作报告_青山县人民政府"))
    assert days(main_list(page)) == ["2025-01-27", "2024-01-27", "2023-01-27", "2022-01-27"]
    assert page.breadcrumb == ("首页", "政务公开", "工作报告")


def test_a_path_in_a_line_of_its_own_inside_a_larger_part() -> None:
    path = '<font color=red>当前位置：</font><a href="/">首页</a> → <a href="/zwgk/">政务公开</a> → 公告<br>'
    listed = rows('·<a href="/show.asp?id=7{n}">{title}</a> ({day})<br>')
    page = read(whole(f"<table><tr><td>{path}<hr>{listed}</td></tr></table>", "公告_青山县人民政府"), HOME + "more.asp?sid=3")
    assert page.breadcrumb == ("首页", "政务公开", "公告")
    assert len(main_list(page).items) == 8
    bare = read(
        whole(f"<table><tr><td>{path}<hr>对不起，该栏目暂时没有内容！</td></tr></table>", "公告"), HOME + "more.asp?sid=4"
    )
    assert (bare.breadcrumb, bare.placeholder) == (("首页", "政务公开", "公告"), "对不起，该栏目暂时没有内容！")


def test_a_path_that_only_its_arrows_tell() -> None:
    path = '<p class="x1"><a href="/">网站首页</a>&gt;<a href="/zwgk/">政务公开</a>&gt;<a href="/zwgk/cyfz/">产业发展</a></p>'
    head = '<title>产业发展</title><meta name="ColumnName" content="产业发展">'
    own = HOME + "zwgk/cyfz/"
    page = read(f"<html><head>{head}</head><body>{path}<h2>产业发展</h2><ul></ul></body></html>", own)
    assert (page.breadcrumb, page.kind) == (("网站首页", "政务公开", "产业发展"), PageKind.LIST)
    menu = '<p class="x1"><a href="/">网站首页</a> | <a href="/a/">走进青山</a> | <a href="/b/">政务公开</a></p>'
    assert read(f"<html><body>{menu}<h2>产业发展</h2></body></html>", own).breadcrumb == ()


def test_one_item_whose_link_is_a_handler_is_no_breadcrumb() -> None:
    item = "<div class=b><ul><li onclick=\"location='/x/1.html'\"><span>关于做好冬季供暖工作的通知</span><em>2026-11-02</em></li></ul></div>"
    page = read(whole(f"<div class=m>{item}</div>"))
    assert [one.title for block in page.lists for one in block.items] == ["关于做好冬季供暖工作的通知"]


@pytest.mark.parametrize(
    ("label", "shown"),
    [("会议时间", "-"), ("考试日期", "-"), ("发布时间", "2026-10-28"), ("时间", "2026-10-28"), ("来信时间", "2026-10-28")],
)
def test_the_day_of_an_event_is_no_day_of_publication(label: str, shown: str) -> None:
    page = read(whole("<ul>" + rows('<li><a href="/p/{n}.html">{title}</a><span>' + label + "：{day}</span></li>") + "</ul>"))
    assert days(main_list(page))[0] == shown


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("<th>活动</th><th>时间</th><th>地点</th>", "-"),
        ("<th>场次</th><th>演出时间</th><th>票价</th>", "-"),
        ("<th>标题</th><th>发布时间</th><th>地点</th>", "2026-10-28"),
        ("<th>标题</th><th>时间</th><th>来源</th>", "2026-10-28"),
    ],
)
def test_a_day_in_a_table_beside_a_place_is_when_the_event_takes_place(names: str, shown: str) -> None:
    row = '<tr><td><a href="/p/{n}.html">{title}</a></td><td>{day}</td><td>文化馆一楼</td></tr>'
    page = read(whole(f"<table><tr>{names}</tr>{rows(row)}</table>"))
    assert days(main_list(page))[0] == shown


def test_nothing_in_a_cell_of_figures_is_not_nothing_on_the_page() -> None:
    figures = "<table><tr><td>站点</td><td>AQI</td><td>首要污染物</td></tr><tr><td>碧鸡广场</td><td>42</td><td>臭氧</td></tr>"
    page = read(whole(f"<h2>空气质量</h2>{figures}<tr><td>森林公园</td><td>--</td><td>暂无数据</td></tr></table>"))
    assert page.placeholder == ""
    empty = "<table><tr><th>标题</th><th>文号</th><th>发布日期</th></tr><tr><td colspan=3>暂无数据</td></tr></table>"
    assert read(whole(f"<h2>通知公告</h2>{empty}")).placeholder == "暂无数据"


@pytest.mark.parametrize(
    ("line", "is_empty"),
    [
        ("第三小学：建设中，预计2027年9月投入使用。", False),
        ("温馨提示：栏目建设中，敬请期待", True),
        ("本栏目正在建设中", True),
    ],
)
def test_what_is_said_of_something_named_is_not_said_of_the_page(line: str, is_empty: bool) -> None:
    page = read(whole(f"<h2>学校</h2><p>{line}</p>"))
    assert bool(page.placeholder) is is_empty


def test_the_day_on_which_a_column_began_is_no_items() -> None:
    ways = "".join(
        f'<p><a href="/list?c={n}">{name}</a></p>' for n, name in enumerate(("县长信箱", "建议提案办理", "网上调查"))
    )
    for label in ("栏目开通", "开设时间", "本站上线时间", "网站改版日期"):
        page = read(whole(f"<table><tr><td>{ways}<p>{label}：2016-04-01</p></td><td>栏目维护中</td></tr></table>"))
        assert not [item for block in page.lists for item in block.items if item.date], label
    page = read(whole('<ul><li><a href="/a/1.html">关于冬季防火安全检查的通知</a><span>上线时间：2026-10-01</span></li></ul>'))
    assert [item.date.day.isoformat() for block in page.lists for item in block.items if item.date] == ["2026-10-01"]


def test_items_of_a_definition_list_of_which_some_have_no_day() -> None:
    rows = "".join(
        f"<dt><a href='/n/{n}.html'>青山县第{n}次推进农村饮水工程</a></dt><dd>{day} 管网更新有序推进，各村按期通水。</dd>"
        for n, day in enumerate(("2026-11-18", "2026-11-16", "", "2026-11-03", "2026-10-30"), 1)
    )
    page = read(
        f"<html><head><title>水务要闻</title></head><body><div class='main'><h2>水务要闻</h2><dl>{rows}</dl></div></body></html>"
    )
    found = {item.url: item.date for block in page.lists for item in block.items}
    assert len(found) == 5 and found[HOME + "n/3.html"] is None
    day = found[HOME + "n/4.html"]
    assert day is not None and str(day.day) == "2026-11-03"


def test_rows_of_one_text_each_that_a_function_is_given() -> None:
    rows = ",".join(f'"青山县第{n}次公路养护现场会|/a/{n}.shtml|2026-10-{n:02}"' for n in range(10, 16))
    page = read(
        "<html><head><title>县市动态</title><meta name='ColumnName' content='县市动态'></head><body><div class='nr'><h2>县市动态</h2><ul>"
        f"<script>rd([{rows}]);</script></ul></div></body></html>"
    )
    assert [str(item.date.day) for block in page.lists for item in block.items if item.date][:2] == ["2026-10-10", "2026-10-11"]


def test_a_data_file_of_rows_as_one_text_each() -> None:
    rows = ",".join(f'"青山县第{n}次公路养护现场会|/a/{n}.shtml|2026-10-{n:02}"' for n in range(10, 16))
    page = read(f"rd([{rows}]);", HOME + "data/l1.js", "text/html")
    assert [len(block.items) for block in page.lists] == [6]
