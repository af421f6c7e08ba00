"""Dates and titles of items that stand beside them: year headings, time elements, cards whose link has no words."""

from __future__ import annotations

import pytest

from model import PageKind
from tests.crawler.extract.qingshan import days, main_list, read, whole

NAMES = ("县政府召开常务会议部署秋收工作", "县领导调研重点项目建设进展", "全县安全生产检查有序开展", "县医院新门诊大楼投入使用")
YEARS = {"2024年": ("03-18", "02-11", "01-05"), "2023年": ("12-20", "11-11", "06-05")}
UNDER = ["2024-03-18", "2024-02-11", "2024-01-05", "2023-12-20", "2023-11-11", "2023-06-05"]


def item(n: int, day: str, form: str = '<li><a href="/gz/{n}.html">{name}</a><span>{day}</span></li>') -> str:
    return form.format(n=n, day=day, name=f"{NAMES[n % 4]}（{n}）")


def under(head: str, form: str, before: str = "", after: str = "") -> str:
    parts = []
    for year, shown in YEARS.items():
        parts.append(head.format(year) + before + "".join(item(int(d[:2]), d, form) for d in shown) + after)
    return "".join(parts)


LI = '<li><a href="/gz/{n}.html">{name}</a><span>{day}</span></li>'
FIRST = '<li><span>{day}</span><a href="/gz/{n}.html">{name}</a></li>'
HEADED = {
    "h3 and ul": '<div class="box">' + under("<h3>{}</h3>", LI, "<ul>", "</ul>") + "</div>",
    "date first": '<div class="box">' + under("<h3>{}</h3>", FIRST, "<ul>", "</ul>") + "</div>",
    "a line of the list": "<ul>" + under('<li class="nian">{}</li>', LI) + "</ul>",
    "row of a table": "<table>"
    + under("<tr><td colspan=2>{}</td></tr>", '<tr><td><a href="/gz/{n}.html">{name}</a></td><td>{day}</td></tr>')
    + "</table>",
    "sections": '<div class="box">' + under("<section><h4>{}</h4>", LI, "<ul>", "</ul></section>") + "</div>",
    "plain parts": '<div class="box">'
    + under('<div class="y"><b>{}</b>', '<div><a href="/gz/{n}.html">{name}</a><em>{day}</em></div>', after="</div>")
    + "</div>",
}


@pytest.mark.parametrize("form", HEADED)
def test_days_below_a_year_are_of_that_year_and_one_list(form: str) -> None:
    block = main_list(read(whole(HEADED[form])))
    assert days(block) == UNDER
    assert all(i.date and i.date.certain for i in block.items)


def test_a_row_of_years_to_choose_from_is_no_heading() -> None:
    rows = "".join(item(n, d) for n, d in enumerate(("11-20", "11-18", "11-12")))
    for choice in (
        "<p><span>2026</span> <span>2025年</span> <span>2024年</span></p>",
        '<div><a href="?y=2025">2025年</a></div>',
        "<select><option>2024年</option></select>",
    ):
        block = main_list(read(whole(f'<div class="box">{choice}<ul>{rows}</ul></div>')))
        assert not any(i.date and i.date.certain for i in block.items), choice


def test_a_year_beside_each_day_heads_nothing() -> None:
    card = '<li><div class="cal"><b>{day}</b><i>{year}</i></div><a href="/p/{n}.html">{name}</a></li>'
    rows = "".join(
        card.format(day=d, year=y, n=n, name=f"{NAMES[n]}（{n}）")
        for n, (d, y) in enumerate((("08-15", 2026), ("12-30", 2025)))
    )
    assert days(main_list(read(whole(f"<ul>{rows}</ul>")))) == ["2026-08-15", "2025-12-30"]


def test_a_year_to_come_heads_nothing() -> None:
    rows = "".join(item(n, d) for n, d in enumerate(("12-20", "12-18", "12-12")))
    block = main_list(read(whole(f'<div class="box"><h3>2026年</h3><ul>{rows}</ul></div>')))
    assert not any(i.date and i.date.certain for i in block.items)  # they are days to come: the year is of something else


@pytest.mark.parametrize("form", ["26-08-1{n}", "26.8.1{n}", "[26/08/1{n}]", "26年8月1{n}日"])
def test_years_of_two_digits(form: str) -> None:
    rows = "".join(item(n, form.format(n=n)) for n in (3, 2, 1))
    assert days(main_list(read(whole(f"<ul>{rows}</ul>")))) == ["2026-08-13", "2026-08-12", "2026-08-11"]


@pytest.mark.parametrize("form", ["99-08-1{n}", "10.11.12.1{n}", "26-13-1{n}", "26-8/1{n}", "026-08-1{n}"])
def test_other_numbers_are_no_dates(form: str) -> None:
    rows = "".join(item(n, form.format(n=n)) for n in (3, 2, 1))
    lists = read(whole(f"<ul>{rows}</ul>")).lists
    assert not any(i.date for block in lists for i in block.items)


TIMES = {
    '<time datetime="2025-08-1{n}T09:00:00+08:00">08-1{n}</time>': ("2025-08-13", True),
    '<span title="2025-08-1{n} 09:00:00">08-1{n}</span>': ("2025-08-13", True),
    '<time datetime="2025-08-1{n}"></time>': ("2025-08-13", True),
    '<time datetime="2026-11-1{n}">8天前</time>': ("2026-11-13", True),
    '<time datetime="2024-01-1{n}">{n}天前</time>': ("2024-01-13", False),
    '<time datetime="2026-11-01">2025-08-1{n}</time>': ("2025-08-13", True),
}


@pytest.mark.parametrize("form", TIMES)
def test_the_full_day_of_an_element_completes_its_text_and_shakes_what_contradicts_it(form: str) -> None:
    rows = "".join(item(n, form.format(n=n)) for n in (3, 2, 1))
    first = main_list(read(whole(f"<ul>{rows}</ul>"))).items[0].date
    assert first is not None and (first.day.isoformat(), first.certain) == TIMES[form]


CARDS = {
    "picture is the link": '<div class="card"><a href="/c/{n}.html"><img src="/i/{n}.jpg"></a><h3>{name}</h3><p>为做好有关工作，现将事项公告如下。</p><span>{day}</span></div>',
    "查看详情": '<div class="card"><h4>{name}</h4><p>为做好有关工作，现将事项公告如下。</p><i>{day}</i><a href="/c/{n}.html">查看详情</a></div>',
    "阅读全文": '<li><p>{name}</p><span>{day}</span><a href="/c/{n}.html">阅读全文&gt;&gt;</a></li>',
    "a link that covers all": '<li><a class="cover" href="/c/{n}.html"></a><div class="tit">{name}</div><span>{day}</span></li>',
    "picture and 详情": '<dl><dt><a href="/c/{n}.html"><img src="/i/{n}.jpg"></a></dt><dd><b>{name}</b><em>{day}</em><a href="/c/{n}.html">[详情]</a></dd></dl>',
}  # fmt: skip


@pytest.mark.parametrize("form", CARDS)
def test_a_card_whose_title_stands_outside_its_link(form: str) -> None:
    rows = "".join(item(n, f"2026-10-1{n}", CARDS[form]) for n in (3, 2, 1, 0))
    block = main_list(read(whole(f'<div class="cards">{rows}</div>')))
    assert [i.title for i in block.items][:2] == [f"{NAMES[3]}（3）", f"{NAMES[2]}（2）"]
    assert [i.url.rpartition("/")[2] for i in block.items] == ["3.html", "2.html", "1.html", "0.html"]
    assert days(block)[0] == "2026-10-13"


def test_an_article_with_one_picture_link_and_its_date_is_no_list() -> None:
    words = "<p>会议强调，要统筹做好秋收秋种和冬季防火各项工作，压实责任，确保安全。</p>" * 6
    page = read(
        whole(
            f'<div class="article"><h1>{NAMES[0]}</h1><div class="info">发布时间：2026-11-02 09:12 来源：县政府办</div>'
            f'<div id="zoom"><a href="/p/big.html"><img src="/p/1.jpg"></a>{words}</div></div>'
        )
    )
    assert page.kind is PageKind.ARTICLE
    assert not page.lists


def test_a_trial_item_titled_1111_is_an_item_and_a_page_number_is_none() -> None:
    row = '<tr><td><a href="/show.aspx?id=130114" title="文章标题：1111">1111</a></td><td>[2024-12-23]</td></tr>'
    pager = '<div class="pager"><a href="?p=2">2</a> <a href="?p=128">128</a> <a href="?y=2023">2023</a></div>'
    block = main_list(read(whole(f"<table>{row}</table>{pager}")))
    assert [i.title for i in block.items] == ["1111"]


ARCHIVED = {
    '<img src="/gd.png" alt="已归档"><p>归档日期：2023-07-23</p>': "归档日期：2023-07-23",
    '<img src="/gd.png" alt="已归档">': "已归档",
    '<a href="/zt/gd/"><img src="/gd.png" alt="归档专题"></a>': "",
}


@pytest.mark.parametrize("sign", ARCHIVED)
def test_the_day_of_archiving_is_no_item_s_and_its_sign_may_be_a_picture(sign: str) -> None:
    page = read(whole(f'<h2>脱贫攻坚</h2>{sign}<table><tr><td>·<a href="/show.aspx?id=87">{NAMES[0]}</a></td></tr></table>'))
    assert page.archived == ARCHIVED[sign]
    assert not any(i.date for block in page.lists for i in block.items)


def test_one_item_in_a_layout_table_beside_other_links_is_the_list() -> None:
    page = read(
        "<html><head><meta charset=utf-8><title>双随机抽查</title></head><body><form><table><tr><td><img src=/top.jpg></td></tr></table>"
        '<table width=1000><tr><td><a href="/Search.aspx?q=">站内搜索</a></td></tr><tr><td><table class=pos><tr><td>当前位置：'
        '<a href="/">首页</a> &gt; <a href="/l.aspx?id=650">信息公开</a> &gt; <a href="/l.aspx?id=670">双随机抽查</a></td></tr></table>'
        '<h2>双随机抽查</h2><table class=list><tr><td width=12><img src="/dot.gif"></td><td><a href="/show.aspx?id=130114">1111</a></td>'
        "<td align=right>[2024-12-23]</td></tr></table></td></tr></table></form></body></html>"
    )
    assert [i.title for i in main_list(page).items] == ["1111"]
