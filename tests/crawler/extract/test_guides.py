"""Service guides: their elements from every layout, what is empty, and what cannot be told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.extract.guides.words import CLASSES, classes_of, pieces, read_label
from model import ElementState, Guide, PageKind
from tests.checks.build import page
from tests.crawler.extract.qingshan import HOME, read, whole

Rows = dict[str, str]
FULL: Rows = {
    "事项名称": "生育登记", "办理对象": "自然人", "设定依据": "《人口与计划生育条例》第五条", "申请条件": "夫妻一方户籍在本县",
    "申请材料": "1.身份证；2.户口簿", "办理流程": "申请、受理、办结", "办理时限": "当场办结", "收费标准": "不收费",
    "办理地点": "县政务服务中心一楼", "实施主体": "县卫生健康局", "咨询电话": "0838-2345678", "监督电话": "12345",
}  # fmt: skip
LACKING = {**FULL, "设定依据": "&nbsp;", "收费标准": "-", "申请材料": ""}
CRUMB = '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/bsfw/">办事服务</a> &gt; <a href="/bsfw/zn/">办事指南</a></div>'


def table(rows: Rows) -> str:
    return "<table>" + "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in rows.items()) + "</table>"


def four_columns(rows: Rows) -> str:
    pairs = list(rows.items())
    return "<table>" + "".join(
        f"<tr><th>{a}</th><td>{b}</td><th>{c}</th><td>{d}</td></tr>" for (a, b), (c, d) in zip(pairs[::2], pairs[1::2], strict=True)
    ) + "</table>"  # fmt: skip


def label_rows(rows: Rows) -> str:
    return "<table>" + "".join(f"<tr><td>{k}</td></tr><tr><td>{v}</td></tr>" for k, v in rows.items()) + "</table>"


def definitions(rows: Rows) -> str:
    return "<dl>" + "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in rows.items()) + "</dl>"


def lines(rows: Rows) -> str:
    return "".join(f"<p><strong>{k}：</strong>{v}</p>" for k, v in rows.items())


def one_paragraph(rows: Rows) -> str:
    return "<p>" + "<br>".join(f"{k}：{v}" for k, v in rows.items()) + "</p>"


def headings(rows: Rows) -> str:
    numbered = zip("一二三四五六七八九十", list(rows.items())[1:11], strict=False)
    return "".join(f"<h3>{n}、{k}</h3><p>{v}</p>" for n, (k, v) in numbered)


def boxes(rows: Rows) -> str:
    return "".join(f'<div class="r"><div class="a">{k}</div><div class="b">{v}</div></div>' for k, v in rows.items())


def spans(rows: Rows) -> str:
    return "<ul>" + "".join(f"<li><span>{k}</span><i>{v}</i></li>" for k, v in rows.items()) + "</ul>"


def tabs(rows: Rows) -> str:
    panels = "".join(f'<div style="display:none">{v}</div>' for v in rows.values())
    return f'<div><ul>{"".join(f"<li>{k}</li>" for k in rows)}</ul><div class="c">{panels}</div></div>'


LAYOUTS = [table, four_columns, label_rows, definitions, lines, one_paragraph, headings, boxes, spans, tabs]


def guide(main: str, title: str = "生育登记") -> Guide:
    page = read(
        whole(f'{CRUMB}<div class="main"><h1>{title}</h1>{main}</div>', f"{title}_青山县人民政府"), HOME + "bsfw/zn/1.html"
    )
    assert page.kind is PageKind.GUIDE, page.kind_reason
    assert page.guide is not None
    return page.guide


def states(found: Guide) -> dict[str, set[ElementState]]:
    held: dict[str, set[ElementState]] = {}
    for element in found.elements:
        held.setdefault(element.name, set()).add(element.state)
    return held


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_read(layout: Callable[[Rows], str]) -> None:
    full, lacking = guide(layout(FULL)), guide(layout(LACKING))
    assert not full.doubt and not lacking.doubt
    found = states(full)
    wanted = set(CLASSES) - ({"事项名称"} if layout is headings else set())
    assert {name for name in wanted if found.get(name) != {ElementState.FILLED}} == set()
    found = states(lacking)
    assert [name for name in CLASSES if found.get(name) == {ElementState.EMPTY}] == ["设定依据", "办理材料", "收费标准"]


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("", ElementState.EMPTY), ("&nbsp;", ElementState.EMPTY), ("——", ElementState.EMPTY), ("待补充", ElementState.EMPTY),
        ("&lt;%=item.basis%&gt;", ElementState.EMPTY), ("[#basis#]", ElementState.EMPTY), ("null", ElementState.EMPTY),
        ("详见附件", ElementState.EMPTY), ("无", ElementState.NONE), ("无需依据即可办理", ElementState.FILLED),
        ("{{item.basis}}", ElementState.EMPTY), ("数据加载中", ElementState.UNREAD), ('<img src="/a/lct.png">', ElementState.FILLED),
        ('<span v-text="basis"></span>', ElementState.UNREAD), ('<iframe src="/x.html"></iframe>', ElementState.UNREAD),
    ],
)  # fmt: skip
def test_what_stands_behind_a_label(value: str, state: ElementState) -> None:
    assert states(guide(table({**FULL, "设定依据": value})))["设定依据"] == {state}


@pytest.mark.parametrize(
    "engine",
    [
        '<script src="/js/vue.min.js"></script>', "<script>new Vue({el:'#app'})</script>", "<script>template('t', data)</script>",
        '<div ng-app="zn"></div>', '<script type="text/x-tmpl">{{title}}</script>',
    ],
)  # fmt: skip
def test_template_code_beside_an_engine_may_be_filled(engine: str) -> None:
    body = table({**FULL, "设定依据": "{{item.basis}}"}) + engine
    assert states(guide(body))["设定依据"] == {ElementState.UNREAD}


def test_a_page_of_template_code_is_not_read() -> None:
    coded = dict.fromkeys(FULL, "{{item.value}}")
    assert {ElementState.EMPTY} not in states(guide(table(coded))).values()


def test_none_is_an_answer_for_a_fee_and_a_file_for_a_list() -> None:
    found = guide(
        table({**FULL, "收费标准": "无", "申请材料": "详见附件"}) + '<p><a href="/u/1.doc">附件：材料目录.doc</a></p>'
    )
    assert states(found)["收费标准"] == states(found)["办理材料"] == {ElementState.FILLED}
    assert [words for words, _ in found.files] == ["附件：材料目录.doc"]


@pytest.mark.parametrize(
    ("main", "doubt"),
    [
        (tabs(dict.fromkeys(FULL, "")), "要素内容由脚本加载或分标签页显示，未能读取"),
        (table(dict.fromkeys(FULL, "")) + "<script>$.getJSON('/api/item?id=1', show)</script>", "要素内容由脚本加载"),
        ('<p><img src="/u/zn.jpg"></p>' + table({k: FULL[k] for k in ("事项名称", "设定依据", "办理时限")}), "指南内容可能在图片中"),
        (table({k: FULL[k] for k in ("事项名称", "设定依据", "办理时限")}) + '<a href="/u/zn.doc">办事指南.doc</a>', "指南内容在附件中"),
        (
            "<table><tr><th>事项名称</th><th>设定依据</th><th>实施主体</th><th>办理时限</th><th>收费标准</th></tr>"
            + "<tr><td>甲</td><td>条例</td><td>县局</td><td>5日</td><td>不收费</td></tr>" * 4 + "</table>",
            "事项目录表，不是单个事项的指南",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_judged(main: str, doubt: str) -> None:
    assert guide(main).doubt.startswith(doubt)


def test_an_empty_template_is_empty_and_not_unread() -> None:
    found = guide(table(dict.fromkeys(FULL, "&nbsp;")))
    assert not found.doubt
    assert states(found)["设定依据"] == {ElementState.EMPTY}


def test_a_header_row_with_one_row_of_values() -> None:
    found = guide(
        table({k: FULL[k] for k in ("事项名称", "设定依据", "申请条件")})
        + "<table><thead><tr><th>办理地点</th><th>办理时间</th><th>联系电话</th></tr></thead>"
        + "<tbody><tr><td>一楼大厅</td><td></td><td>0838-2345678</td></tr></tbody></table>"
    )
    assert (states(found)["办理地点"], states(found)["办理时间"]) == ({ElementState.FILLED}, {ElementState.EMPTY})


@pytest.mark.parametrize("title", ["关于申领2026年稳岗补贴的通知", "青山县政府信息公开指南"])
def test_titles_that_are_no_guides_are_not_called_ones(title: str) -> None:
    page = read(whole(f"{CRUMB}<h1>{title}</h1>{headings(FULL)}", title), HOME + "bsfw/zn/1.html")
    assert page.guide is None or not page.guide.named


def test_a_withdrawn_item() -> None:
    assert guide(table(FULL), "暂住证核发（已取消）").withdrawn == "已取消"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("法定依据", "设定依据"), ("收费依据", "收费标准"), ("准予批准的条件", "申请条件"), ("申请人需提交的材料", "办理材料"),
        ("窗口地址", "办理地点"), ("申请受理机关", "办理机构"), ("承诺办结时限", "办理时间"), ("咨询监督电话", "联系电话"),
        ("窗口办理流程", "办理流程"), ("监督投诉方式", "监督电话"), ("申请表格", "表格样表"), ("办理对象", ""),
        ("窗口位置", "办理地点"), ("办理环节", "办理流程"), ("法律法规规章依据", "设定依据"), ("需要提交的全部材料", "办理材料"),
    ],
)  # fmt: skip
def test_labels(label: str, name: str) -> None:
    assert classes_of(label) == (name,)


@pytest.mark.parametrize(
    "label",
    [
        "发布时间",
        "来源单位",
        "时间",
        "联系人",
        "发布机构",
        "您的位置",
        "关键环节",
        "当前位置",
        "本县居民申请材料齐全的当场办理",
    ],
)
def test_words_that_are_no_labels(label: str) -> None:
    assert classes_of(label) == ()


def test_several_labels_at_once_and_on_one_line() -> None:
    assert classes_of("办理地点/时间") == ("办理地点", "办理时间")
    assert pieces("办理时间：周一至周五 联系电话：0838-2345678") == ["办理时间：周一至周五", "联系电话：0838-2345678"]
    assert read_label("（一）设定依据：《条例》") == (("设定依据",), "设定依据", "(一", "《条例》")
    assert read_label("申请条件成熟的") is None


def test_a_page_of_nothing_but_labels_costs_little() -> None:
    rows = f"<tr><td>办理地点</td><td>{'<b>x</b>' * 40}</td></tr><div>设定依据</div><p>收费标准：</p>" * 600
    found = guide(table(FULL) + f"<table>{rows}</table>")
    assert len(found.elements) <= 70


def test_news_that_speaks_of_guides_is_an_article() -> None:
    text = "<p>近日，县政务中心优化办理流程，压缩办理时限，精简申请材料，公布咨询电话和收费标准，设立办理地点标识。</p>" * 3
    page = read(whole(f'{CRUMB}<h1>推进一件事一次办</h1><p class="info">发布时间：2026-11-10</p>{text}'), HOME + "bsfw/t1.html")
    assert (page.kind, page.guide) == (PageKind.ARTICLE, None)


def test_labels_within_the_value_of_a_label() -> None:
    text = "<p><b>办理流程：</b></p><p>网上办理：登录网站</p><p>窗口办理：到窗口</p><p>设定依据：</p><p>申请条件：户籍</p><p>申请材料：</p><p>必要材料：身份证</p>"
    found = states(guide(text))
    filled, empty = {ElementState.FILLED}, {ElementState.EMPTY}
    assert (found["办理流程"], found["设定依据"], found["办理材料"]) == (filled, empty, filled | empty)


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>{label}：{value}</td></tr>",
        "<h4><a data-toggle='collapse' href='#c'>{label}</a></h4><div class='body'>{value}</div>",
        "<h3><span>{n}</span>{label}</h3><ul><li>{value}</li></ul>",
    ],
    ids=["label and value in one cell", "panels that fold", "numbers of their own"],
)
def test_an_empty_element_takes_nothing_of_the_next(row: str) -> None:
    shown = [
        ("事项名称", "取水许可"),
        ("受理条件", "有取水口"),
        ("申报材料", ""),
        ("办理地点", "县政务中心"),
        ("承诺时限", "8个工作日"),
        ("是否收费", "不收费"),
    ]
    rows = "".join(row.format(n=n, label=label, value=value) for n, (label, value) in enumerate(shown, 1))
    body = f"<table>{rows}</table>" if row.startswith("<tr") else rows
    html = f"<html><head><title>取水许可办事指南_示例县</title></head><body><h1>取水许可办事指南</h1><div class='main'>{body}</div></body></html>"
    guide = page(html.encode(), "http://www.demo.gov.cn/bszn/1.html").guide
    assert guide is not None
    states = {element.name: element.state.value for element in guide.elements}
    assert states["办理材料"] == "empty"
    assert states["办理地点"] == states["收费标准"] == "filled"


@pytest.mark.parametrize("number", ["{n}.", "<span>{n}</span>", "{n}、"], ids=["dot", "own element", "comma"])
def test_numbered_materials_under_numbered_labels(number: str) -> None:
    shown = [
        ("事项名称", "取水许可"),
        ("申报材料", "1.申请书（原件1份）</p><p>2.身份证复印件</p><p>3.照片"),
        ("办理地点", "县政务中心"),
        ("承诺时限", "8个工作日"),
    ]
    body = "".join(f"<p>{number.format(n=n)}{label}：</p><p>{value}</p>" for n, (label, value) in enumerate(shown, 1))
    html = f"<html><head><title>取水许可办事指南_示例县</title></head><body><h1>取水许可办事指南</h1><div>{body}</div></body></html>"
    guide = page(html.encode(), "http://www.demo.gov.cn/bszn/1.html").guide
    assert guide is not None
    assert {element.name: element.state.value for element in guide.elements}["办理材料"] == "filled"


@pytest.mark.parametrize(
    "body",
    [
        table({**FULL, "办理流程": '<a href="/f/lct.jpg">流程图</a>'}),
        "".join(
            f"<h4>{name}</h4><p>{value}</p>" for name, value in {**FULL, "办理流程": '<a href="/f/l.jpg">流程图</a>'}.items()
        ),
    ],
)
def test_a_link_that_is_called_like_an_element_is_its_value(body: str) -> None:
    assert states(guide(body))["办理流程"] == {ElementState.FILLED}


def test_numbered_labels_closed_by_a_full_stop() -> None:
    body = "".join(
        f"<p>（{'一二三四五六七八九十'[n]}）<span>{name[:2]}</span>{name[2:]}。{value}</p>"
        for n, (name, value) in enumerate(list(FULL.items())[:10])
    )
    found = states(guide(body))
    assert found["设定依据"] == {ElementState.FILLED}
    assert len(found) >= 8


def test_a_step_that_ends_with_a_full_stop_is_no_label() -> None:
    body = table({**FULL, "办理流程": "（一）申请。提交材料。（二）受理。当场受理。（三）办结。"})
    assert states(guide(body))["办理流程"] == {ElementState.FILLED}


@pytest.mark.parametrize("label", ["是否收费及标准", "是否收费、依据", "有无收费和收费标准"])
def test_a_question_and_its_standard_in_one_label_is_that_of_fees(label: str) -> None:
    shown = [
        ("事项名称", "占道审批"),
        ("办理条件", "有交通疏导措施"),
        ("办理地点", "县政务中心"),
        ("办理时限", "8个工作日"),
        (label, "每平方米每日五角"),
    ]
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in shown)
    html = f"<html><head><title>占道审批办事指南_示例县</title></head><body><h1>占道审批办事指南</h1><table>{rows}</table></body></html>"
    guide = page(html.encode(), "http://www.demo.gov.cn/bszn/1.html").guide
    assert guide is not None
    assert {element.name: element.state.value for element in guide.elements}["收费标准"] == "filled"
