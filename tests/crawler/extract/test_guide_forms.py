"""Service guides in forms in which words of a value look like labels, labels are cut in two, or panels are folded away."""

from __future__ import annotations

from crawler.extract.guides.words import CONDITIONS
from model import ElementState
from tests.crawler.extract.test_guides import FULL, Rows, guide, states

BARE: Rows = {label: value for label, value in FULL.items() if label not in ("办理对象", "监督电话")}


def cards(rows: Rows) -> str:
    return "".join(f'<div class="card"><h5>{k}</h5><div class="bd">{v}</div></div>' for k, v in rows.items())


def test_steps_that_read_as_labels_are_the_value() -> None:
    steps = "<ol><li>申请人提交材料</li><li>受理人员核对</li><li>现场核查</li><li>发放登记证</li></ol>"
    found = guide(cards({**BARE, "办理流程": steps}))
    assert states(found)["办理流程"] == {ElementState.FILLED}


def test_heads_of_a_table_of_materials_are_the_value() -> None:
    materials = (
        "<table><tr><th>序号</th><th>材料名称</th><th>来源</th><th>备注</th></tr>"
        "<tr><td>1</td><td>身份证</td><td>申请人自备</td><td></td></tr></table>"
    )
    found = guide(cards({**BARE, "申请材料": materials}))
    [told] = [element for element in found.elements if element.name == "办理材料"]
    assert "身份证" in told.value


def test_a_label_cut_in_two_by_elements() -> None:
    rows = zip("一二三四五六七八九十", BARE.items(), strict=False)
    halves = "".join(
        f"<p><span>{n}、{k[:2]}</span><span>{k[2:]}</span></p><p>{'' if k == '办理流程' else v}</p>" for n, (k, v) in rows
    )
    found = states(guide(halves))
    assert found["办理流程"] == {ElementState.EMPTY}
    assert all(found[name] == {ElementState.FILLED} for name in found if name != "办理流程")


def test_an_empty_element_before_a_label_of_the_sites_own() -> None:
    rows = {label: value for label, value in BARE.items() if label != "办理地点"} | {
        "收费标准": "",
        "办理地点及交通": "人民路8号",
    }
    found = states(guide("<ul>" + "".join(f"<li><b>{k}：</b><span>{v}</span></li>" for k, v in rows.items()) + "</ul>"))
    assert found["收费标准"] == {ElementState.EMPTY} and found["办理地点"] == {ElementState.FILLED}


def test_panels_behind_tabs_make_a_guide() -> None:
    pairs = list(FULL.items())
    panels = "".join(
        f"<div class='panel' {'style=display:none' if at else ''}><table>"
        + "".join(f"<tr><td>{k}：</td><td>{v}</td></tr>" for k, v in pairs[at : at + 3])
        + "</table></div>"
        for at in range(0, len(pairs), 3)
    )
    assert len(states(guide(panels))) >= 9


def test_whom_it_is_for_names_the_conditions_only_where_it_says_who() -> None:
    rest = {label: value for label, value in BARE.items() if label != "申请条件"}
    says = guide(cards({**rest, "服务对象": "因火灾、重大疾病等原因基本生活暂时出现严重困难的家庭"}))
    kinds = guide(cards({**rest, "服务对象": "自然人、企业法人、事业法人、社会组织法人"}))
    assert states(says)[CONDITIONS] == {ElementState.FILLED} and CONDITIONS not in states(kinds)


def test_the_number_of_an_item_is_no_telephone() -> None:
    rows = {label: value for label, value in BARE.items() if label != "咨询电话"}
    assert "联系电话" not in states(guide(cards({**rows, "事项编码": "11430000006123456X4000125"})))
    assert "联系电话" in states(guide(cards({**rows, "备注": "可拨打（0838）2345678了解"})))


def heads(rows: Rows) -> str:
    return "".join(f"<h3>{k}</h3><p>{v}</p>" for k, v in rows.items())


def test_heads_within_a_value_leave_its_element_unread() -> None:
    inner = "</p><h3>先到大厅取号</h3><p>取号机在一楼</p><h3>再到柜台递交</h3><p>柜台在二楼"
    found = states(guide(heads({**BARE, "办理流程": inner})))
    assert ElementState.EMPTY not in found["办理流程"]


def test_an_element_under_a_label_of_the_sites_own() -> None:
    rows = {label: value for label, value in BARE.items() if label not in ("收费标准", "办理地点", "办理流程")}
    found = states(guide(heads({**rows, "资费": "无", "办理场地": "一楼大厅", "办理手续": "先登记，后领证"})))
    assert all(found[name] == {ElementState.FILLED} for name in ("收费标准", "办理地点", "办理流程"))


def test_tabs_of_the_sites_own_words() -> None:
    rows = {label: value for label, value in BARE.items() if label != "办理流程"} | {"运作流程": "申请、受理、办结"}
    tabs = "".join(f"<li>{label}</li>" for label in rows)
    panes = "".join(f'<div class="pane">{value}</div>' for value in rows.values())
    found = states(guide(f'<ul class="tabs">{tabs}</ul><div class="panes">{panes}</div>'))
    assert found["办理流程"] == {ElementState.FILLED} and len(found) >= 10
