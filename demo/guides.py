"""Service guides (办事指南): complete ones in three layouts, incomplete ones, wrong ones, ones without their forms."""

from __future__ import annotations

from collections.abc import Mapping

from demo.files import docx
from demo.press import Article, Press

ITEMS = (
    ("食品经营许可（首次申请）", "区市场监管局", "经营者具有与经营的食品品种、数量相适应的场所和设施"),
    ("公共场所卫生许可", "区卫生健康局", "经营场所的选址、设计和卫生设施符合国家卫生标准"),
    ("城市建筑垃圾处置核准", "区城市管理局", "有具体的消纳方案和运输路线，运输车辆具备密闭条件"),
    ("林木采伐许可", "区林业局", "申请采伐的林木权属清楚，符合采伐限额"),
    ("民办非企业单位成立登记", "区民政局", "有规范的名称、必要的组织机构和与业务活动相适应的从业人员"),
    ("取水许可", "区水利局", "取水符合水资源规划，退水方案可行"),
    ("户外广告设施设置审批", "区城市管理局", "设置位置符合户外广告设置规划"),
    ("动物防疫条件合格证核发", "区农业农村局", "场所选址、设施设备和防疫制度符合动物防疫条件"),
)  # fmt: skip


def _elements(press: Press, index: int) -> dict[str, str]:
    name, office, conditions = ITEMS[index]
    return {
        "事项名称": name, "设定依据": "《中华人民共和国行政许可法》第十二条", "实施主体": office, "办理条件": conditions,
        "申请材料": "1.申请人身份证明复印件1份；2.经营场所使用证明复印件1份", "办理流程": "申请—受理—审查—决定—送达",
        "法定办结时限": "20个工作日", "承诺办结时限": "7个工作日", "收费标准": "不收费",
        "办理地点": f"{press.writer.city}政务服务中心二楼{index + 3}号窗口",
        "办理时间": "工作日上午9:00至12:00，下午1:30至5:00",
        "咨询电话": f"0899-66004{index}1", "监督电话": f"0899-66004{index}2",
    }  # fmt: skip


def publish_guides(press: Press, slug: str) -> None:
    """Publish eight guides; half of them are as they should be."""
    complete = _guide(press, slug, 0, {})
    _spare(press, complete, "a table with every element")
    lines = _guide(press, slug, 1, {}, names={"办理条件": "申请条件", "申请材料": "申报材料", "设定依据": "法律依据"})
    _spare(press, lines, "headings with other names for the elements")
    lacking = _guide(press, slug, 2, {"设定依据": None, "办理流程": None, "咨询电话": "", "收费标准": "&nbsp;"})
    press.plant("incomplete-service-guide", lacking.path, "no basis, no procedure, empty telephone and fee")
    stub = _guide(press, slug, 3, {"办理条件": "-", "申请材料": "{{materials}}"})
    press.plant("incomplete-service-guide", stub.path, "a dash for the conditions, template code for the materials")
    press.plant("malformed-content", stub.path, "template code")
    limits = _guide(press, slug, 4, {"法定办结时限": "15个工作日", "承诺办结时限": "30个工作日"})
    press.plant("wrong-service-guide", limits.path, "the promised limit is longer than the legal one")
    press.spare("incomplete-service-guide", limits.path, "every element has a value")
    other = _guide(press, slug, 5, {"申请材料": "1.取水许可申请书1份；2.法律、法规规定的其他材料"})
    press.plant("wrong-service-guide", other.path, "a catch-all among the materials")
    form = _guide(press, slug, 6, {"申请材料": "1.《户外广告设施设置申请表》2份；2.营业执照复印件1份"})
    press.plant("missing-form-sample", form.path, "asks for a form that is not offered")
    offered = _guide(press, slug, 7, {"申请材料": "1.《动物防疫条件审查申请表》1份；2.场地平面图1份"})
    for name in ("动物防疫条件审查申请表（空白表）", "动物防疫条件审查申请表（填写样表）"):
        path = press.file(f"/upload/bg/{len(name)}{len(press.host.pages)}.docx", docx(), _WORD)
        offered.body += f'<p>附件：<a href="{path}">{name}.docx</a></p>'
    press.spare("missing-form-sample", offered.path, "a blank form and a filled sample")
    tabbed = press.article(slug, 200, "个体工商户变更登记", _TABS)
    tabbed.layout = "guide"
    press.spare("incomplete-service-guide", tabbed.path, "scripts fill its tabs")
    for one in (form, offered, other):
        press.spare("incomplete-service-guide", one.path, "every element has a value")


_TABS = (
    '<ul class="tab"><li class="on">基本信息</li><li>受理条件</li><li>申请材料</li><li>办理流程</li>'
    "<li>收费标准</li><li>设定依据</li></ul>"
    '<div id="tabcon" class="tabcon"></div>'
    '<script>$(".tab li").click(function(){$("#tabcon").load("/yt/fw/item?tab="+$(this).index());});'
    '$(".tab li:first").click();</script>'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _spare(press: Press, article: Article, why: str) -> None:
    for rule in ("incomplete-service-guide", "wrong-service-guide", "missing-form-sample"):
        press.spare(rule, article.path, why)


def _guide(
    press: Press, slug: str, index: int, changed: Mapping[str, str | None], *, names: Mapping[str, str] | None = None
) -> Article:
    """One guide: `changed` values (None: no such row); with `names`, headings with other names in place of a table."""
    elements = {n: changed.get(n, v) for n, v in _elements(press, index).items()}
    shown = {(names or {}).get(n, n): v for n, v in elements.items() if v is not None}
    article = press.article(slug, 30 + 20 * index, ITEMS[index][0], _lines(shown) if names else _table(shown))
    article.layout = "guide"
    return article


def _table(elements: Mapping[str, str]) -> str:
    rows = "".join(f'<tr><td class="l">{name}</td><td>{value}</td></tr>' for name, value in elements.items())
    return f'<table class="bszn">{rows}</table>'


def _lines(elements: Mapping[str, str]) -> str:
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"]
    return "".join(f"<h4>{n}、{name}</h4><p>{value}</p>" for n, (name, value) in zip(numerals, elements.items(), strict=False))
