"""Which list a page is about: side lists never stand for the column, split lists are one, panes are several."""

from __future__ import annotations

import pytest

from model import PageKind
from tests.crawler.extract.qingshan import HOME, days, main_list, read, whole

COLUMN = '<meta name="ColumnName" content="规划计划">'


def items(name: str, month: str, count: int) -> str:
    return "".join(
        f'<li><a href="{name}{i}.html">关于第{name}{i}批项目验收情况的公示</a><span>{month}-0{i}</span></li>'
        for i in range(1, count + 1)
    )


SIDE = f'<div class="r"><h3>热点推荐</h3><ul>{items("/r/", "2020-01", 8)}</ul></div>'


def test_a_side_list_does_not_make_an_empty_column_full_or_stale() -> None:
    page = read(whole(f"<div><p>暂无相关信息</p></div>{SIDE}", "规划计划_青山县人民政府", COLUMN), HOME + "ghjh/")
    assert [block.role for block in page.lists] == ["side"]
    assert (page.placeholder, page.title) == ("暂无相关信息", "规划计划")
    page = read(
        whole(f"<div><ul id=l></ul></div>{SIDE}<script>$.post('/api/list.do',f)</script>", "规划计划_青山县人民政府", COLUMN),
        HOME + "ghjh/",
    )
    assert (page.placeholder, page.scripted) == ("", "列表由脚本加载：/api/list.do")


def test_the_longer_side_list_does_not_win() -> None:
    block = main_list(read(whole(f"<div><ul>{items('a', '2026-03', 3)}</ul></div>{SIDE}")))
    assert days(block) == ["2026-03-01", "2026-03-02", "2026-03-03"]


def test_items_in_the_own_folder_and_the_heading_decide_between_two_lists() -> None:
    two = f"<div><ul>{items('a', '2026-03', 6)}</ul></div><div><h3>领导活动</h3><ul>{items('/ld/', '2026-05', 7)}</ul></div>"
    assert days(main_list(read(whole(two))))[0] == "2026-03-01"


def test_a_list_in_groups_of_five_is_one_list() -> None:
    groups = "".join(f'<ul class="g">{items(n, f"2026-0{k}", 5)}</ul><div class="line"></div>' for k, n in enumerate("abc", 1))
    block = main_list(read(whole(f"<div>{groups}</div>")))
    assert len(block.items) == 15
    assert max(days(block)) == "2026-03-05"


@pytest.mark.parametrize(
    ("months", "sizes"), [(("2026-09", "2026-08", "2026-07"), [15]), (("2026-09", "2026-10", "2026-11"), [5, 5, 5])]
)
def test_numbered_groups_are_one_list_where_they_go_on(months: tuple[str, ...], sizes: list[int]) -> None:
    """Tabs are numbered, too; they begin with their newest item again."""
    down = [items("a", month, 5) for month in months]
    down = ["".join(reversed(group.replace("</li>", "</li>|").split("|"))) for group in down]
    groups = "".join(f'<ul class="g{k}">{group}</ul>' for k, group in enumerate(down))
    assert [len(block.items) for block in read(whole(f"<div>{groups}</div>")).lists] == sizes


def hidden_groups(*folders: str) -> str:
    """Groups of three, the first shown; every day older than the one before."""
    days_left = iter(range(28, 0, -1))
    return "".join(
        f'<ul class="g" style="{"display:none" if k else ""}">'
        + "".join(
            f'<li><a href="{folder}t{n}.html">关于第{n}批项目验收情况的公示</a><span>2026-03-{n:02d}</span></li>'
            for n in (next(days_left), next(days_left), next(days_left))
        )
        + "</ul>"
        for k, folder in enumerate(folders)
    )


def test_hidden_groups_that_go_on_with_the_list_belong_to_it() -> None:
    block = main_list(read(whole(f"<div>{hidden_groups('./', './', './')}</div>")))
    assert (len(block.items), days(block)[-1]) == (9, "2026-03-20")


def test_hidden_groups_each_in_an_element_of_its_own_belong_to_the_list() -> None:
    groups = (
        hidden_groups("./", "./", "./")
        .replace('<ul class="g" style="', '<div class="g" style="')
        .replace('">' + "<li>", '"><ul><li>')
    )
    groups = groups.replace("</ul>", "</ul></div>")
    assert groups.count("<div") == groups.count("<ul>") == 3
    assert len(main_list(read(whole(f"<div>{groups}</div>"))).items) == 9


def test_hidden_panes_of_other_columns_or_with_newer_items_are_lists_of_their_own() -> None:
    other = read(whole(f"<div>{hidden_groups('/tz/', '/gs/', '/zb/')}</div>"))
    assert [len(block.items) for block in other.lists] == [3, 3, 3]
    newer = f'<ul class="g">{items("a", "2026-03", 3)}</ul><ul class="g" style="display:none">{items("b", "2026-04", 3)}</ul>'
    assert [len(block.items) for block in read(whole(f"<div>{newer}</div>")).lists] == [3, 3]


def test_a_lead_item_joins_its_list() -> None:
    lead = '<div class="hot"><span class="date">12-14</span><h2><a href="/h.html">县委常委会召开扩大会议</a></h2><p>会议指出……</p></div>'
    page = read(whole(f'<div class="news">{lead}<ul>{items("a", "2026-03", 5)}</ul></div>'))
    assert [len(block.items) for block in page.lists] == [6]


def test_lists_on_an_article_are_beside_the_point() -> None:
    text = "<p>各乡镇人民政府要切实加强组织领导，明确责任分工，确保各项工作任务落到实处。</p>" * 5
    around = '<p>上一篇：<a href="/1.html">关于开展专项检查的通知（一）</a>2026-09-01</p><p>下一篇：<a href="/2.html">关于开展专项检查的通知（二）</a>2026-09-03</p>'
    page = read(
        whole(f"<h1>关于开展检查的通知</h1><p>发布时间：2026-09-02</p><div id=zoom>{text}</div><div>{around}</div>{SIDE}"),
        HOME + "x/content_1.html",
    )
    assert page.kind is PageKind.ARTICLE
    assert {block.role for block in page.lists} == {"side"}
    assert page.pager is None
    assert page.published is not None
    assert page.published.day.isoformat() == "2026-09-02"


@pytest.mark.parametrize(
    "html",
    ['<frameset cols="20%,80%"><frame src="/main.jsp"></frameset>', '<body><iframe src="/main.jsp" width="100%"></iframe></body>'],
)  # fmt: skip
def test_content_in_a_frame_is_named(html: str) -> None:
    page = read(f"<html>{html}</html>", HOME + "xxgk/")
    assert page.scripted == "内容在框架页中：/main.jsp"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            'var j=document.createElement("script");j.setAttribute("id","_jiucuo_");'
            'j.src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js";document.body.appendChild(j);',
            "",
        ),
        ('var s=document.createElement("script");s.src="/xxgk/list.js";document.body.appendChild(s);', "列表由脚本填充"),
        (
            'var s=document.createElement("script");s.src="//hm.baidu.com/h.js";d.appendChild(s);getList(1);',
            "列表由脚本填充",
        ),
    ],
)
def test_a_script_that_adds_a_service_fills_no_list(code: str, said: str) -> None:
    page = read(whole(f"<div class=list></div><script>{code}</script>", "规划计划_青山县人民政府", COLUMN), HOME + "ghjh/")
    assert page.scripted == said
