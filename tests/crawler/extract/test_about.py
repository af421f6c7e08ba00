"""Pages on the body itself: names, posts, years, pictures."""

from __future__ import annotations

import pytest

from model import About, PageKind
from tests.crawler.extract.qingshan import HOME, read, whole


def about(title: str, main: str) -> About | None:
    crumb = f'<div class="dqwz">当前位置：<a href="/">首页</a> &gt; {title}</div>'
    return read(
        whole(f'{crumb}<h1>{title}</h1><div class="TRS_Editor">{main}</div>', f"{title}_青山县"), HOME + "zwgk/x/"
    ).about


@pytest.mark.parametrize(
    "main",
    ["<p>张 伟</p>", "<p>县长李建军：主持全面工作</p>", "<p>欧阳建国，男，汉族</p>", "<p>姓名：阿依古丽·买买提</p>", '<p><img src="/a.jpg" alt="王芳"></p>'],
)  # fmt: skip
def test_names(main: str) -> None:
    found = about("领导信息", main + "<p>主持县政府全面工作，负责审计方面工作，联系县人大常委会、县政协有关事务。</p>" * 4)
    assert found is not None and found.names == 1


def test_posts_without_names() -> None:
    found = about(
        "领导之窗", "<p>县长：主持全面工作。</p><p>县委常委、副县长：负责常务工作。</p><p>姓名：</p><p>职务：副县长</p>" * 3
    )
    assert found is not None
    assert (found.names, found.posts, found.blank_names) == (0, 9, 3)


def test_the_newest_year_of_figures_without_the_census() -> None:
    text = "<p>2010年第六次人口普查，常住人口30.1万人。</p><p>2016年末全县总人口32.5万人。1952年建县，2008年撤乡设镇。</p>"
    found = about("青山概况", text + "<p>境内山川秀美，物产丰富，交通便利。</p>" * 6)
    assert found is not None and found.year == 2016


def test_only_pages_named_so() -> None:
    assert about("通知公告", "<p>县长李建军主持会议并讲话，强调要抓好各项工作落实。</p>" * 6) is None


def test_the_short_page_of_one_leader_is_a_single_page_with_a_name() -> None:
    crumb = '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/ldxx/">领导信息</a></div>'
    page = read(
        whole(f"{crumb}<h2>罗国平</h2><p>职务：副县长</p><p>负责农业农村、水利工作。</p>", "罗国平_青山县"),
        HOME + "zwgk/ldxx/3.html",
    )
    assert page.kind is PageKind.SINGLE
    assert page.about is not None and page.about.names == 1 and not page.about.life


LEADER = "<h3>{}</h3><p>职务：{}</p><p>工作分工：{}</p><p>个人简历：{}</p>"
FULL = LEADER.format("钟毓琇", "县长", "主持县政府全面工作。", "男，汉族，1974年6月生，大学学历。")
TABLE = "<table><tr><td>部门</td><td>办公地址</td><td>联系电话</td></tr>{}</table>"


@pytest.mark.parametrize(
    ("main", "words"),
    [
        (FULL + LEADER.format("庹政坤", "副县长", "", ""), "2处"),
        (FULL + LEADER.format("XXX", "副局长", "XXXX", "XXXXXX"), "XXX"),
        ("<p>主要职责：（一）负责______工作。（二）（待补充）</p>", "待补充"),
        ("<p>办公电话：XXXX-XXXXXXX</p>", "XXXX-XXXXXXX"),
        ("<p>办公地址：XX市XX路XX号</p>", "XX市"),
        (TABLE.format("<tr><td>县教育局</td><td></td><td></td></tr><tr><td>县财政局</td><td> </td><td></td></tr>"), "办公地址"),
    ],
    ids=["empty parts", "template", "to be added", "number", "address", "cells"],
)
def test_what_was_never_filled_in(main: str, words: str) -> None:
    found = about("领导信息", main)
    assert found is not None and words in found.unfilled


@pytest.mark.parametrize(
    "main",
    [
        FULL + "<h3>谭苇杭</h3><p>职务：副县长</p><p>工作分工：</p><p>负责发展改革、财政、应急管理工作。</p>",
        FULL + "<h3>谭苇杭</h3><p>职务：副县长</p>",
        "<p>工作分工：</p><p>个人简历：</p>",  # said by the rule's own reason, or in pictures
        "<p>县域东西长3×104米，GDP居XX位次之前；执行GB/T 9704，型号XX-12。</p>",
        TABLE.format("<tr><td>县教育局</td><td></td><td>5221086</td></tr><tr><td>县财政局</td><td>文昌街</td><td></td></tr>"),
        TABLE.format("<tr><td>县教育局</td><td></td><td><img src='/tel.png'></td></tr>" * 3).replace("办公地址", "备注"),
    ],
    ids=["below its label", "fewer parts", "all empty", "measures", "some", "picture"],
)
def test_what_is_filled_in(main: str) -> None:
    found = about("领导信息", main)
    assert found is not None and found.unfilled == ""
