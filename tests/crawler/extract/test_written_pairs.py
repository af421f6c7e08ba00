"""Labels and values that a page keeps in its script: a guide, a property table, a letter; and scripts that are none of these."""

from __future__ import annotations

import json

import pytest

from crawler.extract.written_pairs import with_written_pairs
from model import ElementState
from tests.crawler.extract.qingshan import HOME, read

GUIDE = {
    "事项名称": "排水许可证核发", "设定依据": "《城镇排水与污水处理条例》第二十一条", "受理条件": "", "申请材料": "1.申请表；2.管网图",
    "办理机构": "县住房和城乡建设局", "办理地点": "县政务服务中心一楼", "承诺办结时限": "15个工作日", "收费标准": "不收费", "咨询电话": "0838-2345678",
}  # fmt: skip
PROPERTIES = [["索引号", "014/2026-1"], ["发文字号", "青府发〔2026〕3号"], ["成文日期", "2026-06-02"], ["时效", "有效"]]
PAGE = (
    "<html><head><title>排水许可证核发_青山县人民政府</title></head><body><ul class='nav'><li><a href='/'>首页</a></li></ul>"
    "<div class='dqwz'>当前位置：<a href='/'>首页</a> &gt; <a href='/bsfw/'>办事服务</a> &gt; <a href='/bsfw/zn/'>办事指南</a></div>"
    "<div class='main'><h1>排水许可证核发</h1><table id='gt'></table><script>{}</script></div><div class='foot'>主办：青山县人民政府</div></body></html>"
)


def literal(rows: dict[str, str]) -> str:
    return "{" + ",".join(f"{name}:'{value}'" for name, value in rows.items()) + "}"


FORMS = [
    f"var guide={json.dumps(GUIDE, ensure_ascii=False)};showGuide(guide);",
    f"var guide={literal(GUIDE)};showGuide(guide);",
    f"render('#gt', {json.dumps([{'name': k, 'value': v} for k, v in GUIDE.items()], ensure_ascii=False)});",
    "".join(f"addRow('{k}','{v}');" for k, v in GUIDE.items()),
]


@pytest.mark.parametrize("code", FORMS)
def test_a_guide_that_a_script_holds(code: str) -> None:
    guide = read(PAGE.replace("{}", code), HOME + "bsfw/zn/1.html").guide
    assert guide is not None and not guide.doubt
    states = {element.name: element.state for element in guide.elements}
    assert states["申请条件"] is ElementState.EMPTY and states["办理地点"] is ElementState.FILLED
    assert states["办理材料"] is ElementState.FILLED and states["收费标准"] is ElementState.FILLED


def test_a_property_table_that_a_script_holds() -> None:
    code = f"var a={json.dumps(PROPERTIES, ensure_ascii=False)};for(var i=0;i<a.length;i++)document.write('<tr><td>'+a[i][0]+'</td></tr>');"
    told = read(PAGE.replace("{}", code), HOME + "zc/1.html").properties
    assert told is not None and (told.document_number, told.validity) == ("青府发〔2026〕3号", "有效")


def test_a_value_that_is_markup_keeps_its_links_and_no_code() -> None:
    held = {**GUIDE, "申请材料": "<p>1.<a href='/f/sqb.doc'>申请表</a><script>alert(1)</script>"}
    told = read(
        PAGE.replace("{}", f"var g={json.dumps(held, ensure_ascii=False)}".replace("</script", "<\\/script")),
        HOME + "bsfw/zn/1.html",
    )
    assert any(link.target == HOME + "f/sqb.doc" for link in told.links)
    assert told.guide is not None and any(element.value.startswith("1.") for element in told.guide.elements)


def test_a_forms_own_checks_are_no_record() -> None:
    checks = {name: "请输入" + name for name in GUIDE}
    told = read(PAGE.replace("{}", f"var rules={json.dumps(checks, ensure_ascii=False)};"), HOME + "bsfw/zn/1.html")
    assert told.guide is None


def test_labels_that_the_page_shows_itself_are_read_there() -> None:
    shown = "<table>" + "".join(f"<tr><td>{k}</td><td>{v or '符合规定'}</td></tr>" for k, v in GUIDE.items()) + "</table>"
    code = f"var guide={json.dumps(GUIDE, ensure_ascii=False)};"
    guide = read(PAGE.replace("<table id='gt'></table>", shown).replace("{}", code), HOME + "bsfw/zn/1.html").guide
    assert guide is not None and all(element.state is ElementState.FILLED for element in guide.elements)


def test_a_list_of_labels_is_no_list_of_pairs() -> None:
    labels = '["事项名称","设定依据","申请条件","办理材料","办理地点","办理机构","收费标准","办理时间"]'
    code = f"var labels={labels};render(item,labels);"
    html = f"<html><body><div id=guide></div><script>{code}</script></body></html>"
    assert with_written_pairs(html, [(0, code)]) == html


ROWS = "".join(f"<tr><td class=\\'l\\'>{k}</td><td>{v}</td></tr>" for k, v in GUIDE.items())


@pytest.mark.parametrize(
    "code",
    [
        f"document.write('<table>{ROWS}</table>');",
        f"document.write('<table>');document.writeln('{ROWS}');document.write('</table>');",
    ],
)
def test_a_guide_that_the_page_writes_is_read(code: str) -> None:
    guide = read(PAGE.replace("{}", code), HOME + "bsfw/zn/1.html").guide
    assert guide is not None
    states = {element.name: element.state for element in guide.elements}
    assert states["申请条件"] is ElementState.EMPTY and states["收费标准"] is ElementState.FILLED


def test_what_is_written_under_a_condition_is_left_alone() -> None:
    code = f"if(old){{document.write('<table>{ROWS}</table>')}}"
    assert with_written_pairs(PAGE.replace("{}", code), [(0, code)]) == PAGE.replace("{}", code)
